"""Whether a norm fails a test of justification as a finding says, or passes all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rightsnet.checker.case import Case, permits
from rightsnet.checker.demanded import bad_derogation, flaws, no_safeguards
from rightsnet.checker.premises import NECESSARY
from rightsnet.checker.told import kinds, marked, values
from rightsnet.model.names import rn
from rightsnet.model.norm import Modality

_REASONS = ("necessity", "less_restrictive_means")


def _limits(case: Case, *, test: bool, property: str = "") -> str:
    if case.suspends or not case.forms() or case.forms() & {"NoLimitation", ""}:
        return "its clauses are not of that kind."
    return "" if test and (not property or case.all_say(property)) else "it states what is asked for."


def _absolute(case: Case) -> str:
    fits = not case.suspends and case.forms() == {"NoLimitation"} and not case.key and not case.witness.keys() - {"on"}
    return "" if fits else "a clause lets the right be limited."


def _no_law(case: Case) -> str:
    norm = case.norm
    if case.key == ["rank"]:
        executive = (norm.rank, "true") in case.premises.said("executiveAct")
        return _limits(
            case, test=executive and bool(norm.legal_basis) and not case.gives("LegalBasis"), property="legality"
        )
    return _limits(case, test=not case.key and not norm.legal_basis, property="legality")


def _no_aim(case: Case) -> str:
    return _limits(case, test=not case.key and not case.norm.aims, property="permittedAim")


def _bad_aim(case: Case) -> str:
    known = len(case.key) == 1 and case.key[0] in case.norm.aims
    disputed = bool(case.premises.said("permittedAim"))
    listed = known and any(permits(clause, case.key[0], case.stated) for clause in case.clauses)
    return (
        _limits(case, test=known and not listed, property="permittedAim") if not disputed else _limits(case, test=known)
    )


def _no_reasons(case: Case) -> str:
    missing = ", ".join(key for key in _REASONS if not getattr(case.norm, key))
    fits = not case.key and bool(missing) and case.witness.get("missing") == missing
    return _limits(case, test=fits, property="necessityStandard")


def _no_bounds(case: Case) -> str:
    said = [part for part in case.witness.get("unbounded", "").split(", ") if part]
    reached = case.premises.reached(case.norm.action, NECESSARY | {rn("imposes")})
    reached = {case.norm.action} if case.norm.modality is Modality.PROHIBITION else reached

    def shown(mark: str) -> bool:
        marks = [act for act, true in case.premises.said(mark) if true == "true"]
        return any(case.premises.below(each, act) for act in marks for each in reached)

    holds = {
        "scope": case.reaches_all or (shown("indiscriminate")),
        "duration": shown("continuing") and not case.ends,
        "sanction": case.open_sanction,
    }
    return _limits(
        case, test=not case.key and bool(said) and all(holds.get(p) for p in said), property="necessityStandard"
    )


def _justified(case: Case) -> str:
    norm = case.norm
    if case.key or case.witness.keys() - {"on"} or case.premises.said("demands"):
        return "something is missing."
    if case.suspends:
        left = {flaw for clause in case.clauses for flaw in flaws(clause, case)}
        return "it does not keep to the conditions of derogation." if left else ""
    if case.forms() & {"NoLimitation", ""}:
        return "a clause lets the right not be limited."
    stated = case.stated
    law = {clause for clause in case.clauses if values(clause, "legality", stated)}
    aims = {clause for clause in case.clauses if values(clause, "permittedAim", stated)}
    necessary = {clause for clause in case.clauses if values(clause, "necessityStandard", stated)}
    executive = "true" in values(norm.rank, "executiveAct", stated) and not case.gives("LegalBasis")
    everybody = marked(case.acts, "indiscriminate", stated)
    everybody -= {a for s in norm.safeguards for k in kinds(s, stated) for a in values(k, "excludes", stated)}
    lasting = marked(case.acts, "continuing", stated) and not case.ends
    failed = (
        law and (not norm.legal_basis or executive),
        aims and not norm.aims,
        any(not permits(clause, aim, stated) for clause in aims for aim in norm.aims),
        necessary and not all(getattr(norm, key) for key in _REASONS),
        necessary and (case.reaches_all or everybody or lasting or case.open_sanction),
    )
    return "it fails a test." if any(failed) else ""


RULES: Mapping[str, Callable[[Case], str]] = {
    "absolute-right-limited": _absolute,
    "aim-not-permitted": _bad_aim,
    "disproportionate-scope": _no_bounds,
    "invalid-derogation": bad_derogation,
    "justified-on-its-face": _justified,
    "necessity-not-shown": _no_reasons,
    "no-legal-basis": _no_law,
    "no-legitimate-aim": _no_aim,
    "safeguards-missing": no_safeguards,
}
"""Each rule with what is wrong with a finding of it; nothing if it is right."""
