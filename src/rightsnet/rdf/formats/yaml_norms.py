"""Proposals in the authoring format, read from YAML into a graph in which every triple knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Protocol
from urllib.parse import quote

from rdflib import RDF, Literal, URIRef
from rdflib.term import IdentifiedNode, Node

from rightsnet.errors import InputError, Location
from rightsnet.model.names import PREFIXES, local_name, rn
from rightsnet.rdf.formats import literals
from rightsnet.rdf.formats.json_tree import parse_json
from rightsnet.rdf.formats.keys import (
    BOUND_KEYS,
    BOUND_NAMES,
    HEAD_ONLY,
    KEYS,
    LABEL,
    MODALITIES,
    MODES,
    OPERATORS,
    PROPOSAL_KEYS,
    WINDOW_KEYS,
    Form,
    Key,
)
from rightsnet.rdf.formats.naming import absolute, provision_names
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.tree import Entries, Items, Scalar, Value
from rightsnet.rdf.formats.yaml_tree import parse_yaml
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.spelling import alternatives, nearest, words

_FRAGMENT = re.compile(r"(?:[\w.~!$&'()*+,;=@/?-]|%[0-9A-Fa-f]{2})+")
_NOT_YET = ("baseline", "landscape")
_TITLE = PREFIXES["dct"] + "title"
_CLASS, _EQUIVALENT = (URIRef(PREFIXES["owl"] + name) for name in ("Class", "equivalentClass"))

Given = Mapping[str, tuple[Scalar, Value]]
"""Keys by name, each with where it stands and its value."""


class Terms(Protocol):
    """What gives the IRI of a term or a citation; a `rightsnet.rdf.vocabulary.Vocabulary` does."""

    def resolve(self, text: str, kind: str | tuple[str, ...], location: Location | None = None) -> str:
        """Return the IRI of the term that an author names."""

    def reference(self, text: str, location: Location | None = None) -> str:
        """Return the IRI of the norm, provision or instrument that an author cites."""


def read(source: Source, terms: Terms, *, json: bool = False) -> LocatedGraph:
    r"""Return what a proposal says.

    Args:
        source: the file.
        terms: what resolves the names that the file uses.
        json: whether the file is JSON; then it must be JSON throughout.

    Raises:
        InputError: for what is not YAML, an unknown key or term, or a value of the wrong form, with its location.

    >>> from rightsnet.rdf.facts import Facts
    >>> from rightsnet.rdf.vocabulary import Vocabulary
    >>> empty = Vocabulary(Facts())
    >>> bill = read(Source("bill.yaml", "proposal: A bill\nnorms: [{id: s1, modality: duty}]"), empty)
    >>> str(bill.location(URIRef("urn:rightsnet:bill#s1"), RDF.type))
    'bill.yaml:2:28'
    >>> read(Source("bill.yaml", "proposal: A bill\nnorms: [{id: s1, modality: must}]"), empty)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    rightsnet.errors.InputError: bill.yaml:2:28: “must” is not a modality. Write obligation, ...
    """
    return _Proposal(source, terms).read(parse_json(source) if json else parse_yaml(source))


class _Proposal:
    """One reading of one file."""

    def __init__(self, source: Source, terms: Terms) -> None:
        self._source = source
        self._terms = terms
        self._located = source.graph()
        self._base = f"urn:rightsnet:{quote(PurePath(source.name).stem.strip('<>-') or 'stdin', safe='')}"
        self._language: str | None = None
        self._title = ""
        self._norms: dict[str, Location] = {}
        self._provisions: dict[str, str] = {}
        self._minted: dict[str, str] = {}

    def read(self, root: Value) -> LocatedGraph:
        head, norms = self._parts(root)
        self._read_identity(head)
        named = self._named(norms)
        self._provisions = provision_names([*_locators(head), *(text for _, own in named for text in _locators(own))])
        document = URIRef(self._base)
        if not _stand_alone(head):
            self._read_head(document, head)
        inherited = {name: given for name, given in head.items() if name not in (*HEAD_ONLY, "label")}
        for norm, own in named:
            location = self._norms[str(norm)]
            if not _stand_alone(head):
                self._add(document, rn("norms"), norm, location)
            self._read_norm(norm, {**inherited, **own}, location)
        return self._located

    def _parts(self, root: Value) -> tuple[Given, Value | None]:
        if not isinstance(root, Entries):
            raise InputError("A proposal begins with a key such as “proposal:”.", root.location)
        head = _given(root)
        for name in _NOT_YET:
            if name in head:
                raise InputError(
                    f"A document that begins with “{name}:” is not supported yet.",
                    head[name][0].location,
                    help="Only proposals are read.",
                )
        if "proposal" not in head and "norms" not in head:
            raise InputError(
                "This is no proposal: it has neither “proposal:” nor “norms:” at its top.",
                self._source.whole(),
                help="Begin with “proposal: <title>”; `rightsnet new proposal` writes a commented file.",
            )
        self._refuse_unknown(head, (*HEAD_ONLY, *KEYS))
        return head, root.get("norms")

    def _read_identity(self, head: Given) -> None:
        if "id" in head and not _is_null(head["id"][1]):
            text, location = _text(head["id"])
            iri = absolute(text)
            if iri is None:
                raise InputError(
                    f"The id “{text}” of the document is not an absolute IRI.",
                    location,
                    help="Write one such as https://example.org/my-bill.",
                )
            base, _, fragment = iri.partition("#")
            if fragment:
                raise InputError(
                    "The id of the document has a fragment, but fragments name its norms.",
                    location,
                    help=f"Write {base}.",
                )
            self._base = base
        if "lang" in head and not _is_null(head["lang"][1]):
            text, location = _text(head["lang"])
            if not literals.LANGUAGE.fullmatch(text):
                raise InputError(f"“{text}” is not a language tag.", location, help="Write one such as en or pt-BR.")
            self._language = text
        for name in ("proposal", "label"):
            if name in head and not _is_null(head[name][1]) and not _stand_alone(head):
                self._title, _ = _text(head[name])

    def _named(self, norms: Value | None) -> list[tuple[URIRef, Given]]:
        if norms is None or _is_null(norms):
            return []
        if not isinstance(norms, Items):
            raise InputError("“norms” takes a list.", norms.location, help="Begin each norm with “- id: …”.")
        named: list[tuple[URIRef, Given]] = []
        for item in norms.items:
            if not isinstance(item, Entries):
                raise InputError("A norm is a mapping of keys.", item.location, help="Begin it with “- id: …”.")
            own = _given(item)
            for name in own:
                if name in HEAD_ONLY and name != "id":
                    message = f"“{name}” belongs at the head of the document, not on a norm."
                    raise InputError(message, own[name][0].location)
            self._refuse_unknown(own, ("id", *KEYS))
            named.append((self._norm_name(item, own), own))
        return named

    def _norm_name(self, item: Entries, own: Given) -> URIRef:
        if "id" not in own or _is_null(own["id"][1]):
            raise InputError("This norm has no id.", item.location, help="Add one, such as “id: s4”.")
        text, location = _text(own["id"])
        iri = absolute(text)
        if iri is None:
            fragment = text.removeprefix("#")
            if not _FRAGMENT.fullmatch(fragment):
                raise InputError(
                    f"The id “{text}” cannot be part of an IRI.",
                    location,
                    help="Use letters, digits, hyphens, dots and parentheses.",
                )
            iri = f"{self._base}#{fragment}"
        if iri in self._norms:
            first = self._norms[iri].line
            message = f"The norms on line {first} and on line {location.line} have the same id “{text}”."
            raise InputError(message, location, help="Give one of them another id.")
        self._norms[iri] = location
        return URIRef(iri)

    def _refuse_unknown(self, given: Given, known: Sequence[str]) -> None:
        for name, (key, _) in given.items():
            if name not in known:
                raise InputError(f"Unknown key “{name}”.", key.location, help=nearest(name, known))

    def _read_head(self, document: URIRef, head: Given) -> None:
        start = self._source.at(0) if "proposal" not in head else head["proposal"][1].location
        self._add(document, RDF.type, URIRef(rn("Proposal")), head["id"][1].location if "id" in head else start)
        if "proposal" in head:
            text, location = _text(head["proposal"])
            self._add(document, _TITLE, self._prose(text), location)
        for name in PROPOSAL_KEYS:
            if name in head:
                self._read_key(document, KEYS[name], head[name])

    def _read_norm(self, norm: URIRef, given: Given, location: Location) -> None:
        if "modality" not in given or _is_null(given["modality"][1]):
            self._add(norm, RDF.type, URIRef(rn("Norm")), location)
        for name, key in KEYS.items():
            if name in given:
                self._read_key(norm, key, given[name])

    def _read_key(self, subject: URIRef, key: Key, given: tuple[Scalar, Value]) -> None:
        value = given[1]
        if _is_null(value):
            return
        match key.form:
            case Form.MODALITY:
                word = self._choice(given, tuple(MODALITIES), "a modality")
                self._add(subject, key.property, URIRef(MODALITIES[word]), value.location)
            case Form.TERM:
                self._add_term(subject, key.property, given, key.kinds)
            case Form.EXPRESSION:
                self._read_expression(subject, key, value)
            case Form.TERMS:
                for item in _listed(key, value):
                    self._add_term(subject, key.property, (given[0], item), key.kinds)
            case Form.REFERENCES:
                for item in _listed(key, value):
                    text, location = _text((given[0], item))
                    self._add(subject, key.property, URIRef(self._reference(text, location)), location)
            case Form.PROVISION:
                self._read_provision(subject, given)
            case Form.PROSE | Form.TEXT:
                text, location = _text(given)
                literal = self._prose(text) if key.form is Form.PROSE else Literal(text)
                self._add(subject, key.property, literal, location)
            case Form.CHOICE:
                word = self._choice(given, key.choices, f"a word for {key.name}")
                self._add(subject, key.property, Literal(word), value.location)
            case Form.FLAG:
                self._add_flag(subject, key.property, given)
            case Form.PERIOD:
                parts = self._mapping(given, key.form.value, ("from", "until"))
                for name, property in (("from", rn("validFrom")), ("until", rn("validUntil"))):
                    if name in parts:
                        self._add_literal(subject, property, parts[name], "date")
            case Form.WINDOW:
                self._read_window(subject, key, given)
            case Form.BOUNDS:
                self._read_bounds(subject, key, given)

    def _read_expression(self, norm: URIRef, key: Key, value: Value) -> None:
        if isinstance(value, Items):
            raise InputError(
                f"“{key.name}” takes one term; of a list it is not clear whether any or all are meant.",
                value.location,
                help="Write {any_of: […]} or {all_of: […]}.",
            )
        if isinstance(value, Scalar):
            self._add(norm, key.property, self._term(value, key), value.location)
            return
        operator, members = self._operands(value, key)
        if operator == "any_of" and len(members) == 1:
            self._read_expression(norm, key, members[0])
            return
        name = self._mint(f"{norm}-{key.name}", f"the {key.name} of “{local_name(norm)}”", value.location)
        self._add(norm, key.property, name, value.location)
        self._add(name, RDF.type, _CLASS, value.location)
        node, label = self._expression(value, key)
        self._add(name, LABEL, Literal(label, lang="en"), value.location)
        self._add(name, _EQUIVALENT, node, value.location)

    def _expression(self, value: Value, key: Key) -> tuple[IdentifiedNode, str]:
        """Return the node of a class expression and what it says in words."""
        if isinstance(value, Scalar):
            term = self._term(value, key)
            return term, words(local_name(term))
        operator, members = self._operands(value, key)
        node = self._source.blank()
        self._add(node, RDF.type, _CLASS, value.location)
        parts = [self._expression(member, key) for member in members]
        labels = [
            label if isinstance(member, Scalar) else f"({label})"
            for member, (_, label) in zip(members, parts, strict=True)
        ]
        if operator == "not":
            self._add(node, OPERATORS[operator], parts[0][0], value.location)
            return node, f"not {labels[0]}"
        cells: list[IdentifiedNode] = [*(self._source.blank() for _ in parts), RDF.nil]
        self._add(node, OPERATORS[operator], cells[0], value.location)
        for member, (item, _), cell, rest in zip(members, parts, cells[:-1], cells[1:], strict=True):
            self._add(cell, RDF.first, item, member.location)
            self._add(cell, RDF.rest, rest, value.location)
        return node, alternatives(labels) if operator == "any_of" else " that is also ".join(labels)

    def _operands(self, value: Value, key: Key) -> tuple[str, Sequence[Value]]:
        if not isinstance(value, Entries) or len(value.entries) != 1 or value.entries[0][0].text not in OPERATORS:
            raise InputError(f"“{key.name}” takes {key.form.value}.", value.location)
        operator, operand = value.entries[0]
        if operator.text == "not":
            members: Sequence[Value] = (operand,)
        elif isinstance(operand, Items):
            members = operand.items
        else:
            raise InputError(f"“{operator.text}” takes a list of terms.", operand.location)
        if not members:
            raise InputError(f"“{operator.text}” has no terms.", operand.location)
        for member in members:
            if isinstance(member, Items):
                raise InputError("A list cannot stand for a term.", member.location, help="Write {any_of: […]}.")
        return operator.text, members

    def _read_provision(self, norm: URIRef, given: tuple[Scalar, Value]) -> None:
        text, location = _text(given)
        iri = absolute(text)
        if iri is not None:
            self._add(norm, rn("provision"), URIRef(iri), location)
            return
        name = self._mint(f"{self._base}#{self._provisions[text]}", f"the provision “{text}”", location)
        self._add(norm, rn("provision"), name, location)
        self._add(name, RDF.type, URIRef(rn("Provision")), location)
        self._add(name, rn("locator"), Literal(text), location)
        self._add(name, LABEL, Literal(f"{self._title} {text}".strip()), location)
        self._add(name, rn("instrument"), URIRef(self._base), location)

    def _read_window(self, norm: URIRef, key: Key, given: tuple[Scalar, Value]) -> None:
        parts = self._mapping(given, key.form.value, WINDOW_KEYS)
        node = self._mint(f"{norm}-window", f"the window of “{local_name(norm)}”", given[1].location)
        self._add(norm, key.property, node, given[1].location)
        for name in ("from", "until"):
            if name in parts:
                self._add_literal(node, rn(name), parts[name], "duration")
        if "after" in parts:
            self._add_term(node, rn("after"), parts["after"], ("circumstance",))
        if "mode" in parts:
            word = self._choice(parts["mode"], MODES, "a mode")
            self._add(node, rn("mode"), Literal(word), parts["mode"][1].location)

    def _read_bounds(self, norm: URIRef, key: Key, given: tuple[Scalar, Value]) -> None:
        noun = BOUND_NAMES[key.name]
        for number, item in enumerate(_listed(key, given[1]), 1):
            parts = self._mapping((given[0], item), key.form.value, tuple(BOUND_KEYS))
            owner = f"the {noun} {number} of “{local_name(norm)}”"
            node = self._mint(f"{norm}-{noun}-{number}", owner, item.location)
            self._add(norm, key.property, node, item.location)
            for name, part in parts.items():
                if name == "measure":
                    self._add_term(node, BOUND_KEYS[name], part, ("measure",))
                elif name in ("min", "max"):
                    self._add_literal(node, BOUND_KEYS[name], part, "decimal")
                else:
                    self._add_flag(node, BOUND_KEYS[name], part)

    def _mapping(self, given: tuple[Scalar, Value], form: str, known: Sequence[str]) -> Given:
        key, value = given
        if not isinstance(value, Entries):
            raise InputError(f"“{key.text}” takes {form}.", value.location)
        parts = _given(value)
        self._refuse_unknown(parts, known)
        return {name: part for name, part in parts.items() if not _is_null(part[1])}

    def _choice(self, given: tuple[Scalar, Value], choices: Sequence[str], what: str) -> str:
        text, location = _text(given)
        if text.casefold() not in choices:
            help = f"Write {alternatives(choices)}."
            raise InputError(f"“{text}” is not {what}.", location, help=help)
        return text.casefold()

    def _term(self, value: Scalar, key: Key) -> URIRef:
        text, location = _text((Scalar(key.name, "str", value.location), value))
        return URIRef(self._terms.resolve(text, key.kinds, location))

    def _reference(self, text: str, location: Location) -> str:
        fragment = text.removeprefix("#")
        if f"{self._base}#{fragment}" in self._norms:
            return f"{self._base}#{fragment}"
        if text.startswith("#"):
            known = [local_name(norm) for norm in self._norms]
            raise InputError(f"This document has no norm “{fragment}”.", location, help=nearest(fragment, known))
        return self._terms.reference(text, location)

    def _add_term(self, subject: URIRef, property: str, given: tuple[Scalar, Value], kinds: tuple[str, ...]) -> None:
        text, location = _text(given)
        self._add(subject, property, URIRef(self._terms.resolve(text, kinds, location)), location)

    def _add_literal(self, subject: URIRef, property: str, given: tuple[Scalar, Value], datatype: str) -> None:
        text, location = _text(given)
        if datatype == "decimal":
            number = literals.decimal(text)
            if number is None:
                raise InputError(f"“{text}” is not a number.", location, help="Write digits, such as 45000000 or 0.5.")
            text = number
        wrong = literals.fault(text, literals.XSD + datatype)
        if wrong is not None:
            raise InputError(wrong[0], location, help=wrong[1])
        self._add(subject, property, literals.typed(text, literals.XSD + datatype), location)

    def _add_flag(self, subject: URIRef, property: str, given: tuple[Scalar, Value]) -> None:
        key, value = given
        if not isinstance(value, Scalar) or value.kind != "bool":
            raise InputError(f"“{key.text}” takes true or false.", value.location)
        self._add(subject, property, literals.typed(value.text.lower(), literals.XSD + "boolean"), value.location)

    def _add(self, subject: Node, property: str, value: Node, location: Location) -> None:
        triple = (subject, URIRef(property), value)
        self._located.graph.add(triple)
        self._located.locations.setdefault(triple, location)

    def _mint(self, iri: str, owner: str, location: Location) -> URIRef:
        """Return the IRI of something that belongs to a norm, which nothing else may have."""
        taken = self._minted.setdefault(iri, owner)
        if iri in self._norms:
            message = f"The id “{local_name(iri)}” is needed for {owner}."
            raise InputError(message, self._norms[iri], help="Give the norm another id.")
        if taken != owner:
            message = f"The id “{local_name(iri)}” would name both {taken} and {owner}."
            raise InputError(message, location, help="Give the norm another id.")
        return URIRef(iri)

    def _prose(self, text: str) -> Literal:
        return Literal(text, lang=self._language)


def _given(value: Entries) -> dict[str, tuple[Scalar, Value]]:
    return {key.text: (key, part) for key, part in value.entries}


def _stand_alone(head: Given) -> bool:
    """Say whether the norms are expressly those of no proposal."""
    return "proposal" in head and _is_null(head["proposal"][1])


def _is_null(value: Value) -> bool:
    return isinstance(value, Scalar) and value.kind == "null"


def _text(given: tuple[Scalar, Value]) -> tuple[str, Location]:
    """Return a value as it was written."""
    key, value = given
    if not isinstance(value, Scalar):
        found = "a list" if isinstance(value, Items) else "a mapping"
        raise InputError(f"“{key.text}” takes a single value here, not {found}.", value.location)
    if value.kind == "bool":
        help = "Put it in quotation marks if the word is meant."
        raise InputError(f"“{key.text}” does not take {value.text}.", value.location, help=help)
    if not value.text.strip():
        raise InputError(f"“{key.text}” is empty.", value.location, help="Fill it in, or leave the key out.")
    return value.text, value.location


def _listed(key: Key, value: Value) -> Sequence[Value]:
    """Return the members of a list; a single value is a list of one."""
    members = value.items if isinstance(value, Items) else (value,)
    for member in members:
        if _is_null(member):
            raise InputError(f"The list of “{key.name}” has an empty place.", member.location)
    return members


def _locators(given: Given) -> Iterator[str]:
    if "provision" in given:
        value = given["provision"][1]
        if isinstance(value, Scalar) and value.kind != "null" and absolute(value.text) is None:
            yield value.text
