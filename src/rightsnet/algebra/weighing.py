"""How grave a finding is, once the strength of the words and the force of the sources are weighed."""

from __future__ import annotations

from collections.abc import Iterable

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Force, Norm, Strength

_BY_STRENGTH = {
    Strength.MANDATORY: Severity.ERROR,
    Strength.PERMISSIVE: Severity.ERROR,  # a strong permission is as firm as a duty: it cannot be half given
    Strength.BEST_EFFORT: Severity.WARNING,
    Strength.RECOMMENDED: Severity.WARNING,
    Strength.ENCOURAGED: Severity.NOTE,
    Strength.DECLARATORY: Severity.NOTE,
}


def weigh(severity: Severity, norms: Iterable[Norm]) -> tuple[Severity, str]:
    """Return the severity that the weakest of the norms leaves, and why it is less than the rule's own.

    Only mandatory norms of instruments that bind make an error; the same finding against soft law is a warning.

    >>> from rightsnet.model.norm import Modality
    >>> soft = Norm(id="n", modality=Modality.OBLIGATION, bearer="B", action="A", force=Force.SOFT)
    >>> weigh(Severity.ERROR, [soft])[0]
    <Severity.WARNING: 'warning'>
    """
    reasons = []
    weakest = severity
    for norm in norms:
        bound, reason = _BY_STRENGTH[norm.strength], f"{norm.strength.value}, not mandatory"
        if norm.force is not Force.BINDING and bound is Severity.ERROR:
            bound, reason = Severity.WARNING, norm.force.value
        if bound.rank > severity.rank:
            reasons.append(f"{_name(norm)} is {reason}")
            weakest = max(weakest, bound, key=lambda each: each.rank)
    return weakest, "; ".join(reasons)


def _name(norm: Norm) -> str:
    return norm.provision.label if norm.provision else norm.label
