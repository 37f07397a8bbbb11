"""The values of a norm table as small numbers, and how any two of them relate, as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import prod
from typing import Any

import duckdb

from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.interval import EVER, Interval
from rightsnet.model.norm import SURFACE_FORMS, Modality
from rightsnet.model.relation import Relation
from rightsnet.model.table import NUMBER, NormTable, quoted

BITS = {relation: 1 << position for position, relation in enumerate(Relation)}
"""A relation as a bit, so that those on several axes are one number."""
DATED = 1 << len(Relation)
"""The bit beside the relations that says that two places meet only on some days."""
ACT = ("action", "object", "counterparty", "window", "limits")
"""The axes of what is done."""

_CONCEPTS = ("action", "place", "bearer", "object", "counterparty", "circumstance")
_SPANS = ("window_from", "window_until", "window_after")
_EQUAL, _WITHIN, _CONTAINS, _OVERLAPS, _DISJOINT, _UNKNOWN = BITS.values()
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal() + 1
"""The ordinals that stand for a missing end of a period."""
_LARGEST_KEY = 1 << 62
_FEW = 1_000_000


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis on which the norms of the table differ.

    Args:
        size: one more than the largest code; code 0 leaves the axis open.
        late: whether its values are related only when it is known which pairs of them are needed.
        counts: whether later stages need the relation on it, or only that there is one.
    """

    name: str
    size: int
    late: bool = False
    counts: bool = False

    @property
    def relation(self) -> str:
        """Return the name of the table of its relations."""
        return f"rel_{self.name}"

    def packed(self, left: str, right: str) -> str:
        """Return the SQL of the column ``k`` of its relations for two codes: one number is looked up faster than two."""
        return f"({left}::BIGINT * {self.size} + {right})"

    @property
    def type(self) -> str:
        """Return the narrowest type that holds its codes."""
        return "UTINYINT" if self.size <= 256 else "USMALLINT" if self.size <= 65_536 else "UINTEGER"


class Coding:
    """The codes of a table and the key in which those of one norm are packed, one digit for each axis.

    It leaves ``norm(key, since, until)`` in the database.

    Args:
        allowed: the relations on an axis of the act that can still lead to a pair that is wanted.
        possible: whether a relation that is not known counts.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: NormTable,
        knowledge: Knowledge,
        *,
        allowed: int,
        possible: bool,
    ) -> None:
        self._connection = connection
        self._table = table
        self._knowledge = knowledge
        self._acts = allowed
        self._scopes = sum(BITS.values()) - _DISJOINT - (0 if possible else _UNKNOWN)
        self._possible = possible
        self._joins: list[str] = []
        self._codes: dict[str, str] = {}
        self._names: dict[str, list[str | None]] = {}
        self.axes: tuple[Axis, ...] = tuple(self._coded())
        self._connection.execute(f"CREATE TABLE norm AS {self._norms_sql()}")

    @property
    def base(self) -> int:
        """Return what the digit of the modality, the first one, is worth."""
        return prod(axis.size for axis in self.axes)

    def digit(self, axis: Axis) -> str:
        """Return the SQL that takes the code of an axis from ``key``."""
        below = prod(each.size for each in self.axes[self._position(axis) + 1 :])
        return f"(key // {below} % {axis.size})"

    def prefix(self, axes: Sequence[Axis]) -> str:
        """Return the SQL that packs the modality and some of the axes of ``key``."""
        packed = f"(key // {self.base})"
        for axis in axes:
            packed = f"({packed} * {axis.size} + {self.digit(axis)})"
        return packed

    def relate(self) -> list[Axis]:
        """Make the relation tables of concepts and places; return all axes."""
        axes = []
        for axis in self.axes:
            if axis.name == "place":
                axes.append(replace(axis, counts=self._relate_places(axis)))
            else:
                if not axis.late:
                    self._relate_concepts(axis)
                axes.append(replace(axis, counts=axis.name in ACT))
        return axes

    def relate_late(self, axis: Axis, pairs: str) -> None:
        """Make the relation table of windows or measured numbers.

        Args:
            pairs: the SELECT that yields the pairs (a, b) of codes, none of them open, that are needed.
        """
        kept = self._kept(axis)
        if axis.size**2 <= _FEW:
            pairs = f"SELECT x.v AS a, y.v AS b FROM range(1, {axis.size}) AS x(v), range(1, {axis.size}) AS y(v)"
        related = _WINDOWS_SQL if axis.name == "window" else _MEASURES_SQL.replace("PART", axis.name)
        self._connection.execute(f"""
