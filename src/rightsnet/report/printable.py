"""Text of others made safe and measurable for a terminal."""

from __future__ import annotations

import unicodedata

_DIRECTION = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}
"""Marks that reorder what follows them, so that a line would read differently from what the file says."""


def printable(text: str) -> str:
    r"""Return the text on one line, without characters that a terminal would obey rather than show.

    >>> printable("one\ttwo\nthree\x1b[31m")
    'one two three�[31m'
    >>> printable("noncharacters\ufffe\ufdd0")
    'noncharacters��'
    """
    # Nearly every text is one that Python calls printable, and those hold none of the characters in question.
    return text if text.isprintable() else "".join(_shown(character) for character in text)


def width(text: str) -> int:
    r"""Return how many columns the text takes: none for a combining mark, two for a wide East Asian character.

    >>> width("norm"), width("規範"), width("e\u0301")
    (4, 4, 1)
    """
    return len(text) if text.isascii() else sum(_columns(character) for character in text)


def _shown(character: str) -> str:
    if character in "\t\n\r":
        return " "
    obeyed = unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION
    return "�" if obeyed or _is_no_character(character) else character


def _is_no_character(character: str) -> bool:
    """Say whether it is one of the codes that Unicode keeps free for ever, which neither HTML nor XML may hold."""
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
