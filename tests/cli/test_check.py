"""The command `check`: its options, formats and streams."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from cli.running import Command
from rightsnet.report.summary import ADVICE

# The proposal of the fixture `bill`, compared with itself by one rule, so that only one finding is possible.
ALONE = ("--against", "none", "--select", "void-permission")
BOTH = "void-permission,impossible-duty"
LINE = "bill.yaml:12:13: error[void-permission] "


def test_a_contradiction_is_found_and_located(command: Command, bill: str) -> None:
    run = command("check", bill, *ALONE, "--format", "concise")
    finding, summary = run.out.splitlines()
    assert finding.startswith(LINE)
    assert summary == (
        "1 error, 0 warnings, 0 notes in 2 norms of 1 file as of 2027-04-01 in Germany; of 1 pair of norms 1 met."
    )
    assert (run.status, run.err) == (1, "")


def test_the_full_report_is_the_default(command: Command, bill: str) -> None:
    run = command("check", bill, *ALONE)
    assert run.out.startswith("error[void-permission]: ")
    assert "12 |     action: CriticisePublicAuthority\n   |             ^^^^^^^^^^^^^^^^^^^^^^^^\n" in run.out
    assert run.out.endswith(f"{ADVICE}\n")


def test_json_holds_the_finding(command: Command, bill: str) -> None:
    read = json.loads(command("check", bill, *ALONE, "--format", "json").out)
    assert read["checked"] == {
        "files": ["bill.yaml"],
        "norms": 2,
        "against": {"norms": 0, "instruments": 0},
        "at": "2027-04-01",
        "place": "DEU",
    }
    assert [(f["rule"], f["location"]) for f in read["findings"]] == [
        ("void-permission", {"file": "bill.yaml", "line": 12, "column": 13})
    ]
    assert read["summary"] == {"error": 1, "warning": 0, "note": 0}


def test_a_format_with_a_file_leaves_the_full_report_on_standard_output(
    command: Command, bill: str, tmp_path: Path
) -> None:
    run = command("check", bill, *ALONE, "--format", "json=out.json", "--format", "concise=out.txt")
    assert run.out == command("check", bill, *ALONE).out
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["version"] == 1
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith(LINE)


def test_one_format_on_standard_output_is_enough(command: Command, bill: str, tmp_path: Path) -> None:
    run = command("check", bill, *ALONE, "--format", "json=out.json", "--format", "concise")
    assert run.out.startswith(LINE)
    assert (tmp_path / "out.json").is_file()


@pytest.mark.parametrize(
    ("choice", "environment", "colours"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        ((), {"RIGHTSNET_COLOR": "always"}, True),
    ],
)
def test_colours(
    command: Command,
    bill: str,
    monkeypatch: pytest.MonkeyPatch,
    choice: tuple[str, ...],
    environment: dict[str, str],
    colours: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in command("check", bill, *ALONE, *choice).out) is colours


def test_a_file_never_gets_colours(command: Command, bill: str, tmp_path: Path) -> None:
    command("check", bill, *ALONE, "--color", "always", "--format", "full=out.txt")
    assert "\x1b[" not in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_quiet_says_nothing_without_a_finding(command: Command, bill: str) -> None:
    run = command("check", bill, "--against", "none", "--select", "impossible-duty", "--quiet")
    assert (run.status, run.out, run.err) == (0, "", "")
    assert command("check", bill, *ALONE, "--quiet").out == command("check", bill, *ALONE).out


def test_standard_input_goes_by_the_name_that_it_is_given(command: Command, bill: str, tmp_path: Path) -> None:
    text = (tmp_path / bill).read_text(encoding="utf-8")
    run = command("check", "-", "--stdin-filename", "draft.yaml", *ALONE, "--format", "concise", stdin=text)
    assert run.out.startswith("draft.yaml:12:13: error[void-permission] ")


def test_rules_are_selected_and_ignored_by_name(command: Command, bill: str) -> None:
    run = command("check", bill, "--against", "none", "--select", BOTH, "--ignore", "void-permission")
    assert (run.status, run.out.splitlines()[0]) == (0, "No findings.")


def test_norms_of_ones_own_can_be_compared_with(command: Command, bill: str, tmp_path: Path) -> None:
    halves = (tmp_path / bill).read_text(encoding="utf-8").split("  - id: ban\n")
    (tmp_path / "may.yaml").write_text(halves[0], encoding="utf-8")
    (tmp_path / "ban.yaml").write_text(
        f"{halves[0].split('  - id: may')[0]}  - id: ban\n{halves[1]}".replace("org/bill", "org/law"), encoding="utf-8"
    )
    run = command("check", "may.yaml", "--against", "ban.yaml", "--select", "void-permission", "--format", "concise")
    assert run.out.startswith("may.yaml:12:13: error[void-permission] ")
    assert command("check", "may.yaml", *ALONE).status == 0


def test_the_shipped_law_is_the_default(command: Command, bill: str) -> None:
    read = json.loads(command("check", bill, "--format", "json", "--fail-on", "never").out)
    assert read["checked"]["against"]["norms"] > 100


def test_a_declared_exception_is_shown_on_request_and_does_not_fail(
    command: Command, bill: str, tmp_path: Path
) -> None:
    text = (tmp_path / bill).read_text(encoding="utf-8")
    exception = text.replace("    text: Every", "    exception_to: ['#ban']\n    text: Every")
    (tmp_path / bill).write_text(exception, encoding="utf-8")
    assert command("check", bill, *ALONE).out.splitlines()[0] == "No findings."
    run = command("check", bill, *ALONE, "--all")
    assert run.out.startswith("error[void-permission] (declared): ")
    assert run.status == 0


def test_the_day_and_the_place_are_those_asked_for(command: Command, bill: str, tmp_path: Path) -> None:
    text = (tmp_path / bill).read_text(encoding="utf-8").replace("place: DEU\n", "")
    (tmp_path / bill).write_text(text, encoding="utf-8")
    run = command("check", bill, *ALONE, "--at", "2028-01-01", "--place", "FRA", "--format", "json")
    checked = json.loads(run.out)["checked"]
    assert (checked["at"], checked["place"]) == ("2028-01-01", "FRA")


def test_options_come_from_the_environment_too(command: Command, bill: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTSNET_AGAINST", "none")
    monkeypatch.setenv("RIGHTSNET_SELECT", "void-permission")
    monkeypatch.setenv("RIGHTSNET_FORMAT", "concise json=out.json")
    monkeypatch.setenv("RIGHTSNET_FAIL_ON", "never")
    run = command("check", bill)
    assert run.out.startswith(LINE)
    assert run.status == 0
    assert Path("out.json").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("options", "shown"), [((), True), (("--quiet",), False)])
def test_progress_is_shown_on_a_terminal_and_wiped(
    bill: str, tmp_path: Path, options: tuple[str, ...], shown: bool
) -> None:
    controller, terminal = os.openpty()
    arguments = [sys.executable, "-m", "rightsnet", "check", bill, *ALONE, *options]
    subprocess.run(arguments, stdout=subprocess.PIPE, stderr=terminal, cwd=tmp_path, check=False)
    os.close(terminal)
    words = "Comparing norms …"
    os.set_blocking(controller, False)
    try:
        written = os.read(controller, 10_000).decode()
    except OSError:  # nothing was written before the terminal closed
        written = ""
    finally:
        os.close(controller)
    assert written.endswith(f"{words}\r{' ' * len(words)}\r") if shown else written == ""


def _rules(command: Command, *arguments: str) -> list[str]:
    run = command("check", *arguments, "--against", "none", "--format", "json")
    assert run.err == ""
    return [finding["rule"] for finding in json.loads(run.out)["findings"]]


def test_a_family_stands_for_its_rules(command: Command, bill: str) -> None:
    assert _rules(command, bill, "--select", "conflict") == ["void-permission"]
    assert _rules(command, bill, "--select", "redundancy,precedence") == []
    assert _rules(command, bill, "--select", "redundancy,void-permission") == ["void-permission"]
    assert _rules(command, bill, "--select", "void-permission", "--ignore", "conflict") == []
    run = command("check", bill, "--ignore", "conflicts")
    assert run.err.startswith("error: There is no rule “conflicts”. Did you mean conflict")
    assert (run.status, run.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("pattern", "left_out"),
    [
        ("*.yaml", True),
        ("bill.*", True),
        ("drafts/*", True),
        ("drafts/2027/bill.yaml", True),
        ("*/bill.yaml", True),
        ("2027/*", False),
        ("drafts/bill.yaml", False),
        ("drafts", False),
        ("*.ttl", False),
    ],
)
def test_rules_are_left_out_file_by_file(
    command: Command, bill: str, tmp_path: Path, pattern: str, *, left_out: bool
) -> None:
    (tmp_path / "drafts" / "2027").mkdir(parents=True)
    Path(bill).rename("drafts/2027/bill.yaml")
    for path in ("drafts", str(tmp_path / "drafts")):
        for rules in ("void-permission", "redundancy,conflict"):
            options = ("--select", "void-permission", "--per-file-ignores", f"{pattern}={rules}")
            assert _rules(command, path, *options) == ([] if left_out else ["void-permission"])


def test_rules_are_left_out_for_a_pattern(command: Command, bill: str) -> None:
    run = command("check", bill, "--per-file-ignores", "*.yaml")
    expected = "error: “*.yaml” names no rule. Write --per-file-ignores '*.yaml=RULE'.\n"
    assert (run.status, run.err) == (2, expected)
    run = command("check", bill, "--per-file-ignores", "*.yaml=void-permision")
    assert run.err.startswith("error: There is no rule “void-permision”. Did you mean void-permission")


def test_in_a_workflow_of_github_its_annotations_follow(
    command: Command, bill: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = command("check", bill, *ALONE).out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    run = command("check", bill, *ALONE)
    assert run.out.startswith(full)
    annotations = run.out.removeprefix(full)
    assert annotations == command("check", bill, *ALONE, "--format", "github").out
    assert annotations.startswith("::error file=bill.yaml,line=12,col=13,")
    assert run.status == 1
    assert "::error" not in command("check", bill, *ALONE, "--format", "full").out
    assert "::error" in command("check", bill, *ALONE, "--format", "json=out.json").out
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert command("check", bill, *ALONE).out == full


def test_a_workbook_is_bytes_for_a_file_or_a_pipe(bill: str, tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "rightsnet", "check", bill, *ALONE, "--format", "xlsx"]
    run = subprocess.run(arguments, capture_output=True, cwd=tmp_path, check=False)
    assert (run.returncode, run.stderr) == (1, b"")
    assert ZipFile(BytesIO(run.stdout)).testzip() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_workbook_is_not_for_a_terminal(bill: str, tmp_path: Path) -> None:
    controller, terminal = os.openpty()
    arguments = [sys.executable, "-m", "rightsnet", "check", bill, *ALONE, "--format", "xlsx"]
    run = subprocess.run(arguments, stdout=terminal, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    os.close(terminal)
    os.close(controller)
    expected = "error: “xlsx” cannot be shown on a terminal. Write it to a file: --format xlsx=report.xlsx.\n"
    assert (run.returncode, run.stderr.decode()) == (2, expected)


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        (
            ("json=good.json", "sarif=no/such.sarif"),
            "The report cannot be written to no/such.sarif: No such file or directory.",
        ),
        (("json=good.json", "concise=folder"), "The report cannot be written to folder: it is a folder."),
        pytest.param(
            ("json=good.json", "concise=/dev/null"),
            "The report cannot be written to /dev/null: it is not an ordinary file.",
            marks=pytest.mark.skipif(not Path("/dev/null").exists(), reason="only Unix has devices among its files"),
        ),
        (
            ("json=good.json", "jsonl=./good.json"),
            "Two reports would be written to good.json. Give each a file of its own.",
        ),
        (
            ("json=good.json", "xlsx", "full"),
            "“xlsx” cannot share standard output with another format. Write it to a file: --format xlsx=report.xlsx.",
        ),
    ],
)
def test_all_reports_are_written_or_none(
    command: Command, bill: str, tmp_path: Path, formats: tuple[str, ...], message: str
) -> None:
    (tmp_path / "folder").mkdir()
    run = command("check", bill, *ALONE, *(f"--format={text}" for text in formats))
    assert (run.status, run.out, run.err) == (2, "", f"error: {message}\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bill.yaml", "folder"]


def test_a_flag_that_the_environment_sets_can_be_taken_back(
    command: Command, bill: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("check", bill, "--against", "none", "--select", "impossible-duty")
    monkeypatch.setenv("RIGHTSNET_QUIET", "1")
    assert command(*arguments).out == ""
    assert command(*arguments, "--no-quiet").out.startswith("No findings.")


def test_the_name_of_a_kind_is_no_member_of_it(command: Command, bill: str, tmp_path: Path) -> None:
    text = (tmp_path / bill).read_text(encoding="utf-8")
    (tmp_path / bill).write_text(text.replace("place: DEU", "place: Country"), encoding="utf-8")
    run = command("check", bill)
    assert (run.status, run.err) == (
        2,
        "error: bill.yaml:4:8: “country” is the name of a whole kind, but `place` wants a place. "
        "`rightsnet terms` searches the vocabulary.\n",
    )
