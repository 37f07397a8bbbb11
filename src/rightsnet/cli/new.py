"""``rightsnet new``: a commented file to start from."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rightsnet.cli.completion import kinds, places
from rightsnet.cli.options import Debug
from rightsnet.cli.terminal import emit, say
from rightsnet.errors import UsageError
from rightsnet.model.names import local_name, rn

if TYPE_CHECKING:
    from rightsnet.rdf.vocabulary import Vocabulary

KINDS = ("proposal", "rule")
_LATER = {"baseline": "gaps", "question": "ask"}
"""Kinds of files for commands that this version does not have."""
_RULES = Path("src", "rightsnet", "rules")
_WORLD = "WORLD"
_SCHEMA = ".rightsnet-schema.json"
"""What a new proposal calls the file of `rightsnet schema`; as a hidden file it is not taken for a proposal."""


def new(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=" or ".join(KINDS) + ".", autocompletion=kinds, show_default=False)
    ],
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The file to write, without its ending; a rule's name: silent-duty.")
    ],
    *,
    title: Annotated[
        str | None, typer.Option(envvar="RIGHTSNET_TITLE", metavar="TEXT", help="The title of the proposal.")
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(envvar="RIGHTSNET_PLACE", metavar="CODE", help="Where it applies.", autocompletion=places),
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option(
            envvar="RIGHTSNET_ISSUER", metavar="CODE", help="Who makes it. Default: its place.", autocompletion=places
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", envvar="RIGHTSNET_FORCE", help="Overwrite what is there.")] = False,
    debug: Debug = False,
) -> None:
    """Write a commented file to start from: a proposal, or a rule for rightsnet itself.

    The file works as it stands: the proposal can be checked, and the rule passes its own cases.
    """
    if kind in _LATER:
        message = f"A {kind} belongs to the command `{_LATER[kind]}`, which this version does not have."
        raise UsageError(message, help=f"Write a {' or a '.join(KINDS)}.")
    if kind not in KINDS:
        raise UsageError(f"“{kind}” is no kind of file to start from.", help=f"Write {' or '.join(KINDS)}.")
    if kind == "rule":
        # What stands in the environment is for other commands, and does no harm here.
        for option in ("title", "place", "issuer"):
            if _is_on_the_command_line(context, option):
                raise UsageError(f"--{option} belongs to a proposal; a rule has none.", help="Leave it out.")
    path = _rule_file(name) if kind == "rule" else _file(name)
    if path.exists() and not force:
        raise UsageError(f"There is a file {path} already.", help="Take another name, or overwrite it with --force.")
    text = _rule(path) if kind == "rule" else _proposal(path, title, place, issuer)
    from rightsnet.rdf.files import replace

    replace(path, text)
    emit(f"{path}\n")
    if kind == "proposal":
        say(f"Write over the example in it, and then: rightsnet check {shlex.quote(str(path))}")
        return
    if path.parent != _RULES:
        say(f"Rules are part of the package: put the file into {_RULES.as_posix()} of a copy of its sources.")
    # The checker shares nothing with the rules on purpose, so that it must be told what the rule finds once more.
    line = f'"{_rule_name(path)}": (DUTY, BAN, INSIDE, ""),'
    say(f"Then add to PAIRS in src/rightsnet/checker/verdict.py: {line}")
    say("Its own cases are its tests: pytest tests/rules")


def _is_on_the_command_line(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _file(name: str) -> Path:
    """Return the file of a proposal with that name.

    >>> _file("bills/safer-streams").as_posix(), _file("streams.yml").as_posix()
    ('bills/safer-streams.yaml', 'streams.yml')
    >>> _file("streams.ttl")
    Traceback (most recent call last):
    rightsnet.errors.UsageError: A new proposal is written in YAML, not as “streams.ttl”. Leave the ending out; \
`rightsnet convert` writes other formats.
    """
    path = Path(name)
    if not re.search(r"\w", path.name):
        raise UsageError(f"“{name}” is no name for a file.", help="Write one such as safer-streams.")
    if path.suffix in (".json", ".jsonld", ".ttl"):
        help = "Leave the ending out; `rightsnet convert` writes other formats."
        raise UsageError(f"A new proposal is written in YAML, not as “{name}”.", help=help)
    return path if path.suffix in (".yaml", ".yml") else path.with_name(f"{path.name}.yaml")


def _proposal(path: Path, title: str | None, place: str | None, issuer: str | None) -> str:
    import json

    from rightsnet.cli.starting_files import PROPOSAL
    from rightsnet.rdf.formats.naming import slug
    from rightsnet.session import vocabulary

    known = vocabulary()
    where = _named(known, place, ("place",)) or _WORLD
    spoken = re.sub(r"[\s_-]+", " ", path.stem).strip()
    heading = title if title is not None else spoken[:1].upper() + spoken[1:]
    if not heading.strip():
        raise UsageError("The title is empty.", help="Write one, or leave --title out.")
    line = f"# yaml-language-server: $schema={_SCHEMA}\n" if (path.parent / _SCHEMA).is_file() else ""
    return line + PROPOSAL.substitute(
        schema=_SCHEMA,
        file=shlex.quote(str(path)) if str(path).isprintable() else "FILE",
        # Text in JSON is text in YAML, whatever quotation marks and colons it holds.
        title=json.dumps(heading, ensure_ascii=not heading.isprintable()),
        slug=slug(path.stem),
        issuer=_named(known, issuer, ("place", "actor")) or where,
        place=where,
        rank=_rank(known, where),
        day=date(date.today().year + 1, 1, 1).isoformat(),
    )


def _named(known: Vocabulary, text: str | None, kinds: tuple[str, ...]) -> str:
    """Return the name to write of a term; empty if none is given."""
    return "" if text is None else known.term(known.resolve(text, kinds)).name


def _rank(known: Vocabulary, place: str) -> str:
    """Return the rank that a text for a place most often has: a statute, a regulation of the Union, or a treaty."""
    if place == "EU":
        return "EuSecondaryRegulation"
    is_national = "-" in place or place in (local_name(iri) for iri in known.facts.instances(rn("Country")))
    return "NationalStatute" if is_national else "InternationalTreaty"


def _rule_file(name: str) -> Path:
    """Return the file of a rule with that name: among the rules in a copy of the sources, else in this folder.

    >>> _rule_file("No remedy").name, _rule_file("NoRemedy").name
    ('no_remedy.py', 'no_remedy.py')
    >>> _rule_file("R2D2")
    Traceback (most recent call last):
    rightsnet.errors.UsageError: “R2D2” is no name for a rule. Write the words that say what is wrong with the norms, \
such as silent-duty.
    """
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])|[\s_-]+", "_", name.removesuffix(".py")).lower()
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", stem):
        help = "Write the words that say what is wrong with the norms, such as silent-duty."
        raise UsageError(f"“{name}” is no name for a rule.", help=help)
    path = Path(f"{stem}.py")
    return _RULES / path if (_RULES / "__init__.py").is_file() else path


def _rule(path: Path) -> str:
    from rightsnet.cli.starting_files import RULE

    class_name = "".join(word.capitalize() for word in path.stem.split("_"))
    return RULE.substitute(name=_rule_name(path), class_name=class_name)


def _rule_name(path: Path) -> str:
    return path.stem.replace("_", "-")
