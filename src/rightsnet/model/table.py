"""The norm table: one row for each norm, for bodies that are too large to be read one norm at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TERMS: Mapping[str, str] = {
    "bearer": "actor",
    "action": "action",
    "object": "object",
    "counterparty": "actor",
    "place": "place",
    "circumstance": "circumstance",
    "window_after": "circumstance",
    "rank": "rank",
}
"""Columns that hold a term, each with the kind of term that it wants."""

DATES = ("valid_from", "valid_until", "adopted")
"""Columns that hold a day."""

DURATIONS = ("window_from", "window_until")
"""Columns that hold a duration, such as P30D."""

COLUMNS = (
    "id",
    "modality",
    "bearer",
    "action",
    "object",
    "counterparty",
    "place",
    "valid_from",
    "valid_until",
    "circumstance",
    "window_from",
    "window_until",
    "window_after",
    "rank",
    "adopted",
    "instrument",
)
"""Every column of the norm table; an empty cell leaves the axis unconstrained."""

REQUIRED = ("id", "modality", "bearer", "action")
"""The columns that no table may lack and no row may leave empty."""

FURTHER = ("id", "part", "axis", "min", "max", "min_open", "max_open")
"""The columns of the second table: numbers that the bearer must meet (scope) or that bound the act (act)."""


NUMBER = "DECIMAL(38, 12)"
"""The type in which measured numbers are compared: exact, with twelve decimals."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table on disk and its columns; Parquet by its ending, otherwise CSV in which every cell is text."""

    path: Path
    columns: tuple[str, ...]

    @property
    def is_parquet(self) -> bool:
        """Say whether the columns have types of their own."""
        return self.path.suffix.lower() == ".parquet"

    @property
    def sql(self) -> str:
        """Return the SQL that reads the table; the characters that DuckDB takes for patterns stand for themselves.

        >>> TableFile(Path("it's [1].parquet"), ("id",)).sql
        "read_parquet('it''s [[]1].parquet')"
        """
        name = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(self.path)).replace("'", "''")
        if self.is_parquet:
            return f"read_parquet('{name}')"
        columns = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in self.columns)
        return (
            f"read_csv('{name}', header = true, auto_detect = false, columns = {{{columns}}}, nullstr = '', "
            "delim = ',', quote = '\"', escape = '\"', comment = '')"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NormTable:
    """A norm table that has been checked: every word in it is known, every value is of the right type.

    Args:
        file: the table; ``further``: the second table, if there is one.
        norms: the number of its rows.
        terms: column → the text of a cell → the IRI that it stands for, ``None`` if that constrains nothing.
        durations: the text of a cell → seconds.
        measures: the text of a cell of the second table's column ``axis`` → the IRI of the measure.
    """

    file: TableFile
    further: TableFile | None = None
    norms: int
    terms: Mapping[str, Mapping[str, str | None]]
    durations: Mapping[str, int]
    measures: Mapping[str, str]


def quoted(name: str) -> str:
    """Return a name as SQL quotes it.

    >>> quoted("min")
    '"min"'
    """
    return '"' + name.replace('"', '""') + '"'
