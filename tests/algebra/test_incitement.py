"""The threshold for penalties on incitement: a list of cases written out by hand is the judge of all combinations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rightsnet import session
from rightsnet.algebra.incitement import FACTORS, threshold
from rightsnet.algebra.shortcomings import Surroundings
from rightsnet.model.interval import Interval
from rightsnet.model.names import local_name, rn
from rightsnet.model.norm import Modality, Norm

LAW = session.law()
AROUND = Surroundings(LAW.norms, (), LAW.clauses)
DAY = date(2027, 1, 1)

HATEFUL_OBJECT = {
    "HateSpeech": True,
    "IncitementContent": True,
    "Content": False,
    "IllegalContent": False,
    "GenocideIncitementContent": False,
    "LawfulButOffensiveContent": False,
    "Csam": False,
    "": False,
}
HATEFUL_ACTION = {
    "InciteHatred": True,
    "DisseminateRacistIdeas": True,
    "PublishContent": False,
    "InciteGenocide": False,
    "RemoveContent": False,
    "CriminaliseConduct": False,
    "CriminaliseExpression": False,
    "CriminaliseBlasphemy": False,
    "ProhibitByLaw": False,
    "ProhibitDiscrimination": False,
    "ImprisonForExpression": False,
    "EnactLaw": False,
}
CRIME = {"CriminaliseConduct", "CriminaliseExpression", "CriminaliseBlasphemy", "ImprisonForExpression"}
BAN_BY_LAW = CRIME - {"ImprisonForExpression"} | {"ProhibitByLaw", "ProhibitDiscrimination"}
PUBLIC = {"State": True, "Legislature": True, "Individual": False, "OnlinePlatform": False}
MADE_BY_THE_STATE = {"KEN": True, "Legislature": True, "EU": True, "OnlinePlatform": False, "Individual": False}
GIVES = {
    **{local_name(factor): {factor} for factor in FACTORS},
    "CriminalThresholdTest": set(FACTORS),
    "RabatFactor": set(),
    "JudicialReview": set(),
    "ProportionateSanctions": set(),
}


def _expected(norm: Norm) -> tuple[frozenset[str], bool] | None:
    """Return the missing factors and whether the norm makes a crime, from the tables above alone."""
    action, bearer = local_name(norm.action), local_name(norm.bearer)
    if not MADE_BY_THE_STATE[local_name(norm.issuer or "")]:
        return None
    if not HATEFUL_OBJECT[local_name(norm.object) if norm.object else ""] and not HATEFUL_ACTION[action]:
        return None
    if norm.modality is Modality.PROHIBITION:
        if PUBLIC[bearer] or not norm.sanction:
            return None
        crime = False
    elif norm.modality is Modality.EXEMPTION or not PUBLIC[bearer]:
        return None
    elif action in CRIME:
        crime = True
    elif action in BAN_BY_LAW and norm.sanction:
        crime = False
    else:
        return None
    given_ = {factor for each in norm.safeguards for factor in GIVES[local_name(each)]}
    return frozenset(FACTORS) - given_, crime


norms = st.builds(
    lambda modality, bearer, action, object_, issuer, safeguards, sanction: Norm(
        id="https://example.org/bill#s1",
        modality=modality,
        bearer=rn(bearer),
        action=rn(action),
        object=rn(object_) if object_ else None,
        issuer=rn(issuer),
        place=rn("KEN"),
        validity=Interval(DAY),
        safeguards=tuple(map(rn, safeguards)),
        sanction=sanction,
    ),
    st.sampled_from(Modality),
    st.sampled_from(sorted(PUBLIC)),
    st.sampled_from(sorted(HATEFUL_ACTION)),
    st.sampled_from(sorted(HATEFUL_OBJECT)),
    st.sampled_from(sorted(MADE_BY_THE_STATE)),
    st.lists(st.sampled_from(sorted(GIVES)), max_size=6, unique=True),
    st.sampled_from(["", "a fine of the third class"]),
)


@given(norms)
@settings(max_examples=600, deadline=None)
def test_the_threshold_is_missed_exactly_where_the_tables_say(norm: Norm) -> None:
    found = threshold(norm, AROUND, LAW.knowledge, DAY)
    assert (None if found is None else (frozenset(found.missing), found.penal)) == _expected(norm)


def _offence(*safeguards: str) -> Norm:
    return Norm(
        id="https://example.org/bill#s1",
        modality=Modality.PERMISSION,
        bearer=rn("State"),
        action=rn("CriminaliseConduct"),
        object=rn("HateSpeech"),
        issuer=rn("KEN"),
        place=rn("KEN"),
        validity=Interval(DAY),
        safeguards=safeguards,
    )


def test_every_choice_of_factors_leaves_the_others() -> None:
    for size in range(7):
        for chosen in combinations(FACTORS, size):
            found = threshold(_offence(*chosen), AROUND, LAW.knowledge, DAY)
            assert found is not None
            assert found.missing == tuple(factor for factor in FACTORS if factor not in chosen)


def test_it_is_demanded_where_and_when_the_sources_are_in_force() -> None:
    found = threshold(_offence(), AROUND, LAW.knowledge, DAY)
    assert found is not None
    assert [provision.label for provision in found.provisions] == [
        "Rabat Plan of Action, para. 29",
        "ICCPR art. 20(2)",
        "General comment 34, paras 50 to 52",
        "ICCPR art. 19(3)",
    ]
    early = threshold(_offence(), AROUND, LAW.knowledge, date(2012, 10, 4))
    late = threshold(_offence(), AROUND, LAW.knowledge, date(2012, 10, 5))
    assert (early is None, late is None) == (True, False)
    assert threshold(_offence(), Surroundings(), LAW.knowledge, DAY) is None


def test_a_reservation_to_the_duty_to_prohibit_incitement_is_named() -> None:
    there = replace(_offence(), place=rn("USA"), issuer=rn("USA"))
    found = threshold(there, AROUND, LAW.knowledge, DAY)
    assert found is not None
    assert found.because.startswith("United States made a reservation to ICCPR art. 20(2)")
    assert "ICCPR art. 20(2)" in [provision.label for provision in found.provisions]
