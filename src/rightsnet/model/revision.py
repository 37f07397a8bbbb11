"""What a revision changes: edits, norms, findings, coverage and terms of two versions, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rightsnet.errors import Location
from rightsnet.model.finding import Finding, Severity, Status


class Change(Enum):
    """What became of a thing between the old version and the new one."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    KEPT = "kept"

    @property
    def mirrored(self) -> Change:
        """Return the change seen from the new version back to the old one.

        >>> Change.ADDED.mirrored, Change.KEPT.mirrored
        (<Change.REMOVED: 'removed'>, <Change.KEPT: 'kept'>)
        """
        if self is Change.ADDED:
            return Change.REMOVED
        return Change.ADDED if self is Change.REMOVED else self


class Strictness(Enum):
    """How the demands of the new norm stand to those of the old one (the specification's §7).

    Whoever complies with a stricter norm always complies with the one that it replaces. A permission or an exemption
    demands nothing of its bearer: it grants more or grants less.
    """

    SAME = "the same"
    STRICTER = "stricter"
    LOOSER = "looser"
    GRANTS_MORE = "grants more"
    GRANTS_LESS = "grants less"
    NEITHER = "neither stricter nor looser"
    OTHER_KIND = "another kind of norm"
    UNKNOWN = "strictness not known"

    @property
    def mirrored(self) -> Strictness:
        """Return how the old norm stands to the new one.

        >>> Strictness.STRICTER.mirrored
        <Strictness.LOOSER: 'looser'>
        """
        pairs = ((Strictness.STRICTER, Strictness.LOOSER), (Strictness.GRANTS_MORE, Strictness.GRANTS_LESS))
        opposite = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
        return opposite.get(self, self)


class EditKind(Enum):
    """What an edit concerns."""

    KEY = "key"
    NORM = "norm"
    PROPOSAL = "proposal"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The smallest thing that can be undone by itself: one key of a norm or of a head, or one whole norm.

    Args:
        subjects: the IRIs, in the new version, of what it touches; a key of the head touches every norm that inherits it.
        names: the same as a reader knows them.
        key: the key of the authoring format; empty if a whole norm or term was added or removed.
        old, new: the value in words, empty where there is none.
        was: where it stands in the old version; ``at``: where in the new one.
    """

    kind: EditKind
    change: Change
    subjects: tuple[str, ...]
    names: tuple[str, ...]
    key: str = ""
    old: str = ""
    new: str = ""
    was: Location | None = None
    at: Location | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Return the key by which edits are sorted: where they stand in the new version, else in the old one."""
        place = self.at or self.was or Location("")
        return (self.at is None, place, self.key, self.subjects)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change means on one axis, or for one list of the norm.

    Args:
        axis: the axis, or the key of a list such as ``aim``.
        relation: how the new value stands to the old one; empty for a list.
        sentence: the same in words.
    """

    axis: str
    relation: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NormChange:
    """One norm of either version, and what became of it.

    Args:
        id: its IRI in the new version, or in the old one if it is gone; ``before``: its IRI in the old version.
        name: as a reader knows it; ``old_name`` if the revision gave it another.
        old, new: where it begins.
        edits: what was edited, for a changed norm.
        strictness: how its demands stand to the old ones; ``None`` where there are not two complete norms to compare.
    """

    change: Change
    id: str
    name: str
    before: str = ""
    old_name: str = ""
    old: Location | None = None
    new: Location | None = None
    edits: tuple[Edit, ...] = ()
    effects: tuple[Effect, ...] = ()
    strictness: Strictness | None = None

    @property
    def renamed(self) -> bool:
        """Say whether the norm has another name in the new version."""
        return bool(self.old_name) and self.old_name != self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a finding came, went or changed: each smallest set of edits that accounts for it by itself.

    Args:
        sets: the sets, each proven by checking the norms with only these edits undone (for what was removed: with only
            these edits made).
        complete: false if there may be other sets that were not tried.
        note: what else there is to say, such as that another day brings other law, or that the search was cut off.
    """

    sets: tuple[tuple[Edit, ...], ...] = ()
    complete: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """One finding of either version, and what became of it.

    Args:
        finding: as the new version has it, or the old one if it is gone; ``before``: as the old version has it.
        differences: what differs between the two (severity, certainty, status), each with the old and the new value.
    """

    change: Change
    finding: Finding
    before: Finding | None = None
    differences: tuple[tuple[str, str, str], ...] = ()
    cause: Cause | None = None

    def at_least(self, severity: Severity) -> bool:
        """Say whether the new version has this finding open and so grave, and the old version had not."""

        def grave(finding: Finding | None) -> bool:
            return finding is not None and finding.status is Status.OPEN and finding.severity.rank <= severity.rank

        return self.change is not Change.REMOVED and grave(self.finding) and not grave(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageChange:
    """One right, bearer or policy area, with the norms of each version that concern it.

    Args:
        kind: ``protected right``, ``limited right``, ``bearer`` or ``area``.
        name: its label; ``old`` and ``new``: the names of the norms.
    """

    kind: str
    name: str
    change: Change
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """One term that the files define themselves, or one class expression of a norm.

    Args:
        name: the term as a reader knows it, with its IRI as ``id``; or, without one, the norm that has the expression.
        key: what of it changed; empty if the whole term came or went.
        old, new: what it says, in words.
    """

    name: str
    change: Change
    id: str = ""
    key: str = ""
    old: str = ""
    new: str = ""
    was: Location | None = None
    at: Location | None = None
