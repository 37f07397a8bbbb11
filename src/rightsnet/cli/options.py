"""The options that several commands share, each also an environment variable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from rightsnet.cli import completion
from rightsnet.cli.terminal import Colour as ColourChoice
from rightsnet.errors import UsageError
from rightsnet.report.formats import FORMATS

SETTINGS_FILE, PROJECT_FILE = "rightsnet.toml", "pyproject.toml"
COMMANDS = ("check", "conflicts", "compare")
"""The commands that take settings, and may have a table of their own; ``baseline`` checks with those of ``check``."""

BASELINE = "rightsnet-baseline.json"
"""The name under which a baseline is looked for."""


@dataclass
class Settings:
    """What concerns the whole run rather than one command."""

    debug: bool = False


def _debug(context: typer.Context, *, value: bool) -> bool:
    if value and isinstance(context.obj, Settings):
        context.obj.debug = True
    return value


Debug = Annotated[
    bool,
    typer.Option(
        "--debug",
        envvar="RIGHTSNET_DEBUG",
        callback=_debug,
        is_eager=True,
        help="Show the traceback of an error.",
    ),
]

Ontology = Annotated[
    list[str] | None,
    typer.Option("--ontology", envvar="RIGHTSNET_ONTOLOGY", metavar="FILE", help="Further terms. Repeatable."),
]


class FailLevel(StrEnum):
    """The least severity that makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


Against = Annotated[
    list[str] | None,
    typer.Option(
        envvar="RIGHTSNET_AGAINST",
        metavar="law|none|PATH",
        help="What to compare with: the shipped law, nothing, or norms of your own. Repeatable. Default: law.",
    ),
]
At = Annotated[
    str | None,
    typer.Option(envvar="RIGHTSNET_AT", metavar="DATE", help="Judge what is in force on that day: 2027-04-01."),
]
Place = Annotated[
    str | None,
    typer.Option(
        envvar="RIGHTSNET_PLACE",
        metavar="CODE",
        help="Where norms apply that do not say so, e.g. GBR.",
        autocompletion=completion.places,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        envvar="RIGHTSNET_SELECT",
        metavar="RULE",
        help="Use only this rule or family of rules. Repeatable.",
        autocompletion=completion.rules,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        envvar="RIGHTSNET_IGNORE",
        metavar="RULE",
        help="Leave this rule or family of rules out. Repeatable.",
        autocompletion=completion.rules,
    ),
]
PerFileIgnores = Annotated[
    list[str] | None,
    typer.Option(
        envvar="RIGHTSNET_PER_FILE_IGNORES",
        metavar="PATTERN=RULE",
        help="Leave rules out for some files: drafts/*=no-legal-basis,redundancy. Repeatable.",
    ),
]
Possible = Annotated[
    bool,
    typer.Option(
        "--possible/--no-possible", envvar="RIGHTSNET_POSSIBLE", help="Also show what rests on something unknown."
    ),
]
Everything = Annotated[
    bool,
    typer.Option(
        "--all/--no-all",
        envvar="RIGHTSNET_ALL",
        help="Also show what is resolved, declared, suppressed or in the baseline.",
    ),
]
FailOn = Annotated[
    FailLevel, typer.Option(envvar="RIGHTSNET_FAIL_ON", help="The least severity that makes the exit status 1.")
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        envvar="RIGHTSNET_FORMAT",
        metavar="NAME[=FILE]",
        help=f"{', '.join(sorted(FORMATS))}; with a file it is written there. Repeatable. Default: full.",
        autocompletion=completion.formats,
    ),
]
Language = Annotated[
    str, typer.Option("--lang", envvar="RIGHTSNET_LANG", metavar="CODE", help="The language of labels.")
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet/--no-quiet", envvar="RIGHTSNET_QUIET", help="No progress, and no output without a finding."),
]
Colour = Annotated[ColourChoice, typer.Option("--color", envvar="RIGHTSNET_COLOR", help="When to colour.")]
StandardInputName = Annotated[
    str | None,
    typer.Option(envvar="RIGHTSNET_STDIN_FILENAME", metavar="NAME", help="The file name of standard input."),
]
Policy = Annotated[
    str | None,
    typer.Option(
        envvar="RIGHTSNET_POLICY", metavar="FILE", help="The principles of precedence in your own order, one a line."
    ),
]

BaselineFile = Annotated[
    str | None,
    typer.Option(
        envvar="RIGHTSNET_BASELINE_FILE",
        metavar="FILE",
        help=f"The findings that are known and do not count. Default: {BASELINE}, if it is there.",
    ),
]
NoBaselineFile = Annotated[
    bool, typer.Option("--no-baseline-file", envvar="RIGHTSNET_NO_BASELINE_FILE", help="Use no baseline.")
]


def day(text: str | None) -> date | None:
    """Return the date that an option names.

    >>> day("soon")
    Traceback (most recent call last):
    rightsnet.errors.UsageError: “soon” is not a date. Write --at 2027-04-01.
    """
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date.", help="Write --at 2027-04-01.") from error


def names(given: Sequence[str] | None) -> tuple[str, ...]:
    """Return the names in repeated or comma-separated options.

    >>> names(["void-permission,impossible-duty", "narrowed-duty"])
    ('void-permission', 'impossible-duty', 'narrowed-duty')
    """
    return tuple(name.strip() for text in given or () for name in text.split(",") if name.strip())


def ignores(given: Sequence[str] | None) -> dict[str, tuple[str, ...]]:
    """Return the rules that are to be left out, by pattern of file names.

    >>> ignores(["drafts/*=no-legal-basis,redundancy"])
    {'drafts/*': ('no-legal-basis', 'redundancy')}
    >>> ignores(["drafts/*"])
    Traceback (most recent call last):
    rightsnet.errors.UsageError: “drafts/*” names no rule. Write --per-file-ignores 'drafts/*=RULE'.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in given or ():
        pattern, _, rules = text.rpartition("=")
        if not pattern or not names([rules]):
            raise UsageError(f"“{text}” names no rule.", help=f"Write --per-file-ignores '{text.strip('=')}=RULE'.")
        found[pattern] = (*found.get(pattern, ()), *names([rules]))
    return found
