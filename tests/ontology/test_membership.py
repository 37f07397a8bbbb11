"""Who was a member of what, and when: facts that history books tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ontology.shipped import facts
from rightsnet import session
from rightsnet.model.law import Membership
from rightsnet.model.names import local_name, rn
from rightsnet.rdf.facts import RDF_TYPE, Facts
from rightsnet.rdf.reading import read_memberships

MEMBERSHIPS = read_memberships(facts())


def _members(organisation: str, day: date) -> set[str]:
    found = (m for m in MEMBERSHIPS if m.organisation == rn(organisation) and m.known and day in m.period)
    return {local_name(m.member) for m in found}


@pytest.mark.parametrize(
    ("organisation", "day", "number"),
    [
        ("EU", date(1957, 12, 31), 0),
        ("EU", date(1958, 1, 1), 6),
        ("EU", date(1973, 1, 1), 9),
        ("EU", date(1995, 1, 1), 15),
        ("EU", date(2004, 5, 1), 25),
        ("EU", date(2010, 1, 1), 27),
        ("EU", date(2013, 7, 1), 28),
        ("EU", date(2025, 1, 1), 27),
        ("COE", date(2026, 11, 24), 46),
        ("AU", date(2026, 11, 24), 55),
        ("PartiesToECHR", date(2026, 11, 24), 46),
    ],
)
def test_an_organisation_had_so_many_members(organisation: str, day: date, number: int) -> None:
    assert len(_members(organisation, day)) == number


@pytest.mark.parametrize(
    ("place", "organisation", "last"),
    [
        ("GBR", "EU", date(2020, 1, 31)),
        ("RUS", "COE", date(2022, 3, 15)),
        ("RUS", "PartiesToECHR", date(2022, 9, 15)),
    ],
)
def test_a_state_left_on_the_day_after(place: str, organisation: str, last: date) -> None:
    assert place in _members(organisation, last)
    assert place not in _members(organisation, last + timedelta(days=1))


@pytest.mark.parametrize(
    ("place", "party_set", "day", "expected"),
    [
        ("DEU", "PartiesToICCPR", date(1980, 1, 1), True),
        ("USA", "PartiesToICCPR", date(2000, 1, 1), True),
        ("USA", "PartiesToCRC", date(2026, 1, 1), False),
        ("CHN", "PartiesToICCPR", date(2026, 1, 1), False),
        ("SGP", "PartiesToICCPR", date(2026, 1, 1), False),
        ("CHE", "PartiesToECHRProtocol1", date(2026, 1, 1), False),
        ("GBR", "PartiesToECHRProtocol4", date(2026, 1, 1), False),
        ("USA", "PartiesToBudapestConvention", date(2010, 1, 1), True),
    ],
)
def test_a_treaty_binds_its_parties_only(place: str, party_set: str, day: date, expected: bool) -> None:
    assert session.law().knowledge.places.within(rn(place), rn(party_set), day) is expected


def test_membership_that_the_sources_dispute_is_neither_assumed_nor_denied() -> None:
    assert session.law().knowledge.places.within(rn("ZAF"), rn("PartiesToICCPR"), date(2026, 1, 1)) is None


def test_nobody_is_a_member_twice_at_once() -> None:
    def key(membership: Membership) -> tuple[str, str]:
        return membership.member, membership.organisation

    twice = [
        key(a)
        for i, a in enumerate(MEMBERSHIPS)
        for b in MEMBERSHIPS[i + 1 :]
        if key(a) == key(b) and a.known and b.known and a.period.meet(b.period) is not None
    ]
    assert twice == []


def test_that_an_organisation_is_a_party_says_nothing_of_its_members() -> None:
    facts = Facts()
    for name, member, organisation in (("a", "AUT", "EU"), ("b", "EU", "PartiesToCRPD"), ("c", "BRA", "PartiesToCRPD")):
        facts.add(name, RDF_TYPE, rn("Membership"))
        facts.add(name, rn("member"), rn(member))
        facts.add(name, rn("organisation"), rn(organisation))
    found = {(local_name(each.member), local_name(each.organisation)) for each in read_memberships(facts)}
    assert found == {("AUT", "EU"), ("BRA", "PartiesToCRPD")}
