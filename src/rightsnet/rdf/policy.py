"""The user's policy: a small file that names principles of precedence in the order in which they are asked."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from rightsnet.algebra import precedence
from rightsnet.errors import InputError, Location, UsageError

_LARGEST = 100_000


def read_policy(path: str | Path) -> tuple[str, ...]:
    """Return the principles that a file names, in its order.

    The file is YAML (a list, or a list under ``policy``), TOML (``policy = [...]``), or has one word on each line, where
    ``#`` begins a comment.

    Raises:
        InputError: if the file cannot be read.
        UsageError: for a word that names no principle or comes twice, and for a file without any.

    >>> read_policy("no-such-policy.txt")
    Traceback (most recent call last):
    rightsnet.errors.InputError: no-such-policy.txt: The policy cannot be read: No such file or directory.
    """
    where = Location(str(path))
    try:
        with Path(path).open("rb") as file:
            text = file.read(_LARGEST + 1).decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"The policy cannot be read: {error.strerror}.", where) from None
    except UnicodeDecodeError:
        raise InputError("The policy is not text in UTF-8.", where) from None
    if len(text) > _LARGEST:
        raise InputError("The policy is too large to be a list of principles.", where)
    words = _words(text, Path(path).suffix.lower(), where)
    try:
        return precedence.order(words)
    except UsageError as error:
        lines = [n for n, row in enumerate(text.splitlines(), 1) if any(_quotes(error, word, row) for word in words)]
        raise UsageError(error.message, Location(str(path), max(lines, default=0)), help=error.help) from None


def _words(text: str, ending: str, where: Location) -> list[str]:
    if ending == ".toml":
        try:
            return _listed(tomllib.loads(text), where)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"The policy is not TOML: {error}.", where) from None
    if ending in (".yaml", ".yml"):
        try:
            return _listed(YAML(typ="safe").load(text), where)
        except YAMLError:
            raise InputError("The policy is not YAML.", where, help="Write a list of principles.") from None
    rows = (row.partition("#")[0].strip() for row in text.splitlines())
    return [row for row in rows if row]


def _listed(found: Any, where: Location) -> list[str]:
    listed = found.get("policy") if isinstance(found, dict) else found
    if listed is None:
        return []
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise InputError("The policy is not a list of principles.", where, help="Write them under `policy`, as a list.")
    return listed


def _quotes(error: UsageError, word: str, row: str) -> bool:
    return f"“{word}”" in error.message and word in row
