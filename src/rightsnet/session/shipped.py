"""What comes with rightsnet, read once: the ontology, the law, and what the algebra and the checker know of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from rightsnet.algebra import precedence
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.names import local_name, rn
from rightsnet.model.stated import Stated
from rightsnet.rdf import files, reading
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.ranks import read_hierarchy
from rightsnet.rdf.stated import stated
from rightsnet.rdf.vocabulary import Vocabulary
from rightsnet.resources import folder


def law_files() -> list[Path]:
    """Return the files of the shipped law, sorted."""
    return sorted((folder("ontology") / "instruments").glob("*.ttl"))


@cache
def law_facts() -> Facts:
    """Return the triples of the shipped law."""
    return Facts.from_turtle(law_files())


@cache
def ontology_facts() -> Facts:
    """Return the triples of the shipped ontology, without the law."""
    skipped = {"rightsnet.ttl", "subdivisions.ttl"}
    return Facts.from_turtle(sorted(p for p in folder("ontology").glob("*.ttl") if p.name not in skipped))


@cache
def vocabulary(ontology: tuple[str | Path, ...] = ()) -> Vocabulary:
    """Return the terms by name, label and synonym: the shipped ones and those of further files."""
    facts = ontology_facts()
    if ontology:
        words = vocabulary()
        facts = Facts.union(facts, *(Facts.from_graph(files.read(path, words).graph) for path in ontology))
    return Vocabulary(facts, law_facts())


@cache
def hierarchy() -> precedence.Hierarchy:
    """Return the ranks of sources within each legal order."""
    return read_hierarchy(ontology_facts(), law_facts())


def knowledge(added: Iterable[Facts] = ()) -> Knowledge:
    """Return the shipped knowledge with what some bodies add to it; most proposals add nothing but labels."""
    more = list(added)
    if not _adds(more):
        shipped = _shipped_knowledge()
        return replace(shipped, labels={**shipped.labels, **reading.read_labels(Facts.union(*more))})
    return reading.read_knowledge(Facts.union(_shipped_facts(), *_parts(more), *more))


def statements(added: Iterable[Facts] = ()) -> Stated:
    """Return what the shipped ontology, the law and some bodies state, as the checker reads it."""
    more = list(added)
    if not _adds(more):
        return _shipped_stated()
    return stated(Facts.union(_shipped_facts(), *_parts(more), *more))


def _adds(bodies: Iterable[Facts]) -> bool:
    return any(_names_subdivision(facts) or reading.adds_knowledge(facts) for facts in bodies)


def _parts(bodies: Iterable[Facts]) -> list[Facts]:
    """Return the parts of countries if one is named; they are many, and most proposals name none."""
    named = any(_names_subdivision(facts) for facts in bodies)
    return [Facts.from_turtle([folder("ontology") / "subdivisions.ttl"])] if named else []


def _names_subdivision(facts: Facts) -> bool:
    return any(isinstance(place, str) and "-" in local_name(place) for _, place in facts.pairs(rn("place")))


@cache
def _shipped_facts() -> Facts:
    return Facts.union(ontology_facts(), law_facts())


@cache
def _shipped_stated() -> Stated:
    return stated(_shipped_facts())


@cache
def _shipped_knowledge() -> Knowledge:
    return reading.read_knowledge(_shipped_facts())
