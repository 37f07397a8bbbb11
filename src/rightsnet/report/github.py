"""Findings as workflow commands of GitHub Actions, which show them beside the lines of a pull request."""

from __future__ import annotations

from rightsnet.model.finding import Finding, Severity, Status
from rightsnet.report.explanation import asides
from rightsnet.report.printable import printable
from rightsnet.report.result import Report
from rightsnet.report.sides import name, other_side
from rightsnet.report.summary import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """Return one command for each finding, then the summary as a plain line of the log.

    What is not open is a notice, whatever its severity: the title says both. GitHub shows at most ten annotations of
    each kind from one step; the log holds them all.
    """
    return "\n".join((*(_command(finding) for finding in report.findings), summary(report))) + "\n"


def _command(finding: Finding) -> str:
    command = _COMMANDS[finding.severity if finding.status is Status.OPEN else Severity.NOTE]
    aside = f" ({', '.join(asides(finding))})" if asides(finding) else ""
    properties = {"title": f"{finding.severity.value}[{finding.rule}]{aside}"}
    place = finding.location
    if place:
        where = {"file": place.file, "line": place.line, "col": place.column}
        properties = {key: str(value) for key, value in where.items() if value} | properties
    cited = dict.fromkeys(name(norm) for norm in other_side(finding))
    lines = [finding.message, *([f"Other side: {', '.join(cited)}"] if cited else []), finding.help]
    said = "\n".join(printable(line) for line in lines if line)
    return f"::{command} {','.join(f'{key}={_property(value)}' for key, value in properties.items())}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
