"""How one finding of a JSON report was derived, step by step, each premise with its source."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from rightsnet.errors import InputError, Location

WIDTH = 100


def read(text: str, name: str) -> list[dict[str, Any]]:
    """Return the findings of a JSON report.

    Raises:
        InputError: if the text is not such a report.

    >>> read("[1, 2]", "list.json")
    Traceback (most recent call last):
    rightsnet.errors.InputError: list.json: This is no report of rightsnet. Write one with --format json=report.json.
    """
    try:
        findings = json.loads(text)["findings"]
        if all({"fingerprint", "derivation", "message"} <= finding.keys() for finding in findings):
            return list(findings)
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    help = "Write one with --format json=report.json."
    raise InputError("This is no report of rightsnet.", Location(name), help=help)


def as_text(finding: dict[str, Any]) -> str:
    """Return the finding, its steps, what they rest on, and which norm prevails."""
    return "\n".join(_lines(finding)) + "\n"


def _lines(finding: dict[str, Any]) -> Iterator[str]:
    yield from _wrapped(f"{finding['severity']}[{finding['rule']}] ({finding['certainty']}): {finding['message']}")
    yield f"fingerprint: {finding['fingerprint']}"
    for norm in finding["norms"]:
        yield f"{norm['role']}: {norm['provision'] or norm['label']} <{norm['id']}>"
    yield ""
    for number, step in enumerate(finding["derivation"], 1):
        relation = f" {step['relation']}" if step["relation"] else ""
        reason = f": {step['reason']}" if step["reason"] else ""
        yield from _wrapped(f"{number}. {step['step']}{relation}{reason}", 3)
        for premise in step["premises"]:
            yield f"   - {premise['stated']}"
            if premise["in"]:
                yield f"     in {premise['in']}"
    number = len(finding["derivation"]) + 1
    act = finding["relations"].get("act")
    if act:
        yield f"{number}. act {act}: from the steps on its axes"
        number += 1
    yield from _wrapped(
        f"{number}. therefore {finding['rule']}, {finding['certainty']}; rightsnet explain {finding['rule']}", 3
    )
    resolution = finding["resolution"]
    if resolution:
        yield ""
        for each in resolution["principles"]:
            side = f"prefers <{each['prefers']}>" if each["prefers"] else "is silent"
            yield from _wrapped(f"{each['principle']} {side}: {each['reason']}", 3)
        yield f"prevails: <{resolution['prevails']}>" if resolution["prevails"] else "prevails: neither"


def _wrapped(text: str, indent: int = 4) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
