"""The conflicts of a generated body of norms, found by the engine and by an answer-set program: one set, two times.

The program is tests/oracles/conflicts.lp, of which the rows are used that compare acts as they stand: duties and permissions
against prohibitions, duties against exemptions. What entails, excludes or imposes what, and redundancy, are compared for a
few hundred norms in tests/oracles/test_answer_sets.py.

    python benchmarks/answer_sets.py [10000]
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from engine.corpora import Body, written
from oracles.answer_sets import PARTS, Found, answer
from oracles.corpora import MEASURES, Corpus, corpus
from rightsnet import rules
from rightsnet.engine import bulk
from rightsnet.model.rule import PairRule, Via


def detected(body: Corpus, wanted: list[type[PairRule]]) -> Found:
    """Return what the engine finds, as the program names it: by signatures, and expanded to pairs of norms."""
    knowledge = body.knowledge()
    with TemporaryDirectory() as name:
        folder = Path(name)
        table = written(Body(knowledge, body.norms), folder)
        places, events = knowledge.places.names, {norm.window.after for norm in body.norms if norm.window} - {None}
        names = {"place": {name: name for name in places}, "window_after": {name: name for name in events if name}}
        table = replace(table, terms={**table.terms, **names}, measures={name: name for name in MEASURES})
        with bulk.detect(table, knowledge, wanted, folder) as detection:
            detection.expand(folder / "pairs.parquet")
        with duckdb.connect() as connection:
            return frozenset(connection.execute(f"SELECT * FROM '{folder}/pairs.parquet'").fetchall())


def main() -> None:
    """Print the times, the counts by rule, and whether the two sets are equal."""
    parser = argparse.ArgumentParser(description="Compare the engine with an answer-set program.")
    parser.add_argument("norms", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    wanted = [rule for rule in rules.collect() if issubclass(rule, PairRule) and rule.via is Via.ACT]
    body = corpus(given.norms, given.seed, scale=6)
    began = time.perf_counter()
    engine = detected(body, wanted)
    between = time.perf_counter()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    program = answer(body, PARTS[:1])
    ended = time.perf_counter()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{given.norms} norms, {len(wanted)} rules: {'equal' if engine == program else 'DIFFERENT'}")
    print(f"engine   {between - began:8.1f} s  {len(engine):9} pairs, process at most {most // 1024} MB so far")
    print(f"program  {ended - between:8.1f} s  {len(program):9} pairs, process at most {after // 1024} MB so far")
    for rule, count in sorted(Counter(rule for rule, _, _ in engine).items()):
        print(f"  {rule:<28}{count:>9}")
    if engine != program:
        sys.exit(1)


if __name__ == "__main__":
    main()
