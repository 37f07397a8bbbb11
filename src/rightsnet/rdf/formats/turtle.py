"""Turtle, read so that every triple knows where its object stands."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import MutableSequence
from typing import Any

import pyoxigraph
from rdflib import RDF, BNode, Literal, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser
from rdflib.term import IdentifiedNode, Node

from rightsnet.errors import InputError
from rightsnet.rdf.formats import literals
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.located import LocatedGraph

_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
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
