"""Whether premises show that a norm limits a right in the way that a rule says."""

from __future__ import annotations

from datetime import date

from rightsnet.checker import justification
from rightsnet.checker.binding import binds, provisions
from rightsnet.checker.case import Case
from rightsnet.checker.places import ways
from rightsnet.checker.premises import NECESSARY, Premises
from rightsnet.checker.told import values
from rightsnet.model.finding import Certainty, Finding
from rightsnet.model.names import PREFIXES, local_name, rn
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.stated import Stated

RULES = justification.RULES
_MAKERS = {
    rn("EU"): rn("EuropeanUnion"),
    rn("COE"): rn("CouncilOfEurope"),
    **dict.fromkeys((rn("AU"), rn("OAS"), rn("ASEAN")), rn("RegionalOrganization")),
}


def check(finding: Finding, norm: Norm, day: date, premises: Premises, stated: Stated) -> str:
    """Return what is wrong with a finding of an interference whose premises are stated; nothing if it is right."""
    count, author = len(finding.rights), maker(norm, stated)
    rights, key = finding.key[:count], list(finding.key[count:])
    touched = _touched(norm, premises)
    limited = premises.said("limitsRight")
    clauses = {clause for clause, _ in limited}
    named = sorted(finding.rights) == sorted(map(local_name, rights)) and bool(limited)
    if not named or clauses != {clause for clause, _ in premises.said("form")}:
        return "The finding is about no right that a clause names."
    for _, about in sorted(limited):
        meets = any(premises.below(each, about) or _grouped(about, each, premises, stated) for each in touched)
        if not meets or not any(premises.below(about, right) for right in rights):
            return f"The premises do not lead from the act to {about}, or from there to what is limited."
    for clause in clauses:
        if not values(clause, "limitsRight", stated) & set(rights) <= {
            about for each, about in limited if each == clause
        }:
            return f"The premises leave out a right that {clause} is about."
    if not all(any(premises.below(about, right) for _, about in limited) for right in rights):
        return "The premises name no clause on one of the rights."
    others = {each for name in ("demands", "provision") for each, _ in premises.said(name)} - clauses
    demands = clauses | others
    if any(provisions(each, premises) - {each} != values(each, "provision", stated) for each in others or clauses):
        return "The premises leave out a provision."
    cited = {each for demand in demands for each in provisions(demand, premises)}
    if not {each.id for each in finding.provisions} <= cited:
        return "The premises do not say that the provisions limit these rights."
    way = ways(premises)
    sure: list[Certainty] = []
    for demand in sorted(demands):
        bound = binds(demand, norm, author, day, premises, way, stated)
        if bound is None:
            return f"The premises do not say that {demand} binds the author of the norm there on {day}."
        if demand in clauses:
            sure.append(bound)
    case = Case(norm, key, finding.witness, frozenset(clauses), rights, premises, stated, day)
    wrong = RULES[finding.rule](case)
    if wrong:
        return f"The norm is not as {finding.rule} says: {wrong}"
    certainty = min(sure, key=list(Certainty).index)
    if certainty is Certainty.CERTAIN and premises.said("permittedAim"):
        certainty = Certainty.LIKELY
    return "" if certainty is finding.certainty else f"The finding is {certainty.value}, not {finding.certainty.value}."


def _touched(norm: Norm, premises: Premises) -> set[str]:
    """Return the rights that the act of a norm touches by the premises, and those that the norm says it restricts."""
    ban = norm.modality is Modality.PROHIBITION
    if norm.modality is Modality.EXEMPTION:
        return set()
    done = {norm.action} if ban else premises.reached(norm.action, NECESSARY | {rn("imposes")})
    touching = premises.said("exercises" if ban else "interferesWith")
    met = {
        right
        for act, right in touching
        if any(premises.below(each, act) or (ban and premises.below(act, each)) for each in done)
    }
    return met | set(norm.restricts)


def _grouped(right: str, touched: str, premises: Premises, stated: Stated) -> bool:
    """Say whether a whole group of rights is touched, and this one with it."""
    return (touched, rn("character"), rn("RightGroup")) in stated.triples and premises.below(right, touched)


def maker(norm: Norm, stated: Stated) -> str | None:
    """Return the kind of actor that made a norm; a place stands for its State or for the organisation that it is."""
    found = norm.issuer or norm.place
    if found is None or (found, PREFIXES["rdf"] + "type", PREFIXES["owl"] + "Class") in stated.triples:
        return found
    return _MAKERS.get(found, rn("State"))
