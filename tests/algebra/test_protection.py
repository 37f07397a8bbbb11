"""People left unprotected: a judge that walks over a small world with plain dictionaries says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from rightsnet import session
from rightsnet.algebra.knowledge import ActionFacts, Knowledge, SafeguardFacts
from rightsnet.algebra.places import Places
from rightsnet.algebra.protection import exposure
from rightsnet.algebra.shortcomings import Surroundings
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.interval import Interval, period
from rightsnet.model.law import Membership
from rightsnet.model.names import local_name, rn
from rightsnet.model.norm import Force, Modality, Norm, Provision

ABOVE = {
    "State": ["State"],
    "Court": ["Court", "State"],
    "IntergovernmentalOrganization": ["IntergovernmentalOrganization"],
    "Company": ["Company"],
    "Platform": ["Platform", "Company"],
    "Reader": ["Reader"],
    "Child": ["Child", "Reader"],
    "Limit": ["Limit"],
    "Remove": ["Remove", "Limit"],
    "Hide": ["Hide"],
    "Tell": ["Tell"],
    "Explain": ["Explain", "Tell"],
    "ProtectAgainstThirdParties": ["ProtectAgainstThirdParties"],
    "HumanRight": ["HumanRight"],
    "Speech": ["Speech", "HumanRight"],
    "Satire": ["Satire", "Speech", "HumanRight"],
    "Home": ["Home", "HumanRight"],
    "Nursery": ["Nursery", "Home", "HumanRight"],
    "RightToEffectiveRemedy": ["RightToEffectiveRemedy", "HumanRight"],
    "Post": ["Post"],
    "IllegalContent": ["IllegalContent", "Post"],
    "PersonUnderJurisdiction": ["PersonUnderJurisdiction"],
    "War": ["War"],
}
"""Every class with all that it is a kind of, itself included."""
ENTAILS = {"Hide": "Remove"}
INTERFERES = {"Limit": ["Speech"], "Remove": ["Satire", "Home"]}
PROMOTES = {"Tell": ["RightToEffectiveRemedy"], "Remove": ["Home"]}
GIVERS = ["Tell"]
APART = [("State", "Company"), ("State", "Reader"), ("Company", "Reader"), ("Limit", "Tell")]
MEMBER = (date(2010, 1, 1), date(2020, 1, 1))
"""The days from which and until which Here is a party to the Treaty; There never is."""
DAYS = [date(2009, 12, 31), date(2010, 1, 1), date(2019, 12, 31), date(2020, 1, 1)]


@cache
def _known() -> Knowledge:
    return Knowledge(
        taxonomy=Taxonomy(
            Axioms(
                classes=frozenset(map(rn, ABOVE)),
                subclasses=frozenset((rn(a), rn(b)) for a, above in ABOVE.items() for b in above if a != b),
                disjoint=frozenset((rn(a), rn(b)) for a, b in APART),
            )
        ),
        places=Places(
            {rn("Here"): (rn("WORLD"),), rn("There"): (rn("WORLD"),), rn("Moon"): (), rn("Treaty"): (rn("WORLD"),)},
            [Membership(rn("Here"), rn("Treaty"), period(*MEMBER))],
        ),
        actions=ActionFacts(
            interferes=tuple((rn(a), rn(b)) for a, rights in INTERFERES.items() for b in rights),
            promotes=tuple((rn(a), rn(b)) for a, rights in PROMOTES.items() for b in rights),
            entails=tuple((rn(a), rn(b), "necessary") for a, b in ENTAILS.items()),
        ),
        safeguards=SafeguardFacts(given_by=tuple((rn("Notice"), rn(act)) for act in GIVERS)),
        characters={rn("HumanRight"): "RightGroup"},
    )


def _norm(number: int, **parts: object) -> Norm:
    plain = {"modality": Modality.OBLIGATION, "bearer": rn("State"), "action": rn("Limit"), "issuer": rn("Here")}
    provision = Provision(rn(f"p{number}"), f"art. {number}", rn("treaty"))
    return Norm(id=f"https://example.org/#n{number}", provision=provision, **{**plain, **parts})  # type: ignore[arg-type]


RIGHTS = ["HumanRight", "Speech", "Satire", "Home", "Nursery", "RightToEffectiveRemedy"]
ACTS = ["Limit", "Remove", "Hide", "Tell", "Explain"]


@st.composite
def _varied(
    draw: st.DrawFn,
    numbers: tuple[int, int],
    plain: Mapping[str, object],
    other: Mapping[str, Sequence[object]],
    most: int,
) -> Norm:
    """Return a norm that differs from a plain one in a few respects only."""
    keys = draw(st.lists(st.sampled_from(sorted(other)), max_size=most, unique=True))
    return _norm(draw(st.integers(*numbers)), **{**plain, **{key: draw(st.sampled_from(other[key])) for key in keys}})


drafts = st.builds(
    lambda norm, modality, action: replace(norm, modality=modality, action=rn(action)),
    _varied(
        (0, 0),
        {"bearer": rn("Platform"), "place": rn("Here")},
        {
            "object": [rn("Post"), rn("IllegalContent")],
            "issuer": [rn("Court"), rn("Platform")],
            "counterparty": [rn("Child"), rn("Child"), rn("Reader")],
            "safeguards": [(rn("Notice"),)],
            "remedy": ["an action in court"],
            "circumstance": [rn("War")],
            "restricts": [(rn("Home"),), (rn("Satire"),)],
            "subject_to": [("https://example.org/#n1",)],
        },
        1,
    ),
    st.sampled_from([Modality.PERMISSION, Modality.EXEMPTION, Modality.PERMISSION, *Modality]),
    st.sampled_from(ACTS),
) | _varied(
    (0, 0),
    {"modality": Modality.PERMISSION, "bearer": rn("Platform"), "place": rn("Here")},
    {"bearer": [rn("Court"), rn("Company")], "place": [rn("There"), rn("Here")], "action": [rn("Hide")]},
    3,
)
duties = _varied(
    (1, 4),
    {"action": rn("ProtectAgainstThirdParties"), "protects": (rn("HumanRight"),)},
    {
        "bearer": [rn("Court"), rn("Company")],
        "counterparty": [rn("Child"), rn("Child"), rn("Reader")],
        "place": [rn("Treaty"), rn("There"), rn("Here")],
        "protects": [(rn(each),) for each in RIGHTS],
        "circumstance": [rn("PersonUnderJurisdiction"), rn("War"), rn("War")],
        "force": [Force.SOFT, Force.NOT_YET],
        "validity": [Interval(DAYS[2], None), Interval(None, DAYS[2])],
        "modality": [Modality.PERMISSION],
    },
    2,
)
rulers = _varied(
    (5, 9),
    {"bearer": rn("Reader"), "action": rn("Tell"), "protects": (rn("Home"),)},
    {
        "bearer": [rn("Company"), rn("Platform"), rn("Company"), rn("State")],
        "action": [rn(each) for each in ("Explain", *ACTS)],
        "modality": [Modality.PROHIBITION, Modality.PROHIBITION, Modality.PERMISSION],
        "protects": [(), (rn("RightToEffectiveRemedy"),), (rn("Satire"),), (rn("HumanRight"),)],
        "place": [rn("Treaty"), rn("There")],
        "force": [Force.SOFT],
        "validity": [Interval(DAYS[2], None), Interval(None, DAYS[2])],
    },
    3,
)


def _is(narrow: str | None, wide: str) -> bool:
    return narrow is not None and wide in ABOVE.get(local_name(narrow), ())


def _related(one: str, other: str) -> bool | None:
    """Say whether two classes share members; ``None`` if that is not known."""
    up, down = ABOVE[local_name(one)], ABOVE[local_name(other)]
    if local_name(other) in up or local_name(one) in down:
        return True
    return False if any((a, b) in APART or (b, a) in APART for a in up for b in down) else None


def _holds(other: Norm, draft: Norm, day: date) -> bool:
    if day not in other.validity:
        return False
    if other.place is None or other.place == draft.place:
        return True
    return other.place == rn("Treaty") and draft.place == rn("Here") and MEMBER[0] <= day < MEMBER[1]


def _serves(protected: str, right: str, duty: Norm, draft: Norm) -> bool:
    """Say whether a duty to protect one right serves another: a wider one does, and one of just those persons."""
    theirs = duty.counterparty is not None and _is(draft.counterparty, local_name(duty.counterparty))
    return protected in ABOVE[right] or (theirs and right in ABOVE[protected])


def _expected(draft: Norm, law: list[Norm], day: date) -> dict[str, set[str]]:
    """Return the rights left unprotected, each with the duties to protect it, or nothing."""
    made_publicly = draft.issuer == rn("Here") or _is(draft.issuer, "State")
    if not made_publicly or _is(draft.bearer, "State"):
        return {}
    bounds = (draft.safeguards, draft.remedy, draft.circumstance, draft.subject_to)
    if any(bounds) or _is(draft.object, "IllegalContent"):
        return {}
    kinds = ABOVE[local_name(draft.action)]
    done = {*kinds, *(up for act in kinds if act in ENTAILS for up in ABOVE[ENTAILS[act]])}
    served = {right for act in kinds for right in PROMOTES.get(act, ())}
    hurt = {right for act in done for right in INTERFERES.get(act, ())}
    if draft.modality is Modality.PERMISSION:
        rights = {right for right in hurt if not any(each in ABOVE[right] for each in served)}
        rights |= {local_name(right) for right in draft.restricts}
    elif draft.modality is Modality.EXEMPTION:
        rights = set() if hurt else served
    else:
        return {}
    rights = {right for right in rights if not any(other in ABOVE[right] for other in rights - {right})}
    found: dict[str, set[str]] = {}
    for right in rights:
        duties = [
            other
            for other in law
            if other.modality is Modality.OBLIGATION
            and other.force is Force.BINDING
            and _is(other.action, "ProtectAgainstThirdParties")
            and any(_serves(local_name(each), right, other, draft) for each in other.protects)
            and (_is(rn("State") if draft.issuer == rn("Here") else draft.issuer, local_name(other.bearer)))
            and _holds(other, draft, day)
        ]
        sure = [duty for duty in duties if duty.circumstance in (None, rn("PersonUnderJurisdiction"))]
        by_name = [
            duty
            for duty in sure or duties
            if any(each != rn("HumanRight") and _serves(local_name(each), right, duty, draft) for each in duty.protects)
        ]
        if duties:
            found[right] = {duty.id for duty in by_name or sure or duties}
    for other in law:
        if other.force is not Force.BINDING or not _holds(other, draft, day):
            continue
        ban = other.modality is Modality.PROHIBITION
        if ban and _related(draft.bearer, other.bearer) and _related(draft.action, other.action):
            return {}
        if other.modality is Modality.OBLIGATION and _is(draft.bearer, local_name(other.bearer)):
            near = {local_name(each) for each in other.protects}
            touched = {*found, "RightToEffectiveRemedy"}
            serves = not near or any(a in ABOVE[b] or b in ABOVE[a] for a in touched for b in near)
            if found and serves and any(_is(other.action, act) for act in GIVERS):
                return {}
    return found


def _found(draft: Norm, law: list[Norm], day: date) -> dict[str, set[str]]:
    found = exposure(draft, Surroundings(tuple(law), (draft,)), _known(), day)
    if found is None:
        return {}
    pairs = zip(found.touches, found.duties, strict=True)
    return {local_name(touch.right): {duty.norm.id for duty in duties} for touch, duties in pairs}


laws = st.builds(
    lambda duties, rulers: [*duties, *rulers],
    st.lists(duties, min_size=1, max_size=4, unique_by=lambda norm: norm.id),
    st.lists(rulers, max_size=2, unique_by=lambda norm: norm.id),
)


@given(drafts, laws, st.sampled_from(DAYS))
@settings(max_examples=800, deadline=None)
def test_who_is_left_unprotected_is_what_the_judge_says(draft: Norm, law: list[Norm], day: date) -> None:
    assert _found(draft, law, day) == _expected(draft, law, day)


@given(drafts, laws, st.sampled_from(DAYS))
@settings(max_examples=150, deadline=None)
def test_a_safeguard_or_a_prohibition_ends_it_and_foreign_norms_change_nothing(
    draft: Norm, law: list[Norm], day: date
) -> None:
    before = _found(draft, law, day)
    assert _found(replace(draft, safeguards=(rn("Notice"),)), law, day) == {}
    ban = _norm(10, modality=Modality.PROHIBITION, bearer=draft.bearer, action=draft.action)
    assert _found(draft, [*law, ban], day) == {}
    elsewhere = _norm(11, action=rn("ProtectAgainstThirdParties"), protects=(rn("HumanRight"),), place=rn("Moon"))
    readers = _norm(12, modality=Modality.PROHIBITION, bearer=rn("Reader"), action=draft.action)
    assert _found(draft, [*law, readers, elsewhere], day) == before


def test_children_are_protected_by_name() -> None:
    law = session.law()
    licence = replace(_licence("BRA"), counterparty=rn("Child"))
    found = exposure(licence, Surroundings(law.norms), law.knowledge, date(2027, 1, 1))
    assert found is not None
    cited = [[duty.norm.provision.label for duty in duties if duty.norm.provision] for duties in found.duties]
    named = dict(zip((local_name(touch.right) for touch in found.touches), cited, strict=True))
    assert named == {
        "PrivacyOfCommunications": ["ICCPR art. 17(2)"],
        "RightToDataProtection": ["ICCPR art. 2(1)"],
    }
    touching = replace(licence, action=rn("InterfereArbitrarilyWithPrivacy"))
    found = exposure(touching, Surroundings(law.norms), law.knowledge, date(2027, 1, 1))
    assert found is not None
    assert [duty.norm.provision.label for duty in found.all_duties if duty.norm.provision] == [
        "CRC art. 16(2)",
        "ICCPR art. 17(2)",
    ]


def _licence(place: str) -> Norm:
    return Norm(
        id="https://example.org/bill#s1",
        modality=Modality.PERMISSION,
        bearer=rn("TelecommunicationsOperator"),
        action=rn("InterceptCommunications"),
        issuer=rn(place),
        place=rn(place),
    )


def _demanding(place: str, day: date) -> set[str]:
    law = session.law()
    found = exposure(_licence(place), Surroundings(law.norms), law.knowledge, day)
    return set() if found is None else {duty.norm.provision.label for duty in found.all_duties if duty.norm.provision}


def test_the_duties_change_on_the_day_on_which_a_state_ceases_to_be_a_party() -> None:
    covenant = {"ICCPR art. 2(1)", "ICCPR art. 17(2)"}  # the general duty for data, which the Covenant does not name
    assert _demanding("RUS", date(2022, 9, 15)) == covenant | {"ECHR art. 1", "ECHR art. 8(1)"}
    assert _demanding("RUS", date(2022, 9, 16)) == covenant
    assert _demanding("BRA", date(1992, 4, 23)) == set()
    assert _demanding("BRA", date(1992, 4, 24)) == covenant
    assert _demanding("DEU", date(2027, 1, 1)) == set()  # ePrivacy Directive art. 5(1) forbids the act
