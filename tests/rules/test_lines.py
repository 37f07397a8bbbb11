"""The first flagged case of each rule, in YAML, Turtle and JSON-LD: the finding stands in the line that is wrong."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from rightsnet import rules, session
from rightsnet.model.finding import Finding
from rightsnet.model.names import local_name
from rightsnet.model.rule import Rule

HEAD = "proposal: A case\nid: https://example.org/case\nissuer: WORLD\nnorms:\n"
KEYS: Mapping[str, str] = {
    "absolute-right-limited": "action",
    "aim-not-permitted": "aim",
    "clashing-values": "action",
    "dangling-exception": "exception_to",
    "disproportionate-scope": "action",
    "duplicate-norm": "action",
    "exempted-duty": "action",
    "forbidden-imposition": "action",
    "impossible-duty": "action",
    "incitement-threshold-missing": "action",
    "incompatible-duties": "action",
    "indirectly-impossible-duty": "action",
    "indirectly-void-permission": "action",
    "invalid-derogation": "action",
    "jointly-impossible-norms": "action",
    "justified-on-its-face": "action",
    "narrowed-duty": "action",
    "necessity-not-shown": "",
    "no-legal-basis": "",
    "no-legitimate-aim": "",
    "partly-void-permission": "action",
    "person-left-unprotected": "action",
    "precedence-cycle": "overrides",
    "redundant-norm": "action",
    "safeguards-missing": "",
    "typical-side-effect": "action",
    "void-permission": "action",
}
"""Under which key of the norm the findings of a rule stand; an empty one is the beginning of the norm."""
COMMENTS = {"suppression-without-reason", "unknown-rule-suppressed", "unused-suppression"}
"""Rules about comments, which no conversion keeps: `tests/rdf/test_suppressions.py` holds their lines."""

_CAMEL = re.compile(r"_([a-z])")


def _in_yaml(lines: list[str], norm: str, key: str) -> tuple[int, str]:
    return _after(lines, rf"  - id: {norm}$", rf"^ +(?:- )?{key or 'modality'}: ", r"^  - id: ")


def _in_turtle(lines: list[str], norm: str, key: str) -> tuple[int, str]:
    wanted = rf"^    rn:{_camel(key)} " if key else r" a "
    return _after(lines, rf"(?::|<.*#){norm}>? a rn:", wanted, r"^$")


def _in_jsonld(lines: list[str], norm: str, key: str) -> tuple[int, str]:
    return _after(lines, rf'      "id": ".*#{norm}",$', rf'^      "{_camel(key) if key else "type"}": ', r"^    \}")


def _camel(key: str) -> str:
    return _CAMEL.sub(lambda letter: letter[1].upper(), key)


def _after(lines: list[str], begins: str, wanted: str, ends: str) -> tuple[int, str]:
    """Return the number of the wanted line of a norm, and the line."""
    start = next(number for number, line in enumerate(lines) if re.match(begins, line))
    for number in range(start, len(lines)):
        if number > start and re.match(ends, lines[number]):
            break
        if re.search(wanted, lines[number]):
            return number + 1, lines[number]
    raise AssertionError(f"{wanted} is not in the norm that begins in line {start + 1}.")


FORMATS = {"yaml": _in_yaml, "ttl": _in_turtle, "jsonld": _in_jsonld}
CASES = [rule for rule in rules.collect() if rule.name() not in COMMENTS]


def _findings(rule: type[Rule], file: Path) -> list[Finding]:
    against = session.law() if rule.flags[0].against == "law" else session.none()
    return list(session.load(file).check(against=against, select=[rule.name()]).findings)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("rule", CASES, ids=[rule.name() for rule in CASES])
def test_a_finding_stands_in_the_line_that_is_wrong(rule: type[Rule], ending: str, tmp_path: Path) -> None:
    written = tmp_path / "written.yaml"
    written.write_text(HEAD + textwrap.indent(textwrap.dedent(rule.flags[0].norms), "  "), encoding="utf-8")
    file = tmp_path / f"case.{ending}"
    session.convert(str(written), str(file))
    lines = file.read_text(encoding="utf-8").splitlines()
    findings = _findings(rule, file)
    assert findings
    for finding in findings:
        mine = next(norm for norm in finding.norms if norm.id.startswith("https://example.org/case#"))
        number, line = FORMATS[ending](lines, local_name(mine.id), KEYS[rule.name()])
        place = finding.location
        assert place is not None
        assert (place.file, place.line) == (str(file), number), line
        assert line[place.column - 1 :].strip()
        assert line[: place.column - 1].strip(), "the finding stands at the value, not at its key"


def test_the_same_is_found_in_every_format(tmp_path: Path) -> None:
    for rule in CASES:
        written = tmp_path / "written.yaml"
        written.write_text(HEAD + textwrap.indent(textwrap.dedent(rule.flags[0].norms), "  "), encoding="utf-8")
        found = []
        for ending in FORMATS:
            file = tmp_path / f"case.{ending}"
            session.convert(str(written), str(file))
            found.append({(finding.fingerprint, finding.severity) for finding in _findings(rule, file)})
        assert found[0]
        assert found == [found[0]] * len(FORMATS), rule.name()


def test_every_rule_has_a_key() -> None:
    assert set(KEYS) == {rule.name() for rule in CASES}