CREATE TABLE {axis.relation} AS SELECT a::INTEGER AS a, b::INTEGER AS b, {axis.packed("a", "b")} AS k,
    bit::UTINYINT AS bit FROM (
    {related.replace("PAIRS", pairs)}
    UNION ALL SELECT 0, 0, {_EQUAL}
    UNION ALL SELECT 0, v, {_CONTAINS} FROM range(1, {axis.size}) AS t(v)
    UNION ALL SELECT v, 0, {_WITHIN} FROM range(1, {axis.size}) AS t(v))
WHERE bit & {kept} <> 0""")

    def words_sql(self) -> str:
        """Return the SELECT that yields the rows of ``signature`` in words."""
        columns = [
            "signature.id AS signature",
            f"({_case(self.prefix(()), [modality.value for modality in Modality])}) AS modality",
        ]
        joins = []
        for axis in self.axes:
            if axis.name == "window":
                columns.append("span.low AS window_from, span.high AS window_until, span.after AS window_after")
                joins.append(f"LEFT JOIN span ON span.code = {self.digit(axis)}")
            elif axis.late:
                columns.append(f"said_{axis.name}.bounds AS {axis.name}")
                joins.append(
                    "LEFT JOIN (SELECT code, list({'measure': measure, 'min': low, 'max': high, 'min_open': low_open, "
                    f"'max_open': high_open}} ORDER BY measure) AS bounds FROM bound WHERE part = '{axis.name}' "
                    f"GROUP BY code) AS said_{axis.name} ON said_{axis.name}.code = {self.digit(axis)}"
                )
            else:
                columns.append(f"name_{axis.name}.name AS {axis.name}")
                joins.append(f"LEFT JOIN name_{axis.name} ON name_{axis.name}.code = {self.digit(axis)}")
        return f"SELECT {', '.join(columns)}, norms FROM signature {' '.join(joins)}"

    def members_sql(self) -> str:
        """Return the SELECT that yields each norm with its signature; for it the table is read again."""
        place = next((self.digit(axis) for axis in self.axes if axis.name == "place"), "0")
        return f"""
