"""Where places lie on a day by premises, and on all other days by what is stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rightsnet.checker.premises import Premises, of
from rightsnet.model.interval import Interval
from rightsnet.model.relation import Relation
from rightsnet.model.stated import Stated

_SOME_DAY = date(2000, 1, 2)

Ways = Mapping[str, Iterable[str]]
"""What each place is directly in."""


def relate(
    left: str | None, right: str | None, common: Interval[date], day: date, premises: Premises, stated: Stated
) -> Relation:
    """Return the relation of two places in a period, if the premises show that they meet on a day of it."""
    if left is None or right is None or left == right:
        return of(below=right in (left, None), above=left in (right, None))
    own = ways(premises)
    ends = _ends(left, stated) | _ends(right, stated)
    # Between two of these days nothing changes.
    begins = min(ends, default=day) - timedelta(1) if common.low is None else common.low
    other_days = {each for each in {*ends, begins} if each in common}

    def throughout(inner: str, outer: str) -> bool:
        others = all(lies(inner, outer, each, stated.around(each), stated) for each in other_days)
        return others and lies(inner, outer, day, own, stated)

    met = any(
        lies(each, left, day, own, stated) and lies(each, right, day, own, stated) for each in {left, right, *own}
    )
    below, above = throughout(left, right), throughout(right, left)
    return of(below=below, above=above) if met or below or above else Relation.UNKNOWN


def ways(premises: Premises) -> Ways:
    """Return what the premises say of places."""
    said = premises.said("partOf")
    return {inner: {outer for each, outer in said if each == inner} for inner, _ in said}


def lies(inner: str, outer: str, day: date, way: Ways, stated: Stated) -> bool:
    """Say whether a place lies in another by the ways given; an organisation does if all do that are, or may be, in it."""
    members = [each for each in stated.members.get(inner, ()) if day in each.period]
    all_do = all(outer in _above(each.member, way) for each in members)
    return outer in _above(inner, way) or (all_do and any(each.known for each in members))


def day_of(witness: Mapping[str, str], places: Iterable[str | None], stated: Stated) -> date:
    """Return the day of which the premises of a finding speak: the first one, or one before anything changes.

    >>> day_of({"until": "2027-01-01"}, [], Stated())
    datetime.date(2026, 12, 31)
    """
    for key in ("on", "from"):
        if key in witness:
            return date.fromisoformat(witness[key])
    until = [date.fromisoformat(witness["until"])] if "until" in witness else []
    return min([*until, *(end for place in places for end in _ends(place, stated))], default=_SOME_DAY) - timedelta(1)


def fits(witness: Mapping[str, str], common: Interval[date], changes: Iterable[str | None], stated: Stated) -> bool:
    """Say whether the days on which norms are said to meet are the common ones, or bounded by changes of some places."""
    ends = {end.isoformat() for place in changes for end in _ends(place, stated)}
    bounds = (("from", common.low), ("until", common.high))
    return all(witness.get(key) in {*ends, end.isoformat() if end else None} for key, end in bounds)


def _ends(place: str | None, stated: Stated) -> set[date]:
    dated = stated.members.get(place or "", ())
    return {end for each in dated for end in (each.period.low, each.period.high) if end}


def _above(place: str, way: Ways) -> set[str]:
    found, more = set[str](), {place}
    while more:
        found |= more
        more = {wider for each in more for wider in way.get(each, ())} - found
    return found
