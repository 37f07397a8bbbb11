"""JSON-LD: the place of every value, the packaged context, and that nothing is ever fetched."""

import json
import socket

import pytest
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from rdf.reading import end, refused
from rightsnet.rdf.formats import jsonld, jsonld_writer
from rightsnet.rdf.formats.keys import BOUND_KEYS, KEYS, WINDOW_KEYS, Form
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.vocabulary import Vocabulary

BILL = """\
{
  "@context": "https://w3id.org/rightsnet/ns/context.jsonld",
  "@graph": [
    {"id": "https://example.org/b", "type": "Proposal", "title": "A bill",
     "norms": ["https://example.org/b#s1",
               "https://example.org/b#s2"]},
    {"id": "https://example.org/b#s1", "type": "Duty",
     "bearer": "OnlinePlatform",
     "validFrom": "2027-04-01",
     "text": {"@value": "Ho.", "@language": "en"},
     "window": {
       "until": "PT60M"
     },
     "limits": [{"min": 6.5, "minOpen": true},
       {"max": 7}],
     "areas": ["Security",
       "Education"],
     "viaTransposition": false}
  ]
}
"""


def stands(text: str) -> list[tuple[str, str]]:
    """Return every triple of a text, shortened, after the place where it stands."""
    found = jsonld.read(Source("b.jsonld", text)).locations
    return [
        (f"{place.line}:{place.column}", " ".join(map(end, triple)))
        for triple, place in sorted(found.items(), key=lambda item: item[1])
    ]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to use the network fail."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("The network was used.")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("offline")
def test_a_value_stands_where_it_begins() -> None:
    typed = "^^<http://www.w3.org/2001/XMLSchema#"
    assert stands(BILL) == [
        ("4:45", "b type Proposal"),
        ("4:66", 'b title "A bill"'),
        ("5:16", "b norms s1"),
        ("6:16", "b norms s2"),
        ("7:48", "s1 type Duty"),
        ("8:16", "s1 bearer OnlinePlatform"),
        ("9:19", f's1 validFrom "2027-04-01"{typed}date>'),
        ("10:14", 's1 text "Ho."@en'),
        ("11:16", "s1 window _"),
        ("12:17", f'_ until "PT60M"{typed}duration>'),
        ("14:17", "s1 limits _"),
        ("14:25", f'_ min "6.5"{typed}decimal>'),
        ("14:41", f'_ minOpen "true"{typed}boolean>'),
        ("15:8", "s1 limits _"),
        ("15:16", f'_ max "7"{typed}decimal>'),
        ("16:16", "s1 areas Security"),
        ("17:8", "s1 areas Education"),
        ("18:26", f's1 viaTransposition "false"{typed}boolean>'),
    ]


def test_values_in_lists_sets_and_maps_stand_where_they_begin() -> None:
    text = """\
{"@context": {"@vocab": "urn:v/", "list": {"@container": "@list"}, "byLanguage": {"@container": "@language"}},
 "@id": "urn:a",
 "list": ["x",
   true, 3],
 "plain": {"@list": [
   ["y"], {"@id": "urn:z"}]},
 "empty": {"@list": []},
 "set": {"@set": ["p",
   7]},
 "byLanguage": {"en": "yes",
   "fr": ["oui",
     "si"]},
 "@reverse": {"knows":
   {"@id": "urn:c", "n": [1,
     1.5, 1]}}}
"""
    typed = "^^<http://www.w3.org/2001/XMLSchema#"
    assert sorted(stands(text)) == sorted(
        [
            ("3:10", "urn:a list _"),
            ("3:10", "_ rest _"),
            ("3:10", "_ rest _"),
            ("3:10", "_ rest nil"),
            ("3:11", '_ first "x"'),
            ("4:4", f'_ first "true"{typed}boolean>'),
            ("4:10", f'_ first "3"{typed}integer>'),
            ("5:11", "urn:a plain _"),
            ("5:21", "_ rest _"),
            ("5:21", "_ rest nil"),
            ("6:4", "_ first _"),
            ("6:4", "_ rest nil"),
            ("6:5", '_ first "y"'),
            ("6:11", "_ first urn:z"),
            ("7:11", "urn:a empty nil"),
            ("8:19", 'urn:a set "p"'),
            ("9:4", f'urn:a set "7"{typed}integer>'),
            ("10:23", 'urn:a byLanguage "yes"@en'),
            ("11:11", 'urn:a byLanguage "oui"@fr'),
            ("12:6", 'urn:a byLanguage "si"@fr'),
            ("14:4", "urn:c knows urn:a"),
            ("14:27", f'urn:c n "1"{typed}integer>'),
            ("15:6", f'urn:c n "1.5"{typed}double>'),
        ]
    )


