"""One question about conflicts, asked of several engines at growing sizes, with ratios and peak memory.

The question: which pairs of an obligation or a permission and a prohibition meet in bearer, place, situation and time,
where the act of the first lies wholly within that of the second (the rules impossible-duty and void-permission)? The
others are given all relations as facts, so that they only join: subsumption is worked out for them. Their time is that
of the question alone, after loading; ours is from the Parquet file to counts and conflicting signatures on disk, checks
of the table included. Every answer is compared with ours.

    python benchmarks/conflicts.py [--sizes 1000 10000 100000 1000000] [--json results.json]

Each cell runs in a process of its own, which is ended after a minute of asking.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

import generate
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.engine import bulk
from rightsnet.model.relation import Relation
from rightsnet.model.rule import PairRule
from rightsnet.rdf import reading
from rightsnet.rdf.bulk_triples import table_from_triples
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.tables import check_table
from rightsnet.rdf.vocabulary import Vocabulary
from rightsnet.rules import collect

LIMIT, LOADING = 60, 60
SIZES = (1_000, 10_000, 20_000, 100_000, 1_000_000)
RULES = ("impossible-duty", "void-permission")
FAR = 3_000_000

Row = tuple[int, str, str, str, str, str, str, str, int, int]


def rightsnet_cell(table: Path, folder: Path) -> int:
    """Detect the conflicts of a table, from the file to the files."""
    facts = Facts.from_turtle([folder / "ontology.ttl"])
    checked = check_table(table, Vocabulary(facts))
    rules = [rule for rule in collect() if issubclass(rule, PairRule) and rule.name() in RULES]
    with bulk.detect(checked, reading.read_knowledge(facts), rules, folder) as found:
        found.write(folder / "out")
        return sum(count.norms for count in found.counts.values())


def limit_cell(table: Path, folder: Path) -> int:
    """Read, group by every column but the id, and write, with nothing in between."""
    with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
        connection.execute(
            f"COPY (SELECT * EXCLUDE (id), count(*) AS norms FROM '{table}' GROUP BY ALL) TO '{folder}/limit.parquet'"
        )
    return 0


def triples_cell(table: Path, folder: Path) -> int:
    """Detect the conflicts of an N-Triples file."""
    norms, _ = table_from_triples(table.with_suffix(".nt"), folder, memory="1500MB")
    return rightsnet_cell(norms, folder)


def pyoxigraph_parse_cell(table: Path, folder: Path) -> int:
    """Parse the N-Triples file with pyoxigraph, and drop every triple."""
    import pyoxigraph

    for _ in pyoxigraph.parse(path=str(table.with_suffix(".nt")), format=pyoxigraph.RdfFormat.N_TRIPLES):
        pass
    return 0


def lightrdf_parse_cell(table: Path, folder: Path) -> int:
    """Parse the N-Triples file with lightrdf, and drop every triple."""
    import lightrdf

    for _ in lightrdf.Parser().parse(str(table.with_suffix(".nt"))):
        pass
    return 0


def rdflib_cell(table: Path, folder: Path) -> int:
    """Ask rdflib's SPARQL engine."""
    import rdflib

    graph = rdflib.Graph()
    for subject, predicate, value in _triples(table, folder):
        term = rdflib.Literal(value) if isinstance(value, int) else rdflib.URIRef(value)
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), term))
    _asking()
    return int(next(iter(graph.query(_SPARQL)))[0])


def oxigraph_cell(table: Path, folder: Path) -> int:
    """Ask Oxigraph's SPARQL engine."""
    from pyoxigraph import Literal, NamedNode, Quad, Store

    store = Store()
    store.bulk_extend(
        Quad(NamedNode(s), NamedNode(p), Literal(o) if isinstance(o, int) else NamedNode(o))
        for s, p, o in _triples(table, folder)
    )
    store.optimize()
    _asking()
    (row,) = store.query(_SPARQL)
    return int(row[0].value)


def clingo_cell(table: Path, folder: Path) -> int:
    """Ask clingo, the answer-set solver; its time includes reading the facts, which is when it joins."""
    import clingo

    facts = folder / "facts.lp"
    with facts.open("w", encoding="utf-8") as file:
        for axis, left, right in _relations(folder):
            file.write(f'{axis}("{left}","{right}").\n')
        for number, kind, *values, since, until in _rows(table):
            listed = ",".join(f'"{value}"' for value in values)
            file.write(f"{kind}({number},{listed},{since},{until}).\n")
        file.write(_ANSWER_SET)
    control = clingo.Control(["--warn=none"])
    _asking()
    control.load(str(facts))
    control.ground()
    return sum(1 for _ in control.symbolic_atoms.by_signature("conflict", 2))


