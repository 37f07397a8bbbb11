"""The options that several commands share, each also an environment variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer


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
