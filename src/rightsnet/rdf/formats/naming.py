"""How the parts of a proposal are named: IRIs that an author wrote, and IRIs made of the numbers of provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rightsnet.rdf.formats.iris import is_iri
from rightsnet.rdf.vocabulary import expand


def absolute(text: str) -> str | None:
    """Return the absolute IRI that a text is or is short for; ``None`` if it is neither.

    A locator such as ``art:4`` is no IRI; one that is not hierarchical has to begin with a well-known scheme.

    >>> absolute("id:gdpr"), absolute("https://example.org/a"), absolute("urn:x:y"), absolute("s4"), absolute("sch:1")
    ('https://w3id.org/rightsnet/id/gdpr', 'https://example.org/a', 'urn:x:y', None, None)
    """
    iri = expand(text)
    is_known = iri is not None and ("://" in iri or iri.startswith(("urn:", "tag:", "info:")))
    return iri if iri is not None and is_known and is_iri(iri) else None


def slug(text: str) -> str:
    """Return the letters and digits of a text, joined by hyphens.

    >>> slug("s 4(1)"), slug("§")
    ('s-4-1', 'text')
    """
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-") or "text"


def provision_names(locators: Sequence[str]) -> dict[str, str]:
    """Return the fragment of each locator of a document; they differ, in whatever order the locators come.

    >>> provision_names(["s 4(1)", "s 4.1"])
    {'s 4(1)': 'provision-s-4-1', 's 4.1': 'provision-s-4-1-2'}
    """
    names: dict[str, str] = {}
    taken = set[str]()
    for locator in sorted(set(locators)):
        stem = name = f"provision-{slug(locator)}"
        number = 2
        while name in taken:
            name = f"{stem}-{number}"
            number += 1
        taken.add(name)
        names[locator] = name
    return names
