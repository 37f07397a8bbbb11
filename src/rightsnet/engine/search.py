"""One SQL join for all pair rules: the declarations go in, the pairs and the funnel come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from rightsnet.algebra import boxes
from rightsnet.algebra.derivation import derived
from rightsnet.algebra.interferences import issuing_actor
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.pairs import incompatible, single_values_apart
from rightsnet.model.interval import Interval
from rightsnet.model.norm import META_ACTS, Force, Modality, Mode, Norm
from rightsnet.model.relation import Relation
from rightsnet.model.rule import PairRule, Via

_BITS = {relation: 1 << position for position, relation in enumerate(Relation)}
_DISJOINT, _UNKNOWN = _BITS[Relation.DISJOINT], _BITS[Relation.UNKNOWN]
_EQUAL, _WITHIN, _CONTAINS, _OVERLAPS = (
    _BITS[r] for r in (Relation.EQUAL, Relation.WITHIN, Relation.CONTAINS, Relation.OVERLAPS)
)

_SCOPE = ("bearer", "circumstance", "conditions")
_ACT = ("action", "object", "counterparty", "window", "limits")
_KIND = ("modality", "derivation", "draft", "lasting", "binding", "meta", *_SCOPE, *_ACT, "issuer", "place")
_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal() + 1
_MANY = 200_000
_TYPES = {
    "draft": "BOOLEAN",
    "lasting": "BOOLEAN",
    "binding": "BOOLEAN",
    "meta": "BOOLEAN",
    "derivation": "VARCHAR",
    "modality": "VARCHAR",
}


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
        norms: the norms searched: the drafts, the law, and behind each the norms that follow from them
            (`Norm.derivation` is set).
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
    own = (*drafts, *derived(drafts, knowledge))
    norms = (*own, *law, *derived(law, knowledge))
    with TemporaryDirectory(prefix="rightsnet-") as spill, duckdb.connect() as connection:
        connection.execute(f"SET temp_directory = '{spill}'")
        # Joined in another order than the one written, the relation tables multiply with each other.
        connection.execute("SET disabled_optimizers = 'join_order'")
        if len(own) * len(norms) < _MANY:
            connection.execute("SET threads = 1")  # a second one costs more than it brings
        _load(connection, norms, len(own), knowledge)
        found: list[tuple[str, int, int, bool]] = []
        if wanted:
            barred = _DISJOINT if possible else _DISJOINT | _UNKNOWN
            connection.execute(_kinds_sql())
            connection.execute(_kin_sql(wanted, barred, possible=possible))
            found = connection.execute(_rules_sql(wanted, barred, possible=possible)).fetchall()
        connection.execute(_SCOPES_SQL)
        counted = connection.execute(_FUNNEL_SQL).fetchone()
    assert counted is not None
    total, met, *apart = counted
    excluded = dict(zip(("bearer", "place", "validity", "circumstance", "conditions"), apart, strict=True))
    pairs = _best(found, norms, wanted)
    return Search(norms, tuple(pairs), Funnel(total, met, excluded))


def _best(
    found: Iterable[tuple[str, int, int, bool]], norms: Sequence[Norm], rules: Sequence[type[PairRule]]
) -> list[Pair]:
    """Leave out what a rule finds although another one that it yields to (`PairRule.unless`) finds it as surely.

    One norm may follow from another in several ways; of one rule on two norms the first is kept.
    """
    named: dict[tuple[str, str, str], tuple[bool, Pair]] = {}
    for rule, left, right, sure in sorted(found, key=lambda row: (row[0], not row[3], row[1], row[2])):
        named.setdefault((rule, norms[left].id, norms[right].id), (sure, Pair(rule, left, right)))
    yields = {rule.name(): rule.unless for rule in rules}

    def beaten(key: tuple[str, str, str]) -> bool:
        rule, left, right = key
        rivals = (named.get((better, left, right)) for better in yields[rule])
        return any(rival is not None and rival[0] >= named[key][0] for rival in rivals)

    return sorted(pair for key, (_, pair) in named.items() if not beaten(key))


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

    def related(self, mine: set[Any], holds: Callable[[Any, Any], bool]) -> tuple[list[int], ...]:
        """Return columns left, right for every pair of values, one of them among ``mine``, of which something holds."""
        both = {pair for a in mine for b in self._codes if holds(a, b) for pair in ((a, b), (b, a))}
        rows = sorted((self._codes[a], self._codes[b]) for a, b in both)
        return [a for a, _ in rows], [b for _, b in rows]


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
        "derivation": [norm.derivation for norm in norms],
        "modality": [norm.modality.value for norm in norms],
        "lasting": [norm.window is not None and norm.window.mode is Mode.MAINTENANCE for norm in norms],
        "binding": [norm.force is Force.BINDING for norm in norms],
        "meta": [norm.action in META_ACTS for norm in norms],
        "since": [norm.validity.low.toordinal() if norm.validity.low else _FIRST_DAY for norm in norms],
        "until": [norm.validity.high.toordinal() if norm.validity.high else _LAST_DAY for norm in norms],
    }
    for axis, (get, related) in getters.items():
        codes = _Codes()
        columns[axis] = [codes.code(get(norm)) for norm in norms]
        mine = {get(norm) for norm in norms[:drafts]}
        _fill(connection, f"rel_{axis}", ("a", "b", "bit"), codes.relations(mine, related))
        if axis == "action":
            clash = codes.related(mine, lambda a, b: bool(incompatible(a, b, knowledge)))
            _fill(connection, "incompatible", ("a", "b"), clash)
        if axis == "limits":
            clash = codes.related(mine, lambda a, b: single_values_apart(a, b, knowledge))
            _fill(connection, "clashing", ("a", "b"), clash)
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
    declared = ", ".join(f'"{name}" {_TYPES.get(name, "INTEGER")}' for name in names)
    connection.execute(f"CREATE TABLE {table} ({declared})")
    if columns and columns[0]:
        values = ", ".join(f"unnest(?::{_TYPES.get(name, 'INTEGER')}[])" for name in names)
        connection.execute(f"INSERT INTO {table} SELECT {values}", list(columns))


def _kinds_sql() -> str:
    """Return the grouping of norms that differ in nothing but their dates."""
    alike = ", ".join(f'"{name}"' for name in _KIND)
    return f"""
