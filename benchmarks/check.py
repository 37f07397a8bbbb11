"""Whole-process times of the command line, as ratios to importing the libraries that it cannot do without."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

RIGHTSNET = (sys.executable, "-m", "rightsnet")
MODALITIES = ("obligation", "prohibition", "permission", "exemption")
BEARERS = ("HostingProvider", "OnlinePlatform", "SearchEngine", "TelecommunicationsOperator", "State")
ACTIONS = ("RemoveContent", "RetainTrafficData", "GiveStatementOfReasons", "BlockWebsite", "FilterUploads")
OBJECTS = ("IllegalContent", "TrafficData", "UserGeneratedContent")
"""What the generated proposals combine: 300 different norms, then the same again with later dates."""


@dataclass
class Task:
    """A command whose whole process is timed, and the times that it took, in seconds."""

    name: str
    command: Sequence[str]
    statuses: tuple[int, ...] = (0,)
    times: list[float] = field(default_factory=list)

    def run(self, folder: Path) -> None:
        """Run the command once and note the time.

        Raises:
            RuntimeError: if it ends with another exit status than it should.
        """
        begin = time.perf_counter()
        done = subprocess.run(self.command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        taken = time.perf_counter() - begin
        if done.returncode not in self.statuses:
            raise RuntimeError(f"{self.name}: exit status {done.returncode}\n{done.stderr}")
        self.times.append(taken)

    @property
    def median(self) -> float:
        """Return the median of the times."""
        return median(self.times)


def proposal(norms: int) -> str:
    """Return a proposal with that many norms, always the same for the same number."""
    head = [
        "proposal: A generated proposal",
        "id: https://example.org/generated",
        "issuer: DEU",
        "place: DEU",
        "rank: statute",
        "status: proposed",
        "norms:",
    ]
    # The modality turns fastest, so that a short proposal holds all of them.
    kinds = cycle(product(OBJECTS, BEARERS, ACTIONS, MODALITIES))
    lines = [
        f"  - {{id: s{number}, modality: {modality}, bearer: {bearer}, action: {action}, object: {thing}, "
        f"valid: {{from: {2027 + number // 300}-01-01}}, legal_basis: s {number}, aim: [RightsOfOthers]}}"
        for number, (thing, bearer, action, modality) in enumerate(islice(kinds, norms), 1)
    ]
    return "\n".join([*head, *lines]) + "\n"


def measure(tasks: Sequence[Task], runs: int, folder: Path) -> None:
    """Run the tasks in turn, so that what else the machine does falls on all of them alike; the first turn warms up."""
    for turn in range(runs + 1):
        for task in tasks:
            task.run(folder)
            if not turn:
                task.times.clear()


def table(rows: Sequence[tuple[Task, Task]]) -> str:
    """Return the medians, and each as a ratio to that of the task it is compared with."""
    lines = [f"{'task':<44} {'median':>9} {'ratio':>7}  compared with"]
    for task, base in rows:
        lines.append(f"{task.name:<44} {task.median:>7.3f} s {task.median / base.median:>7.2f}  {base.name}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=7, help="how often each task is timed (default: 7)")
    arguments.add_argument("--sizes", type=int, nargs="*", default=[200, 2000], help="norms of larger proposals")
    chosen = arguments.parse_args()
    for name in [name for name in os.environ if name.startswith("RIGHTSNET_")]:
        del os.environ[name]

    libraries = Task(
        "import rdflib, pyshacl, duckdb, typer", (sys.executable, "-c", "import rdflib, pyshacl, duckdb, typer")
    )
    typer = Task("import typer", (sys.executable, "-c", "import typer"))
    help = Task("rightsnet --help", (*RIGHTSNET, "--help"))
    checks = {
        size: Task(f"rightsnet check, {size} norms against the law", (*RIGHTSNET, "check", f"{size}.yaml"), (0, 1))
        for size in [20, *chosen.sizes]
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        for size in checks:
            (folder / f"{size}.yaml").write_text(proposal(size), encoding="utf-8")
        measure([typer, help, libraries, checks[20]], chosen.runs, folder)
        for size in chosen.sizes:
            measure([checks[size]], max(1, chosen.runs // 3), folder)
    print(table([(help, typer), *((check, libraries) for check in checks.values())]))


if __name__ == "__main__":
    main()
