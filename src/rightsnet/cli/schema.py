"""``rightsnet schema``: the authoring format for editors, which complete and check what is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rightsnet.cli.options import Debug, Ontology
from rightsnet.cli.terminal import emit, say


def schema(
    *,
    out: Annotated[
        str | None,
        typer.Option(envvar="RIGHTSNET_OUT", metavar="FILE", help="Write it there instead of to standard output."),
    ] = None,
    ontology: Ontology = None,
    debug: Debug = False,
) -> None:
    """Print the JSON Schema of proposals in YAML and JSON, made from the ontology.

    An editor that knows it completes terms, shows what keys and terms mean, and underlines what no proposal may say.
    """
    import json

    from rightsnet import session
    from rightsnet.rdf.schema import schema as made

    text = json.dumps(made(session.vocabulary(tuple(ontology or ()))), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        emit(text)
        return
    from rightsnet.rdf.files import replace

    replace(Path(out), text)
    say(f"To use it, begin a proposal with the line: # yaml-language-server: $schema={Path(out).as_posix()}")
