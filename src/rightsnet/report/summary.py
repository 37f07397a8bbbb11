"""What was checked against what, and how many findings of which kind came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from rightsnet.model.finding import Finding, Severity, Status
from rightsnet.model.names import local_name
from rightsnet.report.counting import count
from rightsnet.report.result import Report

ADVICE = "rightsnet supports legal analysis; it is not legal advice and does not decide necessity or proportionality."


def summary(report: Report) -> str:
    """Return the line.

    >>> from rightsnet.report.result import Checked, Counts
    >>> print(summary(Report(checked=Checked(files=("a.yaml",), norms=1), funnel=Counts(3, 1))))
    0 errors, 0 warnings, 0 notes in 1 norm of 1 file; of 3 pairs of norms 1 met.
    """
    checked, funnel = report.checked, report.funnel
    found = ", ".join(count(number, severity) for severity, number in report.summary.items())
    files = count(len(checked.files), "file") if checked.files else "the shipped law"
    every = (*report.findings, *report.settled)
    settled: Counter[Status] = Counter(finding.status for finding in every if finding.status is not Status.OPEN)
    if settled:
        named = (_settled(settled[status], status) for status in Status if settled[status])
        found += f" (and {', '.join(named)})"
    line = f"{found} in {count(checked.norms, 'norm')} of {files}"
    if checked.against_norms:
        instruments = count(checked.against_instruments, "instrument")
        line += f", checked against {count(checked.against_norms, 'norm')} of {instruments}"
    if checked.at:
        line += f" as of {checked.at.isoformat()}"
    if checked.place:
        line += f" in {checked.place_label or checked.place}"
    if funnel.pairs:
        line += f"; of {count(funnel.pairs, 'pair')} of norms {funnel.met} met"
        apart = ", ".join(f"{number} by {axis}" for axis, number in funnel.excluded.items() if number)
        line += f" (kept apart: {apart})" if apart else ""
    return f"{line}."


def tallies(report: Report) -> dict[str, dict[str, dict[str, int]]]:
    """Return how many open findings there are of each right and of each rule, severity by severity, gravest first.

    A finding that concerns several rights counts for each of them, and one that concerns none for no right.
    """
    found = [finding for finding in report.findings if finding.status is Status.OPEN]
    return {
        "right": _tally(found, lambda finding: [local_name(right) for right in finding.rights]),
        "rule": _tally(found, lambda finding: [finding.rule]),
    }


def _tally(findings: Iterable[Finding], kinds: Callable[[Finding], Iterable[str]]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[Severity]] = {}
    for finding in findings:
        for kind in kinds(finding):
            counted.setdefault(kind, Counter())[finding.severity] += 1
    ordered = sorted(counted.items(), key=lambda item: ([-item[1][severity] for severity in Severity], item[0]))
    return {kind: {severity.value: numbers[severity] for severity in Severity} for kind, numbers in ordered}


def _settled(number: int, status: Status) -> str:
    return f"{number} in the baseline" if status is Status.BASELINE else f"{number} {status.value}"
