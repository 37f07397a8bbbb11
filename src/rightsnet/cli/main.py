"""The command ``rightsnet``: its commands, and what its errors look like from outside."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from rightsnet._version import __version__
from rightsnet.cli.check import check
from rightsnet.cli.conflicts import conflicts
from rightsnet.cli.convert import convert
from rightsnet.cli.explain import explain
from rightsnet.cli.options import Debug, Settings
from rightsnet.cli.relate import relate
from rightsnet.cli.terminal import emit, prepare, say
from rightsnet.cli.terms import terms
from rightsnet.errors import InternalError, RightsnetError

COULD_NOT_RUN = 2
INTERRUPTED = 130

app = typer.Typer(
    name="rightsnet",
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (check, conflicts, relate, explain, terms, convert):
    app.command()(command)


def _version(*, value: bool) -> None:
    if value:
        emit(f"rightsnet {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Find conflicts between proposed norms, human rights and the law in force on the internet."""
    if context.invoked_subcommand is None:
        sys.stderr.write(f"{context.get_help()}\n")
        raise typer.Exit(COULD_NOT_RUN)


def run() -> NoReturn:
    """Run the command that the arguments of the process name, and leave with its exit status."""
    prepare()
    # A run is short and what it builds lives to its end: looking for garbage, and taking all apart again, only costs time.
    gc.set_threshold(100_000, 50, 100)
    status = execute(sys.argv[1:])
    gc.freeze()
    sys.exit(status)


def execute(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; an error is one line on standard error."""
    settings = Settings()
    try:
        return app(list(arguments), prog_name="rightsnet", standalone_mode=False, obj=settings) or 0
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:
        if settings.debug:
            traceback.print_exc()
        say(error_line(error))
        return COULD_NOT_RUN


def error_line(error: Exception) -> str:
    """Return what standard error says of an error.

    >>> from rightsnet.errors import InputError, Location
    >>> error_line(InputError("Unknown actor “Sate”.", Location("bill.yaml", 3, 7), help="Did you mean State?"))
    'error: bill.yaml:3:7: Unknown actor “Sate”. Did you mean State?'
    >>> error_line(ZeroDivisionError("division by zero"))
    'internal error: ZeroDivisionError: division by zero; please report it with --debug'
    """
    if isinstance(error, InternalError):
        return f"internal error: {error}"
    if isinstance(error, RightsnetError):
        return f"error: {error}"
    # Typer's own errors of usage have no public class in common across its versions, but they all have this method.
    usage = getattr(error, "format_message", None)
    if usage is not None:
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "rightsnet"
        sentence = usage().replace("Value error, ", "").rstrip(".")
        return f"error: {sentence}. “{command} --help” shows the usage."
    return f"internal error: {type(error).__name__}: {error}; please report it with --debug"