CELLS: dict[str, Callable[[Path, Path], int]] = {
    "rightsnet": rightsnet_cell,
    "limit": limit_cell,
    "clingo": clingo_cell,
    "oxigraph": oxigraph_cell,
    "rdflib": rdflib_cell,
    "rightsnet-nt": triples_cell,
    "pyoxigraph-parse": pyoxigraph_parse_cell,
    "lightrdf-parse": lightrdf_parse_cell,
}
PARSERS = ("rightsnet-nt", "pyoxigraph-parse", "lightrdf-parse")

_SPARQL = """
PREFIX : <urn:>
SELECT (COUNT(*) AS ?n) WHERE {
  ?r :side :right . ?r :action ?ra . ?la :within ?ra . ?l :action ?la . ?l :side :left .
  ?r :bearer ?rb . ?l :bearer ?lb . ?lb :meets ?rb .
  ?r :place ?rp . ?l :place ?lp . ?lp :meets ?rp .
  ?r :object ?ro . ?l :object ?lo . ?lo :within ?ro .
  ?r :circumstance ?rc . ?l :circumstance ?lc . ?lc :meets ?rc .
  ?r :window ?rw . ?l :window ?lw . ?lw :within ?rw .
  ?r :since ?rs . ?r :until ?ru . ?l :since ?ls . ?l :until ?lu .
  FILTER (?ls < ?ru && ?rs < ?lu)
}"""

_ANSWER_SET = """
duty(N,B,A,O,P,C,W,S,U) :- obligation(N,B,A,O,P,C,W,S,U).
duty(N,B,A,O,P,C,W,S,U) :- permission(N,B,A,O,P,C,W,S,U).
conflict(L,R) :- prohibition(R,RB,RA,RO,RP,RC,RW,RS,RU), within(LA,RA), duty(L,LB,LA,LO,LP,LC,LW,LS,LU),
    meets(LB,RB), meets(LP,RP), within(LO,RO), meets(LC,RC), within(LW,RW), LS < RU, RS < LU.
"""


def _asking() -> None:
    """Mark the end of loading."""
    print("asking", flush=True)


def _rows(table: Path) -> Iterator[Row]:
    """Yield number, modality, bearer, action, object, place, circumstance, window, first day, first day no longer."""
    with duckdb.connect() as connection:
        found = connection.execute(f"""
SELECT row_number() OVER () AS n, modality, bearer, action, coalesce(object, 'anyO'), place, coalesce(circumstance, 'anyS'),
    coalesce(window_until, 'anyW'), valid_from - DATE '0001-01-01',
    coalesce(valid_until - DATE '0001-01-01', {FAR}) FROM '{table}' WHERE modality <> 'exemption'""")
        while rows := found.fetchmany(10_000):
            yield from rows


