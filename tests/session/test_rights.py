"""Rights that a draft limits: what States declared about treaties counts, and what fails alike is said once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rightsnet import session
from rightsnet.algebra.interferences import InterferenceRule
from rightsnet.model.finding import Certainty, Finding, Severity
from rightsnet.rules import collect
from rightsnet.session import Corpus

DECLARED = """
@prefix rn: <https://w3id.org/rightsnet/ns#> .
@prefix id: <https://w3id.org/rightsnet/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
HEAD = "proposal: A case\nid: https://example.org/case\nissuer: {place}\nplace: {place}\nrank: statute\nnorms:\n"
SUSPEND = """
  - {id: suspend, modality: power, bearer: ExecutiveGovernment, action: DerogateFromRight, valid: {from: 2027-01-01},
     restricts: [FreedomOfExpression], circumstance: ProclaimedPublicEmergency,
     safeguards: [StrictlyRequiredByExigencies, NonDiscriminationClause]}
"""
BLOCK = """
  - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, valid: {from: 2027-01-01}}
"""


def draft(folder: Path, place: str, norms: str, declared: str = "") -> Corpus:
    path, terms = folder / "case.yaml", folder / "declared.ttl"
    path.write_text(HEAD.format(place=place) + norms, encoding="utf-8")
    terms.write_text(DECLARED + declared, encoding="utf-8")
    return session.load(path, ontology=[terms] if declared else [])


def found(body: Corpus, rule: str, *, at: date | None = None, possible: bool = False) -> list[Finding]:
    return list(body.check(select=[rule], at=at, possible=possible).findings)


def notice(more: str = "") -> str:
    return f"""
        <https://example.org/notice> a rn:DerogationNotice ; rn:derogatingParty rn:BRA ; rn:derogatesUnder id:iccpr ;
            rn:effectiveFrom "2027-01-01"^^xsd:date ; rn:effectiveUntil "2028-01-01"^^xsd:date {more}.
        """


@pytest.mark.parametrize(
    ("declared", "at", "valid"),
    [
        ("", date(2027, 6, 1), False),
        (notice(), date(2027, 6, 1), True),
        (notice(), date(2028, 1, 1), False),
        (notice("; rn:derogatedProvision id:iccpr-19-3"), date(2027, 6, 1), True),
        (notice("; rn:derogatedProvision id:iccpr-21"), date(2027, 6, 1), False),
        (notice().replace("id:iccpr ", "id:echr "), date(2027, 6, 1), False),
    ],
    ids=["none", "in force", "over", "from this clause", "from another clause", "under another treaty"],
)
def test_a_notice_that_a_state_has_given_counts_as_notification(
    declared: str, at: date, valid: bool, tmp_path: Path
) -> None:
    body = draft(tmp_path, "BRA", SUSPEND, declared)
    flaws = [finding.witness["flaws"] for finding in found(body, "invalid-derogation", at=at)]
    assert flaws == ([] if valid else ["DerogationNotification"])
    assert len(found(body, "justified-on-its-face", at=at)) == valid


def reservation(effect: str) -> str:
    return f"""
        <https://example.org/r> a rn:Reservation ; rn:reservingParty rn:BRA ; rn:reservedProvision id:iccpr-19-3 ;
            rn:reservationEffect rn:{effect} ; rn:text "licences of broadcasters are untouched"@en .
        """


def test_a_clause_that_a_reservation_excludes_is_not_cited_and_one_that_it_changes_is_cited_with_doubt(
    tmp_path: Path,
) -> None:
    (plain,) = found(draft(tmp_path, "BRA", BLOCK), "no-legal-basis")
    (changed,) = found(draft(tmp_path, "BRA", BLOCK, reservation("ModifiesProvision")), "no-legal-basis")
    excluded = found(draft(tmp_path, "BRA", BLOCK, reservation("ExcludesProvision")), "no-legal-basis")
    assert (plain.certainty, changed.certainty, excluded) == (Certainty.CERTAIN, Certainty.LIKELY, [])
    assert "Brazil made a reservation to ICCPR art. 19(3): licences of broadcasters are untouched" in changed.because


def test_where_the_sources_disagree_whether_a_state_is_bound_the_finding_is_shown_on_request_only(
    tmp_path: Path,
) -> None:
    declared = """
        <https://example.org/m> a rn:Membership ; rn:member rn:SGP ; rn:organisation rn:PartiesToICCPR ;
            rn:standing rn:Unknown .
        """
    body = draft(tmp_path, "SGP", BLOCK, declared)
    assert found(body, "no-legal-basis") == []
    (finding,) = found(body, "no-legal-basis", possible=True)
    assert finding.certainty is Certainty.POSSIBLE
    assert "it is not known whether Singapore was bound by the ICCPR on 2027-01-01" in finding.because


@pytest.mark.parametrize(
    ("issuer", "circumstance", "certainty"),
    [
        ("EU", "", Certainty.CERTAIN),
        ("DEU", "", Certainty.LIKELY),
        ("DEU", "circumstance: WithinScopeOfUnionLaw,", Certainty.CERTAIN),
    ],
)
def test_the_charter_binds_the_union_always_and_a_member_state_where_it_implements_union_law(
    issuer: str, circumstance: str, certainty: Certainty, tmp_path: Path
) -> None:
    norm = (
        "\n  - {id: store, modality: duty, bearer: TelecommunicationsOperator, action: ProfileUsers, "
        f"{circumstance} valid: {{from: 2027-01-01}}}}\n"
    )
    findings = found(draft(tmp_path, issuer, norm), "no-legal-basis")
    surest = {finding.rights: finding.certainty for finding in findings if "RightToDataProtection" in finding.rights}
    assert list(surest.values()) == [certainty]


