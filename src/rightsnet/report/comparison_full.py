"""A comparison for a person: what changed and where, what it means, and why findings came or went."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Generator, Iterator

from rightsnet.errors import Location
from rightsnet.model.finding import Severity
from rightsnet.model.revision import Change, Edit, FindingChange, NormChange
from rightsnet.report.comparison import Comparison
from rightsnet.report.comparison_concise import line
from rightsnet.report.comparison_words import TITLES, Words, meaning, shared, summary, title, unedited
from rightsnet.report.excerpt import excerpt
from rightsnet.report.explanation import rows
from rightsnet.report.printable import printable
from rightsnet.report.summary import ADVICE

WIDTH = 100
_COLOURS = {Change.ADDED: "1;31", Change.REMOVED: "1;32", Change.CHANGED: "1;33", Change.KEPT: "1"}
_GRAVITY = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_GUTTER = "34"
_TOLD = ("other side", "help", "explain")
"""What of a finding is said in a comparison; `rightsnet check` says all of it."""


def render(comparison: Comparison, *, colour: bool = False) -> str:
    """Return the norms, findings, coverage and terms that changed, what is kept in brief, and a summary.

    Args:
        comparison: what a comparison returned.
        colour: mark changes and the frame of excerpts by ANSI codes; words say the same.
    """
    page = _Page(comparison, colour=colour)
    return "\n".join((*page.lines(), summary(comparison), ADVICE)) + "\n"


class _Page:
    """One comparison, rendered with or without colour."""

    def __init__(self, comparison: Comparison, *, colour: bool) -> None:
        self._comparison = comparison
        self._words = Words(comparison)
        self._colour = colour

    def lines(self) -> Iterator[str]:
        """Yield the lines of all sections; each is followed by an empty one."""
        found = self._comparison
        if not found.edits:
            yield from (unedited(found), "")
        for edit in found.edits:
            if shared(edit):
                yield from (*self._shared(edit), "")
        for norm in found.norms:
            if norm.change is not Change.KEPT or norm.renamed:
                yield from (*self._norm(norm), "")
        for each in found.findings:
            if each.change is not Change.KEPT:
                yield from (*self._finding(each), "")
        kept = [each for each in found.findings if each.change is Change.KEPT]
        if kept:
            yield self._painted("Findings that both versions have", _COLOURS[Change.KEPT])
            for each in kept:
                where = f"{each.finding.location}: " if each.finding.location else ""
                yield from _wrapped(f"{where}{line(each)}", "  ", "      ")
            yield ""
        yield from self._coverage()
        terms = [f"{term.change.value}: {self._words.term(term)}" for term in found.terms]
        yield from self._section(TITLES["terms"], terms)

    def _shared(self, edit: Edit) -> Iterator[str]:
        """Yield an edit that several norms inherit."""
        tag = f"{edit.change.value} for several norms"
        first, *rest = _wrapped(f"{tag}: {', '.join(edit.names)}", "", " " * 4)
        yield self._painted(tag, _COLOURS[edit.change]) + first.removeprefix(tag)
        yield from rest
        old = edit.at is None
        margin = yield from self._frame(edit.was if old else edit.at, old=old, code=_COLOURS[edit.change])
        yield from self._row(margin, "edit", [self._words.key(edit)])

    def _norm(self, norm: NormChange) -> Iterator[str]:
        tag = f"{norm.change.value} norm"
        start = self._painted(tag, _COLOURS[norm.change])
        first, *rest = _wrapped(f"{tag} {title(norm)}", "", " " * 4)
        yield start + first.removeprefix(tag)
        yield from rest
        own = [edit for edit in norm.edits if not shared(edit)]
        at = next((edit.at for edit in own if edit.at), None) or norm.new
        margin = yield from self._frame(at or norm.old, old=at is None, code=_COLOURS[norm.change])
        for edit in own:
            yield from self._row(margin, "edit", [self._words.key(edit)])
        inherited = [f"`{edit.key}` (see above)" for edit in norm.edits if shared(edit)]
        if inherited:
            yield from self._row(margin, "edit", [", ".join(inherited)])
        says = list(meaning(norm))
        if says:
            yield from self._row(margin, "meaning", says)

    def _finding(self, found: FindingChange) -> Iterator[str]:
        finding = found.finding
        tag = f"{found.change.value} {finding.severity.value}[{finding.rule}]"
        first, *rest = _wrapped(f"{tag}: {finding.message}", "", " " * 4)
        code = _GRAVITY[finding.severity] if found.change is not Change.REMOVED else _COLOURS[Change.REMOVED]
        yield self._painted(tag, code) + first.removeprefix(tag)
        yield from rest
        old = found.change is Change.REMOVED
        margin = yield from self._frame(finding.location, old=old, code=code)
        if found.differences:
            differs = [f"{what} was {was} and is {now}" for what, was, now in found.differences]
            yield from self._row(margin, "changed", differs)
        if found.cause:
            yield from self._row(margin, "because", list(self._words.causes(found.cause, found.change)))
        for heading, lines in rows(finding):
            if heading in _TOLD and not old:
                yield from self._row(margin, heading, lines)

    def _frame(self, location: Location | None, *, old: bool, code: str) -> Generator[str, None, str]:
        """Yield where something stands and the lines around it; return the margin of what follows."""
        if location is None:
            return " "
        sources = self._comparison.old_sources if old else self._comparison.new_sources
        shown = excerpt(sources.get(location.file, ""), location)
        digits = len(str(shown.first + len(shown.lines) - 1)) if shown else 1
        margin, bar = " " * digits, self._painted("|", _GUTTER)
        side = " (old version)" if old else ""
        yield f"{margin}{self._painted('-->', _GUTTER)} {printable(str(location))}{side}"
        if shown:
            yield f"{margin} {bar}"
            for number, text in enumerate(shown.lines, shown.first):
                yield f"{self._painted(f'{number:>{digits}}', _GUTTER)} {bar} {text}".rstrip()
                if number == shown.marked:
                    yield f"{margin} {bar} {' ' * shown.indent}{self._painted('^' * shown.length, code)}"
            yield f"{margin} {bar}"
        return margin

    def _coverage(self) -> Iterator[str]:
        found = self._comparison.coverage
        lines = [
            f"{each.change.value}: {each.kind}: {each.name} ({', '.join(each.new or each.old)})"
            for each in found
            if each.change is not Change.KEPT
        ]
        if lines:
            kept = sum(each.change is Change.KEPT for each in found)
            yield from self._section(TITLES["coverage"], [*lines, f"and {kept} that both versions have"])

    def _section(self, heading: str, lines: list[str]) -> Iterator[str]:
        if lines:
            yield self._painted(heading, _COLOURS[Change.KEPT])
            for each in lines:
                yield from _wrapped(each, "  ", "      ")
            yield ""

    def _row(self, margin: str, heading: str, lines: list[str]) -> Iterator[str]:
        start = f"{margin} = {heading}: "
        for position, each in enumerate(lines):
            yield from _wrapped(each, " " * len(start) if position else start, " " * len(start))

    def _painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text


def _wrapped(text: str, first: str, following: str) -> list[str]:
    wrapper = textwrap.TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    )
    # A citation is not torn: "art." stays with its number.
    held = re.sub(r"\b(arts?\.?|paras?\.?|s) (?=\d)", "\\1\u00a0", printable(text))
    return [each.replace("\u00a0", " ") for each in wrapper.wrap(held)] or [first.rstrip()]
