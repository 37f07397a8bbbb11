"""Whether a demand of an instrument binds the author of a norm on a day, and what that depends on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.touching import STATE, is_a, is_public
from rightsnet.model.finding import Certainty
from rightsnet.model.law import Demand, Reservation
from rightsnet.model.norm import Force, Norm


@dataclass(frozen=True, slots=True)
class Bond:
    """That a demand binds somebody.

    Args:
        certainty: how sure that is; ``because``: what it depends on, in words.
        reservation: the reservation that changes the effect of the provision, if there is one.
    """

    certainty: Certainty = Certainty.CERTAIN
    because: str = ""
    reservation: str = ""


def bond(demand: Demand, norm: Norm, actor: str, knowledge: Knowledge, day: date) -> Bond | None:
    """Return how a demand binds the actor that made a norm on a day, or ``None`` if it does not.

    An instrument binds from its entry into force, and a State from the day on which it becomes a party until it ceases
    to be one; a demand without a place binds everywhere. A demand on public authorities binds only if its instrument is
    law. A reservation that excludes a provision keeps it from binding (VCLT art. 21).
    """
    if day not in demand.validity or not _addresses(demand, actor, knowledge):
        return None
    found: list[Bond] = []
    if demand.place is not None:
        inside = norm.place is not None and knowledge.places.within(norm.place, demand.place, day)
        if inside is False:
            return None
        if inside is None:
            words = (
                f"it is not known whether {_party(norm, knowledge)} was bound by {_name(demand, knowledge)} on {day}"
            )
            found.append(Bond(Certainty.POSSIBLE, words))
    for reservation in reserved(demand, norm, knowledge, day):
        if reservation.excludes:
            return None
        text = f": {reservation.text}" if reservation.text else ""
        words = f"{_party(norm, knowledge)} made a reservation to {demand.provisions[0].label}{text}"
        found.append(Bond(Certainty.LIKELY, words.rstrip("."), reservation.id))
    if (
        demand.field
        and is_a(actor, STATE, knowledge)
        and not is_a(norm.circumstance, demand.field.circumstance, knowledge)
    ):
        words = f"{_name(demand, knowledge)} binds {_party(norm, knowledge)} only if {demand.field.words}"
        found.append(Bond(Certainty.LIKELY, words))
    return Bond(
        max((each.certainty for each in found), key=list(Certainty).index, default=Certainty.CERTAIN),
        "; ".join(each.because for each in found),
        next((each.reservation for each in found if each.reservation), ""),
    )


def reserved(demand: Demand, norm: Norm, knowledge: Knowledge, day: date) -> Iterator[Reservation]:
    """Yield the reservations of the State where a norm applies that a demand meets on a day."""
    named = {demand.id, *(provision.id for provision in demand.provisions)}
    for reservation in knowledge.reservations:
        if (
            day in reservation.period
            and named & reservation.provisions
            and _of(reservation.party, norm, knowledge, day)
        ):
            yield reservation


def _of(party: str, norm: Norm, knowledge: Knowledge, day: date) -> bool:
    known = party in knowledge.places and norm.place is not None
    return known and knowledge.places.within(norm.place or "", party, day) is True


def _addresses(demand: Demand, actor: str, knowledge: Knowledge) -> bool:
    if demand.addressee is None:
        return demand.force is Force.BINDING and is_public(actor, knowledge)
    return is_a(actor, demand.addressee, knowledge)


def _party(norm: Norm, knowledge: Knowledge) -> str:
    return knowledge.label(norm.place)


def _name(demand: Demand, knowledge: Knowledge) -> str:
    return f"the {knowledge.label(demand.instrument)}"
