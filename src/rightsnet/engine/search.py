"""One SQL join for all pair rules: the declarations go in, the pairs and the funnel come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from rightsnet.algebra import boxes
from rightsnet.algebra.interferences import issuing_actor
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.interval import Interval
from rightsnet.model.names import rn
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.relation import Relation
from rightsnet.model.rule import PairRule

_BITS = {relation: 1 << position for position, relation in enumerate(Relation)}
_DISJOINT, _UNKNOWN = _BITS[Relation.DISJOINT], _BITS[Relation.UNKNOWN]

_SCOPE = ("bearer", "circumstance", "conditions")
_ACT = ("action", "object", "counterparty", "window", "limits")
_TOP_ACTOR = rn("Actor")
_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal() + 1


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two norms that a rule wants, as indices into the norms searched."""

    rule: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many pairs were compared, how many met, and how many each axis kept apart (counted once, at the first)."""

    pairs: int
    met: int
    excluded: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Search:
    """What the join returned.

    Args:
        norms: the norms searched: the drafts, the law, and behind each the prohibitions that follow from prohibitions
            of imposing (`Norm.origin` is set).
    """

    norms: tuple[Norm, ...]
    pairs: tuple[Pair, ...]
    funnel: Funnel


def search(
    drafts: Sequence[Norm],
    law: Sequence[Norm],
    rules: Iterable[type[PairRule]],
    knowledge: Knowledge,
    *,
    possible: bool = False,
) -> Search:
    """Return the pairs that the rules want, each with at least one norm of the drafts.

    Args:
        drafts, law: the norms; no two of the law are compared with each other.
        possible: also return pairs that rest on a relation that is not known.
    """
    wanted = tuple(rules)
    own = (*drafts, *_imposed(drafts, knowledge))
    norms = (*own, *law, *_imposed(law, knowledge))
    with TemporaryDirectory(prefix="rightsnet-") as spill, duckdb.connect() as connection:
        connection.execute(f"SET temp_directory = '{spill}'")
        connection.execute("SET disabled_optimizers = 'join_order'")
        _load(connection, norms, len(own), knowledge)
        connection.execute(_pairs_sql())
        found = connection.execute(_rules_sql(wanted, possible=possible)).fetchall() if wanted else []
        counted = connection.execute(_FUNNEL_SQL).fetchone()
    assert counted is not None
    total, met, bearer, place, validity, circumstance, conditions = counted
    excluded = {
        "bearer": bearer,
        "place": place,
        "validity": validity,
        "circumstance": circumstance,
        "conditions": conditions,
    }
    return Search(norms, tuple(sorted(Pair(*row) for row in found)), Funnel(total, met, excluded))


def _imposed(law: Sequence[Norm], knowledge: Knowledge) -> list[Norm]:
    """Return, for each prohibition of a normative act, the prohibition for its addressee that it implies.

    "No State shall impose α on Z" keeps Z free of any duty to do α that a State could make: in the join it is a
    prohibition of α for Z, marked with its origin, that only norms of such an issuer meet.
    """
    derived = []
    for norm in law:
        if norm.modality is Modality.PROHIBITION:
            for action, _ in knowledge.imposed_by(norm.action):
                bearer = norm.counterparty or _TOP_ACTOR
                derived.append(replace(norm, bearer=bearer, action=action, counterparty=None, origin=norm.bearer))
    return derived


class _Codes:
    """Values of one axis as small integers, and their relations as rows of a table."""

    def __init__(self) -> None:
        self._codes: dict[Any, int] = {}

    def code(self, value: Any) -> int:
        return self._codes.setdefault(value, len(self._codes))

    def relations(self, mine: set[Any], relate: Callable[[Any, Any], Relation]) -> tuple[list[int], ...]:
        """Return columns left, right, bit for every pair of values of which one is among ``mine``."""
        rows: dict[tuple[int, int], int] = {}
        for a in mine:
            for b, code in self._codes.items():
                relation = relate(a, b)
                rows[self._codes[a], code] = _BITS[relation]
                rows[code, self._codes[a]] = _BITS[relation.converse]
        return [a for a, _ in rows], [b for _, b in rows], list(rows.values())


def _load(connection: duckdb.DuckDBPyConnection, norms: Sequence[Norm], drafts: int, knowledge: Knowledge) -> None:
    """Fill the tables: the norms, one relation table for each axis, and the periods in which two places meet."""
    relate = knowledge.taxonomy.relate
    getters: dict[str, tuple[Callable[[Norm], Any], Callable[[Any, Any], Relation]]] = {
        "bearer": (lambda n: n.bearer, lambda a, b: relate(a, b).relation),
        "circumstance": (lambda n: n.circumstance, lambda a, b: relate(a, b).relation),
        "conditions": (lambda n: n.conditions, lambda a, b: boxes.measured(a, b).relation),
        "action": (lambda n: n.action, lambda a, b: relate(a, b).relation),
        "object": (lambda n: n.object, lambda a, b: relate(a, b).relation),
        "counterparty": (lambda n: n.counterparty, lambda a, b: relate(a, b).relation),
        "window": (lambda n: n.window, lambda a, b: boxes.windows(a, b).relation),
        "limits": (lambda n: n.limits, lambda a, b: boxes.measured(a, b).relation),
        "issuer": (
            lambda n: n.origin or issuing_actor(n, knowledge),
            lambda a, b: Relation.UNKNOWN if a is None or b is None else relate(a, b).relation,
        ),
    }
    columns: dict[str, list[Any]] = {
        "n": list(range(len(norms))),
        "draft": [i < drafts for i in range(len(norms))],
        "imposed": [bool(norm.origin) for norm in norms],
        "modality": [norm.modality.value for norm in norms],
        "since": [norm.validity.low.toordinal() if norm.validity.low else _FIRST_DAY for norm in norms],
        "until": [norm.validity.high.toordinal() if norm.validity.high else _LAST_DAY for norm in norms],
    }
    for axis, (get, related) in getters.items():
        codes = _Codes()
        columns[axis] = [codes.code(get(norm)) for norm in norms]
        mine = {get(norm) for norm in norms[:drafts]}
        _fill(connection, f"rel_{axis}", ("a", "b", "bit"), codes.relations(mine, related))
    places = _Codes()
    columns["place"] = [places.code(norm.place) for norm in norms]
    mine = {norm.place for norm in norms[:drafts]}
    _fill(connection, "rel_place", ("a", "b", "since", "until", "bit"), _meetings(places, mine, norms, knowledge))
    _fill(connection, "norm", tuple(columns), tuple(columns.values()))


def _meetings(codes: _Codes, mine: set[Any], norms: Sequence[Norm], knowledge: Knowledge) -> tuple[list[int], ...]:
    """Return columns left, right, since, until, bit for the periods in which two places meet, known or not."""
    rows: list[tuple[int, int, int, int, int]] = []
    others = {norm.place for norm in norms}
    for a in sorted(mine, key=str):
        for b in sorted(others, key=str):
            for period, relation in knowledge.places.meetings(a, b):
                bounds = _ordinals(period)
                rows.append((codes.code(a), codes.code(b), *bounds, _BITS[relation]))
                if b not in mine:
                    rows.append((codes.code(b), codes.code(a), *bounds, _BITS[relation.converse]))
    return tuple([row[i] for row in rows] for i in range(5))


def _ordinals(interval: Interval[date]) -> tuple[int, int]:
    low = interval.low.toordinal() if interval.low else _FIRST_DAY
    return low, interval.high.toordinal() if interval.high else _LAST_DAY


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], columns: Sequence[list[Any]]
) -> None:
    kinds = {"draft": "BOOLEAN", "imposed": "BOOLEAN", "modality": "VARCHAR"}
    declared = ", ".join(f'"{name}" {kinds.get(name, "INTEGER")}' for name in names)
    connection.execute(f"CREATE TABLE {table} ({declared})")
    if columns and columns[0]:
        values = ", ".join(f"unnest(?::{kinds.get(name, 'INTEGER')}[])" for name in names)
        connection.execute(f"INSERT INTO {table} SELECT {values}", list(columns))


def _pairs_sql() -> str:
    """Return the join: every ordered pair with a draft on one side, and its relation on each axis as a bit.

    The pairs come first and each relation table is looked up for them; joined in another order, the relation tables
    multiply with each other.
    """
    axes = (*_SCOPE, *_ACT, "issuer")
    codes = ", ".join(f"l.{axis} AS l_{axis}, r.{axis} AS r_{axis}" for axis in (*axes, "place"))
    joins = "\n".join(f"JOIN rel_{axis} ON rel_{axis}.a = l_{axis} AND rel_{axis}.b = r_{axis}" for axis in axes)
    bits = ", ".join(f"rel_{axis}.bit AS {axis}" for axis in (*_SCOPE, "issuer"))
    act = " | ".join(f"rel_{axis}.bit" for axis in _ACT)
    return f"""
