"""The join in SQL against the algebra: every ordered pair compared, every declaration applied, every pair counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from algebra.generated_norms import crowd, norms, worlds
from rightsnet.algebra.boxes import SCOPE, NormComparison, compare
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.pairs import holds
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.engine.search import Funnel, Search, search
from rightsnet.model.finding import Certainty
from rightsnet.model.norm import Force, Modality, Norm
from rightsnet.model.relation import Relation
from rightsnet.model.rule import PairRule, Via
from rightsnet.rules import collect

RULES = tuple(rule for rule in collect() if issubclass(rule, PairRule))
Found = set[tuple[str, str, str]]


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Norm, ...]:
    """Return a few norms, some of which differ from another one on one axis only."""
    found = draw(st.lists(norms, max_size=3))
    for _ in range(draw(st.integers(0, 2)) if found else 0):
        axis = draw(st.sampled_from(("modality", "action", "validity", "place", "limits", "window", "object", "force")))
        found.append(replace(draw(st.sampled_from(found)), **{axis: getattr(draw(norms), axis)}))
    return tuple(found)


def _named(found: Sequence[Norm], name: str) -> tuple[Norm, ...]:
    return tuple(replace(norm, id=f"{name}{number}") for number, norm in enumerate(found))


@given(worlds(), bodies(), bodies(), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_search_returns_just_the_pairs_of_which_a_declaration_holds(
    known: Knowledge, drafts: tuple[Norm, ...], law: tuple[Norm, ...], possible: bool
) -> None:
    _agree(known, _named(drafts, "draft"), _named(law, "law"), possible=possible)


@pytest.mark.parametrize("possible", [False, True])
def test_in_crowds_of_norms_every_rule_finds_its_pairs_and_every_axis_keeps_some_apart(possible: bool) -> None:
    counted: Counter[str] = Counter()
    for seed in (2, 3, 7):
        known, found = crowd(seed, count=80)
        searched = _agree(known, found[::2], found[1::2], possible=possible)
        counted.update(pair.rule for pair in searched.pairs)
        assert min(searched.funnel.met, *searched.funnel.excluded.values()) > 0
    assert [rule.name() for rule in RULES if not counted[rule.name()]] == []


def _agree(known: Knowledge, drafts: Sequence[Norm], law: Sequence[Norm], *, possible: bool) -> Search:
    """Return what the search finds, once every pair has been compared and counted without it."""
    found = search(drafts, law, RULES, known, possible=possible)
    own = {norm.id for norm in drafts}
    compared = {
        (i, j): compare(left, right, known)
        for i, left in enumerate(found.norms)
        for j, right in enumerate(found.norms)
        if i != j and (left.id in own or right.id in own)
    }
    returned = [(pair.rule, found.norms[pair.left].id, found.norms[pair.right].id) for pair in found.pairs]
    assert len(returned) == len(set(returned))
    assert set(returned) == _wanted(compared, own, known, possible=possible)
    for pair in found.pairs:
        assert _holds(_rule(pair.rule), compared[pair.left, pair.right], known, possible=possible)
    assert found.funnel == _funnel(compared)
    return found


def _wanted(
    compared: dict[tuple[int, int], NormComparison], own: set[str], known: Knowledge, *, possible: bool
) -> Found:
    """Return the rule and the names of the norms for every declaration that holds of a pair.

    A rule leaves to another what that one finds as surely.
    """
    sure: dict[tuple[str, str, str], bool] = {}
    for (i, j), pair in compared.items():
        for rule in RULES:
            mine, yours = pair.left.id in own, pair.right.id in own
            if rule.via in (Via.INCOMPATIBLE, Via.VALUES) or rule.acts == {Relation.EQUAL}:
                asked = mine and (not yours or i < j)  # what is said of two norms alike is said once
            else:
                asked = mine or rule.via is not Via.SAME  # the law is not told that a draft says it again
            if asked and _holds(rule, pair, known, possible=possible):
                key = rule.name(), pair.left.id, pair.right.id
                sure[key] = sure.get(key, False) or _holds(rule, pair, known, possible=False)
    return {
        (rule, left, right)
        for (rule, left, right), surely in sure.items()
        if not any(sure.get((better, left, right), -1) >= surely for better in _rule(rule).unless)
    }


def _holds(rule: type[PairRule], pair: NormComparison, known: Knowledge, *, possible: bool) -> bool:
    certainty = holds(rule, pair, known)
    if rule.via is Via.ACT:
        assert (certainty is not None) == _stands(rule, pair)
    return certainty is not None and (possible or certainty is not Certainty.POSSIBLE)


def _stands(rule: type[PairRule], pair: NormComparison) -> bool:
    """Say by the words of the specification, §3, whether a declaration on the acts as they stand holds."""
    met = all(pair.axes[axis].relation is not Relation.DISJOINT for axis in SCOPE)
    kinds = (pair.left.modality, pair.right.modality) == (rule.left, rule.right)
    return met and kinds and pair.act in rule.acts and not pair.left.derivation and not pair.right.derivation


def _funnel(compared: dict[tuple[int, int], NormComparison]) -> Funnel:
    pairs = [pair for (i, j), pair in compared.items() if i < j and not pair.left.derivation + pair.right.derivation]
    apart = Counter(pair.apart_by for pair in pairs)
    axes = ("bearer", "place", "validity", "circumstance", "conditions")
    return Funnel(len(pairs), apart[None], {axis: apart[axis] for axis in axes})


def _rule(name: str) -> type[PairRule]:
    return next(rule for rule in RULES if rule.name() == name)


@pytest.mark.parametrize("possible", [False, True])
def test_nothing_is_found_where_there_is_nothing(possible: bool) -> None:
    found = search((), (), RULES, Knowledge(), possible=possible)
    assert (found.norms, found.pairs, found.funnel.pairs, found.funnel.met) == ((), (), 0, 0)


@given(worlds(), bodies(), bodies())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_without_rules_the_pairs_are_counted_all_the_same(
    known: Knowledge, drafts: tuple[Norm, ...], law: tuple[Norm, ...]
) -> None:
    counted = search(drafts, law, (), known)
    assert counted.pairs == ()
    assert counted.funnel == search(drafts, law, RULES, known).funnel


@given(worlds(), bodies(), bodies(), norms)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_found_of_some_norms_does_not_depend_on_others_or_on_their_order(
    known: Knowledge, drafts: tuple[Norm, ...], law: tuple[Norm, ...], more: Norm
) -> None:
    drafts, law = _named(drafts, "draft"), _named(law, "law")

    def names(some: Sequence[Norm], others: Sequence[Norm]) -> Found:
        found = search(some, others, RULES, known)
        pairs = {(pair.rule, found.norms[pair.left].id, found.norms[pair.right].id) for pair in found.pairs}
        return {(rule, *sorted(ids)) for rule, *ids in pairs if "more" not in ids}  # type: ignore[misc]

    added = replace(more, id="more")
    assert names((added, *drafts[::-1]), (*law[::-1], added)) == names(drafts, law)


def test_no_two_norms_of_the_law_are_compared() -> None:
    law = [
        Norm(id="duty", modality=Modality.OBLIGATION, bearer="A", action="A"),
        Norm(id="ban", modality=Modality.PROHIBITION, bearer="A", action="A"),
    ]
    known = Knowledge(Taxonomy(Axioms(classes=frozenset("A"))))
    assert search((), law, RULES, known).pairs == ()
    assert [pair.rule for pair in search(law, (), RULES, known).pairs] == ["impossible-duty"]
    assert [pair.rule for pair in search(law[:1], law[1:], RULES, known).pairs] == ["impossible-duty"]


def test_a_soft_norm_that_repeats_a_binding_one_is_redundant_in_whatever_order_they_stand() -> None:
    binding = Norm(id="binding", modality=Modality.OBLIGATION, bearer="A", action="A")
    soft = replace(binding, id="soft", force=Force.SOFT)
    known = Knowledge(Taxonomy(Axioms(classes=frozenset("A"))))
    for drafts in ([binding, soft], [soft, binding]):
        found = search(drafts, (), RULES, known)
        named = [(pair.rule, found.norms[pair.left].id, found.norms[pair.right].id) for pair in found.pairs]
        assert named == [("redundant-norm", "soft", "binding")]
