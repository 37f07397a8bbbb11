"""Exit status 0, 1 and 2, and what standard error says with 2: one line, no traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from cli.running import Command
from rightsnet._version import __version__
from rightsnet.cli import main
from rightsnet.cli.main import COMMANDS, app, error_line
from rightsnet.errors import InternalError

ALONE = ("--against", "none", "--select", "void-permission")


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_a_finding_of_the_level_or_graver_fails(command: Command, bill: str, level: str, status: int) -> None:
    assert command("check", bill, *ALONE, "--fail-on", level).status == status


def test_a_finding_below_the_level_does_not_fail(command: Command, tmp_path: Path) -> None:
    (tmp_path / "note.yaml").write_text(
        """\
proposal: Moderation
id: https://example.org/m
norms:
  - {id: moderate, modality: duty, bearer: OnlinePlatform, action: ModerateContent}
  - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: MonitorGenerally}
""",
        encoding="utf-8",
    )
    alone = ("--against", "none", "--select", "narrowed-duty")
    levels = ("error", "warning", "note")
    assert [command("check", "note.yaml", *alone, "--fail-on", level).status for level in levels] == [0, 0, 1]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("check",), "error: Missing argument 'PATH'. “rightsnet check --help” shows the usage."),
        (("frobnicate",), "error: There is no command “frobnicate”. The commands are check, conflicts, "),
        (
            ("check", "bill.yaml", "--ignor", "x"),
            "error: No such option: --ignor (Possible options: --ignore). “rightsnet check --help” shows the usage.",
        ),
        (
            ("check", "bill.yaml", "--fail-on", "info"),
            "error: Invalid value for '--fail-on' (env var: 'RIGHTSNET_FAIL_ON'): 'info' is not one of 'error', "
            "'warning', 'note', 'never'. “rightsnet check --help” shows the usage.",
        ),
        (
            ("check", "bill.yaml", "--format", "poem"),
            "error: There is no format “poem”. The formats are concise, csv, full, github,",
        ),
        (
            ("check", "bill.yaml", "--format", "json="),
            "error: “--format json=” names no file. Write json=report.txt, or json alone.",
        ),
        (
            ("check", "bill.yaml", "--format", "json=./bill.yaml"),
            "error: “--format json=./bill.yaml” would overwrite a file that is to be checked.",
        ),
        (("check", "bill.yaml", "--at", "tomorrow"), "error: “tomorrow” is not a date. Write --at 2027-04-01."),
        (("check", "bill.yaml", "--place", "Atlantis"), "error: Unknown place “Atlantis”."),
        (
            ("check", "bill.yaml", "--lang", "tlh"),
            "error: The ontology has no labels in “tlh”. It has labels in ar, en, es, fr, ru, zh.",
        ),
        (
            ("check", "bill.yaml", "--select", "void-permision"),
            "error: There is no rule “void-permision”. Did you mean void-permission",
        ),
        (("check", "gone.yaml"), "error: There is no file or folder “gone.yaml”."),
        (("check", "bill.yaml", "--against", "gone.yaml"), "error: There is no file or folder “gone.yaml”."),
        (("check", "bill.yaml", "--ontology", "gone.ttl"), "error: gone.ttl: There is no such file."),
        (
            ("check", "bill.yaml", *ALONE, "--format", "json=no/such/folder.json"),
            "error: The report cannot be written to no/such/folder.json: No such file or directory.",
        ),
        (("check", "folder"), "error: The folder “folder” holds no file of norms. They end in "),
        (("check", "unknown.yaml"), "error: unknown.yaml:4:28: Unknown actor “Platfrom”."),
        (("check", "broken.ttl"), "error: broken.ttl:1:"),
        (("check", "empty.yaml"), "error: empty.yaml: The file is empty."),
    ],
)
def test_what_cannot_run_says_why_in_one_line(
    command: Command, bill: str, tmp_path: Path, arguments: tuple[str, ...], line: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.yaml").touch()
    (tmp_path / "broken.ttl").write_text("ex:a rn:b", encoding="utf-8")
    (tmp_path / "unknown.yaml").write_text(
        "proposal: P\nid: https://example.org/p\nnorms:\n  - {id: platform, bearer: Platfrom}\n", encoding="utf-8"
    )
    run = command(*arguments)
    assert run.err.startswith(line)
    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1)
    assert "Traceback" not in run.err


def test_an_error_in_several_lines_is_said_in_one() -> None:
    assert error_line(InternalError("It disagrees.")) == "internal error: It disagrees."


def test_debug_shows_where_an_error_came_from(command: Command, bill: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Traceback" in command("check", "gone.yaml", "--debug").err
    assert "Traceback" in command("--debug", "check", "gone.yaml").err
    monkeypatch.setenv("RIGHTSNET_DEBUG", "1")
    assert "Traceback" in command("check", "gone.yaml").err


def test_without_a_command_the_help_goes_to_standard_error(command: Command) -> None:
    run = command()
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("Usage: rightsnet ")


def test_the_version(command: Command) -> None:
    assert command("--version").out == f"rightsnet {__version__}\n"


def _commands() -> dict[str, Any]:
    """Return every command by name, those of a group by both names."""
    root: Any = get_command(app)
    found = {}
    for name in root.list_commands(None):
        each = root.get_command(None, name)
        below = getattr(each, "commands", None)
        found.update({f"{name} {inner}": command for inner, command in below.items()} if below else {name: each})
    return found


def test_the_list_of_commands_says_what_the_help_of_each_says() -> None:
    root: Any = get_command(app)
    said = {name: (root.get_command(None, name).help or "").partition("\n")[0] for name in root.list_commands(None)}
    assert said == dict(COMMANDS)
    modules = {path.stem for path in Path(main.__file__).parent.glob("*.py")}
    assert set(said) <= modules


def test_a_command_that_does_not_exist(command: Command) -> None:
    near = command("chek", "bill.yaml")
    assert (near.status, near.err) == (2, "error: There is no command “chek”. Did you mean check or schema?\n")
    far = command("zzz")
    assert (far.status, far.err) == (
        2,
        f"error: There is no command “zzz”. The commands are {', '.join(COMMANDS)}.\n",
    )


def test_every_option_has_an_environment_variable() -> None:
    for name, found in _commands().items():
        options = [option for option in found.params if option.opts[0].startswith("--") and option.name != "help"]
        assert options, name
        # The formats of a comparison are not those of a report, so that one variable cannot serve both.
        special = {("compare", "--format"): "RIGHTSNET_COMPARE_FORMAT"}
        assert [option.envvar for option in options] == [
            special.get(
                (name, option.opts[0]),
                "RIGHTSNET_" + option.opts[0].removeprefix("--").replace("-", "_").upper(),
            )
            for option in options
        ]


def test_every_group_is_looked_into() -> None:
    assert {"baseline write", "baseline prune", "config show"} <= _commands().keys()


def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [sys.executable, "-m", "rightsnet", "explain", "void-permission"]
    run = subprocess.run(arguments, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_an_error_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        arguments = [sys.executable, "-m", "rightsnet", "explain", "void-permission"]
        run = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 2
    assert run.stderr.decode() == "error: Standard output cannot be written: No space left on device.\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_an_interrupt_is_quiet() -> None:
    start = "from rightsnet.cli.main import execute; print(flush=True); raise SystemExit(execute(['check', '-']))"
    with subprocess.Popen(
        [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read() == b""


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "rightsnet", "explain", "zzz"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert run.stderr.decode("utf-8") == "error: There is no rule “zzz”. “rightsnet explain” lists them.\n"
