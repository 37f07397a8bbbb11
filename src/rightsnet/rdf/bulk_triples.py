"""Norms in N-Triples of any size, made into a norm table column by column, without a Python object for each triple."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyoxigraph

from rightsnet.errors import InputError, Location
from rightsnet.model.names import rn
from rightsnet.rdf.facts import RDF_TYPE
from rightsnet.rdf.reading import SURFACE_CLASSES

_NAMES = {
    "type": RDF_TYPE,
    **{
        name: rn(name)
        for name in ("bearer", "action", "object", "counterparty", "circumstance", "place", "rank", "after", "measure")
    },
}
"""Columns that hold a name, of which there are few different ones, each with its property."""
_TEXTS = {
    "valid_from": rn("validFrom"),
    "valid_until": rn("validUntil"),
    "window_from": rn("from"),
    "window_until": rn("until"),
    "applies_from": rn("appliesFrom"),
    "in_force_from": rn("inForceFrom"),
    "in_force_until": rn("inForceUntil"),
    "min": rn("min"),
    "max": rn("max"),
    "min_open": rn("minOpen"),
    "max_open": rn("maxOpen"),
}
"""Columns that hold a literal."""
_LINKS = {
    "provision": rn("provision"),
    "instrument": rn("instrument"),
    "window": rn("window"),
    "conditions": rn("conditions"),
    "limits": rn("limits"),
}
"""Properties whose values are other subjects of the file."""
_COLUMNS = (*_NAMES, *_TEXTS)
_LINKED = len(_COLUMNS)
_ODD = 1_000_000
"""So many lines may be written in an unusual way, each of which is parsed by itself."""


def table_from_triples(path: Path, folder: Path, *, memory: str = "1GB") -> tuple[Path, Path | None]:
    """Write the norms of an N-Triples file as a norm table in Parquet, and their measured numbers as a second table.

    A norm takes what it does not say itself from the instrument of its provision, as far as that is in the file.

    Args:
        folder: where ``norms.parquet`` and ``further.parquet`` are written.
        memory: how much memory may be used.

    Returns:
        The two files; ``None`` for the second if no norm has measured numbers.

    Raises:
        InputError: for a line that is not a triple, with its number; for a norm whose bearer, action or other value is
            a class without a name, which no table can hold; and for a folder that cannot be written.
    """
    if not path.is_file():
        raise InputError("There is no such file.", Location(str(path)))
    try:
        with (
            TemporaryDirectory(prefix=".rightsnet-", dir=folder) as spill,
            duckdb.connect(config={"temp_directory": spill, "memory_limit": memory}) as connection,
        ):
            connection.execute("SET preserve_insertion_order = false")
            return _Reading(connection, path).tables(folder, Path(spill))
    except duckdb.IOException as error:
        reason = "the disk is full" if "space" in str(error) else str(error).splitlines()[0]
        raise InputError(f"The folder cannot be used: {reason}.", Location(str(folder))) from None
    except OSError as error:
        raise InputError(f"The folder cannot be used: {error.strerror}.", Location(str(folder))) from None


class _Reading:
    """One file on its way from lines to tables."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self._path = path
        name = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path)).replace("'", "''")
        self._lines = (
            f"read_csv('{name}', header = false, auto_detect = false, columns = {{line: 'VARCHAR'}}, delim = '\x01', "
            "quote = '', escape = '', comment = '', nullstr = '\x02')"
        )

    def tables(self, folder: Path, spill: Path) -> tuple[Path, Path | None]:
        """Write both tables."""
        self._split()
        self._code()
        self._pivot()
        self._refuse_expressions()
        norms = self._copy(_norms_sql(), folder / "norms.parquet", spill)
        ((numbers,),) = self._rows("SELECT count(*) FROM link WHERE property IN ('conditions', 'limits')")
        further = self._copy(_FURTHER_SQL, folder / "further.parquet", spill) if numbers else None
        return norms, further

    def _split(self) -> None:
        """Take from every line that is written in the usual way its subject, property and value, if they are wanted."""
        wanted = [
            (f"<{property}>", code)
            for code, property in enumerate([*_NAMES.values(), *_TEXTS.values(), *_LINKS.values()])
        ]
        self._fill("property", {"p": "VARCHAR", "code": "UTINYINT"}, wanted)
        parts = (
            f"SELECT line, split_part(line, ' ', 1) AS s, split_part(line, ' ', 2) AS p FROM {self._lines} "
            "WHERE line IS NOT NULL"
        )
        usual = (
            "suffix(line, ' .') AND starts_with(p, '<') AND suffix(p, '>') AND (starts_with(s, '<') OR starts_with(s, '_:')) "
            "AND NOT contains(s, chr(92)) AND NOT contains(s, chr(9)) AND NOT contains(p, chr(92))"
        )
        # Most values have no space in them, and taking the rest of a line is slow.
        value = (
            "CASE WHEN split_part(line, ' ', 4) = '.' THEN split_part(line, ' ', 3) "
            "ELSE line[length(s) + length(p) + 3 : -3] END"
        )
        try:
            self._do(
                f"CREATE TABLE triple AS SELECT s, code, {value} AS o FROM ({parts}) JOIN property USING (p) WHERE {usual}"
            )
            odd = self._rows(
                f"SELECT line FROM ({parts}) WHERE NOT ({usual}) AND trim(line) <> '' "
                f"AND NOT starts_with(ltrim(line, ' ' || chr(9)), '#') LIMIT {_ODD + 1}"
            )
        except duckdb.InvalidInputException as error:
            raise InputError("The file is not text in UTF-8.", Location(str(self._path))) from error
        if len(odd) > _ODD:
            raise InputError("The file is not in canonical N-Triples.", Location(str(self._path)))
        self._insert_odd([line for (line,) in odd])

    def _insert_odd(self, lines: Sequence[str]) -> None:
        """Parse the lines that are written in another way, such as with tabs, comments or escapes."""
        codes = dict(self._rows("SELECT p, code FROM property"))
        rows = []
        for line in lines:
            for triple in self._parsed(line, line):
                code = codes.get(str(triple.predicate))
                if code is not None:
                    rows.append((str(triple.subject), code, str(triple.object)))
        if rows:
            values = ", ".join(f"unnest(?::{type}[])" for type in ("VARCHAR", "UTINYINT", "VARCHAR"))
            self._connection.execute(
                f"INSERT INTO triple SELECT {values}", [list(column) for column in zip(*rows, strict=True)]
            )

    def _parsed(self, text: str, line: str) -> list[pyoxigraph.Quad]:
        try:
            return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES))
        except SyntaxError:
            numbered = f"SELECT row_number() OVER () AS number, line FROM {self._lines}"
            self._do("SET preserve_insertion_order = true")
            found = self._connection.execute(f"SELECT min(number) FROM ({numbered}) WHERE line = ?", [line]).fetchone()
            number = found[0] if found and found[0] else 0
            raise InputError("The line is not a triple.", Location(str(self._path), number)) from None

    def _code(self) -> None:
        """Give each different value a number, in the order in which the first of several is taken."""
        known = []
        for text, code, subject in self._rows(
            f"SELECT o, code, min(s) FROM triple WHERE code < {_LINKED} GROUP BY o, code"
        ):
            column = _COLUMNS[code]
            (triple,) = self._parsed(f"<urn:s> <urn:p> {text} .\n", f"{subject} <{self._property(column)}> {text} .")
            value = triple.object
            if isinstance(value, pyoxigraph.Literal) == (column in _TEXTS):
                known.append((_rank(value), text, code, _plain(value)))
        known.sort()
        rows = [(text, code, number, plain) for number, (_, text, code, plain) in enumerate(known)]
        types = {"o": "VARCHAR", "code": "UTINYINT", "number": "INTEGER", "plain": "VARCHAR"}
        self._fill("value", types, rows)

    def _property(self, column: str) -> str:
        return {**_NAMES, **_TEXTS}[column]

    def _pivot(self) -> None:
        """Make one row of each subject."""
        self._fill("surface", {"iri": "VARCHAR", "word": "VARCHAR"}, SURFACE_CLASSES.items())
        self._do("CREATE TABLE coded AS SELECT s, code, number FROM triple JOIN value USING (o, code)")
        self._do("""
CREATE TABLE norm AS SELECT DISTINCT s, word FROM coded JOIN value USING (code, number)
JOIN surface ON surface.iri = value.plain WHERE code = 0""")
        for name in ("Instrument", "Provision"):
            self._do(
                f"CREATE TABLE {name.lower()} AS SELECT DISTINCT s FROM coded JOIN value USING (code, number) "
                f"WHERE code = 0 AND plain = '{rn(name)}'"
            )
        firsts = ", ".join(
            f'min(number) FILTER (code = {code}) AS "{name}"' for code, name in enumerate(_COLUMNS) if code
        )
        self._do(f"CREATE TABLE subject AS SELECT s, {firsts} FROM coded WHERE code <> 0 GROUP BY s")
        self._do("DROP TABLE coded")
        names = list(_LINKS)
        cases = " ".join(f"WHEN {_LINKED + position} THEN '{name}'" for position, name in enumerate(names))
        self._do(
            f"CREATE TABLE link AS SELECT s, CASE code {cases} END AS property, o FROM triple "
            f"WHERE code >= {_LINKED} AND o NOT LIKE '\"%'"
        )

    def _refuse_expressions(self) -> None:
        """Refuse a norm with a value that has no name: a union of classes, for example."""
        for column in ("bearer", "action", "object", "counterparty", "circumstance", "place", "rank"):
            found = self._rows(
                f'SELECT s FROM norm JOIN subject USING (s) JOIN value ON number = "{column}" '
                "WHERE plain LIKE '\\_:%' ESCAPE '\\' ORDER BY s LIMIT 1"
            )
            for (name,) in found:
                raise InputError(
                    f"The {column} of {name} is a class without a name, which a norm table cannot hold.",
                    Location(str(self._path)),
                    help="Give the class a name in the ontology.",
                )

    def _copy(self, sql: str, path: Path, spill: Path) -> Path:
        beside = spill / path.name
        name = str(beside).replace("'", "''")
        self._do(f"COPY ({sql}) TO '{name}' (FORMAT parquet)")
        beside.replace(path)
        return path

    def _fill(self, name: str, types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        declared = ", ".join(f"{column} {type}" for column, type in types.items())
        self._do(f"CREATE TABLE {name} ({declared})")
        columns = [list(column) for column in zip(*rows, strict=True)]
        if columns:
            values = ", ".join(f"unnest(?::{type}[])" for type in types.values())
            self._connection.execute(f"INSERT INTO {name} SELECT {values}", columns)

    def _do(self, sql: str) -> None:
        self._connection.execute(sql)

    def _rows(self, sql: str) -> list[Any]:
        return self._connection.execute(sql).fetchall()


def _rank(value: Any) -> tuple[Any, ...]:
    """Return the key by which the first of several values is chosen, as `Facts.name` and `Facts.text` do."""
    if isinstance(value, pyoxigraph.Literal):
        language = value.language or ""
        return (language != "en", language, value.value)
    return (False, "", _plain(value))


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, pyoxigraph.BlankNode) else str(value.value)


