"""Conflicts in a norm table of any size: norms alike are one signature, and signatures are joined, not norms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from rightsnet.algebra.knowledge import Knowledge
from rightsnet.engine.coding import ACT, BITS, DATED, LAST_DAY, Axis, Coding
from rightsnet.errors import InputError, Location, RightsnetError, UsageError
from rightsnet.model.norm import Modality
from rightsnet.model.relation import Relation, combine
from rightsnet.model.rule import PairRule, Via
from rightsnet.model.table import NormTable

_MODALITIES = tuple(Modality)
_MASKS = 1 << len(Relation)
_KIND = 2 * _MASKS
ENOUGH = 10_000_000
"""So few pairs of signatures are tested one by one rather than narrowed down by one axis more."""
WORTHWHILE = 24
"""Nor is it worth narrowing them down if no more than so many come of each pair that is left."""
_FORMATS = {".parquet": "FORMAT parquet", ".jsonl": "FORMAT json", ".csv": "FORMAT csv, HEADER true"}

Progress = Callable[[str], None]


def _silent(message: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Count:
    """How many pairs of norms, and of signatures, a rule finds."""

    norms: int
    signatures: int


class Detection:
    """What `detect` found, while its tables are there.

    Args:
        norms, signatures: how many there are.
        counts: rule → exact counts.
    """

    def __init__(self, run: _Run, norms: int, signatures: int, counts: Mapping[str, Count]) -> None:
        self._run = run
        self.norms = norms
        self.signatures = signatures
        self.counts = counts

    def write(self, folder: Path) -> None:
        """Write ``signatures.parquet`` and ``conflicts.parquet``: the kinds of norms, and which of them conflict.

        A signature says all that a norm says but its id, its dates and its source; a row of the conflicts names a rule,
        two signatures and the number of pairs of norms. Each file is there whole or not at all.

        Raises:
            InputError: if the folder cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"The folder cannot be made: {error.strerror}.", Location(str(folder))) from None
        self._run.copy(self._run.signatures_sql(), folder / "signatures.parquet")
        self._run.copy(self._run.conflicts_sql(), folder / "conflicts.parquet")

    def expand(self, path: Path, *, rule: str | None = None, limit: int | None = None) -> int:
        """Write the conflicting pairs of norms, by id, and return how many were written.

        Args:
            path: a file that ends in .parquet, .jsonl or .csv.
            rule: the only rule wanted.
            limit: the most pairs to write.

        Raises:
            UsageError: for a rule that was not looked for.
            InputError: for another ending, or a file that cannot be written.
        """
        if rule is not None and rule not in self.counts:
            raise UsageError(f"The rule “{rule}” was not looked for.", help=f"These were: {', '.join(self.counts)}.")
        return self._run.copy(self._run.pairs_sql(rule, limit), path)


@contextmanager
def detect(
    table: NormTable,
    knowledge: Knowledge,
    rules: Iterable[type[PairRule]],
    workspace: Path,
    *,
    possible: bool = False,
    memory: str = "1GB",
    progress: Progress = _silent,
) -> Iterator[Detection]:
    """Find every pair of norms of a table that the rules want.

    The tables live as long as the context; what does not fit in memory is kept below ``workspace`` for that time.

    Args:
        table: a table that has been checked.
        rules: rules on the acts as they stand (`Via.ACT`).
        workspace: a folder on the disk on which the output is wanted.
        possible: also find pairs that rest on a relation that is not known.
        memory: how much memory may be used, such as ``1GB``.
        progress: takes a sentence at the beginning of each stage.

    Raises:
        UsageError: for a rule that needs more than the acts as they stand.
        InputError: if there is no room for what does not fit in memory.
    """
    wanted = tuple(rules)
    for rule in wanted:
        if rule.via is not Via.ACT or rule.left is None or rule.right is None:
            raise UsageError(f"The rule “{rule.name()}” cannot be looked for in a table.")
    try:
        with (
            TemporaryDirectory(prefix=".rightsnet-", dir=workspace) as spill,
            duckdb.connect(config={"temp_directory": spill, "memory_limit": memory}) as connection,
        ):
            # Joined in another order than the one written, the relation tables multiply with each other.
            connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
            connection.execute("SET preserve_insertion_order = false")
            run = _Run(connection, table, knowledge, wanted, Path(spill), possible=possible, progress=progress)
            yield run.detection()
    except duckdb.Error as error:
        raise _failure(error, workspace) from None
    except OSError as error:
        raise InputError(f"The folder cannot be used: {error.strerror}.", Location(str(workspace))) from None


