"""Proposals written in the authoring format, as YAML or as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from rightsnet.errors import InputError, Location
from rightsnet.model.names import ID, PREFIXES, RN, rn
from rightsnet.rdf.formats import yaml_norms
from rightsnet.rdf.formats.keys import (
    BOUND_KEYS,
    BOUND_NAMES,
    KEYS,
    MODALITIES,
    OPERATORS,
    PROPOSAL_KEYS,
    WINDOW_KEYS,
    Form,
    Key,
)
from rightsnet.rdf.formats.naming import absolute
from rightsnet.rdf.formats.nodes import natural
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.verified import verified
from rightsnet.rdf.vocabulary import expand

_TITLE = URIRef(PREFIXES["dct"] + "title")
_EQUIVALENT = URIRef(PREFIXES["owl"] + "equivalentClass")
_NAME = re.compile(r"[^\W\d][\w-]*")
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./;()'’“”§%+…–-]*[\w.;)'’”%…])?")
_PLAIN_OUTSIDE_LISTS = re.compile(_PLAIN.pattern.replace(" ./", " ,./"))
_PLAIN_ANYWHERE = re.compile(r"(https?://|id:)[\w./#=&%+~@-]*[\w/]|\d{4}-\d\d-\d\d")
_NOT_PLAIN = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WIDTH = 100


class _Number(str):
    """A number in the characters in which it is to be written."""


class _Flow(dict[str, Any]):
    """A mapping that is written on one line."""


def write(graph: Graph, *, json: bool = False) -> str:
    """Return a proposal in the authoring format.

    Args:
        graph: the proposal and its norms.
        json: whether to write it as JSON instead of YAML.

    Raises:
        InputError: naming a triple that the authoring format cannot say.

    >>> graph = Graph()
    >>> _ = graph.add((URIRef("https://example.org/b"), RDF.type, URIRef(rn("Proposal"))))
    >>> _ = graph.add((URIRef("https://example.org/b"), _TITLE, Literal("A bill")))
    >>> print(write(graph), end="")
    proposal: A bill
    id: https://example.org/b
    >>> _ = graph.add((URIRef("https://example.org/b"), URIRef(rn("colour")), Literal("blue")))
    >>> write(graph)
    Traceback (most recent call last):
    rightsnet.errors.InputError: YAML cannot say “<https://example.org/b> rn:colour "blue"”. Turtle can hold any graph.
    """
    document = _Document(graph).build()
    text = _json(document) if json else _yaml(document)
    format = "JSON" if json else "YAML"
    return verified(format, text, graph, lambda: yaml_norms.read(Source("written", text), _Verbatim(), json=json).graph)


class _Verbatim:
    """Reads back the names that the writer gives to terms, without a vocabulary."""

    def resolve(self, text: str, kind: str | tuple[str, ...], location: Location | None = None) -> str:
        return expand(text) or rn(text)

    def reference(self, text: str, location: Location | None = None) -> str:
        return expand(text) or text


class _Document:
    """The head and the norms of a graph, as nested mappings in the order in which they are written."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._norms = self._find_norms()
        proposals = sorted(graph.subjects(RDF.type, URIRef(rn("Proposal"))), key=str)
        if len(proposals) > 1:
            names = " and ".join(f"<{name}>" for name in proposals[:2])
            raise InputError(f"One file holds one proposal, but {names} are two.", help="Write them separately.")
        self._proposal = proposals[0] if proposals else None
        self._base = str(self._proposal) if self._proposal is not None else self._common_base()

    def build(self) -> dict[str, Any]:
        head: dict[str, Any] = {"proposal": None}
        if self._proposal is not None:
            titles = self._values(self._proposal, _TITLE)
            head = {"proposal": str(titles[0])} if titles else {}
        if self._base:
            head["id"] = self._base
        language = self._language()
        if language:
            head["lang"] = language
        shared = self._keys(self._proposal, PROPOSAL_KEYS) if self._proposal is not None else {}
        head.update(shared)
        norms = [self._norm(norm, shared) for norm in self._norms]
        return {**head, "norms": norms} if norms or "proposal" not in head else head

    def _find_norms(self) -> list[URIRef]:
        kinds = [URIRef(kind) for kind in (*MODALITIES.values(), rn("Norm"))]
        found = {norm for kind in kinds for norm in self._graph.subjects(RDF.type, kind) if isinstance(norm, URIRef)}
        return sorted(found, key=lambda norm: natural(str(norm)))

    def _common_base(self) -> str:
        bases = Counter(str(norm).partition("#")[0] for norm in self._norms if "#" in norm)
        return min(bases, key=lambda base: (-bases[base], base), default="")

    def _language(self) -> str | None:
        """Return the language of the prose; more than one cannot be written."""
        prose = [URIRef(key.property) for key in KEYS.values() if key.form is Form.PROSE]
        described: list[tuple[Node, list[URIRef]]] = [(norm, prose) for norm in self._norms]
        if self._proposal is not None:
            described.append((self._proposal, [*prose, _TITLE]))
        spoken = Counter(
            value.language
            for subject, properties in described
            for property in properties
            for value in self._graph.objects(subject, property)
            if isinstance(value, Literal) and value.language
        )
        return min(spoken, default=None)

    def _norm(self, norm: URIRef, shared: Mapping[str, Any]) -> dict[str, Any]:
        own = self._keys(norm, tuple(KEYS))
        inherited = {name: value for name, value in shared.items() if name != "label"}
        said = {name: value for name, value in own.items() if name not in inherited or inherited[name] != value}
        dropped = {name: None for name in inherited if name not in own}
        ordered = {name: said.get(name) for name in KEYS if name in said or name in dropped}
        return {"id": self._fragment(norm), **ordered}

    def _fragment(self, norm: URIRef) -> str:
        base, _, fragment = str(norm).partition("#")
        return fragment if base == self._base and fragment and absolute(fragment) is None else str(norm)

    def _keys(self, subject: Node, names: Sequence[str]) -> dict[str, Any]:
        values = {name: self._value(subject, KEYS[name]) for name in names}
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, subject: Node, key: Key) -> Any:
        values = self._values(subject, URIRef(key.property))
        match key.form:
            case Form.PERIOD:
                ends = {"from": values, "until": self._values(subject, URIRef(rn("validUntil")))}
                return _Flow({name: str(found[0]) for name, found in ends.items() if found}) or None
            case Form.MODALITY:
                return next((word for word, kind in MODALITIES.items() if URIRef(kind) in values), None)
            case Form.TERMS:
                return [self._term(value) for value in values if isinstance(value, URIRef)] or None
            case Form.REFERENCES:
                return [self._reference(value) for value in values if isinstance(value, URIRef)] or None
            case Form.BOUNDS:
                return list(self._bounds(subject, key)) or None
        if not values:
            return None
        value = values[0]
        match key.form:
            case Form.EXPRESSION:
                is_class = isinstance(value, URIRef) and str(value) == f"{subject}-{key.name}"
                definition = self._values(value, _EQUIVALENT) if is_class else []
                return self._expression(definition[0]) if definition else self._expression(value)
            case Form.WINDOW:
                return self._parts(value, {name: rn(name) for name in WINDOW_KEYS})
            case Form.PROVISION:
                locators = self._values(value, URIRef(rn("locator")))
                return str(locators[0]) if locators else self._reference(value)
            case Form.FLAG:
                return str(value) == "true"
            case Form.TERM:
                return self._term(value) if isinstance(value, URIRef) else None
        return str(value)

    def _values(self, subject: Node, property: URIRef) -> list[Node]:
        return sorted(self._graph.objects(subject, property), key=lambda node: node.n3())

    def _expression(self, node: Node) -> Any:
        if isinstance(node, URIRef):
            return self._term(node)
        for operator, property in OPERATORS.items():
            for operand in self._graph.objects(node, URIRef(property)):
                if operator == "not":
                    return _Flow({operator: self._expression(operand)})
                return _Flow({operator: [self._expression(member) for member in self._members(operand)]})
        return None

    def _members(self, cell: Node) -> Iterator[Node]:
        seen = set[Node]()
        while cell != RDF.nil and cell not in seen:
            seen.add(cell)
            yield from self._graph.objects(cell, RDF.first)
            cell = next(self._graph.objects(cell, RDF.rest), RDF.nil)

    def _bounds(self, norm: Node, key: Key) -> Iterator[_Flow]:
        number = 1
        while (norm, URIRef(key.property), node := URIRef(f"{norm}-{BOUND_NAMES[key.name]}-{number}")) in self._graph:
            yield self._parts(node, BOUND_KEYS)
            number += 1

    def _parts(self, node: Node, properties: Mapping[str, str]) -> _Flow:
        parts = _Flow()
        for name, property in properties.items():
            for value in self._values(node, URIRef(property))[:1]:
                if isinstance(value, URIRef):
                    parts[name] = self._term(value)
                elif name in ("min_open", "max_open"):
                    parts[name] = str(value) == "true"
                else:
                    parts[name] = _Number(value) if name in ("min", "max") else str(value)
        return parts

    def _term(self, iri: URIRef) -> str:
        name = iri.removeprefix(RN)
        return name if name != str(iri) and _NAME.fullmatch(name) else self._short(iri)

    def _reference(self, node: Node) -> str:
        if node in self._norms and isinstance(node, URIRef):
            fragment = self._fragment(node)
            return fragment if fragment == str(node) else f"#{fragment}"
        return self._short(node)

    def _short(self, node: Node) -> str:
        name = node.removeprefix(ID) if isinstance(node, URIRef) else ""
        return f"id:{name}" if name and name != str(node) and _NAME.fullmatch(name) else str(node)