CREATE TABLE kind AS SELECT row_number() OVER () AS k, {alike} FROM norm GROUP BY {alike};
CREATE TABLE dated AS SELECT n, k, norm.since, norm.until
FROM norm JOIN kind ON {" AND ".join(f'kind."{name}" = norm."{name}"' for name in _KIND)}"""


def _kin_sql(rules: Sequence[type[PairRule]], apart: int, *, possible: bool) -> str:
    """Return the join: every ordered pair of kinds that some rule may want, and its relation on each axis as a bit.

    What no rule asks for is left out as early as it is seen: by the action first, since it keeps most norms apart.
    """
    axes = (*_SCOPE, *_ACT, "issuer")
    kept = ("modality", "derivation", "draft", "lasting", "binding", "meta", "action", "limits")
    columns = ", ".join(f"l.{name} AS l_{name}, r.{name} AS r_{name}" for name in kept)
    joins = "\n".join(
        f"JOIN rel_{axis} ON rel_{axis}.a = l.{axis} AND rel_{axis}.b = r.{axis}"
        + (f" AND rel_{axis}.bit & {apart} = 0" if axis in _SCOPE else "")
        for axis in axes
    )
    bits = ", ".join(f'rel_{axis}.bit AS "{axis}"' for axis in axes)
    act = " | ".join(f"rel_{axis}.bit" for axis in _ACT)
    wanted = " OR ".join(f"({' AND '.join(_static(rule, apart, possible=possible))})" for rule in rules)
    return f"""
CREATE TEMP TABLE kin AS WITH near AS (
    SELECT a, b FROM rel_action WHERE bit & {apart} = 0 UNION SELECT a, b FROM incompatible
), compared AS (
    SELECT l.k AS lk, r.k AS rk, l.place AS l_place, r.place AS r_place, {columns}, {bits}, {act} AS act
    FROM near JOIN kind AS l ON l.action = near.a JOIN kind AS r ON r.action = near.b AND (l.draft OR r.draft)
        AND (r.derivation = '' OR (r.derivation = 'imposed' AND l.derivation = '')) AND l.derivation <> 'imposed'
    {joins}
), boxed AS (SELECT *, {_BOX} AS box FROM compared)
SELECT * FROM boxed WHERE {wanted};
CREATE TEMP TABLE couple AS SELECT l.n AS l, r.n AS r, l.since AS l_since, l.until AS l_until,
    r.since AS r_since, r.until AS r_until, greatest(l.since, r.since) AS since, least(l.until, r.until) AS until,
    lk, rk, l_place, r_place
