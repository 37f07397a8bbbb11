"""The command `conflicts`: a body of norms compared with itself."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from cli.running import Command, Outcome

BODY = """proposal: Two sections
id: https://example.org/two
issuer: DEU
place: DEU
norms:
  - {id: keep, modality: duty, bearer: DataController, action: RetainData}
  - {id: erase, modality: duty, bearer: DataController, action: EraseData}
"""


def _of(command: Command, tmp_path: Path, *options: str) -> Outcome:
    path = tmp_path / "two.yaml"
    path.write_text(BODY, encoding="utf-8")
    return command("conflicts", str(path), *options)


def test_a_contradiction_inside_a_body_is_found(command: Command, tmp_path: Path) -> None:
    found = _of(command, tmp_path, "--format", "json")
    report = json.loads(found.out)
    assert found.status == 1
    assert [finding["rule"] for finding in report["findings"]] == ["incompatible-duties"]
    assert report["standing"] == {
        "https://example.org/two#erase": "unresolved",
        "https://example.org/two#keep": "unresolved",
    }
    assert report["funnel"]["pairs"] == report["funnel"]["met"] == 1


def test_a_policy_of_ones_own_is_asked_in_its_order(command: Command, tmp_path: Path) -> None:
    (tmp_path / "policy.txt").write_text("lex-posterior\nlex-superior\n", encoding="utf-8")
    assert _of(command, tmp_path, "--policy", str(tmp_path / "policy.txt")).status == 1
    (tmp_path / "policy.txt").write_text("lex-posterior\nlex-superiour\n", encoding="utf-8")
    wrong = _of(command, tmp_path, "--policy", str(tmp_path / "policy.txt"))
    assert wrong.status == 2
    assert "lex-superiour" in wrong.err
    assert "lex-superior" in wrong.err


def test_the_shipped_law_does_not_contradict_itself(command: Command) -> None:
    found = command("conflicts", "--format", "json")
    report = json.loads(found.out)
    assert found.status == 0
    assert report["summary"]["error"] == 0
    notes = {finding["rule"] for finding in report["findings"] if finding["severity"] == "note"}
    assert notes >= {"narrowed-duty", "redundant-norm", "duplicate-norm"}


TABLE = """id,modality,bearer,action,object,counterparty,place,valid_from,valid_until,circumstance
https://example.org/a,obligation,DataController,RetainData,TrafficData,,DEU,2027-01-01,,
https://example.org/b,prohibition,DataController,RetainData,,,EU,2020-01-01,,
https://example.org/c,prohibition,DataController,EraseData,,,EU,2020-01-01,,
"""


def test_a_table_of_any_size_is_compared_set_at_a_time(command: Command, tmp_path: Path) -> None:
    (tmp_path / "norms.csv").write_text(TABLE, encoding="utf-8")
    found = command("conflicts", "norms.csv", "--out", "found", "--quiet")
    counts = dict(line.split() for line in found.out.splitlines())
    assert found.status == 1
    assert {rule: int(number) for rule, number in counts.items() if int(number)} == {"impossible-duty": 1}
    with duckdb.connect() as connection:
        pairs = connection.execute("SELECT * FROM 'found/pairs.parquet'").fetchall()
    assert [("https://example.org/a" in row, "https://example.org/b" in row) for row in pairs] == [(True, True)]
    assert sorted(path.name for path in Path("found").iterdir()) == [
        "conflicts.parquet",
        "pairs.parquet",
        "signatures.parquet",
    ]


def test_out_takes_one_table_and_leaves_nothing_when_it_fails(command: Command, tmp_path: Path) -> None:
    assert command("conflicts", "--out", "found").status == 2
    (tmp_path / "norms.csv").write_text(TABLE.replace("EraseData", "EraseDate"), encoding="utf-8")
    wrong = command("conflicts", "norms.csv", "--out", "found")
    assert wrong.status == 2
    assert "norms.csv:4: action: Unknown action “EraseDate”" in wrong.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["norms.csv"]


def test_a_folder_that_cannot_be_used_is_said_so(command: Command, tmp_path: Path) -> None:
    (tmp_path / "norms.csv").write_text(TABLE, encoding="utf-8")
    found = command("conflicts", "norms.csv", "--out", "gone/found", "--quiet")
    assert (found.status, found.err) == (2, "error: gone: The folder cannot be used: No such file or directory.\n")


def test_out_keeps_to_the_fail_level_and_refuses_options_that_it_cannot_follow(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "norms.csv").write_text(TABLE, encoding="utf-8")
    bulk = ("conflicts", "norms.csv", "--out", "found", "--quiet")
    assert command(*bulk, "--fail-on", "never").status == 0
    assert command(*bulk, "--select", "narrowed-duty").status == 0
    assert command(*bulk).status == 1
    refused = command(*bulk, "--at", "2027-04-01")
    assert (refused.status, refused.err) == (
        2,
        "error: --at does not go with --out. Leave it out, or compare without --out.\n",
    )


def test_rules_are_left_out_by_family_and_file_by_file(command: Command, tmp_path: Path) -> None:
    assert _of(command, tmp_path, "--select", "conflict").status == 1
    assert _of(command, tmp_path, "--ignore", "conflict").status == 0
    assert _of(command, tmp_path, "--per-file-ignores", "two.*=incompatible-duties").status == 0


def test_a_comment_suppresses_a_contradiction(command: Command, tmp_path: Path) -> None:
    comment = "  # rightsnet: ignore incompatible-duties -- Section 9 says when which applies.\n  - {id: erase"
    path = tmp_path / "two.yaml"
    path.write_text(BODY.replace("  - {id: erase", comment), encoding="utf-8")
    found = command("conflicts", "two.yaml", "--all", "--format", "json")
    statuses = [(each["rule"], each["status"]) for each in json.loads(found.out)["findings"]]
    assert (found.status, statuses) == (0, [("incompatible-duties", "suppressed")])
