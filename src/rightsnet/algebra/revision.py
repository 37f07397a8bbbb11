"""What it means that one norm replaces another: axis by axis, list by list, and whether it demands more or less."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from rightsnet.algebra import wording
from rightsnet.algebra.boxes import ACT, SCOPE, NormComparison, compare
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.norm import META_ACTS, Modality, Mode, Norm
from rightsnet.model.relation import INSIDE, Relation
from rightsnet.model.revision import Effect, Strictness

_OUTSIDE = frozenset({Relation.EQUAL, Relation.CONTAINS})

_WHO = {
    Modality.OBLIGATION: "binds",
    Modality.PROHIBITION: "binds",
    Modality.PERMISSION: "permits",
    Modality.EXEMPTION: "exempts",
}
_HOW_MUCH = {
    Modality.OBLIGATION: ("which leaves fewer ways to comply", "which leaves more ways to comply"),
    Modality.PROHIBITION: ("so it forbids less", "so it forbids more"),
    Modality.PERMISSION: ("so it permits less", "so it permits more"),
    Modality.EXEMPTION: ("so it exempts from less", "so it exempts from more"),
}
_SCOPE_WORDS: Mapping[str, tuple[str, str, str, str]] = {
    "bearer": ("It {who} fewer", "It {who} more", "It {who} partly others", "It {who} others"),
    "place": (
        "It applies in a smaller territory",
        "It applies in a larger territory",
        "It applies in a territory that is partly another",
        "It applies in another territory",
    ),
    "validity": (
        "It is in force for a shorter time",
        "It is in force for a longer time",
        "It is in force for a time that is partly another",
        "It is in force at another time",
    ),
    "circumstance": (
        "It applies in fewer situations",
        "It applies in more situations",
        "It applies in situations that are partly others",
        "It applies in other situations",
    ),
    "conditions": (
        "Its measured conditions reach fewer",
        "Its measured conditions reach more",
        "Its measured conditions reach partly others",
        "Its measured conditions reach others",
    ),
}
_ACT_WORDS = {
    "action": "act",
    "object": "object of the act",
    "counterparty": "counterparty",
    "window": "time for the act",
    "limits": "measure of the act",
}
_LISTS = {
    "safeguards": ("safeguards", "safeguard", "safeguards"),
    "aims": ("aim", "aim", "aims"),
    "protects": ("protects", "right that it protects", "rights that it protects"),
    "restricts": ("restricts", "right that it restricts", "rights that it restricts"),
    "exception_to": ("exception_to", "exception", "exceptions"),
    "subject_to": ("subject_to", "submission", "submissions"),
    "without_prejudice_to": ("without_prejudice_to", "saving", "savings"),
    "overrides": ("overrides", "claim of precedence", "claims of precedence"),
}
"""Field of a norm → the author's key, and what its values are called, one and several."""
_TEXTS = {
    "legal_basis": "a legal basis",
    "necessity": "why it is necessary",
    "less_restrictive_means": "which less restrictive means were considered",
    "sanction": "a sanction",
    "remedy": "a remedy",
}


def strictness(old: Norm, new: Norm, knowledge: Knowledge) -> Strictness:
    """Say whether the new norm demands more than the old one, by the algebra of redundancy (the specification's §7).

    Args:
        old, new: two norms; their names do not matter.

    >>> from dataclasses import replace
    >>> from rightsnet.algebra.taxonomy import Axioms, Taxonomy
    >>> kinds = Axioms(classes=frozenset("ABC"), subclasses=frozenset({("B", "A")}))
    >>> wide = Norm(id="n", modality=Modality.PROHIBITION, bearer="C", action="A")
    >>> known = Knowledge(Taxonomy(kinds))
    >>> strictness(replace(wide, action="B"), wide, known)  # a wider ban forbids more
    <Strictness.STRICTER: 'stricter'>
    >>> duty = replace(wide, modality=Modality.OBLIGATION)
    >>> strictness(replace(duty, action="B"), duty, known)  # a wider duty can be met in more ways
    <Strictness.LOOSER: 'looser'>
    >>> strictness(wide, duty, known)
    <Strictness.OTHER_KIND: 'another kind of norm'>
    >>> strictness(duty, replace(duty, action="C"), known)
    <Strictness.UNKNOWN: 'strictness not known'>
    """
    if old.modality is not new.modality:
        return Strictness.OTHER_KIND
    pair = compare(new, old, knowledge)
    relations = {pair.axes[axis].relation for axis in (*SCOPE, *ACT)}
    if relations == {Relation.EQUAL}:
        return Strictness.SAME if _mode(old) is _mode(new) else _by(new, implies=_implies(pair), implied=_implied(pair))
    if new.action in META_ACTS and pair.act is not Relation.EQUAL:
        return Strictness.UNKNOWN  # such an act stands for a stance; a duty to respect one right is not part of another
    found = _by(new, implies=_implies(pair), implied=_implied(pair))
    return Strictness.UNKNOWN if found is Strictness.NEITHER and Relation.UNKNOWN in relations else found


def effects(old: Norm, new: Norm, knowledge: Knowledge) -> tuple[Effect, ...]:
    """Return what changes from the old norm to the new one, in the order of modality, scope, act and lists."""
    return (*_modality(old, new), *_axes(old, new, knowledge), *_lists(old, new, knowledge), *_texts(old, new))