FROM kin JOIN dated AS l ON l.k = lk JOIN dated AS r ON r.k = rk AND l.n <> r.n
    AND greatest(l.since, r.since) < least(l.until, r.until);
{_meeting_sql("couple")};
CREATE TEMP TABLE pair AS SELECT kin.*, couple.* EXCLUDE (lk, rk, l_place, r_place), {_PLACE}
FROM couple JOIN kin USING (lk, rk) JOIN meeting USING (l, r)"""


def _meeting_sql(couples: str) -> str:
    """Return the statement that finds in which relation the places of each couple are while both are in force."""
    days = "least(p.until, c.until) - greatest(p.since, c.since)"
    return f"""
CREATE TEMP TABLE meeting AS SELECT l, r, bit_or(bit) AS bit,
    sum(CASE WHEN bit & {_EQUAL | _WITHIN} <> 0 THEN {days} ELSE 0 END) AS days_inside,
    sum(CASE WHEN bit = {_EQUAL} THEN {days} ELSE 0 END) AS days_equal
FROM {couples} AS c JOIN rel_place AS p ON p.a = l_place AND p.b = r_place AND p.since < c.until AND c.since < p.until
GROUP BY l, r"""


_PLACE = "bit AS place, days_inside = until - since AS place_inside, days_equal = until - since AS place_equal"


_BOX = (
    f"CASE WHEN act & {_DISJOINT} <> 0 THEN {_DISJOINT} WHEN act & {_UNKNOWN} <> 0 THEN {_UNKNOWN} "
    f"WHEN act = {_EQUAL} THEN {_EQUAL} WHEN act & ~{_EQUAL | _WITHIN} = 0 THEN {_WITHIN} "
    f"WHEN act & ~{_EQUAL | _CONTAINS} = 0 THEN {_CONTAINS} ELSE {_OVERLAPS} END"
)
"""The relation of the acts from the bits of their axes (`rightsnet.model.relation.combine`)."""


def _rules_sql(rules: Iterable[type[PairRule]], apart: int, *, possible: bool) -> str:
    """Return one statement that yields (rule, left, right, whether all relations are known) for every declaration."""
    somewhere = f"place <> {_DISJOINT}" if possible else f"place & ~{_DISJOINT | _UNKNOWN} <> 0"
    selects = [
        f"SELECT '{rule.name()}' AS rule, l, r, sure FROM met "
        f"WHERE {' AND '.join((*_static(rule, apart, possible=possible), *_dated(rule)))}"
        for rule in rules
    ]
    known = " AND ".join(f"{axis} & {_UNKNOWN} = 0" for axis in (*_SCOPE, "act"))
    sure = f"{known} AND place & ~{_DISJOINT | _UNKNOWN} <> 0"
    return "\n".join(
        [f"WITH met AS (SELECT *, {sure} AS sure FROM pair WHERE {somewhere})", "\nUNION ALL\n".join(selects)]
    )


def _static(rule: type[PairRule], apart: int, *, possible: bool) -> list[str]:
    """Return what a declaration asks of two kinds, as conditions on a row of ``kin``.

    Together with `_dated` this is what `rightsnet.algebra.pairs.holds` says.
    """
    derivations = {Via.IMPOSED: ("", "imposed"), Via.NECESSARY: ("necessary", ""), Via.TYPICAL: ("typical", "")}
    left, right = derivations.get(rule.via, ("", ""))
    parts = [f"l_derivation = '{left}' AND r_derivation = '{right}'"]
    if rule.left is None or rule.right is None:
        parts.append("l_modality = r_modality")
    else:
        parts.append(f"l_modality = '{rule.left.value}' AND r_modality = '{rule.right.value}'")
    wanted = sum(_BITS[relation] for relation in rule.acts if possible or relation is not Relation.UNKNOWN)
    if rule.via is Via.INCOMPATIBLE:
        parts += [
            "EXISTS (SELECT 1 FROM incompatible AS i WHERE i.a = l_action AND i.b = r_action)",
            f'object & {apart} = 0 AND counterparty & {apart} = 0 AND "window" & {apart} = 0',
            f'(NOT l_lasting OR r_lasting OR "window" & {_EQUAL | _CONTAINS | _UNKNOWN} <> 0)',
            f'(l_lasting OR NOT r_lasting OR "window" & {_EQUAL | _WITHIN | _UNKNOWN} <> 0)',
        ]
    elif rule.via is Via.VALUES:
        parts += [
            "EXISTS (SELECT 1 FROM clashing AS c WHERE c.a = l_limits AND c.b = r_limits)",
            f"action = {_EQUAL} AND object = {_EQUAL} AND counterparty & {apart} = 0",
        ]
    elif rule.via is Via.SAME:
        parts.append("(r_binding OR NOT l_binding) AND NOT l_meta")
        if rule.acts == {Relation.EQUAL}:
            parts.append(_SAME_KIND)
        else:
            inside = " AND ".join(f"{axis} & {_EQUAL | _WITHIN} <> 0" for axis in _SCOPE)
            outside = f"l_modality = '{Modality.OBLIGATION.value}' AND box & {_EQUAL | _CONTAINS} <> 0"
            within = f"l_modality <> '{Modality.OBLIGATION.value}' AND box & {_EQUAL | _WITHIN} <> 0"
            parts += [inside, f"({outside} OR {within})"]
    else:
        parts.append(f"box & {wanted} <> 0")
        if rule.via is Via.IMPOSED:
            parts.append(f"issuer & {_EQUAL | _WITHIN | _CONTAINS} <> 0")
    return parts


_SAME_KIND = " AND ".join((*(f"{axis} = {_EQUAL}" for axis in _SCOPE), f"box = {_EQUAL}", "l_binding = r_binding"))
_SAME = f"({_SAME_KIND} AND place_equal AND l_since = r_since AND l_until = r_until)"
_ONCE = "l_draft AND (NOT r_draft OR l < r)"


def _dated(rule: type[PairRule]) -> list[str]:
    """Return what a declaration asks of the dates and places of two norms, as conditions on a row of ``pair``."""
    if rule.via in (Via.INCOMPATIBLE, Via.VALUES):
        return [_ONCE]
    if rule.via is Via.SAME and rule.acts == {Relation.EQUAL}:
        return [_SAME, _ONCE]
    if rule.via is Via.SAME:
        return [f"place_inside AND r_since <= l_since AND l_until <= r_until AND NOT {_SAME} AND l_draft"]
    return []


_SCOPES_SQL = f"""
CREATE TEMP TABLE scope AS SELECT row_number() OVER () AS s, count(*) AS norms, bearer, place, circumstance, conditions,
    since, until, draft
