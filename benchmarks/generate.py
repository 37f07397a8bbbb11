"""Generated bodies of norms for the benchmarks: an ontology in Turtle, and norm tables as Parquet and N-Triples.

The classes form three trees (60 actors, 150 actions, 60 objects; one class in ten has a second parent, the top classes
of actors exclude each other pairwise), the places one of three levels (10 regions, 60 countries, 180 parts). Every
value of a norm is drawn independently, by Zipf's law with exponent 1.2 over the classes in an order of their own. Four
norms in ten name no object, one in twenty a situation, one in twenty a time limit; one in ten has been repealed. Laws
enter into force on the first day of a month.

    python benchmarks/generate.py 100000 corpus.parquet [corpus.nt]
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

RN = "https://w3id.org/rightsnet/ns#"
TERMS = "https://example.org/terms#"
NORMS = "https://example.org/law/"
EXPONENT = 1.2
SEED = 20_261_124

ACTORS, ACTIONS, OBJECTS, CIRCUMSTANCES = 60, 150, 60, 12
REGIONS, COUNTRIES, PARTS = 10, 60, 180

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Tree:
    """Classes or places below one root: name → its parents."""

    root: str
    parents: dict[str, tuple[str, ...]]

    @property
    def names(self) -> list[str]:
        """Return the names in their own order."""
        return list(self.parents)


def trees() -> dict[str, Tree]:
    """Return the trees of the generated ontology, the same in every run."""
    chance = np.random.default_rng(SEED)
    return {
        "actor": _tree(chance, "Actor", "A", ACTORS, 5),
        "action": _tree(chance, "Action", "C", ACTIONS, 10),
        "object": _tree(chance, "NormObject", "O", OBJECTS, 6),
        "circumstance": _tree(chance, "Circumstance", "S", CIRCUMSTANCES, 4),
        "place": _places(),
    }


def ontology() -> str:
    """Return the generated ontology as Turtle."""
    lines = [
        f"@prefix rn: <{RN}> .",
        f"@prefix ex: <{TERMS}> .",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    ]
    for kind, tree in trees().items():
        for name, parents in tree.parents.items():
            if kind == "place":
                wholes = "".join(f" ; rn:partOf ex:{parent}" for parent in parents)
                lines.append(f"ex:{name} a rn:Place{wholes} .")
            else:
                wider = " , ".join(f"ex:{parent}" for parent in parents) or f"rn:{tree.root}"
                lines.append(f"ex:{name} a owl:Class ; rdfs:subClassOf {wider} .")
    tops = [name for name, parents in trees()["actor"].parents.items() if not parents]
    lines.append("rn:NationalStatute a rn:Rank .")
    members = " ".join(f"ex:{name}" for name in tops[:3])
    lines.append(f"[] a owl:AllDisjointClasses ; owl:members ( {members} ) .")
    return "\n".join(lines) + "\n"


def write_table(count: int, path: Path) -> None:
    """Write a norm table of so many norms as Parquet."""
    columns = _columns(count)
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        connection.register("columns", columns)
        connection.execute(f"COPY ({_TABLE_SQL}) TO '{path}' (FORMAT parquet)")


def write_triples(table: Path, path: Path) -> None:
    """Write a norm table as N-Triples, one norm after the other."""
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        connection.execute(
            f"COPY ({_TRIPLES_SQL.replace('TABLE', str(table))}) TO '{path}' "
            "(FORMAT csv, HEADER false, DELIMITER '\x01', QUOTE '', ESCAPE '')"
        )


def _tree(chance: np.random.Generator, root: str, letter: str, count: int, tops: int) -> Tree:
    width = len(str(count))
    names = [f"{letter}{number:0{width}}" for number in range(count)]
    parents: dict[str, tuple[str, ...]] = {}
    for number, name in enumerate(names):
        if number < tops:
            parents[name] = ()
            continue
        above = {int(chance.integers(0, max(tops, number // 2)))}
        if number >= 2 * tops and chance.random() < 0.1:
            above.add(int(chance.integers(tops, number)))
        parents[name] = tuple(names[each] for each in sorted(above))
    return Tree(root, parents)


def _places() -> Tree:
    regions = [f"R{number:02}" for number in range(REGIONS)]
    countries = [f"N{number:02}" for number in range(COUNTRIES)]
    parents: dict[str, tuple[str, ...]] = dict.fromkeys(regions, ())
    parents |= {name: (regions[number % REGIONS],) for number, name in enumerate(countries)}
    parents |= {f"Q{number:03}": (countries[number % COUNTRIES],) for number in range(PARTS)}
    return Tree("WORLD", parents)


def _columns(count: int) -> dict[str, Numbers]:
    chance = np.random.default_rng([SEED, count])
    order = np.random.default_rng(SEED + 1)
    drawn: dict[str, Numbers] = {"n": np.arange(count)}
    words = np.array(["obligation", "prohibition", "permission", "exemption"], dtype=object)
    drawn["modality"] = words[chance.choice(4, size=count, p=[0.45, 0.2, 0.25, 0.1])]
    known = trees()
    for column, kind, given in (
        ("bearer", "actor", 1.0),
        ("action", "action", 1.0),
        ("object", "object", 0.6),
        ("place", "place", 1.0),
        ("circumstance", "circumstance", 0.05),
    ):
        names = np.array(known[kind].names, dtype=object)[order.permutation(len(known[kind].names))]
        values = names[_zipf(chance, count, len(names))]
        drawn[column] = np.where(chance.random(count) < given, values, None)
    months = chance.integers(0, 35 * 12, size=count)
    lasting = chance.integers(12, 20 * 12, size=count)
    drawn["since"] = months
    drawn["until"] = np.where(chance.random(count) < 0.1, months + lasting, -1)
    limits = np.array(["PT1H", "PT24H", "P7D", "P30D", "P6M"], dtype=object)
    drawn["deadline"] = np.where(chance.random(count) < 0.05, limits[_zipf(chance, count, 5)], None)
    return drawn


def _zipf(chance: np.random.Generator, count: int, values: int) -> Numbers:
    weights = 1.0 / np.arange(1, values + 1) ** EXPONENT
    found: Numbers = chance.choice(values, size=count, p=weights / weights.sum())
    return found


_TABLE_SQL = f"""
SELECT '{NORMS}n' || n AS id, modality, bearer, action, object, NULL::VARCHAR AS counterparty, place,
    (DATE '1990-01-01' + to_months(since::INTEGER))::DATE AS valid_from,
    CASE WHEN until >= 0 THEN (DATE '1990-01-01' + to_months(until::INTEGER))::DATE END AS valid_until,
    circumstance, CASE WHEN deadline IS NOT NULL THEN 'PT0S' END AS window_from, deadline AS window_until,
    NULL::VARCHAR AS window_after, 'NationalStatute' AS rank,
    (DATE '1989-10-01' + to_months(since::INTEGER))::DATE AS adopted, '{NORMS}act' || n // 50 AS instrument
