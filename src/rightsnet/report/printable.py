"""Text of others made safe and measurable for a terminal."""

from __future__ import annotations

import unicodedata

_DIRECTION = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}
"""Marks that reorder what follows them, so that a line would read differently from what the file says."""


def printable(text: str) -> str:
    r"""Return the text on one line, without characters that a terminal would obey rather than show.

    >>> printable("one\ttwo\nthree\x1b[31m")
    'one two three�[31m'
    """
    return "".join(_shown(character) for character in text)


def width(text: str) -> int:
    r"""Return how many columns the text takes: none for a combining mark, two for a wide East Asian character.

    >>> width("norm"), width("規範"), width("e\u0301")
    (4, 4, 1)
    """
    return sum(_columns(character) for character in text)


def _shown(character: str) -> str:
    if character in "\t\n\r":
        return " "
    return "�" if unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION else character


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
