"""Of which kind a value is: what the shapes ask of the whole, a draft is asked before anything is compared with it."""

from __future__ import annotations

import pytest
from rdflib import SH, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from rightsnet import session
from rightsnet.errors import InputError
from rightsnet.model.names import local_name
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.formats import turtle
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.reading import read_knowledge
from rightsnet.rdf.shapes import predicates
from rightsnet.rdf.terms import AXES, MEMBERS, check_terms
from rightsnet.rdf.validation import shapes
from shapes.engines import ONTOLOGY, read

PREFIXES = """@prefix rn: <https://w3id.org/rightsnet/ns#> . @prefix e: <https://example.org/bill#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
OUTSIDE = {"subdivisions", "parties"}
"""Large modules that name no values but places."""


def _check(*sources: LocatedGraph) -> None:
    facts = Facts.union(session.ontology_facts(), session.law().facts)
    check_terms(sources, facts, session.law().knowledge, session.vocabulary())


def _roots(graph: Graph, node: Node) -> set[str]:
    """Return the classes in which a shape of values looks for one."""
    found = {local_name(str(each)) for key in (SH["class"], SH.hasValue) for each in graph.objects(node, key)}
    for listed in graph.objects(node, SH["or"]):
        found |= {root for member in Collection(graph, listed) for root in _roots(graph, member)}
    return found


def test_what_is_asked_of_a_draft_is_what_the_shapes_ask_of_the_whole() -> None:
    graph = shapes()
    demanded: dict[str, set[str]] = {}
    for shape, value in graph.subject_objects(SH.node):
        path = graph.value(shape, SH.path)
        for name in predicates(graph, path) if path is not None else ():
            demanded.setdefault(local_name(str(name)), set()).update(_roots(graph, value))
    kinds = {**AXES, **MEMBERS}
    assert {key: {root} for key, (root, _) in kinds.items()} == {key: demanded.get(key) for key in kinds}
    assert AXES.keys() & MEMBERS.keys() == set()


def test_the_whole_vocabulary_and_law_pass() -> None:
    paths = [path for path in sorted(ONTOLOGY.rglob("*.ttl")) if path.stem not in OUTSIDE]
    assert len(paths) > 20
    _check(*(LocatedGraph(path.name, "", read(path)) for path in paths))


@pytest.mark.parametrize("key", AXES)
def test_a_class_of_another_kind_is_refused_on_its_line(key: str) -> None:
    wrong = ("Child", "child", "actor") if AXES[key][0] != "Actor" else ("Spam", "spam", "object")
    with pytest.raises(InputError) as caught:
        _check(turtle.read(Source("bill.ttl", f"{PREFIXES}\ne:n rn:{key}\n rn:{wrong[0]} .")))
    message = str(caught.value)
    assert message.startswith("bill.ttl:5:2: ")
    assert f"” is a kind of {wrong[2]}, but `{key}` wants {AXES[key][1]}." in message


@pytest.mark.parametrize("key", MEMBERS)
def test_a_member_of_another_kind_is_refused_on_its_line(key: str) -> None:
    wrong = "Treaty" if key != "instrumentKind" else "DEU"
    with pytest.raises(InputError) as caught:
        _check(turtle.read(Source("bill.ttl", f"{PREFIXES}\ne:n rn:{key}\n rn:{wrong} .")))
    message = str(caught.value)
    assert message.startswith("bill.ttl:5:2: ")
    assert f", but `{key}` wants {MEMBERS[key][1]}." in message


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("rn:Child", "“Child” is a kind of actor"),
        ("rn:Spam", "“Spam” is a kind of object"),
        ("rn:DEU", "“Germany” is a place"),
        ("rn:DE-BY", "is a place"),
        ("rn:Protect", "“duty to protect” is an obligation kind"),
        ("rn:Treaty", "“international agreement” is something else"),
        ("'statute'", "is something else"),
        ("e:Mine", "is something else"),
    ],
)
def test_the_message_says_what_it_is_instead(value: str, what: str) -> None:
    text = f"{PREFIXES}e:n rn:rank {value} .\ne:Mine a rn:Measure ."
    with pytest.raises(InputError, match="wants a rank") as caught:
        _check(turtle.read(Source("bill.ttl", text)))
    assert what in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "e:n rn:rank rn:NationalStatute ; rn:place rn:DEU , rn:DE-BY , rn:EU , rn:WORLD .",
        "e:n rn:rank e:Edict . e:Edict a rn:Rank .",
        "e:n rn:rank e:Edict . e:Edict a e:Decree . e:Decree rdfs:subClassOf rn:Rank .",
        "e:n rn:place e:Atlantis . e:Atlantis a rn:Country .",
        "e:n rn:rank <https://example.org/somebody-elses-rank> .",
    ],
)
def test_what_fits_or_is_not_known_is_let_pass(text: str) -> None:
    extra = turtle.read(Source("bill.ttl", f"{PREFIXES}{text}"))
    facts = Facts.union(session.ontology_facts(), session.law().facts, Facts.from_graph(extra.graph))
    check_terms([extra], facts, read_knowledge(facts), session.vocabulary())
