"""Places and memberships that come and go, against brute force day by day over a small calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.places import PART_OF, Places
from rightsnet.model.interval import EVER, Interval, period
from rightsnet.model.law import Membership
from rightsnet.model.relation import Relation

CALENDAR = [date(1999, 12, 30) + timedelta(days=number) for number in range(15)]
WORLD, ORGANISATIONS, GROUND = "World", ("X", "Y", "Z"), ("a", "b", "c", "d", "e", "f")
NAMES = (*GROUND, *ORGANISATIONS)


@dataclass(frozen=True)
class Atlas:
    """What is stated of some places: their parts, and who is a member of what and when."""

    parts: Mapping[str, tuple[str, ...]]
    memberships: tuple[Membership, ...]

    def places(self) -> Places:
        return Places(self.parts, self.memberships, NAMES)

    def part(self, inner: str, outer: str) -> bool:
        return inner == outer or any(self.part(whole, outer) for whole in self.parts.get(inner, ()))

    def members(self, organisation: str, day: date, *, doubtful: bool) -> list[str]:
        return [
            each.member
            for each in self.memberships
            if each.organisation == organisation and day in each.period and (each.known or doubtful)
        ]

    def lies_in(self, inner: str, outer: str, day: date, *, doubtful: bool = False) -> bool:
        """Say whether one place lies in another on a day; an organisation does while all its members do.

        It must have a member for that, and where it is open whether it has a further one, that one must lie there too.
        """
        if self.part(inner, outer):
            return True
        if inner in ORGANISATIONS:
            sure, most = (self.members(inner, day, doubtful=open_ones) for open_ones in (False, True))
            return bool(sure) and all(self.lies_in(member, outer, day) for member in most)
        return any(self.part(inner, member) for member in self.members(outer, day, doubtful=doubtful))

    def on(self, left: str, right: str, day: date) -> Relation:
        below, above = self.lies_in(left, right, day), self.lies_in(right, left, day)
        if below or above:
            return Relation.EQUAL if below and above else Relation.WITHIN if below else Relation.CONTAINS
        for doubtful, relation in ((False, Relation.OVERLAPS), (True, Relation.UNKNOWN)):
            if any(
                self.lies_in(place, left, day, doubtful=doubtful) and self.lies_in(place, right, day, doubtful=doubtful)
                for place in GROUND
            ):
                return relation
        return Relation.DISJOINT


@st.composite
def periods(draw: st.DrawFn) -> Interval[date]:
    low, high = sorted(draw(st.lists(st.sampled_from(CALENDAR[2:-2]), min_size=2, max_size=2, unique=True)))
    return period(draw(st.sampled_from([None, low, low])), draw(st.sampled_from([None, high, high])))


@st.composite
def atlases(draw: st.DrawFn) -> Atlas:
    """Return places of which some are parts of earlier ones, and organisations of them; all lie in the world."""
    parts: dict[str, tuple[str, ...]] = dict.fromkeys(NAMES, (WORLD,))
    for number, place in enumerate(GROUND[1:], 1):
        wholes = draw(st.lists(st.sampled_from(GROUND[:number]), max_size=2, unique=True))
        parts[place] = tuple(wholes) or (WORLD,)
    known = st.sampled_from([True, True, True, False])
    member = st.builds(Membership, st.sampled_from(GROUND), st.sampled_from(ORGANISATIONS), periods(), known)
    return Atlas(parts, tuple(draw(st.lists(member, max_size=8))))


pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))


@given(atlases(), pairs)
@settings(max_examples=150, deadline=None)
def test_on_each_day_two_places_relate_as_their_parts_of_that_day_do(atlas: Atlas, pair: tuple[str, str]) -> None:
    left, right = pair
    places = atlas.places()
    for day in CALENDAR:
        expected = atlas.on(left, right, day)
        assert places.relate(left, right, Interval(day, day)).relation is expected, day
        assert places.relate(right, left, Interval(day, day)).relation is expected.converse, day
        within = None if expected is Relation.UNKNOWN else expected.inside
        assert places.within(left, right, day) is within


@given(atlases(), pairs, periods())
@settings(max_examples=150, deadline=None)
def test_over_a_period_two_places_meet_on_just_the_days_on_which_they_do(
    atlas: Atlas, pair: tuple[str, str], during: Interval[date]
) -> None:
    left, right = pair
    found = atlas.places().relate(left, right, during)
    days = {day: atlas.on(left, right, day) for day in CALENDAR if day in during}
    known = [day for day in days if days[day] not in (Relation.DISJOINT, Relation.UNKNOWN)]
    covered = [day for day in days if any(day in each for each in found.periods)]
    if known:
        assert covered == known
        assert found.relation is _throughout(set(days.values()))
    elif Relation.UNKNOWN in days.values():
        assert found.relation is Relation.UNKNOWN
        assert covered
        assert all(days[day] is Relation.UNKNOWN for day in covered)
    else:
        assert found.relation is Relation.DISJOINT
        assert found.periods == ()


@given(atlases(), pairs, periods())
@settings(max_examples=150, deadline=None)
def test_a_witness_lies_in_both_places_and_the_premises_hold_when_they_first_meet(
    atlas: Atlas, pair: tuple[str, str], during: Interval[date]
) -> None:
    left, right = pair
    found = atlas.places().relate(left, right, during)
    if found.relation in (Relation.DISJOINT, Relation.UNKNOWN):
        assert found.premises == ()
        return
    first = next(day for day in CALENDAR if day in found.periods[0])
    assert all(atlas.lies_in(found.witness, place, first) for place in pair)
    for premise in found.premises:
        assert premise.predicate == PART_OF
        dated = atlas.members(premise.object, first, doubtful=False)
        assert premise.object in atlas.parts.get(premise.subject, ()) or premise.subject in dated
    assert bool(found.premises) == (left != right)


@given(atlases(), pairs)
@settings(max_examples=150, deadline=None)
def test_the_meetings_say_for_every_day_how_two_places_relate(atlas: Atlas, pair: tuple[str, str]) -> None:
    meetings = atlas.places().meetings(*pair)
    for day in CALENDAR:
        found = [relation for during, relation in meetings if day in during]
        expected = atlas.on(*pair, day)
        assert found == ([] if expected is Relation.DISJOINT else [expected])


@given(atlases(), pairs, periods())
@settings(max_examples=100, deadline=None)
def test_the_order_in_which_memberships_are_stated_does_not_matter(
    atlas: Atlas, pair: tuple[str, str], during: Interval[date]
) -> None:
    turned = Atlas(dict(sorted(atlas.parts.items(), reverse=True)), atlas.memberships[::-1])
    assert turned.places().relate(*pair, during) == atlas.places().relate(*pair, during)


@given(atlases(), st.sampled_from(NAMES), periods())
@settings(max_examples=50)
def test_everywhere_contains_every_place_at_all_times(atlas: Atlas, place: str, during: Interval[date]) -> None:
    places = atlas.places()
    everywhere = places.relate(None, place, during)
    assert (everywhere.relation, everywhere.periods, everywhere.witness) == (Relation.CONTAINS, (during,), place)
    assert places.relate(place, None, during).relation is Relation.WITHIN
    assert places.relate(None, None, during).relation is Relation.EQUAL
    assert places.meetings(place, None) == [(EVER, Relation.WITHIN)]
    assert places.relate(place, WORLD, during).relation is Relation.WITHIN


def test_a_membership_in_doubt_leaves_open_only_the_time_that_it_is_about() -> None:
    doubt = Membership("Venezuela", "Convention", period(date(2013, 9, 10)), known=False)
    places = Places({}, [Membership("Venezuela", "Convention", period(date(1978, 7, 18), date(2013, 9, 10))), doubt])
    answers = [places.within("Venezuela", "Convention", date(year, 1, 1)) for year in (1960, 1990, 2020)]
    assert answers == [False, True, None]


def test_an_organisation_of_one_member_is_the_same_place_and_says_why() -> None:
    places = Places({}, [Membership("Land", "Union", period(date(2000, 1, 1)))])
    found = places.relate("Land", "Union", period(date(2010, 1, 1)))
    assert (found.relation, found.witness) == (Relation.EQUAL, "Land")
    assert found.premises == (Premise("Land", PART_OF, "Union"),)
    assert places.relate("Union", "Land", period(date(2010, 1, 1))).premises == found.premises


def test_a_state_that_leaves_and_comes_back_is_met_in_both_periods() -> None:
    dates = (period(date(1949, 8, 9), date(1971, 1, 1)), period(date(1974, 11, 28)))
    others = [Membership("France", "Council", period(date(1949, 8, 3)))]
    places = Places({}, [*others, *(Membership("Greece", "Council", each) for each in dates)])
    found = places.relate("Greece", "Council", EVER)
    assert (found.relation, found.periods) == (Relation.OVERLAPS, dates)
    assert places.relate("Greece", "Council", period(date(1980, 1, 1))).relation is Relation.WITHIN


def test_places_know_the_names_that_were_stated_and_no_others() -> None:
    places = Places({"Paris": ("France",)}, [Membership("France", "Union")], ["Mars"])
    assert [name in places for name in ("Paris", "France", "Union", "Mars", "Venus")] == [True] * 4 + [False]
    with pytest.raises(KeyError, match="Venus"):
        places.relate("Venus", "Union", EVER)


def _throughout(relations: set[Relation]) -> Relation:
    """Return what holds on all of some days: what does not is an overlap."""
    for every, relation in (
        ({Relation.EQUAL}, Relation.EQUAL),
        ({Relation.EQUAL, Relation.WITHIN}, Relation.WITHIN),
        ({Relation.EQUAL, Relation.CONTAINS}, Relation.CONTAINS),
    ):
        if relations <= every:
            return relation
    return Relation.OVERLAPS
