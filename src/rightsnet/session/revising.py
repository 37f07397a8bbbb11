"""What became of the norms of a body, of what they cover, and of the terms that it defines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rightsnet.algebra import interferences, wording
from rightsnet.algebra.declarations import name
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.revision import effects, strictness
from rightsnet.model.norm import Norm
from rightsnet.model.revision import Change, CoverageChange, Edit, EditKind, Effect, NormChange, Strictness, TermChange
from rightsnet.rdf.versions import Said
from rightsnet.session.editing import Editing

_DESCRIBING = ("label", "altLabel", "definition", "comment", "note", "source", "isDefinedBy")
"""Keys of a term that say nothing of what falls under it."""
_EXPRESSIONS = ("bearer", "action", "object", "counterparty", "circumstance")


def norms(
    editing: Editing, edits: Sequence[Edit], old_norms: Mapping[str, Norm], names: Callable[[str], str]
) -> tuple[NormChange, ...]:
    """Return every norm of either version, those of the new one in its order, then those that are gone.

    Args:
        old_norms: the norms of the old version as its author wrote them, by their name in the new one.
        names: gives the new name of an old one.
    """
    old, new = editing.mixture.old, editing.mixture.new
    otherwise = _defined_otherwise(edits)
    found = []
    for norm in old.norms | new.norms:
        own = tuple(edit for edit in edits if edit.kind is EditKind.KEY and norm in edit.subjects)
        words = _words_defined_otherwise(norm, otherwise, editing)
        change = Change.CHANGED if own or words else Change.KEPT
        if norm not in old.norms:
            change = Change.ADDED
        elif norm not in new.norms:
            change = Change.REMOVED
        written = old_norms.get(norm)
        before, after = editing.old.get(norm), editing.new.get(norm)
        meant, strict = words, None
        if change is Change.CHANGED and before is not None and after is not None:
            meant = (*effects(before, after, editing.knowledge), *words)
            # A word that stands for two classes is one class to the algebra.
            strict = Strictness.UNKNOWN if words else strictness(before, after, editing.knowledge)
        found.append(
            NormChange(
                change=change,
                id=written.id if written and change is Change.REMOVED else norm,
                name=name(written) if written and change is Change.REMOVED else editing.called(norm),
                before=written.id if written else "",
                old_name=name(written) if written else "",
                old=old.starts.get(norm) if norm in old.norms else None,
                new=new.starts.get(norm) if norm in new.norms else None,
                edits=own if change is Change.CHANGED else (),
                effects=meant,
                strictness=strict,
            )
        )
    return tuple(sorted(found, key=_order))


def _defined_otherwise(edits: Iterable[Edit]) -> dict[str, str]:
    """Return the terms that both versions define, and not alike, each with what it is called."""
    return {
        edit.subjects[0]: edit.names[0]
        for edit in edits
        if edit.kind is EditKind.TERM and edit.key and edit.key not in _DESCRIBING
    }


def _words_defined_otherwise(norm: str, otherwise: Mapping[str, str], editing: Editing) -> tuple[Effect, ...]:
    """Return, as effects on a norm, the changed terms that it uses, directly or in the definition of another."""
    todo, seen = [norm], {norm}
    while otherwise and todo:
        for name_used in editing.mixture.uses(todo.pop()):
            if name_used not in seen:
                seen.add(name_used)
                todo.append(name_used)
    return tuple(
        Effect("term", "", f"{called}, a term that it uses, is defined otherwise.")
        for term, called in sorted(otherwise.items())
        if term in seen
    )


def _order(found: NormChange) -> tuple[object, ...]:
    gone = found.new is None
    place = found.new or found.old
    return (gone, (place.file, place.line, place.column) if place else ("", 0, 0), found.id)


def coverage(editing: Editing, old_norms: Mapping[str, Norm]) -> tuple[CoverageChange, ...]:
    """Return the rights that the norms of each version protect or limit, whom they bind, and in which areas.

    What an expectation still leaves uncovered is for the analysis of gaps, and no part of this.
    """
    called = {norm: name(written) for norm, written in old_norms.items()}
    before = _covered(editing.old.values(), called, editing.knowledge)
    after = _covered(editing.new.values(), {}, editing.knowledge)
    found = []
    for kind, label in sorted({*before, *after}):
        ours, theirs = before.get((kind, label), ()), after.get((kind, label), ())
        change = Change.KEPT if ours and theirs else Change.REMOVED if ours else Change.ADDED
        found.append(CoverageChange(kind=kind, name=label, change=change, old=tuple(ours), new=tuple(theirs)))
    return tuple(found)


def _covered(
    norms: Iterable[Norm], called: Mapping[str, str], knowledge: Knowledge
) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for norm in sorted(norms, key=lambda norm: norm.id):
        for covered in dict.fromkeys(_covers(norm, knowledge)):
            found.setdefault(covered, []).append(called.get(norm.id) or name(norm))
    return found


def _covers(norm: Norm, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    yield "bearer", wording.uncapitalised(knowledge.label(norm.bearer))
    limited = {*norm.restricts, *(touch.right for touch in interferences.touched(norm, knowledge))}
    for kind, terms in (("protected right", norm.protects), ("limited right", limited), ("area", norm.areas)):
        for term in sorted(terms):
            yield kind, wording.uncapitalised(knowledge.label(term))


def terms(editing: Editing, edits: Sequence[Edit]) -> tuple[TermChange, ...]:
    """Return the terms that the files define and the class expressions of norms, where the revision changes them."""
    old, new = editing.mixture.old, editing.mixture.new
    found = [_term(edit) for edit in edits if edit.kind is EditKind.TERM]
    for edit in edits:
        if edit.kind is not EditKind.KEY or edit.key not in _EXPRESSIONS:
            continue
        statement = (edit.subjects[0], edit.key)
        if _is_expression(old.said.get(statement)) or _is_expression(new.said.get(statement)):
            found.append(
                TermChange(
                    name=", ".join(edit.names),
                    change=Change.CHANGED,
                    key=edit.key,
                    old=edit.old,
                    new=edit.new,
                    was=edit.was,
                    at=edit.at,
                )
            )
    return tuple(sorted(found, key=lambda term: (term.name, term.key, term.old, term.new)))


def _is_expression(said: Said | None) -> bool:
    return said is not None and any("part" in value for value, _, _ in said.values)


def _term(edit: Edit) -> TermChange:
    return TermChange(
        name=edit.names[0],
        change=Change.CHANGED if edit.key else edit.change,
        id=edit.subjects[0],
        key=edit.key,
        old=edit.old,
        new=edit.new,
        was=edit.was,
        at=edit.at,
    )
