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
_KINDS = (*SURFACE_CLASSES, rn("Instrument"), rn("Provision"))
_PROPERTIES = {**_NAMES, **_TEXTS, **_LINKS}
_NAMED = {property: name for name, property in _PROPERTIES.items()}
_CODES = {name: code for code, name in enumerate(_PROPERTIES)}
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
            # The size of a text file is not known beforehand: joins are done as they are written, the lines on the left.
            connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
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
        self._value()
        self._pivot()
        self._refuse_expressions()
        norms = self._copy(_norms_sql(), folder / "norms.parquet", spill)
        if not self._said & {_CODES["conditions"], _CODES["limits"]}:
            return norms, None
        codes = ", ".join(str(_CODES[name]) for name in ("conditions", "limits"))
        self._do(f"CREATE TABLE link AS SELECT s, code, o FROM ({self._triples}) WHERE code IN ({codes})")
        return norms, self._copy(_FURTHER_SQL, folder / "further.parquet", spill)

    @property
    def _triples(self) -> str:
        """Return the SELECT that yields (s, code, o) for every triple that is wanted."""
        return f"SELECT s, code, {_VALUE} AS o FROM ({self._split}) WHERE usual UNION ALL SELECT s, code, o FROM odd"

    @property
    def _split(self) -> str:
        """Return the SELECT that splits the lines at their spaces and says whether they are written in the usual way."""
        return (
            f"SELECT line, words, words[1] AS s, code, {_USUAL} AS usual FROM ("
            f"SELECT line, string_split(line, ' ') AS words FROM {self._lines} WHERE line IS NOT NULL) "
            "LEFT JOIN property ON property.p = words[2]"
        )

    def _value(self) -> None:
        """Number the different values in the order in which the first of several is taken; find lines that are odd."""
        properties = [(f"<{property}>", _CODES[name]) for name, property in _PROPERTIES.items()]
        self._fill("property", {"p": "VARCHAR", "code": "UTINYINT"}, properties)
        self._fill("odd", {"s": "VARCHAR", "code": "UTINYINT", "o": "VARCHAR"}, ())
        value = f"CASE WHEN NOT usual THEN line WHEN code < {_LINKED} THEN {_VALUE} END"
        try:
            found = self._rows(
                f"SELECT DISTINCT usual, CASE WHEN usual THEN code END, {value} FROM ({self._split}) "
                "WHERE NOT usual OR code IS NOT NULL"
            )
        except duckdb.InvalidInputException:
            raise InputError("The file is not text in UTF-8.", Location(str(self._path))) from None
        odd = [line for usual, _, line in found if not usual]
        if len(odd) > _ODD:
            raise InputError("The file is not in canonical N-Triples.", Location(str(self._path)))
        texts = {(code, text) for usual, code, text in found if usual} | self._insert_odd(odd)
        self._said = {code for code, _ in texts}
        known = []
        for code, text in texts:
            if code < _LINKED:
                column = _COLUMNS[code]
                (triple,) = self._parsed(f"<urn:s> <urn:p> {text} .", f"%> {text} .")
                if isinstance(triple.object, pyoxigraph.Literal) == (column in _TEXTS):
                    known.append((_rank(triple.object), code, text, _plain(triple.object)))
        kinds = {iri: 1 << position for position, iri in enumerate(_KINDS)}
        rows = [
            (code, text, number, plain, 0 if code else kinds.get(plain, 0))
            for number, (_, code, text, plain) in enumerate(sorted(known))
        ]
        types = {"code": "UTINYINT", "o": "VARCHAR", "number": "INTEGER", "plain": "VARCHAR", "kind": "INTEGER"}
        self._fill("value", types, rows)

    def _insert_odd(self, lines: Sequence[str]) -> set[tuple[int, str]]:
        """Parse the lines that are written in another way, such as with tabs, comments or escapes."""
        rows = []
        for line in lines:
            for triple in self._parsed(line, line):
                code = _CODES.get(_NAMED.get(triple.predicate.value, ""))
                if code is not None:
                    rows.append((str(triple.subject), code, str(triple.object)))
        if rows:
            self._insert("odd", ("VARCHAR", "UTINYINT", "VARCHAR"), rows)
        return {(code, value) for _, code, value in rows}

    def _parsed(self, text: str, line: str) -> list[pyoxigraph.Quad]:
        try:
            return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES))
        except SyntaxError:
            self._do("SET preserve_insertion_order = true")
            numbered = f"SELECT row_number() OVER () AS number, line FROM {self._lines}"
            tail = line.removeprefix("%")
            found = self._connection.execute(
                f"SELECT min(number) FROM ({numbered}) WHERE {'suffix(line, ?)' if tail != line else 'line = ?'}",
                [tail],
            ).fetchone()
            number = found[0] if found and found[0] else 0
            raise InputError("The line is not a triple.", Location(str(self._path), number)) from None

    def _pivot(self) -> None:
        """Make one row of each subject: the first of its values on every property, and all of its types."""
        columns = []
        for name in (*_COLUMNS[1:], "provision", "instrument", "window"):
            code, value = _CODES[name], "t.number" if name in _COLUMNS else "t.o"
            if code in self._said:
                columns.append(f'min({value}) FILTER (t.code = {code}) AS "{name}"')
            else:
                columns.append(f'NULL::{"INTEGER" if name in _COLUMNS else "VARCHAR"} AS "{name}"')
        # Kinds are bits: a list of the different ones would be made for each subject, which is slow.
        self._do(f"""
CREATE TABLE subject AS SELECT s, bit_or(kind) FILTER (t.code = 0) AS kinds, {", ".join(columns)}
FROM (SELECT t.s AS s, t.code AS code, number, kind, CASE WHEN t.code >= {_LINKED} AND t.o[1] <> '"' THEN t.o END AS o
    FROM ({self._triples}) AS t LEFT JOIN value ON value.code = t.code AND value.o = t.o
    WHERE number IS NOT NULL OR t.code >= {_LINKED}) AS t GROUP BY s""")
        words = [(1 << _KINDS.index(iri), word) for iri, word in SURFACE_CLASSES.items()]
        self._fill("surface", {"kind": "INTEGER", "word": "VARCHAR"}, words)
        self._do("CREATE VIEW norm AS SELECT s, word FROM subject JOIN surface ON kinds & kind <> 0")
        for name in ("Instrument", "Provision"):
            bit = 1 << _KINDS.index(rn(name))
            self._do(f"CREATE VIEW {name.lower()} AS SELECT * FROM subject WHERE kinds & {bit} <> 0")

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
        found = list(rows)
        if found:
            self._insert(name, types.values(), found)

    def _insert(self, name: str, types: Iterable[str], rows: Sequence[Sequence[Any]]) -> None:
        values = ", ".join(f"unnest(?::{type}[])" for type in types)
        columns = [list(column) for column in zip(*rows, strict=True)]
        self._connection.execute(f"INSERT INTO {name} SELECT {values}", columns)

    def _do(self, sql: str) -> None:
        self._connection.execute(sql)

    def _rows(self, sql: str) -> list[Any]:
        return self._connection.execute(sql).fetchall()