def _failure(error: duckdb.Error, workspace: Path) -> RightsnetError:
    if isinstance(error, duckdb.OutOfMemoryException):
        return InputError("The table needs more memory than it may use.", help="Allow more, or free room on the disk.")
    if isinstance(error, duckdb.IOException):
        reason = "the disk is full" if "space" in str(error) else str(error).splitlines()[0]
        return InputError(f"The folder cannot be used: {reason}.", Location(str(workspace)))
    raise error


class _Run:
    """The stages of one detection; every stage is one statement over whole tables."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: NormTable,
        knowledge: Knowledge,
        rules: Sequence[type[PairRule]],
        spill: Path,
        *,
        possible: bool,
        progress: Progress,
    ) -> None:
        self._connection = connection
        self._table = table
        self._knowledge = knowledge
        self._rules = rules
        self._spill = spill
        self._possible = possible
        self._progress = progress
        self._kinds = sorted(
            {
                (_MODALITIES.index(rule.left), _MODALITIES.index(rule.right))
                for rule in rules
                if rule.left and rule.right
            }
        )
        self._verdicts = list(self._judged())

    def detection(self) -> Detection:
        """Run all stages."""
        self._progress("Reading the norms")
        self._coding = Coding(
            self._connection, self._table, self._knowledge, allowed=self._of_kind(None), possible=self._possible
        )
        self._sign()
        self._progress("Relating the terms")
        axes = self._coding.relate()
        self._progress("Joining the signatures")
        self._join(axes)
        self._progress("Comparing the dates")
        self._compare_dates()
        ((signatures,),) = self._rows("SELECT count(*) FROM signature")
        counts = {rule.name(): Count(0, 0) for rule in self._rules}
        for index, norms, pairs in self._rows("SELECT rule, sum(pairs), count(*) FROM conflict GROUP BY rule"):
            counts[self._rules[index].name()] = Count(int(norms), pairs)
        return Detection(self, self._table.norms, signatures, counts)

    def signatures_sql(self) -> str:
        """Return the statement that yields the signatures in words."""
        return self._coding.words_sql()

    def conflicts_sql(self) -> str:
        """Return the statement that yields the conflicting signatures."""
        return f'SELECT {self._rule_name()} AS rule, l AS "left", r AS "right", pairs FROM conflict'

    def pairs_sql(self, rule: str | None, limit: int | None) -> str:
        """Return the statement that yields the conflicting norms, for which the table is read again."""
        self._do(f"CREATE OR REPLACE TABLE member AS {self._coding.members_sql()}")
        where = "" if rule is None else f"AND c.rule = {[each.name() for each in self._rules].index(rule)}"
        return f"""
SELECT {self._rule_name("c.")} AS rule, x.id AS "left", y.id AS "right"
FROM conflict AS c JOIN member AS x ON x.signature = c.l JOIN member AS y ON y.signature = c.r
    AND x.since < y.until AND y.since < x.until AND x.id <> y.id {where}
LEFT JOIN rel_place AS p ON c.dated AND p.a = x.place AND p.b = y.place
WHERE NOT c.dated OR {_meet_on("p.days", "greatest(x.since, y.since)", "least(x.until, y.until)")}
{"" if limit is None else f"LIMIT {limit}"}"""

    def copy(self, sql: str, path: Path) -> int:
        """Write what a statement yields beside the file and rename it, and return the number of rows."""
        ending = path.suffix.lower()
        if ending not in _FORMATS:
            raise InputError(f"Pairs are written to {', '.join(_FORMATS)}.", Location(str(path)))
        beside = path.with_name(f".{path.name}.part")
        try:
            name = str(beside).replace("'", "''")
            ((count,),) = self._rows(f"COPY ({sql}) TO '{name}' ({_FORMATS[ending]})")
            beside.replace(path)
        except duckdb.IOException as error:
            reason = "the disk is full" if "space" in str(error) else str(error).splitlines()[0]
            raise InputError(f"The file cannot be written: {reason}.", Location(str(path))) from None
        except OSError as error:
            raise InputError(f"The file cannot be written: {error.strerror}.", Location(str(path))) from None
        finally:
            beside.unlink(missing_ok=True)
        return int(count)

    def _judged(self) -> Iterator[tuple[int, int, int]]:
        """Yield (kind, relations of the act axes as bits, rule) for every rule that wants such acts."""
        for kind, modalities in enumerate(self._kinds):
            for mask in range(_MASKS):
                box = combine(relation for relation, bit in BITS.items() if mask & bit)
                for index, rule in enumerate(self._rules):
                    assert rule.left and rule.right
                    pair = (_MODALITIES.index(rule.left), _MODALITIES.index(rule.right))
                    known = self._possible or box is not Relation.UNKNOWN
                    if pair == modalities and box in rule.acts and known:
                        yield kind, mask, index

    def _of_kind(self, kind: int | None) -> int:
        """Return the relations on an axis of the act that can still lead to a pair that some rule wants."""
        found = 0
        for each, mask, _ in self._verdicts:
            if kind is None or each == kind:
                found |= mask
        return found

    def _sign(self) -> None:
        """Group the norms; the number of a signature is its rank by its values, so it is the same in every run."""
        sides = [{kind[side] for kind in self._kinds} for side in (0, 1)]
        modality = self._coding.prefix(())
        self._do(f"""
