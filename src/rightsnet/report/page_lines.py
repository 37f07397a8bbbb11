"""The parts of a page for a terminal: a heading, the lines around a place in a file, and rows of reasons."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Generator, Iterator, Mapping

from rightsnet.errors import Location
from rightsnet.model.finding import Severity
from rightsnet.report.excerpt import excerpt
from rightsnet.report.printable import printable

WIDTH = 100
GRAVITY: Mapping[Severity, str] = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
"""The ANSI code of each severity."""
_GUTTER = "34"


class PageLines:
    """What a page is made of, with or without colour."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def painted(self, text: str, code: str) -> str:
        """Return a text in a colour, if there are colours."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def heading(self, tag: str, rest: str, code: str) -> Iterator[str]:
        """Yield a tag in its colour with what follows it."""
        first, *further = wrapped(f"{tag}{rest}", "", " " * 4)
        yield self.painted(tag, code) + first.removeprefix(tag)
        yield from further

    def frame(self, location: Location | None, source: str, code: str, aside: str = "") -> Generator[str, None, str]:
        """Yield where something stands and the lines around it; return the margin of what follows."""
        if location is None:
            return " "
        shown = excerpt(source, location)
        digits = len(str(shown.first + len(shown.lines) - 1)) if shown else 1
        margin, bar = " " * digits, self.painted("|", _GUTTER)
        yield f"{margin}{self.painted('-->', _GUTTER)} {printable(str(location))}{aside}"
        if shown:
            yield f"{margin} {bar}"
            for number, line in enumerate(shown.lines, shown.first):
                yield f"{self.painted(f'{number:>{digits}}', _GUTTER)} {bar} {line}".rstrip()
                if number == shown.marked:
                    yield f"{margin} {bar} {' ' * shown.indent}{self.painted('^' * shown.length, code)}"
            yield f"{margin} {bar}"
        return margin

    def row(self, margin: str, title: str, lines: list[str]) -> Iterator[str]:
        """Yield the lines of one row below a frame."""
        start = f"{margin} = {title}: "
        for position, line in enumerate(lines):
            yield from wrapped(line, " " * len(start) if position else start, " " * len(start))


def wrapped(text: str, first: str, following: str) -> list[str]:
    """Return a text in lines of the page's width; a citation is not torn: “art.” stays with its number."""
    wrapper = textwrap.TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    )
    held = re.sub(r"\b(arts?\.?|paras?\.?|s) (?=\d)", "\\1\u00a0", printable(text))
    return [line.replace("\u00a0", " ") for line in wrapper.wrap(held)] or [first.rstrip()]
