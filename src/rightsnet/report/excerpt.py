"""The lines of the author's file around a finding, with carets under the value it concerns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from rightsnet.errors import Location
from rightsnet.report.printable import printable, width

CONTEXT = 2
"""How many lines are shown before and after the line of the finding."""
COLUMNS = 100
"""How wide a line of the file is shown before it is cut."""

_PAIRS = {'"': re.compile(r'"(?:\\.|[^"\\])*"'), "'": re.compile(r"'(?:''|[^'])*'"), "<": re.compile(r"<[^>\s]*>")}
_TURTLE_NAME = re.compile(r"[^\s;,\])]+")
_FLOW_SCALAR = re.compile(r"(?:(?! #)[^,\]}])+")
_BLOCK_SCALAR = re.compile(r"(?:(?! #).)+")
_SUPPRESSION = re.compile(r"#\s*rightsnet:")
"""What follows it in a comment are names of rules, one of which is meant."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_TURTLE = {".ttl", ".n3", ".nt", ".trig"}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Consecutive lines of a file, and where the carets go.

    Args:
        first: the number of the first line.
        marked: the number of the line under which the carets stand; ``indent`` and ``length`` in columns.
    """

    first: int
    lines: tuple[str, ...]
    marked: int
    indent: int
    length: int


def excerpt(text: str, location: Location) -> Excerpt | None:
    r"""Return the lines around a location, or ``None`` if it names no line of the text.

    >>> found = excerpt("norms:\n- id: s4\n  action: HackDevice\n", Location("bill.yaml", 3, 11))
    >>> found.lines[-1], found.indent, found.length
    ('  action: HackDevice', 10, 10)
    >>> excerpt("norms:\n", Location("bill.yaml")) is None
    True
    """
    lines = _lines(text)
    if not 1 <= location.line <= len(lines):
        return None
    first, last = max(1, location.line - CONTEXT), min(len(lines), location.line + CONTEXT)
    while first < location.line and not lines[first - 1].strip():
        first += 1
    while last > location.line and not lines[last - 1].strip():
        last -= 1
    marked = lines[location.line - 1]
    start = min(location.column - 1, len(marked)) if location.column else len(marked) - len(marked.lstrip())
    value = printable(_value(marked, start, location.file))
    # A line that is too long is shown from shortly before the value, so that the carets stay in sight.
    skipped = max(0, start - COLUMNS // 2) if start + len(value) > COLUMNS else 0
    shown = [_cut(line, 0) for line in lines[first - 1 : last]]
    shown[location.line - first] = _cut(marked, skipped)
    indent = width(_cut(marked, skipped)[: start - skipped + bool(skipped)])
    length = min(max(1, width(value)), max(1, COLUMNS - indent))
    return Excerpt(first, tuple(shown), location.line, indent, length)


def span(text: str, location: Location) -> tuple[int, int] | None:
    r"""Return where the value at a location begins and ends in its line, counted in UTF-16 units from 1, as editors do.

    >>> span("norms:\n- id: s4\n  action: HackDevice\n", Location("bill.yaml", 3, 11))
    (11, 21)
    """
    lines = _lines(text)
    if not location.column or not 1 <= location.line <= len(lines):
        return None
    line = lines[location.line - 1]
    start = min(location.column - 1, len(line))
    first = 1 + _units(line[:start])
    return first, first + max(1, _units(_value(line, start, location.file)))


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """Return the lines of a file; the many findings on one file share them."""
    return _LINE_END.split(text.removeprefix("\ufeff"))


def _units(text: str) -> int:
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text)


def _cut(line: str, skipped: int) -> str:
    line = printable(f"…{line[skipped:]}" if skipped else line)
    return (line if len(line) <= COLUMNS else f"{line[: COLUMNS - 1]}…").rstrip()


def _value(line: str, start: int, file: str) -> str:
    """Return the value that begins at a place in a line, as the format of the file delimits it."""
    rest, before = line[start:], line[:start]
    if _SUPPRESSION.search(before):
        return re.split(r"[\s,]", rest, maxsplit=1)[0]
    opening = _PAIRS.get(rest[:1])
    quoted = opening.match(rest) if opening else None
    if quoted:
        return quoted[0]
    if PurePath(file).suffix.lower() in _TURTLE:
        name = _TURTLE_NAME.match(rest)
        return name[0].rstrip(".") if name else rest.rstrip()
    if rest[:1] in ("{", "["):
        return rest.rstrip()
    inside = before.count("{") + before.count("[") > before.count("}") + before.count("]")
    scalar = (_FLOW_SCALAR if inside else _BLOCK_SCALAR).match(rest)
    return scalar[0].rstrip() if scalar else rest.rstrip()
