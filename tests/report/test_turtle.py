"""Findings as RDF: every finding is there, linked to its norms, provisions and premises, in declared terms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef

from rightsnet import session
from rightsnet.model.names import RN, rn
from rightsnet.report import turtle
from rightsnet.report.result import Report
from rightsnet.resources import folder

PROV = "http://www.w3.org/ns/prov#"


@pytest.fixture(scope="module")
def report() -> Report:
    return session.load(folder("examples") / "takedown-24-hours").check(everything=True)


@pytest.fixture(scope="module")
def graph(report: Report) -> Graph:
    return Graph().parse(data=turtle.render(report), format="turtle")


def _of(graph: Graph, key: str) -> Iterator[tuple[str, str]]:
    return ((str(s), str(o)) for s, o in graph.subject_objects(URIRef(rn(key))))


def test_each_finding_is_there_with_its_norms_and_provisions(report: Report, graph: Graph) -> None:
    base = "https://w3id.org/rightsnet/finding/"
    found = {base + finding.fingerprint: finding for finding in report.findings}
    assert {str(s) for s in graph.subjects(RDF.type, URIRef(rn("Finding")))} == set(found)
    assert set(_of(graph, "rule")) == {(iri, finding.rule) for iri, finding in found.items()}
    assert set(_of(graph, "severity")) == {(iri, finding.severity.value) for iri, finding in found.items()}
    norms = {(iri, norm.id) for iri, finding in found.items() for norm in finding.norms}
    assert set(_of(graph, "concerns")) == norms
    assert {(str(s), str(o)) for s, o in graph.subject_objects(URIRef(PROV + "wasDerivedFrom"))} == norms
    cited = {(iri, provision.id) for iri, finding in found.items() for provision in finding.provisions}
    assert set(_of(graph, "citesProvision")) == cited


def test_each_premise_is_a_statement_with_a_source(report: Report, graph: Graph) -> None:
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    assert len(statements) == sum(len(finding.premises) for finding in report.findings)
    for statement in statements:
        for part in (RDF.subject, RDF.predicate, RDF.object):
            assert len(list(graph.objects(statement, part))) == 1


def test_there_is_no_blank_node_and_no_undeclared_term(graph: Graph) -> None:
    nodes = {node for triple in graph for node in triple}
    assert not any(isinstance(node, BNode) for node in nodes)
    used = {str(node) for node in nodes if not isinstance(node, Literal) and str(node).startswith(RN)}
    assert {name for name in used if name not in session.ontology_facts()} == set()
