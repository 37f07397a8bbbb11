"""Settings come from the command line, then the environment, then a file, then the defaults."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from cli.running import Command
from rightsnet.cli.main import app
from rightsnet.cli.options import COMMANDS
from rightsnet.cli.settings_file import KEYS

SETTINGS = """\
against = "none"
select = ["void-permission"]  # the rule that finds something in the fixture
format = "concise"

[conflicts]
format = ["json"]
"""
LINE = "bill.yaml:12:13: error[void-permission] "


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Return a file of settings beside the proposal."""
    path = tmp_path / "rightsnet.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


@pytest.mark.parametrize("project", [False, True])
def test_a_file_gives_the_defaults(command: Command, bill: str, settings: Path, *, project: bool) -> None:
    if project:
        text = SETTINGS.replace("[conflicts]", "[tool.rightsnet.conflicts]")
        Path("pyproject.toml").write_text(f"[project]\nname = 'x'\n\n[tool.rightsnet]\n{text}", encoding="utf-8")
        settings.unlink()
    assert command("check", bill).out.startswith(LINE)
    assert json.loads(command("conflicts", bill).out)["version"] == 1


def test_what_is_given_nearer_wins(
    command: Command, bill: str, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("check", bill).status == 1
    settings.write_text('against = "none"\nselect = "void-permission"\nfail-on = "never"\n', encoding="utf-8")
    assert command("check", bill).status == 0
    monkeypatch.setenv("RIGHTSNET_FAIL_ON", "error")
    assert command("check", bill).status == 1
    assert command("check", bill, "--fail-on", "never").status == 0
    monkeypatch.setenv("RIGHTSNET_SELECT", "impossible-duty")
    assert command("check", bill).status == 0
    assert command("check", bill, "--select", "void-permission").status == 1


def test_a_table_of_a_command_comes_before_what_is_for_all(command: Command, bill: str, settings: Path) -> None:
    settings.write_text(SETTINGS + "\n[check]\nformat = 'json'\nselect = 'impossible-duty'\n", encoding="utf-8")
    assert json.loads(command("check", bill).out)["findings"] == []
    assert [each["rule"] for each in json.loads(command("conflicts", bill).out)["findings"]] == ["void-permission"]


def test_the_nearest_file_is_used_up_to_the_repository(
    command: Command, bill: str, settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "drafts" / "2027"
    inner.mkdir(parents=True)
    Path(bill).rename(inner / bill)
    monkeypatch.chdir(inner)
    assert command("check", bill).out.startswith(LINE)
    (tmp_path / "drafts" / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert command("check", bill).out.startswith(LINE)
    (tmp_path / "drafts" / "pyproject.toml").write_text(
        "[tool.rightsnet]\nformat = 'json'\nagainst = 'none'\n", "utf-8"
    )
    assert json.loads(command("check", bill).out)["version"] == 1
    (inner / ".git").mkdir()
    assert command("check", bill, "--against", "none", "--select", "void-permission").out.startswith("error[void-")


def test_a_file_can_be_named_or_refused(
    command: Command, bill: str, settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ci").mkdir()
    settings.rename(tmp_path / "ci" / "lint.toml")
    alone = ("check", bill, "--against", "none", "--select", "void-permission")
    assert command("check", bill, "--config", "ci/lint.toml").out.startswith(LINE)
    assert not command(*alone).out.startswith(LINE)
    monkeypatch.setenv("RIGHTSNET_CONFIG", "ci/lint.toml")
    assert command(*alone).out.startswith(LINE)
    assert not command(*alone, "--no-config").out.startswith(LINE)
    monkeypatch.setenv("RIGHTSNET_NO_CONFIG", "1")
    assert not command(*alone).out.startswith(LINE)
    assert command(*alone, "--config", "ci/lint.toml").out.startswith(LINE)
    for both in (("--config", "ci/lint.toml", "--no-config"), ("--no-config", "--config", "ci/lint.toml")):
        run = command(*alone, *both)
        expected = "error: --config and --no-config exclude each other. Leave one of them out.\n"
        assert (run.status, run.out, run.err) == (2, "", expected)


def test_paths_are_those_from_the_folder_of_the_file(
    command: Command, bill: str, settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.write_text(
        """\
against = ["none", "law/other.yaml"]
ontology = "terms.ttl"
policy = "policy.txt"
baseline-file = "known.json"
format = ["json=report.json", "concise"]
select = "void-permission"
per-file-ignores = {"drafts/old/*" = "void-permission"}
""",
        encoding="utf-8",
    )
    text = Path(bill).read_text(encoding="utf-8")
    for folder in ("law", "drafts/old", "elsewhere"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "law" / "other.yaml").write_text(text.replace("org/bill", "org/other"), encoding="utf-8")
    (tmp_path / "terms.ttl").write_text(
        "@prefix rn: <https://w3id.org/rightsnet/ns#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "<https://example.org/Blogger> rdfs:subClassOf rn:Individual ; rdfs:label 'town crier'@en .\n",
        encoding="utf-8",
    )
    (tmp_path / "policy.txt").write_text("lex-superior\n", encoding="utf-8")
    (tmp_path / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    (tmp_path / "drafts" / bill).write_text(text.replace("Individual", "town crier"), encoding="utf-8")
    (tmp_path / "drafts" / "old" / bill).write_text(text.replace("org/bill", "org/old"), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "elsewhere")
    run = command("check", "../drafts")
    assert run.err == ""
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {each["location"]["file"] for each in found["findings"]} == {"../drafts/bill.yaml"}
    assert found["checked"]["against"]["norms"] == 2
    assert command("baseline", "write", "../drafts").err.startswith("../known.json now holds ")
    assert command("check", "../drafts").status == 0
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = [\n", ":1: This is not TOML: invalid value."),
        ("at = 2027-04-01\nplace DEU\n", ":2:7: This is not TOML: expected '=' after a key in a key/value pair."),
        ("# x\nselct = ['a']\n", ":2: There is no setting “selct”. Did you mean select?"),
        ("[chek]\nat = 2027-01-01\n", ":1: There is no setting “chek”. Did you mean check?"),
        ("[check]\nverbosity = 1\n", ":2: There is no setting “verbosity”. The settings are against, ontology, "),
        ("[conflicts]\ncheck = 1\n", ":2: There is no setting “check”. "),
        ("all = true\npossible = 'yes'\n", ":2: The setting “possible” takes true or false."),
        ("select = [1]\n", ":1: The setting “select” takes a text or a list of texts."),
        ("place = ['DEU']\n", ":1: The setting “place” takes a text."),
        ("at = 2027-04-01T00:00:00\n", ":1: The setting “at” takes a date such as 2027-04-01."),
        (
            "\n\nfail-on = 'info'\n",
            ":3: The setting “fail-on” takes “error”, “warning”, “note” or “never”.",
        ),
        (
            "select = 'shape'\nignore = ['void-permision']\n",
            ":2: There is no rule “void-permision”. Did you mean void-",
        ),
        ('per-file-ignores = {"*.ttl" = ["shapes"]}\n', ":1: There is no rule “shapes”. Did you mean shape"),
        ("at = 'tomorrow'\n", ":1: The setting “at” takes a date such as 2027-04-01."),
        (
            "format = ['full', 'poem']\n",
            ":1: The setting “format” takes names of formats, each with =FILE to write a file",
        ),
        ("color = true\n", ":1: The setting “color” takes “auto”, “always” or “never”."),
        (
            "[per-file-ignores]\na = 1\n",
            ":1: The setting “per-file-ignores” takes a table of patterns, each with a list of",
        ),
        ("check = 1\n", ":1: “check” is a table of settings. Write [check]."),
        ('"" = 1\n', ":1: There is no setting “”."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    command: Command, bill: str, settings: Path, text: str, message: str
) -> None:
    settings.write_text(text, encoding="utf-8")
    run = command("check", bill)
    assert run.err.startswith(f"error: rightsnet.toml{message}")
    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1)
    assert command("check", bill, "--no-config", "--against", "none", "--select", "void-permission").status == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.toml", "error: gone.toml: There is no such file of settings.\n"),
        (".", "error: .: The file of settings cannot be read: Is a directory.\n"),
        (
            "pyproject.toml",
            "error: pyproject.toml: This file has no settings of rightsnet. "
            "Add the table [tool.rightsnet], or name another file.\n",
        ),
        ("latin.toml", "error: latin.toml: The file of settings is not text in UTF-8.\n"),
    ],
)
def test_a_file_that_is_named_must_be_one(command: Command, bill: str, name: str, message: str) -> None:
    Path("pyproject.toml").write_text("[project]\n", encoding="utf-8")
    Path("latin.toml").write_bytes("place = 'Ålesund'".encode("latin-1"))
    run = command("check", bill, "--config", name)
    assert (run.status, run.out, run.err) == (2, "", message)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only some users make links")
def test_paths_start_from_a_link_and_not_from_what_it_leads_to(
    command: Command, bill: str, settings: Path, tmp_path: Path
) -> None:
    (tmp_path / "shared").mkdir()
    settings.rename(tmp_path / "shared" / "settings.toml")
    with (tmp_path / "shared" / "settings.toml").open("a", encoding="utf-8") as file:
        file.write("[check]\nbaseline-file = 'known.json'\n")
    settings.symlink_to(tmp_path / "shared" / "settings.toml")
    assert command("baseline", "write", bill).err == "known.json now holds 1 finding.\n"


def test_a_key_in_a_project_is_located_too(command: Command, bill: str) -> None:
    text = "[project]\nselct = 1\n\n[tool.rightsnet]\nat = 2027-04-01\n\n[tool.rightsnet.check]\nselct = 'a'\n"
    Path("pyproject.toml").write_text(text, encoding="utf-8")
    assert command("check", bill).err == "error: pyproject.toml:8: There is no setting “selct”. Did you mean select?\n"


def test_the_settings_in_force_are_shown_with_where_they_come_from(
    command: Command, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.write_text(
        SETTINGS + '\n[check]\nat = 2027-04-01\nper-file-ignores = {"drafts/*" = ["shape", "no-legal-basis"]}\n',
        "utf-8",
    )
    monkeypatch.setenv("RIGHTSNET_FAIL_ON", "note")
    monkeypatch.setenv("RIGHTSNET_SELECT", "shape conflict")
    run = command("config", "show")
    lines = [[part.strip() for part in line.rsplit("#", 1)] for line in run.out.splitlines()]
    assert run.out.startswith("# What `rightsnet check` uses here; rightsnet.toml was read.\n")
    assert lines[1:] == [
        ['against = ["none"]', "rightsnet.toml:1"],
        ["# ontology is not set", "default"],
        ['at = "2027-04-01"', "rightsnet.toml:9"],
        ["# place is not set", "default"],
        ['select = ["shape", "conflict"]', "RIGHTSNET_SELECT"],
        ["# ignore is not set", "default"],
        ['per-file-ignores = { "drafts/*" = ["shape", "no-legal-basis"] }', "rightsnet.toml:10"],
        ["possible = false", "default"],
        ["all = false", "default"],
        ['fail-on = "note"', "RIGHTSNET_FAIL_ON"],
        ['format = ["concise"]', "rightsnet.toml:3"],
        ['lang = "en"', "default"],
        ["quiet = false", "default"],
        ['color = "auto"', "default"],
        ["# policy is not set", "default"],
        ["# baseline-file is not set", "default"],
    ]
    assert (run.status, run.err) == (0, "")
    # What is shown is itself a file of settings that says the same.
    settings.write_text(run.out, encoding="utf-8")
    monkeypatch.delenv("RIGHTSNET_FAIL_ON")
    monkeypatch.delenv("RIGHTSNET_SELECT")
    again = command("config", "show").out
    assert tomllib.loads(again) == tomllib.loads(run.out)


def test_the_settings_of_another_command_and_without_a_file(command: Command, settings: Path) -> None:
    run = command("config", "show", "conflicts")
    assert '\nformat = ["json"]' in run.out
    assert "baseline-file" not in run.out
    run = command("config", "show", "--no-config")
    assert run.out.startswith("# What `rightsnet check` uses here; there is no file of settings.\n")
    run = command("config", "show", "relate")
    assert (run.status, run.err) == (
        2,
        "error: “relate” takes no settings. The commands that do are check, conflicts, compare.\n",
    )


def test_every_option_of_check_that_is_no_matter_of_one_run_is_a_setting() -> None:
    root: Any = get_command(app)
    options = {
        name: {
            param.opts[0].removeprefix("--")
            for param in root.get_command(None, name).params
            if param.opts[0][:2] == "--"
        }
        for name in COMMANDS
    }
    single = {"stdin-filename", "no-baseline-file", "no-config", "config", "debug", "help"}
    assert options["check"] - single == set(KEYS)
    # A comparison is not checked against a baseline, and its files are two versions of the same.
    assert options["compare"] - single - {"tries"} == set(KEYS) - {"baseline-file", "per-file-ignores"}
    assert options["conflicts"] - single - {"out", "further"} == set(KEYS) - {"against", "baseline-file"}


def test_a_comparison_takes_settings_but_no_format_of_a_report(
    command: Command, bill: str, settings: Path, tmp_path: Path
) -> None:
    settings.write_text("against = 'none'\nselect = 'void-permission'\nformat = 'sarif'\n", encoding="utf-8")
    run = command("compare", bill, bill, "--format", "json")
    assert (run.status, run.err) == (0, "")
    shown = command("config", "show", "compare").out
    assert re.search(r'^select = \["void-permission"\] +# rightsnet.toml:2$', shown, re.MULTILINE)
    assert re.search(r"^# format is not set +# default$", shown, re.MULTILINE)
    with settings.open("a", encoding="utf-8") as file:
        file.write("[compare]\nformat = 'json'\n")
    assert command("compare", bill, bill).out == run.out
