"""Pressing Tab in a shell: what is offered, through the protocol by which the shell asks for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from rightsnet import session
from rightsnet.cli import completion
from rightsnet.cli.new import KINDS
from rightsnet.cli.options import FailLevel
from rightsnet.model.names import rn
from rightsnet.rdf.shapes import shape_names
from rightsnet.rdf.vocabulary import CLASSES, INDIVIDUALS, subdivisions
from rightsnet.report.formats import FORMATS
from rightsnet.rules import collect

HEAVY = ("duckdb", "networkx", "owlready2", "pandas", "polars", "pyoxigraph", "pyshacl", "rdflib", "ruamel", "rich")
NAMES = sorted({*(rule.name() for rule in collect()), *shape_names()})


def run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RIGHTSNET_", "_RIGHTSNET_"))}
    found = os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"]))
    return subprocess.run(
        command, env={**kept, "PATH": found, **settings}, capture_output=True, text=True, encoding="utf-8", check=False
    )


def offered(line: str, shell: str = "bash") -> list[str]:
    """Return what is offered at the end of a line, asked for in the way of a shell."""
    words = line.split(" ")
    asked = {"_RIGHTSNET_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
    if shell == "bash":
        asked |= {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    if shell == "fish":
        asked["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    done = run(sys.executable, "-m", "rightsnet", **asked)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip("\n").split("\n") if done.stdout.strip() else []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rightsnet sch", ["schema"]),
        ("rightsnet check x.yaml --format s", ["sarif", "sarif=", "shacl", "shacl="]),
        ("rightsnet check x.yaml --format json=", ["json="]),
        ("rightsnet check x.yaml --fail-on ", [level.value for level in FailLevel]),
        ("rightsnet check x.yaml --select void", ["void-permission"]),
        ("rightsnet check x.yaml --ignore void-permission,impossible", ["void-permission,impossible-duty"]),
        ("rightsnet check x.yaml --select missing-be", ["missing-bearer"]),
        ("rightsnet check x.yaml --place GB", ["GBR"]),
        ("rightsnet check x.yaml --place GB-S", [name for name in completion.places("GB-") if name.startswith("GB-S")]),
        ("rightsnet explain duplicate", ["duplicate-norm"]),
        ("rightsnet terms VideoS", ["VideoSharingPlatform"]),
        ("rightsnet terms --tree OnlineP", ["OnlinePlatform"]),
        ("rightsnet new ", list(KINDS)),
        ("rightsnet new proposal x --issuer DE", ["DEU"]),
        ("rightsnet check x.yaml --place Zz", []),
        ("rightsnet --version sch", ["schema"]),
    ],
)
def test_bash_offers(line: str, expected: list[str]) -> None:
    assert offered(line) == expected


def test_zsh_and_fish_are_offered_the_same() -> None:
    assert offered("rightsnet explain void", "fish") == ["void-permission"]
    (zsh,) = offered("rightsnet explain void", "zsh")
    assert zsh == "_arguments '*: :((\"void-permission\"))'"
    assert offered("rightsnet check --place Zz", "zsh") == ["_files"]


def test_bash_completes_with_the_script_that_it_is_given(tmp_path: Path) -> None:
    asked = """
    eval "$(_RIGHTSNET_COMPLETE=source_bash rightsnet)"
    complete -p rightsnet
    COMP_WORDS=(rightsnet check bill.yaml --place DE); COMP_CWORD=4
    _rightsnet_completion rightsnet
    printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = run("bash", "--norc", "-c", asked, HOME=str(tmp_path))
    assert done.stdout.splitlines() == ["complete -o default -F _rightsnet_completion rightsnet", "DEU"]
    assert done.stderr == ""


def test_completion_is_installed_for_the_shell_that_asks(tmp_path: Path) -> None:
    # Two commands, so that the shell stays the parent of the first.
    done = run("bash", "--norc", "-c", "rightsnet --install-completion; exit $?", HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    script = tmp_path / ".bash_completions" / "rightsnet.sh"
    assert f"source '{script}'" in (tmp_path / ".bashrc").read_text(encoding="utf-8")
    again = run("bash", "--norc", "-c", f". {tmp_path}/.bashrc; complete -p rightsnet", HOME=str(tmp_path))
    assert again.stdout == "complete -o default -F _rightsnet_completion rightsnet\n"
    shown = run("bash", "--norc", "-c", "rightsnet --show-completion; exit $?", HOME=str(tmp_path))
    assert shown.stdout.strip() == script.read_text(encoding="utf-8").strip()


def test_the_names_read_off_the_files_are_those_of_the_loaded_ontology() -> None:
    vocabulary = session.vocabulary()
    kinds = ("actor", "action", "object", "circumstance", "right", "area", "aim", "safeguard")
    terms = {term.name for kind in kinds for _, term in vocabulary.tree(CLASSES[kind])}
    assert completion.terms("") == sorted(terms)
    groups = {term.iri for _, term in vocabulary.tree(INDIVIDUALS["place"])}
    places = {vocabulary.term(iri).name for group in groups for iri in vocabulary.facts.instances(group)}
    assert completion.places("") == sorted(places)
    assert completion.rules("") == NAMES
    assert completion.formats("") == sorted([*FORMATS, *(f"{name}=" for name in FORMATS)])
    codes = [iri.removeprefix(rn("")) for iri in subdivisions().instances(rn("Subdivision"))]
    assert completion.places("UG-") == sorted(code for code in codes if code.startswith("UG-"))
    assert len(completion.places("UG-")) > 100


def test_a_rule_that_is_listed_already_is_not_offered_again() -> None:
    assert "void-permission,void-permission" not in completion.rules("void-permission,")
    assert len(completion.rules("void-permission,")) == len(NAMES) - 1


def test_what_goes_wrong_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: str) -> Path:
        return Path("no", "such", "folder")

    monkeypatch.setattr(completion, "folder", gone)
    assert completion.places("D") == completion.terms("D") == []


@pytest.mark.parametrize(
    "line", ["check --format ", "check --select ", "check --place D", "terms ", "explain ", "new "]
)
def test_completing_loads_nothing_heavy(line: str) -> None:
    asked = {"_RIGHTSNET_COMPLETE": "complete_bash", "COMP_WORDS": f"rightsnet {line}"}
    asked["COMP_CWORD"] = str(len(f"rightsnet {line}".split(" ")) - 1)
    done = run(sys.executable, "-X", "importtime", "-m", "rightsnet", **asked)
    loaded = set(re.findall(r"\| +(\w+)", done.stderr))
    assert "typer" in loaded
    assert loaded & set(HEAVY) == set()
    assert len(done.stdout.splitlines()) > 1
