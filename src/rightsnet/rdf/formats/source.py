"""A file that has been read: its name, its characters, and where each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from hashlib import sha256

from rdflib import BNode, Graph

from rightsnet.errors import Location
from rightsnet.model.names import PREFIXES
from rightsnet.rdf.located import LocatedGraph


class Source:
    """The text of a file.

    Args:
        name: the name as the user gave it, which every message repeats.
        text: the characters, without a byte-order mark.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._blank = 0

    def at(self, offset: int) -> Location:
        r"""Return the line and column of a character.

        >>> str(Source("bill.yaml", "a: 1\nb: 2").at(8))
        'bill.yaml:2:4'
        """
        line = bisect_right(self._starts, offset)
        return Location(self.name, line, offset - self._starts[line - 1] + 1)

    def offset(self, location: Location) -> int:
        r"""Return the character that stands at a line and column of this file.

        >>> Source("bill.yaml", "a: 1\nb: 2").offset(Location("bill.yaml", 2, 4))
        8
        """
        return self._starts[location.line - 1] + location.column - 1

    def location(self, line: int, column: int) -> Location:
        """Return a place that a parser gave by line and column; a line that is not there becomes the last one."""
        return Location(self.name, max(1, min(line, len(self._starts))), column)

    def whole(self) -> Location:
        """Return the file as a whole."""
        return Location(self.name)

    def blank(self) -> BNode:
        """Return a new blank node, whose label no other file uses and a second reading of this file gives again."""
        self._blank += 1
        return BNode(f"n{self._digest}b{self._blank}")

    def graph(self) -> LocatedGraph:
        """Return an empty graph for what the file says."""
        return LocatedGraph(self.name, self.text, empty_graph())

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.text))]

    @cached_property
    def _digest(self) -> str:
        return sha256(f"{self.name}\0{self.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def empty_graph() -> Graph:
    """Return a graph that knows our prefixes and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
