"""Which safeguards instruments demand where a norm limits a right, and what gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rightsnet.algebra.bond import Bond
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.touching import is_public
from rightsnet.model.law import SafeguardDemand
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Modality, Norm, Strength

REMEDY = rn("EffectiveRemedy")
AFTERWARDS = rn("AfterMeasureTaken")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A safeguard that is demanded of a norm.

    Args:
        stated: whether the norm itself gives it.
        given: the norm by which other law, or the same draft, already gives it.
    """

    demand: SafeguardDemand
    bond: Bond
    stated: bool = False
    given: Norm | None = None

    @property
    def met(self) -> bool:
        """Say whether the safeguard is there."""
        return self.stated or self.given is not None


def states(norm: Norm, safeguards: Iterable[str], knowledge: Knowledge) -> bool:
    """Say whether a norm gives one of some safeguards itself; its remedy, in words, is an effective remedy."""
    own = [*norm.safeguards, *([REMEDY] if norm.remedy else [])]
    return any(_kind(each, wanted, knowledge) for each in own for wanted in safeguards)


def giver(norm: Norm, law: Iterable[Norm], drafts: Iterable[Norm], knowledge: Knowledge, day: date) -> Norm | None:
    """Return a norm in force by which somebody already owes a safeguard to whom the norm limits.

    That is a duty to do what gives the safeguard, of the same bearer, there and on that day, after every measure of that
    kind. Where the norm lets an authority act, a duty that the draft puts on whoever carries the measure out will do.

    Args:
        law, drafts: duties to do what gives the safeguard (see `gives`), in the order of their names.
    """
    public = is_public(norm.bearer, knowledge)
    found = (
        other
        for others, anyone in ((law, False), (drafts, public))
        for other in others
        if other.id != norm.id
        and (anyone or _kind(norm.bearer, other.bearer, knowledge))
        and _reaches(other, norm, knowledge, day)
    )
    return next(found, None)


def gives(norm: Norm, safeguards: Iterable[str], knowledge: Knowledge) -> bool:
    """Say whether what a norm is about is doing what gives one of some safeguards."""
    wanted = list(safeguards)
    return any(
        _kind(norm.action, act, knowledge) and any(_kind(given, each, knowledge) for each in wanted)
        for given, act in knowledge.safeguards.given_by
    )


def is_giver(norm: Norm) -> bool:
    """Say whether a norm can give a safeguard at all: it is a firm duty of a source that binds."""
    duty = norm.modality is Modality.OBLIGATION and norm.strength is Strength.MANDATORY
    return duty and norm.force is Force.BINDING and not norm.conditions


def _reaches(other: Norm, norm: Norm, knowledge: Knowledge, day: date) -> bool:
    there = other.place is None or (
        norm.place is not None and knowledge.places.within(norm.place, other.place, day) is True
    )
    when = other.circumstance is None or any(
        here is not None and _kind(here, other.circumstance, knowledge) for here in (norm.circumstance, AFTERWARDS)
    )
    decided = [act for decision, act in knowledge.safeguards.decides if decision == other.object]
    about = other.object is None or any(_kind(norm.action, act, knowledge) for act in decided)
    return day in other.validity and there and when and about


def _kind(narrow: str, wide: str, knowledge: Knowledge) -> bool:
    known = knowledge.taxonomy
    return narrow == wide or (narrow in known and wide in known and known.is_kind_of(narrow, wide))
