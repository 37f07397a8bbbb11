"""What is written in any format and read again is the same graph; what a format cannot say is refused."""

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from rightsnet.errors import InputError
from rightsnet.model.names import rn
from rightsnet.rdf import files
from rightsnet.rdf.formats.keys import KEYS, MODALITIES, Form, Key
from rightsnet.rdf.vocabulary import Vocabulary
from rightsnet.resources import folder

EXTENSIONS = {format: endings[0] for format, endings in files.FORMATS.items()}
BASE = "https://example.org/bill"
EXAMPLES = files.find([folder("examples")])

TERMS = {
    "actor": ["OnlinePlatform", "State", "hosting provider", "https://example.org/terms#Streamer"],
    "action": ["RemoveContent"],
    "object": ["TerroristContent"],
    "circumstance": ["NoticeReceived", "Always"],
    "right": ["Privacy"],
    "area": ["Security"],
    "aim": ["NationalSecurity"],
    "safeguard": ["Appeal"],
    "place": ["GBR", "NO", "EU", "GB-SCT"],
    "rank": ["statute", "NationalConstitution"],
    "status": ["proposed", "in-force"],
    "strength": ["BestEffort"],
    "force": ["NonBinding"],
    "obligation kind": ["Protect"],
}

prose = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).filter(
    lambda text: text.strip() != ""
)
dates = st.dates().map(str)
numbers = st.one_of(st.integers(-9, 10**20), st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str))
durations = st.sampled_from(["PT0S", "PT60M", "P1W", "P400D", "P1Y2M3DT4H"])
bounds = st.lists(
    st.fixed_dictionaries(
        {"measure": st.just("MonthlyActiveUsers")},
        optional={"min": numbers, "max": numbers, "min_open": st.booleans(), "max_open": st.booleans()},
    ),
    max_size=3,
)
windows = st.fixed_dictionaries(
    {},
    optional={
        "from": durations,
        "until": durations,
        "after": st.just("NoticeReceived"),
        "mode": st.sampled_from(["achievement", "maintenance"]),
    },
)
provisions = st.one_of(st.sampled_from(["s 4(1)", "s 4.1", "id:gdpr-17-1", "urn:x:y"]), prose)
references = st.lists(st.sampled_from(["s2", "#s10", "GDPR art. 17(1)", "https://example.org/x#y"]), max_size=3)


def expressions(kind: str) -> st.SearchStrategy[Any]:
    terms = st.sampled_from(TERMS[kind])
    return st.recursive(
        terms,
        lambda parts: st.one_of(
            st.lists(parts, min_size=1, max_size=3).map(lambda members: {"any_of": members}),
            st.lists(parts, min_size=1, max_size=3).map(lambda members: {"all_of": members}),
            parts.map(lambda part: {"not": part}),
        ),
        max_leaves=4,
    )


def values(key: Key) -> st.SearchStrategy[Any]:
    terms = st.sampled_from([term for kind in key.kinds for term in TERMS[kind]] or [""])
    return {
        Form.MODALITY: st.sampled_from(sorted(MODALITIES)),
        Form.TERM: terms,
        Form.EXPRESSION: expressions(key.kinds[0]) if key.form is Form.EXPRESSION else st.nothing(),
        Form.TERMS: st.lists(terms, max_size=2),
        Form.REFERENCES: references,
        Form.PROVISION: provisions,
        Form.PROSE: prose,
        Form.TEXT: prose,
        Form.CHOICE: st.sampled_from(key.choices or [""]),
        Form.FLAG: st.booleans(),
        Form.PERIOD: st.fixed_dictionaries({}, optional={"from": dates, "until": dates}),
        Form.WINDOW: windows,
        Form.BOUNDS: bounds,
    }[key.form]


keys = {name: st.none() | values(key) for name, key in KEYS.items()}
ids = st.lists(st.sampled_from(["s2", "s10", "s4(1)", "é", "https://example.org/x#1"]), unique=True, max_size=3)


@st.composite
def proposals(draw: st.DrawFn) -> dict[str, Any]:
    """Return a proposal in the authoring format, with any keys anywhere."""
    identity = {"proposal": st.none() | prose, "lang": st.sampled_from(["fr", "pt-BR"])}
    head = draw(st.fixed_dictionaries({}, optional={**identity, **keys}))
    names = ["s2", "s10", *[name for name in draw(ids) if name not in ("s2", "s10")]]
    norms = [{"id": name, **draw(st.fixed_dictionaries({}, optional=keys))} for name in names]
    return {"id": BASE, **head, "norms": norms}


nodes = st.one_of(
    st.sampled_from([BNode("a"), BNode("b"), BNode("c"), BNode("d"), RDF.nil]),
    st.sampled_from([URIRef(rn("State")), URIRef(f"{BASE}#s1"), URIRef("urn:x:1"), URIRef(rn("a.b/c"))]),
)
literals = st.one_of(
    prose.map(Literal),
    prose.map(lambda text: Literal(text, lang="en")),
    st.sampled_from(["1", "007", "-3", "1.50", "1e3", "true", "2027-04-01", "PT60M"]).flatmap(
        lambda text: st.sampled_from([XSD.token, URIRef("urn:type")]).map(lambda kind: Literal(text, datatype=kind))
    ),
    st.sampled_from([("7", XSD.integer), ("1.50", XSD.decimal), ("1", XSD.decimal), ("true", XSD.boolean)]).map(
        lambda pair: Literal(pair[0], datatype=pair[1], normalize=False)
    ),
)
properties = st.sampled_from(
    [RDF.type, RDF.first, RDF.rest, URIRef(rn("bearer")), URIRef(rn("min")), URIRef(rn("text")), URIRef("urn:p#q")]
)
graphs = st.lists(st.tuples(nodes, properties, nodes | literals), max_size=9)


