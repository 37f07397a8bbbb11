"""One line on what was checked against what, and what came of it."""

from __future__ import annotations

from rightsnet.report.result import Report


def summary(report: Report) -> str:
    """Return the line.

    >>> from rightsnet.report.result import Checked, Counts
    >>> print(summary(Report(checked=Checked(files=("a.yaml",), norms=1), funnel=Counts(3, 1))))
    0 errors, 0 warnings, 0 notes in 1 norm of 1 file; of 3 pairs of norms 1 met.
    """
    checked, funnel = report.checked, report.funnel
    found = ", ".join(count(number, severity) for severity, number in report.summary.items())
    files = count(len(checked.files), "file") if checked.files else "the shipped law"
    settled = len(report.findings) - sum(report.summary.values())
    if settled:
        found += f" (and {settled} declared or resolved)"
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


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "norm"), count(0, "norm")
    ('1 norm', '0 norms')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
