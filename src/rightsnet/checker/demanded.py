"""Whether a norm lacks a safeguard that is demanded, or suspends a right against the conditions, as a finding says."""

from __future__ import annotations

from rightsnet.checker.case import Case, instrument
from rightsnet.checker.places import lies
from rightsnet.checker.premises import NECESSARY
from rightsnet.checker.told import has, value, values
from rightsnet.model.names import PREFIXES, local_name, rn

_TYPE = PREFIXES["rdf"] + "type"


def no_safeguards(case: Case) -> str:
    """Return what is wrong with a finding that safeguards are missing."""
    demands = {demand for demand, _ in case.premises.said("demands")}
    said = case.premises.said("demands")
    sources = {s for p, s in case.premises.said("instrument")}
    for demand in demands:
        wanted = {each for one, each in said if one == demand}
        if wanted != values(demand, "demands", case.stated) or case.gives(*map(local_name, wanted)):
            return "a safeguard that is demanded is there."
        about = {each for one, each in case.premises.said("demandedFor") if one == demand}
        if values(demand, "demandedFor", case.stated) and not any(_concerns(each, case) for each in about):
            return "the safeguard is not demanded for this."
    names = ", ".join(sorted({local_name(each) for _, each in said}))
    fits = bool(demands) and bool(sources) and case.witness.get("missing") == names and not case.key
    if case.suspends or case.forms() & {"NoLimitation", ""}:
        return "its clauses are not of that kind."
    return "" if fits else "it is not as the finding says."


def _concerns(about: str, case: Case) -> bool:
    touched = {o for p in ("interferesWith", "exercises") for _, o in case.premises.said(p)}
    reached = case.premises.reached(case.norm.action, NECESSARY | {rn("imposes")})
    return any(case.premises.below(each, about) for each in (*case.rights, *case.norm.restricts, *touched, *reached))


def bad_derogation(case: Case) -> str:
    """Return what is wrong with a finding that a right is suspended against the conditions."""
    said = set(filter(None, case.witness.get("flaws", "").split(", ")))
    fits = case.suspends and not case.key and bool(said)
    found = {flaw for clause in case.clauses for flaw in flaws(clause, case)}
    return "" if fits and said <= found else "it keeps to the conditions."


def flaws(clause: str, case: Case) -> set[str]:
    """Return what is stated to keep a clause from letting the norm suspend the right."""
    stated = case.stated
    rights = {right for each, right in case.premises.said("limitsRight") if each == clause}
    kinds = stated.having(_TYPE)
    own = {
        d for d in kinds if rn("DerogationClause") in kinds[d] and instrument(d, stated) == instrument(clause, stated)
    }
    fixed = {each for d in own for each in values(d, "nonDerogableRight", stated)}
    if value(clause, "derogable", stated) == "false" or has(rights, fixed, stated):
        return {"untouchable"}
    if not own:
        return set() if value(clause, "derogable", stated) else {"no-clause"}
    emergencies = {each for d in own for each in values(d, "circumstance", stated)}
    found = set() if has([case.norm.circumstance or ""], emergencies, stated) else {"emergency"}
    wanted = {each for d in own for each in values(d, "safeguards", stated)}
    missing = {local_name(each) for each in wanted if not case.gives(local_name(each))}
    return found | (missing - {"DerogationNotification"} if _notified(clause, case) else missing)


def _notified(clause: str, case: Case) -> bool:
    """Say whether the State where the norm applies has given notice, which has effect on the day, of this derogation."""
    source, about = instrument(clause, case.stated), {clause, *values(clause, "provision", case.stated)}
    for notice, parties in case.stated.having(rn("derogatingParty")).items():
        ends = (value(notice, end, case.stated) for end in ("effectiveFrom", "effectiveUntil"))
        since, until = (text or default for text, default in zip(ends, ("0", "9999"), strict=True))
        current = since <= case.day.isoformat() < until and source in values(notice, "derogatesUnder", case.stated)
        named = values(notice, "derogatedProvision", case.stated)
        around, place = case.stated.around(case.day), case.norm.place
        if (
            current
            and place
            and (not named or named & about)
            and any(lies(place, party, case.day, around, case.stated) for party in parties)
        ):
            return True
    return False
