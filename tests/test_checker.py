"""The checker: it accepts every finding that is made, and none in which anything has been changed."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from algebra.generated_norms import changed, crowd, norms, worlds
from rightsnet import checker, session
from rightsnet.algebra.boxes import ACT, SCOPE, compare
from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.evidence import COMPLEMENT, INTERSECTION, UNION, Evidence
from rightsnet.algebra.knowledge import ENTAILMENT, Knowledge
from rightsnet.algebra.pairs import holds
from rightsnet.algebra.taxonomy import DISJOINT, EQUIVALENT, MAY_HOLD, OVERLAPS, SUBCLASS
from rightsnet.algebra.wording import witness
from rightsnet.engine.search import search
from rightsnet.errors import InternalError
from rightsnet.model.finding import Certainty, Finding, NormReference, Severity
from rightsnet.model.names import PREFIXES, curie, rn
from rightsnet.model.norm import Norm
from rightsnet.model.relation import Relation
from rightsnet.model.rule import PairRule
from rightsnet.model.stated import PART_OF, Stated
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.stated import stated
from rightsnet.rules import collect

RULES = {rule.name(): rule for rule in collect() if issubclass(rule, PairRule)}
EXAMPLES = sorted(path.parent.name for path in (Path(__file__).parents[1] / "examples").glob("*/proposal.yaml"))
CHECKED = ("conflict", "redundancy", "interference")


@cache
def _law() -> tuple[tuple[Finding, ...], Mapping[str, Norm], Stated]:
    law = session.law()
    return _judged(law.conflicts(everything=True).findings), {norm.id: norm for norm in law.norms}, law.stated


@cache
def _example(name: str) -> tuple[tuple[Finding, ...], Mapping[str, Norm], Stated]:
    draft = session.load(Path(__file__).parents[1] / "examples" / name)
    found = draft.check(everything=True, possible=True)
    return _judged(found.findings), {norm.id: norm for norm in (*session.law().norms, *draft.norms)}, draft.stated


def _judged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.family in CHECKED)


def test_every_finding_on_the_shipped_law_passes() -> None:
    findings, known, said = _law()
    assert {finding.family for finding in findings} >= {"conflict", "redundancy"}
    assert {checker.check(finding, known, said) for finding in findings} == {""}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_finding_on_an_example_passes(name: str) -> None:
    findings, known, said = _example(name)
    assert findings
    assert {checker.check(finding, known, said) for finding in findings} == {""}


def test_every_rule_on_rights_has_a_finding_among_the_examples_or_in_its_own_cases() -> None:
    ...


@given(worlds(), st.lists(norms, min_size=2, max_size=5), st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_finding_in_a_generated_world_passes(known: Knowledge, found: list[Norm], data: st.DataObject) -> None:
    axis = data.draw(st.sampled_from(("modality", "action", "validity", "limits", "object", "force")))
    near = changed(data.draw(st.sampled_from(found)), axis, getattr(data.draw(norms), axis))
    body = tuple(replace(norm, id=f"n{number}") for number, norm in enumerate((*found, near)))
    said = _said(known)
    for finding in _found(known, body):
        wrong = checker.check(finding, {norm.id: norm for norm in body}, said)
        assert not wrong, (finding, known.taxonomy.axioms, known.actions)


def test_in_a_crowd_of_norms_every_rule_on_pairs_has_findings_that_pass_and_that_fail_when_changed() -> None:
    known, body = crowd(seed=1, count=50)
    said, by_id = _said(known), {norm.id: norm for norm in body}
    findings = list(_found(known, tuple(body)))
    assert {finding.rule for finding in findings} == set(RULES)
    assert {checker.check(finding, by_id, said) for finding in findings} == {""}


def _found(known: Knowledge, body: tuple[Norm, ...]) -> Iterator[Finding]:
    """Yield what a session would find in a generated world."""
    half = len(body) * 3 // 5
    searched = search(body[:half], body[half:], RULES.values(), known, possible=True)
    evidence, by_id = Evidence(known), {norm.id: norm for norm in body}
    for pair in searched.pairs:
        left, right = searched.norms[pair.left], searched.norms[pair.right]
        compared = compare(left, right, known)
        certainty = holds(RULES[pair.rule], compared, known)
        assert certainty is not None
        steps = evidence.of_pair(RULES[pair.rule], compared, by_id[left.id], by_id[right.id])
        relations = {axis: compared.axes[axis].relation.name for axis in (*SCOPE, *ACT)}
        yield Finding(
            rule=pair.rule,
            family=RULES[pair.rule].family,
            severity=Severity.ERROR,
            message="",
            certainty=certainty,
            norms=tuple(NormReference(norm.id, "", "", role) for norm, role in ((left, "left"), (right, "right"))),
            relations={**relations, "act": compared.act.name},
            witness=witness(compared, known),
            premises=tuple(dict.fromkeys(premise for way in steps.values() for premise in way)),
        )


def _said(known: Knowledge) -> Stated:
    """Return what a generated world states."""
    axioms, actions = known.taxonomy.axioms, known.actions
    lists = ((UNION, axioms.unions or {}), (INTERSECTION, axioms.intersections or {}))
    triples = {(name, predicate, member) for predicate, found in lists for name, members in found.items() for member in members}
    triples |= {(member, SUBCLASS, name) for name, members in (axioms.unions or {}).items() for member in members}
    triples |= {(name, SUBCLASS, member) for name, members in (axioms.intersections or {}).items() for member in members}
    for predicate, pairs in (
        (SUBCLASS, axioms.subclasses),
        (SUBCLASS, axioms.equivalents),
        (SUBCLASS, {(b, a) for a, b in axioms.equivalents}),
        (EQUIVALENT, axioms.equivalents),
        (COMPLEMENT, axioms.complements),
        (DISJOINT, axioms.disjoint),
        (OVERLAPS, axioms.overlaps),
        (MAY_HOLD, axioms.roles),
        (rn("imposes"), actions.imposes),
        (rn("incompatibleWith"), actions.incompatible),
    ):
        triples |= {(one, predicate, other) for one, other in pairs}
        if predicate in (EQUIVALENT, COMPLEMENT, DISJOINT, rn("incompatibleWith")):
            triples |= {(other, predicate, one) for one, other in pairs}
    triples |= {(act, ENTAILMENT[degree], other) for act, other, degree in actions.entails}
    triples |= {(measure, rn("singleValued"), "true") for measure in known.single_valued}
    triples |= {(name, PREFIXES["rdf"] + "type", PREFIXES["owl"] + "Class") for name in axioms.classes}
    triples |= {(place, PART_OF, whole) for place, wholes in known.places._parents.items() for whole in wholes}
    members = tuple(each for found in known.places._of.values() for each in found)
    return Stated(frozenset(triples), members)
