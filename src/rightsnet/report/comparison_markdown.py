"""A comparison as Markdown, for a comment on a pull request or the summary of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rightsnet.errors import Location
from rightsnet.model.revision import Change, FindingChange
from rightsnet.report.comparison import Comparison
from rightsnet.report.comparison_words import TITLES, Words, count, meaning, summary, title, unedited
from rightsnet.report.markdown import SYMBOLS, escaped
from rightsnet.report.summary import ADVICE


def render(comparison: Comparison) -> str:
    """Return a heading with the numbers, a table of each kind of change, and the reasons, folded."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    words = Words(comparison)
    yield f"## rightsnet: findings {count(comparison.summary['findings'])}"
    yield from ("", escaped(summary(comparison)), "")
    if not comparison.edits:
        yield from (unedited(comparison), "")
    norms = [each for each in comparison.norms if each.change is not Change.KEPT or each.renamed]
    yield from _table(
        TITLES["norms"],
        ("Change", "Where", "Norm", "Edits", "Meaning"),
        (
            (
                norm.change.value,
                _where(norm.new or norm.old),
                escaped(title(norm)),
                _several(words.key(edit) for edit in norm.edits),
                _several(meaning(norm)),
            )
            for norm in norms
        ),
    )
    yield from _table(
        TITLES["findings"],
        ("Change", "Severity", "Rule", "Where", "Finding"),
        (
            (
                found.change.value,
                f"{SYMBOLS[found.finding.severity]} {found.finding.severity.value}",
                escaped(found.finding.rule),
                _where(found.finding.location),
                escaped(found.finding.message),
            )
            for found in comparison.findings
        ),
    )
    for found in comparison.findings:
        yield from _reasons(found, words)
    yield from _table(
        TITLES["coverage"],
        ("Change", "Kind", "What", "Norms"),
        (
            (each.change.value, each.kind, escaped(each.name), escaped(", ".join(each.new or each.old)))
            for each in comparison.coverage
            if each.change is not Change.KEPT
        ),
    )
    terms = [(each.change.value, _where(each.at or each.was), escaped(words.term(each))) for each in comparison.terms]
    yield from _table(TITLES["terms"], ("Change", "Where", "Term"), terms)
    yield f"*{escaped(ADVICE)}*"


def _table(heading: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table under a heading; nothing if it would be empty."""
    filled = list(rows)
    if filled:
        yield from (f"### {heading}", "", f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}")
        yield from (f"| {' | '.join(row)} |" for row in filled)
        yield ""


def _reasons(found: FindingChange, words: Words) -> Iterator[str]:
    """Yield why a finding came, went or changed, folded away."""
    if found.cause is None:
        return
    finding = found.finding
    place = f" · {escaped(str(finding.location))}" if finding.location else ""
    yield from (f"<details><summary>{found.change.value}: {escaped(finding.rule)}{place}</summary>", "")
    yield from (escaped(finding.message), "")
    yield from (f"- {what} was {was} and is {now}" for what, was, now in found.differences)
    yield from (f"- {escaped(each)}" for each in words.causes(found.cause, found.change))
    yield from ("", "</details>", "")


def _where(location: Location | None) -> str:
    return escaped(str(location)) if location else ""


def _several(sentences: Iterable[str]) -> str:
    return "<br>".join(escaped(each) for each in sentences)
