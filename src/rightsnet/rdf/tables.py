"""Norm tables in CSV and Parquet: checked column by column, without a Python object for each row."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from rightsnet.errors import InputError, Location
from rightsnet.model import duration
from rightsnet.model.interval import Interval, period
from rightsnet.model.names import local_name, rn
from rightsnet.model.norm import SURFACE_FORMS, Measured, Norm, Window
from rightsnet.model.table import (
    COLUMNS,
    DATES,
    DURATIONS,
    FURTHER,
    NUMBER,
    REQUIRED,
    TERMS,
    NormTable,
    TableFile,
    quoted,
)
from rightsnet.rdf.spelling import alternatives, nearest
from rightsnet.rdf.vocabulary import Vocabulary

ENDINGS = (".csv", ".parquet")
"""The endings of the files that are norm tables."""

_OPEN = {rn(name) for name in ("Actor", "NormObject", "Circumstance", "Always", "WORLD")}
"""Values that constrain nothing: a cell that holds one of them is an empty one, save for a bearer."""

_LARGEST = 100_000
"""More rows than this are not read as single norms."""

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TEXT, _DATE = ("VARCHAR", "ENUM"), ("DATE", "VARCHAR")
_NUMBER = ("DECIMAL", "DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_UNSIGNED = tuple(f"U{name}" for name in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"))
_NUMBERS = (*_NUMBER, *_UNSIGNED, "VARCHAR")
_TYPES: Mapping[str, tuple[tuple[str, ...], str]] = {
    **dict.fromkeys((*COLUMNS, "part", "axis"), (_TEXT, "text")),
    **dict.fromkeys(DATES, (_DATE, "days")),
    "min": (_NUMBERS, "numbers"),
    "max": (_NUMBERS, "numbers"),
    "min_open": (("BOOLEAN", "VARCHAR"), "true or false"),
    "max_open": (("BOOLEAN", "VARCHAR"), "true or false"),
}


def check_table(path: Path, vocabulary: Vocabulary, further: Path | None = None) -> NormTable:
    """Check a norm table: its columns, its types, its terms, and that no interval ends before it begins.

    Args:
        path: the table, in CSV or Parquet by its ending.
        vocabulary: the terms that it may use.
        further: the second table, of measured conditions and limits.

    Raises:
        InputError: for the first fault, with its row (counting the head of a CSV file) and column.

    >>> from rightsnet.rdf.facts import Facts
    >>> check_table(Path("no-such-norms.csv"), Vocabulary(Facts()))
    Traceback (most recent call last):
    rightsnet.errors.InputError: no-such-norms.csv: There is no such file.
    """
    with duckdb.connect() as connection:
        checking = _Checking(connection, vocabulary)
        file = checking.opened(path, COLUMNS, REQUIRED)
        table = checking.table(file)
        if further is None:
            return table
        other = checking.opened(further, FURTHER, ("id", "part", "axis"))
        return replace(table, further=other, measures=checking.further(other, file))


def norms_from_table(path: Path, vocabulary: Vocabulary, further: Path | None = None) -> list[Norm]:
    """Return the norms of a small table, in the order of its rows.

    Raises:
        InputError: for a fault of the table, with its row and column, and for a table that is too large.
    """
    table = check_table(path, vocabulary, further)
    if table.norms > _LARGEST:
        help = "`rightsnet conflicts` takes tables of any size."
        raise InputError(f"The table has more than {_LARGEST} rows.", Location(str(path)), help=help)
    with duckdb.connect() as connection:
        measured = _measured(connection, table)
        columns = [column for column in COLUMNS if column in table.file.columns]
        rows = connection.execute(f"SELECT {', '.join(_cell(column) for column in columns)} FROM {table.file.sql}")
        first = _first_row(table.file)
        return [
            _norm(dict(zip(columns, row, strict=True)), table, measured, Location(str(path), number))
            for number, row in enumerate(rows.fetchall(), first)
        ]


class _Checking:
    """One run over a table: each check is a question to the whole of it; only a fault is looked up row by row."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary

    def opened(self, path: Path, known: Sequence[str], required: Sequence[str]) -> TableFile:
        """Return the table with its columns, once it is sure that it can be read and has the columns that it needs."""
        columns = self._columns(path)
        where = Location(str(path))
        for column in columns:
            if column not in known:
                help = nearest(column, known) or f"A norm table has the columns {', '.join(known)}."
                raise InputError(f"Unknown column “{column}”.", where, help=help)
            if columns.count(column) > 1:
                raise InputError(f"The column “{column}” is there twice.", where)
        for column in required:
            if column not in columns:
                raise InputError(f"The column “{column}” is missing.", where)
        file = TableFile(path, tuple(columns))
        if file.is_parquet:
            for column, type in self._types(file):
                types, words = _TYPES[column]
                if not type.startswith(types) and type != '"NULL"':
                    raise InputError(f"{column}: The column holds {type}, not {words}.", where)
        return file

    def table(self, file: TableFile) -> NormTable:
        """Check the first table."""
        (norms,) = self._row(f"SELECT count(*) FROM {file.sql}", file)
        columns = [column for column in COLUMNS if column in file.columns]
        faults = {f"{column} IS NULL": f"{column}: The cell is empty." for column in REQUIRED}
        typed = {column for column, type in self._types(file) if type == "DATE"} if file.is_parquet else set()
        for column in DATES:
            if column in columns:
                faults[_no_day(column, typed=column in typed)] = (
                    f"{column}: “{{{column}}}” is not a date. Write it as 2027-04-01."
                )
        if "valid_from" in columns and "valid_until" in columns:
            faults[f"{_day('valid_until')} <= {_day('valid_from')}"] = (
                "valid_until: The norm ends ({valid_until}) before it begins ({valid_from})."
            )
        self._faults(file, faults)
        self._unique(file, norms)
        for word in self._distinct(file, "modality"):
            if word not in SURFACE_FORMS:
                help = nearest(word, SURFACE_FORMS) or f"Use {alternatives(SURFACE_FORMS)}."
                raise InputError(f"modality: Unknown modality “{word}”.", self._find(file, "modality", word), help=help)
        terms = {column: self._terms(file, column, kind) for column, kind in TERMS.items() if column in columns}
        return NormTable(file=file, norms=norms, terms=terms, durations=self._durations(file), measures={})

    def further(self, file: TableFile, norms: TableFile) -> dict[str, str]:
        """Check the second table and return its measures."""
        faults = {f"{column} IS NULL": f"{column}: The cell is empty." for column in ("id", "part", "axis")}
        faults["part NOT IN ('scope', 'act')"] = "part: “{part}” is neither scope nor act."
        for end in ("min", "max"):
            if end in file.columns:
                faults[_no_number(end)] = f"{end}: “{{{end}}}” is not a number. Write digits, such as 45000000."
            if f"{end}_open" in file.columns:
                column = f"{end}_open"
                faults[f"{column} IS NOT NULL AND TRY_CAST({column} AS BOOLEAN) IS NULL"] = (
                    f"{column}: “{{{column}}}” is neither true nor false."
                )
        if "min" in file.columns and "max" in file.columns:
            low, high = (f"TRY_CAST({quoted(end)} AS {NUMBER})" for end in ("min", "max"))
            faults[f"{high} < {low}"] = "max: The interval ends ({max}) before it begins ({min})."
            opens = [
                f"coalesce(TRY_CAST({end} AS BOOLEAN), false)"
                for end in ("min_open", "max_open")
                if end in file.columns
            ]
            if opens:
                faults[f"{high} = {low} AND ({' OR '.join(opens)})"] = (
                    "max: The interval from {min} to {max} holds no value."
                )
        faults[f"NOT EXISTS (SELECT 1 FROM {norms.sql} AS n WHERE n.id = t.id)"] = "id: The table has no norm “{id}”."
        self._faults(file, faults)
        measures = {text: self._resolved(file, "axis", text, "measure") for text in self._distinct(file, "axis")}
        alike = " ".join(f"WHEN {_text(text)} THEN {_text(iri)}" for text, iri in measures.items())
        if alike:
            key = f"(id, part, CASE axis {alike} END)"
            again = f"SELECT {key} FROM {file.sql} GROUP BY ALL HAVING count(*) > 1"
            message = "axis: “{id}” has two rows for “{axis}”. Give each measure of a norm one row."
            (repeated,) = self._row(f"SELECT count(*) FROM ({again})", file)
            if repeated:
                self._faults(file, {f"{key} IN ({again})": message})
        return measures

    def _terms(self, file: TableFile, column: str, kind: str) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for text in self._distinct(file, column):
            iri = self._resolved(file, column, text, kind)
            found[text] = None if iri in _OPEN and column not in ("bearer", "action") else iri
        return found

    def _resolved(self, file: TableFile, column: str, text: str, kind: str) -> str:
        try:
            return self._vocabulary.resolve(text, kind)
        except InputError as error:
            message = f"{column}: {error.message}"
            raise InputError(message, self._find(file, column, text), help=error.help) from None

    def _durations(self, file: TableFile) -> dict[str, int]:
        columns = [column for column in DURATIONS if column in file.columns]
        found = {}
        for column in columns:
            for text in self._distinct(file, column):
                try:
                    found[text] = duration.seconds(text)
                except ValueError as error:
                    raise InputError(f"{column}: {error}", self._find(file, column, text)) from None
        if len(columns) == 2:
            pairs = f"SELECT DISTINCT {', '.join(columns)} FROM {file.sql} WHERE window_from IS NOT NULL"
            for since, until in sorted(self._rows(f"{pairs} AND window_until IS NOT NULL", file)):
                if found[until] < found[since]:
                    message = f"window_until: The window ends ({until}) before it begins ({since})."
                    where = f"window_from = '{since}' AND window_until = '{until}'"
                    raise InputError(message, self._where(file, where))
        return found

    def _unique(self, file: TableFile, norms: int) -> None:
        (different,) = self._row(f"SELECT count(DISTINCT hash(id)) FROM {file.sql}", file)
        if different == norms:
            return
        again = "row_number() OVER (PARTITION BY id ORDER BY file_row) > 1"
        first = _first_row(file)
        found = self._rows(
            f"SELECT id, file_row FROM (SELECT id, row_number() OVER () AS file_row FROM {file.sql}) "
            f"QUALIFY {again} ORDER BY file_row LIMIT 1",
            file,
        )
        for name, row in found:
            raise InputError(f"id: “{name}” is the id of an earlier norm.", Location(str(file.path), row + first - 1))

    def _faults(self, file: TableFile, faults: Mapping[str, str]) -> None:
        """Refuse a table with a row for which one of the conditions holds; the first such row is named."""
        conditions = list(faults)
        counts = self._row(
            f"SELECT {', '.join(f'count(*) FILTER ({each})' for each in conditions)} FROM {file.sql} AS t", file
        )
        if not any(counts):
            return
        rows = []
        for condition, count in zip(conditions, counts, strict=True):
            if count:
                columns = ", ".join(quoted(column) for column in file.columns)
                (row,) = self._rows(
                    f"SELECT * FROM (SELECT row_number() OVER () AS file_row, {columns} FROM {file.sql}) AS t "
                    f"WHERE {condition} ORDER BY file_row LIMIT 1",
                    file,
                )
                rows.append((row[0], faults[condition], dict(zip(file.columns, row[1:], strict=True))))
        number, message, cells = min(rows, key=lambda found: found[0])
        raise InputError(message.format(**cells), Location(str(file.path), number + _first_row(file) - 1))

    def _find(self, file: TableFile, column: str, text: str) -> Location:
        return self._where(file, f"{column} = {_text(text)}")

    def _where(self, file: TableFile, condition: str) -> Location:
        columns = ", ".join(quoted(column) for column in file.columns)
        numbered = f"SELECT row_number() OVER () AS file_row, {columns} FROM {file.sql}"
        (row,) = self._row(f"SELECT min(file_row) FROM ({numbered}) WHERE {condition}", file)
        return Location(str(file.path), row + _first_row(file) - 1)

    def _distinct(self, file: TableFile, column: str) -> list[str]:
        wanted = f"SELECT DISTINCT {column}::VARCHAR FROM {file.sql} WHERE {column} IS NOT NULL ORDER BY 1"
        return [text for (text,) in self._rows(wanted, file)]

    def _types(self, file: TableFile) -> list[tuple[str, str]]:
        return [(row[0], row[1]) for row in self._rows(f"DESCRIBE SELECT * FROM {file.sql}", file)]

    def _columns(self, path: Path) -> list[str]:
        where = Location(str(path))
        if path.suffix.lower() not in ENDINGS:
            raise InputError("A norm table ends in .csv or .parquet.", where)
        try:
            if path.suffix.lower() == ".parquet":
                with path.open("rb"):
                    pass
                return [name for name, _ in self._types(TableFile(path, ()))]
            with path.open(encoding="utf-8-sig", newline="") as text:
                return next(csv.reader(text), [])
        except FileNotFoundError:
            raise InputError("There is no such file.", where) from None
        except IsADirectoryError:
            raise InputError("This is a folder, not a file.", where) from None
        except OSError as error:
            raise InputError(f"The file cannot be read: {error.strerror}.", where) from None
        except (UnicodeDecodeError, csv.Error):
            raise InputError("The file is not a CSV file in UTF-8.", where) from None

    def _row(self, sql: str, file: TableFile) -> Any:
        return self._rows(sql, file)[0]

    def _rows(self, sql: str, file: TableFile) -> list[Any]:
        try:
            return self._connection.execute(sql).fetchall()
        except duckdb.Error as error:
            raise unreadable(error, file) from None


