"""A comparison for a person: what changed and where, what it means, and why findings came or went."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from rightsnet.errors import Location
from rightsnet.model.revision import Change, Edit, FindingChange, NormChange
from rightsnet.report.comparison import Comparison
from rightsnet.report.comparison_concise import line
from rightsnet.report.comparison_words import TITLES, Words, meaning, shared, summary, title, unedited
from rightsnet.report.explanation import rows
from rightsnet.report.page_lines import GRAVITY, PageLines, wrapped
from rightsnet.report.summary import ADVICE

_COLOURS = {Change.ADDED: "1;31", Change.REMOVED: "1;32", Change.CHANGED: "1;33", Change.KEPT: "1"}
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


class _Page(PageLines):
    """One comparison, rendered with or without colour."""

    def __init__(self, comparison: Comparison, *, colour: bool) -> None:
        super().__init__(colour=colour)
        self._comparison = comparison
        self._words = Words(comparison)

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
            yield self.painted("Findings that both versions have", _COLOURS[Change.KEPT])
            for each in kept:
                where = f"{each.finding.location}: " if each.finding.location else ""
                yield from wrapped(f"{where}{line(each)}", "  ", "      ")
            yield ""
        yield from self._coverage()
        terms = [f"{term.change.value}: {self._words.term(term)}" for term in found.terms]
        yield from self._section(TITLES["terms"], terms)

    def _shared(self, edit: Edit) -> Iterator[str]:
        """Yield an edit that several norms inherit."""
        tag = f"{edit.change.value} for several norms"
        yield from self.heading(tag, f": {', '.join(edit.names)}", _COLOURS[edit.change])
        old = edit.at is None
        margin = yield from self._place(edit.was if old else edit.at, old=old, code=_COLOURS[edit.change])
        yield from self.row(margin, "edit", [self._words.key(edit)])

    def _norm(self, norm: NormChange) -> Iterator[str]:
        tag = f"{norm.change.value} norm"
        yield from self.heading(tag, f" {title(norm)}", _COLOURS[norm.change])
        own = [edit for edit in norm.edits if not shared(edit)]
        at = next((edit.at for edit in own if edit.at), None) or norm.new
        margin = yield from self._place(at or norm.old, old=at is None, code=_COLOURS[norm.change])
        for edit in own:
            yield from self.row(margin, "edit", [self._words.key(edit)])
        inherited = [f"`{edit.key}` (see above)" for edit in norm.edits if shared(edit)]
        if inherited:
            yield from self.row(margin, "edit", [", ".join(inherited)])
        says = list(meaning(norm))
        if says:
            yield from self.row(margin, "meaning", says)

    def _finding(self, found: FindingChange) -> Iterator[str]:
        finding = found.finding
        tag = f"{found.change.value} {finding.severity.value}[{finding.rule}]"
        code = GRAVITY[finding.severity] if found.change is not Change.REMOVED else _COLOURS[Change.REMOVED]
        yield from self.heading(tag, f": {finding.message}", code)
        old = found.change is Change.REMOVED
        margin = yield from self._place(finding.location, old=old, code=code)
        if found.differences:
            differs = [f"{what} was {was} and is {now}" for what, was, now in found.differences]
            yield from self.row(margin, "changed", differs)
        if found.cause:
            yield from self.row(margin, "because", list(self._words.causes(found.cause, found.change)))
        for heading, lines in rows(finding):
            if heading in _TOLD and not old:
                yield from self.row(margin, heading, lines)

    def _place(self, location: Location | None, *, old: bool, code: str) -> Generator[str, None, str]:
        """Yield where something stands in one of the versions; return the margin of what follows."""
        sources = self._comparison.old_sources if old else self._comparison.new_sources
        source = sources.get(location.file, "") if location else ""
        return (yield from self.frame(location, source, code, " (old version)" if old else ""))

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
            yield self.painted(heading, _COLOURS[Change.KEPT])
            for each in lines:
                yield from wrapped(each, "  ", "      ")
            yield ""
