"""The SQL join finds exactly what the algebra finds pair by pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.small_world import KNOWLEDGE, body
from rightsnet import rules
from rightsnet.algebra.boxes import compare
from rightsnet.algebra.derivation import derived
from rightsnet.algebra.pairs import holds
from rightsnet.engine.search import search
from rightsnet.model.finding import Certainty
from rightsnet.model.norm import Norm
from rightsnet.model.rule import PairRule, Via

RULES = [rule for rule in rules.collect() if issubclass(rule, PairRule)]
ONE_WAY = {Via.INCOMPATIBLE, Via.VALUES}
"""Rules that say the same of two norms in either order: each pair is reported once."""


def _by_hand(drafts: Sequence[Norm], law: Sequence[Norm], *, possible: bool) -> set[tuple[str, str, str]]:
    own = [*drafts, *derived(drafts, KNOWLEDGE)]
    every = [*own, *law, *derived(law, KNOWLEDGE)]
    found: dict[tuple[str, str, str], bool] = {}
    for i, left in enumerate(every):
        for j, right in enumerate(every):
            if i == j or not (i < len(own) or j < len(own)):
                continue
            comparison = compare(left, right, KNOWLEDGE)
            for rule in RULES:
                certainty = holds(rule, comparison, KNOWLEDGE)
                if certainty is None or (certainty is Certainty.POSSIBLE and not possible):
                    continue
                once = rule.via in ONE_WAY or rule.name() == "duplicate-norm"
                if once and not (i < len(own) and (j >= len(own) or i < j)):
                    continue
                if rule.name() == "redundant-norm" and i >= len(own):
                    continue
                key = (rule.name(), left.id, right.id)
                found[key] = found.get(key, False) or certainty is not Certainty.POSSIBLE
    yields = {rule.name(): rule.unless for rule in RULES}
    return {
        (rule, left, right)
        for (rule, left, right), sure in found.items()
        if not any(found.get((better, left, right), -1) >= sure for better in yields[rule])
    }


SEEDS, SIZES = st.integers(0, 2**32), st.integers(2, 12)


@given(SEEDS, SIZES, st.integers(1, 12), st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_join_and_the_algebra_find_the_same_pairs(seed: int, size: int, split: int, possible: bool) -> None:
    norms = body(seed, size)
    drafts, law = norms[:split], norms[split:]
    found = search(drafts, law, RULES, KNOWLEDGE, possible=possible)
    named = {(pair.rule, found.norms[pair.left].id, found.norms[pair.right].id) for pair in found.pairs}
    assert len(named) == len(found.pairs)
    assert named == _by_hand(drafts, law, possible=possible)


@given(SEEDS, SIZES, st.integers(1, 12))
@settings(max_examples=40, deadline=None)
def test_the_funnel_counts_each_pair_once_at_the_first_axis_that_keeps_it_apart(
    seed: int, size: int, split: int
) -> None:
    norms = body(seed, size)
    funnel = search(norms[:split], norms[split:], RULES, KNOWLEDGE).funnel
    counted: Counter[str | None] = Counter()
    for i, left in enumerate(norms[:split]):
        for right in norms[i + 1 :]:
            counted[compare(left, right, KNOWLEDGE).apart_by] += 1
    assert funnel.pairs == sum(counted.values())
    assert funnel.met == counted.pop(None, 0)
    assert {axis: number for axis, number in funnel.excluded.items() if number} == dict(counted)


def test_a_body_of_many_norms_has_a_pair_for_every_rule() -> None:
    norms = body(seed=10, size=200)
    found = search(norms, (), RULES, KNOWLEDGE, possible=True)
    named = {(pair.rule, found.norms[pair.left].id, found.norms[pair.right].id) for pair in found.pairs}
    assert named == _by_hand(norms, (), possible=True)
    assert {rule for rule, _, _ in named} == {rule.name() for rule in RULES}
