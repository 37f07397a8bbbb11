"""``rightsnet baseline``: which findings are known, so that a check fails on new ones only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rightsnet.cli.check import Asked, examine
from rightsnet.cli.config import Config, NoConfig
from rightsnet.cli.options import (
    BASELINE,
    Against,
    At,
    Debug,
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
)
from rightsnet.cli.terminal import say
from rightsnet.errors import UsageError
from rightsnet.report.counting import count

app = typer.Typer(
    name="baseline", help="Write down which findings are known, so that only new ones count.", rich_markup_mode=None
)

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files or folders of norms, as for check; - is standard input.")
]
File = Annotated[
    str,
    typer.Option(
        "--baseline-file", "--out", envvar="RIGHTSNET_BASELINE_FILE", metavar="FILE", help="The file of the baseline."
    ),
]


@app.command()
def write(
    paths: Paths,
    *,
    file: File = BASELINE,
    against: Against = None,
    ontology: Ontology = None,
    at: At = None,
    place: Place = None,
    select: Select = None,
    ignore: Ignore = None,
    per_file_ignores: PerFileIgnores = None,
    possible: Possible = False,
    language: Language = "en",
    quiet: Quiet = False,
    stdin_filename: StandardInputName = None,
    policy: Policy = None,
    no_config: NoConfig = False,
    config: Config = None,
    debug: Debug = False,
) -> None:
    """Write down every open finding of a check; the same check then reports only others.

    A finding is known by its rule and the ids of its norms: lines, the order of norms and the names of files do not
    matter, if the proposal has an id. One that becomes graver counts again.
    """
    asked = Asked(
        paths=paths,
        against=against,
        ontology=ontology,
        at=at,
        place=place,
        select=select,
        ignore=ignore,
        per_file_ignores=per_file_ignores,
        possible=possible,
        language=language,
        stdin_filename=stdin_filename,
        policy=policy,
        quiet=quiet,
    )
    if any(path != "-" and Path(path).resolve() == Path(file).resolve() for path in paths):
        help = "Name another file with --out."
        raise UsageError(f"The baseline would overwrite {file}, which is to be checked.", help=help)
    from rightsnet.report import baseline

    found = baseline.baseline_of(examine(asked, None).findings, file)
    baseline.write(found)
    if not quiet:
        say(f"{file} now holds {count(len(found.entries), 'finding')}.")


@app.command()
def prune(
    paths: Paths,
    *,
    file: File = BASELINE,
    against: Against = None,
    ontology: Ontology = None,
    at: At = None,
    place: Place = None,
    select: Select = None,
    ignore: Ignore = None,
    per_file_ignores: PerFileIgnores = None,
    possible: Possible = False,
    language: Language = "en",
    quiet: Quiet = False,
    stdin_filename: StandardInputName = None,
    policy: Policy = None,
    no_config: NoConfig = False,
    config: Config = None,
    debug: Debug = False,
) -> None:
    """Remove from the baseline what a check no longer finds; nothing is added.

    What concerns other proposals than those that are checked stays, and so does what other rules found.
    """
    asked = Asked(
        paths=paths,
        against=against,
        ontology=ontology,
        at=at,
        place=place,
        select=select,
        ignore=ignore,
        per_file_ignores=per_file_ignores,
        possible=possible,
        language=language,
        stdin_filename=stdin_filename,
        policy=policy,
        quiet=quiet,
    )
    from rightsnet.report import baseline

    known = baseline.read(file)
    gone = examine(asked, known).stale
    if gone:
        baseline.write(known.without(gone))
    if not quiet:
        say(f"{count(len(gone), 'finding')} removed from {file}; {len(known.entries) - len(gone)} stay.")
