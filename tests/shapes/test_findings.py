"""What SHACL finds is said of something that has a name, on the line where it stands, whatever format the file is in."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph

from rightsnet import session
from rightsnet.model.finding import Finding, Severity
from rightsnet.model.names import rn
from rightsnet.rdf import files
from rightsnet.rdf.formats import turtle
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.shapes import shapes_for
from rightsnet.rdf.validation import found_in, shape_notes, validate

PREFIXES = """@prefix rn: <https://w3id.org/rightsnet/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix e: <https://example.org/bill#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix shape: <https://w3id.org/rightsnet/shapes#> .
"""
HEAD = f"""{PREFIXES}<https://example.org/bill> a rn:Proposal ; dct:title "A bill" ; rn:issuer rn:DEU ; rn:place rn:DEU ;
 rn:rank rn:NationalStatute ; rn:validFrom "2027-01-01"^^xsd:date ; rn:norms e:n .
"""
NORM = "e:n a rn:Duty ; rn:bearer rn:Child ; rn:action rn:Broadcast ; rn:place rn:DEU"
MISTAKES = {
    "missing-modality": (f"{HEAD}\ne:n rn:bearer rn:Child ; rn:action rn:Broadcast .", 5),
    "several-modalities": (f"{HEAD}\ne:n a rn:Duty ,\n rn:Power ; rn:bearer rn:Child ; rn:action rn:Broadcast .", 7),
    "missing-bearer": (f"{HEAD}\ne:n a rn:Duty ; rn:action rn:Broadcast .", 5),
    "several-bearers": (f"{HEAD}\n{NORM} ;\n rn:bearer rn:User .", 7),
    "missing-action": (f"{HEAD}\ne:n a rn:Duty ; rn:bearer rn:Child .", 5),
    "several-objects": (f"{HEAD}\n{NORM} ;\n rn:object rn:Csam ,\n rn:Spam .", 8),
    "several-places": (f"{HEAD}\n{NORM} ;\n rn:place rn:FRA .", 7),
    "ends-before-it-begins": (
        f'{HEAD}\n{NORM} ;\n rn:validUntil "2026-01-01"^^xsd:date ;\n rn:validFrom "2027-01-01"^^xsd:date .',
        9,
    ),
    "not-a-date-from": (f'{HEAD}\n{NORM} ;\n rn:validUntil "2028-01-01"^^xsd:date ;\n rn:validFrom "2027-01-01" .', 9),
    "not-a-date-until": (f'{HEAD}\n{NORM} ;\n rn:validUntil "2027-01-01" .', 8),
    "unknown-certainty": (f'{HEAD}\n{NORM} ;\n rn:certainty "sure" ,\n "very" .', 9),
    "reason-without-words": (f'{HEAD}\n{NORM} ;\n rn:text "So be it." ;\n rn:necessity rn:NationalSecurity .', 9),
    "not-a-duration-until": (f"{HEAD}\n{NORM} ; rn:window [ rn:after rn:NoticeReceived ;\n rn:until 24 ] .", 8),
    "window-without-ends": (f"{HEAD}\n{NORM} ;\n rn:window [\n rn:after rn:NoticeReceived ] .", 8),
    "bound-without-ends": (f"{HEAD}\n{NORM} ;\n rn:limits [ rn:measure rn:AgeYears ] .", 8),
    "min-above-max": (f"{HEAD}\n{NORM} ; rn:limits [ rn:measure rn:AgeYears ; rn:max 1 ;\n rn:min 2 ] .", 8),
    "missing-title": (f"{HEAD}\n{NORM} .".replace('dct:title "A bill" ; ', ""), 4),
    "no-norms": (HEAD.replace(" ; rn:norms e:n", ""), 4),
    "unnamed-norm": (HEAD.replace("rn:norms e:n", f"rn:norms\n [ {NORM.removeprefix('e:n ')} ]"), 6),
    "missing-issuer": (f"{HEAD}\n{NORM} .".replace("rn:issuer rn:DEU ; ", ""), 4),
    "missing-place": (f"{HEAD}\n{NORM} .".replace("rn:place rn:DEU ;\n", "\n"), 4),
    "missing-rank": (f"{HEAD}\n{NORM} .".replace("rn:rank rn:NationalStatute ; ", ""), 4),
}
"""For a shape, Turtle with just its mistake, and the line to which the finding points."""

YAML = """proposal: A bill
id: https://example.org/bill
norms:
  - id: s1
    bearer: Child
    action: Broadcast
    limits:
      - {measure: AgeYears, min: 3}
      - {measure: PrisonYears}
  - id: s2
    modality: obligation
    valid: {from: 2027-01-01, until: 2026-01-01}
    window: {until: PT1H}
