"""``rightsnet explain``: what a rule finds, why it matters and on what it rests."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated

import typer

from rightsnet.cli.options import Debug
from rightsnet.cli.terminal import emit
from rightsnet.errors import UsageError
from rightsnet.model.rule import SECTIONS, Case, Rule


def explain(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="The name of a rule.")] = None,
    *,
    debug: Debug = False,
) -> None:
    """Explain a rule; without a name, list all of them."""
    from rightsnet.rules import collect

    rules = {found.name(): found for found in collect()}
    if rule in rules:
        emit("\n".join(_page(rules[rule])) + "\n")
        return
    shapes = _shapes()
    if rule is None:
        titles = {name: found.title() for name, found in rules.items()}
        titles.update((name, message) for name, (message, _) in shapes.items())
        longest = max(map(len, titles))
        emit("".join(f"{name:<{longest}}  {title}\n" for name, title in sorted(titles.items())))
    elif rule in shapes:
        message, comment = shapes[rule]
        emit("\n\n".join(part for part in (f"{rule} (shape)", message, comment) if part) + "\n")
    else:
        near = get_close_matches(rule, [*rules, *shapes], 3, 0.4)
        help = f"Did you mean {', '.join(near)}?" if near else "“rightsnet explain” lists them."
        raise UsageError(f"There is no rule “{rule}”.", help=help)


def _page(rule: type[Rule]) -> Iterator[str]:
    yield f"{rule.name()} ({rule.family}, {rule.severity.value})"
    yield ""
    yield rule.title()
    sections = rule.sections()
    for name in SECTIONS:
        yield ""
        yield name
        yield textwrap.indent(sections[name], "  ")
    yield ""
    yield from _example(rule.flags[0])


def _example(case: Case) -> Iterator[str]:
    yield "Example that it finds" + (", checked against the law" if case.against == "law" else "")
    yield textwrap.indent(textwrap.dedent(case.norms).strip(), "  ")


def _shapes() -> dict[str, tuple[str, str]]:
    """Return the shapes by name, each with its message and the comment that gives the reason."""
    from rdflib import RDFS, SH

    from rightsnet.model.names import local_name
    from rightsnet.rdf.validation import shape_names, shapes

    graph = shapes()
    named = {local_name(str(shape)): shape for shape in graph.subjects(SH.path)}
    return {
        name: (str(graph.value(named[name], SH.message) or ""), str(graph.value(named[name], RDFS.comment) or ""))
        for name in shape_names()
    }
