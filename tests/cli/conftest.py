"""The command line as a user sees it: arguments and files in, exit status and two streams out."""

import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from cli.running import Command, Outcome
from rightsnet.cli.main import execute


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Return a function that runs rightsnet in an empty folder, without settings from the environment."""
    monkeypatch.chdir(tmp_path)
    ours = [name for name in os.environ if name.startswith("RIGHTSNET_")]
    for name in (*ours, "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin.encode()), encoding="utf-8"))
        status = execute(arguments)
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return run


@pytest.fixture
def bill(tmp_path: Path) -> str:
    """Return the name of a proposal that contradicts itself once."""
    (tmp_path / "bill.yaml").write_text(
        """\
proposal: Safer Streams Bill
id: https://example.org/bill
issuer: DEU
place: DEU
rank: statute
status: proposed
valid: {from: 2027-04-01}
norms:
  - id: may
    modality: liberty
    bearer: Individual
    action: CriticisePublicAuthority
    text: Everyone may criticise the authorities.
  - id: ban
    modality: prohibition
    bearer: Individual
    action: CriticisePublicAuthority
    text: Nobody criticises the authorities.
""",
        encoding="utf-8",
    )
    return "bill.yaml"
