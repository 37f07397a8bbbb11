"""`explain FINGERPRINT`: the derivation of a finding of a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import Command
from rightsnet.resources import folder

PROPOSAL = str(folder("examples") / "data-retention")


@pytest.fixture
def fingerprint(command: Command) -> str:
    """Write report.json and return the fingerprint of its one finding."""
    command("check", PROPOSAL, "--select", "forbidden-imposition", "--format", "json=report.json", "--quiet")
    (finding,) = json.loads(Path("report.json").read_text("utf-8"))["findings"]
    return str(finding["fingerprint"])


def test_every_step_has_its_premises_and_every_premise_its_source(command: Command, fingerprint: str) -> None:
    found = command("explain", fingerprint, "--report", "report.json")
    assert found.status == 0
    lines = found.out.splitlines()
    stated = [number for number, line in enumerate(lines) if line.startswith("   - ")]
    assert stated
    assert all(lines[number + 1].startswith("     in ") for number in stated)
    assert "   - rn:ImposeIndiscriminateRetention rn:imposes rn:RetainTrafficDataIndiscriminately" in lines
    assert lines[-1] == "prevails: <https://w3id.org/rightsnet/id/eu-charter-7-8-52-1-retention-union>"


def test_the_beginning_of_a_fingerprint_will_do(command: Command, fingerprint: str) -> None:
    whole = command("explain", fingerprint, "--report", "report.json")
    assert command("explain", fingerprint[:8], "--report", "report.json") == whole


def test_a_finding_as_json_is_that_of_the_report(command: Command, fingerprint: str) -> None:
    (finding,) = json.loads(Path("report.json").read_text("utf-8"))["findings"]
    found = command("explain", fingerprint, "--report", "report.json", "--format", "json")
    assert (found.status, json.loads(found.out)) == (0, finding)


def test_a_fingerprint_needs_a_report_that_holds_it(command: Command, fingerprint: str) -> None:
    alone = command("explain", fingerprint)
    assert alone.status == 2
    assert alone.err.startswith(f"error: “{fingerprint}” is a fingerprint; the report that holds it is not named.")
    other = command("explain", "0123456789abcdef", "--report", "report.json")
    assert other.status == 2
    assert other.err.startswith("error: The report report.json has no finding with the fingerprint “0123456789abcdef”.")
    missing = command("explain", fingerprint, "--report", "gone.json")
    assert (missing.status, missing.err) == (
        2,
        "error: The report gone.json cannot be read: No such file or directory.\n",
    )
    Path("list.json").write_text("[]", encoding="utf-8")
    wrong = command("explain", fingerprint, "--report", "list.json")
    assert wrong.status == 2
    assert wrong.err.startswith("error: list.json: This is no report of rightsnet.")
