"""Whom a demand binds on which day: parties, entry into force, the field of application, reservations, enterprises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rightsnet.algebra.bond import Bond, bond
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.finding import Certainty
from rightsnet.model.interval import period
from rightsnet.model.law import Demand, Field, Membership, Reservation
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Modality, Norm, Provision

JOINED, LEFT, DAY = date(2000, 1, 1), date(2022, 9, 16), date(2010, 1, 1)
MEMBERS = [
    Membership("Land", "Parties", period(JOINED, LEFT)),
    Membership("Isle", "Parties", period(JOINED, LEFT), known=False),
]
KNOWN = Knowledge(
    Taxonomy(
        Axioms(
            classes=frozenset({"Ministry", "Platform", "Company", "UnionLaw", "Emergency", rn("State")})
            | {rn("IntergovernmentalOrganization"), "Union"},
            subclasses=frozenset(
                {
                    ("Ministry", rn("State")),
                    ("Platform", "Company"),
                    ("Union", rn("IntergovernmentalOrganization")),
                }
            ),
        )
    ),
    Places({"Province": ["Land"]}, MEMBERS, ["Elsewhere"]),
    labels={"treaty": "Pact", "Land": "Land", "Isle": "Isle"},
)
NORM = Norm(id="n", modality=Modality.PERMISSION, bearer="Ministry", action="Act", place="Land")
DEMAND = Demand(
    id="pact-1",
    provisions=(Provision("pact-1", "Pact art. 1", "treaty"),),
    instrument="treaty",
    place="Parties",
    validity=period(date(1990, 1, 1)),
)


@pytest.mark.parametrize(
    ("day", "bound"),
    [
        (date(1999, 12, 31), False),
        (JOINED, True),
        (date(2022, 9, 15), True),
        (LEFT, False),
    ],
)
def test_a_state_is_bound_from_the_day_it_joins_until_the_day_it_has_left(day: date, bound: bool) -> None:
    assert (bond(DEMAND, NORM, "Ministry", KNOWN, day) is not None) is bound
    assert (bond(DEMAND, replace(NORM, place="Province"), "Ministry", KNOWN, day) is not None) is bound


@pytest.mark.parametrize(
    ("norm", "actor", "demand"),
    [
        (replace(NORM, place="Elsewhere"), "Ministry", DEMAND),
        (replace(NORM, place=None), "Ministry", DEMAND),
        (NORM, "Company", DEMAND),
        (NORM, "Ministry", replace(DEMAND, force=Force.SOFT)),
        (NORM, "Ministry", replace(DEMAND, force=Force.NOT_YET)),
        (NORM, "Ministry", replace(DEMAND, validity=period(date(2011, 1, 1)))),
        (NORM, "Ministry", replace(DEMAND, addressee="Company")),
    ],
    ids=["no party", "nowhere", "not public", "soft law", "not yet binding", "not in force", "for others"],
)
def test_nobody_else_is_bound(norm: Norm, actor: str, demand: Demand) -> None:
    assert bond(demand, norm, actor, KNOWN, DAY) is None


def test_what_is_demanded_of_enterprises_binds_them_even_as_soft_law_and_everywhere() -> None:
    soft = replace(DEMAND, addressee="Company", force=Force.SOFT, place=None)
    assert bond(soft, replace(NORM, place=None), "Platform", KNOWN, DAY) == Bond(Certainty.CERTAIN)


def test_where_it_is_not_known_whether_a_state_is_a_party_it_may_be_bound() -> None:
    found = bond(DEMAND, replace(NORM, place="Isle"), "Ministry", KNOWN, DAY)
    assert found == Bond(Certainty.POSSIBLE, "it is not known whether Isle was bound by the Pact on 2010-01-01")


@pytest.mark.parametrize(
    ("actor", "circumstance", "certainty"),
    [
        ("Ministry", None, Certainty.LIKELY),
        ("Ministry", "Emergency", Certainty.LIKELY),
        ("Ministry", "UnionLaw", Certainty.CERTAIN),
        ("Union", None, Certainty.CERTAIN),
    ],
)
def test_a_member_state_is_surely_bound_only_within_the_field_and_the_organisation_always(
    actor: str, circumstance: str | None, certainty: Certainty
) -> None:
    charter = replace(DEMAND, field=Field("UnionLaw", "it implements Union law (Pact art. 51(1))"))
    found = bond(charter, replace(NORM, circumstance=circumstance), actor, KNOWN, DAY)
    assert found is not None
    assert found.certainty is certainty
    words = "the Pact binds Land only if it implements Union law (Pact art. 51(1))"
    assert found.because == (words if certainty is Certainty.LIKELY else "")


RESERVATION = Reservation(
    id="r", party="Land", provisions=frozenset({"pact-1"}), excludes=False, text="The words are read narrowly."
)


@pytest.mark.parametrize(
    ("reservation", "expected"),
    [
        (replace(RESERVATION, excludes=True), None),
        (replace(RESERVATION, excludes=True, period=period(None, DAY)), Bond()),
        (replace(RESERVATION, excludes=True, party="Isle"), Bond()),
        (replace(RESERVATION, excludes=True, provisions=frozenset({"pact-2"})), Bond()),
        (
            RESERVATION,
            Bond(Certainty.LIKELY, "Land made a reservation to Pact art. 1: The words are read narrowly", "r"),
        ),
    ],
    ids=["excluded", "withdrawn", "of another", "to another", "modified"],
)
def test_a_reservation_counts_for_its_state_its_provision_and_its_time(
    reservation: Reservation, expected: Bond | None
) -> None:
    known = replace(KNOWN, reservations=(reservation,))
    assert bond(DEMAND, NORM, "Ministry", known, DAY) == expected
