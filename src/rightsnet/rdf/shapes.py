"""The shapes that come with rightsnet: what each demands, in words, and the form in which one file is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import BNode, Node

from rightsnet.model.finding import Severity
from rightsnet.model.names import RN, local_name, rn
from rightsnet.model.norm import Provision
from rightsnet.resources import folder

Statement = tuple[Node, Node]
"""A property and its value."""

SEVERITIES: Mapping[Node, Severity] = {
    SH.Violation: Severity.ERROR,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.NOTE,
}
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
_SAID = {SH.path, SH.severity, SH.message, RDF.type, RDFS.comment, DCTERMS.source, *_TARGETS}
"""What is said of a shape that constrains nothing."""
_CITATION = (RDFS.label, URIRef(rn("instrument")), URIRef(rn("locator")))
_MADE_OF = {SH.node, SH.property, SH["not"], SH.qualifiedValueShape, RDF.first, RDF.rest}
_TERMS = "rightsnet"
"""The module whose shapes are about terms of our own namespace, which only the shipped vocabulary declares."""
_NEEDED = (SH.minCount, SH.qualifiedMinCount, SH.hasValue)
"""The constraints that a file can break by not mentioning a property."""


@dataclass(frozen=True, slots=True)
class ShapeNote:
    """What there is to say about one shape.

    Args:
        name: its name, which is that of its findings.
        message: what is wrong with what it finds; ``help`` says what to write instead.
        why: why it matters.
        sources: the provisions that demand it, as they are cited; ``provisions`` are those of the shipped law.
        module: the stem of the file that holds it, and of the ontology module that it is about.
    """

    name: str
    severity: Severity
    message: str
    help: str
    why: str
    sources: tuple[str, ...]
    provisions: tuple[Provision, ...]
    module: str


@cache
def shapes() -> Graph:
    """Return all shapes that come with rightsnet."""
    graph = Graph(bind_namespaces="none")
    for subject, said in _stated().items():
        for predicate, value in said:
            graph.add((subject, predicate, value))
    return graph


@cache
def shape_notes() -> Mapping[str, ShapeNote]:
    """Return every shape that can find something, by name.

    >>> shape_notes()["missing-bearer"].message
    'This norm binds nobody.'
    >>> shape_notes()["missing-bearer"].help
    'Add `bearer:` with the actor who must, must not or may act.'
    """
    said = _stated()
    homes = {s: path.stem for path in _files() for s, p, _ in _read(path) if p == SH.message}
    notes = (_note(said, shape, homes[shape]) for shape in homes)
    return {note.name: note for note in sorted(notes, key=lambda note: note.name)}


def shape_names() -> list[str]:
    """Return the names of the shapes that can find something, which are the names of their findings."""
    return list(shape_notes())


def shapes_for(data: Graph) -> Graph:
    """Return the shapes that one file can break: those about a property that it mentions, or that must be there.

    They find the same as all shapes, many times faster, except that they do not ask of which kind a value is.
    """
    said, notes = _for_drafts(), shape_notes()
    mentioned = set(data.predicates())
    declares = any(str(subject).startswith(RN) for subject in data.subjects())
    graph = Graph(bind_namespaces="none")
    for shape in said:
        note = notes.get(local_name(str(shape)))
        if note is None or (note.module == _TERMS and not declares):
            continue
        path = next((value for predicate, value in said[shape] if predicate == SH.path), None)
        needed = path is None or any(predicate in _NEEDED for predicate, _ in said[shape])
        if needed or _predicates(said.__getitem__, path) & mentioned:
            _copy(said, shape, graph)
    return graph


def predicates(graph: Graph, path: Node) -> set[Node]:
    """Return the properties that a path of SHACL is made of."""
    return _predicates(graph.predicate_objects, path)


def _predicates(said: Callable[[Node], Iterable[Statement]], path: Node | None) -> set[Node]:
    if not isinstance(path, BNode):
        return {path} - {None, RDF.nil}  # type: ignore[return-value]
    return {name for _, part in said(path) for name in _predicates(said, part)}


@cache
def _for_drafts() -> Mapping[Node, list[Statement]]:
    """Return the shapes in the form in which a single file is checked.

    Of which kind a value is cannot be seen in a file that uses the vocabulary without holding it; `rdf.terms` decides
    it before, so the constraints that ask for a kind (`sh:node`) are left out. And a property shape takes over the
    targets of the node shapes that bring it: pySHACL then applies it once to all of them, and not once to each.
    """
    form: dict[Node, list[Statement]] = {}
    for shape, said in _stated().items():
        targets = [(predicate, value) for predicate, value in said if predicate in _TARGETS]
        brought = {value for predicate, value in said if predicate == SH.property} if targets else set()
        kept = [(p, o) for p, o in said if p != SH.node and not (p == SH.property and o in brought)]
        form.setdefault(shape, []).extend(kept)
        for each in brought:
            form.setdefault(each, []).extend(targets)
    return {shape: said for shape, said in form.items() if any(predicate not in _SAID for predicate, _ in said)}


def _copy(said: Mapping[Node, list[Statement]], node: Node, graph: Graph) -> None:
    """Add what is said of a shape, and of all that it is made of, to a graph."""
    if (node, None, None) in graph:
        return
    for predicate, value in said.get(node, ()):
        graph.add((node, predicate, value))
        if isinstance(value, BNode) or predicate in _MADE_OF:
            _copy(said, value, graph)


def _note(said: Mapping[Node, list[Statement]], shape: Node, module: str) -> ShapeNote:
    def values(subject: Node, property: Node) -> list[Node]:
        return [value for predicate, value in said[subject] if predicate == property]

    message, _, help = str(values(shape, SH.message)[0]).partition("; ")
    cited = sorted(values(shape, DCTERMS.source), key=str)
    shipped = tuple(
        Provision(str(name), *(str(values(name, key)[0]) for key in _CITATION))
        for name in cited
        if isinstance(name, URIRef)
    )
    return ShapeNote(
        name=local_name(str(shape)),
        severity=SEVERITIES[values(shape, SH.severity)[0]],
        message=f"{message}.",
        help=f"{help[:1].upper()}{help[1:]}",
        why=str(values(shape, RDFS.comment)[0]),
        sources=(*(str(name) for name in cited if isinstance(name, Literal)), *(each.label for each in shipped)),
        provisions=shipped,
        module=module,
    )


@cache
def _stated() -> Mapping[Node, list[Statement]]:
    """Return what is said of each node; a graph of rdflib would take most of the time of a small check."""
    said: dict[Node, list[Statement]] = {}
    for path in _files():
        for subject, predicate, value in _read(path):
            statements = said.setdefault(subject, [])
            if (predicate, value) not in statements:
                statements.append((predicate, value))
    return said


def _files() -> list[Path]:
    return sorted(folder("shapes").glob("*.ttl"))


@cache
def _read(path: Path) -> tuple[tuple[Node, Node, Node], ...]:
    quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    return tuple((_term(q.subject, path), _iri(q.predicate.value), _term(q.object, path)) for q in quads)


def _term(term: object, path: Path) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return _iri(term.value)
    if isinstance(term, pyoxigraph.Literal):
        # For rdflib a plain string and one of type xsd:string are two values; the files of users hold the former.
        datatype = _iri(term.datatype.value)
        plain = term.language or datatype == XSD.string
        return Literal(term.value, lang=term.language or None, datatype=None if plain else datatype)
    assert isinstance(term, pyoxigraph.BlankNode)
    return BNode(f"{path.stem}-{term.value}")


@cache
def _iri(name: str) -> URIRef:
    return URIRef(name)
