"""A check that what was written says what it was written from, no more and no less."""

from __future__ import annotations

from collections.abc import Callable

from rdflib import BNode, Graph, Literal
from rdflib.compare import graph_diff, isomorphic
from rdflib.term import Node

from rightsnet.errors import InputError
from rightsnet.model.names import curie


def verified(format: str, text: str, graph: Graph, reread: Callable[[], Graph]) -> str:
    """Return the text if reading it gives the graph again.

    Raises:
        InputError: naming a triple that the format cannot say, or would add.
    """
    found = reread()
    if set(found) == set(graph) or isomorphic(found, graph):
        return text
    _, lost, added = graph_diff(graph, found)
    help = "Turtle can hold any graph."
    if len(lost):
        raise InputError(f"{format} cannot say “{_shown(lost)}”.", help=help)
    raise InputError(f"In {format} the file would also say “{_shown(added)}”.", help=help)


def _shown(graph: Graph) -> str:
    # A statement about something with a name tells an author more than one about a node without.
    triples = sorted(graph, key=lambda triple: (isinstance(triple[0], BNode), isinstance(triple[2], BNode), triple))
    return " ".join(_node(node) for node in triples[0])


def _node(node: Node) -> str:
    if isinstance(node, Literal):
        return node.n3()
    return "[…]" if isinstance(node, BNode) else curie(str(node))