def test_what_fails_alike_for_several_rights_is_one_finding_with_all_rights_and_provisions(tmp_path: Path) -> None:
    norm = "\n  - {id: stop, modality: duty, bearer: TelecommunicationsOperator, action: ShutDownInternet}\n"
    (finding,) = found(draft(tmp_path, "BRA", norm), "no-legal-basis")
    assert finding.rights == ("FreedomOfExpression", "FreedomOfPeacefulAssembly")
    assert finding.message == (
        "This norm limits freedom of expression and freedom of peaceful assembly but names no legal basis; a limitation "
        "must be “provided by law”; “in conformity with the law”."
    )
    assert {provision.label for provision in finding.provisions} == {"ICCPR art. 19(3)", "ICCPR art. 21"}


def test_rights_that_lie_in_each_other_make_one_finding(tmp_path: Path) -> None:
    norm = "\n  - {id: listen, modality: power, bearer: LawEnforcementAuthority, action: InterceptCommunications}\n"
    findings = found(draft(tmp_path, "BRA", norm), "no-legal-basis")
    assert [finding.rights for finding in findings] == [("RightToPrivacy",)]


def test_what_an_enterprise_gives_itself_is_measured_by_its_responsibility_and_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text(
        "proposal: Terms\nid: https://example.org/terms\nissuer: OnlinePlatform\nrank: CorporatePolicy\nnorms:\n"
        "  - {id: remove, modality: permission, bearer: OnlinePlatform, action: RemoveContent, valid: {from: 2027-01-01}}\n",
        encoding="utf-8",
    )
    report = session.load(path).check(select=["necessity-not-shown", "no-legitimate-aim", "safeguards-missing"])
    assert report.findings
    assert {finding.severity for finding in report.findings} == {Severity.WARNING}
    assert all("no treaty duty" in finding.because for finding in report.findings)
    cited = {provision.label for finding in report.findings for provision in finding.provisions}
    assert not {label for label in cited if label.startswith(("ICCPR", "ECHR", "EU Charter"))}


def test_what_an_authority_lets_private_persons_do_is_not_its_own_interference(tmp_path: Path) -> None:
    norm = "\n  - {id: may, modality: permission, bearer: OnlinePlatform, action: RemoveContent}\n"
    assert found(draft(tmp_path, "BRA", norm), "no-legal-basis") == []


def test_erasing_personal_data_serves_their_protection(tmp_path: Path) -> None:
    norm = "\n  - {id: erase, modality: duty, bearer: DataController, action: ErasePersonalData}\n"
    assert found(draft(tmp_path, "DEU", norm), "no-legal-basis") == []


CALIBRATED = {
    # Every upload is checked before it can be seen; the aim is permitted and nothing else is said. Remedies: DSA art. 21.
    "scan": (
        "DEU",
        "{id: n, modality: duty, bearer: OnlinePlatform, action: FilterUploads, object: UserGeneratedContent, "
        "aim: [RightsOfOthers]}",
        {"no-legal-basis", "necessity-not-shown", "disproportionate-scope"},
    ),
    # A minister may suspend the internet in a region during demonstrations, for an aim that is on no list.
    "suspension": (
        "UGA",
        "{id: n, modality: power, bearer: ExecutiveGovernment, action: OrderNetworkDisruption, "
        "object: InternetAccessService, circumstance: ProtestOrAssembly}",
        {
            "no-legal-basis",
            "no-legitimate-aim",
            "necessity-not-shown",
            "disproportionate-scope",
            "safeguards-missing",
        },
    ),
    # A court orders a host to disable access to specified illegal content, with all that is asked for.
    "order": (
        "DEU",
        "{id: n, modality: power, bearer: Court, action: OrderContentRestriction, object: IllegalContent, "
        "aim: [RightsOfOthers, PublicOrder], legal_basis: s 1, necessity: Stated., less_restrictive_means: Stated., "
        "safeguards: [PriorJudicialAuthorisation, TargetSpecificity, TerritorialLimit, TimeLimit, StatementOfReasons, "
        "JudicialReview, EffectiveRemedy]}",
        {"justified-on-its-face"},
    ),
    # A judge has identified data preserved for ninety days, and the person is told afterwards.
    "preservation": (
        "DEU",
        "{id: n, modality: power, bearer: Court, action: OrderDataPreservation, object: ElectronicEvidence, "
        "circumstance: CriminalInvestigation, aim: [CrimeInvestigation], legal_basis: s 1, necessity: Stated., "
        "less_restrictive_means: Stated., limits: [{measure: PreservationDays, max: 90}], "
        "safeguards: [PriorJudicialAuthorisation, TargetSpecificity, NoticeOfSurveillance, JudicialReview]}",
        {"justified-on-its-face"},
    ),
    # Data-subject rights step back for journalism, and nothing is limited by that.
    "journalism": (
        "DEU",
        "{id: n, modality: exemption, bearer: DataController, action: ErasePersonalData, object: PersonalData, "
        "circumstance: JournalisticPurpose}",
        set(),
    ),
}


@pytest.mark.parametrize("name", CALIBRATED)
def test_what_a_rights_lawyer_expects_of_a_proposal_is_what_is_said_of_it(name: str, tmp_path: Path) -> None:
    place, norm, expected = CALIBRATED[name]
    rules = [rule.name() for rule in collect() if issubclass(rule, InterferenceRule)]
    body = draft(tmp_path, place, f"  - {norm[:-1]}, valid: {{from: 2027-01-01}}}}\n")
    assert {finding.rule for finding in body.check(select=rules).findings} == expected
