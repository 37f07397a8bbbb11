"""Axioms written as triples, and classes that ask a reasoner whether something can be of several kinds at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rightsnet.algebra.taxonomy import Axioms
from rightsnet.model.names import PREFIXES
from rightsnet.rdf.facts import RDF_TYPE, Facts

RDF, RDFS, OWL = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl"))
CLASS = OWL + "Class"
_BETWEEN = (RDFS + "subClassOf", *(OWL + name for name in ("equivalentClass", "disjointWith", "complementOf")))
_OF_LISTS = tuple(OWL + name for name in ("unionOf", "intersectionOf", "disjointUnionOf", "members"))
_CELLS = (RDF + "first", RDF + "rest")


def write(found: Axioms, prefix: str, facts: Facts) -> None:
    """Write axioms down, the name of each class behind a prefix of its own."""

    def name(given: str) -> str:
        return f"_:{prefix.replace(':', '.')}{given[2:]}" if given.startswith("_:") else prefix + given

    for given in found.classes:
        facts.add(name(given), RDF_TYPE, CLASS)
    for pairs, predicate in zip((found.subclasses, found.equivalents, found.disjoint), _BETWEEN, strict=False):
        for a, b in pairs:
            facts.add(name(a), predicate, name(b))
    for number, (a, b) in enumerate(sorted(found.complements)):
        facts.add(_expression(facts, name(a), f"not.{number}"), OWL + "complementOf", name(b))
    for lists, kind in ((found.unions, "unionOf"), (found.intersections, "intersectionOf")):
        for given, members in (lists or {}).items():
            expression = _expression(facts, name(given), kind)
            add_list(facts, expression, OWL + kind, [name(member) for member in members])


def _expression(facts: Facts, name: str, kind: str) -> str:
    """Return a class without a name that is the same as a given one: OWL defines a named class only in this way."""
    if name.startswith("_:"):
        return name
    expression = f"_:{kind}.{name.encode().hex()}"
    facts.add(expression, RDF_TYPE, CLASS)
    facts.add(name, OWL + "equivalentClass", expression)
    return expression


def add_list(facts: Facts, subject: str, predicate: str, members: Iterable[str]) -> None:
    """Say something of a list of classes."""
    cells = [(f"_:cell.{(subject + predicate).encode().hex()}.{place}", member) for place, member in enumerate(members)]
    facts.add(subject, predicate, cells[0][0])
    for (cell, member), rest in zip(cells, [*(cell for cell, _ in cells[1:]), RDF + "nil"], strict=True):
        facts.add(cell, RDF + "first", member)
        facts.add(cell, RDF + "rest", rest)


def class_axioms(facts: Facts) -> Facts:
    """Return the triples that relate classes, as they stand in the files."""
    found = Facts()
    for subject, predicate, value in facts:
        stated = predicate in (*_BETWEEN, *_OF_LISTS, *_CELLS)
        if stated or (predicate == RDF_TYPE and value in (CLASS, OWL + "AllDisjointClasses")):
            found.add(subject, predicate, value)
    return found


def add_probes(facts: Facts, probes: Mapping[str, Iterable[str]]) -> None:
    """Add classes that can have a member just if something can be of all of some kinds at once.

    A probe is not the intersection itself but what has a part in it: a reasoner then asks for each probe once, and does
    not look for the place of so many intersections among the classes.
    """
    part = "urn:probe:part"
    facts.add(part, RDF_TYPE, OWL + "ObjectProperty")
    for number, (probe, kinds) in enumerate(probes.items()):
        having, both = f"_:having.{number}", f"_:both.{number}"
        facts.add(probe, RDF_TYPE, CLASS)
        facts.add(probe, RDFS + "subClassOf", having)
        facts.add(having, RDF_TYPE, OWL + "Restriction")
        facts.add(having, OWL + "onProperty", part)
        facts.add(having, OWL + "someValuesFrom", both)
        facts.add(both, RDF_TYPE, CLASS)
        add_list(facts, both, OWL + "intersectionOf", sorted(kinds))
