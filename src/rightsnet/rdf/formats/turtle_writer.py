"""Turtle, written so that people can read it, and always alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from rightsnet.model.names import PREFIXES
from rightsnet.rdf.formats.iris import checked, is_iri
from rightsnet.rdf.formats.nodes import Layout, natural, property_order

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w-]|\.(?=[\w-]))*", re.ASCII)
_NAMESPACE = re.compile(r"(.*[#/])([^#/]*)", re.DOTALL)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(graph: Graph) -> str:
    """Return a graph as Turtle: sorted, with prefixes, blank nodes inside the one node that refers to them.

    >>> graph = Graph()
    >>> _ = graph.add((URIRef("https://example.org/b#s4"), RDF.type, URIRef(PREFIXES["rn"] + "Duty")))
    >>> print(write(graph))
    @prefix : <https://example.org/b#> .
    @prefix rn: <https://w3id.org/rightsnet/ns#> .
    <BLANKLINE>
    :s4 a rn:Duty .
    <BLANKLINE>
    >>> _ = graph.add((URIRef("https://example.org/a b"), RDF.type, URIRef("urn:c")))
    >>> write(graph)
    Traceback (most recent call last):
    rightsnet.errors.InputError: “https://example.org/a b” is not an absolute IRI, so no file can hold it.
    """
    return _Writer(graph).text()


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self._layout = Layout(graph)
        self._prefixes = dict(PREFIXES)
        namespace = _commonest_namespace(self._layout.graph, PREFIXES.values())
        if namespace:
            self._prefixes = {"": namespace, **self._prefixes}
        self._used: set[str] = set()

    def text(self) -> str:
        blocks = [self._block(subject) for subject in self._layout.named()]
        blocks += sorted(self._block(subject) for subject in self._layout.unnamed())
        head = [f"@prefix {name}: <{self._prefixes[name]}> ." for name in sorted(self._used)]
        return "\n\n".join(["\n".join(head), *blocks] if head else blocks) + "\n"

    def _block(self, subject: Node) -> str:
        statements = self._statements(subject, "    ")
        if self._layout.is_unreferenced(subject):
            return f"[] {statements} ."
        return f"{self._node(subject, '')} {statements} ."

    def _statements(self, subject: Node, indent: str) -> str:
        described: dict[Node, list[Node]] = {}
        for _, predicate, value in self._layout.graph.triples((subject, None, None)):
            described.setdefault(predicate, []).append(value)
        parts = []
        for predicate in sorted(described, key=property_order):
            verb = "a" if predicate == RDF.type else self._node(predicate, indent)
            values = sorted((self._node(value, f"{indent}    ") for value in described[predicate]), key=natural)
            parts.append(f"{verb} {' , '.join(values)}")
        return f" ;\n{indent}".join(parts)

    def _node(self, node: Node, indent: str) -> str:
        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, URIRef):
            return "()" if node == RDF.nil else self._iri(str(node))
        items = self._layout.items(node)
        if items is not None:
            return f"( {' '.join(self._node(item, indent) for item in items)} )"
        if node in self._layout.inside:
            return f"[ {self._statements(node, indent)} ]" if (node, None, None) in self._layout.graph else "[]"
        return f"_:{self._layout.labels[node]}"

    def _literal(self, literal: Literal) -> str:
        text, datatype = str(literal), literal.datatype
        if (
            (datatype == XSD.integer and re.fullmatch(r"-?[1-9]\d*|0", text))
            or (datatype == XSD.decimal and re.fullmatch(r"-?\d+\.\d+", text) and str(Decimal(text)) == text)
            or (datatype == XSD.boolean and text in ("true", "false"))
        ):
            return text
        quoted = "".join(_ESCAPES.get(c, c if c.isprintable() else f"\\U{ord(c):08X}") for c in text)
        if literal.language:
            return f'"{quoted}"@{literal.language}'
        if datatype is None or datatype == XSD.string:
            return f'"{quoted}"'
        return f'"{quoted}"^^{self._iri(str(datatype))}'

    def _iri(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{checked(iri)}>"


def _commonest_namespace(graph: Graph, known: Iterable[str]) -> str:
    """Return the namespace that most of the named subjects are in, if it has no prefix yet."""
    counts: dict[str, int] = {}
    for subject in set(graph.subjects()):
        match = _NAMESPACE.fullmatch(str(subject)) if isinstance(subject, URIRef) else None
        if match and match[1] not in known and _LOCAL.fullmatch(match[2]) and is_iri(match[1]):
            counts[match[1]] = counts.get(match[1], 0) + 1
    return min(counts, key=lambda namespace: (-counts[namespace], namespace), default="")
