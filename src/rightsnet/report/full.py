"""The report for a person: each finding with its place in the file, the norm on the other side, and the reasons."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from rightsnet.model.finding import Certainty, Finding, NormReference, Resolution, Severity, Status
from rightsnet.model.names import local_name
from rightsnet.report.excerpt import excerpt
from rightsnet.report.printable import printable
from rightsnet.report.result import Report
from rightsnet.report.sides import name, other_side
from rightsnet.report.summary import summary

ADVICE = "rightsnet supports legal analysis; it is not legal advice and does not decide necessity or proportionality."
WIDTH = 100

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_GUTTER = "34"
_ACTS = {
    "EQUAL": "{left} and {right} are about the same act",
    "WITHIN": "the act of {left} lies within that of {right}",
    "CONTAINS": "the act of {left} contains that of {right}",
    "OVERLAPS": "the acts of {left} and {right} share a part",
    "UNKNOWN": "nothing says whether the acts of {left} and {right} share a part",
}


def render(report: Report, *, colour: bool = False) -> str:
    """Return the findings, a summary and what the tool does not decide.

    Args:
        report: what a check returned.
        colour: mark severities and the frame of excerpts by ANSI codes; words say the same.
    """
    page = _Page(report, colour=colour)
    blocks = ["\n".join(page.finding(finding)) for finding in report.findings] or ["No findings."]
    return "\n\n".join((*blocks, f"{summary(report)}\n{ADVICE}")) + "\n"


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
        for title, lines in _rows(finding):
            yield from self._row(margin, title, lines)

    def _head(self, finding: Finding) -> Iterator[str]:
        aside = []
        if finding.certainty is not Certainty.CERTAIN:
            aside.append(finding.certainty.value)
        if finding.status is not Status.OPEN:
            aside.append(finding.status.value)
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


def _rows(finding: Finding) -> Iterator[tuple[str, list[str]]]:
    others = other_side(finding)
    if others:
        yield from (("other side", [_norm(norm)]) for norm in others)
    elif len(finding.norms) > 1:
        yield from ((f"{norm.role} norm", [_norm(norm)]) for norm in finding.norms)
    else:
        yield from (("norm", [_norm(norm)]) for norm in finding.norms)
    reasons = list(_reasons(finding))
    if reasons:
        yield "why", reasons
    if finding.resolution:
        yield "prevails", list(_prevailing(finding, finding.resolution))
    if finding.rights:
        yield "right", ["; ".join(_words(right) for right in finding.rights)]
    named = {name(norm) for norm in finding.norms}
    demanding = [provision.label for provision in finding.provisions if provision.label not in named]
    if demanding:
        yield "demanded by", ["; ".join(demanding)]
    if finding.help:
        yield "help", [finding.help]
    yield "explain", [f"rightsnet explain {finding.rule}"]


def _norm(norm: NormReference) -> str:
    return f"{name(norm)} — {norm.text}" if norm.text else name(norm)


def _reasons(finding: Finding) -> Iterator[str]:
    """Yield why the norms meet, axis by axis, how their acts relate, and what else weighs."""
    for axis, words in finding.reasons.items():
        yield f"{axis}: {words}"
    relation = finding.relations.get("act", "").upper()
    if relation in _ACTS and len(finding.norms) > 1:
        left, right = (name(norm) for norm in finding.norms[:2])
        yield f"act: {_ACTS[relation].format(left=left, right=right)}"
    if finding.because:
        yield finding.because


def _prevailing(finding: Finding, found: Resolution) -> Iterator[str]:
    """Yield which norm prevails and by which principle, then what other principles that speak prefer."""
    named = {norm.id: name(norm) for norm in finding.norms}
    if found.prevails is None:
        yield "no principle says which of the two"
    for each in sorted(found.principles, key=lambda opinion: opinion.principle != found.by):
        if each.prefers is not None:
            decides = "" if each.principle == found.by else "also " if each.prefers == found.prevails else "but "
            yield f"{decides}{named[each.prefers]} by {each.principle}: {each.reason}"


def _words(term: str) -> str:
    """Return the words of a name such as ``FreedomOfExpression``."""
    first, *rest = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local_name(term)).split(" ")
    return " ".join((first, *(word if word.isupper() and len(word) > 1 else word.lower() for word in rest)))


def _wrapped(text: str, first: str, following: str) -> list[str]:
    wrapper = textwrap.TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    )
    # A citation is not torn: "art." stays with its number.
    held = re.sub(r"\b(arts?\.?|paras?\.?|s) (?=\d)", "\\1\u00a0", printable(text))
    return [line.replace("\u00a0", " ") for line in wrapper.wrap(held)] or [first.rstrip()]
