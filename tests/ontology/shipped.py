"""The shipped ontology and law as the tests of the data read them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rightsnet.model.names import RN
from rightsnet.rdf.facts import Facts
from rightsnet.resources import folder

ONTOLOGY = folder("ontology")
MODULES = sorted(path for path in ONTOLOGY.glob("*.ttl") if path.name != "rightsnet.ttl")
INSTRUMENTS = sorted((ONTOLOGY / "instruments").glob("*.ttl"))


@cache
def facts(*paths: Path) -> Facts:
    """Return the triples of some files; of all of them if none is named, subdivisions left out."""
    every = [path for path in (*MODULES, *INSTRUMENTS) if path.name != "subdivisions.ttl"]
    return Facts.from_turtle(paths or every)


def terms(triples: Facts) -> set[str]:
    """Return every term of the ontology's namespace that the triples describe."""
    return {subject for subject, _, _ in triples if subject.startswith(RN)}
