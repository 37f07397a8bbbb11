"""The authoring format as a JSON Schema, with which an editor completes, explains and checks what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, assert_never

from rightsnet._version import __version__
from rightsnet.model.names import ID, PREFIXES, local_name, rn
from rightsnet.rdf.facts import RDF_TYPE, Literal
from rightsnet.rdf.formats.keys import (
    BOUND_KEYS,
    HEAD_ONLY,
    KEYS,
    MODALITIES,
    MODES,
    OPERATORS,
    WINDOW_KEYS,
    Form,
    Key,
)
from rightsnet.rdf.schema_patterns import DAY, DURATION, FRAGMENT, IRI, LANGUAGE, NUMBER, SUBDIVISION, spellings
from rightsnet.rdf.spelling import words
from rightsnet.rdf.vocabulary import CLASSES, INDIVIDUALS, Term, Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_LABEL, _DEFINITION, _NOTATION = (
    PREFIXES["rdfs"] + "label",
    PREFIXES["skos"] + "definition",
    PREFIXES["skos"] + "notation",
)
_CODES = (rn("isoAlpha3"), rn("isoAlpha2"), rn("m49"), _NOTATION)

_OWN_WORDS: Mapping[str, str] = {
    "proposal": "The title of the proposal.",
    "id": "At the head, the IRI of the proposal; on a norm, a short name that no other norm of the document has.",
    "lang": "The language in which titles and paraphrases are written, such as en or pt-BR.",
    "label": "A short name, by which findings cite the proposal or the norm.",
    "modality": "Whether the act is owed, forbidden, permitted or exempted from a duty.",
    "any_of": "One of these terms, whichever.",
    "all_of": "What is all of these terms at once.",
    "not": "What is not that.",
}
"""What a key means that the ontology does not define."""


def schema(vocabulary: Vocabulary) -> Schema:
    """Return the JSON Schema of proposals in YAML and JSON.

    It allows exactly the keys that the reader knows, and what the ontology defines is said in the words of the ontology.
    Names are taken in any case and with any separators between their words. It is looser than the reader where only the
    reader can know: it takes every IRI, every citation and the code of every part of a country, and does not see that
    an id is given twice.

    Args:
        vocabulary: the terms that a proposal may use.

    >>> from rightsnet.rdf.facts import Facts
    >>> made = schema(Vocabulary(Facts()))
    >>> made["properties"]["bearer"], made["additionalProperties"]
    ({'$ref': '#/$defs/bearer_key'}, False)
    """
    return _Writer(vocabulary).document()


class _Writer:
    """Writes the schema for one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def document(self) -> Schema:
        own = {
            "proposal": _optional(_TEXT),
            "id": _optional({"type": "string", "pattern": IRI}),
            "lang": _optional({"type": "string", "pattern": LANGUAGE}),
            "norms": _optional({"type": "array", "items": {"$ref": "#/$defs/norm"}}),
        }
        keys = {name: {"$ref": f"#/$defs/{name}_key"} for name in KEYS}
        head = {name: {**self._said(name, rn("norms") if name == "norms" else ""), **own[name]} for name in HEAD_ONLY}
        return {
            "$schema": DIALECT,
            "$comment": f"Written by “rightsnet schema”, version {__version__}.",
            "title": "A proposal of norms for rightsnet",
            "description": "Every key of a norm may also stand at the head, where it holds for all norms.",
            "type": "object",
            "properties": {**head, **keys},
            "additionalProperties": False,
            "anyOf": [{"required": ["proposal"]}, {"required": ["norms"]}],
            "$defs": {**self._norm(keys), **self._keys(), **self._terms(), **self._values()},
        }

    def _norm(self, keys: Mapping[str, Schema]) -> Schema:
        name = {**self._said("id"), **_one_of({"type": "number"}, *_strings(FRAGMENT, IRI))}
        return {
            "norm": {
                "type": "object",
                "properties": {"id": name, **keys},
                "required": ["id"],
                "additionalProperties": False,
            }
        }

    def _keys(self) -> Schema:
        return {
            f"{name}_key": {**self._said(name, key.property, key.form), **_optional(self._value(key))}
            for name, key in KEYS.items()
        }

    def _terms(self) -> Schema:
        """Return the definitions of all kinds of terms and of the expressions that are made of them."""
        kinds = sorted({kind for key in KEYS.values() for kind in key.kinds} | {"circumstance", "measure"})
        built = sorted({key.kinds[0] for key in KEYS.values() if key.form is Form.EXPRESSION})
        return {
            **{_term(kind): self._kind(kind) for kind in kinds},
            **{_expression(kind): self._expression(kind) for kind in built},
        }

    def _value(self, key: Key) -> Schema:
        """Return what a key takes besides null."""
        match key.form:
            case Form.MODALITY:
                return _one_of(*self._modalities())
            case Form.TERM:
                return _one_of(*_references(map(_term, key.kinds)))
            case Form.TERMS:
                return _listed(*_references(map(_term, key.kinds)))
            case Form.EXPRESSION:
                return {"$ref": f"#/$defs/{_expression(key.kinds[0])}"}
            case Form.REFERENCES:
                return _listed({"$ref": "#/$defs/citation"})
            case Form.PROVISION:
                return {**_TEXT, "examples": ["s 4(1)"]}
            case Form.PROSE | Form.TEXT:
                return _TEXT
            case Form.CHOICE:
                return _one_of(*_choices(key.choices))
            case Form.FLAG:
                return {"type": "boolean"}
            case Form.PERIOD:
                day = {"$ref": "#/$defs/day"}
                return self._mapping({"from": (rn("validFrom"), day), "until": (rn("validUntil"), day)})
            case Form.WINDOW:
                return self._mapping({name: (rn(name), self._of_window(name)) for name in WINDOW_KEYS})
            case Form.BOUNDS:
                bound = self._mapping({name: (iri, _of_bound(name)) for name, iri in BOUND_KEYS.items()})
                return _listed({**bound, "required": ["measure"]})
            case _:
                assert_never(key.form)

    def _of_window(self, name: str) -> Schema:
        if name == "mode":
            return _one_of(*_choices(MODES))
        return {"$ref": f"#/$defs/{_term('circumstance') if name == 'after' else 'duration'}"}

    def _mapping(self, keys: Mapping[str, tuple[str, Schema]]) -> Schema:
        parts = {name: {**self._said(name, iri), **_optional(value)} for name, (iri, value) in keys.items()}
        return {"type": "object", "properties": parts, "additionalProperties": False}

    def _kind(self, kind: str) -> Schema:
        terms = self._of_kind(kind)
        known = [_constant(term.name, term.label, term.definition) for term in terms]
        others: list[Schema] = [{"type": "integer", "minimum": 1, "maximum": 999}] if kind == "place" else []
        patterns = [SUBDIVISION] if kind == "place" else []
        spelt = spellings(name for term in terms for name in self._names(term, kind))
        return _one_of(*known, *_strings(spelt, *patterns, IRI), *others)

    def _of_kind(self, kind: str) -> list[Term]:
        """Return the terms of a kind, each once; where individuals are wanted, not the classes that they are of."""
        top = (CLASSES | INDIVIDUALS)[kind]
        facts = self._vocabulary.facts
        found = {term.iri: term for _, term in self._vocabulary.tree(top)}
        if kind in INDIVIDUALS:
            found = {
                iri: term for iri, term in found.items() if not found.keys().isdisjoint(facts.names(iri, RDF_TYPE))
            }
        return sorted(found.values(), key=lambda term: term.name)

    def _names(self, term: Term, kind: str) -> Iterator[str]:
        """Yield the names under which the reader finds a term, with their words apart."""
        yield words(local_name(term.iri))
        yield local_name(term.iri)
        yield from (term.label, *term.synonyms)
        if kind == "place":
            codes = (value for key in _CODES for value in self._vocabulary.facts.values(term.iri, key))
            yield from (code.value for code in codes if isinstance(code, Literal))

    def _expression(self, kind: str) -> Schema:
        part = {"$ref": f"#/$defs/{_expression(kind)}"}
        several = {"type": "array", "items": part, "minItems": 1}
        operators = [
            {
                "type": "object",
                "properties": {name: {"description": _OWN_WORDS[name], **(part if name == "not" else several)}},
                "required": [name],
                "additionalProperties": False,
            }
            for name in OPERATORS
        ]
        return _one_of({"$ref": f"#/$defs/{_term(kind)}"}, *operators)

    def _modalities(self) -> Iterator[Schema]:
        facts = self._vocabulary.facts
        for word, iri in MODALITIES.items():
            yield _constant(word, self._vocabulary.label(iri), facts.text(iri, _DEFINITION))
        yield from _strings(spellings(MODALITIES))

    def _said(self, name: str, iri: str = "", form: Form | None = None) -> Schema:
        """Return the title and the description of a key."""
        facts = self._vocabulary.facts
        definition = facts.text(iri, _DEFINITION) or _OWN_WORDS.get(name, "")
        if name == "valid":
            definition = f"{definition} {facts.text(rn('validUntil'), _DEFINITION)}".strip()
        takes = f"Takes {form.value}." if form else ""
        said = {"title": facts.text(iri, _LABEL), "description": f"{definition} {takes}".strip()}
        return {key: text for key, text in said.items() if text}

    def _values(self) -> Schema:
        """Return the definitions of days, durations and citations."""
        law = self._vocabulary.law
        shipped = sorted({self._vocabulary.label(iri) for iri in law.instances(rn("Provision")) if iri.startswith(ID)})
        return {
            "day": {"type": "string", "pattern": DAY, "format": "date", "examples": ["2027-04-01"]},
            "duration": {"type": "string", "pattern": DURATION, "examples": ["PT1H", "P30D", "P6M"]},
            "citation": {**_TEXT, "examples": shipped},
        }


