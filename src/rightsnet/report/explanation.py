"""What a report says of a finding besides its message: the norms, why they meet, which prevails, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rightsnet.model.finding import Certainty, Finding, NormReference, Resolution, Status
from rightsnet.model.names import local_name
from rightsnet.report.sides import name, other_side

_ACTS = {
    "EQUAL": "{left} and {right} are about the same act",
    "WITHIN": "the act of {left} lies within that of {right}",
    "CONTAINS": "the act of {left} contains that of {right}",
    "OVERLAPS": "the acts of {left} and {right} share a part",
    "UNKNOWN": "nothing says whether the acts of {left} and {right} share a part",
}


def asides(finding: Finding) -> list[str]:
    """Return what is unusual about a finding: that it is not certain, that it is not open.

    >>> from rightsnet.model.finding import Severity
    >>> asides(Finding(rule="r", family="f", severity=Severity.NOTE, message="m", status=Status.DECLARED))
    ['declared']
    """
    certainty = [] if finding.certainty is Certainty.CERTAIN else [finding.certainty.value]
    return certainty + ([] if finding.status is Status.OPEN else [finding.status.value])


def rows(finding: Finding) -> Iterator[tuple[str, list[str]]]:
    """Yield what is said of a finding besides its message: a title, and the sentences under it."""
    if finding.reason:
        yield finding.status.value, [finding.reason]
    others = other_side(finding)
    if others:
        yield from (("other side", [_norm(norm)]) for norm in others)
    elif len(finding.norms) > 1:
        yield from ((f"{norm.role} norm", [_norm(norm)]) for norm in finding.norms)
    else:
        yield from (("norm", [_norm(norm)]) for norm in finding.norms)
    reasons = list(_reasons(finding))
    if reasons:
        yield "why", reasons
    if finding.resolution:
        yield "prevails", list(_prevailing(finding, finding.resolution))
    if finding.rights:
        yield "right", ["; ".join(words(right) for right in finding.rights)]
    named = {name(norm) for norm in finding.norms}
    demanding = [provision.label for provision in finding.provisions if provision.label not in named]
    if demanding:
        yield "demanded by", ["; ".join(demanding)]
    if finding.help:
        yield "help", [finding.help]
    yield "explain", [f"rightsnet explain {finding.rule}"]


def _norm(norm: NormReference) -> str:
    return f"{name(norm)} — {norm.text}" if norm.text else name(norm)


def _reasons(finding: Finding) -> Iterator[str]:
    """Yield why the norms meet, axis by axis, how their acts relate, and what else weighs."""
    for axis, words in finding.reasons.items():
        yield f"{axis}: {words}"
    relation = finding.relations.get("act", "").upper()
    if relation in _ACTS and len(finding.norms) > 1:
        left, right = (name(norm) for norm in finding.norms[:2])
        yield f"act: {_ACTS[relation].format(left=left, right=right)}"
    if finding.because:
        yield finding.because


def _prevailing(finding: Finding, found: Resolution) -> Iterator[str]:
    """Yield which norm prevails and by which principle, then what other principles that speak prefer."""
    named = {norm.id: name(norm) for norm in finding.norms}
    if found.prevails is None:
        yield "no principle says which of the two"
    for each in sorted(found.principles, key=lambda opinion: opinion.principle != found.by):
        if each.prefers is not None:
            decides = "" if each.principle == found.by else "also " if each.prefers == found.prevails else "but "
            yield f"{decides}{named[each.prefers]} by {each.principle}: {each.reason}"


def words(term: str) -> str:
    """Return the words of a name.

    >>> words("FreedomOfExpression")
    'Freedom of expression'
    """
    first, *rest = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local_name(term)).split(" ")
    return " ".join((first, *(word if word.isupper() and len(word) > 1 else word.lower() for word in rest)))
