"""Whole-process times of the command line, as ratios to importing the libraries that it cannot do without."""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

RIGHTSNET = (sys.executable, "-m", "rightsnet")
MODALITIES = ("obligation", "prohibition", "obligation", "permission", "obligation", "exemption", "obligation")
BEARERS = ("HostingProvider", "SearchEngine", "TelecommunicationsOperator", "OnlinePlatform", "State")
ACTIONS = (
    "RemoveContent",
    "RetainTrafficData",
    "GiveStatementOfReasons",
    "BlockWebsite",
    "FilterUploads",
    "NotifyAffectedUser",
)
OBJECTS = ("IllegalContent", "TrafficData", "UserGeneratedContent", "TerroristContent", "PersonalData", "Csam")
ACTS = tuple(product(OBJECTS, ACTIONS, BEARERS))
"""What the generated proposals combine: each act once a year, so that norms collide only through what lies within what."""


@dataclass
class Task:
    """A command whose whole process is timed, and the seconds that passed and that it kept a processor busy."""

    name: str
    command: Sequence[str]
    statuses: tuple[int, ...] = (0,)
    passed: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    output: str = ""

    def run(self, folder: Path) -> None:
        """Run the command once and note the times.

        Raises:
            RuntimeError: if it ends with another exit status than it should.
        """
        begin, busy = time.perf_counter(), _busy()
        done = subprocess.run(self.command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        passed, busy = time.perf_counter() - begin, _busy() - busy
        if done.returncode not in self.statuses:
            raise RuntimeError(f"{self.name}: exit status {done.returncode}\n{done.stderr}")
        self.passed.append(passed)
        self.busy.append(busy)
        self.output = done.stdout


def _busy() -> float:
    """Return the processor time of all commands so far, which other work on the machine hardly lengthens."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
    lines = []
    for number in range(norms):
        thing, action, bearer = ACTS[number % len(ACTS)]
        year = 2027 + number // len(ACTS)
        modality = MODALITIES[number % len(MODALITIES)]
        lines.append(
            f"  - {{id: s{number + 1}, modality: {modality}, bearer: {bearer}, action: {action}, object: {thing}, "
            f"valid: {{from: {year}-01-01, until: {year + 1}-01-01}}, legal_basis: s {number + 1}, "
            "aim: [RightsOfOthers]}"
        )
    return "\n".join([*head, *lines]) + "\n"


def measure(tasks: Sequence[Task], runs: int, folder: Path) -> None:
    """Run the tasks in turn, so that what else the machine does falls on all of them alike; the first turn warms up."""
    for turn in range(runs + 1):
        for task in tasks:
            task.run(folder)
            if not turn:
                task.passed.clear()
                task.busy.clear()


def table(rows: Sequence[tuple[Task, Task]]) -> str:
    """Return the medians, and each as a ratio to that of the task it is compared with."""
    lines = [f"{'task':<42} {'passed':>9} {'ratio':>6} {'busy':>9} {'ratio':>6}  compared with"]
    for task, base in rows:
        passed, busy = median(task.passed), median(task.busy)
        lines.append(
            f"{task.name:<42} {passed:>7.2f} s {passed / median(base.passed):>6.2f} "
            f"{busy:>7.2f} s {busy / median(base.busy):>6.2f}  {base.name}"
        )
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
        size: Task(
            f"rightsnet check, {size} norms against the law",
            (*RIGHTSNET, "check", f"{size}.yaml", "--format", "concise"),
            (0, 1),
        )
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
    for check in checks.values():
        print(f"\n{check.name}:\n{check.output.splitlines()[-1]}")


if __name__ == "__main__":
    main()