_USUAL = (
    "(len(words) >= 4 AND words[-1] = '.' AND starts_with(words[2], '<') AND suffix(words[2], '>') "
    "AND (starts_with(words[1], '<') OR starts_with(words[1], '_:')) "
    "AND NOT contains(line, chr(92)) AND NOT contains(line, chr(9)))"
)
"""Whether a line is a triple as canonical N-Triples has it, without escapes."""
_VALUE = "CASE WHEN len(words) = 4 THEN words[3] ELSE array_to_string(words[3 : -2], ' ') END"


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
    spans = "(SELECT * FROM subject WHERE window_from IS NOT NULL OR window_until IS NOT NULL OR after IS NOT NULL)"
    return f"""
SELECT {_bare("own.s")} AS id, surface.word AS modality, {", ".join(f"{sql} AS {name}" for name, sql in cells.items())},
    {place} AS place, {since} AS valid_from, {until} AS valid_until, {window["window_from"]} AS window_from,
    {window["window_until"]} AS window_until, {window["after"]} AS window_after, {rank} AS rank,
    {_bare("cited.instrument")} AS instrument
FROM subject AS own JOIN surface ON own.kinds & surface.kind <> 0
LEFT JOIN {spans} AS span ON span.s = own."window"
LEFT JOIN provision AS cited ON cited.s = own.provision
LEFT JOIN instrument AS source ON source.s = cited.instrument
{" ".join(joins)}
WHERE own.bearer IS NOT NULL AND own.action IS NOT NULL"""


def _bare(name: str) -> str:
    return f"CASE WHEN {name}[1] = '<' THEN {name}[2 : -2] ELSE {name} END"


def _further_sql() -> str:
    columns = ("measure", "min", "max", "min_open", "max_open")
    values = [_named(column, "bound") for column in columns]
    measure, low, high, low_open, high_open = (value for value, _ in values)
    return f"""
SELECT {_bare("link.s")} AS id, CASE link.code WHEN {_CODES["conditions"]} THEN 'scope' ELSE 'act' END AS part,
    {measure} AS axis, {low} AS "min", {high} AS "max", {low_open} AS min_open, {high_open} AS max_open
FROM link JOIN subject AS bound ON bound.s = link.o {" ".join(join for _, join in values)}
WHERE link.s IN (SELECT s FROM norm) ORDER BY ALL"""


_FURTHER_SQL = _further_sql()