def _relations(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (meets or within, value, value) for every pair of values of which it holds."""
    knowledge = reading.read_knowledge(Facts.from_turtle([folder / "ontology.ttl"]))
    trees = generate.trees()
    for kind, open_value in (("actor", ""), ("circumstance", "anyS"), ("action", ""), ("object", "anyO")):
        axis = "meets" if kind in ("actor", "circumstance") else "within"
        names = [*trees[kind].names, *([open_value] if open_value else [])]
        yield from ((axis, a, b) for a in names for b in names if _holds(knowledge, axis, a, b))
    for a in trees["place"].names:
        for b in trees["place"].names:
            if knowledge.places.meetings(generate.TERMS + a, generate.TERMS + b):
                yield "meets", a, b
    spans = ["PT1H", "PT24H", "P7D", "P30D", "P6M", "anyW"]
    yield from (("within", a, b) for position, a in enumerate(spans) for b in spans[position:])


def _holds(knowledge: Knowledge, axis: str, left: str, right: str) -> bool:
    a, b = (None if name.startswith("any") else generate.TERMS + name for name in (left, right))
    relation = knowledge.taxonomy.relation(a, b)
    return relation.inside if axis == "within" else relation not in (Relation.DISJOINT, Relation.UNKNOWN)


def _triples(table: Path, folder: Path) -> Iterator[tuple[str, str, str | int]]:
    for axis, left, right in _relations(folder):
        yield f"urn:{left}", f"urn:{axis}", f"urn:{right}"
    keys = ("side", "bearer", "action", "object", "place", "circumstance", "window", "since", "until")
    for number, modality, *values in _rows(table):
        side = "right" if modality == "prohibition" else "left"
        for key, value in zip(keys, (side, *values), strict=True):
            yield f"urn:n{number}", f"urn:{key}", value if isinstance(value, int) else f"urn:{value}"


def _peak() -> int:
    """Return the most memory that this process held, in bytes; `getrusage` would count that of its parent too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def run_cell(name: str, table: Path, folder: Path) -> None:
    """Run one cell in this process and print what it measured."""
    started = [time.perf_counter(), time.process_time()]

    def asking() -> None:
        started[:] = [time.perf_counter(), time.process_time()]
        print("asking", flush=True)

    globals()["_asking"] = asking
    pairs = CELLS[name](table, folder)
    measured = {
        "seconds": time.perf_counter() - started[0],
        "cpu": time.process_time() - started[1],
        "peak": _peak(),
        "pairs": pairs,
    }
    print(json.dumps(measured), flush=True)


def measure(name: str, table: Path, folder: Path) -> dict[str, Any] | None:
    """Run one cell in a process of its own; return ``None`` if it takes too long or fails."""
    command = [sys.executable, __file__, "--cell", name, str(table), str(folder)]
    allowed = LIMIT if name in ("rightsnet", "limit") else LIMIT + LOADING
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=allowed, check=True)
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError as error:
        print(error.stderr.strip().splitlines()[-1] if error.stderr.strip() else "killed", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found if found["seconds"] <= LIMIT or name in PARSERS else None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--engines", nargs="+", default=list(CELLS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--cell", nargs=3, metavar=("NAME", "TABLE", "FOLDER"))
    given = parser.parse_args()
    if given.cell:
        run_cell(given.cell[0], Path(given.cell[1]), Path(given.cell[2]))
        return
    results: list[dict[str, Any]] = []
    gone: set[str] = set()
    with TemporaryDirectory(prefix="benchmark-") as place:
        folder = Path(place)
        (folder / "ontology.ttl").write_text(generate.ontology(), encoding="utf-8")
        print(
            f"{'norms':>9}  {'engine':<17} {'seconds':>9} {'CPU s':>8} {'peak MB':>8} {'pairs':>12}  against rightsnet"
        )
        for size in given.sizes:
            table = folder / f"{size}.parquet"
            generate.write_table(size, table)
            if size == max(given.sizes) and set(PARSERS) & set(given.engines):
                generate.write_triples(table, table.with_suffix(".nt"))
            ours: dict[str, Any] | None = None
            for name in given.engines:
                if name in gone or (name in PARSERS and size != max(given.sizes)):
                    continue
                found = measure(name, table, folder)
                if found is None:
                    gone.add(name)
                    print(f"{size:>9}  {name:<17} {'> 60':>9}")
                    continue
                ours = found if name == "rightsnet" else ours
                results.append({"norms": size, "engine": name, **found})
                _show(size, name, found, ours)
    _show_ratios(results)
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _show(size: int, name: str, found: dict[str, Any], ours: dict[str, Any] | None) -> None:
    ratio = "" if ours is None or name == "rightsnet" else f"{found['seconds'] / ours['seconds']:.2f} ×"
    wrong = ours is not None and found["pairs"] not in (0, ours["pairs"])
    print(
        f"{size:>9}  {name:<17} {found['seconds']:>9.2f} {found['cpu']:>8.2f} {found['peak'] / 1e6:>8.0f} "
        f"{found['pairs'] or '':>12}  {ratio}{'  WRONG ANSWER' if wrong else ''}",
        flush=True,
    )


def _show_ratios(results: list[dict[str, Any]]) -> None:
    times = {(each["engine"], each["norms"]): each for each in results}
    largest = max(each["norms"] for each in results)

    def ratio(words: str, over: tuple[str, int], under: tuple[str, int], share: float = 1.0) -> None:
        if over in times and under in times:
            a, b = times[over], times[under]
            print(f"{words}: {a['seconds'] / b['seconds'] * share:.2f} × (CPU {a['cpu'] / b['cpu'] * share:.2f} ×)")

    ratio("detection against reading, grouping and writing", ("rightsnet", largest), ("limit", largest))
    ratio("N-Triples to findings against the fastest parse", ("rightsnet-nt", largest), ("pyoxigraph-parse", largest))
    ratio("growth of the cost per norm, last tenfold", ("rightsnet", largest), ("rightsnet", largest // 10), 0.1)


if __name__ == "__main__":
    main()
