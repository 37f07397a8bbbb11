"""What SHACL finds wrong in the description of one thing, as findings with a line and a plain sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

import pyshacl
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from rightsnet.errors import InternalError, Location
from rightsnet.model.finding import Finding, NormReference
from rightsnet.model.names import local_name, rn
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.shapes import ShapeNote, predicates, shape_names, shape_notes, shapes, shapes_for
from rightsnet.rdf.spelling import words

_PARTS: Mapping[Node, tuple[str, str]] = {
    URIRef(rn("window")): ("window", "window"),
    URIRef(rn("conditions")): ("bound", "condition"),
    URIRef(rn("limits")): ("bound", "limit"),
}
"""Properties whose values have no life of their own: what a message calls such a value, and what its author does."""
_NORMS = URIRef(rn("norms"))
_ORDERS = (SH.lessThan, SH.lessThanOrEquals)


def validate(source: LocatedGraph) -> list[Finding]:
    """Return what the shapes find in one file.

    Only a named shape can speak: its IRI is the name of the finding, its message the sentence. The graph is an rdflib
    memory graph, on which pySHACL is linear; on a store of pyoxigraph it is quadratic.
    """
    graph = shapes_for(source.graph)
    _, results, _ = pyshacl.validate(source.graph, shacl_graph=graph, inference="none", advanced=False)
    if not isinstance(results, Graph):
        raise InternalError(f"The shapes cannot be applied: {results}.")
    return found_in(source, results, graph)


def found_in(source: LocatedGraph, results: Graph, graph: Graph) -> list[Finding]:
    """Return the results of a validation as findings, sorted, each once.

    What a proposal says in its head is wrong once, not once more for each norm that inherits it.

    Args:
        source: what was validated.
        results: the report of an engine.
        graph: the shapes that were applied.
    """
    notes = shape_notes()
    found: dict[str, Finding] = {}
    for result in _results(results, graph):
        shape = results.value(result, SH.sourceShape)
        name = local_name(str(shape))
        if not isinstance(shape, URIRef) or name not in notes:
            raise InternalError("A shape without a name was violated; name it in the folder shapes.")
        finding = _finding(source, results, result, graph, notes[name])
        found.setdefault(finding.fingerprint, finding)
    heads = {str(proposal) for proposal in source.graph.subjects(_NORMS, None)}
    told = {(f.rule, f.location) for f in found.values() if f.location and f.norms[0].id in heads}
    kept = (f for f in found.values() if f.norms[0].id in heads or (f.rule, f.location) not in told)
    return sorted(kept, key=lambda finding: finding.order)


def _results(results: Graph, graph: Graph) -> Iterator[Node]:
    """Yield the results that say something of their own, each by its deepest cause.

    A date that is none stands in no order either, and of two values one of which is wrong there is one too many:
    only the first is said.
    """
    said = {
        (results.value(result, SH.focusNode), results.value(result, SH.sourceShape))
        for result in results.subjects(SH.value, None)
    }
    ill = {
        (results.value(result, SH.focusNode), results.value(result, SH.resultPath))
        for result in results.subjects(SH.sourceConstraintComponent, SH.DatatypeConstraintComponent)
    }
    for result in results.subjects(RDF.type, SH.ValidationResult):
        if (None, SH.detail, result) in results:
            continue
        shape, focus = results.value(result, SH.sourceShape), results.value(result, SH.focusNode)
        if (focus, shape) in said and (result, SH.value, None) not in results:
            continue
        ordered = [value for order in _ORDERS for value in graph.objects(shape, order)]
        compared = {(focus, property) for property in (results.value(result, SH.resultPath), *ordered)}
        if not ordered or not compared & ill:
            yield _cause(results, result)


def _cause(results: Graph, result: Node) -> Node:
    """Return the deepest result below one whose shape has a name and a message; itself if there is none."""
    for inner in sorted(results.objects(result, SH.detail), key=lambda each: _ranking(results, each)):
        cause = _cause(results, inner)
        shape = results.value(cause, SH.sourceShape)
        if isinstance(shape, URIRef) and local_name(str(shape)) in shape_notes():
            return cause
    return result


def _ranking(results: Graph, result: Node) -> tuple[str, ...]:
    """Return what orders the details of a result, which come in no order."""
    parts = (results.value(result, property) for property in (SH.sourceShape, SH.resultPath, SH.focusNode, SH.value))
    return tuple(str(part) for part in parts)


def _finding(source: LocatedGraph, results: Graph, result: Node, graph: Graph, note: ShapeNote) -> Finding:
    focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
    path = graph.value(results.value(result, SH.sourceShape), SH.path)
    if focus is None:
        raise InternalError(f"A result of the shape {note.name} is about nothing.")
    if path is not None and (path, RDF.first, None) in graph and value is not None:
        # A sequence leads from one thing to others that depend on it: one of those is what is wrong.
        focus, path, value = value, None, None
    about = sorted(predicates(graph, path), key=str) if path is not None else []
    named, part = _named(source.graph, focus)
    message = note.message
    if part:
        noun, word = _PARTS[part]
        message = re.sub(rf"\b([Tt])his {noun}\b", lambda found: f"{found[1]}he {word} of “{named.label}”", message)
    key = (
        "|".join(map(str, about)),
        *(() if focus == URIRef(named.id) else (_content(source.graph, focus),)),
        *(() if value is None or value == focus else (_content(source.graph, value),)),
    )
    cited = [label for label in note.sources if label not in {each.label for each in note.provisions}]
    return Finding(
        rule=note.name,
        family="shape",
        severity=note.severity,
        message=message,
        help=note.help,
        because=f"{note.why.removesuffix('.')} ({'; '.join(cited)})." if cited else note.why,
        norms=(named,),
        location=_location(source, focus, about, value),
        provisions=note.provisions,
        key=key,
    )


def _location(source: LocatedGraph, focus: Node, about: Iterable[Node], value: Node | None) -> Location | None:
    """Return where the value stands that is wrong, else where the property is first stated, else where the thing begins."""
    if value is not None:
        exact = [source.locations.get((focus, property, value)) for property in about]
        places = [place for place in exact if place is not None]
        if places:
            return min(places)
    stated = [source.location(focus, property) for property in about]
    places = [place for place in stated if place is not None]
    if places:
        return min(places)
    owner = _owner(source.graph, focus)
    begun = source.locations.get((*owner, focus)) if owner else None
    return begun or source.location(focus)


def _owner(graph: Graph, node: Node) -> tuple[Node, Node] | None:
    """Return what refers to a node and by which property, if the node has no name or no life of its own."""
    found = sorted((s, p) for s, p in graph.subject_predicates(node) if p in _PARTS or isinstance(node, BNode))
    return found[0] if found else None


def _named(graph: Graph, node: Node, below: frozenset[Node] = frozenset()) -> tuple[NormReference, Node | None]:
    """Return how to refer to a node, and as what it belongs to its owner if it is referred to by that.

    A reader never sees the label of a blank node, which says nothing and changes with every run.
    """
    owner = _owner(graph, node)
    if owner is not None and owner[0] not in below | {node}:  # blank nodes may stand in a circle
        named, _ = _named(graph, owner[0], below | {node})
        return named, owner[1] if owner[1] in _PARTS else None
    if isinstance(node, BNode):
        kinds = sorted(words(local_name(str(kind))) for kind in graph.objects(node, RDF.type))
        label = f"{kinds[0] if kinds else 'something'} without a name"
        return NormReference(f"urn:rightsnet:unnamed:{_content(graph, node)}", label, "", "left"), None
    titles = [str(title) for key in (RDFS.label, DCTERMS.title) for title in sorted(graph.objects(node, key), key=str)]
    return NormReference(str(node), titles[0] if titles else local_name(str(node)), "", "left"), None


def _content(graph: Graph, node: Node) -> str:
    """Return a text by which a node is known in every run: its name, or a digest of what is said of it."""
    if not isinstance(node, BNode):
        return node.n3() if isinstance(node, Literal) else str(node)
    return sha256(_said(graph, node, frozenset()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _said(graph: Graph, node: Node, above: frozenset[Node]) -> str:
    if not isinstance(node, BNode):
        return node.n3() if isinstance(node, (Literal, URIRef)) else str(node)
    if node in above:
        return "[]"
    parts = sorted(f"{p} {_said(graph, o, above | {node})}" for p, o in graph.predicate_objects(node))
    return f"[{'; '.join(parts)}]"


__all__ = ["ShapeNote", "found_in", "shape_names", "shape_notes", "shapes", "validate"]