def _by(new: Norm, *, implies: bool, implied: bool) -> Strictness:
    grants = new.modality in (Modality.PERMISSION, Modality.EXEMPTION)
    if implies and implied:
        return Strictness.SAME
    if implies:
        return Strictness.GRANTS_MORE if grants else Strictness.STRICTER
    if implied:
        return Strictness.GRANTS_LESS if grants else Strictness.LOOSER
    return Strictness.NEITHER


def _implies(pair: NormComparison) -> bool:
    """Say whether whoever complies with the left norm always complies with the right one; for grants, holds all of it."""
    scope = all(pair.axes[axis].relation in _OUTSIDE for axis in SCOPE)
    if pair.left.modality is not Modality.OBLIGATION:
        return scope and pair.act in _OUTSIDE
    ways = all(pair.axes[axis].relation in INSIDE for axis in ACT if axis != "window")
    return scope and ways and _in_time(pair.left, pair.right, pair.axes["window"].relation)


def _implied(pair: NormComparison) -> bool:
    axes = {axis: comparison.converse for axis, comparison in pair.axes.items()}
    return _implies(NormComparison(pair.right, pair.left, axes, pair.periods))


def _in_time(left: Norm, right: Norm, relation: Relation) -> bool:
    """Say whether doing the act in time for the left duty is always in time for the right one."""
    modes = (_mode(left), _mode(right))
    if modes == (Mode.ACHIEVEMENT, Mode.ACHIEVEMENT):
        return relation in INSIDE
    if modes == (Mode.MAINTENANCE, Mode.MAINTENANCE):
        return relation in _OUTSIDE
    # What is kept up throughout one window is done at least once in another that shares a part of it; never the reverse.
    return modes[0] is Mode.MAINTENANCE and relation not in (Relation.DISJOINT, Relation.UNKNOWN)


def _mode(norm: Norm) -> Mode:
    return norm.window.mode if norm.window else Mode.ACHIEVEMENT


def _modality(old: Norm, new: Norm) -> Iterator[Effect]:
    if old.modality is not new.modality:
        words = f"It was {_article(old.modality.value)} and is now {_article(new.modality.value)}."
        yield Effect("modality", "", words)
    if old.force is not new.force:
        yield Effect("force", "", f"Its source was {old.force.value} and is now {new.force.value}.")
    if old.strength is not new.strength:
        yield Effect("strength", "", f"Its strength was {old.strength.value} and is now {new.strength.value}.")


def _axes(old: Norm, new: Norm, knowledge: Knowledge) -> Iterator[Effect]:
    pair = compare(new, old, knowledge)
    for axis in (*SCOPE, *ACT):
        relation = pair.axes[axis].relation
        modes = axis == "window" and _mode(old) is not _mode(new)
        if relation is Relation.EQUAL and not modes:
            continue
        ours, theirs = (wording.value(axis, norm, knowledge) for norm in (new, old))
        instead = f"{ours} instead of {theirs}"
        if modes:
            how = "has to be kept up" if _mode(new) is Mode.MAINTENANCE else "is due once"
            yield Effect(axis, relation.value, f"The act now {how} in its time: {instead}.")
        elif relation is Relation.UNKNOWN:
            words = _ACT_WORDS.get(axis, axis)
            yield Effect(axis, relation.value, f"Nothing says how the new {words} stands to the old: {instead}.")
        elif axis in SCOPE:
            start = _of(relation, _SCOPE_WORDS[axis]).format(who=_WHO[new.modality])
            yield Effect(axis, relation.value, f"{start}: {instead}.")
        else:
            yield Effect(axis, relation.value, _act_sentence(axis, relation, instead, new))


def _act_sentence(axis: str, relation: Relation, instead: str, new: Norm) -> str:
    start = f"The {_ACT_WORDS[axis]} is {_of(relation, ('narrower', 'wider', 'partly another', 'another'))}: {instead}"
    if relation not in (Relation.WITHIN, Relation.CONTAINS):
        return f"{start}."
    if axis == "window" and _mode(new) is Mode.MAINTENANCE:
        longer = relation is Relation.CONTAINS
        return f"{start}, so the act has to be kept up for {'longer' if longer else 'less time'}."
    return f"{start}, {_HOW_MUCH[new.modality][relation is Relation.CONTAINS]}."


def _of(relation: Relation, words: tuple[str, str, str, str]) -> str:
    order = (Relation.WITHIN, Relation.CONTAINS, Relation.OVERLAPS, Relation.DISJOINT)
    return words[order.index(relation)]


def _lists(old: Norm, new: Norm, knowledge: Knowledge) -> Iterator[Effect]:
    for field, (key, one, many) in _LISTS.items():
        before, after = set(getattr(old, field)), set(getattr(new, field))
        for verb, found in (("gains", after - before), ("loses", before - after)):
            if found:
                noun = one if len(found) == 1 else many
                yield Effect(key, "", f"It {verb} the {noun} {_labels(found, knowledge)}.")


def _texts(old: Norm, new: Norm) -> Iterator[Effect]:
    for key, words in _TEXTS.items():
        before, after = getattr(old, key), getattr(new, key)
        if bool(before) != bool(after):
            yield Effect(key, "", f"It {'now states' if after else 'no longer states'} {words}.")
        elif before != after:
            yield Effect(key, "", f"It states {words} in other words.")


def _labels(names: Collection[str], knowledge: Knowledge) -> str:
    return ", ".join(sorted(wording.uncapitalised(knowledge.label(name)) for name in names))


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
