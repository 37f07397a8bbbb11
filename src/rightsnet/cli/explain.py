"""``rightsnet explain``: what a rule finds and why it matters, or how one finding was derived."""

from __future__ import annotations

import re
import sys
import textwrap
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from rightsnet.cli import completion
from rightsnet.cli.options import Debug
from rightsnet.cli.terminal import emit, progress
from rightsnet.errors import UsageError


class PageFormat(StrEnum):
    """How a page is written."""

    FULL = "full"
    JSON = "json"


def explain(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE|FINGERPRINT]",
            help="The name of a rule, or the fingerprint of a finding.",
            autocompletion=completion.rules,
        ),
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
    every: Annotated[bool, typer.Option("--all", envvar="RIGHTSNET_ALL", help="All pages, one after another.")] = False,
    format: Annotated[
        PageFormat, typer.Option(envvar="RIGHTSNET_FORMAT", help="Pages to read, or JSON.")
    ] = PageFormat.FULL,
    debug: Debug = False,
) -> None:
    """Explain a rule, or one finding of a report; without a name, list all rules by family.

    The page of a rule shows an example and what is found in it, which is checked while you wait.
    """
    as_json = format is PageFormat.JSON
    if rule is not None and (report is not None or re.fullmatch(r"[0-9a-f]{6,16}", rule)):
        found = _finding(rule, report)
        from rightsnet.report.derivation import as_text

        emit(_json(found) if as_json else as_text(found))
        return

    from rightsnet.cli import rule_page
    from rightsnet.rules import collect

    rules = {each.name(): each for each in collect()}
    if rule in rules:
        with progress("Checking the example …", quiet=False):
            page = rule_page.of_rule(rules[rule])
        emit(_json(page.as_data()) if as_json else page.as_text())
        return
    shapes = rule_page.of_shapes()
    if rule in shapes:
        emit(_json(shapes[rule].as_data()) if as_json else shapes[rule].as_text())
    elif rule is not None:
        near = _near(rule, [*rules, *shapes])
        help = f"Did you mean {', '.join(near)}?" if near else "“rightsnet explain” lists them."
        raise UsageError(f"There is no rule “{rule}”.", help=help)
    elif every:
        with progress("Checking the examples …", quiet=False):
            pages = [*map(rule_page.of_rule, rules.values()), *shapes.values()]
        emit(_json([page.as_data() for page in pages]) if as_json else "\n\n".join(page.as_text() for page in pages))
    else:
        listed = [(each.family, name, each.severity.value, each.title()) for name, each in rules.items()]
        listed += [(page.family, name, page.severity.value, page.title) for name, page in shapes.items()]
        keys = ("family", "name", "severity", "title")
        emit(_json([dict(zip(keys, each, strict=True)) for each in sorted(listed)]) if as_json else _list(listed))


def _list(listed: list[tuple[str, str, str, str]]) -> str:
    """Return all rules with their severity and title, by family."""
    from rightsnet.cli.rule_page import FAMILIES, WIDTH

    # A family that has no place in the order comes last: it must not be lost.
    families = [*FAMILIES, *sorted({family for family, *_ in listed} - FAMILIES.keys())]
    blocks = []
    for family in families:
        entries = (_entry(*each[1:], width=WIDTH) for each in sorted(listed) if each[0] == family)
        lines = [line for entry in entries for line in entry]
        if lines:
            about = f": {FAMILIES[family]}" if family in FAMILIES else ""
            blocks.append("\n".join((f"{family}{about}", *lines)))
    return "\n\n".join(blocks) + "\n"


def _entry(name: str, severity: str, title: str, *, width: int) -> list[str]:
    start = f"  {name:<29} {severity:<8} "
    return textwrap.wrap(" ".join(title.split()), width, initial_indent=start, subsequent_indent=" " * len(start))


def _near(text: str, names: list[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(text, names, 3, 0.4)


def _json(data: object) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(fingerprint: str, report: str | None) -> dict[str, Any]:
    """Return the finding of a report with that fingerprint, or one that begins so."""
    if report is None:
        help = "Write one with `rightsnet check … --format json=report.json`, and name it with --report report.json."
        raise UsageError(f"“{fingerprint}” is a fingerprint; the report that holds it is not named.", help=help)
    from rightsnet.report.derivation import read

    findings = read(sys.stdin.read() if report == "-" else _read(report), report)
    found = [each for each in findings if each["fingerprint"].startswith(fingerprint)]
    if len(found) != 1:
        near = _near(fingerprint, [each["fingerprint"] for each in findings])
        count = "no finding" if not found else f"{len(found)} findings"
        help = f"Did you mean {' or '.join(near)}?" if near else "Each finding of the report has its `fingerprint`."
        raise UsageError(f"The report {report} has {count} with the fingerprint “{fingerprint}”.", help=help)
    return found[0]


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise UsageError(f"The report {path} cannot be read: {reason}.") from error
