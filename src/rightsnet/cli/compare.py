"""``rightsnet compare``: what a revision adds, removes and keeps, and which edit is the cause."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rightsnet.cli.check import bodies, principles, require_labels
from rightsnet.cli.config import Config, NoConfig
from rightsnet.cli.options import (
    Against,
    At,
    Colour,
    Debug,
    Everything,
    FailLevel,
    FailOn,
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
from rightsnet.cli.terminal import coloured, emit, progress
from rightsnet.errors import UsageError
from rightsnet.report.formats import COMPARISONS

if TYPE_CHECKING:
    from rightsnet.report.comparison import Comparison


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The old version: a file or folder; - is standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new version: a file or folder; - is standard input.")],
    *,
    against: Against = None,
    ontology: Ontology = None,
    at: At = None,
    place: Place = None,
    select: Select = None,
    ignore: Ignore = None,
    possible: Possible = False,
    everything: Everything = False,
    fail_on: FailOn = FailLevel.ERROR,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            envvar="RIGHTSNET_COMPARE_FORMAT",
            metavar="NAME[=FILE]",
            help=f"{', '.join(sorted(COMPARISONS))}; with a file it is written there. Repeatable. Default: full.",
        ),
    ] = None,
    tries: Annotated[
        int,
        typer.Option(
            envvar="RIGHTSNET_TRIES",
            min=0,
            help="How many altered texts to check at most in the search for the edits that caused a change.",
        ),
    ] = 200,
    language: Language = "en",
    quiet: Quiet = False,
    colour: Colour = ColourChoice.AUTO,
    stdin_filename: StandardInputName = None,
    policy: Policy = None,
    no_config: NoConfig = False,
    config: Config = None,
    debug: Debug = False,
) -> None:
    """Compare two versions of norms: what the new one adds, removes and keeps, and which edit is the cause.

    Exit status: 0 no finding at or above --fail-on was added, 1 one was, 2 it could not run.
    """
    on = day(at)
    wanted = _outputs(formats, (old, new))
    if old == new == "-":
        raise UsageError(
            "Only one of the two versions can come from standard input.", help="Name a file for the other."
        )
    with progress("Reading the law and both versions …", quiet=quiet):
        from rightsnet import session

        extra = tuple(ontology or ())
        require_labels(language)
        order = principles(policy)
        before, after = (session.load(path, ontology=extra, stdin_name=stdin_filename) for path in (old, new))
        others = bodies(against or ["law"], extra, language)
        where = session.vocabulary(extra).resolve(place, "place") if place else None
    with progress("Comparing both versions …", quiet=quiet):
        comparison = before.compare(
            after,
            others,
            at=on,
            place=where,
            select=names(select),
            ignore=names(ignore),
            possible=possible,
            everything=everything,
            policy=order,
            tries=tries,
        )
    _write(comparison, wanted, quiet=quiet, colour=coloured(colour))
    from rightsnet.model.finding import Severity

    if fail_on is not FailLevel.NEVER and comparison.added(Severity(fail_on.value)):
        raise typer.Exit(1)


def _outputs(formats: Sequence[str] | None, paths: Sequence[str]) -> list[tuple[str, str]]:
    """Return each format with the file it goes to, empty for standard output."""
    from rightsnet.report.comparison import renderer

    found = []
    for text in formats or ["full"]:
        name, sign, file = text.partition("=")
        renderer(name)
        if sign and not file:
            raise UsageError(f"“--format {text}” names no file.", help=f"Write {name}=changes.txt, or {name} alone.")
        if file and file != "-" and any(Path(path).resolve() == Path(file).resolve() for path in paths if path != "-"):
            raise UsageError(f"“--format {text}” would overwrite a file that is to be compared.")
        found.append((name, "" if file == "-" else file))
    return found


def _write(comparison: Comparison, outputs: Sequence[tuple[str, str]], *, quiet: bool, colour: bool) -> None:
    """Write a comparison in each format to its file, or to standard output."""
    for name, file in outputs:
        if file:
            comparison.to(name, file)
    if quiet and not comparison.edits and all(not found.differences for found in comparison.findings):
        return
    for name in [name for name, file in outputs if not file] or ["full"]:
        if name == "full":
            from rightsnet.report import comparison_full

            emit(comparison_full.render(comparison, colour=colour))
        else:
            emit(comparison.render(name))
