"""The report for a person: each finding with its place in the file, the norm on the other side, and the reasons."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from rightsnet.model.finding import Finding, Severity
from rightsnet.report.excerpt import excerpt
from rightsnet.report.explanation import asides, rows, words
from rightsnet.report.printable import printable
from rightsnet.report.result import Report
from rightsnet.report.summary import ADVICE, summary, tallies

WIDTH = 100
MANY = 20
"""From how many findings on the report ends with how many there are of each right and rule."""

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_GUTTER = "34"


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


class _Page:
    """The findings of one report, rendered with or without colour."""

    def __init__(self, report: Report, *, colour: bool) -> None:
        self._sources = report.sources
        self._colour = colour

    def finding(self, finding: Finding) -> Iterator[str]:
        """Yield the lines of one finding."""
        yield from self._head(finding)
        shown = None
        if finding.location:
            shown = excerpt(self._sources.get(finding.location.file, ""), finding.location)
        digits = len(str(shown.first + len(shown.lines) - 1)) if shown else 1
        margin, bar = " " * digits, self._painted("|", _GUTTER)
        if finding.location:
            yield f"{margin}{self._painted('-->', _GUTTER)} {printable(str(finding.location))}"
        if shown:
            yield f"{margin} {bar}"
            for number, line in enumerate(shown.lines, shown.first):
                yield f"{self._painted(f'{number:>{digits}}', _GUTTER)} {bar} {line}".rstrip()
                if number == shown.marked:
                    carets = self._painted("^" * shown.length, _COLOURS[finding.severity])
                    yield f"{margin} {bar} {' ' * shown.indent}{carets}"
            yield f"{margin} {bar}"
        for title, lines in rows(finding):
            yield from self._row(margin, title, lines)

    def _head(self, finding: Finding) -> Iterator[str]:
        aside = asides(finding)
        tag = f"{finding.severity.value}[{finding.rule}]"
        brackets = f" ({', '.join(aside)})" if aside else ""
        first, *rest = _wrapped(f"{tag}{brackets}: {finding.message}", "", " " * 4)
        yield self._painted(tag, _COLOURS[finding.severity]) + first.removeprefix(tag)
        yield from rest

    def _row(self, margin: str, title: str, lines: list[str]) -> Iterator[str]:
        start = f"{margin} = {title}: "
        for position, line in enumerate(lines):
            yield from _wrapped(line, " " * len(start) if position else start, " " * len(start))

    def _painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text


def _wrapped(text: str, first: str, following: str) -> list[str]:
    wrapper = textwrap.TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    )
    # A citation is not torn: "art." stays with its number.
    held = re.sub(r"\b(arts?\.?|paras?\.?|s) (?=\d)", "\\1\u00a0", printable(text))
    return [line.replace("\u00a0", " ") for line in wrapper.wrap(held)] or [first.rstrip()]