SELECT norm_id AS id, signature.id AS signature, since, until, {place}::INTEGER AS place
FROM ({self._norms_sql("id AS norm_id, ")}) JOIN signature USING (key)"""

    def _position(self, axis: Axis) -> int:
        return next(position for position, each in enumerate(self.axes) if each.name == axis.name)

    def _coded(self) -> list[Axis]:
        """Make the tables from text to code, and return the axes that the table uses."""
        axes = []
        surface = [(word, list(Modality).index(modality)) for word, modality in SURFACE_FORMS.items()]
        self._mapped("modality", surface)
        for column in _CONCEPTS:
            terms = self._table.terms.get(column, {})
            names = [None, *sorted({iri for iri in terms.values() if iri is not None})]
            if len(names) > 1:
                codes = {name: code for code, name in enumerate(names)}
                self._mapped(column, [(text, codes[iri]) for text, iri in terms.items()])
                self._names[column] = names
                self._fill(
                    f"name_{column}",
                    {"name": "VARCHAR", "code": "INTEGER"},
                    list(zip(names, codes.values(), strict=True)),
                )
                axes.append(Axis(column, len(names)))
        windows = self._coded_windows()
        if windows > 1:
            axes.append(Axis("window", windows, late=True))
        axes.extend(self._coded_measures())
        return axes

    def _mapped(self, column: str, rows: Sequence[tuple[str, int]]) -> None:
        """Make the table of the codes of the texts of a column, and have the norms joined with it."""
        self._fill(f"text_{column}", {"text": "VARCHAR", "code": "INTEGER"}, rows)
        self._joins.append(f"LEFT JOIN text_{column} ON text_{column}.text = n.{column}::VARCHAR")
        self._codes[column] = f"coalesce(text_{column}.code, 0)"

    def _coded_windows(self) -> int:
        """Give every window a code; return one more than the largest."""
        columns = [column for column in _SPANS if column in self._table.file.columns]
        if not columns:
            return 1
        cells = ", ".join(f"{column}::VARCHAR" if column in columns else "NULL::VARCHAR" for column in _SPANS)
        filled = " OR ".join(f"{column} IS NOT NULL" for column in columns)
        found = self._connection.execute(
            f"SELECT DISTINCT {cells} FROM {self._table.file.sql} WHERE {filled} ORDER BY ALL"
        ).fetchall()
        spans: dict[tuple[int | None, int | None, str | None], int] = {}
        rows = []
        for low, high, after in found:
            since, until = (None if text is None else self._table.durations[text] for text in (low, high))
            trigger = None if after is None else self._table.terms["window_after"][after]
            span = (since, until, trigger)
            if span != (None, None, None):  # otherwise the trigger is no particular event: the axis is open
                rows.append((low, high, after, spans.setdefault(span, len(spans) + 1)))
        types = {"low": "VARCHAR", "high": "VARCHAR", "after": "VARCHAR", "code": "INTEGER"}
        self._fill("text_window", types, rows)
        conditions = [
            f"text_window.{name} IS NOT DISTINCT FROM {'n.' + column + '::VARCHAR' if column in columns else 'NULL'}"
            for name, column in zip(types, _SPANS, strict=False)
        ]
        self._joins.append(f"LEFT JOIN text_window ON {' AND '.join(conditions)}")
        self._codes["window"] = "coalesce(text_window.code, 0)"
        types = {"low": "BIGINT", "high": "BIGINT", "after": "VARCHAR", "code": "INTEGER"}
        self._fill("span", types, [(*span, code) for span, code in spans.items()])
        return len(spans) + 1

    def _coded_measures(self) -> list[Axis]:
        """Give every set of conditions, and of limits, a code."""
        further = self._table.further
        if further is None:
            return []
        names = list(self._table.measures.items())
        self._fill("measure", {"text": "VARCHAR", "name": "VARCHAR"}, names)
        low, high = (
            f"TRY_CAST({quoted(end)} AS {NUMBER})" if end in further.columns else f"NULL::{NUMBER}"
            for end in ("min", "max")
        )
        opens = [
            f"coalesce(TRY_CAST({end}_open AS BOOLEAN), false) AND {bound} IS NOT NULL"
            if f"{end}_open" in further.columns
            else "false"
            for end, bound in (("min", low), ("max", high))
        ]
        self._connection.execute(f"""
CREATE TABLE told AS SELECT id, CASE part WHEN 'scope' THEN 'conditions' ELSE 'limits' END AS part,
    list({{'measure': measure.name, 'low': {low}, 'high': {high}, 'low_open': {opens[0]}, 'high_open': {opens[1]}}}
        ORDER BY measure.name) AS bounds
FROM {further.sql} AS f JOIN measure ON measure.text = f.axis::VARCHAR
WHERE {low} IS NOT NULL OR {high} IS NOT NULL
GROUP BY ALL""")
        self._connection.execute("""
