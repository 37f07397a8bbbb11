"""What two engines that share no code find with the same shapes in the same graph."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyrudof
import pyshacl
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

from rightsnet.model.names import local_name
from rightsnet.resources import folder

EXPECT = URIRef("https://example.org/expect#shape")
"""Says of a node of a fixture which shape must catch it."""
FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.ttl"))
ONTOLOGY = folder("ontology")
_SEVERITIES = {"Violation": SH.Violation, "Warning": SH.Warning, "Info": SH.Info}


class Result(NamedTuple):
    """What a shape says about a node."""

    node: Node
    shape: str
    severity: Node


def by_pyshacl(data: Graph, shapes: Graph) -> set[Result]:
    """Return what pySHACL finds, without the details of nested shapes."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    assert isinstance(report, Graph)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if (None, SH.detail, result) not in report:
            shape = report.value(result, SH.sourceShape)
            node = _about(shapes, shape, report.value(result, SH.focusNode), report.value(result, SH.value))
            severity = report.value(result, SH.resultSeverity)
            assert severity is not None
            found.add(Result(node, local_name(str(shape)), severity))
    return found


def by_rudof(data: Graph, shapes: Graph) -> set[Result]:
    """Return what rudof finds, an engine written in Rust."""
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data.serialize(format="nt"), format=pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(shapes.serialize(format="turtle"))
    found = set()
    for entry in rudof.validate_shacl().violations:
        shape = URIRef(str(entry.source_shape))
        value = None if entry.value is None else _node(str(entry.value))
        node = _about(shapes, shape, _node(str(entry.focus_node)), value)
        found.add(Result(node, local_name(shape), _SEVERITIES[str(entry.severity)]))
    return found


def _about(shapes: Graph, shape: Node | None, focus: Node | None, value: Node | None) -> Node:
    """Return the node that a result is about: where the path is a sequence, the one to which it leads."""
    path = shapes.value(shape, SH.path)
    led = path is not None and (path, RDF.first, None) in shapes
    node = value if led else focus
    assert node is not None
    return node


def _node(text: str) -> Node:
    return BNode(text[2:]) if text.startswith("_:") else URIRef(text.strip("<>"))


def read(*paths: Path) -> Graph:
    """Return the triples of Turtle files as one graph."""
    graph = Graph(bind_namespaces="none")
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@cache
def vocabulary() -> Graph:
    """Return the shipped vocabulary and law, without the long lists of subdivisions and memberships."""
    left_out = ("subdivisions", "parties")
    return read(*(path for path in sorted(ONTOLOGY.rglob("*.ttl")) if path.stem not in left_out))
