"""What comes with rightsnet, read once: the ontology, the law, and what the algebra and the checker know of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
from rightsnet.session.compiled import kept


@dataclass(frozen=True)
class Shipped:
    """The ontology and the law as they were read, and what follows from them."""

    ontology: Facts
    law: Facts
    vocabulary: Vocabulary
    knowledge: Knowledge
    stated: Stated
    body: reading.Body
    hierarchy: precedence.Hierarchy


def law_files() -> list[Path]:
    """Return the files of the shipped law, sorted."""
    return sorted((folder("ontology") / "instruments").glob("*.ttl"))


def ontology_files() -> list[Path]:
    """Return the modules of the shipped ontology that every run reads, sorted."""
    skipped = {"rightsnet.ttl", "subdivisions.ttl"}
    return sorted(path for path in folder("ontology").glob("*.ttl") if path.name not in skipped)


@cache
def _shipped() -> Shipped:
    return kept([*ontology_files(), *law_files()], read, Shipped)


def read() -> Shipped:
    """Read the ontology and the law from their files."""
    ontology, law = Facts.from_turtle(ontology_files()), Facts.from_turtle(law_files())
    both = Facts.union(ontology, law)
    return Shipped(
        ontology,
        law,
        Vocabulary(ontology, law),
        reading.read_knowledge(both),
        stated(both),
        reading.read_body(law),
        read_hierarchy(ontology, law),
    )


def ontology_facts() -> Facts:
    """Return the triples of the shipped ontology, without the law."""
    return _shipped().ontology


def law_facts() -> Facts:
    """Return the triples of the shipped law."""
    return _shipped().law


def law_body() -> reading.Body:
    """Return what the shipped law describes: norms, clauses, provisions and instruments."""
    return _shipped().body


def hierarchy() -> precedence.Hierarchy:
    """Return the ranks of sources within each legal order."""
    return _shipped().hierarchy


@cache
def vocabulary(ontology: tuple[str | Path, ...] = ()) -> Vocabulary:
    """Return the terms by name, label and synonym: the shipped ones and those of further files."""
    if not ontology:
        return _shipped().vocabulary
    further = (Facts.from_graph(files.read(path, vocabulary()).graph) for path in ontology)
    return Vocabulary(Facts.union(ontology_facts(), *further), law_facts())


def knowledge(added: Iterable[Facts] = ()) -> Knowledge:
    """Return the shipped knowledge with what some bodies add to it; most proposals add nothing but labels."""
    more = list(added)
    if not _adds(more):
        known = _shipped().knowledge
        return replace(known, labels={**known.labels, **reading.read_labels(Facts.union(*more))})
    return reading.read_knowledge(Facts.union(ontology_facts(), law_facts(), *_parts(more), *more))


def statements(added: Iterable[Facts] = ()) -> Stated:
    """Return what the shipped ontology, the law and some bodies state, as the checker reads it."""
    more = list(added)
    if not _adds(more):
        return _shipped().stated
    return stated(Facts.union(ontology_facts(), law_facts(), *_parts(more), *more))


def _adds(bodies: Iterable[Facts]) -> bool:
    return any(_names_subdivision(facts) or reading.adds_knowledge(facts) for facts in bodies)


def _parts(bodies: Iterable[Facts]) -> list[Facts]:
    """Return the parts of countries if one is named; they are many, and most proposals name none."""
    named = any(_names_subdivision(facts) for facts in bodies)
    return [Facts.from_turtle([folder("ontology") / "subdivisions.ttl"])] if named else []


def _names_subdivision(facts: Facts) -> bool:
    return any(isinstance(place, str) and "-" in local_name(place) for _, place in facts.pairs(rn("place")))
