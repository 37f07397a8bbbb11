"""The metadata that makes a module findable and reusable: the checks of FOOPS! that need no network."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.shipped import INSTRUMENTS, MODULES, ONTOLOGY, facts
from rightsnet.model.names import ID, PREFIXES, RN

OWL, DCT = PREFIXES["owl"], PREFIXES["dct"]
VANN = "http://purl.org/vocab/vann/"
FILES = [*MODULES, *INSTRUMENTS, ONTOLOGY / "rightsnet.ttl"]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_module_says_what_it_is_whose_it_is_and_how_it_may_be_used(path: Path) -> None:
    triples = facts(path)
    headers = triples.instances(OWL + "Ontology")
    assert len(headers) == 1
    iri = headers[0]
    assert iri.startswith("https://w3id.org/rightsnet/")
    assert triples.text(iri, DCT + "title")
    assert triples.text(iri, DCT + "abstract")
    assert triples.text(iri, DCT + "creator") == "The rightsnet project"
    assert triples.text(iri, DCT + "created") == "2026-11-24"
    assert triples.names(iri, DCT + "license")
    assert triples.name(iri, OWL + "versionIRI") == f"{iri.rstrip('/')}/0.1.0"
    assert triples.text(iri, OWL + "versionInfo") == "0.1.0"
    shipped = path in INSTRUMENTS
    assert triples.text(iri, VANN + "preferredNamespacePrefix") == ("id" if shipped else "rn")
    assert triples.text(iri, VANN + "preferredNamespaceUri") == (ID if shipped else RN)