CREATE TABLE grouped AS SELECT key, count(*)::INTEGER AS norms, min(since) AS s0, max(since) AS s1, min(until) AS u0,
    max(until) AS u1, {_among(modality, sides[0])} AS is_left, {_among(modality, sides[1])} AS is_right
FROM norm GROUP BY key ORDER BY key""")
        self._do("CREATE TABLE signature AS SELECT rowid::INTEGER + 1 AS id, * FROM grouped")

    def _join(self, axes: Sequence[Axis]) -> None:
        """Join the signatures axis by axis, from the most selective one, until few enough pairs are left to test."""
        coding = self._coding
        kinds = ", ".join(f"({left}, {right}, {kind * _KIND})" for kind, (left, right) in enumerate(self._kinds))
        self._do(f"CREATE TABLE pair AS SELECT * FROM (VALUES {kinds}) AS t(l, r, ka)" if kinds else _NO_PAIR)
        left = self._by_selectivity(axes)
        coarse: list[Axis] = []
        while left and not left[0].late:
            for side in ("left", "right"):
                self._do(f"""
CREATE OR REPLACE TABLE load_{side} AS SELECT {coding.prefix(coarse)} AS parent, count(*) AS n
FROM signature WHERE is_{side} GROUP BY ALL""")
            ((raw, pairs),) = self._rows(
                "SELECT coalesce(sum(x.n * y.n), 0), count(*) FROM pair "
                "JOIN load_left AS x ON x.parent = l JOIN load_right AS y ON y.parent = r"
            )
            if raw <= max(ENOUGH, WORTHWHILE * pairs):
                break
            axis = left.pop(0)
            coarse.append(axis)
            bit = f"| {axis.relation}.bit" if axis.counts else ""
            self._do(f"""
CREATE TABLE narrowed AS SELECT x.key AS l, y.key AS r, pair.ka {bit} AS ka
FROM pair JOIN (SELECT DISTINCT {coding.prefix(coarse[:-1])} AS parent, {coding.prefix(coarse)} AS key,
        {coding.digit(axis)}::INTEGER AS v FROM signature WHERE is_left) AS x ON x.parent = l
JOIN {axis.relation} ON {axis.relation}.a = x.v {self._alive(axis)}
JOIN (SELECT DISTINCT {coding.prefix(coarse)} AS key FROM signature WHERE is_right) AS y
    ON y.key = r * {axis.size} + {axis.relation}.b""")
            self._do("DROP TABLE pair")
            self._do("ALTER TABLE narrowed RENAME TO pair")
        digits = ", ".join(["0 AS none", *(f"{coding.digit(axis)}::{axis.type} AS {axis.name}" for axis in left)])
        for side in ("left", "right"):
            self._do(f"""
