"""The hook for pre-commit and the action for GitHub fail where there is something to find, and only there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
GOOD, BAD = "notice-and-action", "data-retention"
SCRIPTS = sysconfig.get_path("scripts")


def _read(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


def _run(*command: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RIGHTSNET_", "GITHUB_", "GIT_", "PRE_COMMIT")) and name != "FORCE_COLOR"
    }
    environment = {**kept, "PATH": os.pathsep.join((SCRIPTS, os.environ["PATH"])), **settings}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _proposal(example: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((ROOT / "examples" / example / "proposal.yaml").read_bytes())


@pytest.fixture
def hook() -> dict[str, Any]:
    (found,) = _read(".pre-commit-hooks.yaml")
    return dict(found)


def test_pre_commit_takes_the_manifest() -> None:
    done = _run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml", folder=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("proposals/bill.yaml", True),
        ("law/proposals/2027/bill.ttl", True),
        ("proposal.yml", True),
        ("examples/x/proposal.jsonld", True),
        (".github/workflows/ci.yaml", False),
        ("proposals/README.md", False),
        ("counterproposal.yaml", False),
        (".pre-commit-config.yaml", False),
    ],
)
def test_the_hook_is_for_proposals_only(hook: dict[str, Any], name: str, meant: bool) -> None:
    assert (re.search(hook["files"], name) is not None) is meant


@pytest.mark.parametrize(("example", "status"), [(GOOD, 0), (BAD, 1)])
def test_the_entry_of_the_hook_fails_where_there_is_something_to_find(
    hook: dict[str, Any], tmp_path: Path, example: str, status: int
) -> None:
    _proposal(example, tmp_path / "proposals" / "bill.yaml")
    done = _run(*shlex.split(hook["entry"]), "proposals/bill.yaml", folder=tmp_path)
    assert done.returncode == status, done.stderr


def test_pre_commit_stops_a_commit_with_a_conflict_and_no_other(hook: dict[str, Any], tmp_path: Path) -> None:
    """A repository of its own runs the hook as it is defined, save that nothing has to be installed for it."""
    local = {**hook, "language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    (tmp_path / "other.yaml").write_text("this: is no proposal\n", encoding="utf-8")
    _proposal(GOOD, tmp_path / "proposals" / "good.yaml")
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(tmp_path / ".cache")}

    def commit() -> subprocess.CompletedProcess[str]:
        _run("git", "add", "--all", ".", folder=tmp_path, **nowhere)
        return _run("pre-commit", "run", folder=tmp_path, **nowhere)

    (tmp_path / ".gitignore").write_text(".cache\n", encoding="utf-8")
    assert _run("git", "init", "--quiet", folder=tmp_path, **nowhere).returncode == 0
    clean = commit()
    assert clean.returncode == 0, clean.stdout
    assert re.search(r"^rightsnet check\.+Passed$", clean.stdout, re.MULTILINE)
    _proposal(BAD, tmp_path / "proposals" / "bad.yaml")
    stopped = commit()
    assert stopped.returncode == 1
    assert re.search(r"^rightsnet check\.+Failed$", stopped.stdout, re.MULTILINE)
    assert "--> proposals/bad.yaml:14:13" in stopped.stdout
    # Both files are checked in one run, and the file that is no proposal in none.
    assert stopped.stdout.count("in 7 norms of 2 files") == 1


def test_github_takes_the_action() -> None:
    done = _run("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml", folder=ROOT)
    assert done.returncode == 0, done.stdout


def test_no_input_is_pasted_into_a_script() -> None:
    scripts = [step["run"] for step in _read("action.yml")["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert [script for script in scripts if "${{" in script] == []


def test_every_input_is_used_and_every_use_is_an_input() -> None:
    action = _read("action.yml")
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(action["runs"])))
    assert used == set(action["inputs"])
    assert all(each["description"].strip() for each in action["inputs"].values())


@dataclass(frozen=True)
class Job:
    """What a job on GitHub leaves behind after the step that checks."""

    status: int
    out: str
    error: str
    summary: str
    outputs: str


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return the folder of a job, with two proposals."""
    workspace = tmp_path / "workspace"
    _proposal(GOOD, workspace / "proposals" / "good.yaml")
    _proposal(BAD, workspace / "bad bill" / "proposal.yaml")
    return workspace


