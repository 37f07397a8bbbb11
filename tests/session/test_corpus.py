"""The Python interface: load, law, check, relation, and what a report gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rdflib import Graph

import rightsnet
from rightsnet import session
from rightsnet.errors import UsageError
from rightsnet.model.finding import Finding, Severity
from rightsnet.model.names import rn
from rightsnet.model.relation import Relation
from rightsnet.resources import folder

TAKEDOWN = folder("examples") / "takedown-24-hours"


def test_a_draft_is_checked_against_the_law_on_a_day() -> None:
    report = rightsnet.load(TAKEDOWN).check(against=rightsnet.law(), at=date(2027, 6, 1))
    assert not report.conforms
    assert report.checked.at == date(2027, 6, 1)
    assert sorted({finding.rule for finding in report.at_least(Severity.ERROR)}) == [
        "exempted-duty",
        "forbidden-imposition",
        "no-legitimate-aim",
    ]


def test_before_the_act_applies_nothing_of_it_is_judged() -> None:
    report = rightsnet.load(TAKEDOWN).check(at=date(2026, 12, 31))
    assert (len(report), report.checked.norms, report.conforms) == (0, 0, True)


def test_the_law_of_another_day_gives_other_findings(tmp_path: Path) -> None:
    early = tmp_path / "early.yaml"
    early.write_text((TAKEDOWN / "proposal.yaml").read_text("utf-8").replace("2027-01-01", "2015-01-01"), "utf-8")
    report = rightsnet.load(early).check(at=date(2016, 1, 1))
    grave = [finding for finding in report.at_least(Severity.ERROR) if finding.family == "conflict"]
    assert grave == []  # the Digital Services Act came later
    assert {norm.instrument.rsplit("/", 1)[-1] for finding in report for norm in finding.norms} & {"dsa"} == set()


def _with_the_dsa(finding: Finding) -> bool:
    return any(norm.instrument.endswith("/dsa") for norm in finding.norms)


def test_a_policy_decides_by_which_principle_a_norm_prevails() -> None:
    draft = rightsnet.load(TAKEDOWN)

    def deciding(*policy: str) -> set[str]:
        found = draft.check(policy=policy or None).findings
        return {finding.resolution.by for finding in found if finding.resolution and _with_the_dsa(finding)}

    assert deciding() == {"lex-superior"}
    assert deciding("pro-persona", "lex-superior") == {"pro-persona"}
    assert deciding("un-charter-103") == {""}
    with pytest.raises(UsageError, match="lex-superiour"):
        deciding("lex-superiour")


def test_two_norms_are_related_axis_by_axis() -> None:
    draft = {norm.label: norm for norm in rightsnet.load(TAKEDOWN).norms}
    law = {norm.id.rsplit("/", 1)[-1]: norm for norm in rightsnet.law().norms}
    found = rightsnet.relation(draft["s5"], law["dsa-20-1-complaints"])
    assert (found.axes["bearer"].relation, found.act) == (Relation.WITHIN, Relation.CONTAINS)
    assert found.axes["bearer"].witness == rn("SocialMediaPlatform")
    assert rightsnet.relate is rightsnet.relation


def test_a_graph_is_loaded_like_a_file() -> None:
    graph = rightsnet.load(TAKEDOWN).graph
    assert isinstance(graph, Graph)
    read = rightsnet.load(graph)
    assert [norm.id for norm in read.norms] == [norm.id for norm in rightsnet.load(TAKEDOWN).norms]


def test_an_unknown_rule_or_place_is_refused_with_the_nearest_names() -> None:
    draft = rightsnet.load(TAKEDOWN)
    with pytest.raises(UsageError, match="Did you mean void-permission"):
        draft.check(select=["void-permision"])
    with pytest.raises(UsageError, match="There is no place"):
        draft.check(place="Atlantis")


def test_a_report_is_neither_true_nor_false() -> None:
    report = session.load(TAKEDOWN).check(against=())
    with pytest.raises(TypeError, match=r"report\.conforms"):
        bool(report)
    assert [row["rule"] for row in report.rows()] == [finding.rule for finding in report.findings]


def test_a_place_given_from_outside_counts_where_a_norm_names_none(tmp_path: Path) -> None:
    path = tmp_path / "scan.yaml"
    path.write_text(
        "proposal: Scan\nid: https://example.org/scan\nissuer: DEU\nnorms:\n"
        "  - {id: scan, modality: duty, bearer: OnlinePlatform, action: MonitorGenerally, valid: {from: 2027-01-01},\n"
        "     aim: [RightsOfOthers], legal_basis: s 1}\n",
        "utf-8",
    )
    draft = rightsnet.load(path)

    def imposed(place: str) -> bool:
        report = draft.check(place=rn(place))
        return any(finding.rule == "forbidden-imposition" for finding in report if _with_the_dsa(finding))

    assert imposed("DEU")
    assert not imposed("BRA")
