"""``rightsnet explain``: what a rule finds and why it matters, or how one finding was derived."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from rightsnet.cli.options import Debug
from rightsnet.cli.terminal import emit
from rightsnet.errors import UsageError
from rightsnet.model.rule import SECTIONS, Case, Rule


def explain(
    rule: Annotated[
        str | None,
        typer.Argument(metavar="[RULE|FINGERPRINT]", help="The name of a rule, or the fingerprint of a finding."),
    ] = None,
    *,
    report: Annotated[
        str | None,
        typer.Option(
            envvar="RIGHTSNET_REPORT",
            metavar="FILE",
            help="The JSON report that holds the finding; - is standard input.",
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Explain a rule, or one finding of a report; without a name, list all rules."""
    from rightsnet.rules import collect

    if rule is not None and (report is not None or re.fullmatch(r"[0-9a-f]{6,16}", rule)):
        emit(_derivation(rule, report))
        return

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


def _derivation(fingerprint: str, report: str | None) -> str:
    """Return the derivation of the finding with that fingerprint, or one that begins so."""
    if report is None:
        help = "Write one with `rightsnet check … --format json=report.json`, and name it with --report report.json."
        raise UsageError(f"“{fingerprint}” is a fingerprint; the report that holds it is not named.", help=help)
    from rightsnet.report.derivation import as_text, read

    findings = read(sys.stdin.read() if report == "-" else _read(report), report)
    found = [each for each in findings if each["fingerprint"].startswith(fingerprint)]
    if len(found) != 1:
        near = get_close_matches(fingerprint, [each["fingerprint"] for each in findings], 3, 0.4)
        count = "no finding" if not found else f"{len(found)} findings"
        help = f"Did you mean {' or '.join(near)}?" if near else "Each finding of the report has its `fingerprint`."
        raise UsageError(f"The report {report} has {count} with the fingerprint “{fingerprint}”.", help=help)
    return as_text(found[0])


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise UsageError(f"The report {path} cannot be read: {reason}.") from error


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
