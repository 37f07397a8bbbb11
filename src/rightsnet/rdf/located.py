"""A graph together with the place in the author's file from which each of its triples came."""

from __future__ import annotations

from dataclasses import dataclass, field

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from rightsnet.errors import Location
from rightsnet.model.names import rn

_NORMS = URIRef(rn("norms"))

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

    def location(self, subject: Node, predicate: Node | None = None, value: Node | None = None) -> Location | None:
        """Return where a subject begins in the file, or where it first says something, or one value, with a predicate.

        A norm of a proposal begins where the proposal lists it; what it inherits from the head stands further up.
        """
        patterns: list[tuple[Node | None, Node | None, Node | None]] = [(subject, predicate, value)]
        if predicate is None:
            patterns = [(None, _NORMS, subject), (subject, RDF.type, None), *patterns]
        for pattern in patterns:
            places = [self.locations[triple] for triple in self.graph.triples(pattern) if triple in self.locations]
            if places:
                return min(places)
        return None
