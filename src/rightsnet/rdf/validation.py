"""What SHACL finds wrong in the description of one thing, as findings with a line and a plain sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyshacl
from rdflib import RDF, RDFS, SH, Graph, URIRef

from rightsnet.errors import InternalError
from rightsnet.model.finding import Finding, NormReference, Severity
from rightsnet.model.names import local_name
from rightsnet.rdf.located import LocatedGraph
from rightsnet.resources import folder

_SEVERITIES = {SH.Violation: Severity.ERROR, SH.Warning: Severity.WARNING, SH.Info: Severity.NOTE}


@cache
def shapes() -> Graph:
    """Return all shapes that come with rightsnet."""
    graph = Graph()
    for path in sorted(folder("shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


def shape_names() -> list[str]:
    """Return the names of the property shapes, which are the names of their findings."""
    return sorted(local_name(str(shape)) for shape in shapes().subjects(RDF.type, SH.PropertyShape))


def validate(source: LocatedGraph) -> list[Finding]:
    """Return what the shapes find in one file.

    Only a named property shape can speak: its IRI is the name of the finding, its message the sentence. The graph is an
    rdflib memory graph, on which pySHACL is linear; on a store of pyoxigraph it is quadratic.
    """
    _, results, _ = pyshacl.validate(source.graph, shacl_graph=shapes(), inference="none", advanced=False)
    if not isinstance(results, Graph):
        raise InternalError(f"The shapes cannot be applied: {results}.")
    return sorted(_findings(source, results), key=lambda finding: finding.order)


def _findings(source: LocatedGraph, results: Graph) -> Iterable[Finding]:
    for result in results.subjects(predicate=None, object=SH.ValidationResult):
        shape = results.value(result, SH.sourceShape)
        focus = results.value(result, SH.focusNode)
        path = results.value(result, SH.resultPath)
        if not isinstance(shape, URIRef) or focus is None:
            raise InternalError("A shape without a name was violated; name it in the folder shapes.")
        located = source.location(focus, path) if path is not None else None
        name = local_name(str(focus))
        yield Finding(
            rule=local_name(str(shape)),
            family="shape",
            severity=_SEVERITIES[results.value(result, SH.resultSeverity, default=SH.Violation)],  # type: ignore[index]
            message=str(results.value(result, SH.resultMessage)),
            because=str(shapes().value(shape, RDFS.comment) or ""),
            norms=(NormReference(str(focus), name, "", "left"),),
            location=located or source.location(focus),
            key=(str(path),),
        )
