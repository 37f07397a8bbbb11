"""The shipped vocabulary, law and examples conform to every shape, whichever engine looks."""

from __future__ import annotations

import pytest
from rdflib import RDF, SH, Graph

from rightsnet import session
from rightsnet.rdf import files
from rightsnet.rdf.validation import shapes, validate
from rightsnet.resources import folder
from shapes.engines import ONTOLOGY, by_pyshacl, by_rudof, read

EXAMPLES = sorted(path.parent for path in folder("examples").glob("*/proposal.*"))


@pytest.fixture(scope="module")
def everything() -> Graph:
    """Return every triple that is shipped."""
    return read(*sorted(ONTOLOGY.rglob("*.ttl")))


def test_pyshacl_finds_nothing() -> None:
    """The rest of what is shipped, `test_fixtures.py` puts into one graph with the fixtures."""
    rest = read(*(ONTOLOGY / f"{stem}.ttl" for stem in ("subdivisions", "parties", "places")))
    assert by_pyshacl(rest, shapes()) == set()


def test_rudof_finds_nothing(everything: Graph) -> None:
    assert by_rudof(everything, shapes()) == set()


def test_there_is_much_to_look_at(everything: Graph) -> None:
    targets = set(shapes().objects(None, SH.targetClass))
    described = {target for target in targets if (None, RDF.type, target) in everything}
    assert len(everything) > 50_000
    assert len(described) > 25


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.name for path in EXAMPLES])
def test_an_example_conforms(example: object) -> None:
    found = [files.read(path, session.vocabulary()) for path in files.find([str(example)])]
    assert len(found) == 1
    assert validate(found[0]) == []
