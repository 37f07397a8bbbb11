"""The command `conflicts`: a body of norms compared with itself."""

from __future__ import annotations

import json
from pathlib import Path

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
    assert report["summary"]["error"] == report["summary"]["warning"] == 0
    assert {finding["rule"] for finding in report["findings"]} == {"narrowed-duty", "redundant-norm", "duplicate-norm"}
