"""``rightsnet relate``: how two norms stand to each other, axis by axis."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from rightsnet.cli.options import Debug, Ontology
from rightsnet.cli.terminal import emit


class RelationFormat(StrEnum):
    """How a relation is written."""

    FULL = "full"
    JSON = "json"


def relate(
    left: Annotated[str, typer.Argument(metavar="FILE#ID", help="A norm: its file and id, or law#ID.")],
    right: Annotated[str, typer.Argument(metavar="FILE#ID", help="The norm to compare it with.")],
    *,
    ontology: Ontology = None,
    format: Annotated[
        RelationFormat, typer.Option(envvar="RIGHTSNET_FORMAT", help="A table to read, or JSON.")
    ] = RelationFormat.FULL,
    debug: Debug = False,
) -> None:
    """Show how two norms relate on each axis, with what they share or why they do not meet."""
    from rightsnet import session
    from rightsnet.report import relation

    found = session.related(left, right, ontology=tuple(ontology or ()))
    emit(relation.as_json(found) if format is RelationFormat.JSON else relation.as_text(found))
