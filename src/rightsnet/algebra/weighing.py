"""How grave a finding is, once the strength of the words and the force of the sources are weighed."""

from __future__ import annotations

from collections.abc import Iterable

from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.finding import Severity
from rightsnet.model.law import Demand
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

    Only mandatory norms of instruments that bind make an error; the same finding against soft law is a warning, and so is
    one against a directive that asks States to oblige somebody: it binds these through national law only (TFEU art. 288).

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
        elif norm.via_transposition and bound is Severity.ERROR:
            bound, reason = (
                Severity.WARNING,
                "binding on those it addresses only through the law that gives effect to it",
            )
        if bound.rank > severity.rank:
            reasons.append(f"{_name(norm)} is {reason}")
            weakest = max(weakest, bound, key=lambda each: each.rank)
    return weakest, "; ".join(reasons)


def weigh_sources(severity: Severity, demands: Iterable[Demand], knowledge: Knowledge) -> tuple[Severity, str]:
    """Return the severity that the force of the demands leaves, and why it is less: what binds nobody makes no error.

    >>> from rightsnet.model.norm import Provision
    >>> soft = Demand(id="d", provisions=(Provision("p", "UNGP 11"),), instrument="i", force=Force.SOFT)
    >>> weigh_sources(Severity.ERROR, [soft], Knowledge())[0]
    <Severity.WARNING: 'warning'>
    """
    sources = list(demands)
    if not sources or any(each.force is Force.BINDING for each in sources):
        return severity, ""
    named = ", ".join(dict.fromkeys(knowledge.label(each.instrument) for each in sources))
    reason = f"{named} {'do' if ',' in named else 'does'} not bind in law"
    if all(each.addressee is not None for each in sources):
        reason = (
            "the responsibility of enterprises to respect human rights is no treaty duty (UN Guiding Principles, "
            "principle 11 with its commentary)"
        )
    return max(severity, Severity.WARNING, key=lambda each: each.rank), reason


def _name(norm: Norm) -> str:
    return norm.provision.label if norm.provision else norm.label
