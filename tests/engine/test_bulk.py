"""Detection at scale finds exactly what the search on single norms finds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings

from engine.corpora import Body, bodies, large, written
from rightsnet.engine import bulk
from rightsnet.engine.search import search
from rightsnet.model.rule import PairRule, Via
from rightsnet.rules import collect

RULES = tuple(rule for rule in collect() if issubclass(rule, PairRule) and rule.via is Via.ACT)


def test_the_rules_on_acts_as_they_stand() -> None:
    assert [rule.name() for rule in RULES] == [
        "exempted-duty",
        "impossible-duty",
        "narrowed-duty",
        "partly-void-permission",
        "void-permission",
    ]


@pytest.mark.parametrize("possible", [False, True])
@given(body=bodies())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_small_bodies(body: Body, possible: bool) -> None:
    with TemporaryDirectory() as folder:
        assert _in_bulk(body, Path(folder), possible=possible) == _one_by_one(body, possible=possible)


@pytest.mark.parametrize("enough", [0, 10_000_000])
def test_a_body_of_two_thousand(tmp_path: Path, enough: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "ENOUGH", enough)
    body = large(2_000, seed=1)
    found = _in_bulk(body, tmp_path)
    assert found == _one_by_one(body)
    assert min(Counter(rule for rule, _, _ in found).values()) > 100


def _one_by_one(body: Body, *, possible: bool = False) -> set[tuple[str, str, str]]:
    found = search(body.norms, (), RULES, body.knowledge, possible=possible)
    return {(pair.rule, found.norms[pair.left].id, found.norms[pair.right].id) for pair in found.pairs}


def _in_bulk(body: Body, folder: Path, *, possible: bool = False) -> set[tuple[str, str, str]]:
    """Return the pairs of norms, once it is sure that all three outputs say the same of them."""
    table = written(body, folder)
    with bulk.detect(table, body.knowledge, RULES, folder, possible=possible) as found:
        found.write(folder)
        count = found.expand(folder / "pairs.parquet")
        counts = {rule: each.norms for rule, each in found.counts.items()}
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT * FROM '{folder}/pairs.parquet'").fetchall()
        sums = connection.execute(
            f"SELECT rule, sum(pairs)::BIGINT FROM '{folder}/conflicts.parquet' GROUP BY rule"
        ).fetchall()
        norms = connection.execute(f"SELECT sum(norms)::BIGINT FROM '{folder}/signatures.parquet'").fetchall()
    pairs = set(rows)
    assert len(rows) == len(pairs) == count
    assert {rule: each for rule, each in counts.items() if each} == dict(sums) == Counter(rule for rule, _, _ in pairs)
    assert norms == [(len(body.norms),)]
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
    return pairs