_TEXT: Schema = {"type": ["string", "number"], "pattern": r"\S"}
"""A text, which need not stand in quotation marks if it looks like a number."""


def _of_bound(name: str) -> Schema:
    if name == "measure":
        return {"$ref": f"#/$defs/{_term('measure')}"}
    return _one_of({"type": "number"}, *_strings(NUMBER)) if name in ("min", "max") else {"type": "boolean"}


def _choices(choices: Sequence[str]) -> Iterator[Schema]:
    yield from ({"const": word} for word in choices)
    yield from _strings(spellings(choices))


def _term(kind: str) -> str:
    return f"{kind.replace(' ', '_')}_term"


def _expression(kind: str) -> str:
    return f"{kind}_expression"


def _references(names: Iterable[str]) -> Iterator[Schema]:
    yield from ({"$ref": f"#/$defs/{name}"} for name in names)


def _constant(value: str, title: str, description: str) -> Schema:
    said = {"const": value, "title": title, "description": description}
    return {key: text for key, text in said.items() if text}


def _strings(*patterns: str) -> Iterator[Schema]:
    yield from ({"type": "string", "pattern": pattern} for pattern in patterns)


def _one_of(*schemas: Schema) -> Schema:
    """Return what one of some schemas takes, without a choice inside a choice."""
    parts = [part for each in schemas for part in (each["anyOf"] if each.keys() == {"anyOf"} else [each])]
    return parts[0] if len(parts) == 1 else {"anyOf": parts}


def _optional(value: Schema) -> Schema:
    return _one_of(value, {"type": "null"})


def _listed(*values: Schema) -> Schema:
    """Return a list of values; a single value is a list of one."""
    return _one_of(*values, {"type": "array", "items": _one_of(*values)})
