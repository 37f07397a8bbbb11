"""Each principle of precedence, on the shipped law where it has a case for it, and the policy over them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightsnet import session
from rightsnet.algebra.boxes import compare
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.precedence import PRINCIPLES, Hierarchy, Opinion, Resolution, Side, order, resolve
from rightsnet.errors import UsageError
from rightsnet.model.interval import period
from rightsnet.model.names import ID, rn
from rightsnet.model.norm import Force, Modality, Norm
from rightsnet.rdf.ranks import read_hierarchy

DUTY, BAN, MAY = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION


@cache
def known() -> Knowledge:
    return session.law().knowledge


@cache
def hierarchy() -> Hierarchy:
    return read_hierarchy(session.ontology_facts(), session.law().facts)


def law(name: str) -> Norm:
    return next(norm for norm in session.law().norms if norm.id == ID + name)


def statute(modality: Modality, action: str, *, name: str = "act", **more: Any) -> Norm:
    given: dict[str, Any] = {
        "bearer": rn("OnlinePlatform"),
        "place": rn("DEU"),
        "issuer": rn("DEU"),
        "rank": rn("NationalStatute"),
        "validity": period(date(2027, 1, 1)),
        "instrument": f"https://example.org/{name}",
        "label": name,
    }
    return Norm(id=f"https://example.org/{name}#1", modality=modality, action=rn(action), **{**given, **more})


def ask(left: Norm, right: Norm, **more: Any) -> dict[str, Opinion]:
    return {opinion.principle: opinion for opinion in decide(left, right, **more).principles}


def decide(left: Norm, right: Norm, policy: Any = None) -> Resolution:
    return resolve(compare(left, right, known()), hierarchy(), known(), policy)


def test_the_law_of_the_union_has_primacy_over_a_later_statute_of_a_member_state() -> None:
    dsa = law("dsa-8-states")
    german = statute(DUTY, "ImposeGeneralMonitoringObligation", bearer=rn("State"))
    opinions = ask(german, dsa)
    assert opinions["lex-superior"].prefers is Side.RIGHT
    assert "CJEU 6/64 Costa v ENEL" in opinions["lex-superior"].cited
    assert opinions["lex-posterior"].prefers is Side.SILENT
    assert (decide(german, dsa).prevails, decide(german, dsa).by) == (Side.RIGHT, "lex-superior")


def test_primacy_ends_with_membership() -> None:
    dsa, gdpr = law("dsa-8-states"), law("gdpr-6-1-basis")
    british = statute(DUTY, "ImposeGeneralMonitoringObligation", bearer=rn("State"), place=rn("GBR"), issuer=rn("GBR"))
    assert ask(british, dsa)["lex-superior"].prefers is Side.SILENT
    before = statute(DUTY, "ProcessWithoutLegalBasis", bearer=rn("DataController"), validity=period(date(2018, 1, 1)))
    before = replace(before, place=rn("GBR"), issuer=rn("GBR"))
    assert ask(before, gdpr)["lex-superior"].prefers is Side.RIGHT  # while the two meet, the Kingdom is a member


def test_a_constitution_and_a_directive_are_named_with_what_is_contested() -> None:
    directive = law("eprivacy-5-1-intercept")
    german = statute(DUTY, "InterceptCommunications", bearer=directive.bearer, rank=rn("NationalConstitution"))
    opinion = ask(directive, german)["lex-superior"]
    assert opinion.prefers is Side.LEFT
    assert opinion.cited[2:] == ("CJEU 11/70 Internationale Handelsgesellschaft", "CJEU C-573/17 Popławski II")


def test_no_rank_reaches_from_a_treaty_to_a_statute_but_the_statute_excuses_nothing_between_states() -> None:
    covenant = law("iccpr-19-2-respect")
    german = statute(BAN, "RespectRight", bearer=rn("State"))
    found = decide(covenant, german)
    superior = next(opinion for opinion in found.principles if opinion.principle == "lex-superior")
    assert superior.prefers is Side.SILENT
    assert "no rank reaches across legal orders" in superior.reason
    (beside,) = found.beside
    assert (beside.principle, beside.prefers, beside.cited) == ("internal-law-no-excuse", Side.LEFT, ("VCLT art. 27",))
    assert decide(german, covenant).beside[0].prefers is Side.RIGHT


def test_a_treaty_to_which_the_state_is_no_party_excuses_nothing_and_demands_nothing() -> None:
    child = law("crc-13-1-respect")
    american = statute(BAN, "RespectRight", bearer=rn("State"), place=None, issuer=rn("USA"))
    assert decide(child, american).beside == ()


def test_a_covenant_yields_to_an_obligation_under_the_un_charter() -> None:
    covenant = law("iccpr-19-2-respect")
    sanction = replace(
        statute(
            DUTY, "BlockWebsite", bearer=rn("State"), place=None, issuer=rn("UnitedNationsBody"), label="Resolution"
        ),
        rank=rn("InternationalConstitutional"),
    )
    opinion = ask(sanction, covenant)["un-charter-103"]
    assert (opinion.prefers, opinion.cited) == (Side.LEFT, ("UN Charter art. 103",))
    assert ask(sanction, covenant)["lex-superior"].prefers is Side.LEFT
    charter_of_the_union = law("eu-charter-11-1-respect-states")
    assert ask(sanction, charter_of_the_union)["un-charter-103"].prefers is Side.SILENT
    assert ask(replace(sanction, modality=MAY), covenant)["un-charter-103"].prefers is Side.SILENT
    assert ask(sanction, statute(BAN, "BlockWebsite"))["un-charter-103"].prefers is Side.SILENT


def test_nothing_stands_against_a_peremptory_norm_not_even_the_un_charter() -> None:
    torture = law("iccpr-7-treatment")
    sanction = replace(
        statute(DUTY, "InflictIllTreatment", bearer=rn("State"), place=None, label="Resolution"),
        rank=rn("InternationalConstitutional"),
    )
    found = decide(sanction, torture)
    assert (found.prevails, found.by, found.agree) == (Side.RIGHT, "peremptory-norm", False)
    assert ask(law("iccpr-19-2-respect"), sanction)["peremptory-norm"].prefers is Side.SILENT
    # The Charter of the Union restates the right, but is no general international law.
    assert ask(law("eu-charter-4-treatment-states"), sanction)["peremptory-norm"].prefers is Side.SILENT
    # Article 15(2) protects much besides.
    assert ask(law("echr-15-2-nonderogable"), sanction)["peremptory-norm"].prefers is Side.SILENT


def test_declarations_of_the_texts() -> None:
    nonderogable, derogate = law("echr-15-2-nonderogable"), law("echr-15-1-derogate")
    assert ask(nonderogable, derogate)["declared-precedence"].prefers is Side.LEFT
    assert ask(derogate, nonderogable)["declared-precedence"].prefers is Side.RIGHT
    erase, billing = law("eprivacy-6-1-erase"), law("eprivacy-6-2-billing")
    assert ask(erase, billing)["declared-precedence"].prefers is Side.RIGHT
    assert ask(law("dsa-40-1-access"), law("gdpr-6-1-basis"))["declared-precedence"].prefers is Side.RIGHT
    # Each leaves the other untouched.
    both = ask(law("dsa-52-3-ceiling"), law("gdpr-83-5-ceiling"))["declared-precedence"]
    assert both.prefers is Side.SILENT
    assert both.reason.startswith("the declarations clash")


def test_ranks_of_one_state_and_of_two() -> None:
    low, high = (
        statute(DUTY, "VerifyAge", name="b"),
        statute(BAN, "VerifyAge", name="a", rank=rn("NationalConstitution")),
    )
    assert ask(low, high)["lex-superior"].prefers is Side.RIGHT
    french = replace(high, place=rn("FRA"), issuer=rn("FRA"))
    assert ask(low, french)["lex-superior"].prefers is Side.SILENT
    nowhere = replace(high, place=None, issuer=None)
    assert "to which State" in ask(low, nowhere)["lex-superior"].reason
    assert ask(low, replace(high, rank=None))["lex-superior"].reason == "nothing says what rank “a” has"
    soft = replace(high, rank=rn("RegionalSoft"), force=Force.SOFT)
    assert "soft law" in ask(low, soft)["lex-superior"].reason


def test_what_a_union_act_and_primary_law_are_to_each_other() -> None:
    charter, dsa = law("eu-charter-11-1-respect-states"), law("dsa-8-states")
    assert ask(dsa, charter)["lex-superior"].prefers is Side.RIGHT
    assert ask(law("eprivacy-6-1-erase"), law("gdpr-17-1-erase"))["lex-superior"].prefers is Side.SILENT


def test_of_two_statutes_of_one_rank_the_later_prevails() -> None:
    earlier = statute(BAN, "VerifyAge", name="a", validity=period(date(2020, 1, 1)))
    later = statute(DUTY, "VerifyAge", name="b")
    found = decide(earlier, later)
    assert (found.prevails, found.by) == (Side.RIGHT, "lex-posterior")
    assert decide(later, earlier).prevails is Side.LEFT
    assert decide(earlier, replace(later, rank=rn("NationalSecondary"))).by == "lex-superior"
    same_day = replace(later, validity=earlier.validity)
    assert (decide(earlier, same_day).prevails, decide(earlier, same_day).by) == (Side.SILENT, "")
    undated = replace(later, validity=period())
    assert ask(earlier, undated)["lex-posterior"].prefers is Side.SILENT
    one_act = replace(later, instrument=earlier.instrument)
    assert ask(earlier, one_act)["lex-posterior"].reason == "both norms stand in the same text"


def test_days_of_adoption_are_compared_with_each_other_only() -> None:
    gdpr, dsa = law("gdpr-17-1-erase"), law("dsa-8-states")
    assert "adopted 2022-10-19" in ask(gdpr, dsa)["lex-posterior"].reason
    proposal = replace(gdpr, id="https://example.org/p#1", instrument="https://example.org/p", label="p")
    proposal = replace(proposal, validity=period(date(2028, 1, 1)))
    assert "in force 2028-01-01" in ask(proposal, gdpr)["lex-posterior"].reason
    treaties = ask(law("crc-13-1-respect"), law("iccpr-19-2-respect"))["lex-posterior"]
    assert (treaties.prefers, treaties.cited) == (Side.LEFT, ("VCLT art. 30(3)", "VCLT art. 30(4)(a)"))


def test_a_special_norm_stands_against_a_later_general_one() -> None:
    general = statute(BAN, "SurveillanceAct", name="general", bearer=rn("State"))
    special = statute(MAY, "HackDevice", name="special", bearer=rn("LawEnforcementAuthority"))
    special = replace(special, validity=period(date(2028, 1, 1)))
    found = decide(special, general)
    assert (found.prevails, found.by, found.agree) == (Side.LEFT, "lex-specialis", True)
    # That a norm has been in force for longer, or not so long, makes it neither special nor general.
    assert ask(replace(special, validity=period(date(2020, 1, 1))), general)["lex-specialis"].prefers is Side.LEFT
    adopted = {special.instrument: date(2019, 1, 1), general.instrument: date(2026, 1, 1)}
    dated = replace(hierarchy(), adopted=adopted)
    found = resolve(compare(special, general, known()), dated, known())
    assert (found.prevails, found.by, found.agree) == (Side.LEFT, "lex-specialis", False)
    assert "not presumed to repeal" in found.principles[-1].reason
    other = resolve(compare(special, general, known()), dated, known(), ["lex-posterior", "lex-specialis"])
    assert (other.prevails, other.by) == (Side.RIGHT, "lex-posterior")


def test_a_special_norm_of_a_lower_rank_or_another_order_sets_nothing_aside() -> None:
    general = statute(BAN, "SurveillanceAct", name="general", bearer=rn("State"))
    special = statute(MAY, "HackDevice", name="special", bearer=rn("LawEnforcementAuthority"))
    decree = replace(special, rank=rn("NationalSecondary"))
    assert "lower rank" in ask(decree, general)["lex-specialis"].reason
    treaty = replace(general, rank=rn("InternationalTreaty"), place=rn("PartiesToICCPR"), issuer=None)
    assert ask(special, treaty)["lex-specialis"].prefers is Side.SILENT


def test_the_norm_that_protects_the_individual() -> None:
    liberty = replace(statute(MAY, "ImpartInformation", name="a"), protects=(rn("FreedomOfExpression"),))
    limit = replace(statute(BAN, "ImpartInformation", name="b"), restricts=(rn("FreedomOfExpression"),))
    plain = statute(BAN, "ImpartInformation", name="c")
    assert ask(liberty, limit)["pro-persona"].prefers is Side.LEFT
    assert ask(plain, liberty)["pro-persona"].prefers is Side.RIGHT
    assert ask(plain, limit)["pro-persona"].prefers is Side.LEFT
    reputation = replace(plain, protects=(rn("RightToPrivacy"),))
    assert ask(liberty, reputation)["pro-persona"].prefers is Side.SILENT
    two_sided = replace(limit, protects=(rn("RightToPrivacy"),))
    assert ask(plain, two_sided)["pro-persona"].reason.startswith("each norm protects somebody")
    assert ask(law("iccpr-19-2-respect"), plain)["pro-persona"].cited == ("ICCPR art. 5(2)",)


def test_where_no_principle_speaks_nothing_prevails() -> None:
    found = decide(Norm(id="a", modality=DUTY, bearer=rn("State"), action=rn("VerifyAge")), statute(BAN, "VerifyAge"))
    assert (found.prevails, found.by, found.agree) == (Side.SILENT, "", True)
    assert all(opinion.reason for opinion in found.principles)


def test_the_policy_decides_which_principle_is_asked_first() -> None:
    for policy in permutations(("declared-precedence", "lex-posterior")):
        found = decide(
            statute(DUTY, "VerifyAge", name="b"),
            statute(
                BAN,
                "VerifyAge",
                name="a",
                validity=period(date(2020, 1, 1)),
                overrides=("https://example.org/b",),
            ),
            policy,
        )
        assert found.by == policy[0]
        assert found.prevails is (Side.LEFT if policy[0] == "lex-posterior" else Side.RIGHT)
        assert not found.agree
        assert [opinion.principle for opinion in found.principles] == list(PRINCIPLES)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lex-superiour"], "There is no principle “lex-superiour”. Did you mean lex-superior?"),
        (["pro-persona", "pro-persona"], "The policy names “pro-persona” twice. Keep one of them."),
        ([], f"The policy names no principle. The principles are {', '.join(PRINCIPLES)}."),
        (["x"], f"There is no principle “x”. The principles are {', '.join(PRINCIPLES)}."),
    ],
)
def test_a_policy_that_is_none(words: list[str], message: str) -> None:
    with pytest.raises(UsageError) as error:
        order(words)
    assert str(error.value) == message


SHIPPED = sorted(norm.id for norm in session.law().norms)


@given(st.sampled_from(SHIPPED), st.sampled_from(SHIPPED))
@settings(deadline=None)
def test_the_verdict_does_not_depend_on_which_norm_comes_first(left: str, right: str) -> None:
    norms = {norm.id: norm for norm in session.law().norms}
    here, there = decide(norms[left], norms[right]), decide(norms[right], norms[left])
    turned = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.SILENT: Side.SILENT}
    assert [turned[opinion.prefers] for opinion in here.principles] == [o.prefers for o in there.principles]
    assert (turned[here.prevails], here.by, here.agree) == (there.prevails, there.by, there.agree)
    if left == right:
        assert here.prevails is Side.SILENT
