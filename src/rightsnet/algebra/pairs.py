"""The proof of a pair rule: whether its declaration holds of two compared norms, and how surely."""

from __future__ import annotations

from collections.abc import Iterable

from rightsnet.algebra import intervals
from rightsnet.algebra.boxes import SCOPE, NormComparison
from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.interferences import issuing_actor
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.finding import Certainty
from rightsnet.model.names import rn
from rightsnet.model.norm import META_ACTS, Force, Measured, Modality, Mode, Norm
from rightsnet.model.relation import DECIDED_MEETING, INSIDE, Relation
from rightsnet.model.rule import PairRule, Via

_DERIVATIONS = {Via.IMPOSED: ("", "imposed"), Via.NECESSARY: ("necessary", ""), Via.TYPICAL: ("typical", "")}
_OUTSIDE = frozenset({Relation.EQUAL, Relation.CONTAINS})


def holds(rule: type[PairRule], pair: NormComparison, knowledge: Knowledge) -> Certainty | None:
    """Return how surely the rule's declaration holds of two norms, or ``None`` if it does not.

    Source: the specification's §3 and §7; the engine finds the same pairs in SQL, and the two must agree.
    """
    left, right = pair.left, pair.right
    if (left.derivation, right.derivation) != _DERIVATIONS.get(rule.via, ("", "")) or not pair.meet or not pair.periods:
        return None
    if rule.left is None:
        if left.modality is not right.modality:
            return None
    elif left.modality is not rule.left or right.modality is not rule.right:
        return None
    if rule.via is Via.INCOMPATIBLE:
        return _incompatible(pair, knowledge)
    if rule.via is Via.VALUES:
        return _clashing(pair, knowledge)
    if rule.via is Via.SAME:
        return Certainty.CERTAIN if _says_all(rule, pair) else None
    if rule.via is Via.IMPOSED and not may_not_impose(left, right, knowledge):
        return None
    return pair.certainty if pair.act in rule.acts else None


def may_not_impose(left: Norm, right: Norm, knowledge: Knowledge) -> bool:
    """Say whether whoever made the left norm is someone whom the right one, a ban of imposing, addresses."""
    actor = issuing_actor(left, knowledge)
    if actor is None or actor not in knowledge.taxonomy:
        return False
    return knowledge.taxonomy.relate(actor, right.origin).relation in DECIDED_MEETING


def incompatible(one: str, other: str, knowledge: Knowledge) -> tuple[Premise, ...]:
    """Return the stated incompatibility that two actions inherit, with the ways up to it; empty if there is none."""
    taxonomy = knowledge.taxonomy
    for a, b in knowledge.actions.incompatible:
        for first, second in ((a, b), (b, a)):
            if taxonomy.is_kind_of(one, first) and taxonomy.is_kind_of(other, second):
                (_, up), (_, across) = taxonomy.chain(one, first), taxonomy.chain(other, second)
                return (*up, *across, Premise(a, rn("incompatibleWith"), b))
    return ()


def windows_clash(left: Norm, right: Norm, relation: Relation) -> Relation:
    """Return whether two duties of incompatible acts get in each other's way in time: `EQUAL`, `DISJOINT` or `UNKNOWN`.

    What must be kept up throughout a window bars an act that is due once only if that act's window lies within it; two
    things to be kept up clash if their windows meet, and so do two acts that are due once, since nothing says when.
    """
    if relation is Relation.UNKNOWN:
        return Relation.UNKNOWN
    lasting = tuple(norm.window is not None and norm.window.mode is Mode.MAINTENANCE for norm in (left, right))
    if lasting == (True, False):
        return Relation.EQUAL if relation in _OUTSIDE else Relation.DISJOINT
    if lasting == (False, True):
        return Relation.EQUAL if relation in INSIDE else Relation.DISJOINT
    return Relation.DISJOINT if relation is Relation.DISJOINT else Relation.EQUAL


def single_values_apart(left: tuple[Measured, ...], right: tuple[Measured, ...], knowledge: Knowledge) -> bool:
    """Say whether the two sets of bounds give a measure that can have only one value ranges that share none."""
    theirs = {bound.measure: bound.span for bound in right}
    return any(
        bound.measure in knowledge.single_valued
        and bound.measure in theirs
        and intervals.relate(bound.span, theirs[bound.measure]) is Relation.DISJOINT
        for bound in left
    )


def _incompatible(pair: NormComparison, knowledge: Knowledge) -> Certainty | None:
    if not incompatible(pair.left.action, pair.right.action, knowledge):
        return None
    acts = [pair.axes["object"].relation, pair.axes["counterparty"].relation]
    acts.append(windows_clash(pair.left, pair.right, pair.axes["window"].relation))
    return None if Relation.DISJOINT in acts else _surely(pair, acts)


def _clashing(pair: NormComparison, knowledge: Knowledge) -> Certainty | None:
    same = all(pair.axes[axis].relation is Relation.EQUAL for axis in ("action", "object"))
    if not same or not single_values_apart(pair.left.limits, pair.right.limits, knowledge):
        return None
    towards = pair.axes["counterparty"].relation
    return None if towards is Relation.DISJOINT else _surely(pair, [towards])


def _surely(pair: NormComparison, acts: Iterable[Relation]) -> Certainty:
    """Return the certainty of a finding that rests on some axes of the act only, each by itself."""
    relations = {pair.axes[axis].relation for axis in ("bearer", "circumstance")} | {*acts}
    if Relation.UNKNOWN in relations | {pair.axes["place"].relation, pair.axes["conditions"].relation}:
        return Certainty.POSSIBLE
    return Certainty.CERTAIN if relations <= DECIDED_MEETING else Certainty.LIKELY


def _says_all(rule: type[PairRule], pair: NormComparison) -> bool:
    """Say whether complying with the right norm always complies with the left one (§7), or both ways for a duplicate."""
    if pair.left.action in META_ACTS:
        return False
    binding, other_binding = (norm.force is Force.BINDING for norm in (pair.left, pair.right))
    if binding and not other_binding:
        return False  # a binding norm adds its force to a soft one
    scope = {pair.axes[axis].relation for axis in SCOPE}
    duplicate = scope == {Relation.EQUAL} and pair.act is Relation.EQUAL and binding == other_binding
    if duplicate or rule.acts == {Relation.EQUAL}:
        return duplicate and rule.acts == {Relation.EQUAL}
    wanted = _OUTSIDE if pair.left.modality is Modality.OBLIGATION else INSIDE
    return scope <= INSIDE and pair.act in wanted
