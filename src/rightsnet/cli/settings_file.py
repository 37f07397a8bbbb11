"""The file of settings: ``rightsnet.toml``, or the table ``tool.rightsnet`` of ``pyproject.toml``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rightsnet.cli.options import COMMANDS, PROJECT_FILE, SETTINGS_FILE, FailLevel, names
from rightsnet.cli.terminal import Colour
from rightsnet.errors import InputError, Location, UsageError
from rightsnet.report.formats import FORMATS

Value = str | bool | list[str]
"""What an option takes."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting takes, in words, and how its value is read: ``None`` if it is not of the kind."""

    takes: str
    read: Callable[[Any], Value | None]


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: Any) -> list[str] | None:
    several = [value] if isinstance(value, str) else value
    return several if isinstance(several, list) and all(isinstance(each, str) for each in several) else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _day(value: Any) -> str | None:
    if isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return None
        return value
    return value.isoformat() if type(value) is date else None


def _formats(value: Any) -> list[str] | None:
    several = _texts(value)
    known = several is not None and all(each.partition("=")[0] in FORMATS for each in several)
    return several if known else None


def _ignores(value: Any) -> list[str] | None:
    if not isinstance(value, dict) or any(_texts(rules) is None for rules in value.values()):
        return None
    return [f"{pattern}={','.join(_texts(rules) or ())}" for pattern, rules in value.items()]


def _one_of(*names: str) -> Kind:
    quoted = [f"“{name}”" for name in names]
    return Kind(f"{', '.join(quoted[:-1])} or {quoted[-1]}", lambda value: value if value in names else None)


_TEXT, _TEXTS, _FLAG = Kind("a text", _text), Kind("a text or a list of texts", _texts), Kind("true or false", _flag)

KEYS: Mapping[str, Kind] = {
    "against": _TEXTS,
    "ontology": _TEXTS,
    "at": Kind("a date such as 2027-04-01", _day),
    "place": _TEXT,
    "select": _TEXTS,
    "ignore": _TEXTS,
    "per-file-ignores": Kind("a table of patterns, each with a list of rules", _ignores),
    "possible": _FLAG,
    "all": _FLAG,
    "fail-on": _one_of(*FailLevel),
    "format": Kind(f"names of formats, each with =FILE to write a file: {', '.join(sorted(FORMATS))}", _formats),
    "lang": _TEXT,
    "policy": _TEXT,
    "baseline-file": _TEXT,
    "quiet": _FLAG,
    "color": _one_of(*Colour),
}
"""Every setting, named like the option that it stands for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that a file gives to an option, and where it does."""

    value: Value
    location: Location


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file sets: for all commands, and for single ones."""

    file: str
    common: Mapping[str, Setting]
    own: Mapping[str, Mapping[str, Setting]]

    def of(self, command: str) -> dict[str, Setting]:
        """Return the settings of a command, by the names of options.

        A comparison of versions is no report on one of them: it has formats of its own.
        """
        common = {key: value for key, value in self.common.items() if (command, key) != ("compare", "format")}
        return {**common, **self.own.get(command, {})}


def find(folder: Path) -> Path | None:
    """Return the nearest file of settings in a folder or above it, but not outside the repository that it is in."""
    for each in (folder, *folder.parents):
        if (each / SETTINGS_FILE).is_file():
            return each / SETTINGS_FILE
        project = each / PROJECT_FILE
        if project.is_file() and _table(project) is not None:
            return project
        if (each / ".git").exists():
            return None
    return None


def read(path: Path) -> Settings:
    """Read a file of settings.

    Raises:
        InputError: if it is not there or no TOML, or has a key or value that means nothing, with the line.

    >>> read(Path("no-such-file.toml"))
    Traceback (most recent call last):
    rightsnet.errors.InputError: no-such-file.toml: There is no such file of settings.
    """
    table = _table(path)
    if table is None:
        help = "Add the table [tool.rightsnet], or name another file."
        raise InputError("This file has no settings of rightsnet.", Location(_shown(path)), help=help)
    prefix = ["tool", "rightsnet"] if path.name == PROJECT_FILE else []
    reading = _Reading(path, prefix)
    own = {name: reading.settings(table[name], name) for name in COMMANDS if name in table}
    common = reading.settings({key: value for key, value in table.items() if key not in COMMANDS})
    return Settings(_shown(path), common, own)


def _table(path: Path) -> dict[str, Any] | None:
    """Return the settings in a file; ``None`` if it is of a project that has none."""
    import tomllib  # most runs read no such file

    shown = Location(_shown(path))
    try:
        text = _content(path)
    except FileNotFoundError:
        raise InputError("There is no such file of settings.", shown) from None
    except OSError as error:
        raise InputError(f"The file of settings cannot be read: {error.strerror}.", shown) from None
    except UnicodeDecodeError:
        raise InputError("The file of settings is not text in UTF-8.", shown) from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        reason = match[1] if match else str(error)
        line, column = (int(match[2]), int(match[3])) if match and match[2] else (len(text.splitlines()), 0)
        where = Location(shown.file, line, column)
        raise InputError(f"This is not TOML: {reason[:1].lower()}{reason[1:]}.", where) from None
    if path.name != PROJECT_FILE:
        return document
    tools = document.get("tool")
    found = tools.get("rightsnet") if isinstance(tools, dict) else None
    return found if isinstance(found, dict) else None


def _content(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def _shown(path: Path) -> str:
    """Return a path from the working directory; a link is not followed, for paths in a file start from where it is found."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on another drive of Windows
        return path.as_posix()


