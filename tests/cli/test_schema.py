"""The JSON Schema of the authoring format allows what the reader reads, and refuses what it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regress
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cli.running import Command
from rightsnet import rules, session
from rightsnet.errors import InputError
from rightsnet.model.names import PREFIXES, rn
from rightsnet.rdf import files
from rightsnet.rdf.formats.keys import BOUND_KEYS, HEAD_ONLY, KEYS, MODALITIES, MODES, WINDOW_KEYS, Form, Key
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.tree import Entries, Items, Value
from rightsnet.rdf.formats.yaml_tree import parse_yaml
from rightsnet.rdf.schema import schema
from rightsnet.rdf.spelling import words
from rightsnet.rdf.vocabulary import CLASSES, INDIVIDUALS
from rightsnet.resources import folder

Document = dict[str, Any]

DEFINITION = PREFIXES["skos"] + "definition"
BASE: Document = {"proposal": "P", "id": "https://example.org/p"}
EXAMPLES = sorted(folder("examples").glob("*/proposal.yaml"))


@cache
def made() -> Document:
    return schema(session.vocabulary())


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(made(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def allows(document: object) -> bool:
    return validator().is_valid(document)


def reads(document: object) -> str:
    """Return why the reader refuses a document; empty if it reads it."""
    try:
        files.read_text(json.dumps(document), "bill.json", "json", session.vocabulary())
    except InputError as error:
        return str(error)
    return ""


def instance(value: Value) -> object:
    """Return a tree as an editor sees it: dates are text, as YAML 1.2 has no dates of its own."""
    if isinstance(value, Entries):
        return {key.text: instance(part) for key, part in value.entries}
    if isinstance(value, Items):
        return [instance(item) for item in value.items]
    return value.text if value.kind in ("str", "date") else json.loads(value.text.lower())


def norm(**keys: object) -> Document:
    return {**BASE, "norms": [{"id": "a", **keys}]}


def test_it_is_a_schema_of_a_reasonable_size_and_always_the_same(command: Command) -> None:
    Draft202012Validator.check_schema(made())
    run = command("schema")
    assert (run.status, run.err) == (0, "")
    assert json.loads(run.out) == made()
    assert command("schema").out == run.out
    assert 100_000 < len(run.out.encode()) < 600_000


def test_it_is_written_to_a_file_and_says_how_editors_find_it(command: Command, tmp_path: Path) -> None:
    run = command("schema", "--out", ".schema.json")
    line = "# yaml-language-server: $schema=.schema.json"
    assert (run.status, run.out, run.err) == (0, "", f"To use it, begin a proposal with the line: {line}\n")
    assert (tmp_path / ".schema.json").read_text(encoding="utf-8") == command("schema").out
    lost = command("schema", "--out", "gone/schema.json")
    assert (lost.status, lost.out) == (2, "")
    assert lost.err.startswith("error: gone/schema.json: The file cannot be written")


def test_terms_of_ones_own_are_completed_too(command: Command, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        "@prefix rn: <https://w3id.org/rightsnet/ns#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<https://example.org/t#Streamer> rdfs:subClassOf rn:Actor ; rdfs:label "Streamer"@en .\n',
        encoding="utf-8",
    )
    own = json.loads(command("schema", "--ontology", "own.ttl").out)
    added = [term for term in own["$defs"]["actor_term"]["anyOf"] if term not in made()["$defs"]["actor_term"]["anyOf"]]
    assert {"const": "https://example.org/t#Streamer", "title": "Streamer"} in added
    assert not allows(norm(bearer="Streamer"))
    assert Draft202012Validator(own).is_valid(norm(bearer="streamer"))


def test_the_keys_are_those_that_the_reader_accepts() -> None:
    """Every key that either side knows anywhere is put everywhere, and both must judge it alike."""
    definitions = made()["$defs"]
    everywhere = {*KEYS, *HEAD_ONLY, *WINDOW_KEYS, *BOUND_KEYS, "any_of", "poem", "Bearer", "legal-basis"}
    bounds = {"measure": "RetentionMonths"}
    places: dict[str, tuple[Document, Callable[[str], Document]]] = {
        "": (made()["properties"], lambda name: {**BASE, name: None}),
        "norm": (definitions["norm"]["properties"], lambda name: norm(**{name: None})),
        "valid": (_object(definitions["valid_key"]), lambda name: norm(valid={name: None})),
        "window": (_object(definitions["window_key"]), lambda name: norm(window={name: None})),
        "limits": (_object(definitions["limits_key"]), lambda name: norm(limits=[{**bounds, name: None}])),
        "conditions": (_object(definitions["conditions_key"]), lambda name: norm(conditions={**bounds, name: None})),
    }
    for where, (allowed, document) in places.items():
        assert allowed
        accepted = {
            name for name in everywhere | set(allowed) if not re.search("Unknown key|belongs", reads(document(name)))
        }
        assert set(allowed) == accepted, where
    # None of these objects takes what it does not list.
    assert [each for each in _objects(made()) if each["additionalProperties"] is not False] == []


def _objects(part: object) -> Iterator[Document]:
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for each in part.values():
            yield from _objects(each)
    elif isinstance(part, list):
        for each in part:
            yield from _objects(each)


def _object(part: Document) -> Document:
    """Return the properties of the one object among what a key takes."""
    found = [each for each in part["anyOf"] if each.get("type") == "object"]
    assert len(found) == 1
    properties: Document = found[0]["properties"]
    return properties


def test_keys_and_terms_are_explained_in_the_words_of_the_ontology() -> None:
    vocabulary = session.vocabulary()
    definitions = made()["$defs"]
    for name, key in KEYS.items():
        said = definitions[f"{name}_key"]["description"]
        defined = vocabulary.facts.text(key.property, DEFINITION)
        assert said.startswith(defined), name
        assert said.endswith(f"Takes {key.form.value}."), name
        assert defined or name in ("label", "modality"), name
    assert definitions["bearer_key"]["title"] == vocabulary.label(rn("bearer"))
    for kind in {kind for key in KEYS.values() for kind in key.kinds}:
        listed = {
            term["const"]: term for term in definitions[f"{kind.replace(' ', '_')}_term"]["anyOf"] if "const" in term
        }
        assert set(listed) == {vocabulary.term(iri).name for iri in _terms(kind)}, kind
        for term in map(vocabulary.term, _terms(kind)):
            assert listed[term.name] == {
                key: text
                for key, text in (("const", term.name), ("title", term.label), ("description", term.definition))
                if text
            }


def test_every_key_has_a_term_in_the_context_of_json_ld() -> None:
    context = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    known = {entry["@id"].replace("rn:", rn("")) for entry in context.values() if isinstance(entry, dict)}
    known |= {rn(""), PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"}
    assert {key.property for key in KEYS.values()} - known == set()


def test_patterns_are_those_of_ecmascript() -> None:
    found = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(made())))
    assert len(found) > 15
    for pattern in found:
        regress.Regex(json.loads(pattern), "u")


@cache
def _terms(kind: str) -> tuple[str, ...]:
    """Return the terms of a kind that a norm can name, found without the schema."""
    vocabulary = session.vocabulary()
    top = (CLASSES | INDIVIDUALS)[kind]
    below = {term.iri for _, term in vocabulary.tree(top)}
    if kind in CLASSES:
        return tuple(sorted(below))
    named = (set(vocabulary.facts.instances(group)) for group in below)
    return tuple(sorted(set.union(*named)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.parent.name))
def test_every_example_is_allowed(path: Path) -> None:
    document = instance(parse_yaml(Source(path.name, path.read_text(encoding="utf-8"))))
    assert [error.message[:200] for error in validator().iter_errors(document)] == []


def test_the_case_of_every_rule_is_allowed() -> None:
    cases = [case for rule in rules.collect() for case in (*rule.flags, *rule.clean)]
    assert len(cases) > 40
    for case in cases:
        norms = instance(parse_yaml(Source("case.yaml", case.norms)))
        assert [error.message[:200] for error in validator().iter_errors({**BASE, "norms": norms})] == [], case


prose = st.sampled_from(["s 4(1)", "x", "4", " a: b # c"]) | st.integers(0, 9)
dates = st.dates().map(str)
numbers = st.integers(-9, 10**20) | st.sampled_from(["1e3", "+7", "6.50", "-3"]) | st.sampled_from([0.5, 1.25])
durations = st.sampled_from(["PT0S", "PT60M", "P1W", "P400D", "P1Y2M3DT4H"])


def spellings(kind: str) -> st.SearchStrategy[str]:
    """Return the terms of a kind in the ways in which people write them."""
    vocabulary = session.vocabulary()

    def named(iri: str) -> st.SearchStrategy[str]:
        term = vocabulary.term(iri)
        name = st.sampled_from([words(term.name) if ":" not in term.name else term.label, term.label, *term.synonyms])
        style = st.sampled_from(
            [str.lower, str.upper, str.title, lambda text: text.replace(" ", "-"), lambda text: text.replace(" ", "_")]
        )
        return st.sampled_from([term.name, iri, f"<{iri}>", iri.replace(rn(""), "rn:")]) | st.builds(
            lambda n, s: s(n), name, style
        )

    codes = st.sampled_from(["GB-SCT", "de-by", "NO", "no", "276", "EU"]) if kind == "place" else st.nothing()
    return st.sampled_from(_terms(kind)).flatmap(named) | codes


def expressions(kind: str) -> st.SearchStrategy[Any]:
    return st.recursive(
        spellings(kind),
        lambda parts: st.one_of(
            st.lists(parts, min_size=1, max_size=3).map(lambda members: {"any_of": members}),
            st.lists(parts, min_size=1, max_size=3).map(lambda members: {"all_of": members}),
            parts.map(lambda part: {"not": part}),
        ),
        max_leaves=3,
    )


def one_or_several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return values | st.lists(values, max_size=2)


def values(key: Key) -> st.SearchStrategy[Any]:
    terms = st.one_of(*(spellings(kind) for kind in key.kinds))
    flags = st.none() | st.booleans()
    optional = {"min": numbers | st.none(), "max": numbers, "min_open": flags, "max_open": flags}
    match key.form:
        case Form.MODALITY:
            return st.sampled_from([*MODALITIES, "Duty", "POWER"])
        case Form.TERM:
            return terms
        case Form.TERMS:
            return one_or_several(terms)
        case Form.EXPRESSION:
            return expressions(key.kinds[0])
        case Form.REFERENCES:
            return one_or_several(st.sampled_from(["GDPR Article 17(1)", "id:dsa", "https://example.org/x#y"]))
        case Form.PROVISION | Form.PROSE | Form.TEXT:
            return prose
        case Form.CHOICE:
            return st.sampled_from([*key.choices, key.choices[0].upper()])
        case Form.FLAG:
            return st.booleans()
        case Form.PERIOD:
            return st.fixed_dictionaries({}, optional={"from": st.none() | dates, "until": dates})
        case Form.WINDOW:
            parts = {
                "from": durations,
                "until": durations,
                "after": spellings("circumstance"),
                "mode": st.sampled_from(MODES),
            }
            return st.fixed_dictionaries({}, optional=parts)
        case Form.BOUNDS:
            return one_or_several(st.fixed_dictionaries({"measure": spellings("measure")}, optional=optional))


keys = {name: st.none() | values(key) for name, key in KEYS.items()}
identity = {"lang": st.sampled_from(["fr", "pt-BR", None]), "proposal": st.none() | prose}
ids = st.sampled_from(["a", "#a", "s4(1)", "é", "https://example.org/x#1", 4, "urn:x:1"])


@st.composite
def proposals(draw: st.DrawFn) -> Document:
    """Return a proposal in the authoring format, with any keys anywhere."""
    head = draw(st.fixed_dictionaries({}, optional={**identity, **keys}))
    own = draw(st.fixed_dictionaries({"id": ids}, optional=keys))
    return {"id": "https://example.org/p", **head, "norms": [own]}


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(proposals())
def test_what_the_reader_reads_is_allowed(document: Document) -> None:
    assert reads(document) == ""
    assert [f"{error.json_path}: {error.instance}" for error in validator().iter_errors(document)] == []


def _at_the_norm(**given: object) -> dict[str, Document]:
    return {f"{name}: {value}": {name: value} for name, value in given.items()}


WRONG: dict[str, Document] = {
    **_at_the_norm(poem="x", proposal="P", norms=[], modality=["duty", "power"], bearer="Zebra", action="State"),
    **_at_the_norm(object=["IllegalContent"], counterparty={"any_of": []}, circumstance={"some_of": ["Always"]}),
    **_at_the_norm(text="  ", necessity=True, sanction=["a"], remedy={"a": 1}, provision=[4], note=False, label={}),
    **_at_the_norm(valid="2027-04-01", window="PT1H", limits="six", conditions=[6], areas=[None], aim="Fame"),
    **_at_the_norm(place="Atlantis", issuer="Zebra", rank="statue", status="half-way", force="strong", strength="weak"),
    **_at_the_norm(certainty="maybe", via_transposition="yes", exception_to=[["#a"]], subject_to={"a": "b"}),
    **_at_the_norm(obligation_kind="Zebra", safeguards=["Appeal", "Zebra"], id="a b"),
    "two modalities": {"modality": {"any_of": ["duty", "power"]}},
    "no modality": {"modality": "must"},
    "two operators": {"bearer": {"any_of": ["State"], "not": "State"}},
    "no list": {"bearer": {"any_of": "State"}},
    "a list of lists": {"bearer": {"any_of": [["State"]]}},
    "not several": {"bearer": {"not": ["State"]}},
    "an unknown term inside": {"bearer": {"any_of": ["State", {"not": "Zebra"}]}},
    "no such month": {"valid": {"from": "2027-13-01"}},
    "no such day": {"valid": {"until": "2027-02-30"}},
    "a date in words": {"valid": {"from": "1 April 2027"}},
    "a key of a period": {"valid": {"to": "2027-04-01"}},
    "no duration": {"window": {"until": "1 hour"}},
    "a number of hours": {"window": {"until": 24}},
    "half a duration": {"window": {"until": "PT"}},
    "no mode": {"window": {"mode": "sometimes"}},
    "no circumstance": {"window": {"after": "State"}},
    "no number": {"limits": [{"measure": "RetentionMonths", "max": "six"}]},
    "no flag": {"limits": [{"measure": "RetentionMonths", "max": 6, "max_open": "no"}]},
    "no measure": {"limits": [{"measure": "State", "max": 6}]},
    "a key of a bound": {"limits": [{"measure": "RetentionMonths", "exactly": 6}]},
}
WRONG_HEADS: dict[str, Document] = {
    "an unknown key": {"titel": "P"},
    "a relative id": {"id": "my-bill"},
    "no language": {"lang": "British English"},
    "a number for a language": {"lang": 12},
    "norms in a mapping": {"norms": {"id": "a"}},
    "norms in a word": {"norms": "s4"},
    "a norm that is a text": {"norms": ["s4"]},
    "a norm without an id": {"norms": [{"bearer": "State"}]},
    "a norm with an empty id": {"norms": [{"id": None}]},
    "an unknown term": {"place": "Atlantis"},
    "an empty title": {"proposal": ""},
    "a title that is a list": {"proposal": ["P"]},
}


@pytest.mark.parametrize("wrong", [*WRONG, *WRONG_HEADS])
def test_what_is_wrong_is_refused_by_both(wrong: str) -> None:
    document = norm(**{"id": "a", **WRONG[wrong]}) if wrong in WRONG else {**BASE, **WRONG_HEADS[wrong]}
    assert reads(document) != ""
    assert not allows(document)


@pytest.mark.parametrize("document", [[], "P", 4, None, {}, {"id": "https://example.org/p"}])
def test_what_is_no_proposal_is_refused_by_both(document: object) -> None:
    assert reads(document) != ""
    assert not allows(document)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(proposals(), st.sampled_from(sorted(WRONG)))
def test_one_mistake_in_any_proposal_is_refused_by_both(document: Document, wrong: str) -> None:
    broken = {**document, "norms": [{**document["norms"][0], **WRONG[wrong]}]}
    assert reads(broken) != ""
    assert not allows(broken)


def test_dates_have_the_form_of_dates_even_for_a_validator_that_knows_no_formats() -> None:
    plain = Draft202012Validator(made())
    days = ("2027-04-01", "2027-13-01", "2027-00-01", "2027-04-32", "27-04-01", "2027-02-30")
    assert [plain.is_valid(norm(valid={"from": day})) for day in days] == [True, False, False, False, False, True]


def test_where_the_schema_is_looser_than_the_reader() -> None:
    """What only the reader can know: which IRIs and citations there are, which ids are taken, which codes exist."""
    same = [{"id": "a"}, {"id": "a"}]
    documents = [
        norm(bearer="https://example.org/t#Streamer"),
        norm(exception_to="GDPR art. 1717"),
        norm(place="GB-ZZZ"),
        norm(place="004"),
        {**BASE, "norms": same},
    ]
    judged = [(allows(document), reads(document) == "") for document in documents]
    assert judged == [(True, False), (True, False), (True, False), (True, True), (True, False)]