FROM norm WHERE derivation = '' GROUP BY bearer, place, circumstance, conditions, since, until, draft;
CREATE TEMP TABLE scopes AS SELECT l.s AS l, r.s AS r, l.place AS l_place, r.place AS r_place,
    CASE WHEN l.s = r.s THEN l.norms * (l.norms - 1) // 2 ELSE l.norms * r.norms END AS norms,
    greatest(l.since, r.since) AS since, least(l.until, r.until) AS until,
    rel_bearer.bit AS bearer, rel_circumstance.bit AS circumstance, rel_conditions.bit AS conditions
FROM scope AS l JOIN scope AS r ON l.s <= r.s AND (l.draft OR r.draft)
JOIN rel_bearer ON rel_bearer.a = l.bearer AND rel_bearer.b = r.bearer
JOIN rel_circumstance ON rel_circumstance.a = l.circumstance AND rel_circumstance.b = r.circumstance
JOIN rel_conditions ON rel_conditions.a = l.conditions AND rel_conditions.b = r.conditions;
CREATE TEMP TABLE beside AS SELECT l, r, bit_or(bit) AS place
FROM scopes AS c JOIN rel_place AS p ON p.a = l_place AND p.b = r_place
    AND (c.since >= c.until OR (p.since < c.until AND c.since < p.until))
GROUP BY l, r;
CREATE TEMP TABLE funnel AS SELECT scopes.*, since < until AS in_force, coalesce(place, {_DISJOINT}) AS place
FROM scopes LEFT JOIN beside USING (l, r)"""
"""Norms of one scope are counted together: the funnel asks for nothing else."""

_APART = (
    f"bearer = {_DISJOINT}",
    f"place = {_DISJOINT}",
    "NOT in_force",
    f"circumstance = {_DISJOINT}",
    f"conditions = {_DISJOINT}",
)
_STAGES = (
    " AND ".join(f"NOT ({each})" for each in _APART),
    *(" AND ".join((*(f"NOT ({earlier})" for earlier in _APART[:i]), each)) for i, each in enumerate(_APART)),
)
"""That two scopes meet; then, for each axis, that it is the first that keeps them apart."""

_FUNNEL_SQL = f"""
SELECT coalesce(sum(norms), 0)::BIGINT,
    {", ".join(f"coalesce(sum(norms) FILTER ({condition}), 0)::BIGINT" for condition in _STAGES)}
FROM funnel"""
