"""``rightsnet terms``: the vocabulary that proposals are written in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from rightsnet.cli import completion
from rightsnet.cli.options import Debug, Ontology
from rightsnet.cli.terminal import emit, say
from rightsnet.errors import UsageError
from rightsnet.report.counting import count

if TYPE_CHECKING:
    from rightsnet.rdf.vocabulary import Term, Vocabulary

WIDTH = 100


def terms(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]…", help="What to search for.", autocompletion=completion.terms),
    ] = None,
    *,
    tree: Annotated[
        str | None,
        typer.Option(
            envvar="RIGHTSNET_TREE",
            metavar="TERM",
            help="Show this term and all below it.",
            autocompletion=completion.terms,
        ),
    ] = None,
    ontology: Ontology = None,
    debug: Debug = False,
) -> None:
    """Search the vocabulary: names, labels, synonyms and definitions. Without words: the kinds of terms."""
    if words and tree is not None:
        raise UsageError("Words to search for and --tree do not go together.", help="Leave one of them out.")
    from rightsnet.session import vocabulary

    known = vocabulary(tuple(ontology or ()))
    if tree is not None:
        emit("".join(f"{line}\n" for line in _tree(known, tree)))
    elif not words:
        emit("".join(f"{line}\n" for line in _kinds(known)))
    else:
        found = known.search(" ".join(words))
        if not found:
            say(f"No term matches “{' '.join(words)}”.")
        emit("\n".join(_entry(term) for term in found))


def _tree(known: Vocabulary, name: str) -> Iterator[str]:
    from rightsnet.rdf.vocabulary import CLASSES, INDIVIDUALS

    root = known.resolve(name, (*CLASSES, *INDIVIDUALS))
    for depth, term in known.tree(root):
        label = "" if term.label == term.name else f"  {term.label}"
        yield f"{'  ' * depth}{term.name}{label}"


def _kinds(known: Vocabulary) -> Iterator[str]:
    from rightsnet.rdf.vocabulary import CLASSES, INDIVIDUALS

    for kind, top in (CLASSES | INDIVIDUALS).items():
        below = {term.iri for _, term in known.tree(top)} - {top}
        yield f"{known.term(top).name:<16} {count(len(below), 'term'):>10}  {kind}"


def _entry(term: Term) -> str:
    """Return a term with its kind, and below it the label, synonyms and definition."""
    names = ", ".join(dict.fromkeys((term.label, *term.synonyms)))
    lines = [f"{term.name} ({term.kind})", *_indented(names), *_indented(term.definition)]
    return "\n".join(lines) + "\n"


def _indented(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