@pytest.mark.usefixtures("offline")
def test_our_context_has_two_names() -> None:
    for name in ("https://w3id.org/rightsnet/ns/context.jsonld", "https://w3id.org/rightsnet/ns"):
        text = json.dumps({"@context": [name, {"ex": "https://example.org/"}], "id": "ex:a", "bearer": "rn:State"})
        assert stands(text)[0][1] == "a bearer State"


def test_our_context_types_every_key_of_the_authoring_format() -> None:
    context = jsonld.packaged_context()
    kinds = {
        Form.PERIOD: "xsd:date",
        Form.FLAG: "xsd:boolean",
        Form.PROSE: None,
        Form.TEXT: None,
        Form.CHOICE: None,
    }
    for key in KEYS.values():
        if key.form is not Form.MODALITY:
            name = key.property.rsplit("#", 1)[-1]
            assert context[name].get("@type") == kinds.get(key.form, "@vocab"), name
    assert {*WINDOW_KEYS, *(iri.rsplit("#", 1)[-1] for iri in BOUND_KEYS.values())} <= set(context)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"@context":\n ["https://schema.org/"], "@id": "urn:a"}',
            "2:3: The context <https://schema.org/> would have to be fetched, and rightsnet fetches nothing. "
            "Put its contents into the file, or refer to https://w3id.org/rightsnet/ns/context.jsonld.",
        ),
        (
            '{"@context": {"@import": "https://w3id.org/rightsnet/ns/context.jsonld"}}',
            "1:26: The context <https://w3id.org/rightsnet/ns/context.jsonld> would have to be fetched, "
            "and rightsnet fetches nothing. "
            "Put its contents into the file, or refer to https://w3id.org/rightsnet/ns/context.jsonld.",
        ),
        (
            '{"@context": {"a": {"@id": "urn:b", "@context": "c.jsonld"}}}',
            "1:49: The context <c.jsonld> would have to be fetched, and rightsnet fetches nothing. "
            "Put its contents into the file, or refer to https://w3id.org/rightsnet/ns/context.jsonld.",
        ),
        ('{"@id": "urn:a",}', "1:17: This is not JSON: expecting property name enclosed in double quotes."),
        (
            '{"@id": "a",\n "urn:b": 1}',
            "1:9: “a” is not an absolute IRI. Write it in full, or add “@base” to the context.",
        ),
        (
            '{"@context": "https://w3id.org/rightsnet/ns", "id": "urn:a",\n "bearer": "online platform"}',
            "2:12: “https://w3id.org/rightsnet/ns#online platform” is not an absolute IRI. "
            "Write it in full, or add “@base” to the context.",
        ),
        (
            '{"@context": "https://w3id.org/rightsnet/ns", "id": "urn:a",\n "validFrom": "soon"}',
            "2:15: “soon” is not a date. Write it as 2027-04-01.",
        ),
        (
            '{"@id": "urn:a", "urn:b":\n {"@value": "x", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}}',
            "2:2: “x” is not a decimal number. Write digits, such as 45000000 or 0.5.",
        ),
        (
            '{"@id": "urn:a", "urn:b":\n {"@value": "x", "@language": "no language"}}',
            "2:2: “no language” is not a language tag. Write one such as en or pt-BR.",
        ),
        (
            '{"@id": "urn:a", "https://example.org/a|b":\n 3}',
            "2:2: “https://example.org/a|b” is not an absolute IRI. Write it in full, or add “@base” to the context.",
        ),
        (
            '{"@id": "urn:a", "urn:b":\n {"@value": "x", "@type": "urn:y z"}}',
            "2:2: “urn:y z” is not an absolute IRI. Write it in full, or add “@base” to the context.",
        ),
        (
            '{"@context": "https://w3id.org/rightsnet/ns", "id": "urn:a",\n "minOpen": 7}',
            "2:13: “7” is neither true nor false. Write true or false.",
        ),
        (
            '{"@context": "https://w3id.org/rightsnet/ns", "id": "urn:a",\n "max": true}',
            "2:9: “true” is not a decimal number. Write digits, such as 45000000 or 0.5.",
        ),
        (
            '{"@id": "urn:a", "@reverse": 3}',
            "1:1: This is JSON, but not JSON-LD that rightsnet can read: 'int' object has no attribute 'items'.",
        ),
        (
            '{"@id": "urn:a", "http://www.w3.org/2002/07/owl#imports": {"@id": "urn:b"}}',
            "1:59: The import of <urn:b> would have to be fetched, and rightsnet fetches nothing. "
            "Name the file on the command line with --ontology.",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_is_wrong(small: Vocabulary, text: str, message: str) -> None:
    assert refused(text, small, "b.jsonld") == f"b.jsonld:{message}"


def test_a_graph_is_written_with_the_names_of_our_context() -> None:
    graph = jsonld.read(Source("b.jsonld", BILL)).graph
    graph.add((URIRef("https://example.org/b#s2"), RDF.value, Literal("x", lang="en")))
    graph.add((BNode(), URIRef("urn:p"), Literal("1.50", datatype=XSD.decimal, normalize=False)))
    assert json.loads(jsonld_writer.write(graph)) == {
        "@context": "https://w3id.org/rightsnet/ns/context.jsonld",
        "@graph": [
            {
                "id": "https://example.org/b",
                "type": "Proposal",
                "title": "A bill",
                "norms": ["https://example.org/b#s1", "https://example.org/b#s2"],
            },
            {
                "id": "https://example.org/b#s1",
                "type": "Duty",
                "validFrom": "2027-04-01",
                "areas": ["Education", "Security"],
                "bearer": "OnlinePlatform",
                "window": {"until": "PT60M"},
                "limits": [{"max": 7}, {"min": "6.5", "minOpen": True}],
                "text": {"@value": "Ho.", "@language": "en"},
                "viaTransposition": False,
            },
            {"id": "https://example.org/b#s2", "rdf:value": {"@value": "x", "@language": "en"}},
            {"urn:p": {"@value": "1.50", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}},
        ],
    }


def test_every_kind_of_value_survives_under_every_kind_of_key() -> None:
    a, b = URIRef("https://example.org/a"), URIRef("https://w3id.org/rightsnet/ns#State")
    cell = BNode()
    graph = Graph()
    keys = ["rn:bearer", "rn:validFrom", "rn:min", "rn:minOpen", "rn:text", "owl:unionOf", "rn:other"]
    for key in keys:
        prefix, name = key.split(":")
        namespace = {"rn": "https://w3id.org/rightsnet/ns#", "owl": "http://www.w3.org/2002/07/owl#"}[prefix]
        for value in (
            a,
            b,
            cell,
            RDF.nil,
            Literal("State"),
            Literal("State", lang="en"),
            Literal("2027-04-01", datatype=XSD.date),
            Literal("6", datatype=XSD.decimal),
            Literal("6.0", datatype=XSD.decimal),
            Literal("6", datatype=XSD.integer),
            Literal("1e3", datatype=XSD.double, normalize=False),
            Literal("true", datatype=XSD.boolean),
            Literal("x", datatype=URIRef("urn:type")),
        ):
            graph.add((a, URIRef(namespace + name), value))
    graph.add((cell, RDF.first, Literal("State")))
    graph.add((cell, RDF.rest, RDF.nil))
    again = jsonld.read(Source("b.jsonld", jsonld_writer.write(graph))).graph
    assert isomorphic(again, graph)
