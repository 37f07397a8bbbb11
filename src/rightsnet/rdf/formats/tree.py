"""A file as a tree in which every value knows its line and column, whether it was YAML or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rightsnet.errors import InputError, Location

DEEPEST = 60
"""No document of ours is nested nearly as deeply; what is would exhaust the stack."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it was written; ``kind`` is what YAML 1.2 takes it for: str, int, float, bool, null, date."""

    text: str
    kind: str
    location: Location


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Value, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping, in the order of the file."""

    entries: tuple[tuple[Scalar, Value], ...]
    location: Location

    def keys(self) -> Iterator[str]:
        """Yield the names of the keys."""
        for key, _ in self.entries:
            yield key.text

    def get(self, name: str) -> Value | None:
        """Return the value of a key; ``None`` if there is no such key."""
        return next((value for key, value in self.entries if key.text == name), None)


Value = Scalar | Items | Entries


class Distinct:
    """Entries of one mapping, no two of which have the same key."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Scalar, Value]] = {}

    def add(self, key: Scalar, value: Value) -> None:
        """Add an entry.

        Raises:
            InputError: if there is one with that key already.
        """
        if key.text in self._entries:
            first = self._entries[key.text][0].location.line
            raise InputError(
                f"The key “{key.text}” is given twice, first on line {first}.",
                key.location,
                help="Keep one of the two.",
            )
        self._entries[key.text] = (key, value)

    def __iter__(self) -> Iterator[tuple[Scalar, Value]]:
        return iter(self._entries.values())


def too_deep(location: Location) -> InputError:
    """Return the error for values that are nested too deeply."""
    return InputError(f"Values are nested more than {DEEPEST} levels deep.", location)
