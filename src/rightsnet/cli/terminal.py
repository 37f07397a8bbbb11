"""Standard output for data, standard error for everything else."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from rightsnet.errors import UsageError
from rightsnet.report.printable import printable


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def emit(text: str) -> None:
    """Write data to standard output; a reader that has gone away is no error.

    Raises:
        UsageError: if it cannot be written for another reason, such as a full disk.
    """
    with _output():
        sys.stdout.write(text)
        sys.stdout.flush()


def emit_bytes(data: bytes) -> None:
    """Write data that is no text to standard output, as `emit` does.

    Raises:
        UsageError: if it cannot be written.
    """
    with _output():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def _output() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # What is still buffered must go somewhere when the interpreter flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise UsageError(f"Standard output cannot be written: {error.strerror}.") from error


def say(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"{printable(text)}\n")


@contextmanager
def progress(text: str, *, quiet: bool) -> Iterator[None]:
    """Show what is going on while it goes on, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    shown = printable(text)
    sys.stderr.write(shown)
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(f"\r{' ' * len(shown)}\r")


def coloured(choice: Colour) -> bool:
    """Say whether standard output gets colours.

    A choice on the command line wins over ``NO_COLOR``, and that over ``FORCE_COLOR``; otherwise a terminal gets them.
    """
    if choice is not Colour.AUTO:
        return choice is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def prepare() -> None:
    """Let both streams carry every character: reports hold more than an old code page does."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
