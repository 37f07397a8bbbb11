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
    for norm in norms:
        bound = _BY_STRENGTH[norm.strength]
        if norm.force is not Force.BINDING and bound is Severity.ERROR:
            bound = Severity.WARNING
            reasons.append(f"{_name(norm)} is {norm.force.value}")
        elif bound.rank > severity.rank:
            reasons.append(f"{_name(norm)} is {norm.strength.value}, not mandatory")
        if bound.rank > severity.rank:
            severity = bound
    return severity, "; ".join(reasons)


def _name(norm: Norm) -> str:
    return norm.provision.label if norm.provision else norm.label
