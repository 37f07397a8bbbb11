"""Draws docs/conflicts-benchmark.svg from the results of conflicts.py: the cost of each norm at each size.

python benchmarks/conflicts.py --json results.json && python benchmarks/plot.py results.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot

ENGINES = {
    "rightsnet": ("rightsnet (from file to files)", "#0b6e4f", "o"),
    "clingo": ("clingo", "#b5651d", "s"),
    "oxigraph": ("Oxigraph SPARQL", "#4a6fa5", "^"),
    "rdflib": ("rdflib SPARQL", "#8e4585", "v"),
    "limit": ("DuckDB: only read, group, write", "#777777", "x"),
}
PICTURE = Path(__file__).parents[1] / "docs" / "conflicts-benchmark.svg"


def draw(results: list[dict[str, float | str]], path: Path) -> None:
    """Draw the picture."""
    matplotlib.rcParams.update({"svg.hashsalt": "rightsnet", "font.size": 10, "svg.fonttype": "none"})
    figure, axes = pyplot.subplots(figsize=(7.2, 4.4))
    for engine, (label, colour, marker) in ENGINES.items():
        points = sorted(
            (float(each["norms"]), 1e6 * float(each["seconds"]) / float(each["norms"]))
            for each in results
            if each["engine"] == engine
        )
        if points:
            style = "--" if engine == "limit" else "-"
            axes.plot(*zip(*points, strict=True), style, label=label, color=colour, marker=marker, linewidth=1.8)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("norms")
    axes.set_ylabel("microseconds for each norm")
    axes.set_title("All conflicts of duties and permissions with prohibitions", fontsize=11)
    axes.grid(visible=True, which="major", color="#dddddd", linewidth=0.8)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize=9)
    figure.tight_layout()
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line.rstrip()}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), PICTURE)
