"""Triples as plain Python values, indexed by subject and predicate: the one form in which norms are read from RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
import rdflib

from rightsnet.model.names import PREFIXES

XSD = PREFIXES["xsd"]
RDF_TYPE = PREFIXES["rdf"] + "type"
_FIRST, _REST, _NIL = (PREFIXES["rdf"] + name for name in ("first", "rest", "nil"))


class Literal(NamedTuple):
    """A literal: its characters, its datatype, its language tag if it has one."""

    value: str
    datatype: str = XSD + "string"
    language: str = ""


Term = str | Literal
"""An IRI (or a blank node, which begins with ``_:``) is a string; everything else is a `Literal`."""


class Facts:
    """A set of triples.

    It holds the shipped ontology and law (parsed by pyoxigraph, some ten times faster than rdflib) and the user's
    graph alike, so that one reader serves both.
    """

    def __init__(self) -> None:
        self._by_subject: dict[str, dict[str, list[Term]]] = {}
        self._by_predicate: dict[str, list[tuple[str, Term]]] = {}

    @classmethod
    def from_turtle(cls, paths: Iterable[Path]) -> Facts:
        """Read Turtle files that come with rightsnet."""
        facts = cls()
        for number, path in enumerate(paths):
            for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
                value = quad.object
                if isinstance(value, pyoxigraph.NamedNode):
                    term: Term = value.value
                elif isinstance(value, pyoxigraph.Literal):
                    term = Literal(value.value, value.datatype.value, value.language or "")
                else:
                    term = f"_:{number}.{value.value}"
                subject = quad.subject
                name = subject.value if isinstance(subject, pyoxigraph.NamedNode) else f"_:{number}.{subject.value}"
                facts.add(name, quad.predicate.value, term)
        return facts

    @classmethod
    def from_graph(cls, graph: rdflib.Graph) -> Facts:
        """Take over an rdflib graph, in a stable order."""
        facts = cls()
        for subject, predicate, value in sorted(graph):
            facts.add(plain_name(subject), str(predicate), plain(value))
        return facts

    def add(self, subject: str, predicate: str, value: Term) -> None:
        """Add one triple; adding it twice changes nothing."""
        values = self._by_subject.setdefault(subject, {}).setdefault(predicate, [])
        if value not in values:
            values.append(value)
            self._by_predicate.setdefault(predicate, []).append((subject, value))

    @classmethod
    def union(cls, *parts: Facts) -> Facts:
        """Return the triples of all parts. What one part alone says of a subject is shared, so change none of them."""
        whole = cls()
        for part in parts:
            fresh = part._by_subject.keys() - whole._by_subject.keys()
            shared = part._by_subject.keys() - fresh
            for subject in shared:
                whole._by_subject[subject] = {p: list(v) for p, v in whole._by_subject[subject].items()}
            whole._by_subject.update((subject, part._by_subject[subject]) for subject in fresh)
            for predicate, pairs in part._by_predicate.items():
                kept = pairs if not shared else [pair for pair in pairs if pair[0] in fresh]
                whole._by_predicate.setdefault(predicate, []).extend(kept)
            for subject in sorted(shared):
                for predicate, values in part._by_subject[subject].items():
                    for value in values:
                        whole.add(subject, predicate, value)
        return whole

    def update(self, other: Facts) -> None:
        """Add every triple of another set."""
        for subject, predicate, value in other:
            self.add(subject, predicate, value)

    def __iter__(self) -> Iterator[tuple[str, str, Term]]:
        for subject, described in self._by_subject.items():
            for predicate, values in described.items():
                for value in values:
                    yield subject, predicate, value

    def __contains__(self, subject: object) -> bool:
        return subject in self._by_subject

    def values(self, subject: str, predicate: str) -> list[Term]:
        """Return everything that a subject says with a predicate."""
        return self._by_subject.get(subject, {}).get(predicate, [])

    def names(self, subject: str, predicate: str) -> list[str]:
        """Return the IRIs and blank nodes among the values, sorted."""
        return sorted(value for value in self.values(subject, predicate) if isinstance(value, str))

    def name(self, subject: str, predicate: str) -> str | None:
        """Return the first of the names, or ``None``."""
        return next(iter(self.names(subject, predicate)), None)

    def text(self, subject: str, predicate: str, language: str = "en") -> str:
        """Return the literal in the language, else one without a language, else any; empty if there is none."""
        literals = [value for value in self.values(subject, predicate) if isinstance(value, Literal)]
        ranked = sorted(literals, key=lambda literal: (literal.language != language, literal.language, literal.value))
        return ranked[0].value if ranked else ""

    def pairs(self, predicate: str) -> list[tuple[str, Term]]:
        """Return every subject and value joined by a predicate."""
        return self._by_predicate.get(predicate, [])

    def subjects(self, predicate: str, value: Term) -> list[str]:
        """Return every subject that says this with that predicate, sorted."""
        return sorted(subject for subject, found in self.pairs(predicate) if found == value)

    def instances(self, kind: str) -> list[str]:
        """Return everything stated to be of a class, sorted."""
        return self.subjects(RDF_TYPE, kind)

    def items(self, head: str) -> list[Term]:
        """Return the members of an RDF list."""
        found: list[Term] = []
        seen = set[str]()
        while head != _NIL and head not in seen:
            seen.add(head)
            found.extend(self.values(head, _FIRST))
            head = self.name(head, _REST) or _NIL
        return found


def plain_name(node: rdflib.term.Node) -> str:
    """Return the IRI of a node, or its blank-node label with ``_:``."""
    return f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)


def plain(node: rdflib.term.Node) -> Term:
    """Return a node of rdflib as a `Term`."""
    if isinstance(node, rdflib.Literal):
        datatype = (
            str(node.datatype) if node.datatype else PREFIXES["rdf"] + "langString" if node.language else XSD + "string"
        )
        return Literal(str(node), datatype, node.language or "")
    return plain_name(node)
