"""Which rights a norm interferes with, by which act, and which limitation clauses bind whoever made it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.finding import Severity
from rightsnet.model.law import AimReading, ClauseForm, LimitationClause
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Modality, Norm
from rightsnet.model.relation import DECIDED_MEETING
from rightsnet.model.rule import Rule

STATE = rn("State")
ORGANISATIONS = {
    rn("EU"): rn("EuropeanUnion"),
    rn("COE"): rn("CouncilOfEurope"),
    rn("AU"): rn("RegionalOrganization"),
    rn("OAS"): rn("RegionalOrganization"),
    rn("ASEAN"): rn("RegionalOrganization"),
}
"""Places that are organisations of states, each with the actor that acts for it."""


@dataclass(frozen=True, slots=True)
class Interference:
    """A norm that limits a right.

    Args:
        right: the right as the clauses name it.
        touched: the right that the act was stated to touch; a kind of ``right``.
        act: the act that touches it.
        clauses: what binding instruments demand, by instrument.
        premises: why the act reaches the right.
    """

    norm: Norm
    right: str
    touched: str
    act: str
    exercised: bool
    clauses: tuple[LimitationClause, ...]
    premises: tuple[Premise, ...]


@dataclass(frozen=True, slots=True)
class _Touch:
    right: str
    act: str
    premises: tuple[Premise, ...]
    exercised: bool = False


def issuing_actor(norm: Norm, knowledge: Knowledge) -> str | None:
    """Return the concept of the actor that made the norm.

    A place code as issuer means the State or organisation of that place. A norm that names no issuer is taken for one
    of the place where it applies, since only a public authority can give a norm a territory.
    """
    issuer = norm.issuer or norm.place
    if issuer is None or issuer in knowledge.taxonomy:
        return issuer
    if issuer in ORGANISATIONS:
        return ORGANISATIONS[issuer]
    return STATE if issuer in knowledge.places else None


def is_public(actor: str | None, knowledge: Knowledge) -> bool:
    """Say whether the actor is a State, one of its organs, or an organisation of States."""
    public = (STATE, rn("IntergovernmentalOrganization"))
    return actor is not None and any(
        actor in knowledge.taxonomy and kind in knowledge.taxonomy and knowledge.taxonomy.is_kind_of(actor, kind)
        for kind in public
    )


def touched(norm: Norm, knowledge: Knowledge) -> list[_Touch]:
    """Return the rights that a norm touches, each with the act that does it.

    An obligation or permission touches what its act, or anything that act unavoidably entails, interferes with; a
    prohibition touches the rights that the forbidden conduct exercises.
    """
    found: dict[str, _Touch] = {}
    if norm.modality in (Modality.OBLIGATION, Modality.PERMISSION):
        interferes: dict[str, list[str]] = {}
        for act, right in knowledge.actions.interferes:
            interferes.setdefault(act, []).append(right)
        for reached in knowledge.reached(norm.action):
            for right in interferes.get(reached.name, ()):
                fact = Premise(reached.name, rn("interferesWith"), right)
                found.setdefault(right, _Touch(right, reached.name, (*reached.premises, fact)))
    elif norm.modality is Modality.PROHIBITION:
        for act, right in knowledge.actions.exercises:
            for narrower, wider in ((norm.action, act), (act, norm.action)):
                if knowledge.taxonomy.is_kind_of(narrower, wider):
                    _, way = knowledge.taxonomy.chain(narrower, wider)
                    fact = Premise(act, rn("exercises"), right)
                    found.setdefault(right, _Touch(right, act, (*way, fact), exercised=True))
    return [found[right] for right in sorted(found)]


def find(
    norm: Norm, clauses: Sequence[LimitationClause], law: Iterable[Norm], knowledge: Knowledge, day: date
) -> list[Interference]:
    """Return the interferences of a public norm with rights that some instrument protects there on that day.

    Rights are grouped as the clauses name them: an act that touches the freedom to receive information meets the
    clauses on freedom of expression. A clause binds the issuer if the instrument's own norms on that right address an
    actor of that kind.
    """
    actor = issuing_actor(norm, knowledge)
    if actor is None or not is_public(actor, knowledge):
        return []
    binding = [c for c in clauses if _binds(c, norm, knowledge, day)]
    addressed: dict[str, set[str]] = {}
    for other in law:
        if other.instrument:
            addressed.setdefault(other.instrument, set()).add(other.bearer)
    found: dict[str, Interference] = {}
    for touch in touched(norm, knowledge):
        for clause in binding:
            if not knowledge.taxonomy.is_kind_of(touch.right, clause.right):
                continue
            bearers = addressed.get(clause.instrument, ())
            if not any(knowledge.taxonomy.relate(actor, b).relation in DECIDED_MEETING for b in bearers):
                continue
            known = found.get(clause.right)
            earlier = known.clauses if known else ()
            if clause in earlier:
                continue
            found[clause.right] = Interference(
                norm=norm,
                right=clause.right,
                touched=known.touched if known else touch.right,
                act=known.act if known else touch.act,
                exercised=touch.exercised,
                clauses=(*earlier, clause),
                premises=known.premises if known else touch.premises,
            )
    return [found[right] for right in sorted(found)]


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


def _binds(clause: LimitationClause, norm: Norm, knowledge: Knowledge, day: date) -> bool:
    if clause.force is not Force.BINDING or day not in clause.validity:
        return False
    if norm.place is None or clause.place is None:
        return clause.place is None
    return knowledge.places.within(norm.place, clause.place, day) is True


@dataclass(frozen=True, slots=True)
class Failure:
    """A test of justification that an interference fails.

    Args:
        clauses: those that demand what is missing.
        key: what tells this failure from another of the same rule on the same norm and right.
        arguable: whether it rests on a reading that lawyers dispute.
    """

    clauses: tuple[LimitationClause, ...]
    message: str
    help: str
    severity: Severity
    key: tuple[str, ...] = ()
    at: str = ""
    arguable: bool = False


class InterferenceRule(Rule):
    """A rule on one interference: what the clauses that bind its author demand, and the norm does not give."""

    family = "interference"

    @abstractmethod
    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield each way in which the interference fails this rule's test."""