"""
JSON_LD = """{"@context": "https://w3id.org/rightsnet/ns/context.jsonld",
 "@id": "https://example.org/bill", "@type": "rn:Proposal",
 "dct:title": "A bill",
 "rn:norms": [
  {"@id": "https://example.org/bill#s1",
   "rn:bearer": {"@id": "rn:Child"}, "rn:action": {"@id": "rn:Broadcast"},
   "rn:limits": [
    {"rn:measure": {"@id": "rn:AgeYears"}, "rn:min": 3},
    {"rn:measure": {"@id": "rn:PrisonYears"}}]},
  {"@id": "https://example.org/bill#s2", "@type": "rn:Duty",
   "rn:validFrom": {"@value": "2027-01-01", "@type": "xsd:date"},
   "rn:validUntil": {"@value": "2026-01-01", "@type": "xsd:date"},
   "rn:window":
    {"rn:until": {"@value": "PT1H", "@type": "xsd:duration"}}}]}
"""
TURTLE = f"""{PREFIXES}<https://example.org/bill> a rn:Proposal ;
 dct:title "A bill" ; rn:norms
 e:s1 ,
 e:s2 .
e:s1 rn:bearer rn:Child ; rn:action rn:Broadcast ; rn:limits
 [ rn:measure rn:AgeYears ; rn:min 3 ] ,
 [ rn:measure rn:PrisonYears ] .
e:s2 a rn:Duty ; rn:validUntil "2026-01-01"^^xsd:date ;
 rn:validFrom "2027-01-01"^^xsd:date ;
 rn:window
 [ rn:until "PT1H"^^xsd:duration ] .
