"""Findings as Markdown, for a comment on a pull request or the summary of a build."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rightsnet.model.finding import Finding, Severity
from rightsnet.report.counting import count
from rightsnet.report.excerpt import excerpt
from rightsnet.report.explanation import asides, rows, words
from rightsnet.report.printable import printable
from rightsnet.report.result import Report
from rightsnet.report.summary import ADVICE, summary, tallies

SYMBOLS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}
_SPECIAL = re.compile(r"[\\`*_\[\]|~$]")
_OPENING = re.compile(r"^(\d*)([#+=.)-])")
"""What begins a heading or a list at the start of a line."""


def render(report: Report) -> str:
    """Return a heading, the numbers, a table with one row for each finding, and the details of each, folded.

    Nothing is left out, however long it gets: a comment on GitHub holds 65 536 characters, a build's summary 1 MiB.
    """
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    found = ", ".join(count(number, severity) for severity, number in report.summary.items())
    yield f"## rightsnet: {found}"
    yield from ("", escaped(summary(report)), "")
    for kind, counted in tallies(report).items():
        if counted:
            yield from _numbers(kind, counted)
    if report.findings:
        yield from ("### Findings", "", "| # | Severity | Rule | Where | Finding |", "| ---: | --- | --- | --- | --- |")
        yield from (_row(number, finding) for number, finding in enumerate(report.findings, 1))
        yield from ("", "### Details", "")
        for number, finding in enumerate(report.findings, 1):
            yield from _details(number, finding, report)
    else:
        yield from ("No findings.", "")
    yield f"*{escaped(ADVICE)}*"


def _numbers(kind: str, counted: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield from (
        f"### By {kind}",
        "",
        f"| {kind.capitalize()} | errors | warnings | notes |",
        "| --- | ---: | ---: | ---: |",
    )
    for key, numbers in counted.items():
        label = escaped(words(key)) if kind == "right" else _code(key)
        yield f"| {label} | {' | '.join(map(str, numbers.values()))} |"
    yield ""


def _row(number: int, finding: Finding) -> str:
    where = _code(str(finding.location)) if finding.location else ""
    return f"| {number} | {_severity(finding)} | {_code(finding.rule)} | {where} | {passage(finding.message)} |"


def _severity(finding: Finding) -> str:
    aside = f" ({', '.join(asides(finding))})" if asides(finding) else ""
    return f"{SYMBOLS[finding.severity]} {finding.severity.value}{aside}"


def _details(number: int, finding: Finding, report: Report) -> Iterator[str]:
    where = f" · {_html(str(finding.location))}" if finding.location else ""
    yield f"<details><summary>{number}. {_severity(finding)} <code>{_html(finding.rule)}</code>{where}</summary>"
    yield from ("", passage(finding.message), "")
    text = report.sources.get(finding.location.file, "") if finding.location else ""
    shown = excerpt(text, finding.location) if finding.location else None
    if shown:
        digits = len(str(shown.first + len(shown.lines) - 1))
        lines = []
        for at, line in enumerate(shown.lines, shown.first):
            lines.append(f"{at:>{digits}} | {line}".rstrip())
            if at == shown.marked:
                lines.append(f"{'':>{digits}} | {' ' * shown.indent}{'^' * shown.length}")
        fence = "`" * max(3, *(len(run) + 1 for line in lines for run in re.findall("`+", line)), 0)
        yield from (f"{fence}text", *lines, fence, "")
    for title, several in rows(finding):
        first, *more = several
        if more:
            yield from (f"- **{escaped(title)}**", *(f"  - {passage(line)}" for line in several))
        else:
            yield f"- **{escaped(title)}**: {passage(first)}"
    yield from (f"- fingerprint: {_code(finding.fingerprint)}", "", "</details>", "")


def escaped(text: str) -> str:
    r"""Return the text on one line, so that Markdown and HTML show it as it is and nobody is mentioned.

    >>> print(escaped("a | b <script> @someone"))
    a \| b &lt;script&gt; @<!-- -->someone
    """
    plain = _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", printable(text)))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@<!-- -->")


def passage(text: str) -> str:
    """Return a sentence of a report as `escaped` does, with what stands between backticks as code.

    >>> passage("Add `legal_basis:` here.")
    'Add <code>legal&#95;basis:</code> here.'
    """
    parts = text.strip().split("`")
    if len(parts) % 2 == 0:
        return escaped(text.strip())
    return "".join(_code(part) if position % 2 else escaped(part) for position, part in enumerate(parts))


def _code(text: str) -> str:
    """Return the text as code, also in a table, where a bar would end the cell."""
    return f"<code>{_html(text)}</code>"


def _html(text: str) -> str:
    plain = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", plain).replace("@", "@<!-- -->")