def unreadable(error: duckdb.Error, file: TableFile) -> InputError:
    """Return what DuckDB says of a file that it cannot read, in one sentence, with the line if it names one."""
    text = str(error)
    line = re.search(r"Line: (\d+)", text)
    if file.is_parquet:
        return InputError("The file is not a Parquet file, or it is damaged.", Location(str(file.path)))
    place = Location(str(file.path), int(line[1]) if line else 0)
    cells = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", text)
    if cells:
        return InputError(f"The row has {cells[2]} cells, not {cells[1]}.", place)
    if "utf" in text.lower() or "unicode" in text.lower():
        return InputError("The row is not text in UTF-8.", place, help="Save the file as UTF-8.")
    return InputError("The row cannot be read as CSV.", place, help="Check its quotation marks and commas.")


def _no_number(column: str) -> str:
    name = quoted(column)
    exact = f"TRY_CAST({name} AS {NUMBER})"
    return (
        f"{name} IS NOT NULL AND ({exact} IS NULL OR NOT isfinite(TRY_CAST({name} AS DOUBLE)) "
        f"OR {exact}::DOUBLE <> TRY_CAST({name} AS DOUBLE))"
    )


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _day(column: str) -> str:
    return f"TRY_CAST({column} AS DATE)"


def _no_day(column: str, *, typed: bool) -> str:
    """Return the condition for a cell that is not a day of the years 1 to 9999."""
    day = _day(column)
    within = f"isfinite({day}) AND {day} >= DATE '0001-01-01'"
    if typed:
        return f"NOT ({within})"
    spelt = f"regexp_full_match({column}, '{_DAY}')"
    return f"{column} IS NOT NULL AND NOT coalesce({spelt} AND {within}, false)"


