"""What was edited between two versions of a body of norms, so that each edit can be undone by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rightsnet.algebra import wording
from rightsnet.algebra.declarations import name
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.errors import Location
from rightsnet.model.names import local_name
from rightsnet.model.norm import Norm
from rightsnet.model.revision import Change, Edit, EditKind
from rightsnet.rdf.mixing import Mixture
from rightsnet.rdf.versions import LISTED, Said, Statement

_AXES = {
    "valid": "validity",
    **{key: key for key in ("place", "bearer", "action", "object", "counterparty", "circumstance")},
    **{key: key for key in ("window", "conditions", "limits")},
}
"""Keys whose values are best said as those of an axis."""


_Place = tuple[str, Location | None, Location | None, str | None]
"""A key, where it stands in the old version and in the new one, and whose it is if it stands nowhere."""


@dataclass(frozen=True)
class Undoable:
    """An edit, with the statements that undo it if they are taken from the old version."""

    edit: Edit
    statements: frozenset[Statement]


@dataclass(frozen=True)
class Editing:
    """Two versions about to be compared.

    Args:
        mixture: the two versions under the names of the new one.
        old, new: the complete norms of each, by their name in the new version.
        knowledge: what is known of the words of both.
    """

    mixture: Mixture
    old: Mapping[str, Norm]
    new: Mapping[str, Norm]
    knowledge: Knowledge

    def edits(self) -> tuple[Undoable, ...]:
        """Return every edit, in the order of the new version, then of the old one for what is gone."""
        found = [*self._whole_things(), *self._keys()]
        return tuple(sorted(found, key=lambda each: each.edit.order))

    def called(self, thing: str) -> str:
        """Return what a norm, proposal or term is called."""
        norm = self.new.get(thing) or self.old.get(thing)
        if norm is not None:
            return name(norm)
        said = self.mixture.new.of(thing) or self.mixture.old.of(thing)
        titles = [said[key].words for key in ("label", "proposal") if key in said]
        return f"“{titles[0] if titles else local_name(thing)}”"

    def _kind(self, thing: str) -> EditKind:
        old, new = self.mixture.old, self.mixture.new
        if thing in old.norms | new.norms:
            return EditKind.NORM
        return EditKind.PROPOSAL if thing in old.documents | new.documents else EditKind.TERM

    def _whole_things(self) -> Iterator[Undoable]:
        """Yield what only one of the versions has."""
        old, new = self.mixture.old, self.mixture.new
        for thing in sorted({*old.by_thing} ^ {*new.by_thing}):
            added = thing in new.by_thing
            version = new if added else old
            start = version.starts.get(thing)
            edit = Edit(
                kind=self._kind(thing),
                change=Change.ADDED if added else Change.REMOVED,
                subjects=(thing,),
                names=(self.called(thing),),
                was=None if added else start,
                at=start if added else None,
            )
            yield Undoable(edit, frozenset((thing, key) for key in version.of(thing)))

    def _keys(self) -> Iterator[Undoable]:
        """Yield what both versions have and say otherwise; what stands in one place is one edit, whatever inherits it."""
        old, new = self.mixture.old, self.mixture.new
        places: dict[_Place, list[Statement]] = {}
        for statement in self.mixture.differing:
            thing, key = statement
            if key == LISTED or not (old.of(thing) and new.of(thing)):
                continue
            ours, theirs = old.said.get(statement), new.said.get(statement)
            was = ours.location(theirs) if ours else None
            at = theirs.location(ours) if theirs else None
            own = None if was or at else thing
            places.setdefault((key, was, at, own), []).append(statement)
        for (key, was, at, _), statements in places.items():
            yield Undoable(self._edit(key, statements, was, at), frozenset(statements))

    def _edit(self, key: str, statements: Sequence[Statement], was: Location | None, at: Location | None) -> Edit:
        things = [thing for thing, _ in statements]
        kinds = {self._kind(thing) for thing in things}
        norms = [thing for thing in things if self._kind(thing) is EditKind.NORM]
        sample = statements[things.index(norms[0])] if norms else statements[0]
        ours, theirs = self.mixture.old.said.get(sample), self.mixture.new.said.get(sample)
        return Edit(
            kind=EditKind.TERM if kinds == {EditKind.TERM} else EditKind.KEY,
            change=Change.ADDED if ours is None else Change.REMOVED if theirs is None else Change.CHANGED,
            subjects=tuple(things),
            names=tuple(self.called(thing) for thing in norms or things),
            key=key,
            old=self._words(key, ours, self.old.get(sample[0])),
            new=self._words(key, theirs, self.new.get(sample[0])),
            was=was,
            at=at,
        )

    def _words(self, key: str, said: Said | None, norm: Norm | None) -> str:
        if said is None:
            return ""
        axis = _AXES.get(key)
        return wording.value(axis, norm, self.knowledge) if axis and norm else said.words
