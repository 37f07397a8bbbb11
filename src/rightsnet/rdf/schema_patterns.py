"""The patterns of the schema of proposals, in the regular expressions that ECMAScript and Python have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rightsnet.rdf.spelling import normal

_SEPARATORS = r"[\s_‐‑–-]+"
_ANY_SEPARATOR = r"[\s_‐‑–-]*"
DAY = r"^(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
_TIME = r"T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?"
DURATION = rf"^P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?(?:{_TIME})?$"
NUMBER = r"^[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?$"
LANGUAGE = r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$"
IRI = r'^<?[A-Za-z][A-Za-z0-9+.-]*:(?://|[^\s/])[^\s<>"{}|\\^`]*>?$'
FRAGMENT = r'^#?(?:[^\s<>"{}|\\^`%#\[\]:]|%[0-9A-Fa-f]{2})+$'
SUBDIVISION = r"^[A-Za-z]{2}-[A-Za-z0-9]{1,3}$"


def spellings(names: Iterable[str]) -> str:
    """Return the pattern of names in any case, with any separators, or none, between their words.

    >>> pattern = spellings(["Online platform"])
    >>> [bool(re.search(pattern, text)) for text in ("online-platform", "ONLINEPLATFORM", "on line platform")]
    [True, True, False]
    """
    starts: dict[str, set[int]] = {}
    for name in names:
        known, length = starts.setdefault(normal(name), set()), 0
        for word in re.split(_SEPARATORS, name):
            known.add(length)
            length += len(normal(word))
    return f"^(?:{'|'.join(_spelling(name, starts[name]) for name in sorted(starts))})$"


def _spelling(name: str, starts: set[int]) -> str:
    letters = (_letter(letter) for letter in name)
    return "".join(f"{_ANY_SEPARATOR if n and n in starts else ''}{letter}" for n, letter in enumerate(letters))


def _letter(letter: str) -> str:
    if letter.upper() != letter and len(letter.upper()) == 1:
        return f"[{letter.upper()}{letter}]"
    # Not re.escape, which escapes more than ECMAScript lets one escape.
    return f"\\{letter}" if letter in r"\^$.*+?()[]{}|/" else letter
