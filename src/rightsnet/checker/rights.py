"""Whether premises show that a norm of a public authority limits a right in the way that a rule says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from rightsnet.checker.places import lies, ways
from rightsnet.checker.premises import NECESSARY, Premises
from rightsnet.model.finding import Certainty, Finding
from rightsnet.model.names import PREFIXES, rn
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.stated import Stated

RULES: Mapping[str, Callable[[Norm, list[str]], bool]] = {
    "absolute-right-limited": lambda norm, key: not key,
    "aim-not-permitted": lambda norm, key: len(key) == 1 and key[0] in norm.aims,
    "no-legal-basis": lambda norm, key: not key and not norm.legal_basis,
    "no-legitimate-aim": lambda norm, key: not key and not norm.aims,
}
"""Each rule with its condition on the norm and on what the finding is about besides the right."""
_MAKERS = {
    rn("EU"): rn("EuropeanUnion"),
    rn("COE"): rn("CouncilOfEurope"),
    **dict.fromkeys((rn("AU"), rn("OAS"), rn("ASEAN")), rn("RegionalOrganization")),
}


def check(finding: Finding, norm: Norm, day: date, premises: Premises, stated: Stated) -> str:
    """Return what is wrong with a finding of an interference whose premises are stated; nothing if it is right."""
    (right, *key), ban = finding.key, norm.modality is Modality.PROHIBITION
    done = {norm.action} if ban else premises.reached(norm.action, NECESSARY)
    touching = premises.said("exercises" if ban else "interferesWith")
    acts = {act for act, touched in touching if premises.below(touched, right)}
    if norm.modality is Modality.EXEMPTION or not any(
        premises.below(each, act) or (ban and premises.below(act, each)) for each in done for act in acts
    ):
        return f"The premises do not lead from the act to {right}."
    if not any(premises.below(maker(norm, stated), rn(kind)) for kind in ("State", "IntergovernmentalOrganization")):
        return "The premises do not say that the norm is one of a public authority."
    clauses = {clause for clause, limited in premises.said("limitsRight") if limited == right}
    cited = {(each, each) for each in clauses} | {pair for pair in premises.said("provision") if pair[0] in clauses}
    if not clauses or not {each.id for each in finding.provisions} <= {provision for _, provision in cited}:
        return f"The premises do not say that the provisions limit {right}."
    way = ways(premises)
    for clause in sorted(clauses):
        sources = {source for each, source in premises.said("instrument") if (clause, each) in cited}
        where = {place for source, place in premises.said("place") if source in sources}
        if not any(norm.place and lies(norm.place, place, day, way, stated) for place in where):
            return f"The premises do not say that {clause} binds there on {day}."
        forms = {form for each, form in premises.said("form") if each == clause}
        if not forms or (rn("NoLimitation") in forms) != (finding.rule == "absolute-right-limited"):
            return f"{clause} is no clause that {finding.rule} is about."
    disputed = any(clause in clauses for clause, _ in premises.said("permittedAim"))
    if not RULES[finding.rule](norm, key):
        return f"The norm is not as {finding.rule} says."
    certainty = Certainty.LIKELY if disputed else Certainty.CERTAIN
    return "" if certainty is finding.certainty else f"The finding is {certainty.value}, not {finding.certainty.value}."


def maker(norm: Norm, stated: Stated) -> str | None:
    """Return the kind of actor that made a norm; a place stands for its State or for the organisation that it is."""
    found = norm.issuer or norm.place
    if found is None or (found, PREFIXES["rdf"] + "type", PREFIXES["owl"] + "Class") in stated.triples:
        return found
    return _MAKERS.get(found, rn("State"))