CREATE TEMP TABLE couple AS SELECT l.n AS l, r.n AS r, l.modality AS lm, r.modality AS rm, l.imposed AS li, r.imposed AS ri,
    greatest(l.since, r.since) AS since, least(l.until, r.until) AS until, {codes}
FROM norm AS l JOIN norm AS r ON (l.draft OR r.draft) AND l.n <> r.n;
CREATE TEMP TABLE meeting AS SELECT l, r, bit_or(bit) AS bit
FROM couple JOIN rel_place AS p ON p.a = l_place AND p.b = r_place
    AND (couple.since >= couple.until OR (p.since < couple.until AND couple.since < p.until))
GROUP BY l, r;
CREATE TEMP TABLE pair AS SELECT l, r, lm, rm, li, ri, since < until AS in_force, {bits}, {act} AS act,
    coalesce(meeting.bit, {_DISJOINT}) AS place
FROM couple
{joins}
LEFT JOIN meeting USING (l, r)"""


def _rules_sql(rules: Iterable[type[PairRule]], *, possible: bool) -> str:
    """Return one statement that yields (rule, left, right) for every declaration."""
    box = (
        f"CASE WHEN act & {_DISJOINT} <> 0 THEN {_DISJOINT} WHEN act & {_UNKNOWN} <> 0 THEN {_UNKNOWN} "
        f"WHEN act = {_BITS[Relation.EQUAL]} THEN {_BITS[Relation.EQUAL]} "
        f"WHEN act & ~{_BITS[Relation.EQUAL] | _BITS[Relation.WITHIN]} = 0 THEN {_BITS[Relation.WITHIN]} "
        f"WHEN act & ~{_BITS[Relation.EQUAL] | _BITS[Relation.CONTAINS]} = 0 THEN {_BITS[Relation.CONTAINS]} "
        f"ELSE {_BITS[Relation.OVERLAPS]} END"
    )
    apart = _DISJOINT if possible else _DISJOINT | _UNKNOWN
    known = "place <> 16 AND in_force" if possible else f"place & ~{_DISJOINT | _UNKNOWN} <> 0 AND in_force"
    meet = " AND ".join(f"{axis} & {apart} = 0" for axis in _SCOPE) + f" AND {known}"
    selects = []
    for rule in rules:
        wanted = sum(_BITS[relation] for relation in rule.acts if possible or relation is not Relation.UNKNOWN)
        issuer = sum(_BITS[r] for r in (Relation.EQUAL, Relation.WITHIN, Relation.CONTAINS))
        right = f"ri AND NOT li AND issuer & {issuer} <> 0" if rule.imposed else "NOT ri AND NOT li"
        selects.append(
            f"SELECT '{rule.name()}' AS rule, l, r FROM met WHERE lm = '{rule.left.value}' "
            f"AND rm = '{rule.right.value}' AND box & {wanted} <> 0 AND {right}"
        )
    return f"WITH met AS (SELECT *, {box} AS box FROM pair WHERE {meet})\n" + "\nUNION ALL\n".join(selects)


_FUNNEL_SQL = f"""
SELECT count(*),
    count(*) FILTER (bearer <> {_DISJOINT} AND place <> {_DISJOINT} AND in_force AND circumstance <> {_DISJOINT}
        AND conditions <> {_DISJOINT}),
    count(*) FILTER (bearer = {_DISJOINT}),
    count(*) FILTER (bearer <> {_DISJOINT} AND place = {_DISJOINT}),
    count(*) FILTER (bearer <> {_DISJOINT} AND place <> {_DISJOINT} AND NOT in_force),
    count(*) FILTER (bearer <> {_DISJOINT} AND place <> {_DISJOINT} AND in_force AND circumstance = {_DISJOINT}),
    count(*) FILTER (bearer <> {_DISJOINT} AND place <> {_DISJOINT} AND in_force AND circumstance <> {_DISJOINT}
        AND conditions = {_DISJOINT})
FROM pair WHERE l < r AND NOT li AND NOT ri"""