"""
LINES = {
    "yaml": (YAML, (2, 2, 2, 2, 4, 9, 10, 10, 12, 13)),
    "jsonld": (JSON_LD, (2, 2, 2, 2, 5, 9, 10, 10, 11, 14)),
    "ttl": (TURTLE, (4, 4, 4, 4, 6, 10, 7, 7, 12, 14)),
}
FOUND = [
    ("missing-first-day", "A bill"),
    ("missing-issuer", "A bill"),
    ("missing-place", "A bill"),
    ("missing-rank", "A bill"),
    ("missing-modality", "s1"),
    ("bound-without-ends", "s1"),
    ("missing-action", "s2"),
    ("missing-bearer", "s2"),
    ("ends-before-it-begins", "s2"),
    ("window-without-trigger", "s2"),
]


def _turtle(text: str) -> LocatedGraph:
    return turtle.read(Source("bill.ttl", text))


def _validated(text: str) -> list[Finding]:
    return validate(_turtle(text))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_shape_finds_its_mistake_on_its_line(name: str) -> None:
    text, line = MISTAKES[name]
    found = _validated(text)
    assert [finding.rule for finding in found] == [name]
    assert found[0].location is not None
    assert found[0].location.line == line


def test_a_faultless_norm_is_silent() -> None:
    assert _validated(f"{HEAD}\n{NORM} .") == []


@pytest.mark.parametrize("ending", LINES)
def test_the_same_mistakes_are_found_on_their_lines_in_every_format(ending: str, tmp_path: Path) -> None:
    text, lines = LINES[ending]
    path = tmp_path / f"bill.{ending}"
    path.write_text(text, encoding="utf-8")
    found = validate(files.read(path, session.vocabulary()))
    placed = [
        (finding.rule, finding.norms[0].label, finding.location.line if finding.location else None) for finding in found
    ]
    expected = [(rule, label, line) for (rule, label), line in zip(FOUND, lines, strict=True)]
    assert sorted(placed) == sorted(expected)


@pytest.mark.parametrize("ending", LINES)
def test_a_part_is_named_by_the_norm_that_it_belongs_to(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"bill.{ending}"
    path.write_text(LINES[ending][0], encoding="utf-8")
    by_name = {finding.rule: finding for finding in validate(files.read(path, session.vocabulary()))}
    assert by_name["window-without-trigger"].message == "The window of “s2” is counted from nothing."
    assert by_name["bound-without-ends"].message == "The limit of “s1” bounds nothing."
    assert by_name["bound-without-ends"].norms[0].id == "https://example.org/bill#s1"


def test_a_finding_says_what_is_wrong_what_to_write_why_and_which_provision_demands_it() -> None:
    found = _validated(MISTAKES["missing-issuer"][0])[0]
    assert found.severity is Severity.WARNING
    assert found.message == "This proposal does not say who makes it."
    assert found.help == "Add `issuer:` with a place code or an actor."
    assert found.because == (
        "Which instruments bind a proposal depends on its author: treaties bind States, the EU Charter binds the Union "
        "(EU Charter art. 51(1))."
    )
    assert found.provisions == ()


def test_a_provision_of_the_law_that_demands_it_is_cited() -> None:
    found = _validated(f"{PREFIXES}e:d a rn:DerogationClause ; rn:provision e:p .")[0]
    assert found.rule == "derogation-without-notice"
    assert [(cited.id, cited.label, cited.instrument, cited.locator) for cited in found.provisions] == [
        (
            "https://w3id.org/rightsnet/id/echr-15-3",
            "ECHR art. 15(3)",
            "https://w3id.org/rightsnet/id/echr",
            "art. 15(3)",
        ),
        (
            "https://w3id.org/rightsnet/id/iccpr-4-3",
            "ICCPR art. 4(3)",
            "https://w3id.org/rightsnet/id/iccpr",
            "art. 4(3)",
        ),
    ]
    assert not found.because.endswith(").")


def test_a_source_of_the_reason_is_named_with_it() -> None:
    found = _validated(f'{HEAD}\n{NORM} ; rn:overrides "section 9" .')[0]
    assert found.rule == "declares-a-relation-to-words"
    assert found.because.endswith(" (VCLT art. 30(2)).")
    assert found.provisions == ()


def test_a_bound_is_called_what_its_author_calls_it() -> None:
    text = f"{HEAD}\n{NORM} ; rn:conditions [ rn:measure rn:AgeYears ; rn:max 1 ; rn:min 2 ] ."
    assert [finding.message for finding in _validated(text)] == [
        "The least value of the condition of “n” is above its greatest."
    ]


def test_two_parts_with_one_mistake_are_two_findings_and_the_same_in_every_run() -> None:
    text = f"{HEAD}\n{NORM} ; rn:limits [ rn:measure rn:AgeYears ] , [ rn:measure rn:PrisonYears ] ."
    found = _validated(text)
    assert [finding.rule for finding in found] == ["bound-without-ends", "bound-without-ends"]
    assert len({finding.fingerprint for finding in found}) == 2
    moved = _validated("# A comment.\n" + text)
    assert {finding.fingerprint for finding in moved} == {finding.fingerprint for finding in found}


def test_what_has_no_name_and_no_owner_is_described_by_its_kind() -> None:
    text = f"{PREFIXES}[] a rn:Membership ; rn:organisation rn:EU ; rn:standing rn:Unknown ;\n rn:certainty 'sure' ."
    first, again = (_validated(each)[0] for each in (text, f"# A comment.\n{text}"))
    assert (first.rule, first.norms[0].label) == ("membership-without-member", "membership without a name")
    assert first.norms[0].id.startswith("urn:rightsnet:unnamed:")
    assert first.fingerprint == again.fingerprint


def test_a_norm_without_a_name_is_named_by_its_proposal() -> None:
    found = _validated(HEAD.replace("rn:norms e:n", "rn:norms [ a rn:Duty ; rn:action rn:Broadcast ]"))
    assert [(each.rule, each.norms[0].id) for each in found] == [
        ("missing-bearer", "https://example.org/bill"),
        ("unnamed-norm", "https://example.org/bill"),
    ]


def test_blank_nodes_in_a_circle_are_described_all_the_same() -> None:
    found = _validated(f"{PREFIXES}_:a a rn:Window ; rn:window _:b . _:b rn:window _:a .")
    assert {(each.rule, each.message) for each in found} == {
        ("window-without-ends", "The window of “window without a name” neither begins nor ends."),
        ("window-without-ends", "The window of “something without a name” neither begins nor ends."),
    }


def test_a_wrong_date_is_one_finding_and_not_also_out_of_order() -> None:
    found = _validated(f'{HEAD}\n{NORM} ; rn:validFrom "soon" ; rn:validUntil "2027-01-01"^^xsd:date .')
    assert [finding.rule for finding in found] == ["not-a-date-from"]


def test_what_the_head_says_wrongly_is_found_once_and_what_a_norm_says_besides(tmp_path: Path) -> None:
    path = tmp_path / "never.yaml"
    path.write_text(
        "proposal: Never\nid: https://example.org/never\nissuer: DEU\nplace: DEU\nrank: statute\nstatus: proposed\n"
        "valid: {from: 2027-01-01, until: 2027-01-01}\nnorms:\n"
        "  - {id: a, modality: duty, bearer: State, action: BlockWebsite, text: A., provision: s 1}\n"
        "  - {id: b, modality: duty, bearer: State, action: BlockWebsite, text: B., provision: s 2,\n"
        "     valid: {from: 2028-01-01, until: 2027-06-01}}\n",
        encoding="utf-8",
    )
    found = validate(files.read(path, session.vocabulary()))
    lines = [(finding.rule, finding.location.line if finding.location else 0) for finding in found]
    assert lines == [("ends-before-it-begins", 7), ("ends-before-it-begins", 11)]


def test_a_value_that_breaks_one_shape_in_two_ways_is_one_finding() -> None:
    found = _validated(f'{HEAD}\n{NORM} ; rn:certainty "quite" , "very" .')
    assert [finding.rule for finding in found] == ["unknown-certainty"] * len(found)
    assert len({finding.fingerprint for finding in found}) == len(found) == 2  # each word, not also that there are two


NESTED = f"""{PREFIXES}
shape:Outer a sh:NodeShape ; sh:targetClass rn:Proposal ; sh:property shape:no-norms .
shape:no-norms a sh:PropertyShape ; sh:path rn:norms ; sh:message "a" ; sh:node [ CONSTRAINT ] .
shape:missing-bearer a sh:PropertyShape ; sh:path rn:bearer ; sh:minCount 1 ; sh:message "b" .
shape:missing-action a sh:PropertyShape ; sh:path rn:action ; sh:minCount 1 ; sh:message "c" .
"""


@pytest.mark.parametrize(
    ("constraint", "norm", "found"),
    [
        ("sh:property shape:missing-bearer", "rn:action rn:Broadcast", {"missing-bearer"}),
        ("sh:node [ sh:property shape:missing-bearer ]", "rn:action rn:Broadcast", {"missing-bearer"}),
        ("sh:property [ sh:path rn:place ; sh:minCount 1 ]", "rn:action rn:Broadcast", {"no-norms"}),
        ("sh:not [ sh:property shape:missing-action ]", "rn:action rn:Broadcast", {"no-norms"}),
        ("sh:xone ( shape:missing-bearer shape:missing-action )", "rn:bearer rn:Child ; rn:action rn:A", {"no-norms"}),
        ("sh:property [ sh:path rn:bearer ; sh:maxCount 1 ]", "rn:bearer rn:Child , rn:User", {"no-norms"}),
        ("sh:property shape:missing-bearer", "rn:bearer rn:Child", set()),
    ],
)
def test_nested_results_are_flattened_to_the_deepest_named_cause(constraint: str, norm: str, found: set[str]) -> None:
    graph = Graph().parse(data=NESTED.replace("CONSTRAINT", constraint), format="turtle")
    source = _turtle(f"{PREFIXES}<https://example.org/bill> a rn:Proposal ; rn:norms e:n .\ne:n {norm} .")
    _, results, _ = pyshacl.validate(source.graph, shacl_graph=graph, inference="none")
    assert isinstance(results, Graph)
    findings = found_in(source, results, graph)
    assert {finding.rule for finding in findings} == found
    assert {finding.norms[0].label for finding in findings} <= {"n" if found == {"missing-bearer"} else "bill"}


def test_only_what_a_file_can_break_is_applied_to_it() -> None:
    source = _turtle(f"{HEAD}\n{NORM} .")
    applied = {str(shape).rsplit("#", 1)[-1] for shape in shapes_for(source.graph).subjects()}
    assert {"missing-bearer", "missing-title", "several-places", "ends-before-it-begins"} <= applied
    assert not {"several-objects", "not-a-duration-from", "term-without-label"} & applied
    assert len(applied & shape_notes().keys()) < len(shape_notes()) / 2


def test_every_message_names_the_key_of_the_authoring_format() -> None:
    """A drafter writes `bearer:`; whoever writes Turtle understands that as well."""
    for name in ("missing-bearer", "missing-action", "missing-modality", "missing-issuer", "window-without-trigger"):
        assert "`" in shape_notes()[name].help
        assert rn("") not in shape_notes()[name].help
    in_norms = [note for note in shape_notes().values() if note.module in ("norms", "proposals")]
    assert len(in_norms) > 50
