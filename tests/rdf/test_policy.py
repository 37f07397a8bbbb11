"""Policies of precedence in files of three kinds, and what is wrong with others."""

from __future__ import annotations

from pathlib import Path

import pytest

from rightsnet.errors import RightsnetError
from rightsnet.rdf.policy import read_policy


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("policy.txt", "# the treaty first\nun-charter-103\n\nlex-posterior  # then the later\n"),
        ("policy", "\ufeffun-charter-103\r\nlex-posterior\r\n"),
        ("policy.yaml", "- un-charter-103\n- lex-posterior\n"),
        ("policy.yml", "policy: [un-charter-103, lex-posterior]\n"),
        ("policy.toml", 'policy = ["un-charter-103", "lex-posterior"]\n'),
    ],
)
def test_a_policy_is_read(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_policy(path) == ("un-charter-103", "lex-posterior")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "p.txt",
            "lex-superior\nlex-posteriour\n",
            "p.txt:2: There is no principle “lex-posteriour”. Did you mean lex-posterior?",
        ),
        (
            "p.yaml",
            "- pro-persona\n- lex-superior\n- pro-persona\n",
            "p.yaml:3: The policy names “pro-persona” twice. Keep one of them.",
        ),
        (
            "p.yaml",
            "policy: lex-superior\n",
            "p.yaml: The policy is not a list of principles. Write them under `policy`, as a list.",
        ),
        ("p.yaml", "- [\n", "p.yaml: The policy is not YAML. Write a list of principles."),
        (
            "p.toml",
            "policy = [1]\n",
            "p.toml: The policy is not a list of principles. Write them under `policy`, as a list.",
        ),
        ("p.toml", "policy\n", "p.toml: The policy is not TOML: "),
        ("p.txt", "# nothing\n", "p.txt: The policy names no principle. "),
        ("p.yaml", "", "p.yaml: The policy names no principle. "),
    ],
)
def test_a_policy_that_is_none(
    name: str, text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(text, encoding="utf-8")
    with pytest.raises(RightsnetError) as error:
        read_policy(name)
    assert str(error.value).startswith(message)


def test_a_policy_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("p.txt").write_bytes(b"\xff\xfe")
    Path("large.txt").write_text("lex-superior\n" * 10_000, encoding="utf-8")
    for name, message in (
        ("p.txt", "p.txt: The policy is not text in UTF-8."),
        ("large.txt", "large.txt: The policy is too large to be a list of principles."),
        (".", ".: The policy cannot be read: Is a directory."),
    ):
        with pytest.raises(RightsnetError) as error:
            read_policy(name)
        assert str(error.value) == message