def _named(column: str, alias: str) -> tuple[str, str]:
    """Return the SQL of the text of a column of a subject, and the join that it needs."""
    table = f"{alias}_{column}"
    return f"{table}.plain", f'LEFT JOIN value AS {table} ON {table}.number = {alias}."{column}"'


def _norms_sql() -> str:
    joins: list[str] = []

    def text(column: str, alias: str = "own") -> str:
        value, join = _named(column, alias)
        joins.append(join)
        return value

    cells = {column: text(column) for column in ("bearer", "action", "object", "counterparty", "circumstance")}
    place = f"coalesce({text('place')}, {text('place', 'source')})"
    rank = f"coalesce({text('rank')}, {text('rank', 'source')})"
    since = f"coalesce({text('valid_from')}, {text('applies_from', 'source')}, {text('in_force_from', 'source')})"
    until = f"coalesce({text('valid_until')}, {text('in_force_until', 'source')})"
    window = {column: text(column, "span") for column in ("window_from", "window_until", "after")}
    first = "(SELECT s, min(o) AS o FROM link WHERE property = '{}' GROUP BY s)"
    spans = "(SELECT * FROM subject WHERE window_from IS NOT NULL OR window_until IS NOT NULL OR after IS NOT NULL)"
    return f"""
SELECT {_bare("norm.s")} AS id, norm.word AS modality, {", ".join(f"{sql} AS {name}" for name, sql in cells.items())},
    {place} AS place, {since} AS valid_from, {until} AS valid_until, {window["window_from"]} AS window_from,
    {window["window_until"]} AS window_until, {window["after"]} AS window_after, {rank} AS rank,
    {_bare("within.o")} AS instrument
FROM norm JOIN subject AS own USING (s)
LEFT JOIN {first.format("window")} AS spanned USING (s) LEFT JOIN {spans} AS span ON span.s = spanned.o
LEFT JOIN {first.format("provision")} AS cited USING (s)
LEFT JOIN {first.format("instrument")} AS within ON within.s = cited.o AND cited.o IN (SELECT s FROM provision)
LEFT JOIN (SELECT * FROM subject WHERE s IN (SELECT s FROM instrument)) AS source ON source.s = within.o
{" ".join(joins)}
WHERE own.bearer IS NOT NULL AND own.action IS NOT NULL"""


def _bare(name: str) -> str:
    return f"CASE WHEN {name}[1] = '<' THEN {name}[2 : -2] ELSE {name} END"


def _further_sql() -> str:
    columns = ("measure", "min", "max", "min_open", "max_open")
    values = [_named(column, "bound") for column in columns]
    measure, low, high, low_open, high_open = (value for value, _ in values)
    return f"""
SELECT {_bare("link.s")} AS id, CASE property WHEN 'conditions' THEN 'scope' ELSE 'act' END AS part, {measure} AS axis,
    {low} AS "min", {high} AS "max", {low_open} AS min_open, {high_open} AS max_open
FROM link JOIN subject AS bound ON bound.s = link.o {" ".join(join for _, join in values)}
WHERE property IN ('conditions', 'limits') AND link.s IN (SELECT s FROM norm) ORDER BY ALL"""


_FURTHER_SQL = _further_sql()
