"""Every rule finds exactly what its own file says, and nothing in its clean cases."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest

from rightsnet import rules, session
from rightsnet.model.finding import Status
from rightsnet.model.names import local_name
from rightsnet.model.rule import SECTIONS, Case, Rule

RULES = rules.collect()
FOLDER = Path(rules.__file__).parent
HEAD = "proposal: A case\nid: https://example.org/case\nissuer: WORLD\nnorms:\n"


def _found(rule: type[Rule], case: Case, folder: Path) -> list[tuple[str, ...]]:
    path = folder / "case.yaml"
    path.write_text(HEAD + textwrap.indent(textwrap.dedent(case.norms), "  "), encoding="utf-8")
    against = session.law() if case.against == "law" else session.none()
    report = session.load(path).check(against=against, select=[rule.name()])
    assert all(finding.rule == rule.name() and finding.status is Status.OPEN for finding in report.findings)
    return sorted(tuple(local_name(norm.id) for norm in finding.norms) for finding in report.findings)


def _cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, case, id=f"{rule.name()}-{number}")
        for rule in RULES
        for number, case in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule", "case"), _cases("flags"))
def test_a_rule_finds_exactly_what_it_must(rule: type[Rule], case: Case, tmp_path: Path) -> None:
    assert _found(rule, case, tmp_path) == sorted(case.finds)


@pytest.mark.parametrize(("rule", "case"), _cases("clean"))
def test_a_rule_is_silent_where_it_must_be(rule: type[Rule], case: Case, tmp_path: Path) -> None:
    assert _found(rule, case, tmp_path) == []


def test_every_file_holds_one_rule_and_every_rule_has_its_file() -> None:
    on_disk = sorted(path.stem.replace("_", "-") for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert [rule.name() for rule in RULES] == on_disk


@pytest.mark.parametrize("rule", RULES, ids=[rule.name() for rule in RULES])
def test_a_rule_says_what_why_what_not_and_from_where(rule: type[Rule]) -> None:
    assert tuple(rule.sections()) == SECTIONS
    assert all(rule.sections().values())
    assert rule.title().endswith(".")
    assert rule.flags
    assert rule.clean
    assert sys.modules[rule.__module__].__doc__ == f"The rule `{rule.name()}`."
