"""The sources of norms: instruments, the limitation clauses of rights, and the dated membership of places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from rightsnet.model.interval import EVER, Interval
from rightsnet.model.norm import Force, Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A treaty, statute, directive, resolution or policy: the work in which provisions stand."""

    id: str
    label: str
    title: str = ""
    kind: str = ""
    rank: str | None = None
    force: Force = Force.BINDING
    place: str | None = None
    issuer: str | None = None
    validity: Interval[date] = EVER


class ClauseForm(Enum):
    """How an instrument lets a right be limited."""

    LISTED_AIMS = "a closed list of aims"
    GENERAL = "a general clause"
    INTERNAL = "a standard within the right itself"
    NONE = "no limitation at all"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitationClause:
    """What one instrument demands of a restriction of one right.

    Args:
        right: the concept of the right that the clause is about.
        aims: the permitted aims; for `ClauseForm.LISTED_AIMS` and `ClauseForm.GENERAL` the list is closed.
        legality: the words by which the clause demands a law, empty if it does not.
        derogable: whether the right may be derogated from; ``None`` if the instrument knows no derogation.
    """

    id: str
    provisions: tuple[Provision, ...]
    instrument: str
    right: str
    form: ClauseForm
    aims: frozenset[str] = frozenset()
    legality: str = ""
    necessity: str = ""
    derogable: bool | None = None
    place: str | None = None
    validity: Interval[date] = EVER
    force: Force = Force.BINDING


@dataclass(frozen=True, slots=True)
class AimReading:
    """An aim that counts as another, wider one, under every clause or under one instrument only."""

    narrower: str
    wider: str
    within: str | None = None
    arguable: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """A place that is a member of an organisation or a party to a treaty during a period.

    ``known`` is false where the sources disagree: then membership is neither assumed nor denied.
    """

    member: str
    organisation: str
    period: Interval[date] = EVER
    known: bool = True