CREATE TABLE set_code AS SELECT part, bounds, (row_number() OVER (PARTITION BY part ORDER BY bounds))::INTEGER AS code
FROM (SELECT DISTINCT part, bounds FROM told)""")
        self._connection.execute("""
CREATE TABLE bound AS SELECT part, code, b.measure AS measure, b.low AS low, b.high AS high, b.low_open AS low_open,
    b.high_open AS high_open FROM (SELECT part, code, unnest(bounds) AS b FROM set_code)""")
        self._connection.execute("""
CREATE TABLE norm_set AS SELECT id, max(code) FILTER (part = 'conditions') AS conditions,
    max(code) FILTER (part = 'limits') AS limits FROM told JOIN set_code USING (part, bounds) GROUP BY id""")
        sizes = dict(self._connection.execute("SELECT part, max(code) FROM set_code GROUP BY part").fetchall())
        if sizes:
            self._joins.append("LEFT JOIN norm_set ON norm_set.id = n.id")
        for part in sizes:
            self._codes[part] = f"coalesce(norm_set.{part}, 0)"
        return [Axis(part, size + 1, late=True) for part, size in sorted(sizes.items())]

    def _norms_sql(self, further: str = "") -> str:
        """Return the SELECT that reads the table: the key of each norm, and the days on which it is in force."""
        type = "BIGINT" if len(Modality) * self.base < _LARGEST_KEY else "HUGEINT"
        key = f"{self._codes['modality']}::{type}"
        for axis in self.axes:
            key = f"({key} * {axis.size} + {self._codes[axis.name]})"
        since, until = (
            f"coalesce((TRY_CAST(n.{column} AS DATE) - DATE '0001-01-01')::INTEGER + 1, {day})"
            if column in self._table.file.columns
            else f"{day}"
            for column, day in (("valid_from", FIRST_DAY), ("valid_until", LAST_DAY))
        )
        inner = further.replace("id AS", "n.id AS")
        return (
            f"SELECT {inner}{key} AS key, {since} AS since, {until} AS until FROM {self._table.file.sql} AS n "
            + " ".join(self._joins)
        )

    def _relate_concepts(self, axis: Axis) -> None:
        names, kept = self._names[axis.name], self._kept(axis)
        rows: list[tuple[int, int, int]] = []
        for a, left in enumerate(names):
            for b, right in enumerate(names[a:], a):
                relation = self._knowledge.taxonomy.relation(left, right)
                both = {(a, b, BITS[relation]), (b, a, BITS[relation.converse])} if a != b else {(a, b, BITS[relation])}
                rows.extend(row for row in sorted(both) if row[2] & kept)
        self._fill_relation(axis, {"a": "INTEGER", "b": "INTEGER", "bit": "UTINYINT"}, rows)

    def _relate_places(self, axis: Axis) -> bool:
        """Make the relation table of places, and say whether two of them meet on some days only."""
        names = self._names[axis.name]
        rows: list[tuple[int, int, int, Any]] = []
        for a in range(axis.size):
            for b in range(a, axis.size):
                met = [
                    period
                    for period, relation in self._knowledge.places.meetings(names[a], names[b])
                    if self._possible or relation is not Relation.UNKNOWN
                ]
                if met:
                    always = EVER in met
                    days = None if always else [dict(zip(("since", "until"), _ordinals(p), strict=True)) for p in met]
                    for pair in {(a, b), (b, a)}:
                        rows.append((*pair, 0 if always else DATED, days))
        types = {"a": "INTEGER", "b": "INTEGER", "bit": "UTINYINT", "days": "STRUCT(since INTEGER, until INTEGER)[]"}
        self._fill_relation(axis, types, rows)
        return any(row[2] for row in rows)

    def _fill_relation(self, axis: Axis, types: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
        self._fill(f"told_{axis.name}", types, rows)
        self._connection.execute(
            f"CREATE TABLE {axis.relation} AS SELECT *, {axis.packed('a', 'b')} AS k FROM told_{axis.name}"
        )

    def _kept(self, axis: Axis) -> int:
        return self._acts if axis.name in ACT else self._scopes

    def _fill(self, name: str, types: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
        declared = ", ".join(f"{column} {type}" for column, type in types.items())
        self._connection.execute(f"CREATE TABLE {name} ({declared})")
        if rows:
            values = ", ".join(f"unnest(?::{type}[])" for type in types.values())
            self._connection.execute(
                f"INSERT INTO {name} SELECT {values}", [list(column) for column in zip(*rows, strict=True)]
            )


def _ordinals(interval: Interval[date]) -> tuple[int, int]:
    low = interval.low.toordinal() if interval.low else FIRST_DAY
    return low, interval.high.toordinal() if interval.high else LAST_DAY


def _case(expression: str, words: Sequence[str]) -> str:
    cases = " ".join(f"WHEN {position} THEN '{word}'" for position, word in enumerate(words))
    return f"CASE {expression} {cases} END"


def _interval_sql() -> str:
    """Return the relation, as a bit, of the intervals of x and y (`rightsnet.algebra.intervals.relate`)."""

    def before(one: str, other: str) -> str:
        ends = f"({one}.high_open OR {other}.low_open)"
        return f"coalesce({one}.high < {other}.low OR ({one}.high = {other}.low AND {ends}), false)"

    def inside(one: str, other: str) -> str:
        low = f"({one}.low > {other}.low OR ({one}.low = {other}.low AND {one}.low_open >= {other}.low_open))"
        high = f"({one}.high < {other}.high OR ({one}.high = {other}.high AND {one}.high_open >= {other}.high_open))"
        return f"({other}.low IS NULL OR coalesce({low}, false)) AND ({other}.high IS NULL OR coalesce({high}, false))"

    within, contains = inside("x", "y"), inside("y", "x")
    return (
        f"CASE WHEN {before('x', 'y')} OR {before('y', 'x')} THEN {_DISJOINT} "
        f"WHEN {within} AND {contains} THEN {_EQUAL} WHEN {within} THEN {_WITHIN} WHEN {contains} THEN {_CONTAINS} "
        f"ELSE {_OVERLAPS} END"
    )


_WINDOWS_SQL = f"""
SELECT a, b, CASE WHEN x.after IS DISTINCT FROM y.after THEN {_UNKNOWN} ELSE {_interval_sql()} END AS bit
FROM (PAIRS) JOIN (SELECT *, false AS low_open, false AS high_open FROM span) AS x ON x.code = a
JOIN (SELECT *, false AS low_open, false AS high_open FROM span) AS y ON y.code = b"""

_MEASURES_SQL = f"""
SELECT a, b, CASE WHEN bits & {_DISJOINT} <> 0 THEN {_DISJOINT} WHEN bits = {_EQUAL} THEN {_EQUAL}
    WHEN bits & ~{_EQUAL | _WITHIN} = 0 THEN {_WITHIN} WHEN bits & ~{_EQUAL | _CONTAINS} = 0 THEN {_CONTAINS}
    ELSE {_OVERLAPS} END AS bit
FROM (SELECT a, b, bit_or(bit) AS bits FROM (
    SELECT a, b, CASE WHEN y.code IS NULL THEN {_WITHIN} ELSE {_interval_sql()} END AS bit
    FROM (PAIRS) JOIN bound AS x ON x.code = a AND x.part = 'PART'
    LEFT JOIN bound AS y ON y.code = b AND y.part = 'PART' AND y.measure = x.measure
    UNION ALL
    SELECT a, b, {_CONTAINS} FROM (PAIRS) JOIN bound AS y ON y.code = b AND y.part = 'PART'
    WHERE NOT EXISTS (SELECT 1 FROM bound AS x WHERE x.code = a AND x.part = 'PART' AND x.measure = y.measure))
    GROUP BY a, b)"""
