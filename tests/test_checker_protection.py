"""The checker on what a norm lacks: it accepts the findings of the rules' own cases, and none that has been changed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rightsnet import checker, session
from rightsnet.algebra.shortcomings import NormRule
from rightsnet.checker import protection
from rightsnet.model.finding import Finding
from rightsnet.model.norm import Modality, Norm, Provision
from rightsnet.model.stated import Stated
from rightsnet.rules import collect
from test_checker import CHANGES

RULES = [rule for rule in collect() if issubclass(rule, NormRule)]
HEAD = "proposal: A case\nid: https://example.org/case\nissuer: WORLD\nnorms:\n"
CASES = [(rule, number) for rule in RULES for number in range(len(rule.flags))]


def _with_other_rights(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    if finding.rule == "person-left-unprotected":
        yield replace(finding, rights=())
        yield replace(finding, rights=(*finding.rights, "RightToLife"))
        yield from (
            replace(finding, rights=finding.rights[:n] + finding.rights[n + 1 :]) for n in range(len(finding.rights))
        )


def _with_other_provisions(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    foreign = Provision("https://w3id.org/rightsnet/id/dsa-8", "DSA art. 8")
    yield replace(finding, provisions=(*finding.provisions, foreign))
    yield replace(finding, provisions=())
    yield replace(finding, provisions=finding.provisions[1:])


def _with_another_key(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    yield replace(finding, key=(*finding.key, "https://w3id.org/rightsnet/ns#JudicialReview"))
    yield from (replace(finding, key=finding.key[:n] + finding.key[n + 1 :]) for n in range(len(finding.key)))


def _with_a_changed_norm(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Norm]:
    """Yield norms that are not at fault, and stand under the id of the one that is."""
    norm = known[finding.norms[0].id]
    other = Modality.OBLIGATION if norm.modality is Modality.PROHIBITION else Modality.PROHIBITION
    yield replace(norm, modality=other, sanction="", action="https://w3id.org/rightsnet/ns#InformUsers")
    yield replace(norm, issuer="https://w3id.org/rightsnet/ns#OnlinePlatform")
    yield replace(norm, safeguards=("https://w3id.org/rightsnet/ns#CriminalThresholdTest",))


MORE = {
    **CHANGES,
    "other rights": _with_other_rights,
    "other provisions": _with_other_provisions,
    "another key": _with_another_key,
}


@cache
def _case(position: int) -> tuple[tuple[Finding, ...], Mapping[str, Norm], Stated]:
    rule, number = CASES[position]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        body = textwrap.indent(textwrap.dedent(rule.flags[number].norms), "  ")
        path.write_text(HEAD + body, encoding="utf-8")
        draft = session.load(path)
        findings = draft.check(select=[rule.name()]).findings
    return findings, {norm.id: norm for norm in (*session.law().norms, *draft.norms)}, draft.stated


def test_the_checker_knows_every_rule_on_what_a_norm_lacks() -> None:
    assert {rule.name() for rule in RULES} == set(protection.RULES)


@pytest.mark.parametrize("position", range(len(CASES)))
def test_the_findings_of_the_cases_pass(position: int) -> None:
    findings, known, said = _case(position)
    assert findings
    assert {checker.check(finding, known, said) for finding in findings} == {""}


@pytest.mark.parametrize("kind", MORE)
def test_no_changed_finding_passes(kind: str) -> None:
    tried = 0
    for position in range(len(CASES)):
        findings, known, said = _case(position)
        for finding in findings:
            for changed in MORE[kind](finding, known):
                tried += 1
                assert checker.check(changed, known, said), (kind, changed.rule, changed.premises, changed.key)
    assert tried or kind in ("another relation", "norms exchanged")  # findings on one norm have neither


def test_no_finding_passes_on_a_norm_that_is_not_at_fault() -> None:
    for position in range(len(CASES)):
        findings, known, said = _case(position)
        for finding in findings:
            for changed in _with_a_changed_norm(finding, known):
                assert checker.check(finding, {**known, changed.id: changed}, said), (finding.rule, changed)
