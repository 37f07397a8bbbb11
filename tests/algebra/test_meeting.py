"""Several norms at one point: roles that one actor holds, doubtful memberships, and places in common."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.generated import periods
from rightsnet import session
from rightsnet.algebra.boxes import compare
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.meeting import meeting
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.finding import Certainty
from rightsnet.model.interval import EVER, Interval
from rightsnet.model.law import Membership
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.relation import Relation

SHIPPED = sorted(norm.id for norm in session.law().norms)
members = st.builds(Membership, st.sampled_from("XYZ"), st.sampled_from("PQR"), periods(), st.just(value=True))


def _norm(bearer: str = "A", place: str | None = None) -> Norm:
    return Norm(id=f"{bearer}-{place}", modality=Modality.OBLIGATION, bearer=bearer, action="A", place=place)


@given(st.lists(members, max_size=6), st.sampled_from("PQRXYZ"), st.sampled_from("PQRXYZ"), periods())
def test_two_places_have_something_in_common_just_when_they_meet(
    found: list[Membership], left: str, right: str, during: Interval[date]
) -> None:
    places = Places({}, found, "PQRXYZ")
    assert places.common([left, right], during)[0] == places.relate(left, right, during).periods


@given(st.sampled_from(SHIPPED), st.sampled_from(SHIPPED))
@settings(deadline=None)
def test_two_norms_of_the_shipped_law_are_at_one_point_just_when_their_scopes_meet(left: str, right: str) -> None:
    law = session.law()
    norms = {norm.id: norm for norm in law.norms}
    pair = compare(norms[left], norms[right], law.knowledge)
    found = meeting([norms[left], norms[right]], law.knowledge, possible=True)
    if found is None:
        assert pair.scope is Relation.DISJOINT
        return
    assert pair.meet
    assert found.periods == pair.periods
    concepts = {pair.axes[axis].relation for axis in ("bearer", "circumstance")}
    if Relation.UNKNOWN in concepts | {pair.axes["place"].relation}:
        assert found.certainty is Certainty.POSSIBLE
    else:
        assert found.certainty is (Certainty.LIKELY if Relation.OVERLAPS in concepts else Certainty.CERTAIN)
    assert (meeting([norms[left], norms[right]], law.knowledge) is None) == (found.certainty is Certainty.POSSIBLE)


def test_one_actor_may_hold_a_role_that_a_third_norm_names_too() -> None:
    axioms = Axioms(
        classes=frozenset({"A", "Business", "Platform", "Controller", "Holder"}),
        subclasses=frozenset({("Platform", "Business"), ("Controller", "Holder")}),
        roles=frozenset({("Business", "Controller")}),
    )
    known = Knowledge(Taxonomy(axioms))
    found = meeting([_norm("Platform"), _norm("Controller"), _norm("Holder")], known)
    assert found is not None
    assert (found.certainty, found.witness["bearer"]) == (Certainty.LIKELY, "Platform Controller")
    assert meeting([_norm("Platform"), _norm("Controller"), _norm("A")], known) is None
    unknown = meeting([_norm("Platform"), _norm("Controller"), _norm("A")], known, possible=True)
    assert unknown is not None
    assert unknown.certainty is Certainty.POSSIBLE


def test_a_membership_about_which_sources_disagree_is_only_possible() -> None:
    places = Places({}, [Membership("X", "P"), Membership("X", "Q"), Membership("X", "R", EVER, known=False)])
    known = Knowledge(Taxonomy(Axioms(classes=frozenset("A"))), places)
    norms = [_norm(place=place) for place in "PQR"]
    assert meeting(norms, known) is None
    found = meeting(norms, known, possible=True)
    assert found is not None
    assert found.certainty is Certainty.POSSIBLE