def _json(document: Mapping[str, Any]) -> str:
    def plain(value: Any) -> Any:
        if isinstance(value, _Number):
            return int(value) if re.fullmatch(r"-?(0|[1-9]\d{0,14})", value) else str(value)
        if isinstance(value, dict):
            return {key: plain(part) for key, part in value.items()}
        return [plain(item) for item in value] if isinstance(value, list) else value

    return json.dumps(plain(dict(document)), indent=2, ensure_ascii=False) + "\n"


def _yaml(document: Mapping[str, Any]) -> str:
    lines = []
    for key, value in document.items():
        if key != "norms":
            lines += _block(key, value, "")
        elif not value:
            lines.append("norms: []")
        else:
            lines.append("norms:")
            for norm in value:
                entries = [line for name, part in norm.items() for line in _block(name, part, "    ")]
                lines += [f"  - {entries[0].lstrip()}", *entries[1:]]
    return "\n".join(lines) + "\n"


def _block(key: str, value: Any, indent: str) -> list[str]:
    line = f"{indent}{key}: {_inline(value, plain=_PLAIN_OUTSIDE_LISTS)}"
    if isinstance(value, list) and len(line) > _WIDTH:
        return [f"{indent}{key}:", *(f"{indent}  - {_inline(item)}" for item in value)]
    return [line]


def _inline(value: Any, *, plain: re.Pattern[str] = _PLAIN) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_inline(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, _Number) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return str(value)
    text = str(value)
    if _PLAIN_ANYWHERE.fullmatch(text) or (plain.fullmatch(text) and text.casefold() not in _NOT_PLAIN):
        return text
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
