"""Which aims a limitation clause permits, which rights a norm touches, and whose clauses bind its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsnet import session
from rightsnet.algebra.examination import RightsLaw, find
from rightsnet.algebra.interferences import is_public, issuing_actor, touched
from rightsnet.algebra.justification import permits
from rightsnet.algebra.knowledge import ActionFacts, Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.safeguarding import giver
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.interval import EVER, period
from rightsnet.model.law import AimReading, ClauseForm, Demands, LimitationClause, Membership
from rightsnet.model.names import ID, rn
from rightsnet.model.norm import Force, Modality, Norm, Provision

AIMS = tuple("ABCDEF")


def knowing(*readings: AimReading, subclasses: Iterable[tuple[str, str]] = ()) -> Knowledge:
    taxonomy = Taxonomy(Axioms(classes=frozenset(AIMS), subclasses=frozenset(subclasses)))
    return Knowledge(taxonomy, readings=readings)


def clause(*aims: str, form: ClauseForm = ClauseForm.LISTED_AIMS, instrument: str = "treaty") -> LimitationClause:
    return LimitationClause(
        id="clause", provisions=(), instrument=instrument, right="R", form=form, aims=frozenset(aims)
    )


@pytest.mark.parametrize("form", [ClauseForm.LISTED_AIMS, ClauseForm.GENERAL])
def test_a_list_of_aims_is_closed(form: ClauseForm) -> None:
    found = [permits(clause("A", "B", form=form), aim, knowing()) for aim in AIMS[:3]]
    assert found == [(True, False), (True, False), (False, False)]


def test_a_kind_of_a_listed_aim_is_listed_and_what_is_wider_is_not() -> None:
    known = knowing(subclasses=[("B", "A"), ("A", "C")])
    assert [permits(clause("A"), aim, known)[0] for aim in "BAC"] == [True, True, False]


def test_a_clause_without_a_list_does_not_fail_for_the_aim() -> None:
    assert permits(clause(), "A", knowing()) == (True, False)
    assert permits(clause("B", form=ClauseForm.INTERNAL), "A", knowing()) == (True, False)


def test_a_reading_holds_within_its_instrument_and_else_everywhere() -> None:
    everywhere, here = AimReading("A", "B"), AimReading("A", "B", "treaty")
    assert permits(clause("B"), "A", knowing(everywhere)) == (True, False)
    assert permits(clause("B"), "A", knowing(here)) == (True, False)
    assert permits(clause("B", instrument="other"), "A", knowing(everywhere)) == (True, False)
    assert permits(clause("B", instrument="other"), "A", knowing(here)) == (False, False)


def test_a_reading_is_not_turned_round() -> None:
    assert permits(clause("A"), "B", knowing(AimReading("A", "B"))) == (False, False)


def test_what_rests_on_a_disputed_reading_anywhere_in_the_chain_is_said_to() -> None:
    first, second = AimReading("A", "B", arguable=True), AimReading("B", "C")
    assert permits(clause("C"), "A", knowing(first, second)) == (True, True)
    assert permits(clause("C"), "A", knowing(replace(first, arguable=False), replace(second, arguable=True)))[1]
    assert permits(clause("C"), "B", knowing(first, second)) == (True, False)


def test_a_longer_way_that_nobody_disputes_beats_a_shorter_one_that_is_disputed() -> None:
    readings = [AimReading("A", "D", arguable=True), AimReading("A", "B"), AimReading("B", "C"), AimReading("C", "D")]
    assert permits(clause("D"), "A", knowing(*readings)) == (True, False)
    assert permits(clause("D", "C"), "A", knowing(*readings)) == (True, False)
    assert permits(clause("D"), "A", knowing(*readings[:3])) == (True, True)


reading = st.builds(
    AimReading, st.sampled_from(AIMS), st.sampled_from(AIMS), st.sampled_from([None, "treaty", "other"]), st.booleans()
)
kinds = st.lists(st.tuples(st.sampled_from(AIMS), st.sampled_from(AIMS)), max_size=3)


@given(
    st.lists(reading, max_size=7), kinds, st.sets(st.sampled_from(AIMS), min_size=1, max_size=2), st.sampled_from(AIMS)
)
def test_an_aim_is_permitted_just_if_some_chain_of_kinds_and_readings_leads_to_the_list(
    readings: list[AimReading], subclasses: list[tuple[str, str]], listed: set[str], aim: str
) -> None:
    def reached(steps: set[tuple[str, str]]) -> bool:
        found = {aim}
        for _ in AIMS:
            found |= {wide for narrow, wide in steps if narrow in found}
        return bool(found & listed)

    fitting = [each for each in readings if each.within in (None, "treaty")]
    sure = {(each.narrower, each.wider) for each in fitting if not each.arguable}
    every = {(each.narrower, each.wider) for each in fitting}
    permitted, disputed = permits(clause(*listed), aim, knowing(*readings, subclasses=subclasses))
    assert permitted == reached(every | set(subclasses))
    assert disputed == (permitted and not reached(sure | set(subclasses)))


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return session.law().knowledge


def shipped_clause(name: str, right: str) -> LimitationClause:
    return next(each for each in session.law().clauses if each.id == ID + name and each.right == rn(right))


@pytest.mark.parametrize(
    ("name", "right", "aim", "expected"),
    [
        ("iccpr-18-3", "FreedomToManifestBelief", "NationalSecurity", (False, False)),
        ("iccpr-18-3", "FreedomToManifestBelief", "PublicSafety", (True, False)),
        ("iccpr-19-3", "FreedomOfExpression", "PublicSafety", (False, False)),
        ("iccpr-19-3", "FreedomOfExpression", "NationalSecurity", (True, False)),
        ("iccpr-19-3", "FreedomOfExpression", "Defence", (True, False)),
        ("iccpr-19-3", "FreedomOfExpression", "PreventionOfDisorderOrCrime", (True, True)),
        ("iccpr-19-3", "FreedomOfExpression", "CrimeInvestigation", (True, True)),
        ("iccpr-19-3", "FreedomOfExpression", "ProtectStateHonour", (False, False)),
        ("iccpr-19-3", "FreedomOfExpression", "EUGeneralInterest", (False, False)),
        ("echr-10-2", "FreedomOfExpression", "PreventionOfDisorderOrCrime", (True, False)),
    ],
)
def test_the_shipped_clauses_permit_their_own_aims(
    shipped: Knowledge, name: str, right: str, aim: str, expected: tuple[bool, bool]
) -> None:
    assert permits(shipped_clause(name, right), rn(aim), shipped) == expected


MEMBERS = [Membership("Land", "Parties", period(date(2000, 1, 1)))]
ACTS = ("Act", "Block", "BlockSite", "Log", "Read", "ReadNews", "Speak")
WORLD = Knowledge(
    Taxonomy(
        Axioms(
            classes=frozenset({*ACTS, "Privacy", "Expression", "News", "Opinion", "Ministry", "Company", "Person"})
            | {rn("State"), rn("IntergovernmentalOrganization"), rn("EuropeanUnion"), rn("RegionalOrganization")},
            subclasses=frozenset(
                {
                    ("BlockSite", "Block"),
                    ("ReadNews", "Read"),
                    ("News", "Expression"),
                    ("Ministry", rn("State")),
                    (rn("EuropeanUnion"), rn("IntergovernmentalOrganization")),
                }
            ),
        )
    ),
    Places({}, MEMBERS, [rn("EU"), rn("AU")]),
    ActionFacts(
        interferes=(("Block", "News"), ("Log", "Privacy")),
        exercises=(("Read", "News"), ("Speak", "Expression")),
        entails=(("BlockSite", "Log", "necessary"), ("Act", "Log", "typical")),
    ),
)
POWER = Norm(id="n", modality=Modality.PERMISSION, bearer="Ministry", action="BlockSite", place="Land", issuer="Land")
DAY = date(2027, 1, 1)
RULE = LimitationClause(
    id="treaty-19-3",
    provisions=(Provision("treaty-19-3", "Treaty art. 19(3)", "treaty"),),
    instrument="treaty",
    right="Expression",
    form=ClauseForm.LISTED_AIMS,
    place="Parties",
)
LAW = [
    Norm(id="l", modality=Modality.OBLIGATION, bearer=rn("State"), action="Act", instrument="treaty", place="Parties")
]


def law(*clauses: LimitationClause, norms: Iterable[Norm] = ()) -> RightsLaw:
    return RightsLaw(Demands(clauses), [*LAW, *norms])


@pytest.mark.parametrize(
    ("modality", "action", "expected"),
    [
        (Modality.PERMISSION, "BlockSite", [("News", "Block"), ("Privacy", "Log")]),
        (Modality.OBLIGATION, "Block", [("News", "Block")]),
        (Modality.OBLIGATION, "Act", []),
        (Modality.PROHIBITION, "BlockSite", []),
        (Modality.PROHIBITION, "ReadNews", [("News", "Read")]),
        (Modality.PROHIBITION, "Speak", [("Expression", "Speak")]),
        (Modality.PERMISSION, "Speak", []),
        (Modality.EXEMPTION, "Block", []),
    ],
)
def test_a_norm_touches_the_rights_that_its_act_reaches(
    modality: Modality, action: str, expected: list[tuple[str, str]]
) -> None:
    found = touched(replace(POWER, modality=modality, action=action), WORLD)
    assert [(each.right, each.act) for each in found] == expected
    assert all(each.exercised == (modality is Modality.PROHIBITION) for each in found)
    assert all(each.premises[-1].object == each.right for each in found)


def test_an_interference_is_found_under_the_right_that_the_clause_names() -> None:
    (found,) = find(POWER, law(RULE), WORLD, DAY)
    assert (found.right, found.touch.right, found.touch.act) == ("Expression", "News", "Block")
    assert found.clauses == (RULE,)


@pytest.mark.parametrize(
    ("norm", "rule", "day"),
    [
        (replace(POWER, place="Elsewhere"), RULE, DAY),
        (replace(POWER, place=None), RULE, DAY),
        (replace(POWER, issuer="Company"), RULE, DAY),
        (replace(POWER, action="Read"), RULE, DAY),
        (POWER, replace(RULE, right="Privacy", instrument="another"), DAY),
        (POWER, replace(RULE, right="Opinion"), DAY),
        (POWER, replace(RULE, force=Force.SOFT), DAY),
        (POWER, replace(RULE, validity=period(date(2028, 1, 1))), DAY),
        (POWER, RULE, date(1999, 12, 31)),
    ],
    ids=["place", "nowhere", "issuer", "act", "addressee", "right", "force", "validity", "membership"],
)
def test_a_clause_binds_only_its_parties_in_its_time_and_on_its_right(
    norm: Norm, rule: LimitationClause, day: date
) -> None:
    known = replace(WORLD, places=Places({}, MEMBERS, ["Elsewhere"]))
    assert find(norm, law(rule), known, day) == []


def test_clauses_of_several_instruments_stand_together() -> None:
    other = replace(RULE, id="charter-11", instrument="charter", place=None, validity=EVER)
    addressed = replace(LAW[0], id="c", instrument="charter", bearer="Ministry")
    (found,) = find(POWER, law(RULE, other, RULE, norms=(addressed,)), WORLD, DAY)
    assert found.clauses == (RULE, other)


@pytest.mark.parametrize(
    ("issuer", "place", "expected"),
    [
        ("Company", "Land", "Company"),
        ("Land", None, rn("State")),
        (None, "Land", rn("State")),
        (rn("EU"), None, rn("EuropeanUnion")),
        (rn("AU"), None, rn("RegionalOrganization")),
        ("Nobody", "Land", None),
        (None, None, None),
    ],
)
def test_who_made_a_norm_follows_from_its_issuer_and_else_from_its_place(
    issuer: str | None, place: str | None, expected: str | None
) -> None:
    assert issuing_actor(replace(POWER, issuer=issuer, place=place), WORLD) == expected


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (rn("State"), True),
        ("Ministry", True),
        (rn("EuropeanUnion"), True),
        ("Company", False),
        ("Nobody", False),
        (None, False),
    ],
)
def test_public_are_states_their_organs_and_organisations_of_states(actor: str | None, expected: bool) -> None:
    assert is_public(actor, WORLD) is expected


@pytest.mark.parametrize(
    ("day", "gives"),
    [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 12, 31), True), (date(2028, 1, 1), False)],
)
def test_a_duty_gives_a_safeguard_only_while_it_is_in_force(day: date, gives: bool) -> None:
    measure = Norm(id="m", modality=Modality.OBLIGATION, bearer="Host", action="Remove")
    year = period(date(2027, 1, 1), date(2028, 1, 1))
    notice = Norm(id="n", modality=Modality.OBLIGATION, bearer="Host", action="Notify", validity=year)
    found = giver(measure, (notice,), (), Knowledge(), day)
    assert found is (notice if gives else None)
