"""Each example gives, from the command line, exactly the findings that are stored beside it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
STATUSES = {"data-retention": 1, "election-shutdown": 1, "notice-and-action": 0, "takedown-24-hours": 1}
"""What the four first examples were made to show; another example fails or passes as its stored summary says."""
FOLDERS = sorted(path.name for path in EXAMPLES.iterdir())


def _check(name: str) -> subprocess.CompletedProcess[str]:
    settings = {key: value for key, value in os.environ.items() if not key.startswith("RIGHTSNET_")}
    settings.pop("FORCE_COLOR", None)
    settings.pop("GITHUB_ACTIONS", None)
    command = [sys.executable, "-m", "rightsnet", "check", f"examples/{name}"]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_an_example_gives_the_findings_beside_it(name: str) -> None:
    expected = (EXAMPLES / name / "findings.txt").read_text(encoding="utf-8")
    run = _check(name)
    assert run.stdout == expected
    assert run.stderr == ""
    assert run.returncode == STATUSES.get(name, 0 if "\n0 errors, " in f"\n{expected}" else 1)


def test_the_first_examples_are_there() -> None:
    assert set(STATUSES) <= set(FOLDERS)


@pytest.mark.parametrize("name", FOLDERS)
def test_an_example_holds_a_proposal_its_story_and_its_findings(name: str) -> None:
    held = sorted(path.name for path in (EXAMPLES / name).iterdir())
    (proposal,) = (file for file in held if file.startswith("proposal."))
    assert held == sorted(["README.md", "findings.txt", proposal])
    assert proposal in ("proposal.yaml", "proposal.ttl", "proposal.jsonld")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_story_is_short_and_says_what_is_made_up_and_what_is_not_decided(name: str) -> None:
    story = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    assert len(story.splitlines()) <= 25
    assert all(word in story for word in ("**True:**", "**What is found.**", "**What is not decided.**"))
