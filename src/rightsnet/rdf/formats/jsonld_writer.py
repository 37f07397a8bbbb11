"""JSON-LD with the short names of our own context."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from rightsnet.model.names import PREFIXES, RN
from rightsnet.rdf.formats import jsonld
from rightsnet.rdf.formats.iris import checked
from rightsnet.rdf.formats.nodes import Layout, natural, property_order
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.verified import verified

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SHORT_INTEGER = re.compile(r"-?[1-9]\d{0,14}|0")


def write(graph: Graph) -> str:
    """Return a graph as JSON-LD that refers to our context.

    >>> graph = Graph()
    >>> _ = graph.add((URIRef("https://example.org/b#s4"), RDF.type, URIRef(RN + "Duty")))
    >>> json.loads(write(graph))["@graph"]
    [{'id': 'https://example.org/b#s4', 'type': 'Duty'}]
    >>> _ = graph.add((URIRef("no iri"), RDF.type, URIRef("urn:c")))
    >>> write(graph)
    Traceback (most recent call last):
    rightsnet.errors.InputError: “no iri” is not an absolute IRI, so no file can hold it.
    """
    data = {"@context": jsonld.CONTEXT, "@graph": _Writer(graph).nodes()}
    text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return verified("JSON-LD", text, graph, lambda: jsonld.read(Source("<written>", text)).graph)


class _Writer:
    """Turns a graph into nested objects with the names of our context."""

    def __init__(self, graph: Graph) -> None:
        self._layout = Layout(graph)
        self._terms = {
            _expanded(term["@id"]): (name, term)
            for name, term in jsonld.packaged_context().items()
            if isinstance(term, dict) and "@id" in term
        }

    def nodes(self) -> list[dict[str, Any]]:
        named = [self._object(subject) for subject in self._layout.named()]
        unnamed = [self._object(subject) for subject in self._layout.unnamed()]
        return [*named, *sorted(unnamed, key=lambda node: json.dumps(node, ensure_ascii=False))]

    def _object(self, subject: Node) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if isinstance(subject, URIRef):
            found["id"] = self._iri(subject)
        elif subject not in self._layout.inside and not self._layout.is_unreferenced(subject):
            found["id"] = f"_:{self._layout.labels[subject]}"
        described: dict[Node, list[Node]] = {}
        for _, predicate, value in self._layout.graph.triples((subject, None, None)):
            described.setdefault(predicate, []).append(value)
        for predicate in sorted(described, key=property_order):
            found.update(self._property(predicate, described[predicate]))
        return found

    def _property(self, predicate: Node, values: list[Node]) -> Iterator[tuple[str, Any]]:
        iri = self._iri(predicate)
        if predicate == RDF.type and all(isinstance(value, URIRef) for value in values):
            yield "type", _one_or_all(self._value(value, {"@type": "@vocab"}) for value in values)
            return
        name, term = self._terms.get(iri, (self._short(iri), {}))
        lists = [self._layout.items(value) for value in values] if term.get("@container") == "@list" else [None]
        if len(values) == 1 and lists[0] is not None:
            yield name, [self._value(item, term) for item in lists[0]]
        elif "@container" in term:
            yield iri, _one_or_all(self._value(value, {}) for value in values)
        else:
            yield name, _one_or_all(self._value(value, term) for value in values)

    def _value(self, node: Node, term: dict[str, Any]) -> Any:
        coercion = term.get("@type")
        if isinstance(node, Literal):
            return self._literal(node, coercion)
        if isinstance(node, URIRef):
            iri = self._iri(node)
            if coercion == "@vocab":
                return self._short(iri)
            return {"id": iri}
        items = self._layout.items(node)
        if items is not None:
            return {"@list": [self._value(item, term) for item in items]}
        if node in self._layout.inside:
            return self._object(node)
        return {"id": f"_:{self._layout.labels[node]}"}

    def _literal(self, literal: Literal, coercion: str | None) -> Any:
        text = str(literal)
        if literal.language:
            return {"@value": text, "@language": literal.language}
        datatype = literal.datatype or XSD.string
        is_coerced = coercion is not None and _expanded(coercion) == str(datatype)
        if datatype == XSD.boolean and text in ("true", "false") and (is_coerced or coercion is None):
            return text == "true"
        native = XSD.decimal if is_coerced else XSD.integer if coercion is None else None
        if datatype == native and _SHORT_INTEGER.fullmatch(text):
            return int(text)
        if is_coerced or (datatype == XSD.string and coercion is None):
            return text
        return {"@value": text, "@type": self._iri(datatype)}

    def _short(self, iri: str) -> str:
        """Return a name that our context turns into the IRI again."""
        local = iri.removeprefix(RN)
        if local != iri and _NAME.fullmatch(local) and local not in jsonld.packaged_context():
            return local
        for prefix, namespace in PREFIXES.items():
            local = iri.removeprefix(namespace)
            if local != iri and prefix in jsonld.packaged_context() and prefix != "id" and _NAME.fullmatch(local):
                return f"{prefix}:{local}"
        return iri

    def _iri(self, node: Node) -> str:
        return checked(str(node))


def _expanded(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest if prefix in PREFIXES else name


def _one_or_all(values: Iterator[Any]) -> Any:
    found = sorted(values, key=lambda value: natural(json.dumps(value, ensure_ascii=False)))
    return found[0] if len(found) == 1 else found