CREATE TABLE fine_{side} AS SELECT {coding.prefix(coarse)} AS parent, id, {digits} FROM signature WHERE is_{side}""")
        for axis in left:
            if axis.late:
                coding.relate_late(
                    axis,
                    f"SELECT DISTINCT x.{axis.name}::INTEGER AS a, y.{axis.name}::INTEGER AS b FROM pair "
                    "JOIN fine_left AS x ON x.parent = l JOIN fine_right AS y ON y.parent = r "
                    f"WHERE x.{axis.name} <> 0 AND y.{axis.name} <> 0",
                )
        self._test(left)

    def _test(self, axes: Sequence[Axis]) -> None:
        """Test the pairs that are left on the remaining axes, and keep those that a rule wants and whose dates may meet."""
        joins = "\n".join(
            f"JOIN {axis.relation} ON {axis.relation}.k = {axis.packed(f'x.{axis.name}', f'y.{axis.name}')} "
            f"{self._alive(axis)}"
            for axis in axes
        )
        mask = " | ".join(["pair.ka", *(f"{axis.relation}.bit" for axis in axes if axis.counts)])
        judged, verdict = self._judge(mask)
        always = "NOT dated AND greatest(x.s1, y.s1) < least(x.u0, y.u0)"
        self._do(f"""
CREATE TABLE dating AS SELECT rule, l, r, dated, {_PRODUCT} AS pairs, {always} AS always,
    x.u0 <= y.s1 AS before, y.u0 <= x.s1 AS after
FROM (SELECT ({judged})::UTINYINT AS rule, x.id AS l, y.id AS r, ({mask}) & {DATED} <> 0 AS dated
    FROM pair JOIN fine_left AS x ON x.parent = l JOIN fine_right AS y ON y.parent = r
    {joins}
    {verdict})
JOIN signature AS x ON x.id = l JOIN signature AS y ON y.id = r
WHERE greatest(x.s0, y.s0) < least(x.u1, y.u1)""")

    def _judge(self, mask: str) -> tuple[str, str]:
        """Return the SQL of the rule that wants a pair, and the join that it needs if that depends on the acts."""
        sole = {kind: self._sole_rule(kind) for kind in range(len(self._kinds))}
        if sole and None not in sole.values():
            cases = " ".join(f"WHEN {kind} THEN {index}" for kind, index in sole.items())
            return f"CASE pair.ka // {_KIND} {cases} END", ""
        rows = [(kind * _KIND + dated + mask, index) for kind, mask, index in self._verdicts for dated in (0, DATED)]
        values = ", ".join(map(str, rows)) or "(-1, -1)"
        self._do(f"CREATE TABLE verdict AS SELECT * FROM (VALUES {values}) AS t(ka, rule)")
        return "verdict.rule", f"JOIN verdict ON verdict.ka = {mask}"

    def _sole_rule(self, kind: int) -> int | None:
        """Return the rule that wants every pair of a kind that has come so far, if there is one such rule."""
        allowed = self._of_kind(kind)
        wanted = {mask: index for each, mask, index in self._verdicts if each == kind}
        several = len([each for each, _, _ in self._verdicts if each == kind]) > len(wanted)
        rules = {wanted.get(mask) for mask in range(_MASKS) if mask & ~allowed == 0}
        return None if several or len(rules) != 1 else rules.pop()

    def _compare_dates(self) -> None:
        """Count the pairs of norms that are in force on a common day (on which their places meet)."""
        self._do("CREATE TABLE counted (rule UTINYINT, l INTEGER, r INTEGER, dated BOOLEAN, pairs BIGINT)")
        self._do("""
CREATE VIEW conflict AS SELECT rule, l, r, dated, pairs FROM dating WHERE always AND pairs > 0
UNION ALL SELECT * FROM counted""")
        self._do("CREATE VIEW mixed AS SELECT * FROM dating WHERE NOT always")
        self._do("""
CREATE TABLE stay AS SELECT s.id AS id, since, until FROM norm JOIN (
    SELECT key, id FROM signature WHERE id IN (SELECT l FROM mixed UNION SELECT r FROM mixed)) AS s USING (key)""")
        self._do("CREATE TABLE opening AS SELECT id, since, count(*) AS n FROM stay GROUP BY ALL")
        self._do(
            f"CREATE TABLE closing AS SELECT id, until, count(*) AS n FROM stay WHERE until < {LAST_DAY} GROUP BY ALL"
        )
        self._do("""
