"""The validation report in the vocabulary of SHACL: what the standard demands of one, checked by SHACL itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from rightsnet.errors import Location
from rightsnet.model.finding import Finding, NormReference, Severity
from rightsnet.report import turtle
from rightsnet.report.result import Checked, Report
from rightsnet.report.shacl import render
from rightsnet.report.turtle_spelling import iri, text

# Sections 3.6.1 and 3.6.2 of SHACL: the properties of a report and of a result, with their numbers and kinds.
STANDARD = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix ex: <urn:test:> .
ex:Report a sh:NodeShape ; sh:targetClass sh:ValidationReport ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:boolean ] ;
  sh:property [ sh:path sh:result ; sh:class sh:ValidationResult ] .
ex:Result a sh:NodeShape ; sh:targetClass sh:ValidationResult ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( sh:Violation sh:Warning sh:Info ) ] ;
  sh:property [ sh:path sh:sourceShape ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path sh:resultMessage ; sh:minCount 1 ; sh:uniqueLang true ; sh:datatype rdf:langString ] ;
  sh:property [ sh:path [ sh:inversePath sh:result ] ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


def test_the_report_is_what_the_standard_demands(every: Report, silent: Report) -> None:
    for report in (every, silent):
        conforms, _, words = validate(_read(render(report)), shacl_graph=Graph().parse(data=STANDARD, format="turtle"))
        assert conforms, words


def test_the_standard_would_see_a_missing_part(report: Report) -> None:
    graph = _read(render(report))
    graph.remove((None, SH.focusNode, None))
    conforms, _, _ = validate(graph, shacl_graph=Graph().parse(data=STANDARD, format="turtle"))
    assert not conforms


def test_it_conforms_only_if_nothing_is_found(report: Report, silent: Report) -> None:
    assert [list(_read(render(each)).objects(None, SH.conforms)) for each in (report, silent)] == [
        [Literal(False)],
        [Literal(True)],
    ]


def test_a_result_to_the_letter(conflict: Finding, shape: Finding) -> None:
    shape = replace(shape, location=None)
    graph = _read(render(Report(checked=Checked(files=("bill.yaml",), norms=1), findings=(conflict, shape))))
    said = {
        (finding.rule, key): graph.value(URIRef(f"https://w3id.org/rightsnet/finding/{finding.fingerprint}"), SH[key])
        for finding in (conflict, shape)
        for key in ("focusNode", "resultSeverity", "resultMessage", "sourceShape", "sourceConstraintComponent")
    }
    base = "https://w3id.org/rightsnet"
    assert said == {
        ("void-permission", "focusNode"): URIRef("https://example.org/bill#s4"),
        ("void-permission", "resultSeverity"): SH.Violation,
        ("void-permission", "resultMessage"): Literal(conflict.message, lang="en"),
        ("void-permission", "sourceShape"): URIRef(f"{base}/rule/void-permission"),
        ("void-permission", "sourceConstraintComponent"): URIRef(f"{base}/component/conflict"),
        ("missing-bearer", "focusNode"): URIRef("https://example.org/bill#s4"),
        ("missing-bearer", "resultSeverity"): SH.Warning,
        ("missing-bearer", "resultMessage"): Literal("A norm binds someone.", lang="en"),
        ("missing-bearer", "sourceShape"): URIRef(f"{base}/shapes#missing-bearer"),
        ("missing-bearer", "sourceConstraintComponent"): URIRef(f"{base}/component/shape"),
    }


def test_there_is_no_blank_node(every: Report) -> None:
    graph = _read(render(every))
    assert {type(node) for triple in graph for node in triple} == {URIRef, Literal}
    assert not any(isinstance(node, BNode) for node in graph.all_nodes())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_as_it_was(words: str) -> None:
    graph = _read(f"<urn:a> <urn:b> {text(words)} .")
    assert list(graph.objects()) == [Literal(words)]


@given(st.text())
def test_any_name_is_an_iri(name: str) -> None:
    (found,) = _read(f"<urn:a> <urn:b> {iri(f'https://example.org/{name}')} .").objects()
    assert isinstance(found, URIRef)


@pytest.mark.parametrize("format", [render, turtle.render])
def test_the_same_findings_give_the_same_graph_whatever_a_draft_holds(format: type[str], every: Report) -> None:
    assert isomorphic(_read(format(every)), _read(format(every)))


@settings(deadline=None)  # a graph is read for each text
@given(st.text(min_size=1))
def test_no_text_adds_a_statement(words: str) -> None:
    assert _size(words) == _size("plain")


def _size(words: str) -> int:
    norm = NormReference(f"https://example.org/{words}", words, "", "left")
    finding = Finding(
        rule="r",
        family="f",
        severity=Severity.NOTE,
        message=words,
        norms=(norm,),
        location=Location(words, 1),
        key=("k",),
    )
    return len(_read(render(Report(checked=Checked(files=(words,), norms=1), findings=(finding,)))))


def _read(data: str) -> Graph:
    graph = Graph().parse(data=data, format="turtle")
    for report in graph.subjects(RDF.type, SH.ValidationReport):
        assert isinstance(report, URIRef)
    return graph
