"""The vocabulary: everything is declared, labelled, defined, and found under one name only."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from ontology.shipped import INSTRUMENTS, MODULES, ONTOLOGY, facts, terms
from rightsnet import session
from rightsnet.model.names import PREFIXES, RN, rn
from rightsnet.rdf.facts import Literal
from rightsnet.rdf.vocabulary import CLASSES

RDFS, OWL, SKOS = PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["skos"]
TOPS = {
    "HumanRight": 77,
    "Actor": 113,
    "Action": 275,
    "NormObject": 72,
    "Circumstance": 60,
    "PolicyArea": 31,
    "Aim": 33,
    "Safeguard": 58,
    "Forum": 39,
    "InitiativeType": 27,
}
"""The fewest classes below each top class, itself included: the concepts that the ontology took over."""


def test_every_term_has_one_label_a_definition_and_a_module() -> None:
    triples = facts()
    for term in sorted(terms(triples)):
        english = [
            v for v in triples.values(term, RDFS + "label") if isinstance(v, Literal) and v.language in ("en", "")
        ]
        assert len(english) == 1, term
        assert triples.names(term, RDFS + "isDefinedBy"), term
        if not triples.text(term, rn("m49")):  # a country or region is what its code says
            assert triples.text(term, SKOS + "definition").endswith("."), term


def test_every_subdivision_has_a_label_a_code_and_a_place_in_its_country() -> None:
    triples = facts(ONTOLOGY / "subdivisions.ttl")
    for term in triples.instances(rn("Subdivision")):
        code = term.removeprefix(RN)
        assert triples.text(term, RDFS + "label"), term
        assert triples.text(term, SKOS + "notation") == code
        assert triples.names(term, rn("partOf")), term
    assert len(triples.instances(rn("Subdivision"))) == 5046


def test_every_term_that_is_used_is_declared() -> None:
    declared = terms(facts()) | terms(facts(ONTOLOGY / "subdivisions.ttl"))
    used: set[str] = set()
    for subject, predicate, value in facts():
        used.update(name for name in (subject, predicate, value) if isinstance(name, str) and name.startswith(RN))
    assert sorted(used - declared) == []


def test_the_top_classes_hold_all_concepts() -> None:
    taxonomy = session.law().knowledge.taxonomy
    counted = {top: sum(1 for name in taxonomy.descendants(rn(top)) if name.startswith(RN)) for top in TOPS}
    assert {top: number for top, number in counted.items() if number < TOPS[top]} == {}


def test_no_class_is_empty() -> None:
    assert session.law().knowledge.taxonomy.unsatisfiable() == []


def test_the_top_classes_exclude_each_other() -> None:
    taxonomy = session.law().knowledge.taxonomy
    kinds = [rn(top) for top in TOPS]
    relations = {taxonomy.relate(a, b).relation.value for a in kinds for b in kinds if a != b}
    assert relations == {"disjoint"}


@pytest.mark.parametrize("kind", CLASSES)
def test_no_two_terms_of_a_kind_answer_to_one_name(kind: str) -> None:
    vocabulary = session.vocabulary()
    named = defaultdict(set)
    for _, term in vocabulary.tree(CLASSES[kind]):
        for name in (term.name, term.label, *term.synonyms):
            named[re.sub(r"[\s_-]", "", name).lower()].add(term.iri)
    assert {name: found for name, found in named.items() if len(found) > 1} == {}


def test_the_whole_imports_every_module_on_disk() -> None:
    imported = set(
        re.findall(r"<https://w3id.org/rightsnet/ns/([a-z]+)>", (ONTOLOGY / "rightsnet.ttl").read_text("utf-8"))
    )
    on_disk = {path.stem for path in MODULES} - {"subdivisions"}  # large, and read only when a code asks for it
    assert imported - {"rightsnet"} == on_disk


def test_the_catalogue_lists_every_file_on_disk() -> None:
    listed = set(re.findall(r'uri="([^"]+\.ttl)"', (ONTOLOGY / "catalog-v001.xml").read_text("utf-8")))
    on_disk = {path.relative_to(ONTOLOGY).as_posix() for path in (*MODULES, *INSTRUMENTS, ONTOLOGY / "rightsnet.ttl")}
    assert {name.removeprefix("./") for name in listed} == on_disk
