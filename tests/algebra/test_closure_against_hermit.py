"""The closure of class hierarchies, against HermiT: on the shipped ontology with its law, and on generated ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from algebra.generated import axioms, guarded_axioms, models
from algebra.written import OWL, add_list, add_probes, class_axioms, write
from rightsnet import session
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.relation import Relation
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.reading import read_axioms
from rightsnet.rdf.reasoner import Classification, classify

pytestmark = pytest.mark.java
Pair = tuple[str, str]
Compatible = Mapping[str, Collection[str]]
PATIENCE = 600.0
"""Seconds for HermiT, so many that a busy machine fails no test."""


@pytest.fixture(scope="module")
def shipped() -> Facts:
    """Return the ontology and the law, and the classes that reading them adds: the rights that a norm names together."""
    facts = Facts()
    facts.update(session.ontology_facts())
    facts.update(session.law().facts)
    for name, rights in (read_axioms(facts).unions or {}).items():
        if name.endswith("-rights"):
            add_list(facts, name, OWL + "unionOf", rights)
    return facts


@pytest.fixture(scope="module")
def taxonomy(shipped: Facts) -> Taxonomy:
    return Taxonomy(read_axioms(shipped))


@pytest.fixture(scope="module")
def classified(shipped: Facts) -> Classification:
    return classify(shipped, seconds=PATIENCE)


def test_every_subsumption_in_the_shipped_ontology_is_one_for_hermit_and_the_other_way_round(
    taxonomy: Taxonomy, classified: Classification
) -> None:
    names = _named(taxonomy)
    ours = {(a, b) for a in names for b in taxonomy.ancestors(a) if a != b and not b.startswith("_:")}
    assert ours == classified.subclasses
    assert len(names) > 900
    assert len(ours) > 2000


def test_no_shipped_class_is_without_members(taxonomy: Taxonomy, classified: Classification) -> None:
    assert classified.consistent
    assert classified.unsatisfiable == frozenset()
    assert taxonomy.unsatisfiable() == []


def test_two_shipped_classes_are_disjoint_just_if_they_are_for_hermit(shipped: Facts, taxonomy: Taxonomy) -> None:
    """Disjointness is inherited downwards and its absence upwards, so that only the border between them is asked for."""
    names = _named(taxonomy)
    compatible: dict[str, set[str]] = {name: set() for name in names}
    for a, b in combinations(names, 2):
        if taxonomy.relate(a, b).relation is not Relation.DISJOINT:
            compatible[a].add(b)
            compatible[b].add(a)
    above = {name: {wider for wider in taxonomy.ancestors(name) if wider in compatible} for name in names}
    below: dict[str, set[str]] = {name: set() for name in names}
    for name in names:
        for wider in above[name]:
            below[wider].add(name)
    for name in names:
        assert all(wider in compatible[name] for wider in above[name] - {name})
    apart = [
        (a, b)
        for a, b in combinations(names, 2)
        if b not in compatible[a] and _extreme((a, b), above, compatible, False)
    ]
    together: dict[str, set[str]] = {name: set() for name in names}
    for a in names:
        for b in compatible[a]:
            if a < b and _extreme((a, b), below, compatible, True):
                together[a].add(b)
                together[b].add(a)
    assert _impossible(shipped, [frozenset(pair) for pair in apart]) == {frozenset(pair) for pair in apart}
    doubtful = _impossible(shipped, _groups(together))
    pairs = [frozenset(pair) for group in doubtful for pair in combinations(sorted(group), 2)]
    assert _impossible(shipped, pairs) == set()
    assert len(apart) > 500
    assert sum(map(len, together.values())) > 50_000


def test_everything_shipped_is_consistent_although_classes_are_named_as_values(shipped: Facts) -> None:
    whole = classify(shipped, whole=True, seconds=PATIENCE)
    assert whole.verdict == "The ontology is consistent, and every class can have members."


@seed(20_261_124)
@settings(
    max_examples=1,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    st.lists((axioms() | guarded_axioms()).filter(models), min_size=25, max_size=25).filter(
        lambda many: sum(len(one.subclasses) + len(one.disjoint) for one in many) > 100
    )
)
def test_the_closure_of_generated_ontologies_is_that_of_hermit(many: list[Axioms]) -> None:
    """All ontologies are classified at once: none of them says anything of the classes of another."""
    facts = Facts()
    probes: dict[str, Pair] = {}
    for number, found in enumerate(many):
        write(found, f"urn:{number}:", facts)
        for a, b in combinations([f"urn:{number}:{name}" for name in _named(Taxonomy(found))], 2):
            probes[f"urn:probe:{len(probes)}"] = a, b
    add_probes(facts, probes)
    hermit = classify(facts, whole=True, seconds=PATIENCE)
    apart = {pair for probe, pair in probes.items() if probe in hermit.unsatisfiable}
    subsumed = disjoint = 0
    for number, found in enumerate(many):
        taxonomy = Taxonomy(found)
        prefix = f"urn:{number}:"
        empty = set(taxonomy.unsatisfiable())
        for a in _named(taxonomy):
            assert (a in empty) == (prefix + a in hermit.unsatisfiable), (found, a)
        for a, b in combinations([name for name in _named(taxonomy) if name not in empty], 2):
            ours, theirs = prefix + a, prefix + b
            assert taxonomy.is_kind_of(a, b) == ((ours, theirs) in hermit.subclasses), (found, a, b)
            assert taxonomy.is_kind_of(b, a) == ((theirs, ours) in hermit.subclasses), (found, a, b)
            kept_apart = taxonomy.relate(a, b).relation is Relation.DISJOINT
            assert kept_apart == ((ours, theirs) in apart), (found, a, b)
            subsumed += taxonomy.is_kind_of(a, b) or taxonomy.is_kind_of(b, a)
            disjoint += kept_apart
    assert min(subsumed, disjoint) > 15


def _named(taxonomy: Taxonomy) -> list[str]:
    return [name for name in taxonomy.names if not name.startswith("_:")]


def _extreme(pair: Pair, further: Compatible, compatible: Compatible, meeting: bool) -> bool:
    """Say whether no pair further up (or down) is apart (or together) like this one."""
    a, b = pair
    return not any((x, y) != pair and (x == y or y in compatible[x]) == meeting for x in further[a] for y in further[b])


def _groups(together: Mapping[str, set[str]]) -> list[frozenset[str]]:
    """Return groups of classes any two of which are compatible, such that every compatible pair stands in one."""
    left = {name: set(others) for name, others in together.items()}
    groups = []
    for name in sorted(left):
        while left[name]:
            group, candidates = {name}, set(together[name])
            while candidates and len(group) < 16:
                best = min(candidates, key=lambda other: (other not in left[name], -len(left[other]), other))
                group.add(best)
                candidates &= together[best]
            for member in group:
                left[member] -= group
            groups.append(frozenset(group))
    return groups


def _impossible(facts: Facts, groups: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Return the groups of which HermiT says that nothing can be of all their kinds at once."""
    probes = {f"urn:probe:{number}": group for number, group in enumerate(groups)}
    if not probes:
        return set()
    probed = class_axioms(facts)
    add_probes(probed, probes)
    return {probes[name] for name in classify(probed, whole=True, seconds=PATIENCE).unsatisfiable}
