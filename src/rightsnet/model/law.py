"""The sources of norms, what they demand of a limitation of a right, and whom they bind when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from rightsnet.model.interval import EVER, Interval
from rightsnet.model.norm import Force, Provision


@dataclass(frozen=True, slots=True)
class Field:
    """To what an instrument of an organisation confines the duties of its Member States (EU Charter art. 51(1)).

    Args:
        circumstance: the situation in which a Member State is bound; the organisation itself always is.
        words: the same, as the end of a sentence that begins with “if”.
    """

    circumstance: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A treaty, statute, directive, resolution or policy: the work in which provisions stand.

    Args:
        field: what the duties of Member States are confined to, if they are.
    """

    id: str
    label: str
    title: str = ""
    kind: str = ""
    rank: str | None = None
    force: Force = Force.BINDING
    place: str | None = None
    issuer: str | None = None
    validity: Interval[date] = EVER
    field: Field | None = None


class ClauseForm(Enum):
    """How an instrument lets a right be limited."""

    LISTED_AIMS = "a closed list of aims"
    GENERAL = "a general clause"
    INTERNAL = "a standard within the right itself"
    NONE = "no limitation at all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something that provisions of one instrument demand, and of whom, where and when they do.

    Args:
        addressee: the actors of whom it is demanded; ``None`` means public authorities.
        place, validity, force, field: those of the instrument.
    """

    id: str
    provisions: tuple[Provision, ...]
    instrument: str
    addressee: str | None = None
    place: str | None = None
    validity: Interval[date] = EVER
    force: Force = Force.BINDING
    field: Field | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitationClause(Demand):
    """What one instrument demands of a restriction of one right.

    Args:
        right: the concept of the right that the clause is about.
        aims: the permitted aims; for `ClauseForm.LISTED_AIMS` and `ClauseForm.GENERAL` the list is closed.
        legality: the words by which the clause demands a law, empty if it does not.
        necessity: the words by which it demands necessity or proportion, empty if it does not.
        derogable: whether the right may be derogated from; ``None`` if the instrument knows no derogation.
    """

    right: str
    form: ClauseForm
    aims: frozenset[str] = frozenset()
    legality: str = ""
    necessity: str = ""
    derogable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardDemand(Demand):
    """A safeguard that an instrument demands where a right is limited.

    Args:
        safeguards: any one of them will do.
        concerns: the rights or acts for which it is demanded; empty for every right of the instrument.
        certainty: how sure the reading is, if it is not plain from the text.
    """

    safeguards: frozenset[str]
    concerns: frozenset[str] = frozenset()
    certainty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerogationClause(Demand):
    """When and how an instrument lets its parties suspend rights in an emergency.

    Args:
        circumstances: the emergencies in which it does.
        untouchable: the rights that stand even then.
        safeguards: what a derogation must come with, each of them.
    """

    circumstances: frozenset[str] = frozenset()
    untouchable: frozenset[str] = frozenset()
    safeguards: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Demands:
    """What the instruments of a body of law demand of whoever limits a right."""

    clauses: tuple[LimitationClause, ...] = ()
    safeguards: tuple[SafeguardDemand, ...] = ()
    derogations: tuple[DerogationClause, ...] = ()

    def __add__(self, other: Demands) -> Demands:
        """Return the demands of two bodies of law together."""
        return Demands(
            (*self.clauses, *other.clauses),
            (*self.safeguards, *other.safeguards),
            (*self.derogations, *other.derogations),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """A statement by which a State keeps a provision from binding it, or changes how far it does (VCLT arts 2(1)(d), 21).

    Args:
        provisions: the provisions, or clauses, that it is about.
        excludes: whether they do not bind at all; else their effect is changed.
    """

    id: str
    party: str
    provisions: frozenset[str]
    excludes: bool
    period: Interval[date] = EVER
    text: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerogationNotice:
    """A notice by which a State tells the other parties that it derogates from rights of a treaty for a time.

    Args:
        provisions: the provisions, or clauses, from which it derogates; empty if it does not name them.
    """

    id: str
    party: str
    instrument: str
    period: Interval[date] = EVER
    provisions: frozenset[str] = frozenset()
    certainty: str = ""


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
