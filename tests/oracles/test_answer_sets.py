"""The rules on pairs, stated once more as an answer-set program, find exactly the pairs that the engine finds."""

from __future__ import annotations

import pytest

from oracles.answer_sets import Found, answer
from oracles.corpora import Corpus, corpus
from rightsnet import rules
from rightsnet.engine.search import search
from rightsnet.model.rule import PairRule

PAIR_RULES = [rule for rule in rules.collect() if issubclass(rule, PairRule)]
NORMS = 300
SEEDS = (1, 2)


def _searched(body: Corpus) -> Found:
    run = search(body.norms, (), PAIR_RULES, body.knowledge())
    return frozenset((pair.rule, run.norms[pair.left].id, run.norms[pair.right].id) for pair in run.pairs)


@pytest.fixture(scope="module")
def answers() -> dict[int, tuple[Found, Found]]:
    bodies = {seed: corpus(NORMS, seed) for seed in SEEDS}
    return {seed: (answer(body), _searched(body)) for seed, body in bodies.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_program_and_the_engine_find_the_same_pairs(seed: int, answers: dict[int, tuple[Found, Found]]) -> None:
    program, engine = answers[seed]
    assert sorted(program - engine) == []
    assert sorted(engine - program) == []


def test_every_rule_finds_something(answers: dict[int, tuple[Found, Found]]) -> None:
    found = {rule for program, _ in answers.values() for rule, _, _ in program}
    assert found == {rule.name() for rule in PAIR_RULES}