INSERT INTO counted SELECT rule, l, r, dated, pairs - coalesce(apart, 0) FROM mixed LEFT JOIN (
    SELECT rule, l, r, sum(n) AS apart FROM (
        SELECT rule, l, r, x.n * y.n AS n FROM mixed JOIN closing AS x ON x.id = l JOIN opening AS y
            ON y.id = r AND y.since >= x.until WHERE before AND NOT dated
        UNION ALL
        SELECT rule, l, r, x.n * y.n FROM mixed JOIN closing AS y ON y.id = r JOIN opening AS x
            ON x.id = l AND x.since >= y.until WHERE after AND NOT dated) GROUP BY ALL) USING (rule, l, r)
WHERE NOT dated AND pairs > coalesce(apart, 0)""")
        place = next((axis for axis in self._coding.axes if axis.name == "place"), None)
        ((dated,),) = self._rows("SELECT count(*) FROM mixed WHERE dated")
        if place is None or not dated:
            return
        met = _meet_on("p.days", "greatest(x.since, y.since)", "least(x.until, y.until)")
        digit = self._coding.digit(place)
        self._do(f"""
INSERT INTO counted SELECT rule, l, r, true, sum(x.n * y.n - CASE WHEN l = r AND x.since = y.since
    AND x.until = y.until THEN x.n ELSE 0 END) AS pairs
FROM mixed JOIN (SELECT id, {digit} AS place FROM signature) AS a ON a.id = l
JOIN (SELECT id, {digit} AS place FROM signature) AS b ON b.id = r
JOIN rel_place AS p ON p.a = a.place AND p.b = b.place
JOIN (SELECT id, since, until, count(*) AS n FROM stay GROUP BY ALL) AS x ON x.id = l
JOIN (SELECT id, since, until, count(*) AS n FROM stay GROUP BY ALL) AS y ON y.id = r
    AND x.since < y.until AND y.since < x.until
WHERE mixed.dated AND {met}
GROUP BY rule, l, r HAVING pairs > 0""")

    def _by_selectivity(self, axes: Sequence[Axis]) -> list[Axis]:
        """Return the axes, the one on which the fewest pairs of signatures agree first."""
        chances: dict[Axis, float] = {}
        for axis in axes:
            if axis.late:
                chances[axis] = 2.0
                continue
            ((chance,),) = self._rows(f"""
WITH used AS (SELECT {self._coding.digit(axis)} AS v, count(*) FILTER (is_left) AS lefts,
    count(*) FILTER (is_right) AS rights FROM signature GROUP BY ALL)
SELECT coalesce(sum(x.lefts * y.rights), 0) / (SELECT 1 + sum(lefts)::DOUBLE * sum(rights) FROM used)
FROM {axis.relation} JOIN used AS x ON x.v = a JOIN used AS y ON y.v = b""")
            chances[axis] = chance or 0.0
        return sorted(axes, key=lambda axis: (chances[axis], axis.name))

    def _alive(self, axis: Axis) -> str:
        """Return a condition that drops pairs whose acts no rule of their kind can want any more."""
        if axis.name not in ACT:
            return ""
        allowed = [self._of_kind(kind) for kind in range(len(self._kinds))]
        if len(set(allowed)) <= 1:
            return ""
        cases = " ".join(f"WHEN {kind} THEN {mask}" for kind, mask in enumerate(allowed))
        return f"AND (CASE pair.ka // {_KIND} {cases} END & {axis.relation}.bit) <> 0"

    def _rule_name(self, table: str = "") -> str:
        cases = " ".join(f"WHEN {index} THEN '{rule.name()}'" for index, rule in enumerate(self._rules))
        words = ", ".join(f"'{rule.name()}'" for rule in self._rules)
        return f"(CASE {table}rule {cases} END)::ENUM ({words})" if cases else "''"

    def _do(self, sql: str) -> None:
        self._connection.execute(sql)

    def _rows(self, sql: str) -> list[Any]:
        return self._connection.execute(sql).fetchall()


_PRODUCT = "x.norms::BIGINT * y.norms - CASE WHEN l = r THEN x.norms ELSE 0 END"
"""The pairs of norms of two signatures; no norm conflicts with itself."""

_NO_PAIR = "CREATE TABLE pair (l BIGINT, r BIGINT, ka INTEGER)"


def _among(expression: str, values: Iterable[int]) -> str:
    listed = ", ".join(map(str, sorted(values)))
    return f"{expression} IN ({listed})" if listed else "false"


def _meet_on(days: str, since: str, until: str) -> str:
    """Return the condition that a period shares a day with one of several."""
    return f"len(list_filter({days}, lambda d: d.since < {until} AND {since} < d.until)) > 0"
