"""A graph together with the place in the author's file from which each of its triples came."""

from __future__ import annotations

from dataclasses import dataclass, field

from rdflib import Graph
from rdflib.term import Node

from rightsnet.errors import Location

Triple = tuple[Node, Node, Node]


@dataclass(slots=True)
class LocatedGraph:
    """An rdflib graph and a location for each of its triples.

    Args:
        file: the name of the file as the user gave it.
        text: what the file holds, for excerpts.
    """

    file: str
    text: str
    graph: Graph
    locations: dict[Triple, Location] = field(default_factory=dict)

    def location(self, subject: Node, predicate: Node | None = None) -> Location | None:
        """Return where a subject, or what it says with one predicate, stands first in the file."""
        triples = self.graph.triples((subject, predicate, None))
        places = [self.locations[triple] for triple in triples if triple in self.locations]
        return min(places, default=None)
