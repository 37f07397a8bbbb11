"""The report for a person: each finding with its place in the file, the norm on the other side, and the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rightsnet.model.finding import Finding, Severity
from rightsnet.report.explanation import asides, rows, words
from rightsnet.report.page_lines import GRAVITY, PageLines
from rightsnet.report.result import Report
from rightsnet.report.summary import ADVICE, summary, tallies

MANY = 20
"""From how many findings on the report ends with how many there are of each right and rule."""


def render(report: Report, *, colour: bool = False) -> str:
    """Return the findings, a summary and what the tool does not decide.

    Args:
        report: what a check returned.
        colour: mark severities and the frame of excerpts by ANSI codes; words say the same.
    """
    page = _Page(report, colour=colour)
    blocks = ["\n".join(page.finding(finding)) for finding in report.findings] or ["No findings."]
    if len(report) >= MANY:
        blocks.extend("\n".join(_table(title, counted)) for title, counted in tallies(report).items() if counted)
    return "\n\n".join((*blocks, f"{summary(report)}\n{ADVICE}")) + "\n"


def _table(title: str, counted: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Yield a table of how many findings there are of each kind, severity by severity."""
    names = {key: words(key) if title == "right" else key for key in counted}
    widest = max(map(len, (*names.values(), f"by {title}")))
    severities = [severity.value for severity in Severity]
    yield f"{f'by {title}':<{widest}}" + "".join(f"{f'{severity}s':>10}" for severity in severities)
    for key, numbers in counted.items():
        yield f"{names[key]:<{widest}}" + "".join(f"{numbers[severity]:>10}" for severity in severities)


class _Page(PageLines):
    """The findings of one report, rendered with or without colour."""

    def __init__(self, report: Report, *, colour: bool) -> None:
        super().__init__(colour=colour)
        self._sources = report.sources

    def finding(self, finding: Finding) -> Iterator[str]:
        """Yield the lines of one finding."""
        aside = asides(finding)
        tag = f"{finding.severity.value}[{finding.rule}]"
        brackets = f" ({', '.join(aside)})" if aside else ""
        code = GRAVITY[finding.severity]
        yield from self.heading(tag, f"{brackets}: {finding.message}", code)
        source = self._sources.get(finding.location.file, "") if finding.location else ""
        margin = yield from self.frame(finding.location, source, code)
        for title, lines in rows(finding):
            yield from self.row(margin, title, lines)
