"""Whether what is stated lets a provision bind the author of a norm on a day, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rightsnet.checker.places import Ways, lies
from rightsnet.checker.premises import Premises
from rightsnet.checker.told import kinds, value, values
from rightsnet.model.finding import Certainty
from rightsnet.model.names import rn
from rightsnet.model.norm import Norm
from rightsnet.model.stated import Stated


def binds(
    demand: str, norm: Norm, maker: str | None, day: date, premises: Premises, way: Ways, stated: Stated
) -> Certainty | None:
    """Return how surely a clause or another demand binds; ``None`` if the premises do not show that it may."""
    cited = provisions(demand, premises)
    stands = demand if values(demand, "instrument", stated) else min(values(demand, "provision", stated), default="")
    sources = {source for each, source in premises.said("instrument") if each == stands and each in cited}
    found = [_instrument(source, norm, maker, day, premises, way, stated) for source in sources]
    if not found or None in found or not _addressed(demand, maker, premises, stated):
        return None
    sure = [each for each in found if each is not None]
    for effect in _reservations(cited, norm, day, stated):
        if effect == rn("ExcludesProvision"):
            return None
        sure.append(Certainty.LIKELY)
    return max(sure, key=list(Certainty).index)


def provisions(demand: str, premises: Premises) -> set[str]:
    """Return a demand and the provisions on which the premises let it rest."""
    return {demand, *(provision for each, provision in premises.said("provision") if each == demand)}


def _instrument(
    source: str, norm: Norm, maker: str | None, day: date, premises: Premises, way: Ways, stated: Stated
) -> Certainty | None:
    since = value(source, "appliesFrom", stated) or value(source, "inForceFrom", stated)
    until = value(source, "inForceUntil", stated)
    if (since and day.isoformat() < since) or (until and day.isoformat() >= until):
        return None
    certainty = Certainty.CERTAIN
    for place in values(source, "place", stated) - {rn("WORLD")}:
        if (source, place) not in premises.said("place") or norm.place is None:
            return None
        if not lies(norm.place, place, day, way, stated):
            if not _open(norm.place, place, day, stated):
                return None
            certainty = Certainty.POSSIBLE
    field = values(source, "bindsStatesWithin", stated)
    confined = bool(field) and not field & kinds(norm.circumstance, stated) and premises.below(maker, rn("State"))
    return Certainty.LIKELY if confined and certainty is Certainty.CERTAIN else certainty


def _open(place: str, organisation: str, day: date, stated: Stated) -> bool:
    """Say whether it is stated to be unknown whether a place belongs to an organisation on a day."""
    members = stated.members.get(organisation, ())
    around = stated.around(day)
    return any(not m.known and day in m.period and lies(place, m.member, day, around, stated) for m in members)


def _addressed(demand: str, maker: str | None, premises: Premises, stated: Stated) -> bool:
    named = values(demand, "addressee", stated)
    if named:
        said = {actor for each, actor in premises.said("addressee") if each == demand}
        return said == named and any(premises.below(maker, actor) for actor in named)
    return any(premises.below(maker, rn(kind)) for kind in ("State", "IntergovernmentalOrganization"))


def _reservations(cited: Iterable[str], norm: Norm, day: date, stated: Stated) -> list[str]:
    """Return the effects of the reservations to some provisions that hold where a norm applies."""
    found = []
    concerned: Mapping[str, frozenset[str]] = stated.having(rn("reservedProvision"))
    for reservation, reserved in concerned.items():
        ends = value(reservation, "effectiveFrom", stated), value(reservation, "effectiveUntil", stated)
        current = (ends[0] or "0") <= day.isoformat() < (ends[1] or "9999")
        party = value(reservation, "reservingParty", stated)
        if (
            norm.place
            and current
            and reserved & set(cited)
            and lies(norm.place, party, day, stated.around(day), stated)
        ):
            found.append(value(reservation, "reservationEffect", stated))
    return found
