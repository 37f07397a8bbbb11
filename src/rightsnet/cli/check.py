"""``rightsnet check``: what is wrong with proposals, alone and against the law in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rightsnet.cli.config import Config, NoConfig
from rightsnet.cli.options import (
    BASELINE,
    Against,
    At,
    BaselineFile,
    Colour,
    Debug,
    Everything,
    FailLevel,
    FailOn,
    Formats,
    Ignore,
    Language,
    NoBaselineFile,
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
from rightsnet.cli.terminal import coloured, progress, say
from rightsnet.errors import UsageError
from rightsnet.report.counting import count

if TYPE_CHECKING:
    from rightsnet.report.baseline import Baseline
    from rightsnet.report.result import Report
    from rightsnet.session import Corpus


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be checked, and every option that changes what is found."""

    paths: Sequence[str]
    against: Sequence[str] | None = None
    ontology: Sequence[str] | None = None
    at: str | None = None
    place: str | None = None
    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    per_file_ignores: Sequence[str] | None = None
    possible: bool = False
    everything: bool = False
    language: str = "en"
    stdin_filename: str | None = None
    policy: str | None = None
    quiet: bool = False


def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files or folders of norms; - is standard input.")],
    *,
    against: Against = None,
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
    baseline_file: BaselineFile = None,
    no_baseline_file: NoBaselineFile = False,
    no_config: NoConfig = False,
    config: Config = None,
    debug: Debug = False,
) -> None:
    """Check proposals: alone, against each other, and against the law in force.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 it could not run.
    """
    wanted = outputs(formats, paths)
    baseline = None if no_baseline_file else known(baseline_file)
    report = examine(
        Asked(
            paths=paths,
            against=against,
            ontology=ontology,
            at=at,
            place=place,
            select=select,
            ignore=ignore,
            per_file_ignores=per_file_ignores,
            possible=possible,
            everything=everything,
            language=language,
            stdin_filename=stdin_filename,
            policy=policy,
            quiet=quiet,
        ),
        baseline,
    )
    write(report, wanted, quiet=quiet, colour=coloured(colour))
    if baseline and report.stale and not quiet:
        occur = "occurs" if len(report.stale) == 1 else "occur"
        findings = count(len(report.stale), "finding")
        say(f"{findings} of {baseline.file} no longer {occur}; `rightsnet baseline prune` removes what is gone.")
    leave(report, fail_on)


def examine(asked: Asked, baseline: Baseline | None) -> Report:
    """Return the report on what is to be checked."""
    on, left_out = day(asked.at), ignores(asked.per_file_ignores)
    with progress("Reading the law and your norms …", quiet=asked.quiet):
        from rightsnet import session

        extra = tuple(asked.ontology or ())
        require_labels(asked.language)
        order = principles(asked.policy)
        drafts = session.load(*asked.paths, ontology=extra, stdin_name=asked.stdin_filename)
        others = bodies(asked.against or ["law"], extra, asked.language)
        where = session.vocabulary(extra).resolve(asked.place, "place") if asked.place else None
    with progress("Comparing norms …", quiet=asked.quiet):
        return drafts.check(
            against=others,
            at=on,
            place=where,
            select=names(asked.select),
            ignore=names(asked.ignore),
            possible=asked.possible,
            everything=asked.everything,
            policy=order,
            baseline=baseline,
            per_file_ignores=left_out,
        )


def known(file: str | None) -> Baseline | None:
    """Return the baseline that is named, or the one in the working directory if there is one."""
    if file is None and not Path(BASELINE).exists():
        return None
    from rightsnet.report.baseline import read

    return read(file or BASELINE)


def leave(report: Report, fail_on: FailLevel) -> None:
    """End the run with status 1 if an open finding is as grave as the fail level."""
    from rightsnet.model.finding import Severity

    if fail_on is not FailLevel.NEVER and report.at_least(Severity(fail_on.value)):
        raise typer.Exit(1)


def principles(policy: str | None) -> tuple[str, ...] | None:
    """Return the user's order of the principles of precedence."""
    if policy is None:
        return None
    from rightsnet.rdf.policy import read_policy

    return read_policy(policy)


def bodies(names: Sequence[str], ontology: tuple[str, ...], language: str) -> list[Corpus]:
    """Return what norms are to be compared with: the law, other files, or nothing."""
    from rightsnet import session

    found = []
    for name in dict.fromkeys(names):
        if name == "law":
            found.append(session.law(language))
        elif name != "none":
            found.append(session.load(name, ontology=ontology))
    return found


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