def rewritten(graph: Graph, format: str, vocabulary: Vocabulary) -> Graph:
    text = files.write(graph, format)
    return files.read_text(text, f"again{EXTENSIONS[format]}", format, vocabulary).graph


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(proposals(), st.sampled_from(sorted(files.FORMATS)))
@example({"id": BASE, "norms": [{"id": "s2", "place": None}, {"id": "s10", "text": "a:\u2028b \x85\x7f#"}]}, "yaml")
@example({"id": BASE, "norms": [{"id": "s2", "text": " no "}, {"id": "s10", "text": "- x", "note": "null"}]}, "yaml")
def test_a_proposal_survives_every_pair_of_formats(small: Vocabulary, proposal: dict[str, Any], second: str) -> None:
    graph = files.read_text(json.dumps(proposal), "bill.json", "json", small).graph
    written = files.write(graph, second)
    for first in files.FORMATS:
        once = rewritten(graph, first, small)
        assert isomorphic(once, graph), first
        assert files.write(once, second) == written, first


@settings(max_examples=200, deadline=None)
@given(graphs)
def test_any_graph_survives_turtle_and_json_ld(small: Vocabulary, triples: list[tuple[Node, Node, Node]]) -> None:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    for format in ("turtle", "jsonld"):
        if len(graph):
            assert isomorphic(rewritten(graph, format, small), graph), format


@settings(max_examples=100, deadline=None)
@given(graphs)
def test_a_graph_is_refused_by_the_authoring_format_rather_than_cut(
    small: Vocabulary, triples: list[tuple[Node, Node, Node]]
) -> None:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    for format in ("yaml", "json"):
        try:
            again = rewritten(graph, format, small)
        except InputError:
            continue
        assert isomorphic(again, graph)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_example_survives_every_pair_of_formats(whole: Vocabulary, path: Any) -> None:
    graph = files.read(path, whole).graph
    for first, second in product(files.FORMATS, repeat=2):
        assert isomorphic(rewritten(rewritten(graph, first, whole), second, whole), graph), (first, second)


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (
            "ex:s a rn:Proposal ; rn:colour rn:Red .",
            "YAML cannot say “<https://example.org/s> rn:colour rn:Red”. Turtle can hold any graph.",
        ),
        (
            "ex:s a rn:Proposal . <https://example.org/s#a> a rn:Duty .",
            "In YAML the file would also say “<https://example.org/s> rn:norms <https://example.org/s#a>”. "
            "Turtle can hold any graph.",
        ),
        (
            "ex:s a rn:Proposal ; rn:place rn:GBR , rn:NOR .",
            "YAML cannot say “<https://example.org/s> rn:place rn:NOR”. Turtle can hold any graph.",
        ),
        (
            "ex:s a rn:Proposal ; rn:norms ex:a . ex:a a rn:Duty ; rn:window [ rn:until 'PT1H'^^xsd:duration ] .",
            "YAML cannot say “<https://example.org/a> rn:window […]”. Turtle can hold any graph.",
        ),
        (
            "ex:s a rn:Proposal . ex:t a rn:Proposal .",
            "One file holds one proposal, but <https://example.org/s> and <https://example.org/t> are two. "
            "Write them separately.",
        ),
        (
            "ex:s a rn:Proposal ; rn:norms ex:a . ex:a a rn:Duty ; rn:text 'Oui.'@fr , 'Yes.'@en .",
            'YAML cannot say “<https://example.org/a> rn:text "Yes."@en”. Turtle can hold any graph.',
        ),
    ],
)
def test_what_yaml_cannot_say_is_named(small: Vocabulary, turtle: str, message: str) -> None:
    prefixes = "".join(
        f"@prefix {name}: <{namespace}> .\n"
        for name, namespace in {"rn": rn(""), "ex": "https://example.org/", "xsd": str(XSD)}.items()
    )
    graph = files.read_text(prefixes + turtle, "a.ttl", "turtle", small).graph
    with pytest.raises(InputError) as raised:
        files.write(graph, "yaml")
    assert str(raised.value) == message


def test_norms_of_no_proposal_survive_too(small: Vocabulary) -> None:
    text = f"@prefix rn: <{rn('')}> .\n<{BASE}#a> a rn:Duty ; rn:bearer rn:State .\n<urn:x:b> a rn:Power .\n"
    graph = files.read_text(text, "a.ttl", "turtle", small).graph
    assert files.write(graph, "yaml") == (
        f"proposal: null\nid: {BASE}\nnorms:\n  - id: a\n    modality: duty\n    bearer: State\n"
        '  - id: "urn:x:b"\n    modality: power\n'
    )
    assert isomorphic(rewritten(graph, "yaml", small), graph)


def test_a_proposal_is_written_as_a_drafter_would_write_it(small: Vocabulary) -> None:
    text = """\
proposal: Safer Streams, a bill
id: https://example.org/bill
lang: en
label: SSB
issuer: GBR
place: GBR
valid: {from: 2027-04-01}
areas: [Security]
norms:
  - id: s2
    modality: duty
    bearer: {any_of: [OnlinePlatform, {not: State}]}
    window: {until: PT1H}
    limits: [{measure: MonthlyActiveUsers, max: 6.50, max_open: true}]
    provision: s 2
    text: "Note: within an hour."
  - id: s10
    place: NOR
    valid: {from: 2028-01-01, until: 2029-01-01}
    areas: null
    exception_to: ["#s2", https://example.org/other, id:gdpr-17-1]
"""
    graph = files.read_text(text, "a.yaml", "yaml", small).graph
    assert files.write(graph, "yaml") == text
