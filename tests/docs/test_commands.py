"""Every command that the documents show does what they say, and prints what they show."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LANGUAGES = {"bash", "console", "python", "text", "yaml"}
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """A fenced block of a document."""

    document: str
    language: str
    body: str
    line: int

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


def _blocks() -> list[Block]:
    found = []
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Block(document, match["language"], match["body"], line))
    return found


BLOCKS = _blocks()


def _commands(block: Block) -> list[str]:
    return [line for line in block.body.splitlines() if line]


def _is_of_the_house(block: Block) -> bool:
    """Say whether the block sets up or checks the project itself, which `.ci/run` does."""
    return block.language == "bash" and not any(line.startswith("rightsnet ") for line in _commands(block))


RUN = [block for block in BLOCKS if block.language in ("bash", "console") and not _is_of_the_house(block)]
OF_THE_HOUSE = [block for block in BLOCKS if _is_of_the_house(block)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a copy of the examples, in which commands may write."""
    shutil.copytree(ROOT / "examples", tmp_path / "work" / "examples")
    command = tmp_path / "bin" / "rightsnet"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rightsnet "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path / "work"


def _shell(command: str, folder: Path, last: int) -> subprocess.CompletedProcess[str]:
    """Run a command line in a shell in which `$?` is what the last command left."""
    settings = {key: value for key, value in os.environ.items() if not key.startswith("RIGHTSNET_")}
    settings.pop("FORCE_COLOR", None)
    settings.pop("GITHUB_ACTIONS", None)
    settings["PATH"] = f"{folder.parent / 'bin'}{os.pathsep}{settings['PATH']}"
    settings["PYTHONPATH"] = str(ROOT / "src")
    return subprocess.run(
        ["bash", "-c", f"(exit {last})\n{command}"],
        cwd=folder,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def test_every_fence_is_one_that_a_test_knows() -> None:
    fences = {line for name in DOCUMENTS for line in (ROOT / name).read_text("utf-8").splitlines() if line[:3] == "```"}
    assert fences == {"```", *(f"```{language}" for language in LANGUAGES)}
    assert {block.language for block in BLOCKS} == LANGUAGES


@pytest.mark.parametrize("block", RUN, ids=str)
def test_a_command_prints_what_the_document_shows(block: Block, folder: Path) -> None:
    if block.language == "bash":
        for command in _commands(block):
            run = _shell(command, folder, 0)
            assert run.returncode == 0, run.stdout
        return
    assert block.body.startswith("$ ")
    last = 0
    for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        run = _shell(command, folder, last)
        assert run.stdout == shown
        last = run.returncode


@pytest.mark.parametrize("block", OF_THE_HOUSE, ids=str)
def test_a_command_of_the_house_is_what_the_machine_runs(block: Block) -> None:
    for command in _commands(block):
        assert command == "bash .ci/run" or f'"{command}"' in CI


def test_what_the_machine_runs_is_documented() -> None:
    run = set(re.findall(r'^(?:first=|step )"([^"$]+)"$', CI, re.MULTILINE))
    shown = {command for block in OF_THE_HOUSE for command in _commands(block)}
    assert run <= shown


def test_the_python_in_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = [block for block in BLOCKS if block.language == "python"]
    assert blocks
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block.body, {}, str(block), block.document, block.line)
        assert test.examples
        assert doctest.DocTestRunner().run(test).failed == 0


def test_the_yaml_in_the_readme_is_that_of_the_example() -> None:
    (block,) = (block for block in BLOCKS if block.language == "yaml")
    assert block.body in (ROOT / "examples" / "data-retention" / "proposal.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, "CHANGELOG.md", *(f"examples/{p.name}/README.md" for p in (ROOT / "examples").iterdir())]
)
def test_a_link_leads_somewhere(document: str) -> None:
    path = ROOT / document
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_file_that_a_document_names_is_there(document: str) -> None:
    named = set(
        re.findall(
            r"`((?:src|tests|shapes|ontology|examples|benchmarks|docs)/[^`\s]*)`", (ROOT / document).read_text("utf-8")
        )
    )
    assert named
    assert [name for name in sorted(named) if "<" not in name and not (ROOT / name).exists()] == []
