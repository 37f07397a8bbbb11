"""What the tests of every format ask of a graph that has been read, and the shipped files to read."""

from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.term import Node

from rightsnet.errors import InputError
from rightsnet.rdf import files
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.vocabulary import Vocabulary
from rightsnet.resources import folder


def refused(text: str, vocabulary: Vocabulary, name: str = "bill.yaml") -> str:
    """Return the whole message with which a text is refused."""
    with pytest.raises(InputError) as raised:
        files.read_text(text, name, files.format_of(name), vocabulary)
    return str(raised.value)


def said(located: LocatedGraph, subject: str) -> dict[str, list[str]]:
    """Return what a graph says about a subject: the ends of IRIs, and literals as they are."""
    found: dict[str, list[str]] = {}
    for _, predicate, value in located.graph.triples((URIRef(subject), None, None)):
        found.setdefault(end(predicate), []).append(end(value))
    return {key: sorted(values) for key, values in sorted(found.items())}


def places(located: LocatedGraph) -> dict[str, str]:
    """Return for each triple, shortened, where it stands; blank nodes are ``_``."""
    return {
        " ".join(map(end, triple)): f"{location.line}:{location.column}"
        for triple, location in sorted(located.locations.items(), key=lambda item: item[1])
    }


def end(node: Node) -> str:
    """Return a node in a form that is short enough to compare by eye."""
    if isinstance(node, URIRef):
        return node.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    return node.n3() if hasattr(node, "datatype") else "_"


def ontology_files() -> list[Path]:
    """Return the modules of the shipped ontology, without the parts of countries."""
    return sorted(path for path in folder("ontology").glob("*.ttl") if path.name != "subdivisions.ttl")


def law_files() -> list[Path]:
    """Return the shipped instruments."""
    return sorted((folder("ontology") / "instruments").glob("*.ttl"))