class _Reading:
    """One reading of the settings in one file."""

    def __init__(self, path: Path, prefix: list[str]) -> None:
        self._shown, self._prefix = _shown(path), prefix
        self._lines = _lines(_content(path))
        self._folder = Path(self._shown).parent

    def settings(self, table: Any, command: str = "") -> dict[str, Setting]:
        """Return the settings of a table."""
        above = [*self._prefix, command] if command else self._prefix
        if not isinstance(table, dict):
            raise InputError(
                f"“{command}” is a table of settings.", self._at(above), help=f"Write [{'.'.join(above)}]."
            )
        found = {}
        for key, value in table.items():
            where = self._at([*above, key])
            if key not in KEYS:
                from difflib import get_close_matches

                near = get_close_matches(key, (*KEYS, *(() if command else COMMANDS)), 3, 0.5)
                help = f"Did you mean {' or '.join(near)}?" if near else f"The settings are {', '.join(KEYS)}."
                raise InputError(f"There is no setting “{key}”.", where, help=help)
            given = KEYS[key].read(value)
            if given is None:
                raise InputError(f"The setting “{key}” takes {KEYS[key].takes}.", where)
            if key in ("select", "ignore", "per-file-ignores"):
                _require_rules(given, where)
            found[key] = Setting(self._from_here(key, given), where)
        return found

    def _at(self, keys: list[str]) -> Location:
        """Return where a key stands, or the table that holds it."""
        for depth in range(len(keys), 0, -1):
            line = self._lines.get(tuple(keys[:depth]))
            if line:
                return Location(self._shown, line)
        return Location(self._shown)

    def _from_here(self, key: str, value: Value) -> Value:
        """Return a value in which paths from the folder of the file are paths from the working directory."""
        move = _MOVES.get(key)
        if move is None or isinstance(value, bool) or self._folder == Path():
            return value
        return move(self._folder, value) if isinstance(value, str) else [move(self._folder, each) for each in value]


def _require_rules(given: Value, where: Location) -> None:
    """Refuse names that no rule and no family has."""
    from rightsnet.session.selecting import wanted

    texts = given if isinstance(given, list) else []
    try:
        wanted((), names([text.rpartition("=")[2] for text in texts]))
    except UsageError as error:
        raise InputError(error.message, where, help=error.help) from None


def _moved(folder: Path, text: str) -> str:
    return (folder / text).as_posix()


def _moved_body(folder: Path, text: str) -> str:
    return text if text in ("law", "none") else _moved(folder, text)


def _moved_output(folder: Path, text: str) -> str:
    name, _, file = text.partition("=")
    return f"{name}={_moved(folder, file)}" if file not in ("", "-") else text


def _moved_pattern(folder: Path, text: str) -> str:
    # A pattern without a slash is the name of a file wherever it is.
    return _moved(folder, text) if "/" in text.rpartition("=")[0] else text


_MOVES: Mapping[str, Callable[[Path, str], str]] = {
    "against": _moved_body,
    "ontology": _moved,
    "policy": _moved,
    "baseline-file": _moved,
    "format": _moved_output,
    "per-file-ignores": _moved_pattern,
}
"""The settings that name files, each with how a name changes when it is read from another folder."""


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Return on which line each table and key of a TOML file that can be read begins.

    What looks like a key inside a text of several lines is taken for one; it stands in nobody's way.
    """
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        header = re.match(r"\s*\[\[?([^\]]+)\]\]?\s*(?:#.*)?$", line)
        key = re.match(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""", line)
        if header:
            table = _parts(header[1])
            found.setdefault(table, number)
        elif key:
            parts = _parts(key[1])
            for depth in range(1, len(parts) + 1):
                found.setdefault((*table, *parts[:depth]), number)
    return found


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(r"""[\w-]+|"[^"]*"|'[^']*'""", dotted))
