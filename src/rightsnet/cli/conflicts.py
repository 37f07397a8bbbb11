"""``rightsnet conflicts``: every two norms of a body compared with each other."""

from __future__ import annotations

from typing import Annotated

import typer

from rightsnet.cli.check import leave, outputs, principles, require_labels, write
from rightsnet.cli.options import (
    At,
    Colour,
    Debug,
    Everything,
    FailLevel,
    FailOn,
    Formats,
    Ignore,
    Language,
    Ontology,
    Place,
    Policy,
    Possible,
    Quiet,
    Select,
    StandardInputName,
    day,
    names,
)
from rightsnet.cli.terminal import Colour as ColourChoice
from rightsnet.cli.terminal import coloured, progress


def conflicts(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files or folders of norms; the shipped law if there are none."),
    ] = None,
    *,
    ontology: Ontology = None,
    at: At = None,
    place: Place = None,
    select: Select = None,
    ignore: Ignore = None,
    possible: Possible = False,
    everything: Everything = False,
    fail_on: FailOn = FailLevel.ERROR,
    formats: Formats = None,
    language: Language = "en",
    quiet: Quiet = False,
    colour: Colour = ColourChoice.AUTO,
    stdin_filename: StandardInputName = None,
    policy: Policy = None,
    debug: Debug = False,
) -> None:
    """Compare every two norms of a body of norms, by default the shipped law.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 it could not run.
    """
    on = day(at)
    wanted = outputs(formats, paths or [])
    with progress("Reading norms …", quiet=quiet):
        from rightsnet import session

        extra = tuple(ontology or ())
        require_labels(language)
        order = principles(policy)
        body = session.load(*paths, ontology=extra, stdin_name=stdin_filename) if paths else session.law(language)
        where = session.vocabulary(extra).resolve(place, "place") if place else None
    with progress("Comparing norms …", quiet=quiet):
        report = body.conflicts(
            at=on,
            place=where,
            select=names(select),
            ignore=names(ignore),
            possible=possible,
            everything=everything,
            policy=order,
        )
    write(report, wanted, quiet=quiet, colour=coloured(colour))
    leave(report, fail_on)
