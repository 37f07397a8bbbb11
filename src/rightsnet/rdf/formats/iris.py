"""Whether a text is an absolute IRI, so that every format holds it."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph

from rightsnet.errors import InputError


@lru_cache(maxsize=4096)
def is_iri(text: str) -> bool:
    """Say whether a text is an absolute IRI.

    >>> is_iri("https://example.org/é#s4"), is_iri("https://example.org/a b"), is_iri("s4")
    (True, False, False)
    """
    try:
        pyoxigraph.NamedNode(text)
    except ValueError:
        return False
    return True


def checked(text: str) -> str:
    """Return an IRI that is to be written.

    Raises:
        InputError: if it is none; a graph can hold such a name, but no file can.

    >>> checked("https://example.org/a b")
    Traceback (most recent call last):
    rightsnet.errors.InputError: “https://example.org/a b” is not an absolute IRI, so no file can hold it.
    """
    if not is_iri(text):
        raise InputError(f"“{text}” is not an absolute IRI, so no file can hold it.")
    return text
