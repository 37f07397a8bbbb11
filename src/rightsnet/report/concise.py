"""One line for each finding, and one for the whole, for people in a hurry and for editors."""

from __future__ import annotations

from rightsnet.model.finding import Finding
from rightsnet.report.explanation import asides
from rightsnet.report.printable import printable
from rightsnet.report.result import Report
from rightsnet.report.sides import name, other_side
from rightsnet.report.summary import summary


def render(report: Report) -> str:
    """Return ``path:line:col: severity[rule] message (provision of the other side)`` lines, then the summary."""
    return "\n".join((*(_line(finding) for finding in report.findings), summary(report))) + "\n"


def _line(finding: Finding) -> str:
    where = f"{finding.location}: " if finding.location else ""
    cited = [name(norm) for norm in other_side(finding)] or [provision.label for provision in finding.provisions]
    aside = [", ".join(dict.fromkeys(cited))] if cited else []
    aside.extend(asides(finding))
    brackets = f" ({'; '.join(aside)})" if aside else ""
    return printable(f"{where}{finding.severity.value}[{finding.rule}] {finding.message}{brackets}")
