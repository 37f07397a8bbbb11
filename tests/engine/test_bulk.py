"""Detection at scale finds exactly what the search on single norms finds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings

from engine.corpora import Body, bodies, large, written
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.engine import bulk
from rightsnet.engine.search import search
from rightsnet.errors import InputError, UsageError
from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.relation import Relation
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
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


def test_a_rule_that_needs_more_than_the_acts(tmp_path: Path) -> None:
    body = large(5, seed=2)
    other = next(rule for rule in collect() if issubclass(rule, PairRule) and rule.via is not Via.ACT)
    with (
        pytest.raises(UsageError, match=rf"^The rule “{other.name()}” cannot be looked for in a table\.$"),
        bulk.detect(written(body, tmp_path), body.knowledge, [other], tmp_path),
    ):
        pass


def test_a_norm_does_not_conflict_with_itself(tmp_path: Path) -> None:
    class Twice(PairRule):
        """Two duties with the same act."""

        severity = Severity.NOTE
        left = right = Modality.OBLIGATION
        acts = frozenset({Relation.EQUAL})
        message = help = ""

    norms = [Norm(id=f"n{number}", modality=Modality.OBLIGATION, bearer="A", action="A") for number in range(3)]
    knowledge = Knowledge(Taxonomy(Axioms(classes=frozenset("A"))), large(0, seed=0).knowledge.places)
    body = Body(knowledge, tuple(norms))
    with bulk.detect(written(body, tmp_path), body.knowledge, [Twice], tmp_path) as found:
        assert found.counts == {"twice": bulk.Count(norms=6, signatures=1)}
        assert found.expand(tmp_path / "pairs.jsonl") == 6
        assert found.expand(tmp_path / "few.csv", limit=2) == 2
    assert len((tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines()) == 6
    assert len((tmp_path / "few.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    body = large(50, seed=3)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with bulk.detect(written(body, tmp_path), body.knowledge, RULES, tmp_path) as found:
        with pytest.raises(InputError, match=r"file: The folder cannot be made: File exists\.$"):
            found.write(tmp_path / "file")
        with pytest.raises(InputError, match=r"none/pairs\.csv: The file cannot be written: "):
            found.expand(tmp_path / "none" / "pairs.csv")
        with pytest.raises(InputError, match=r"pairs\.xml: Pairs are written to \.parquet, \.jsonl, \.csv\.$"):
            found.expand(tmp_path / "pairs.xml")
        with pytest.raises(UsageError, match=r"^The rule “poem” was not looked for\."):
            found.expand(tmp_path / "pairs.csv", rule="poem")
    with (
        pytest.raises(InputError, match=r"none: The folder cannot be used: No such file or directory\.$"),
        bulk.detect(written(body, tmp_path), body.knowledge, RULES, tmp_path / "none"),
    ):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk(tmp_path: Path) -> None:
    body = large(50, seed=3)
    with bulk.detect(written(body, tmp_path), body.knowledge, RULES, tmp_path) as found:
        (tmp_path / ".pairs.csv.part").symlink_to("/dev/full")
        with pytest.raises(InputError, match=r"pairs\.csv: The file cannot be written: the disk is full\.$"):
            found.expand(tmp_path / "pairs.csv")
    assert not (tmp_path / "pairs.csv").exists()


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    body = large(50, seed=4)
    table = written(body, tmp_path)
    before = sorted(tmp_path.iterdir())

    def interrupt(message: str) -> None:
        if message == "Comparing the dates":
            raise KeyboardInterrupt

    with (
        pytest.raises(KeyboardInterrupt),
        bulk.detect(table, body.knowledge, RULES, tmp_path, progress=interrupt),
    ):
        pass
    assert sorted(tmp_path.iterdir()) == before


def test_the_stages_are_told(tmp_path: Path) -> None:
    body, told = large(50, seed=4), list[str]()
    with bulk.detect(written(body, tmp_path), body.knowledge, RULES, tmp_path, progress=told.append):
        pass
    assert told == ["Reading the norms", "Relating the terms", "Joining the signatures", "Comparing the dates"]
