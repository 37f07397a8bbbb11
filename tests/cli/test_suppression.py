"""What a comment suppresses does not count; a comment that is wrong is a finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import Command

ALONE = ("--against", "none", "--format", "json")
HEAD = "proposal: Bill\nid: https://example.org/bill\nissuer: DEU\nplace: DEU\nrank: statute\nstatus: proposed\n"
HEAD += "valid: {from: 2027-04-01}\nnorms:\n"
MAY = "  - id: may\n    modality: liberty\n    bearer: Individual\n    action: CriticisePublicAuthority\n"
BAN = "  - id: ban\n    modality: prohibition\n    bearer: Individual\n    action: CriticisePublicAuthority\n"
REASON = "The constitutional court will decide."
COMMENT = f"# rightsnet: ignore void-permission -- {REASON}"
TURTLE = """\
@prefix rn:  <https://w3id.org/rightsnet/ns#> .
@prefix ex:  <https://example.org/bill#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

# BEFORE
ex:may a rn:Liberty ;
    rn:bearer rn:Individual ;
    rn:action rn:CriticisePublicAuthority ;  # ACTION
    rn:place rn:DEU .

ex:ban a rn:Prohibition ; rn:bearer rn:Individual ; rn:action rn:CriticisePublicAuthority ; rn:place rn:DEU .
"""

Found = list[tuple[str, str, str]]
"""Rule, status and reason of each finding."""


def _found(command: Command, tmp_path: Path, text: str, *options: str, name: str = "bill.yaml") -> tuple[int, Found]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    select = () if "--select" in options else ("--select", "void-permission,unused-suppression")
    run = command("check", name, *ALONE, *select, *options)
    assert run.err == ""
    findings = json.loads(run.out)["findings"]
    return run.status, [(each["rule"], each["status"], each["reason"] or "") for each in findings]


@pytest.mark.parametrize(
    "text",
    [
        MAY.replace("Authority", f"Authority  {COMMENT}") + BAN,
        MAY.replace("    action", f"    {COMMENT}\n    # Another comment.\n\n    action") + BAN,
        MAY.replace("- id: may", f"- id: may  {COMMENT}") + BAN,
        f"  {COMMENT}\n{MAY}{BAN}",
        f"{MAY}  {COMMENT}\n{BAN}",
        f"  {COMMENT.replace('void-', 'impossible-duty, void-')}\n{MAY}{BAN}",
    ],
    ids=["line", "line above", "norm", "norm above", "other norm", "two rules"],
)
def test_what_is_suppressed_does_not_count(command: Command, tmp_path: Path, text: str) -> None:
    select = ("--select", "void-permission")
    assert _found(command, tmp_path, HEAD + text, *select) == (0, [])
    assert _found(command, tmp_path, HEAD + text, *select, "--all") == (0, [("void-permission", "suppressed", REASON)])
    assert command("check", "bill.yaml", "--against", "none", *select, "--fail-on", "note").status == 0


@pytest.mark.parametrize(
    "text",
    [
        f"{MAY}{BAN}{COMMENT}\n",
        MAY.replace("liberty", f"liberty  {COMMENT}") + BAN,
        MAY + BAN.replace("Authority", f"Authority  {COMMENT}"),
        f"  {COMMENT.replace('void-permission', 'impossible-duty')}\n{MAY}{BAN}",
    ],
    ids=["after all", "another line", "line of the other norm", "another rule"],
)
def test_what_a_comment_is_not_about_still_counts(command: Command, tmp_path: Path, text: str) -> None:
    status, found = _found(command, tmp_path, HEAD + text)
    assert status == 1
    assert sorted(found) == [("unused-suppression", "open", ""), ("void-permission", "open", "")]


@pytest.mark.parametrize("mark", ["BEFORE", "ACTION"])
def test_turtle_has_suppressions_too(command: Command, tmp_path: Path, mark: str) -> None:
    text = TURTLE.replace(f"# {mark}", COMMENT)
    found = _found(command, tmp_path, text, "--all", name="bill.ttl")
    assert found == (0, [("void-permission", "suppressed", REASON)])


def test_without_a_reason_nothing_is_suppressed(command: Command, tmp_path: Path) -> None:
    text = f"{HEAD}  # rightsnet: ignore void-permission\n{MAY}{BAN}"
    rules = "void-permission,suppression-without-reason,unused-suppression"
    status, found = _found(command, tmp_path, text, "--select", rules)
    assert status == 1
    assert sorted(found) == [("suppression-without-reason", "open", ""), ("void-permission", "open", "")]


def test_a_wrong_comment_is_shown_where_it_is_wrong(command: Command, tmp_path: Path) -> None:
    comment = "# rightsnet: ignore impossible-duty, void-permision"
    (tmp_path / "bill.yaml").write_text(f"{HEAD}  {comment} -- Why.\n{MAY}", encoding="utf-8")
    rules = ("--select", "unused-suppression,unknown-rule-suppressed")
    run = command("check", "bill.yaml", "--against", "none", *rules, "--format", "concise")
    assert run.out.splitlines()[:2] == [
        "bill.yaml:9:23: warning[unused-suppression] This comment suppresses “impossible-duty”, which finds nothing here.",
        "bill.yaml:9:40: error[unknown-rule-suppressed] This comment is to suppress “void-permision”, "
        "but there is no rule of that name.",
    ]
    assert run.status == 1
    full = command("check", "bill.yaml", "--against", "none", *rules).out
    assert "= help: Did you mean void-permission, partly-void-permission or" in full
    assert f"\n   | {' ' * 22}{'^' * 15}\n" in full
    assert f"\n   | {' ' * 39}{'^' * 14}\n" in full


def test_a_rule_that_does_not_run_leaves_no_suppression_unused(command: Command, tmp_path: Path) -> None:
    text = f"{HEAD}  {COMMENT}\n{MAY}"
    assert _found(command, tmp_path, text)[1] == [("unused-suppression", "open", "")]
    ignored = ("--select", "unused-suppression", "--ignore", "void-permission")
    assert _found(command, tmp_path, text, *ignored) == (0, [])
    assert _found(command, tmp_path, text, "--per-file-ignores", "*.yaml=void-permission") == (0, [])


def test_comparing_a_body_with_itself_judges_only_what_it_runs(command: Command, tmp_path: Path) -> None:
    text = f"{HEAD}  # rightsnet: ignore no-legal-basis, void-permission -- {REASON}\n{MAY}{BAN}"
    (tmp_path / "bill.yaml").write_text(text, encoding="utf-8")
    run = command("conflicts", "bill.yaml", "--format", "json", "--all")
    found = [(each["rule"], each["status"]) for each in json.loads(run.out)["findings"]]
    assert found == [("void-permission", "suppressed")]
    assert run.status == 0


def test_a_suppression_of_what_is_only_possible_is_of_use(command: Command, tmp_path: Path) -> None:
    # Nothing says whether a journalist can be a vetted researcher.
    body = f"{MAY}{BAN}".replace("Individual", "Journalist", 1).replace("Individual", "VettedResearcher", 1)
    text = f"{HEAD}  {COMMENT}\n{body}"
    assert _found(command, tmp_path, HEAD + body, "--possible") == (1, [("void-permission", "open", "")])
    assert _found(command, tmp_path, HEAD + body) == (0, [])
    assert _found(command, tmp_path, text) == (0, [])
    assert _found(command, tmp_path, text, "--possible") == (0, [])


def test_equal_comments_are_findings_of_their_own(command: Command, tmp_path: Path) -> None:
    text = f"{HEAD}{MAY}".replace("liberty\n", f"liberty  {COMMENT}\n").replace(
        "Individual\n", f"Individual {COMMENT}\n"
    )
    (tmp_path / "bill.yaml").write_text(text, encoding="utf-8")
    run = command("check", "bill.yaml", *ALONE, "--select", "unused-suppression")
    findings = json.loads(run.out)["findings"]
    assert [each["location"]["line"] for each in findings] == [10, 11]
    assert len({each["fingerprint"] for each in findings}) == 2


def test_sarif_keeps_what_is_suppressed(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bill.yaml").write_text(f"{HEAD}  {COMMENT}\n{MAY}{BAN}", encoding="utf-8")
    run = command("check", "bill.yaml", "--against", "none", "--select", "void-permission", "--format", "sarif")
    (result,) = json.loads(run.out)["runs"][0]["results"]
    assert result["suppressions"][0]["justification"].startswith(REASON)
    assert run.status == 0


def test_what_the_text_itself_settles_needs_no_suppression(command: Command, tmp_path: Path) -> None:
    text = f"{HEAD}  {COMMENT}\n{MAY}    exception_to: ['#ban']\n{BAN}"
    status, found = _found(command, tmp_path, text, "--all")
    assert [(rule, status) for rule, status, _ in found] == [
        ("unused-suppression", "open"),
        ("void-permission", "declared"),
    ]
    assert status == 0


def test_a_comment_is_about_its_own_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(
        HEAD.replace("org/bill", "org/other") + MAY.replace("Authority", f"Authority  {COMMENT}"), encoding="utf-8"
    )
    (tmp_path / "bill.yaml").write_text(HEAD + MAY + BAN, encoding="utf-8")
    run = command("check", "bill.yaml", "other.yaml", "--select", "void-permission", *ALONE)
    assert [each["location"]["file"] for each in json.loads(run.out)["findings"]] == ["bill.yaml"]
