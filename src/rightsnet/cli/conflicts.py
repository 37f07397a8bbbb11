"""``rightsnet conflicts``: every two norms of a body compared with each other."""

from __future__ import annotations

from typing import Annotated

import typer

from rightsnet.cli.check import leave, principles, require_labels
from rightsnet.cli.config import Config, NoConfig
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
    PerFileIgnores,
    Place,
    Policy,
    Possible,
    Quiet,
    Select,
    StandardInputName,
    day,
    ignores,
    names,
)
from rightsnet.cli.output import outputs, write
from rightsnet.cli.terminal import Colour as ColourChoice
from rightsnet.cli.terminal import coloured, progress
from rightsnet.errors import UsageError


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
    per_file_ignores: PerFileIgnores = None,
    possible: Possible = False,
    everything: Everything = False,
    fail_on: FailOn = FailLevel.ERROR,
    formats: Formats = None,
    language: Language = "en",
    quiet: Quiet = False,
    colour: Colour = ColourChoice.AUTO,
    stdin_filename: StandardInputName = None,
    policy: Policy = None,
    out: Annotated[
        str | None,
        typer.Option(
            envvar="RIGHTSNET_OUT",
            metavar="FOLDER",
            help="For a norm table or N-Triples file of any size: write the conflicts there, print the counts.",
        ),
    ] = None,
    further: Annotated[
        str | None,
        typer.Option(envvar="RIGHTSNET_FURTHER", metavar="FILE", help="With --out: the table of measured bounds."),
    ] = None,
    no_config: NoConfig = False,
    config: Config = None,
    debug: Debug = False,
) -> None:
    """Compare every two norms of a body of norms, by default the shipped law.

    With --out, one table of any size is compared set at a time, by the rules on acts as they stand.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 it could not run.
    """
    if out is not None:
        without = {"--at": at, "--place": place, "--ignore": ignore, "--policy": policy, "--format": formats}
        for option in (option for option, given in without.items() if given):
            raise UsageError(f"{option} does not go with --out.", help="Leave it out, or compare without --out.")
        extra = tuple(ontology or ())
        counts = _in_bulk(paths or [], out, further, extra, names(select), possible=possible, quiet=quiet)
        _leave_bulk(counts, fail_on)
        return
    on, left_out = day(at), ignores(per_file_ignores)
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
            per_file_ignores=left_out,
        )
    write(report, wanted, quiet=quiet, colour=coloured(colour))
    leave(report, fail_on)


def _in_bulk(
    paths: list[str],
    out: str,
    further: str | None,
    ontology: tuple[str, ...],
    select: tuple[str, ...],
    *,
    possible: bool,
    quiet: bool,
) -> dict[str, int]:
    """Write the conflicts of one table to a folder; print and return how many pairs each rule finds."""
    from rightsnet import session
    from rightsnet.cli.terminal import emit, say

    if len(paths) != 1:
        raise UsageError("With --out, `conflicts` takes one table.", help="Name one .csv, .parquet or .nt file.")
    counts = session.detect(
        paths[0],
        out,
        further=further,
        ontology=ontology,
        select=select,
        possible=possible,
        progress=None if quiet else say,
    )
    widest = max(map(len, counts))
    emit("".join(f"{rule:<{widest}}  {number}\n" for rule, number in counts.items()))
    return counts


def _leave_bulk(counts: dict[str, int], fail_on: FailLevel) -> None:
    """End the run with status 1 if a rule that is as grave as the fail level found a pair."""
    if fail_on is FailLevel.NEVER:
        return
    from rightsnet.model.finding import Severity
    from rightsnet.rules import collect

    level = Severity(fail_on.value).rank
    if any(counts.get(rule.name(), 0) and rule.severity.rank <= level for rule in collect()):
        raise typer.Exit(1)