FROM columns"""

_CLASSES = {
    "obligation": "Obligation",
    "prohibition": "Prohibition",
    "permission": "Permission",
    "exemption": "Exemption",
}

_TRIPLES_SQL = f"""
SELECT unnest(list_filter([
    '<' || id || '> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{RN}' || upper(modality[1]) || modality[2:] || '> .',
    '<' || id || '> <{RN}bearer> <{TERMS}' || bearer || '> .',
    '<' || id || '> <{RN}action> <{TERMS}' || action || '> .',
    '<' || id || '> <{RN}object> <{TERMS}' || object || '> .',
    '<' || id || '> <{RN}place> <{TERMS}' || place || '> .',
    '<' || id || '> <{RN}circumstance> <{TERMS}' || circumstance || '> .',
    '<' || id || '> <{RN}validFrom> "' || valid_from || '"^^<http://www.w3.org/2001/XMLSchema#date> .',
    '<' || id || '> <{RN}validUntil> "' || valid_until || '"^^<http://www.w3.org/2001/XMLSchema#date> .',
    '<' || id || '> <{RN}window> _:w' || id[25:] || ' .',
    '_:w' || id[25:] || ' <{RN}from> "' || window_from || '"^^<http://www.w3.org/2001/XMLSchema#duration> .',
    '_:w' || id[25:] || ' <{RN}until> "' || window_until || '"^^<http://www.w3.org/2001/XMLSchema#duration> .',
    '<' || id || '> <{RN}rank> <{RN}' || rank || '> .',
    '<' || id || '> <http://www.w3.org/2000/01/rdf-schema#label> "n' || id[25:] || '" .',
    '<' || id || '> <{RN}provision> <' || instrument || '-1> .'
], lambda line: line IS NOT NULL AND (line NOT LIKE '_:%' OR line NOT LIKE '%NULL%')))
FROM 'TABLE'"""


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a generated norm table, and the same as N-Triples.")
    parser.add_argument("count", type=int)
    parser.add_argument("table", type=Path)
    parser.add_argument("triples", type=Path, nargs="?")
    given = parser.parse_args()
    write_table(given.count, given.table)
    given.table.with_suffix(".ttl").write_text(ontology(), encoding="utf-8")
    if given.triples:
        write_triples(given.table, given.triples)


if __name__ == "__main__":
    main()
