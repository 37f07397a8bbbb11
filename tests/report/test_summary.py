"""How many findings of which kind: what is not open is named, and each right and rule is counted."""

from dataclasses import replace

from rightsnet.model.finding import Finding, Severity, Status
from rightsnet.report.grouping import by_provision, by_right, by_rule
from rightsnet.report.result import Checked, Report
from rightsnet.report.summary import summary, tallies


def test_each_status_is_named_with_its_number(conflict: Finding) -> None:
    wanted = (Status.SUPPRESSED, Status.DECLARED, Status.BASELINE, Status.DECLARED, Status.OPEN, Status.RESOLVED)
    report = _report(*(replace(conflict, status=status, key=(str(n),)) for n, status in enumerate(wanted)))
    assert summary(report) == (
        "1 error, 0 warnings, 0 notes (and 1 resolved, 2 declared, 1 suppressed, 1 in the baseline) in 1 norm of 1 file."
    )


def test_what_is_settled_is_counted_although_it_is_not_shown(conflict: Finding) -> None:
    hidden = replace(conflict, status=Status.SUPPRESSED)
    report = Report(checked=Checked(files=("bill.yaml",), norms=1), settled=(hidden,))
    assert summary(report) == "0 errors, 0 warnings, 0 notes (and 1 suppressed) in 1 norm of 1 file."


def test_open_findings_are_counted_by_right_and_rule_gravest_first(conflict: Finding) -> None:
    note = replace(conflict, rule="narrowed-duty", severity=Severity.NOTE, rights=("Privacy",))
    again = replace(note, rights=("Association", "Privacy"), key=("1",))
    declared = replace(conflict, rule="exempted-duty", status=Status.DECLARED, rights=("Life",))
    found = tallies(_report(note, again, declared, conflict))
    assert [(kind, list(counted.items())) for kind, counted in found.items()] == [
        (
            "right",
            [
                ("Privacy", {"error": 1, "warning": 0, "note": 2}),
                ("FreedomOfExpression", {"error": 1, "warning": 0, "note": 0}),
                ("Association", {"error": 0, "warning": 0, "note": 1}),
            ],
        ),
        (
            "rule",
            [
                ("void-permission", {"error": 1, "warning": 0, "note": 0}),
                ("narrowed-duty", {"error": 0, "warning": 0, "note": 2}),
            ],
        ),
    ]


def test_groups_hold_every_finding_and_those_of_nothing_stand_last(conflict: Finding, shape: Finding) -> None:
    report = _report(shape, conflict)
    assert [(group.title, [f.rule for f in group.findings], group.settled) for group in by_right(report)] == [
        ("Freedom of expression", ["void-permission"], 0),
        ("Privacy", ["void-permission"], 0),
        ("No right named", ["missing-bearer"], 1),
    ]
    assert [(group.title, group.counts) for group in by_rule(report)] == [
        ("void-permission", {Severity.ERROR: 1}),
        ("missing-bearer", {}),
    ]
    assert [group.title for group in by_provision(report)] == [
        "ICCPR art. 17(1)",
        "ICCPR art. 2(1)",
        "No provision cited",
    ]


def _report(*findings: Finding) -> Report:
    return Report(checked=Checked(files=("bill.yaml",), norms=1), findings=findings)
