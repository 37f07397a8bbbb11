"""Turtle: the place of every object, what is refused, and what the writer makes of a graph."""

import random
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from rdf.reading import end, law_files, ontology_files, refused
from rightsnet.errors import InputError
from rightsnet.rdf import files
from rightsnet.rdf.formats import turtle, turtle_writer
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.vocabulary import Vocabulary

PREFIX = "@prefix : <https://example.org/b#> .\n"


def stands(text: str) -> list[tuple[str, str]]:
    """Return every triple of a text, shortened, after the place where it stands."""
    found = turtle.read(Source("b.ttl", PREFIX + text)).locations
    return [
        (f"{place.line}:{place.column}", " ".join(map(end, triple)))
        for triple, place in sorted(found.items(), key=lambda item: item[1])
    ]


def test_an_object_stands_where_it_begins() -> None:
    text = """\
:a :p :b , # a comment, with a comma
        :c ;
   :q 'x'@en
   ; :r
   3.50 ; a
     :Class .
"""
    assert stands(text) == [
        ("2:7", "a p b"),
        ("3:9", "a p c"),
        ("4:7", 'a q "x"@en'),
        ("6:4", 'a r "3.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("7:6", "a type Class"),
    ]


def test_a_literal_of_several_lines_moves_what_follows() -> None:
    assert stands(":a :p '''one\ntwo\r\nthree''' , :b .\n:c :p :d .") == [
        ("2:7", 'a p """one\ntwo\\r\nthree"""'),
        ("4:12", "a p b"),
        ("5:7", "c p d"),
    ]


def test_blank_nodes_and_lists_stand_where_they_open() -> None:
    text = """\
:a :p [ :q :v ;
        :r [ :s
             :t ] ] , (
  :x
  ( :y ) ) , () .
[] :p :z .
_:n :p _:n .
"""
    assert sorted(stands(text)) == sorted(
        [
            ("2:7", "a p _"),
            ("2:12", "_ q v"),
            ("3:12", "_ r _"),
            ("4:14", "_ s t"),
            ("4:23", "a p _"),
            ("5:3", "_ first x"),
            ("6:3", "_ first _"),
            ("6:3", "_ rest _"),
            ("6:5", "_ first y"),
            ("6:8", "_ rest nil"),
            ("6:10", "_ rest nil"),
            ("6:14", "a p nil"),
            ("7:7", "_ p z"),
            ("8:8", "_ p _"),
        ]
    )


class Script:
    """A random Turtle file that notes where it puts each object."""

    def __init__(self, choices: random.Random) -> None:
        self.text = PREFIX
        self.expected: dict[str, list[int]] = defaultdict(list)
        self._choices = choices
        self._number = 0

    def statement(self) -> None:
        self.text += f":s{self._next()}"
        self._properties(0)
        self._space()
        self.text += "."

    def _properties(self, depth: int) -> None:
        for number in range(self._choices.randint(1, 3)):
            self._space()
            self.text += ";" if number else ""
            self._space()
            predicate = f"p{self._next()}"
            self.text += f":{predicate} "
            for other in range(self._choices.randint(1, 3)):
                self.text += "," if other else ""
                self._space()
                self.expected[predicate].append(len(self.text))
                self._object(depth)

    def _object(self, depth: int) -> None:
        kinds = ("iri", "number", "string", "long") + (("node", "list") if depth < 3 else ())
        match self._choices.choice(kinds):
            case "iri":
                self.text += f":o{self._next()}"
            case "number":
                self.text += f"{self._next()} "
            case "string":
                self.text += f'"a # , ; . [ {self._next()} é 😀"@en'
            case "long":
                self.text += f"'''a\n\"b\" ;\r\n{self._next()}\\n'''"
            case "node":
                self.text += "["
                self._properties(depth + 1)
                self._space()
                self.text += "]"
            case "list":
                self.text += "("
                for number in range(self._choices.randint(1, 3)):
                    self._space()
                    self.expected["rest"].extend([len(self.text)] if number else [])
                    self.expected["first"].append(len(self.text))
                    self._object(depth + 1)
                self._space()
                self.expected["rest"].append(len(self.text))
                self.text += ")"

    def _space(self) -> None:
        self.text += self._choices.choice((" ", "\n", "\r\n  ", "\t", "\r", " # a ; comment .\n", "\n\n"))

    def _next(self) -> int:
        self._number += 1
        return self._number


@given(st.randoms(use_true_random=False))
def test_every_object_of_any_file_stands_where_it_begins(choices: random.Random) -> None:
    script = Script(choices)
    for _ in range(3):
        script.statement()
    source = Source("b.ttl", script.text)
    found = defaultdict(list)
    for (_, predicate, _), place in turtle.read(source).locations.items():
        found[end(predicate)].append(place)
    assert {key: sorted(value) for key, value in found.items()} == {
        key: sorted(map(source.at, value)) for key, value in script.expected.items()
    }


@pytest.mark.parametrize("path", [*ontology_files(), *law_files()], ids=lambda path: path.stem)
def test_the_shipped_files_are_read_as_rdflib_reads_them(path: str, small: Vocabulary) -> None:
    located = files.read(path, small)
    assert set(located.locations) == set(located.graph)
    assert len(located.graph) == len(Graph().parse(path, format="turtle"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (":a :b .", "2:7: This is not Turtle: “.” is not a valid RDF object."),
        (":a :b :c\n:d :e :f .", "3:1: This is not Turtle: the statement before this does not end with a dot."),
        ("ex:a :b :c .", "2:1: This is not Turtle: the prefix “ex:” is not declared."),
        (
            "<a> :b :c .",
            "2:1: This is not Turtle: a relative IRI needs a base; begin the file with “@base <https://…> .”.",
        ),
        (":a :b :c", "2:9: This is not Turtle: the file ends in the middle of a statement."),
        (":a :b [ :c :d .", "2:15: This is not Turtle: blank node property lists should end with a ']'."),
        (
            ':a :b "c\n" .',
            "2:9: This is not Turtle: Line jumps are not allowed in string literals, use \\n.",
        ),
        (
            ":a :b :c {| :d :e |} .",
            "2:10: This part of the file is Turtle that rightsnet does not read. "
            "Keep to RDF 1.1: no quoted triples, annotations or text directions.",
        ),
        (
            ':a :b :c ;\n  :from "2027-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .',
            "3:9: “2027-02-30” is not a date. Write it as 2027-04-01.",
        ),
        (
            ':a :b "one hour"^^<http://www.w3.org/2001/XMLSchema#duration> .',
            "2:7: “one hour” is not an ISO 8601 duration such as PT1H, P30D or P6M.",
        ),
        (
            ':a :b ( 1\n"yes"^^<http://www.w3.org/2001/XMLSchema#boolean> ) .',
            "3:1: “yes” is neither true nor false. Write true or false.",
        ),
        (
            ':a :b "1,5"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
            "2:7: “1,5” is not a decimal number. Write digits, such as 45000000 or 0.5.",
        ),
        (
            ':a :b "1.5"^^<http://www.w3.org/2001/XMLSchema#integer> .',
            "2:7: “1.5” is not a whole number. Write digits, such as 45000000.",
        ),
        (
            ":a a :B .\n:a <http://www.w3.org/2002/07/owl#imports>\n <https://example.org/other> .",
            "4:2: The import of <https://example.org/other> would have to be fetched, and rightsnet fetches nothing. "
            "Name the file on the command line with --ontology.",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_is_wrong(small: Vocabulary, text: str, message: str) -> None:
    assert refused(PREFIX + text, small, "b.ttl") == f"b.ttl:{message}"


def test_an_import_of_ours_needs_no_fetching(small: Vocabulary) -> None:
    text = f"{PREFIX}:a <{OWL.imports}> <https://w3id.org/rightsnet/ns/actors> ."
    assert len(files.read_text(text, "b.ttl", "turtle", small).graph) == 1


def test_a_file_may_declare_its_base() -> None:
    read = turtle.read(Source("b.ttl", "@base <https://example.org/x> .\n<#a> <y> </z> ."))
    assert [[str(node) for node in triple] for triple in read.graph] == [
        ["https://example.org/x#a", "https://example.org/y", "https://example.org/z"]
    ]


def test_the_characters_of_a_literal_are_kept() -> None:
    text = f'{PREFIX}:a :b "007"^^<{XSD.integer}> , "PT60M"^^<{XSD.duration}> , "x"^^<{XSD.string}> .'
    assert set(turtle.read(Source("b.ttl", text)).graph.objects()) == {
        Literal("007", datatype=XSD.integer, normalize=False),
        Literal("PT60M", datatype=XSD.duration, normalize=False),
        Literal("x"),
    }


WRITTEN = """\
@prefix : <https://example.org/b#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rn: <https://w3id.org/rightsnet/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://example.org/b> a rn:Proposal ;
    dct:title "A \\"bill\\"\\n"@en ;
    rn:norms :s2 , :s10 .

:s2 a rn:Duty ;
    rn:bearer rn:State ;
    rn:viaTransposition true ;
    :number 0.5 , "007"^^xsd:integer , -3 .

:s10 a rn:Power ;
    rn:window [ rn:from "PT0S"^^xsd:duration ;
        rn:until "PT1H"^^xsd:duration ] ;
    :list ( :x () [] ) , () .

[] a :Nobody .

_:b0 :knows [ :knows _:b0 ] , _:b0 .
"""


def test_a_graph_is_written_for_people_and_always_alike() -> None:
    graph = turtle.read(Source("b.ttl", WRITTEN)).graph
    once = turtle_writer.write(graph)
    triples = list(graph)
    random.Random(7).shuffle(triples)
    names: dict[Node, Node] = {node: BNode() for triple in triples for node in triple if isinstance(node, BNode)}
    again = Graph()
    for subject, predicate, value in triples:
        again.add((names.get(subject, subject), predicate, names.get(value, value)))
    assert turtle_writer.write(again) == once
    assert once == WRITTEN


def test_what_turtle_cannot_hold_is_refused() -> None:
    graph = Graph()
    graph.add((URIRef("https://example.org/a b"), RDF.type, OWL.Class))
    with pytest.raises(InputError) as raised:
        turtle_writer.write(graph)
    assert str(raised.value) == "“https://example.org/a b” is not an absolute IRI, so no file can hold it."


@pytest.mark.parametrize("path", [*ontology_files(), *law_files()], ids=lambda path: path.stem)
def test_the_shipped_files_survive_being_written(path: str, small: Vocabulary) -> None:
    graph = files.read(path, small).graph
    text = files.write(graph, "turtle")
    again = files.read_text(text, "again.ttl", "turtle", small).graph
    assert len(again) == len(graph)
    assert {triple for triple in again if not _has_blank(triple)} == {t for t in graph if not _has_blank(t)}
    assert files.write(again, "turtle") == text
    assert len(graph) > 4000 or isomorphic(again, graph)


def _has_blank(triple: tuple[object, ...]) -> bool:
    return any(isinstance(node, BNode) for node in triple)
