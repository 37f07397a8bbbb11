"""The base definition of a conflict, as one question in SPARQL, has the answer that the engine gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from oracles.materialised import store
from rightsnet import session
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.engine.search import search
from rightsnet.model.norm import Modality, Norm
from rightsnet.rules.impossible_duty import ImpossibleDuty
from rightsnet.rules.void_permission import VoidPermission

ROOT = Path(__file__).parents[2]
QUESTION = ROOT / "ontology" / "questions" / "conflicts" / "impossible-and-void.rq"
BODY = Path(__file__).with_name("base-conflicts.yaml")
EXAMPLES = sorted((ROOT / "examples").glob("*/proposal.*"))
Answer = list[tuple[str, ...]]


def _asked(norms: Sequence[Norm], knowledge: Knowledge) -> Answer:
    found = store(norms, knowledge).query(QUESTION.read_text(encoding="utf-8"))
    assert isinstance(found, pyoxigraph.QuerySolutions)
    rows = []
    for solution in found:
        values = [solution[name] for name in ("finding", "left", "right")]
        rows.append(
            tuple(value.value for value in values if isinstance(value, (pyoxigraph.NamedNode, pyoxigraph.Literal)))
        )
    return rows


def _searched(norms: Sequence[Norm], knowledge: Knowledge) -> Answer:
    run = search(norms, (), (ImpossibleDuty, VoidPermission), knowledge)
    return sorted((pair.rule, run.norms[pair.left].id, run.norms[pair.right].id) for pair in run.pairs)


@pytest.fixture(scope="module")
def law_and_examples() -> tuple[list[Norm], Knowledge]:
    """Return every shipped norm and those of the examples, none of them left out for what it declares."""
    examples = session.load(*EXAMPLES)
    return [*session.law().norms, *examples.norms], examples.knowledge


def test_the_answer_on_the_shipped_law_and_the_examples_is_what_the_engine_finds(
    law_and_examples: tuple[list[Norm], Knowledge],
) -> None:
    norms, knowledge = law_and_examples
    answer = _asked(norms, knowledge)
    assert answer
    assert answer == _searched(norms, knowledge)


def test_the_answers_are_the_same_if_duties_and_permissions_of_the_law_are_also_forbidden() -> None:
    law = session.law()
    banned = [
        replace(norm, id=f"{norm.id}-banned", modality=Modality.PROHIBITION)
        for norm in law.norms[::3]
        if norm.modality in (Modality.OBLIGATION, Modality.PERMISSION)
    ]
    answer = _asked([*law.norms, *banned], law.knowledge)
    assert answer == _searched([*law.norms, *banned], law.knowledge)
    assert {row[0] for row in answer} == {"impossible-duty", "void-permission"}
    assert {f"{row[1]}-banned" for row in answer} >= {norm.id for norm in banned}


def test_the_examples_are_those_on_the_disk(law_and_examples: tuple[list[Norm], Knowledge]) -> None:
    assert {path.parent for path in EXAMPLES} == {path for path in (ROOT / "examples").iterdir() if path.is_dir()}
    norms, _ = law_and_examples
    assert len({norm.id for norm in norms}) == len(norms)


def test_the_answer_on_the_body_of_the_question_is_the_one_that_is_stored_beside_it() -> None:
    body = session.load(BODY)
    answer = _asked(body.norms, body.knowledge)
    head, *rows = QUESTION.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    assert head == "?finding\t?left\t?right"
    assert rows == ["\t".join((f'"{name}"', f"<{left}>", f"<{right}>")) for name, left, right in answer]
    assert answer == _searched(body.norms, body.knowledge)
