"""What the texts say about each other: exceptions, savings, precedence, and liberties that may be limited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from algebra.generated_norms import changed
from rightsnet.algebra.declarations import covers, declared, excepted, name
from rightsnet.algebra.knowledge import ActionFacts, Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.errors import Location
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Modality, Norm, Provision

KNOWN = Knowledge(labels={"gdpr": "GDPR", "gdpr-17": "GDPR art. 17", "gdpr-17-1": "GDPR art. 17(1)"})
LAW = Norm(
    id="gdpr-17-1-erase",
    modality=Modality.OBLIGATION,
    bearer="Controller",
    action="Erase",
    label="Erasure",
    provision=Provision("gdpr-17-1", "GDPR art. 17(1)", "gdpr", "art. 17(1)"),
    instrument="gdpr",
)
DRAFT = Norm(
    id="bill#s4",
    modality=Modality.PROHIBITION,
    bearer="Controller",
    action="Erase",
    label="s4",
    provision=Provision("bill#p", "Bill s 4(1)", "bill", "s 4(1)"),
    locations={"": Location("bill.yaml", 3)},
)
WORDS = {
    "exception_to": "declares itself an exception to",
    "subject_to": "declares that it yields to",
    "without_prejudice_to": "leaves untouched",
    "overrides": "declares that it prevails over",
}


@pytest.mark.parametrize("attribute", WORDS)
@pytest.mark.parametrize("named", ["gdpr-17-1-erase", "gdpr-17-1", "gdpr-17", "gdpr"])
def test_a_declaration_reaches_a_norm_its_provision_the_article_and_the_whole_instrument(
    attribute: str, named: str
) -> None:
    draft = changed(DRAFT, attribute, (named,))
    label = KNOWN.label(named)
    expected = f"“s4” (s 4(1)) {WORDS[attribute]} {label}"
    assert declared(draft, LAW, (), KNOWN) == expected
    assert declared(LAW, draft, (), KNOWN) == expected


@pytest.mark.parametrize("named", ["gdpr-17-2", "gdpr-1", "gdp", "ccpa", "gdpr-17-1-erase-2", "gdpr-17-1-"])
def test_a_declaration_reaches_nothing_else(named: str) -> None:
    for attribute in WORDS:
        assert declared(changed(DRAFT, attribute, (named,)), LAW, (), KNOWN) == ""


def test_a_convention_does_not_reach_the_norms_of_its_protocol() -> None:
    property_right = replace(
        LAW, id="echr-p1-1-respect", instrument="echr-p1", provision=Provision("echr-p1-1", "ECHR P1 art. 1", "echr-p1")
    )
    assert [covers(named, property_right) for named in ("echr", "echr-p1", "echr-p1-1")] == [False, True, True]


def test_norms_that_declare_nothing_are_not_settled() -> None:
    assert declared(DRAFT, LAW, (), KNOWN) == ""
    assert declared(replace(DRAFT, exception_to=("bill#s4",)), LAW, (), KNOWN) == ""


def test_nothing_is_covered_by_a_norm_without_a_provision_but_its_own_name() -> None:
    bare = Norm(id="n", modality=Modality.OBLIGATION, bearer="B", action="A")
    assert [covers(named, bare) for named in ("n", "m", "n-1")] == [True, False, False]


def test_a_liberty_that_its_instrument_lets_be_limited_is_not_voided_by_a_ban() -> None:
    liberty = replace(LAW, modality=Modality.PERMISSION, subject_to=("gdpr-17",))
    known = replace(KNOWN, labels={**KNOWN.labels, "clause": "ICCPR art. 19(3)"})
    liberty = replace(liberty, subject_to=("clause",))
    expected = "GDPR art. 17(1) may be limited under ICCPR art. 19(3)"
    assert declared(liberty, DRAFT, {"clause"}, known) == expected
    assert declared(DRAFT, liberty, {"clause"}, known) == expected


def test_the_clause_must_be_one_that_allows_limitation_and_the_pair_a_liberty_and_a_ban() -> None:
    liberty = replace(LAW, modality=Modality.PERMISSION, subject_to=("clause",))
    assert declared(liberty, DRAFT, {"another"}, KNOWN) == ""
    assert declared(liberty, replace(DRAFT, modality=Modality.OBLIGATION), {"clause"}, KNOWN) == ""
    assert declared(replace(liberty, modality=Modality.OBLIGATION), DRAFT, {"clause"}, KNOWN) == ""


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        (LAW, "GDPR art. 17(1)"),
        (DRAFT, "“s4” (s 4(1))"),
        (replace(DRAFT, provision=None), "“s4”"),
        (replace(DRAFT, provision=Provision("p", "Bill")), "“s4”"),
    ],
)
def test_law_is_named_by_its_citation_and_a_draft_by_its_own_name(norm: Norm, expected: str) -> None:
    assert name(norm) == expected


CLASSES = ("Court", "Erase", "EraseCopy", "Host", "Imposing", "Keep", "Ordered", "Platform", "Video", "Anything")
WORLD = Knowledge(
    Taxonomy(
        Axioms(
            classes=frozenset({*CLASSES, rn("State"), rn("Actor"), rn("LegalObligationRequires")}),
            subclasses=frozenset(
                {
                    ("Platform", "Host"),
                    ("EraseCopy", "Erase"),
                    ("Video", "Anything"),
                    ("Court", rn("State")),
                    (rn("LegalObligationRequires"), "Ordered"),
                }
            ),
        )
    ),
    Places({}, names=("Land",)),
    ActionFacts(imposes=(("Imposing", "Erase"),)),
    labels={"ban-1": "Act art. 1"},
)
BAN = Norm(
    id="ban", modality=Modality.PROHIBITION, bearer="Host", action="Erase", provision=Provision("ban-1", "Act art. 1")
)
EXCEPTION = Norm(
    id="exception",
    modality=Modality.PERMISSION,
    bearer="Host",
    action="Erase",
    object="Anything",
    circumstance="Ordered",
    exception_to=("ban-1",),
    provision=Provision("ban-2", "Act art. 2"),
)
DUTY = Norm(
    id="s1",
    modality=Modality.OBLIGATION,
    bearer="Platform",
    action="EraseCopy",
    object="Video",
    circumstance="Ordered",
    issuer="Host",
)
SAID = "Act art. 2 makes an exception for this"


def _excepted(draft: Norm, exceptions: Sequence[Norm] = (EXCEPTION,), target: Norm = BAN) -> str:
    return excepted(draft, target, exceptions, WORLD)


def test_an_exception_of_the_law_reaches_what_lies_within_it_whole() -> None:
    assert _excepted(DUTY) == SAID


@pytest.mark.parametrize(
    ("axis", "value"),
    [("bearer", "Court"), ("action", "Keep"), ("object", None), ("circumstance", None)],
)
def test_an_exception_of_the_law_does_not_reach_what_goes_beyond_it(axis: str, value: str | None) -> None:
    assert _excepted(changed(DUTY, axis, value)) == ""


def test_an_exception_to_something_else_or_of_another_modality_says_nothing() -> None:
    assert _excepted(DUTY, []) == ""
    assert _excepted(DUTY, [replace(EXCEPTION, exception_to=("ban-2",))]) == ""
    assert _excepted(DUTY, [replace(EXCEPTION, modality=Modality.OBLIGATION)]) == ""
    assert _excepted(DUTY, [replace(EXCEPTION, modality=Modality.EXEMPTION)]) == SAID


def test_a_binding_duty_that_public_authority_lays_down_is_a_legal_obligation() -> None:
    always = replace(DUTY, circumstance=None)
    assert _excepted(replace(always, issuer="Court")) == SAID
    assert _excepted(replace(always, issuer="Land")) == SAID
    assert _excepted(replace(always, issuer="Court", force=Force.SOFT)) == ""
    assert _excepted(replace(always, issuer="Court", modality=Modality.PERMISSION)) == ""
    assert _excepted(replace(always, issuer="Court"), [replace(EXCEPTION, circumstance="Video")]) == ""


def test_only_an_exemption_lifts_a_duty() -> None:
    owed = replace(BAN, modality=Modality.OBLIGATION)
    draft = replace(DUTY, modality=Modality.PROHIBITION)
    assert _excepted(draft, target=owed) == ""
    exemption = replace(EXCEPTION, modality=Modality.EXEMPTION)
    assert _excepted(draft, [exemption], owed) == SAID
    assert _excepted(draft, [replace(exemption, action="EraseCopy")], owed) == ""
    assert _excepted(draft, [replace(exemption, bearer="Court")], owed) == ""


def test_an_exception_to_a_ban_of_imposing_lets_its_bearer_impose() -> None:
    ban = replace(BAN, bearer="Platform", action="Erase", origin=rn("State"), derivation="imposed")
    exception = replace(EXCEPTION, bearer="Court", action="Imposing", counterparty="Platform")
    imposed = replace(DUTY, issuer="Court")
    assert _excepted(imposed, [exception], ban) == SAID
    assert _excepted(replace(imposed, issuer="Land"), [exception], ban) == ""
    assert _excepted(imposed, [replace(exception, counterparty="Court")], ban) == ""
    assert _excepted(imposed, [replace(exception, action="Keep")], ban) == ""
    assert _excepted(replace(imposed, action="Keep"), [exception], ban) == ""
