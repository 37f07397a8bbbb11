"""The closure of class hierarchies, against brute force over all models and against HermiT."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from algebra.generated import NAMES, axioms, guarded_axioms, models
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.relation import Relation

DECIDED = {Relation.EQUAL, Relation.WITHIN, Relation.CONTAINS, Relation.DISJOINT}


@given(axioms() | guarded_axioms())
@settings(max_examples=400)
def test_subsumption_and_disjointness_hold_in_exactly_the_cases_in_which_every_model_has_them(found: Axioms) -> None:
    every = models(found)
    taxonomy = Taxonomy(found)
    names = sorted(name for name in found.classes if not name.startswith("_:"))
    for a in names:
        for b in names:
            assert taxonomy.is_kind_of(a, b) == all(b in model for model in every if a in model), (a, b)
            apart = not any(a in model and b in model for model in every)
            inhabited = all(any(name in model for model in every) for name in (a, b))
            if inhabited:
                assert (taxonomy.relate(a, b).relation is Relation.DISJOINT) == apart, (a, b)
    empty = [name for name in names if not any(name in model for model in every)]
    assert [name for name in taxonomy.unsatisfiable() if name in names] == empty


@given(axioms())
def test_relations_are_symmetric_or_converse(found: Axioms) -> None:
    taxonomy = Taxonomy(found)
    for a in NAMES:
        assert taxonomy.relate(a, a).relation is Relation.EQUAL
        for b in NAMES:
            assert taxonomy.relate(a, b).relation.converse is taxonomy.relate(b, a).relation


@given(axioms())
def test_an_overlap_has_a_witness_below_both(found: Axioms) -> None:
    taxonomy = Taxonomy(found)
    for a in NAMES:
        for b in NAMES:
            comparison = taxonomy.relate(a, b)
            if comparison.relation is Relation.OVERLAPS:
                assert taxonomy.is_kind_of(comparison.witness, a)
                assert taxonomy.is_kind_of(comparison.witness, b)
                assert comparison.witness not in taxonomy.unsatisfiable()


@given(axioms(), axioms())
def test_adding_axioms_never_flips_a_decided_relation(found: Axioms, more: Axioms) -> None:
    both = replace(
        found,
        subclasses=found.subclasses | more.subclasses,
        disjoint=found.disjoint | more.disjoint,
    )
    before, after = Taxonomy(found), Taxonomy(both)
    if after.unsatisfiable() != before.unsatisfiable():
        return  # a contradiction entails everything
    allowed = {
        Relation.UNKNOWN: set(Relation),
        Relation.OVERLAPS: {Relation.OVERLAPS, Relation.EQUAL, Relation.WITHIN, Relation.CONTAINS},
        Relation.WITHIN: {Relation.WITHIN, Relation.EQUAL},
        Relation.CONTAINS: {Relation.CONTAINS, Relation.EQUAL},
        Relation.EQUAL: {Relation.EQUAL},
        Relation.DISJOINT: {Relation.DISJOINT},
    }
    for a in NAMES:
        for b in NAMES:
            assert after.relate(a, b).relation in allowed[before.relate(a, b).relation], (a, b)


@given(axioms())
def test_names_and_order_do_not_matter(found: Axioms) -> None:
    def renamed(name: str) -> str:
        return f"z{NAMES[::-1][NAMES.index(name)]}"

    def pairs(given_pairs: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        return frozenset((renamed(a), renamed(b)) for a, b in given_pairs)

    other = Axioms(
        classes=frozenset(map(renamed, NAMES)),
        subclasses=pairs(found.subclasses),
        equivalents=pairs(found.equivalents),
        unions={renamed(name): tuple(map(renamed, reversed(ms))) for name, ms in (found.unions or {}).items()},
        intersections={renamed(n): tuple(map(renamed, reversed(ms))) for n, ms in (found.intersections or {}).items()},
        complements=pairs(found.complements),
        disjoint=frozenset((renamed(b), renamed(a)) for a, b in found.disjoint),
    )
    here, there = Taxonomy(found), Taxonomy(other)
    for a in NAMES:
        for b in NAMES:
            assert here.relate(a, b).relation is there.relate(renamed(a), renamed(b)).relation


def test_siblings_without_an_axiom_are_unknown_and_a_role_overlaps_every_kind_that_may_hold_it() -> None:
    found = Axioms(
        classes=frozenset({"Actor", "Business", "Platform", "Controller"}),
        subclasses=frozenset({("Business", "Actor"), ("Platform", "Business"), ("Controller", "Actor")}),
    )
    assert Taxonomy(found).relate("Platform", "Controller").relation is Relation.UNKNOWN
    bridged = Taxonomy(replace(found, roles=frozenset({("Business", "Controller")})))
    comparison = bridged.relate("Platform", "Controller")
    assert (comparison.relation, comparison.witness) == (Relation.OVERLAPS, "Platform Controller")
    assert bridged.relate("Controller", "Platform").relation is Relation.OVERLAPS


def test_a_stated_overlap_is_shared_by_wider_classes_only() -> None:
    found = Axioms(
        classes=frozenset({"Content", "Terrorist", "News", "Video"}),
        subclasses=frozenset({("Terrorist", "Content"), ("News", "Content"), ("Video", "News")}),
        overlaps=frozenset({("Terrorist", "News")}),
    )
    taxonomy = Taxonomy(found)
    assert taxonomy.relate("Terrorist", "News").relation is Relation.OVERLAPS
    assert taxonomy.relate("Terrorist", "Video").relation is Relation.UNKNOWN


def test_the_chain_is_the_shortest_stated_way_and_its_axioms_are_the_premises() -> None:
    found = Axioms(
        classes=frozenset({"A", "B", "C", "D"}),
        subclasses=frozenset({("A", "B"), ("B", "C"), ("C", "D"), ("A", "C")}),
    )
    comparison = Taxonomy(found).relate("A", "D")
    assert comparison.chain == ("A", "C", "D")
    assert [(premise.subject, premise.object) for premise in comparison.premises] == [("A", "C"), ("C", "D")]


def test_a_class_without_members_is_reported() -> None:
    found = Axioms(
        classes=frozenset({"A", "B", "C"}),
        subclasses=frozenset({("C", "A"), ("C", "B")}),
        disjoint=frozenset({("A", "B")}),
    )
    assert Taxonomy(found).unsatisfiable() == ["C"]


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(KeyError, match="Poetry"):
        Taxonomy(Axioms(classes=frozenset({"A"}))).relate("A", "Poetry")
