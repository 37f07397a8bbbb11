"""The command ``rightsnet``: its commands, and what its errors look like from outside."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from rightsnet._version import __version__
from rightsnet.cli.options import Debug, Settings
from rightsnet.cli.terminal import emit, prepare, say
from rightsnet.errors import InternalError, RightsnetError, UsageError

COULD_NOT_RUN = 2
INTERRUPTED = 130

COMMANDS: Mapping[str, str] = {
    "check": "Check proposals: alone, against each other, and against the law in force.",
    "conflicts": "Compare every two norms of a body of norms, by default the shipped law.",
    "compare": "Compare two versions of norms: what the new one adds, removes and keeps, and which edit is the cause.",
    "relate": "Show how two norms relate on each axis, with what they share or why they do not meet.",
    "explain": "Explain a rule, or one finding of a report; without a name, list all rules by family.",
    "terms": "Search the vocabulary: names, labels, synonyms and definitions. Without words: the kinds of terms.",
    "convert": "Convert norms between YAML, Turtle and JSON-LD.",
    "new": "Write a commented file to start from: a proposal, or a rule for rightsnet itself.",
    "schema": "Print the JSON Schema of proposals in YAML and JSON, made from the ontology.",
    "baseline": "Write down which findings are known, so that only new ones count.",
    "config": "Show the settings in force.",
}
"""Every command with the first line of its help; it stands in the module of the same name."""


class _Commands(TyperGroup):
    """The commands, each of them read from its module when it is asked for: the list of them needs none."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"rightsnet.cli.{cmd_name}")
        group = getattr(module, "app", None)
        if group is not None:
            return typer.main.get_group(group)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(alone)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 3, 0.6)
            help = f"Did you mean {' or '.join(near)}?" if near else f"The commands are {', '.join(COMMANDS)}."
            raise UsageError(f"There is no command “{args[0]}”.", help=help)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    name="rightsnet",
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(context: typer.Context, *, value: bool) -> None:
    # Completing what follows the option must not print the version among the completions.
    if value and not context.resilient_parsing:
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
