"""Soft law: it is cited, binds nobody, is no noise beside the law, and measures the rules of companies."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from ontology.shipped import INSTRUMENTS, facts
from rightsnet import session
from rightsnet.algebra.incitement import FACTORS
from rightsnet.model.finding import Finding, Severity
from rightsnet.model.names import PREFIXES, local_name, rn
from rightsnet.model.norm import Force, Norm

SOFT = ("gc16", "gc31", "gc34", "manila", "rabat", "santa-clara", "siracusa", "ungp")
NORMS = [norm for norm in session.law().norms if local_name(norm.instrument) in SOFT]
RESPONSIBILITY = "the responsibility of enterprises to respect human rights is no treaty duty"
WITHOUT_NORM = {
    12: "says which rights are meant",
    14: "says which enterprises are meant",
    15: "announces the principles 16 to 22",
    24: "orders in time what the principles 17 to 22 ask for",
    28: "asks States to consider access to mechanisms of others",
    31: "says what makes the mechanisms of other principles good",
}
"""Principles of the UN Guiding Principles that are no norm of their own, each with the reason."""
SEEN = {"rabat-25-blasphemy", "rabat-29-threshold", "siracusa-6-purpose"}
"""The norms whose paragraph was read while it was encoded; of the others the text was not at hand."""


def _ids(found: Finding) -> tuple[str, ...]:
    return tuple(local_name(norm.id) for norm in found.norms)


def test_soft_law_binds_nobody() -> None:
    assert {local_name(norm.instrument) for norm in NORMS} == set(SOFT)
    assert {norm.force for norm in NORMS} == {Force.SOFT}
    orders = {
        facts().name(
            facts().name(rn("Instrument").replace("ns#Instrument", f"id/{name}"), rn("rank")) or "", rn("legalOrder")
        )
        for name in SOFT
    }
    assert orders == {rn("SoftOrder")}


def test_what_is_said_to_be_sure_is_what_was_read() -> None:
    assert {local_name(norm.id) for norm in NORMS if norm.certainty == "sure"} == SEEN


@pytest.mark.parametrize("norm", NORMS, ids=[local_name(norm.id) for norm in NORMS])
def test_a_doubt_about_a_paragraph_is_explained(norm: Norm) -> None:
    note = facts().text(norm.id, rn("note"))
    assert norm.certainty != "check" or "to be checked" in note


def test_readings_of_the_covenant_name_what_they_read() -> None:
    paths = [path for path in INSTRUMENTS if path.stem in SOFT]
    pairs = facts(*paths).pairs(rn("interprets"))
    provisions = set(facts().instances(rn("Provision")))
    assert {local_name(one).split("-")[0] for one, _ in pairs} == {"gc16", "gc31", "gc34", "rabat", "siracusa"}
    assert [pair for pair in pairs if not set(pair) <= provisions] == []
    assert {local_name(str(read)).split("-")[0] for _, read in pairs} == {"iccpr"}
    readers = {norm.provision.id for norm in NORMS if norm.provision and local_name(norm.instrument).startswith("gc")}
    assert readers <= {one for one, _ in pairs}


def test_every_guiding_principle_is_a_norm_or_there_is_a_reason_why_not() -> None:
    labels = [norm.provision.locator for norm in NORMS if norm.provision and local_name(norm.instrument) == "ungp"]
    cited = {int(number) for label in labels for number in re.findall(r"\d+", label)}
    assert cited | set(WITHOUT_NORM) == set(range(1, 32))
    assert not cited & set(WITHOUT_NORM)


def test_the_factors_of_the_threshold_are_those_of_the_source_and_in_its_order() -> None:
    taxonomy = session.law().knowledge.taxonomy
    below = {narrow for narrow, wide in taxonomy.axioms.subclasses if wide == rn("RabatFactor")}
    assert below == set(FACTORS)
    sources = [facts().text(factor, PREFIXES["dct"] + "source") for factor in FACTORS]
    assert sources == [f"Rabat Plan of Action, para. 29({letter})" for letter in "abcdef"]
    assert all(taxonomy.is_kind_of(rn("CriminalThresholdTest"), factor) for factor in FACTORS)


def test_soft_law_adds_no_error_to_the_law_and_little_else() -> None:
    report = session.law().conflicts(everything=True)
    ours = {norm.id for norm in NORMS}
    found = [f for f in report.findings if f.status.value == "open" and ours & {norm.id for norm in f.norms}]
    warnings = [(f.rule, *_ids(f)) for f in found if f.severity is not Severity.NOTE]
    assert warnings == [("exempted-duty", "manila-5-review", "dsa-19-1-complaints")]
    assert sorted((f.rule, *_ids(f)) for f in found if f.rule == "duplicate-norm") == []
    assert (
        len([f for f in found if f.rule == "narrowed-duty"]) == 4
    )  # Manila, principle I(d), beside duties to legislate
    assert len([f for f in found if f.rule == "redundant-norm"]) == 14  # soft texts that ask for the same


BILL = """
    proposal: Communications Orders Bill
    id: https://example.org/bill
    issuer: KEN
    place: KEN
    rank: statute
    status: proposed
    valid: {from: 2027-01-01}
    areas: [ContentRegulation]
    norms:
      - {id: licence, modality: power, bearer: MediaRegulator, action: RequireLicence, object: JournalisticContent,
         counterparty: Journalist}
      - {id: blasphemy, modality: power, bearer: Legislature, action: CriminaliseBlasphemy, object: ReligiousSpeech}
      - {id: prison, modality: power, bearer: Court, action: ImprisonForExpression, object: DefamatoryContent}
      - {id: block, modality: duty, bearer: InternetAccessProvider, action: BlockWebsite}
      - {id: history, modality: duty, bearer: State, action: CriminaliseExpression, object: HistoricalFactOpinion}
      - {id: officials, modality: duty, bearer: State, action: CriminaliseDefamation, object: CriticismOfGovernment}
      - {id: call, modality: power, bearer: ExecutiveGovernment, action: RequestRemovalInformally}
      - {id: takedown, modality: duty, bearer: OnlinePlatform, action: RemoveContent, object: Disinformation}
      - {id: courts, modality: duty, bearer: OnlinePlatform, action: RemoveContent, object: IllegalContent,
         circumstance: JudicialOrderExists}
