"""What no file of the project may hold, and what every file must."""

import ast
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IGNORED = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
WITHOUT_MODULE = {
    "proposals": "a proposal is a document of its author's; what its parts mean stands in the modules norms and sources",
}
"""Shapes that describe no ontology module, each with the reason."""


def _files() -> list[Path]:
    """Return the files of the project, without what git ignores or keeps for itself."""
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        kept_out = any(part == ".git" or any(fnmatch(part, pattern) for pattern in IGNORED) for part in parts)
        if path.is_file() and not kept_out:
            found.append(path)
    return found


FILES = _files()
PYTHON = [path for path in FILES if path.suffix == ".py"]
# The patterns are put together here so that this file does not hold what it forbids.
FORBIDDEN = {
    "a note of work to be done": r"\b(?:TO" + r"DO|FIX" + r"ME)\b",
    # What one system does not have (a pseudo-terminal, a full device) may be left out there, and only there.
    "a test that does not run": r"\bmark\.sk" + r"ip\b|\bskip" + r"if\((?!os\.name == |not Path\(\"/dev/)"
    r"|\bpytest\.sk" + r"ip\b|\bimportor" + r"skip\b|\bskip" + r"Test\b",
    "a failure that is swallowed": r"\|\|\s*" + r"(?:true\b|:\s)",
    "a place on one machine": r"(?<![\w.])/" + r"(?:root|home|work|Users|tmp)/",
    "the host of a package registry": r"\b(?:pypi|python" + r"hosted|npm" + r"js|debian|crates)\.(?:org|com|io)\b",
}
VAGUE = {"common", "helper", "helpers", "misc", "util", "utils"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_tree_is_walked() -> None:
    names = {_name(path) for path in FILES}
    assert {"README.md", ".ci/run", "pyproject.toml", "src/rightsnet/session/corpus.py"} <= names


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{_name(path)}:{number}: {line.strip()[:100]}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a note of work to be done", "# TO" + "DO: later"),
        ("a test that does not run", "@pytest.mark.sk" + "ip"),
        ("a test that does not run", "@pytest.mark.sk" + "ipif(True)"),
        ("a failure that is swallowed", "mypy |" + "| true"),
        ("a place on one machine", "see /" + "root/notes"),
        ("the host of a package registry", "https://pypi" + ".org/simple"),
    ],
)
def test_what_is_forbidden_is_seen(what: str, line: str) -> None:
    assert re.search(FORBIDDEN[what], line)


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_a_module_opens_with_one_sentence(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert text
    first = " ".join(text.split("\n\n")[0].split())
    assert first.endswith((".", "?")), first
    assert re.findall(r"[.!?]\s+[A-Z]", first) == [], first


def test_no_module_is_named_after_what_is_left_over() -> None:
    assert [_name(path) for path in PYTHON if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_what_ruff_does_not_read_ends_in_one_line_break_and_no_line_in_spaces() -> None:
    found = []
    for path in [path for path in FILES if path.suffix != ".py"]:
        text = path.read_text(encoding="utf-8")
        if text and (not text.endswith("\n") or text.endswith("\n\n")):
            found.append(f"{_name(path)}: end of file")
        found += [f"{_name(path)}:{n}" for n, line in enumerate(text.split("\n"), 1) if line != line.rstrip()]
    assert found == []


def test_shapes_stand_beside_the_modules_that_they_describe() -> None:
    modules = {path.stem for path in (ROOT / "ontology").glob("*.ttl")}
    shapes = {path.stem for path in (ROOT / "shapes").glob("*.ttl")}
    assert shapes
    assert shapes - modules == set(WITHOUT_MODULE)


def test_one_version_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.findall(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE) == [
        version
    ]
    assert (
        re.findall(r"^## \[(\d.*?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0] == version
    )
