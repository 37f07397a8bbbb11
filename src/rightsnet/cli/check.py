"""``rightsnet check``: what is wrong with proposals, alone and against the law in force."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
from rightsnet.cli.terminal import coloured, emit, progress
from rightsnet.errors import UsageError
from rightsnet.model.finding import Severity
from rightsnet.report.result import Report, renderer

if TYPE_CHECKING:
    from rightsnet.session import Corpus


def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files or folders of norms; - is standard input.")],
    *,
    against: Annotated[
        list[str] | None,
        typer.Option(
            envvar="RIGHTSNET_AGAINST",
            metavar="law|none|PATH",
            help="What to compare with: the shipped law, nothing, or norms of your own. Repeatable. Default: law.",
        ),
    ] = None,
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
    """Check proposals: alone, against each other, and against the law in force.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 it could not run.
    """
    on = day(at)
    wanted = outputs(formats, paths)
    with progress("Reading the law and your norms …", quiet=quiet):
        from rightsnet import session

        extra = tuple(ontology or ())
        require_labels(language)
        order = principles(policy)
        drafts = session.load(*paths, ontology=extra, stdin_name=stdin_filename)
        others = _bodies(against or ["law"], extra, language)
        where = session.vocabulary(extra).resolve(place, "place") if place else None
    with progress("Comparing norms …", quiet=quiet):
        report = drafts.check(
            against=others,
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


def leave(report: Report, fail_on: FailLevel) -> None:
    """End the run with status 1 if an open finding is as grave as the fail level."""
    if fail_on is not FailLevel.NEVER and report.at_least(Severity(fail_on.value)):
        raise typer.Exit(1)


def principles(policy: str | None) -> tuple[str, ...] | None:
    """Return the user's order of the principles of precedence."""
    if policy is None:
        return None
    from rightsnet.rdf.policy import read_policy

    return read_policy(policy)


def write(report: Report, outputs: Sequence[tuple[str, str]], *, quiet: bool, colour: bool) -> None:
    """Write a report in each format to its file, or to standard output."""
    for name, file in outputs:
        if file:
            report.to(name, file)
    if quiet and not report.findings:
        return
    for name in [name for name, file in outputs if not file] or ["full"]:
        if name == "full":
            from rightsnet.report import full

            emit(full.render(report, colour=colour))
        else:
            emit(report.render(name))


def outputs(formats: Sequence[str] | None, paths: Sequence[str]) -> list[tuple[str, str]]:
    """Return each format with the file it goes to, empty for standard output."""
    return [_output(text, paths) for text in formats or ["full"]]


def _output(text: str, paths: Sequence[str]) -> tuple[str, str]:
    """Return the format and the file it goes to, empty for standard output."""
    name, sign, file = text.partition("=")
    renderer(name)
    if sign and not file:
        raise UsageError(f"“--format {text}” names no file.", help=f"Write {name}=report.txt, or {name} alone.")
    if file == "-":
        return name, ""
    if file and any(path != "-" and Path(path).resolve() == Path(file).resolve() for path in paths):
        raise UsageError(f"“--format {text}” would overwrite a file that is to be checked.")
    return name, file


def _bodies(names: Sequence[str], ontology: tuple[str, ...], language: str) -> list[Corpus]:
    from rightsnet import session

    bodies = []
    for name in dict.fromkeys(names):
        if name == "law":
            bodies.append(session.law(language))
        elif name != "none":
            bodies.append(session.load(name, ontology=ontology))
    return bodies


def require_labels(language: str) -> None:
    """Refuse a language in which the ontology has no labels."""
    if language == "en":
        return
    from rightsnet.model.names import PREFIXES
    from rightsnet.rdf.facts import Literal
    from rightsnet.session import ontology_facts

    labels = (label for _, label in ontology_facts().pairs(PREFIXES["rdfs"] + "label"))
    known = sorted({label.language for label in labels if isinstance(label, Literal) and label.language})
    if language not in known:
        raise UsageError(f"The ontology has no labels in “{language}”.", help=f"It has labels in {', '.join(known)}.")
