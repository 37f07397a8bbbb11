"""``rightsnet check``: what is wrong with proposals, alone and against the law in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rightsnet.cli.options import Debug, Ontology
from rightsnet.cli.terminal import Colour, coloured, emit, progress
from rightsnet.errors import UsageError
from rightsnet.model.finding import Severity, Status
from rightsnet.report.result import FORMATS, Report, renderer

if TYPE_CHECKING:
    from rightsnet.session import Corpus


class FailLevel(StrEnum):
    """The least severity that makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


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
    at: Annotated[
        str | None,
        typer.Option(envvar="RIGHTSNET_AT", metavar="DATE", help="Judge what is in force on that day: 2027-04-01."),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(envvar="RIGHTSNET_PLACE", metavar="CODE", help="Where norms apply that do not say so, e.g. GBR."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(envvar="RIGHTSNET_SELECT", metavar="RULE", help="Use only this rule. Repeatable."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(envvar="RIGHTSNET_IGNORE", metavar="RULE", help="Leave this rule out. Repeatable."),
    ] = None,
    possible: Annotated[
        bool, typer.Option("--possible", envvar="RIGHTSNET_POSSIBLE", help="Also show what rests on something unknown.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", envvar="RIGHTSNET_ALL", help="Also show what is resolved, declared or suppressed.")
    ] = False,
    fail_on: Annotated[
        FailLevel, typer.Option(envvar="RIGHTSNET_FAIL_ON", help="The least severity that makes the exit status 1.")
    ] = FailLevel.ERROR,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            envvar="RIGHTSNET_FORMAT",
            metavar="NAME[=FILE]",
            help=f"{', '.join(sorted(FORMATS))}; with a file it is written there. Repeatable. Default: full.",
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--lang", envvar="RIGHTSNET_LANG", metavar="CODE", help="The language of labels.")
    ] = "en",
    quiet: Annotated[
        bool, typer.Option("--quiet", envvar="RIGHTSNET_QUIET", help="No progress, and no output without a finding.")
    ] = False,
    colour: Annotated[Colour, typer.Option("--color", envvar="RIGHTSNET_COLOR", help="When to colour.")] = Colour.AUTO,
    stdin_filename: Annotated[
        str | None,
        typer.Option(envvar="RIGHTSNET_STDIN_FILENAME", metavar="NAME", help="The file name of standard input."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Check proposals: alone, against each other, and against the law in force.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 it could not run.
    """
    day = _date(at)
    outputs = [_output(text, paths) for text in formats or ["full"]]
    with progress("Reading the law and your norms …", quiet=quiet):
        from rightsnet import session

        extra = tuple(ontology or ())
        _require_labels(language)
        drafts = session.load(*paths, ontology=extra, stdin_name=stdin_filename)
        others = _bodies(against or ["law"], extra, language)
        where = session.vocabulary(extra).resolve(place, "place") if place else None
    with progress("Comparing norms …", quiet=quiet):
        report = drafts.check(
            against=others,
            at=day,
            place=where,
            select=_names(select),
            ignore=_names(ignore),
            possible=possible,
            everything=everything,
        )
    _write(report, outputs, quiet=quiet, colour=coloured(colour))
    if fail_on is not FailLevel.NEVER:
        # What was resolved, declared or suppressed is shown on request and never fails the run.
        grave = report.at_least(Severity(fail_on.value))
        if any(finding.status is Status.OPEN for finding in grave):
            raise typer.Exit(1)


def _write(report: Report, outputs: Sequence[tuple[str, str]], *, quiet: bool, colour: bool) -> None:
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


def _date(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date.", help="Write --at 2027-04-01.") from error


def _names(given: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(name.strip() for text in given or () for name in text.split(",") if name.strip())


def _require_labels(language: str) -> None:
    if language == "en":
        return
    from rightsnet.model.names import PREFIXES
    from rightsnet.rdf.facts import Literal
    from rightsnet.session import ontology_facts

    labels = (label for _, label in ontology_facts().pairs(PREFIXES["rdfs"] + "label"))
    known = sorted({label.language for label in labels if isinstance(label, Literal) and label.language})
    if language not in known:
        raise UsageError(f"The ontology has no labels in “{language}”.", help=f"It has labels in {', '.join(known)}.")