def _first_row(file: TableFile) -> int:
    """Return the number of the first row: a CSV file has a head."""
    return 1 if file.is_parquet else 2


def _cell(column: str) -> str:
    return f"{_day(column)} AS {column}" if column in DATES else f"{column}::VARCHAR AS {column}"


def _measured(connection: duckdb.DuckDBPyConnection, table: NormTable) -> dict[tuple[str, str], tuple[Measured, ...]]:
    """Return the conditions and limits of the second table, by id and part."""
    if table.further is None:
        return {}
    cells = [f"{quoted(column)}::VARCHAR" if column in table.further.columns else "NULL::VARCHAR" for column in FURTHER]
    found: dict[tuple[str, str], list[Measured]] = {}
    for name, part, axis, low, high, *opens in connection.execute(
        f"SELECT {', '.join(cells)} FROM {table.further.sql}"
    ).fetchall():
        ends = [None if end is None else Decimal(end) for end in (low, high)]
        low_open, high_open = (_is_true(text) for text in opens)
        span = Interval(
            ends[0],
            ends[1],
            low_open and ends[0] is not None,
            high_open and ends[1] is not None,
        )
        found.setdefault((name, part), []).append(Measured(table.measures[axis], span))
    return {key: tuple(sorted(each, key=lambda one: one.measure)) for key, each in found.items()}


