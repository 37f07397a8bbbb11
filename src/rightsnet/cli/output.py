"""Where a report goes: in which formats to standard output, and in which to files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from rightsnet.cli.terminal import emit, emit_bytes
from rightsnet.errors import UsageError
from rightsnet.report.formats import FORMATS, TextFormat

if TYPE_CHECKING:
    from rightsnet.report.result import Report

BINARY = frozenset(FORMATS) - frozenset(get_args(TextFormat))


def outputs(formats: Sequence[str] | None, paths: Sequence[str]) -> list[tuple[str, str]]:
    """Return each format with the file it goes to, empty for standard output.

    If nothing is meant for standard output, the full report goes there; in a workflow of GitHub, its annotations follow.
    Whether each file can be written is found out now, so that a run writes all of its reports or none.

    Args:
        formats: what was asked for: names, or names with files.
        paths: what is to be checked.

    Raises:
        UsageError: for a format that does not exist or does not fit, and for a file that cannot be written.
    """
    chosen = [_output(text, paths) for text in formats or ()]
    shown = [name for name, file in chosen if not file]
    if not shown:
        chosen.append(("full", ""))
        if os.environ.get("GITHUB_ACTIONS") == "true":
            chosen.append(("github", ""))
    for name in shown:
        if name in BINARY and (len(shown) > 1 or sys.stdout.isatty()):
            where = "share standard output with another format" if len(shown) > 1 else "be shown on a terminal"
            raise UsageError(f"“{name}” cannot {where}.", help=f"Write it to a file: --format {name}=report.{name}.")
    files = [Path(file) for _, file in chosen if file]
    for number, file in enumerate(files):
        if any(file.resolve() == other.resolve() for other in files[:number]):
            raise UsageError(f"Two reports would be written to {file}.", help="Give each a file of its own.")
        _require_writable(file)
    return chosen


def _output(text: str, paths: Sequence[str]) -> tuple[str, str]:
    """Return the format and the file it goes to, empty for standard output."""
    name, sign, file = text.partition("=")
    from rightsnet.report.result import renderer

    renderer(name)
    if sign and not file:
        raise UsageError(f"“--format {text}” names no file.", help=f"Write {name}=report.txt, or {name} alone.")
    if file == "-":
        return name, ""
    if file and any(path != "-" and Path(path).resolve() == Path(file).resolve() for path in paths):
        raise UsageError(f"“--format {text}” would overwrite a file that is to be checked.")
    return name, file


def _require_writable(file: Path) -> None:
    """Refuse a file that a report cannot be put into: it is written beside it first, and then takes its name."""
    if file.exists() and not file.is_file():
        what = "a folder" if file.is_dir() else "not an ordinary file"
        raise UsageError(f"The report cannot be written to {file}: it is {what}.")
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=file.parent):
            pass
    except OSError as error:
        raise UsageError(f"The report cannot be written to {file}: {error.strerror}.") from error


def write(report: Report, outputs: Sequence[tuple[str, str]], *, quiet: bool, colour: bool) -> None:
    """Write a report in each format to its file, or to standard output."""
    for name, file in outputs:
        if file:
            report.to(name, file)
    if quiet and not report.findings:
        return
    for name in (name for name, file in outputs if not file):
        if name == "full":
            from rightsnet.report import full

            emit(full.render(report, colour=colour))
        else:
            content = report.render(name)
            if isinstance(content, bytes):
                emit_bytes(content)
            else:
                emit(content)
