"""Edits, causes and changes of norms in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rightsnet.errors import Location
from rightsnet.model.revision import Cause, Change, Edit, EditKind, NormChange, Strictness, TermChange
from rightsnet.report.comparison import Comparison

LONGEST = 60
"""How much of a value is quoted within a sentence."""
TITLES = {"norms": "Norms", "findings": "Findings", "coverage": "Coverage", "terms": "Terms"}

_STRICTNESS = {
    Strictness.SAME: "It demands the same as before.",
    Strictness.STRICTER: "It is stricter: whoever complies with it complies with the old norm too.",
    Strictness.LOOSER: "It is looser: whoever complied with the old norm complies with it too.",
    Strictness.GRANTS_MORE: "It grants all that the old norm granted, and more.",
    Strictness.GRANTS_LESS: "It grants only a part of what the old norm granted.",
    Strictness.NEITHER: "It is neither stricter nor looser than the old norm: each demands what the other does not.",
    Strictness.OTHER_KIND: "It is another kind of norm, so neither version is the stricter one.",
    Strictness.UNKNOWN: "Whether it is stricter or looser than the old norm is not known.",
}

_ACCOUNTS = {
    Change.ADDED: (
        "without it the finding would not be there",
        "It takes all of these edits; without any one of them the finding would not be there",
        "Each of these edits keeps the finding there; it would go only without all of them",
    ),
    Change.REMOVED: (
        "this edit alone removes it",
        "Each of these edits alone removes it",
        "Only all of these edits together remove it",
    ),
    Change.CHANGED: (
        "without it the finding would be as before",
        "It takes all of these edits; without any one of them the finding would be as before",
        "Each of these edits keeps the finding so; it would be as before only without all of them",
    ),
}
"""What is said of one edit that accounts for a finding, of several that each do, and of several that do together."""


class Words:
    """The sentences of one comparison, in which a line names its file only if there are several."""

    def __init__(self, comparison: Comparison) -> None:
        self._several = len(comparison.old.files) > 1 or len(comparison.new.files) > 1

    def place(self, location: Location | None, *, old: bool = False) -> str:
        """Return where something stands, in words; empty if that is not known."""
        if location is None or not location.line:
            return ""
        file = f" of {location.file}" if self._several else ""
        return f"{'old ' if old else ''}line {location.line}{file}"

    def edit(self, edit: Edit) -> str:
        """Return an edit as a clause: “line 14 changes `object` of “s3” from … to …”."""
        names = _listed(edit.names)
        if not edit.key:
            what = {EditKind.TERM: "the term ", EditKind.PROPOSAL: "the proposal "}.get(edit.kind, "")
            if edit.change is Change.ADDED:
                return f"{self.place(edit.at) or 'the new version'} adds {what}{names}"
            return f"{what}{names}{self._was(edit)} is gone"
        if edit.change is Change.REMOVED:
            return f"`{edit.key}` of {names} ({_joined(quoted(edit.old), self.place(edit.was, old=True))}) is gone"
        start = self.place(edit.at) or "the new version"
        if edit.change is Change.ADDED:
            return f"{start} adds `{edit.key}` to {names}: {quoted(edit.new)}"
        return f"{start} changes `{edit.key}` of {names} from {quoted(edit.old)}{self._was(edit)} to {quoted(edit.new)}"

    def _was(self, edit: Edit) -> str:
        place = self.place(edit.was, old=True)
        return f" ({place})" if place else ""

    def key(self, edit: Edit) -> str:
        """Return an edit of a known norm: the key, what it was and what it is."""
        if edit.change is Change.ADDED:
            return f"`{edit.key}` is new: {_joined(edit.new, self.place(edit.at))}"
        was = _joined(edit.old, self.place(edit.was, old=True))
        if edit.change is Change.REMOVED:
            return f"`{edit.key}` is gone: {was}"
        return f"`{edit.key}` was: {was}; is: {_joined(edit.new, self.place(edit.at))}"

    def causes(self, cause: Cause, change: Change) -> Iterator[str]:
        """Yield why a finding was added, removed or changed."""
        one, each_one, together = _ACCOUNTS[change]
        alone = [each[0] for each in cause.sets if len(each) == 1]
        if len(alone) == 1:
            yield f"{_sentence(self.edit(alone[0]))}; {one}."
        elif alone:
            yield f"{each_one}:"
            yield from (f"– {self.edit(edit)}" for edit in alone)
        for several in cause.sets:
            if len(several) > 1:
                yield f"{together}{'' if cause.complete else ' (other edits may do so too)'}:"
                yield from (f"– {self.edit(edit)}" for edit in several)
        if cause.note:
            yield cause.note

    def term(self, term: TermChange) -> str:
        """Return what became of a term or a class expression."""
        if not term.key:
            place = self.place(term.at) or self.place(term.was, old=True)
            return f"{term.name} ({place})" if place else term.name
        was = _joined(term.old or "nothing", self.place(term.was, old=True))
        return f"`{term.key}` of {term.name} was: {was}; is: {_joined(term.new or 'nothing', self.place(term.at))}"


def meaning(norm: NormChange) -> Iterator[str]:
    """Yield what the changes of a norm mean, the verdict first."""
    if norm.strictness is not None and (norm.effects or norm.strictness is not Strictness.SAME):
        yield _STRICTNESS[norm.strictness]
    if norm.strictness is not None and not norm.effects:
        yield "What it demands, of whom, where and when, is as before."
    yield from (effect.sentence for effect in norm.effects)


def shared(edit: Edit) -> bool:
    """Say whether an edit of one key touches several norms at once, as one of the head does."""
    return edit.kind is EditKind.KEY and len(edit.names) > 1


def title(norm: NormChange) -> str:
    """Return what a norm is called, and what it was called if that is something else."""
    return f"{norm.name}, formerly {norm.old_name}" if norm.renamed and norm.change is not Change.REMOVED else norm.name


def unedited(comparison: Comparison) -> str:
    """Return what to say where no edit was found."""
    same = all(found.change is Change.KEPT for found in comparison.findings)
    return "The two versions say the same." if same else "No norm, no head and no term was edited."


def quoted(text: str) -> str:
    """Return a value in quotation marks, cut if it is long.

    >>> quoted("illegal content")
    '“illegal content”'
    """
    line = " ".join(text.split())
    return f"“{line if len(line) <= LONGEST else f'{line[: LONGEST - 1].rstrip()}…'}”" if line else "nothing"


def count(numbers: dict[str, int]) -> str:
    """Return numbers of changes in words.

    >>> count({"added": 1, "removed": 0, "changed": 2, "kept": 3})
    '1 added, 0 removed, 2 changed, 3 kept'
    """
    return ", ".join(f"{number} {word}" for word, number in numbers.items())


def summary(comparison: Comparison) -> str:
    """Return the numbers of changes, and how many checks the search for causes took."""
    parts = [f"{TITLES[name]}: {count(numbers)}." for name, numbers in comparison.summary.items()]
    tried = comparison.checks
    searched = (
        f" The causes were found by {tried} further check{'' if tried == 1 else 's'} of altered norms." if tried else ""
    )
    return " ".join(parts) + searched


def _joined(text: str, place: str) -> str:
    line = " ".join(text.split())
    return f"{line} ({place})" if place and line else line or place


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
