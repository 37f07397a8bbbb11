"""The command `new`: the files that it writes are used as they stand."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from cli.running import Command
from rightsnet import rules
from rightsnet.cli.main import execute
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.tree import Entries, Items
from rightsnet.rdf.formats.yaml_tree import parse_yaml
from rightsnet.resources import folder

ROOT = Path(__file__).parents[2]
STATED = (
    *(
        "id",
        "modality",
        "bearer",
        "action",
        "object",
        "counterparty",
        "circumstance",
        "window",
        "limits",
        "provision",
        "text",
    ),
    *("aim", "legal_basis", "necessity", "less_restrictive_means", "safeguards", "sanction", "remedy"),
)
"""What a drafter has to state of a measure that limits a right."""


@pytest.mark.parametrize(
    ("options", "place", "issuer", "rank"),
    [
        ((), "WORLD", "WORLD", "InternationalTreaty"),
        (("--place", "united kingdom"), "GBR", "GBR", "NationalStatute"),
        (("--place", "UG-N", "--issuer", "Uganda"), "UG-N", "UGA", "NationalStatute"),
        (("--place", "EU"), "EU", "EU", "EuSecondaryRegulation"),
        (("--place", "COE"), "COE", "COE", "InternationalTreaty"),
    ],
)
def test_a_new_proposal_has_nothing_wrong_with_it(
    command: Command, options: tuple[str, ...], place: str, issuer: str, rank: str
) -> None:
    run = command("new", "proposal", "safer-streams", *options)
    assert (run.status, run.out) == (0, "safer-streams.yaml\n")
    assert run.err == "Write over the example in it, and then: rightsnet check safer-streams.yaml\n"
    head = _read("safer-streams.yaml")
    stated = {"proposal": "Safer streams", "id": "https://example.org/safer-streams", "status": "proposed"}
    stated |= {"place": place, "issuer": issuer, "rank": rank}
    assert {key: _text(head, key) for key in stated} == stated
    checked = command("check", "safer-streams.yaml", "--format", "json")
    report = json.loads(checked.out)
    assert checked.status == 0
    assert report["checked"]["at"] == f"{date.today().year + 1}-01-01"
    assert [finding for finding in report["findings"] if finding["severity"] != "note"] == []
    assert [finding for finding in report["findings"] if finding["family"] == "shape"] == []


def test_a_company_may_issue_what_is_proposed(command: Command) -> None:
    """Of companies the UN Guiding Principles ask for more than the example gives: that is found, and no error."""
    assert command("new", "proposal", "rules", "--place", "DEU", "--issuer", "social media platform").status == 0
    head = _read("rules.yaml")
    assert (_text(head, "place"), _text(head, "issuer")) == ("DEU", "SocialMediaPlatform")
    report = json.loads(command("check", "rules.yaml", "--format", "json").out)
    assert report["summary"]["error"] == 0
    assert [finding for finding in report["findings"] if finding["family"] == "shape"] == []


def test_a_new_proposal_states_all_that_a_drafter_must_and_comments_on_it(command: Command) -> None:
    command("new", "proposal", "bill")
    norms = _read("bill.yaml").get("norms")
    assert isinstance(norms, Items)
    (norm,) = norms.items
    assert isinstance(norm, Entries)
    assert tuple(norm.keys()) == STATED
    lines = Path("bill.yaml").read_text(encoding="utf-8").splitlines()
    uncommented = [
        line
        for line, before in zip(lines[1:], lines, strict=False)
        if re.match(r"(  - |    )?\w+:", line) and not before.strip().startswith("#")
    ]
    assert uncommented == []


def test_the_commands_that_a_new_proposal_names_work(command: Command) -> None:
    command("new", "proposal", "a bill")
    text = Path("a bill.yaml").read_text(encoding="utf-8")
    named = re.findall(r"`rightsnet ([^`]+)`", text)
    assert named[0] == "check 'a bill.yaml'"
    assert len(named) == 12
    for each in named:
        assert command(*shlex.split(each)).status == 0, each


def test_a_new_proposal_beside_a_schema_names_it_to_the_editor(command: Command) -> None:
    command("new", "proposal", "alpha")
    said = command("schema", "--out", ".rightsnet-schema.json").err
    command("new", "proposal", "omega")
    without, beside = (Path(f"{name}.yaml").read_text(encoding="utf-8") for name in ("alpha", "omega"))
    line, rest = beside.split("\n", 1)
    assert said == f"To use it, begin a proposal with the line: {line}\n"
    assert rest == without.replace("alpha", "omega").replace("Alpha", "Omega")
    # The schema is no proposal, and a check of the folder leaves it alone.
    checked = json.loads(command("check", ".", "--against", "none", "--format", "json").out)["checked"]
    assert checked["files"] == ["alpha.yaml", "omega.yaml"]


@pytest.mark.parametrize(
    "title", ["Act: “safe” streams #2", 'Say "yes"', "- x", "C:\\a\u2028b", "安全", "no", "😀 \x7f"]
)
def test_a_title_may_hold_anything(command: Command, title: str) -> None:
    assert command("new", "proposal", "bill", "--title", title).status == 0
    assert _text(_read("bill.yaml"), "proposal") == title


def test_nothing_is_overwritten_unless_asked(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bill.yaml").write_text("mine", encoding="utf-8")
    run = command("new", "proposal", "bill")
    help = "Take another name, or overwrite it with --force."
    assert (run.status, run.out, run.err) == (2, "", f"error: There is a file bill.yaml already. {help}\n")
    assert (tmp_path / "bill.yaml").read_text(encoding="utf-8") == "mine"
    assert command("new", "proposal", "bill.yaml", "--force").status == 0
    assert command("check", "bill.yaml").status == 0


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("baseline", "x"),
            "A baseline belongs to the command `gaps`, which this version does not have. Write a proposal or a rule.",
        ),
        (
            ("question", "x"),
            "A question belongs to the command `ask`, which this version does not have. Write a proposal or a rule.",
        ),
        (("poem", "x"), "“poem” is no kind of file to start from. Write proposal or rule."),
        (
            ("proposal", "bill.ttl"),
            "A new proposal is written in YAML, not as “bill.ttl”. Leave the ending out; "
            "`rightsnet convert` writes other formats.",
        ),
        (("proposal", "-"), "“-” is no name for a file. Write one such as safer-streams."),
        (("proposal", "gone/bill"), "gone/bill.yaml: The file cannot be written: No such file or directory."),
        (("proposal", "x", "--title", " "), "The title is empty. Write one, or leave --title out."),
        (
            ("proposal", "x", "--place", "Germny"),
            "Unknown place “Germny”. Did you mean DEU (Germany) or GGY (Guernsey)?",
        ),
        (
            ("rule", "x1"),
            "“x1” is no name for a rule. Write the words that say what is wrong with the norms, such as silent-duty.",
        ),
        (("rule", "x", "--place", "DEU"), "--place belongs to a proposal; a rule has none. Leave it out."),
    ],
)
def test_what_cannot_be_written_says_why(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], line: str
) -> None:
    run = command("new", *arguments)
    assert (run.status, run.out, run.err) == (2, "", f"error: {line}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_place_in_the_environment_is_for_proposals(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTSNET_PLACE", "DEU")
    assert command("new", "rule", "silent-duty").status == 0
    assert command("new", "proposal", "bill").status == 0
    assert _text(_read("bill.yaml"), "place") == "DEU"


def test_a_rule_goes_to_the_current_folder_and_says_where_it_belongs(command: Command, tmp_path: Path) -> None:
    run = command("new", "rule", "SilentDuty")
    assert (run.status, run.out) == (0, "silent_duty.py\n")
    assert run.err.splitlines() == [
        "Rules are part of the package: put the file into src/rightsnet/rules of a copy of its sources.",
        'Then add to PAIRS in src/rightsnet/checker/verdict.py: "silent-duty": (DUTY, BAN, INSIDE, ""),',
        "Its own cases are its tests: pytest tests/rules",
    ]
    written = (tmp_path / "silent_duty.py").read_text(encoding="utf-8")
    assert "class SilentDuty(PairRule):" in written
    for check in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *check, "--config", str(ROOT / "pyproject.toml"), "silent_duty.py"]
        done = subprocess.run(ruff, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_a_rule_in_a_copy_of_the_sources_is_found_and_passes_its_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = Path(rules.__file__).parents[1]
    copytree(package, tmp_path / "src" / "rightsnet", ignore=lambda *_: ["__pycache__", "_data"])
    for name in ("ontology", "shapes", "examples"):
        (tmp_path / name).symlink_to(folder(name))
    (tmp_path / "test_cases.py").symlink_to(ROOT / "tests" / "rules" / "test_cases.py")
    monkeypatch.chdir(tmp_path)
    assert execute(["new", "rule", "silent-duty"]) == 0
    said = capsys.readouterr()
    assert Path(said.out.strip()).as_posix() == "src/rightsnet/rules/silent_duty.py"
    # What it says is done, and nothing else: the line goes into the table of the checker.
    found = re.match(r"Then add to (\w+) in (\S+): (.+)\n", said.err)
    assert found
    table, checker, line = found.groups()
    text = Path(checker).read_text(encoding="utf-8")
    Path(checker).write_text(re.sub(rf"(?m)^({table}\b.*= {{)$", rf"\1\n    {line}", text), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    run = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "test_cases.py", "-k", "silent-duty or disk"]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert re.findall(r"::(\S+\[silent-duty\S*\]) PASSED", done.stdout) == [
        "test_a_rule_finds_exactly_what_it_must[silent-duty-0]",
        "test_a_rule_is_silent_where_it_must_be[silent-duty-0]",
        "test_a_rule_says_what_why_what_not_and_from_where[silent-duty]",
    ]


def _read(name: str) -> Entries:
    read = parse_yaml(Source(name, Path(name).read_text(encoding="utf-8")))
    assert isinstance(read, Entries)
    return read


def _text(entries: Entries, key: str) -> str:
    value = entries.get(key)
    assert value is not None
    assert not isinstance(value, (Entries, Items))
    return value.text
