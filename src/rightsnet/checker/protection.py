"""Whether premises show that a norm of a public authority leaves people unprotected, or punishes below the threshold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from rightsnet.checker.binding import binds, provisions
from rightsnet.checker.places import ways
from rightsnet.checker.premises import NECESSARY, Premises
from rightsnet.checker.rights import maker
from rightsnet.checker.told import kinds, value, values
from rightsnet.model.finding import Certainty, Finding
from rightsnet.model.names import PREFIXES, rn
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.stated import Stated

_REACHING = NECESSARY | {rn("imposes")}
_PUBLIC = (rn("State"), rn("IntergovernmentalOrganization"))
_PROTECT, _HERE, _UNLAWFUL = rn("ProtectAgainstThirdParties"), rn("PersonUnderJurisdiction"), rn("IllegalContent")
_FACTORS = {
    rn(f"{name}Test") for name in ("SocialContext", "Speaker", "Intent", "ContentAndForm", "Extent", "Likelihood")
}
_HATEFUL, _HATING = (rn("IncitementContent"), rn("HateSpeech")), (rn("InciteHatred"), rn("DisseminateRacistIdeas"))
_PENAL, _PROHIBIT, _BELOW = (
    (rn("CriminaliseConduct"), rn("ImprisonForExpression")),
    rn("ProhibitByLaw"),
    rn("CriminaliseBelowThreshold"),
)


def check(finding: Finding, norm: Norm, day: date, premises: Premises, stated: Stated) -> str:
    """Return what is wrong with a finding of one of the `RULES` whose premises are stated; nothing if it is right."""
    if not any(premises.below(maker(norm, stated), kind) for kind in _PUBLIC):
        return "The premises do not say that the norm is one of a public authority."
    return RULES[finding.rule](finding, norm, day, premises, stated)


def _unprotected(finding: Finding, norm: Norm, day: date, premises: Premises, stated: Stated) -> str:
    lets = norm.modality in (Modality.PERMISSION, Modality.EXEMPTION)
    if not lets or set(_PUBLIC) & kinds(norm.bearer, stated) or finding.key:
        return "The norm lets no private person do or leave anything."
    bounds = (norm.safeguards, norm.conditions, norm.limits, norm.remedy, norm.circumstance, norm.window)
    if any(bounds) or norm.subject_to or norm.without_prejudice_to or _UNLAWFUL in kinds(norm.object, stated):
        return "The norm itself bounds what it permits."
    if norm.modality is Modality.PERMISSION:
        done = premises.reached(norm.action, _REACHING)
        told, own = premises.said("interferesWith"), set(norm.restricts)
    else:
        done, told, own = {norm.action}, premises.said("promotes"), set()
    touched = {right for act, right in told if any(premises.below(each, act) for each in done)}
    rights = {rn(name) for name in finding.rights}
    if not rights or not touched <= rights <= touched | own or len(touched) < len({right for _, right in told}):
        return "The premises do not lead from the act to the rights."
    protected, cited, surely = set[str](), set[str](), False
    for duty, act in premises.said("action"):
        named = {right for each, right in premises.said("protects") if each == duty}
        groups = values(duty, "counterparty", stated)
        special = norm.counterparty is not None and any(premises.below(norm.counterparty, group) for group in groups)
        served = {
            right
            for right in rights
            if any(premises.below(right, wide) or (special and premises.below(wide, right)) for wide in named)
        }
        owing = any(premises.below(maker(norm, stated), bearer) for bearer in values(duty, "bearer", stated))
        bound = binds(duty, norm, maker(norm, stated), day, premises, ways(premises), stated)
        if not served or not premises.below(act, _PROTECT) or not owing or bound is None:
            return f"The premises do not say that {duty} protects the rights there on {day}."
        protected |= served
        cited |= provisions(duty, premises) - {duty}
        surely |= bound is Certainty.CERTAIN and value(duty, "circumstance", stated) in ("", _HERE)
    if protected != rights or cited != {provision.id for provision in finding.provisions}:
        return "The premises do not say that the provisions protect the rights."
    return _sure(finding, surely=surely)


def _below_threshold(finding: Finding, norm: Norm, day: date, premises: Premises, stated: Stated) -> str:
    united = stated.values.get((norm.object or "", PREFIXES["owl"] + "unionOf"), ())
    objects = {norm.object, *(each for each in united if premises.below(each, norm.object))} - {None}
    hateful = any(premises.below(each, kind) for each in objects for kind in _HATEFUL)
    if not hateful and not any(premises.below(norm.action, kind) for kind in _HATING):
        return "The premises do not say that the expression is hateful."
    ban, public = norm.modality is Modality.PROHIBITION, bool(set(_PUBLIC) & kinds(norm.bearer, stated))
    penal = not ban and any(premises.below(norm.action, kind) for kind in _PENAL)
    sanctioned = bool(norm.sanction or norm.limits) and (ban or premises.below(norm.action, _PROHIBIT))
    if norm.modality is Modality.EXEMPTION or ban == public or not (penal or sanctioned):
        return "The norm punishes nothing."
    given = {wide for each in norm.safeguards for wide in kinds(each, stated)}
    if not finding.key or set(finding.key) != _FACTORS - given:
        return "The factors that are missing are others."
    demands = [demand for demand, act in premises.said("action") if act == _BELOW]
    held = [binds(each, norm, maker(norm, stated), day, premises, ways(premises), stated) for each in demands]
    cited = {provision for demand in demands for provision in provisions(demand, premises)}
    others = [each for each in finding.provisions if each.id not in cited]
    if not held or None in held or len(others) == len(finding.provisions):
        return f"The premises do not say that the threshold is demanded there on {day}."
    about = [norm for norm, objects in stated.having(rn("object")).items() if _HATEFUL[0] in objects]
    beside = {value(value(each, "provision", stated), "instrument", stated) for each in about}
    if any(value(each.id, "instrument", stated) not in beside for each in others):
        return "Some provisions have nothing to do with incitement."
    return _sure(finding, surely=penal)


RULES: Mapping[str, Callable[[Finding, Norm, date, Premises, Stated], str]] = {
    "incitement-threshold-missing": _below_threshold,
    "person-left-unprotected": _unprotected,
}
"""Each rule with what is wrong with a finding of it, once it is clear that the norm is one of a public authority."""


def _sure(finding: Finding, *, surely: bool) -> str:
    certainty = Certainty.CERTAIN if surely else Certainty.LIKELY
    return "" if certainty is finding.certainty else f"The finding is {certainty.value}, not {finding.certainty.value}."
