"""The tests that a limitation of a right has to pass: which clauses demand what a norm does not give (SEMANTICS §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rightsnet.algebra.interferences import Interference
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.safeguarding import Requirement, states
from rightsnet.algebra.touching import is_a, reach
from rightsnet.model.law import AimReading, ClauseForm, DerogationClause, LimitationClause
from rightsnet.model.names import rn
from rightsnet.model.norm import Norm

Clauses = tuple[LimitationClause, ...]
DEROGATING = rn("DerogateFromRight")
NOTIFICATION = rn("DerogationNotification")


def derogates(norm: Norm, knowledge: Knowledge) -> bool:
    """Say whether a norm suspends rights rather than limiting them: then only the test of derogation is asked."""
    return is_a(norm.action, DEROGATING, knowledge)


def untouchable(interference: Interference, knowledge: Knowledge) -> Clauses:
    """Return the clauses that allow no limitation at all."""
    return (
        ()
        if derogates(interference.norm, knowledge)
        else tuple(clause for clause in interference.clauses if clause.form is ClauseForm.NONE)
    )


def lawless(interference: Interference, knowledge: Knowledge) -> Clauses:
    """Return the clauses that demand a law, if the norm names none."""
    return _demanding_law(interference, knowledge) if not interference.norm.legal_basis else ()


def made_by_the_executive(interference: Interference, knowledge: Knowledge) -> Clauses:
    """Return the clauses that demand a law, if the norm is an act of the executive that no law is stated to carry."""
    norm = interference.norm
    alone = norm.rank in knowledge.executive and not states(norm, [rn("LegalBasis")], knowledge)
    return _demanding_law(interference, knowledge) if norm.legal_basis and alone else ()


def aimless(interference: Interference, knowledge: Knowledge) -> Clauses:
    """Return the clauses with a list of aims, if the norm states none."""
    return _listing(interference, knowledge) if not interference.norm.aims else ()


@dataclass(frozen=True, slots=True)
class AimVerdict:
    """What the clauses with a list say of one aim.

    Args:
        outside: those on whose list it is not; ``disputed``: those on whose list it is by a disputed reading only.
        alone: whether for one of the former no other aim of the norm is on the list either.
    """

    aim: str
    outside: Clauses
    disputed: Clauses
    alone: bool


def doubtful_aims(interference: Interference, knowledge: Knowledge) -> list[AimVerdict]:
    """Return the aims of the norm that some list does not permit, or permits only arguably."""
    aims, listed = interference.norm.aims, _listing(interference, knowledge)
    verdicts = {(c.id, aim): permits(c, aim, knowledge) for c in listed for aim in aims}
    found = []
    for aim in aims:
        outside = tuple(c for c in listed if not verdicts[c.id, aim][0])
        disputed = tuple(c for c in listed if verdicts[c.id, aim][1])
        alone = any(not any(verdicts[c.id, other][0] for other in aims) for c in outside)
        if outside or disputed:
            found.append(AimVerdict(aim, outside, disputed, alone))
    return found


def unreasoned(interference: Interference, knowledge: Knowledge) -> tuple[Clauses, tuple[str, ...]]:
    """Return the clauses that demand necessity, and which of the two reasons the norm does not give."""
    norm, clauses = interference.norm, _demanding_necessity(interference, knowledge)
    missing = tuple(key for key in ("necessity", "less_restrictive_means") if not getattr(norm, key))
    return (clauses, missing) if clauses and missing else ((), ())


def unbounded(interference: Interference, knowledge: Knowledge) -> tuple[Clauses, tuple[str, ...]]:
    """Return the clauses that demand proportion, and what of the norm is not bounded: scope, duration, sanction."""
    clauses = _demanding_necessity(interference, knowledge)
    found = unbounded_parts(interference.norm, knowledge, forbids=interference.touch.exercised) if clauses else ()
    return (clauses, found) if found else ((), ())


def unbounded_parts(norm: Norm, knowledge: Knowledge, *, forbids: bool = False) -> tuple[str, ...]:
    """Return what of a measure is not bounded.

    Its scope is not if nothing says what, whom or when it reaches, or if the act by what it is reaches everybody; its
    duration is not if it goes on until it is ended and has no end, limit or review; its sanction is not if it is stated
    without a limit.
    """
    acts = {norm.action: ()} if forbids else reach(norm.action, knowledge)
    parts = {
        "scope": reaches_all(norm, knowledge) or bool(indiscriminate(norm, acts, knowledge)),
        "duration": bool(knowledge.actions.continuing & set(acts)) and not _ends(norm, knowledge),
        "sanction": bool(norm.sanction) and not _sanction_bounded(norm, knowledge),
    }
    return tuple(part for part, open_ in parts.items() if open_)


def reaches_all(norm: Norm, knowledge: Knowledge) -> bool:
    """Say whether nothing says what, whom or when a measure reaches."""
    bounds = (norm.object, norm.counterparty, norm.circumstance, norm.window, *norm.conditions, *norm.limits)
    return not any(bounds) and not states(norm, [rn("TargetSpecificity")], knowledge)


def indiscriminate(norm: Norm, acts: Iterable[str], knowledge: Knowledge) -> list[str]:
    """Return which of the acts that a norm amounts to reach everybody, unless a safeguard takes that out of it."""
    excluded = [act for each, act in knowledge.safeguards.excludes if states(norm, [each], knowledge)]
    marked = sorted(knowledge.actions.indiscriminate & set(acts))
    return [act for act in marked if not any(is_a(act, each, knowledge) for each in excluded)]


def unguarded(interference: Interference, knowledge: Knowledge) -> tuple[Requirement, ...]:
    """Return the safeguards that are demanded and that neither the norm nor other law gives."""
    if derogates(interference.norm, knowledge):
        return ()
    return tuple(each for each in interference.required if not each.met)


@dataclass(frozen=True, slots=True)
class DerogationFlaw:
    """Why a clause lets a right not be suspended in this way.

    Args:
        derogation: the clause on derogation that is not kept, if the instrument has one.
        flaw: ``no-clause``, ``untouchable``, ``emergency``, or the safeguard that is missing.
    """

    clause: LimitationClause
    derogation: DerogationClause | None
    flaw: str


def invalid_derogations(interference: Interference, knowledge: Knowledge) -> tuple[DerogationFlaw, ...]:
    """Return why the clauses that bind do not let a norm suspend the right, if it does suspend it."""
    if not derogates(interference.norm, knowledge):
        return ()
    norm, found = interference.norm, []
    by_instrument = {each.instrument: each for each in interference.derogations}
    for clause in interference.clauses:
        own = by_instrument.get(clause.instrument)
        if clause.derogable is False or (
            own is not None and any(is_a(clause.right, each, knowledge) for each in own.untouchable)
        ):
            found.append(DerogationFlaw(clause, own, "untouchable"))
        elif own is None:
            if clause.derogable is None:
                found.append(DerogationFlaw(clause, None, "no-clause"))
        else:
            if not any(is_a(norm.circumstance, each, knowledge) for each in own.circumstances):
                found.append(DerogationFlaw(clause, own, "emergency"))
            for safeguard in sorted(own.safeguards):
                told = safeguard == NOTIFICATION and clause.id in interference.notified
                if not told and not states(norm, [safeguard], knowledge):
                    found.append(DerogationFlaw(clause, own, safeguard))
    return tuple(found)


def is_justified(interference: Interference, knowledge: Knowledge) -> bool:
    """Say whether an interference passes every test."""
    tests = (
        untouchable(interference, knowledge),
        lawless(interference, knowledge),
        made_by_the_executive(interference, knowledge),
        aimless(interference, knowledge),
        doubtful_aims(interference, knowledge),
        unreasoned(interference, knowledge)[1],
        unbounded(interference, knowledge)[1],
        unguarded(interference, knowledge),
        invalid_derogations(interference, knowledge),
    )
    return not any(tests)


def permits(clause: LimitationClause, aim: str, knowledge: Knowledge) -> tuple[bool, bool]:
    """Say whether a clause permits an aim, and whether that rests on an arguable reading only.

    A clause without a list permits whatever aim its own standard lets pass, so it never fails this test.
    """
    if clause.form is ClauseForm.INTERNAL or not clause.aims:
        return True, False
    for arguable in (False, True):
        readings = [each for each in knowledge.readings if arguable or not each.arguable]
        if _counts(aim, clause, readings, knowledge):
            return True, arguable
    return False, False


def _counts(aim: str, clause: LimitationClause, readings: Iterable[AimReading], knowledge: Knowledge) -> bool:
    """Say whether an aim is on the clause's list, or counts as one that is by a chain of readings."""
    fitting = [reading for reading in readings if reading.within in (None, clause.instrument)]
    reached, todo = {aim}, [aim]
    while todo:
        here = todo.pop()
        if any(knowledge.taxonomy.is_kind_of(here, permitted) for permitted in clause.aims):
            return True
        for reading in fitting:
            if reading.wider not in reached and knowledge.taxonomy.is_kind_of(here, reading.narrower):
                reached.add(reading.wider)
                todo.append(reading.wider)
    return False