def _check(workspace: Path, **inputs: str) -> Job:
    """Run the step that checks as GitHub does: its script in a file, its inputs in the environment."""
    action = _read("action.yml")
    (step,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    given = {name: each.get("default", "") for name, each in action["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    settings = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], value) for key, value in step["env"].items()
    }
    runner = workspace.parent / "runner"
    program = runner / "rightsnet" / "bin" / "rightsnet"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rightsnet "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script, summary, outputs = runner / "step.sh", runner / "summary.md", runner / "outputs"
    script.write_text(step["run"], encoding="utf-8")
    summary.write_text("# An earlier step\n", encoding="utf-8")
    outputs.touch()
    settings |= {"RUNNER_TEMP": str(runner), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(outputs)}
    settings |= {"GITHUB_WORKSPACE": str(workspace), "GITHUB_ACTIONS": "true", "PYTHONPATH": str(ROOT / "src")}
    done = _run("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script), folder=workspace, **settings)
    return Job(done.returncode, done.stdout, done.stderr, summary.read_text("utf-8"), outputs.read_text("utf-8"))


def test_the_action_fails_where_there_is_something_to_find(checkout: Path) -> None:
    job = _check(checkout, paths="proposals\n  bad bill \n\n", sarif="out.sarif")
    assert (job.status, job.error) == (1, "")
    assert "error[forbidden-imposition]: " in job.out
    assert "::error file=bad bill/proposal.yaml,line=14,col=13," in job.out
    assert job.summary.startswith("# An earlier step\n## rightsnet: ")
    assert "forbidden-imposition" in job.summary
    assert job.outputs == "sarif=out.sarif\n"
    written = json.loads((checkout / "out.sarif").read_text(encoding="utf-8"))
    assert "forbidden-imposition" in {result["ruleId"] for result in written["runs"][0]["results"]}


def test_the_action_passes_where_nothing_is_to_be_found(checkout: Path) -> None:
    job = _check(checkout, paths="proposals")
    assert (job.status, job.error, job.outputs) == (0, "", "")
    assert "::error" not in job.out
    assert "in 5 norms of 1 file" in job.summary


def test_the_action_is_red_if_it_cannot_run(checkout: Path) -> None:
    """What an earlier run left is neither sent to code scanning nor added to the summary."""
    (checkout / "out.sarif").write_text("{}", encoding="utf-8")
    job = _check(checkout, paths="gone.yaml", sarif="out.sarif")
    assert (job.status, job.out, job.outputs, job.summary) == (2, "", "", "# An earlier step\n")
    assert job.error == "error: There is no file or folder “gone.yaml”.\n"
    assert _check(checkout, paths=" \n").status == 2
    assert _check(checkout, paths="proposals", fail_on="sometimes").status == 2


def test_the_inputs_of_the_action_reach_the_check(checkout: Path) -> None:
    job = _check(checkout, paths="bad bill", fail_on="never", summary="false")
    assert (job.status, job.summary) == (0, "# An earlier step\n")
    few = _check(checkout, paths="bad bill", args="--against none\n--select=duplicate-norm --place *")
    assert few.error == "error: Unknown place “*”.\n"
    alone = _check(checkout, paths="bad bill", args="--against none\n--select=duplicate-norm")
    assert (alone.status, alone.out.splitlines()[0]) == (0, "No findings.")


def test_a_path_is_never_taken_for_an_option_or_a_command(checkout: Path) -> None:
    job = _check(checkout, paths="--help\n$(touch owned)\n`touch owned`")
    assert job.status == 2
    assert not (checkout / "owned").exists()
    assert job.error == "error: There is no file or folder “--help”.\n"