def _is_true(text: str | None) -> bool:
    return text is not None and text.lower() in ("true", "t", "1", "yes", "y")


def _norm(
    cells: Mapping[str, Any],
    table: NormTable,
    measured: Mapping[tuple[str, str], tuple[Measured, ...]],
    where: Location,
) -> Norm:
    terms: dict[str, str | None] = {
        column: None if cells.get(column) is None else table.terms[column][cells[column]] for column in TERMS
    }
    bearer, action = terms["bearer"], terms["action"]
    assert bearer is not None and action is not None
    name = cells["id"]
    return Norm(
        id=name,
        modality=SURFACE_FORMS[cells["modality"]],
        surface=cells["modality"],
        label=local_name(name),
        bearer=bearer,
        action=action,
        object=terms["object"],
        counterparty=terms["counterparty"],
        place=terms["place"],
        circumstance=terms["circumstance"],
        validity=_period(cells.get("valid_from"), cells.get("valid_until")),
        window=_window(cells, terms["window_after"], table.durations),
        conditions=measured.get((name, "scope"), ()),
        limits=measured.get((name, "act"), ()),
        rank=terms["rank"],
        instrument=cells.get("instrument") or "",
        locations={"": where},
    )


def _period(since: date | None, until: date | None) -> Interval[date]:
    return period(since, until)


def _window(cells: Mapping[str, Any], after: str | None, durations: Mapping[str, int]) -> Window | None:
    """Return the window of a row, or ``None`` if no cell of it is filled."""
    texts = [cells.get(column) for column in DURATIONS]
    if after is None and texts == [None, None]:
        return None
    low, high = (None if text is None else durations[text] for text in texts)
    return Window(Interval(low, high), after)


def is_table(path: str | Path) -> bool:
    """Say whether a file is a norm table by its ending.

    >>> is_table("norms.parquet"), is_table("bill.yaml")
    (True, False)
    """
    return Path(path).suffix.lower() in ENDINGS