def _limiting(interference: Interference, knowledge: Knowledge) -> Clauses:
    return () if derogates(interference.norm, knowledge) else interference.limiting


def _demanding_law(interference: Interference, knowledge: Knowledge) -> Clauses:
    return tuple(clause for clause in _limiting(interference, knowledge) if clause.legality)


def _listing(interference: Interference, knowledge: Knowledge) -> Clauses:
    return tuple(clause for clause in _limiting(interference, knowledge) if clause.aims)


def _demanding_necessity(interference: Interference, knowledge: Knowledge) -> Clauses:
    return tuple(clause for clause in _limiting(interference, knowledge) if clause.necessity)


def _ends(norm: Norm, knowledge: Knowledge) -> bool:
    """Say whether a measure ends: with the norm, its window or a limit, or because it is reviewed or lapses."""
    dated = norm.validity.high is not None or (norm.window is not None and norm.window.span.high is not None)
    limited = any(m.measure in knowledge.safeguards.durations and m.span.high is not None for m in norm.limits)
    return dated or limited or states(norm, [rn("TimeLimit"), rn("PeriodicReview")], knowledge)


def _sanction_bounded(norm: Norm, knowledge: Knowledge) -> bool:
    """Say whether a sanction has a limit; one whose words name a number is taken to have one."""
    limited = any(m.measure in knowledge.safeguards.sanctions and m.span.high is not None for m in norm.limits)
    numbered = any(character.isdigit() for character in norm.sanction)
    return limited or numbered or states(norm, [rn("ProportionateSanctions")], knowledge)
