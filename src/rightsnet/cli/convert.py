"""``rightsnet convert``: norms from one file format to another."""

from __future__ import annotations

from typing import Annotated

import typer

from rightsnet.cli.options import Debug, Ontology
from rightsnet.cli.terminal import emit


def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="The file to read; - is standard input.")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="The file to write; - is standard output.")],
    *,
    from_format: Annotated[
        str | None,
        typer.Option("--from", envvar="RIGHTSNET_FROM", metavar="FORMAT", help="Its format, if not by its name."),
    ] = None,
    to_format: Annotated[
        str | None,
        typer.Option("--to", envvar="RIGHTSNET_TO", metavar="FORMAT", help="Its format, if not by its name."),
    ] = None,
    ontology: Ontology = None,
    debug: Debug = False,
) -> None:
    """Convert norms between YAML, Turtle and JSON-LD."""
    from rightsnet import session

    text = session.convert(source, target, from_format=from_format, to_format=to_format, ontology=tuple(ontology or ()))
    if text is not None:
        emit(text)
