"""A comparison with one line for each thing that changed."""

from __future__ import annotations

from collections.abc import Iterator

from rightsnet.model.revision import Change, FindingChange
from rightsnet.report.comparison import Comparison
from rightsnet.report.comparison_words import Words, summary, title
from rightsnet.report.printable import printable


def render(comparison: Comparison) -> str:
    """Return ``path:line:col: change of what`` lines, then the numbers; what is kept is only counted."""
    return "\n".join((*(printable(line) for line in _lines(comparison)), summary(comparison))) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    words = Words(comparison)
    for norm in comparison.norms:
        if norm.change is not Change.KEPT or norm.renamed:
            keys = f": {', '.join(dict.fromkeys(edit.key for edit in norm.edits))}" if norm.edits else ""
            strict = f" ({norm.strictness.value})" if norm.strictness else ""
            yield f"{norm.new or norm.old or ''}: {norm.change.value} norm {title(norm)}{strict}{keys}"
    for found in comparison.findings:
        if found.change is not Change.KEPT:
            yield f"{found.finding.location or ''}: {found.change.value} {line(found)}"
    for covered in comparison.coverage:
        if covered.change is not Change.KEPT:
            yield f"{covered.change.value} {covered.kind}: {covered.name}"
    for term in comparison.terms:
        yield f"{term.at or term.was or ''}: {term.change.value} term: {words.term(term)}"


def line(found: FindingChange) -> str:
    """Return a finding on one line, with what differs from the old version."""
    finding = found.finding
    differs = "; ".join(f"{what} was {was}, is {now}" for what, was, now in found.differences)
    return f"{finding.severity.value}[{finding.rule}] {finding.message}{f' ({differs})' if differs else ''}"
