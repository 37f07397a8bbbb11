"""Hand-made findings and reports."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from rightsnet.errors import Location
from rightsnet.model.finding import Certainty, Finding, NormReference, Severity, Status
from rightsnet.model.norm import Provision
from rightsnet.report.result import Checked, Counts, Report, RuleNote

BILL = """\
proposal: Safer Streams Bill
id: https://example.org/bill
norms:
  - id: s4
    modality: power
    bearer: LawEnforcementAuthority
    action: HackDevice   # from afar
    place: DEU
"""
ID = "https://w3id.org/rightsnet/id/"


@pytest.fixture
def conflict() -> Finding:
    return Finding(
        rule="void-permission",
        family="conflict",
        severity=Severity.ERROR,
        message="“s4” permits a law enforcement authority to hack device, which ICCPR art. 17(1) forbids: the "
        "permission is void.",
        help="Drop the permission, confine it to what the prohibition leaves open, or declare the exception "
        "(`exception_to`) if the other norm lets you make one.",
        norms=(
            NormReference("https://example.org/bill#s4", "s4", "", "left"),
            NormReference(
                f"{ID}iccpr-17-1-ban",
                "no arbitrary surveillance",
                "ICCPR art. 17(1)",
                "right",
                "No State surveils people arbitrarily.",
                f"{ID}iccpr",
            ),
        ),
        location=Location("bill.yaml", 7, 13),
        rights=("Privacy", "FreedomOfExpression"),
        provisions=(Provision(f"{ID}iccpr-17-1", "ICCPR art. 17(1)"), Provision(f"{ID}iccpr-2-1", "ICCPR art. 2(1)")),
        relations={"bearer": "WITHIN", "place": "WITHIN", "validity": "OVERLAPS", "act": "WITHIN"},
        reasons={
            "bearer": "law enforcement authority is a kind of State organ, which is a kind of State",
            "place": "Germany lies in the parties to the ICCPR",
        },
        witness={"bearer": "law enforcement authority", "from": "2027-04-01"},
        premises=("rn:HackDevice rdfs:subClassOf rn:SurveillanceAct",),
        because="ICCPR art. 17(1) is mandatory",
    )


@pytest.fixture
def shape() -> Finding:
    return Finding(
        rule="missing-bearer",
        family="shape",
        severity=Severity.WARNING,
        message="A norm binds someone.",
        certainty=Certainty.LIKELY,
        status=Status.DECLARED,
        norms=(NormReference("https://example.org/bill#s4", "s4", "", "left"),),
        location=Location("bill.yaml"),
    )


@pytest.fixture
def report(conflict: Finding, shape: Finding) -> Report:
    return Report(
        checked=Checked(
            files=("bill.yaml",),
            norms=3,
            against_norms=412,
            against_instruments=47,
            at=date(2027, 4, 1),
            place="GBR",
        ),
        findings=(conflict, shape),
        funnel=Counts(1236, 40, {"bearer": 900, "place": 200}),
        sources={"bill.yaml": BILL},
    )


@pytest.fixture
def silent() -> Report:
    return Report(checked=Checked(files=("bill.yaml", "other.yaml"), norms=1))


HOSTILE = (
    "=cmd|'/c calc'!A1 <script>alert(1)</script> & \"quoted\" | [a](https://evil.example/) `code` ]]> -- @someone "
    "::error::gotcha %0A \x1b[2J\u202e**bold** _x_ $y$ 1. \\ \U0001f600"
)
"""What a draft may hold to be mistaken for markup, a command or a formula."""


def settled(finding: Finding) -> Iterator[Finding]:
    """Yield the finding with each severity, certainty and status, as different findings on different lines."""
    line = 0
    for severity in Severity:
        for certainty in Certainty:
            for status in Status:
                line += 1
                yield replace(
                    finding,
                    severity=severity,
                    certainty=certainty,
                    status=status,
                    reason="" if status is Status.OPEN else f"as agreed, no. {line}",
                    location=Location("drafts/a, b 100%/näive bill.yaml", line, 3),
                    key=(str(line),),
                )


@pytest.fixture
def every(conflict: Finding, shape: Finding) -> Report:
    """Return a report with every severity, certainty and status together, hostile texts, and findings without a place."""
    hostile = replace(
        conflict,
        message=HOSTILE,
        help=HOSTILE,
        because=HOSTILE,
        reasons={"bearer": HOSTILE},
        norms=(
            NormReference(
                "https://example.org/a b>", HOSTILE, "", "left", HOSTILE, location=Location("bill.yaml", 4, 5)
            ),
            replace(conflict.norms[1], provision=HOSTILE),
        ),
        provisions=(Provision("https://example.org/<x>", HOSTILE),),
    )
    nowhere = replace(shape, location=None, norms=(), status=Status.OPEN, key=("nowhere",))
    return Report(
        checked=Checked(files=("bill.yaml", "silent.yaml"), norms=3, at=date(2027, 4, 1), place="GBR"),
        findings=tuple(sorted((hostile, shape, *settled(conflict), nowhere), key=lambda finding: finding.order)),
        funnel=Counts(1236, 40, {"bearer": 900, "place": 200}),
        sources={"bill.yaml": BILL.replace("from afar", HOSTILE)},
        rules={
            "void-permission": RuleNote(
                name="void-permission",
                family="conflict",
                severity=Severity.ERROR,
                title="A permission that a prohibition voids.",
                sections={"What it finds": "A permission to do\nwhat is forbidden.", "Sources": "ICCPR art. 17."},
            )
        },
    )
