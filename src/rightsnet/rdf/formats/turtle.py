"""Turtle, read so that every triple knows where its object stands, and written so that people can read it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, MutableSequence
from decimal import Decimal
from typing import Any

import pyoxigraph
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser
from rdflib.term import IdentifiedNode, Node

from rightsnet.errors import InputError
from rightsnet.model.names import PREFIXES
from rightsnet.rdf.formats import literals
from rightsnet.rdf.formats.iris import checked, is_iri
from rightsnet.rdf.formats.nodes import Layout, natural, property_order
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.located import LocatedGraph

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w-]|\.(?=[\w-]))*", re.ASCII)
_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_NAMESPACE = re.compile(r"(.*[#/])([^#/]*)", re.DOTALL)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSEEN_BASE = "urn:rightsnet:base"
"""rdflib wants a base even for a file that declares its own; no IRI of a well-formed file is resolved against it."""


def read(source: Source) -> LocatedGraph:
    r"""Return what a Turtle file says.

    Raises:
        InputError: for what is not Turtle, or a literal that is not what its datatype says, with its location.

    >>> bill = read(Source("bill.ttl", "<urn:a> <urn:b> 1 ,\n  2 ."))
    >>> [str(location) for location in sorted(bill.locations.values())]
    ['bill.ttl:1:17', 'bill.ttl:2:3']
    >>> read(Source("bill.ttl", "<urn:a> <urn:b> .\n"))
    Traceback (most recent call last):
    rightsnet.errors.InputError: bill.ttl:1:17: This is not Turtle: “.” is not a valid RDF object.
    """
    try:
        for _ in pyoxigraph.parse(source.text.encode(), format=pyoxigraph.RdfFormat.TURTLE):
            pass
    except SyntaxError as error:
        raise _broken(source, error) from None
    located = source.graph()
    parser = _Parser(source, _Sink(source, located))
    try:
        parser.loadBuf(f"{source.text}\n")
    except BadSyntax as error:
        raise InputError(
            "This part of the file is Turtle that rightsnet does not read.",
            source.at(min(error._i, max(len(source.text) - 1, 0))),
            help="Keep to RDF 1.1: no quoted triples, annotations or text directions.",
        ) from None
    return located


def write(graph: Graph) -> str:
    """Return a graph as Turtle: sorted, with prefixes, blank nodes inside the one node that refers to them.

    >>> graph = Graph()
    >>> _ = graph.add((URIRef("https://example.org/b#s4"), RDF.type, URIRef(PREFIXES["rn"] + "Duty")))
    >>> print(write(graph))
    @prefix : <https://example.org/b#> .
    @prefix rn: <https://w3id.org/rightsnet/ns#> .
    <BLANKLINE>
    :s4 a rn:Duty .
    <BLANKLINE>
    >>> _ = graph.add((URIRef("https://example.org/a b"), RDF.type, URIRef("urn:c")))
    >>> write(graph)
    Traceback (most recent call last):
    rightsnet.errors.InputError: “https://example.org/a b” is not an absolute IRI, so no file can hold it.
    """
    return _Writer(graph).text()


def _broken(source: Source, error: SyntaxError) -> InputError:
    reason = re.sub(r"^Parser error at line \d+ .*?: ", "", str(error.msg))
    if "No scheme found" in reason:
        reason = "a relative IRI needs a base; begin the file with “@base <https://…> .”"
    elif match := re.fullmatch(r"(\S+) is not a valid (.*)", reason):
        reason = f"“{match[1]}” is not a valid {match[2]}"
    elif match := re.fullmatch(r"The prefix (\S*:) has not been declared", reason):
        reason = f"the prefix “{match[1]}” is not declared"
    elif "dot is expected" in reason:
        reason = "the statement before this does not end with a dot"
    elif reason == "Unexpected end":
        reason = "the file ends in the middle of a statement"
    location = source.location(error.lineno or 0, error.offset or 0)
    return InputError(f"This is not Turtle: {reason.rstrip('.')}.", location)


class _Sink(RDFSink):
    """Takes triples from the parser, each with the offset at which its object begins."""

    def __init__(self, source: Source, located: LocatedGraph) -> None:
        super().__init__(located.graph)
        self._source = source
        self._located = located
        self.offset = 0

    def newBlankNode(self, arg: Any = None, uri: str | None = None, why: Any = None) -> BNode:  # noqa: N802
        return self._source.blank()

    def newLiteral(self, s: str, dt: URIRef | None, lang: str | None) -> Literal:  # noqa: N802
        wrong = literals.fault(s, str(dt)) if dt is not None else None
        if wrong is not None:
            raise InputError(wrong[0], self._source.at(self.offset), help=wrong[1])
        return literals.typed(s, str(dt)) if dt is not None else Literal(s, lang=lang)

    def makeStatement(self, quadruple: Any, why: Any = None) -> None:  # noqa: N802
        _, predicate, subject, value = (self.normalise(None, node) for node in quadruple)
        self._located.graph.add((subject, predicate, value))
        self._located.locations.setdefault((subject, predicate, value), self._source.at(self.offset))


class _Parser(SinkParser):
    """Remembers where each object begins until the statement about it is made."""

    def __init__(self, source: Source, sink: _Sink) -> None:
        super().__init__(sink, baseURI=_UNSEEN_BASE, turtle=True)
        self._sink = sink
        self._starts: deque[int] = deque()

    def skipSpace(self, argstr: str, i: int) -> int:  # noqa: N802
        # The method overridden stumbles over a carriage return that no line feed follows.
        end = _SPACE.match(argstr, i).end()  # type: ignore[union-attr]
        return end if end < len(argstr) else -1

    def objectList(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:  # noqa: N802
        starts: list[int] = []
        while True:
            start = self.skipSpace(argstr, i)
            if start < 0:
                return start
            starts.append(start)
            self._sink.offset = start
            i = self.object(argstr, start, res)
            if i < 0:
                return i
            after = self.skipSpace(argstr, i)
            if after < 0 or argstr[after] != ",":
                # The caller makes one statement for each object, in order, before it reads on.
                self._starts = deque(starts)
                return after
            i = after + 1

    def makeStatement(self, quadruple: Any) -> None:  # noqa: N802
        self._sink.offset = self._starts.popleft()
        self._sink.makeStatement(quadruple)

    def node(self, argstr: str, i: int, res: MutableSequence[Any], subjectAlready: Node | None = None) -> int:  # noqa: N803
        start = self.skipSpace(argstr, i)
        if start < 0 or argstr[start] != "(":
            return super().node(argstr, i, res, subjectAlready)
        return self._collection(argstr, start + 1, res)

    def _collection(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        cells: list[IdentifiedNode] = []
        items: list[Any] = []
        starts: list[int] = []
        while True:
            start = self.skipSpace(argstr, i)
            if start < 0:
                self.BadSyntax(argstr, i, "a list that is not closed")
            starts.append(start)
            if argstr[start] == ")":
                break
            self._sink.offset = start
            item: list[Any] = []
            i = self.item(argstr, start, item)
            if i < 0:
                self.BadSyntax(argstr, start, "no item")
            items.append(item[0])
            cells.append(self.blankNode())
        cells.append(RDF.nil)
        for number, item in enumerate(items):
            self._sink.offset = starts[number]
            self._sink.makeStatement((None, RDF.first, cells[number], item))
            self._sink.offset = starts[number + 1]
            self._sink.makeStatement((None, RDF.rest, cells[number], cells[number + 1]))
        res.append(cells[0])
        return starts[-1] + 1


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self._layout = Layout(graph)
        self._prefixes = dict(PREFIXES)
        namespace = _commonest_namespace(self._layout.graph, PREFIXES.values())
        if namespace:
            self._prefixes = {"": namespace, **self._prefixes}
        self._used: set[str] = set()

    def text(self) -> str:
        blocks = [self._block(subject) for subject in self._layout.named()]
        blocks += sorted(self._block(subject) for subject in self._layout.unnamed())
        head = [f"@prefix {name}: <{self._prefixes[name]}> ." for name in sorted(self._used)]
        return "\n\n".join(["\n".join(head), *blocks] if head else blocks) + "\n"

    def _block(self, subject: Node) -> str:
        statements = self._statements(subject, "    ")
        if self._layout.is_unreferenced(subject):
            return f"[] {statements} ."
        return f"{self._node(subject, '')} {statements} ."

    def _statements(self, subject: Node, indent: str) -> str:
        described: dict[Node, list[Node]] = {}
        for _, predicate, value in self._layout.graph.triples((subject, None, None)):
            described.setdefault(predicate, []).append(value)
        parts = []
        for predicate in sorted(described, key=property_order):
            verb = "a" if predicate == RDF.type else self._node(predicate, indent)
            values = sorted((self._node(value, f"{indent}    ") for value in described[predicate]), key=natural)
            parts.append(f"{verb} {' , '.join(values)}")
        return f" ;\n{indent}".join(parts)

    def _node(self, node: Node, indent: str) -> str:
        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, URIRef):
            return "()" if node == RDF.nil else self._iri(str(node))
        items = self._layout.items(node)
        if items is not None:
            return f"( {' '.join(self._node(item, indent) for item in items)} )"
        if node in self._layout.inside:
            return f"[ {self._statements(node, indent)} ]" if (node, None, None) in self._layout.graph else "[]"
        return f"_:{self._layout.labels[node]}"

    def _literal(self, literal: Literal) -> str:
        text, datatype = str(literal), literal.datatype
        if (
            (datatype == XSD.integer and re.fullmatch(r"-?[1-9]\d*|0", text))
            or (datatype == XSD.decimal and re.fullmatch(r"-?\d+\.\d+", text) and str(Decimal(text)) == text)
            or (datatype == XSD.boolean and text in ("true", "false"))
        ):
            return text
        quoted = "".join(_ESCAPES.get(c, c if c.isprintable() else f"\\U{ord(c):08X}") for c in text)
        if literal.language:
            return f'"{quoted}"@{literal.language}'
        if datatype is None or datatype == XSD.string:
            return f'"{quoted}"'
        return f'"{quoted}"^^{self._iri(str(datatype))}'

    def _iri(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{checked(iri)}>"


def _commonest_namespace(graph: Graph, known: Iterable[str]) -> str:
    """Return the namespace that most of the named subjects are in, if it has no prefix yet."""
    counts: dict[str, int] = {}
    for subject in set(graph.subjects()):
        match = _NAMESPACE.fullmatch(str(subject)) if isinstance(subject, URIRef) else None
        if match and match[1] not in known and _LOCAL.fullmatch(match[2]) and is_iri(match[1]):
            counts[match[1]] = counts.get(match[1], 0) + 1
    return min(counts, key=lambda namespace: (-counts[namespace], namespace), default="")