"""


def test_what_soft_law_advises_against_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "bill.yaml"
    path.write_text(textwrap.dedent(BILL), encoding="utf-8")
    ours = {norm.id for norm in NORMS}
    findings = [f for f in session.load(path).check().findings if ours & {norm.id for norm in f.norms}]
    assert {f.severity for f in findings} == {Severity.WARNING}
    assert {(f.rule, *_ids(f)) for f in findings} == {
        ("void-permission", "licence", "gc34-44-licence"),
        ("void-permission", "blasphemy", "gc34-48-blasphemy"),
        ("void-permission", "blasphemy", "rabat-25-blasphemy"),
        ("void-permission", "prison", "gc34-47-prison"),
        ("forbidden-imposition", "block", "gc34-43-generic"),
        ("forbidden-imposition", "block", "manila-2-a-court"),
        ("impossible-duty", "history", "gc34-49-history"),
        ("impossible-duty", "officials", "siracusa-37-honour"),
        ("impossible-duty", "officials", "gc34-38-criticism"),
        ("void-permission", "call", "manila-6-extrajudicial"),
        ("forbidden-imposition", "takedown", "manila-2-a-court"),
    }


TERMS = """
    proposal: Terms of Service of a Platform
    id: https://example.org/terms
    issuer: OnlinePlatform
    place: WORLD
    rank: CorporatePolicy
    status: in-force
    valid: {from: 2026-01-01}
    areas: [ContentRegulation]
    norms:
"""
WITHOUT_PROCESS = """
      - {id: remove, modality: permission, bearer: OnlinePlatform, action: RestrictContent, object: Content, provision: c 1,
         text: We may remove any content at our sole discretion.}
      - {id: terminate, modality: permission, bearer: OnlinePlatform, action: TerminateAccount, object: UserAccount,
         provision: c 1, text: We may end any account at our sole discretion.}
      - {id: no-notice, modality: exemption, bearer: OnlinePlatform, action: NotifyAffectedUser, object: ModerationDecision,
         provision: c 1, text: We give no notice.}
      - {id: final, modality: exemption, bearer: OnlinePlatform, action: ProvideInternalComplaint,
         object: ModerationDecision, provision: c 2, text: Our decisions are final.}
"""
CAREFUL = """
      - {id: notice, modality: duty, bearer: OnlinePlatform, action: GiveStatementOfReasons, object: ModerationDecision,
         provision: c 1, text: We tell you what we did and why., protects: [RightToEffectiveRemedy]}
      - {id: appeal, modality: duty, bearer: OnlinePlatform, action: ProvideInternalComplaint, object: ModerationDecision,
         provision: c 2, text: You can appeal to somebody else., protects: [RightToEffectiveRemedy]}
      - {id: commit, modality: duty, bearer: OnlinePlatform, action: ConductDueDiligence, provision: c 3,
         text: We keep finding out how we affect rights., protects: [HumanRight]}
"""


def _checked(norms: str, folder: Path) -> tuple[Finding, ...]:
    path = folder / "terms.yaml"
    path.write_text(textwrap.dedent(TERMS) + textwrap.dedent(norms), encoding="utf-8")
    return session.load(path).check(place=rn("WORLD")).findings


def test_terms_without_process_break_the_law_and_fall_short_of_the_responsibility(tmp_path: Path) -> None:
    findings = _checked(WITHOUT_PROCESS, tmp_path)
    errors = [_ids(f) for f in findings if f.severity is Severity.ERROR]
    assert errors == [("dsa-17-1-reasons", "no-notice"), ("dsa-20-1-complaints", "final")]
    short = [f for f in findings if f.family == "interference"]
    assert {(f.rule, *_ids(f)) for f in short} == {
        (rule, norm)
        for norm in ("remove", "terminate")
        for rule in ("no-legal-basis", "necessity-not-shown", "safeguards-missing")
    }
    assert all(f.severity is Severity.WARNING and RESPONSIBILITY in f.because for f in short)
    cited = {local_name(provision.id) for f in short for provision in f.provisions}
    principles = {"ungp-13", "ungp-18", "ungp-21", "ungp-22", "ungp-29"}
    assert cited == principles | {"santa-clara-f1", "santa-clara-f2", "santa-clara-o2", "santa-clara-o3"}
    beside = {_ids(f)[0] for f in findings if f.rule == "exempted-duty" and f.severity is Severity.WARNING}
    assert beside == {"manila-5-review", "santa-clara-o2-notice", "santa-clara-o3-appeal"}


def test_what_a_company_promises_to_do_for_users_is_no_interference(tmp_path: Path) -> None:
    assert [
        f for f in _checked(CAREFUL, tmp_path) if f.severity is not Severity.NOTE or f.family == "interference"
    ] == []
