"""The order and the nesting in which the nodes of a graph are written, the same whatever order they came in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from rdflib import RDF, BNode, Graph, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.term import Node

from rightsnet.model.names import PREFIXES, rn
from rightsnet.rdf.formats.keys import BOUND_KEYS, KEYS, WINDOW_KEYS, Form

_TITLE = PREFIXES["dct"] + "title"
_FIRST = (
    str(RDF.type),
    _TITLE,
    *(key.property for key in KEYS.values() if key.form is not Form.MODALITY),
    rn("norms"),
    *(rn(name) for name in WINDOW_KEYS),
    *BOUND_KEYS.values(),
)
_ORDER = {property: number for number, property in enumerate(_FIRST)}
_ORDER[rn("validUntil")] = _ORDER[rn("validFrom")]


class Layout:
    """Where each blank node of a graph is written: inside the one node that refers to it, or under a label.

    ``graph`` is the graph itself, unless some blank nodes need labels: then it is a copy with canonical ones.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.inside = self._nested()
        blank = {node for triple in graph for node in (triple[0], triple[2]) if isinstance(node, BNode)}
        if any(node not in self.inside and not self.is_unreferenced(node) for node in blank):
            self.graph = Graph()
            for triple in to_canonical_graph(graph):
                self.graph.add(triple)
            self.inside = self._nested()

    def named(self) -> list[Node]:
        """Return the subjects that have an IRI: proposals first, then the others by their names."""
        return sorted((s for s in set(self.graph.subjects()) if isinstance(s, URIRef)), key=subject_order(self.graph))

    def unnamed(self) -> list[Node]:
        """Return the blank nodes that are written on their own, in no order."""
        return [s for s in set(self.graph.subjects()) if isinstance(s, BNode) and s not in self.inside]

    def is_unreferenced(self, node: Node) -> bool:
        """Say whether a blank node is the object of nothing, so that it needs no label."""
        return isinstance(node, BNode) and (None, None, node) not in self.graph

    @cached_property
    def labels(self) -> dict[Node, str]:
        """Return the labels of the blank nodes that need one."""
        blank = {node for triple in self.graph for node in (triple[0], triple[2]) if isinstance(node, BNode)}
        return {node: f"b{number}" for number, node in enumerate(sorted(blank - self.inside))}

    def items(self, node: Node) -> list[Node] | None:
        """Return the members of a list that can be written as one; ``None`` for any other node."""
        items: list[Node] = []
        while node != RDF.nil:
            if not self._is_cell(node):
                return None
            items.append(next(self.graph.objects(node, RDF.first)))
            node = next(self.graph.objects(node, RDF.rest))
        return items

    def _is_cell(self, node: Node) -> bool:
        said = [predicate for _, predicate, _ in self.graph.triples((node, None, None))]
        return node in self.inside and len(said) == 2 and set(said) == {RDF.first, RDF.rest}

    def _nested(self) -> set[Node]:
        """Return the blank nodes with exactly one reference that are not, through others, inside themselves."""
        owner: dict[Node, Node] = {}
        shared: set[Node] = set()
        for subject, _, value in self.graph:
            if isinstance(value, BNode):
                if value in owner:
                    shared.add(value)
                owner[value] = subject
        nested = set(owner) - shared
        settled: set[Node] = set()
        for start in list(nested):
            path: list[Node] = []
            node: Node | None = start
            while node is not None and node in nested and node not in settled and node not in path:
                path.append(node)
                node = owner.get(node)
            if node in path:
                nested -= set(path[path.index(node) :])
            settled.update(path)
        return nested


def natural(text: str) -> list[str | int]:
    """Return a key that sorts numbers within names by their value.

    >>> sorted(["s10", "s2"], key=natural)
    ['s2', 's10']
    """
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", text)]


def subject_order(graph: Graph) -> Callable[[Node], tuple[bool, list[str | int]]]:
    """Return a key that puts proposals first, then everything else by its IRI."""
    proposals = set(graph.subjects(RDF.type, URIRef(rn("Proposal"))))

    def order(node: Node) -> tuple[bool, list[str | int]]:
        return node not in proposals, natural(str(node))

    return order


def property_order(property: Node) -> tuple[int, str]:
    """Return a key that puts properties in the order of the authoring format and all others after them.

    >>> sorted([URIRef(rn("text")), URIRef(rn("bearer")), RDF.type], key=property_order)[0] == RDF.type
    True
    """
    return (_ORDER.get(str(property), len(_ORDER)), str(property))
