"""The two namespaces of the project, and IRIs in the short form that people read."""

from __future__ import annotations

RN = "https://w3id.org/rightsnet/ns#"
"""Every term of the ontology."""
ID = "https://w3id.org/rightsnet/id/"
"""Shipped instruments, provisions and norms."""

PREFIXES = {
    "rn": RN,
    "id": ID,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
}
"""The prefixes that rightsnet writes and that an author may use without declaring them."""


def rn(name: str) -> str:
    """Return the IRI of a term of the ontology.

    >>> rn("Privacy")
    'https://w3id.org/rightsnet/ns#Privacy'
    """
    return RN + name


def curie(iri: str) -> str:
    """Return the IRI with a known prefix, or in angle brackets.

    >>> curie(rn("Privacy")), curie("https://example.org/a")
    ('rn:Privacy', '<https://example.org/a>')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def local_name(iri: str) -> str:
    """Return what stands after the last ``#`` or ``/``.

    >>> local_name("https://example.org/bill#s4"), local_name(rn("Privacy"))
    ('s4', 'Privacy')
    """
    return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
