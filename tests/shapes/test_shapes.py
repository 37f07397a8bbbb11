"""Every property shape speaks about the mistake it is for, in a whole sentence, and about nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SH

from rightsnet import session
from rightsnet.model.finding import Finding
from rightsnet.rdf.validation import shape_names, shapes

HEAD = """@prefix rn: <https://w3id.org/rightsnet/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix e: <https://example.org/bill#> .
<https://example.org/bill> a rn:Proposal ; dct:title "A bill" ; rn:issuer rn:DEU ; rn:place rn:DEU ; rn:norms e:n .
"""
NORM = "e:n a rn:Duty ; rn:bearer rn:Child ; rn:action rn:Broadcast ; rn:place rn:DEU"

MISTAKES = {
    "missing-modality": (HEAD + "\ne:n rn:bearer rn:Child ; rn:action rn:Broadcast .", 3),
    "several-modalities": (HEAD + "\ne:n a rn:Duty ,\n rn:Power ; rn:bearer rn:Child ; rn:action rn:Broadcast .", 5),
    "missing-bearer": (HEAD + "\ne:n a rn:Duty ; rn:action rn:Broadcast .", 3),
    "several-bearers": (HEAD + f"\n{NORM} ;\n rn:bearer rn:User .", 5),
    "missing-action": (HEAD + "\ne:n a rn:Duty ; rn:bearer rn:Child .", 3),
    "several-actions": (HEAD + f"\n{NORM} ;\n rn:action rn:ShareContent .", 5),
    "several-objects": (HEAD + f"\n{NORM} ;\n rn:object rn:Csam ,\n rn:Spam .", 6),
    "several-counterparties": (HEAD + f"\n{NORM} ;\n rn:counterparty rn:User ,\n rn:Child .", 6),
    "several-circumstances": (HEAD + f"\n{NORM} ;\n rn:circumstance rn:UserIsMinor ,\n rn:CrossBorder .", 6),
    "several-places": (HEAD + f"\n{NORM} ;\n rn:place rn:FRA .", 5),
    "ends-before-it-begins": (
        HEAD + f'\n{NORM} ;\n rn:validFrom "2027-01-01"^^xsd:date ; rn:validUntil "2026-01-01"^^xsd:date .',
        6,
    ),
    "not-a-date-from": (HEAD + f'\n{NORM} ;\n rn:validFrom "2027-01-01" .', 6),
    "not-a-date-until": (HEAD + f'\n{NORM} ;\n rn:validUntil "2027-01-01" .', 6),
    "missing-title": (HEAD.replace('dct:title "A bill" ; ', "") + f"\n{NORM} .", 3),
    "no-norms": (HEAD.replace(" ; rn:norms e:n", ""), 3),
    "missing-issuer": (HEAD.replace("rn:issuer rn:DEU ; ", "") + f"\n{NORM} .", 3),
    "missing-place": (HEAD.replace("rn:place rn:DEU ; ", "") + f"\n{NORM} .", 3),
}
"""For each shape, Turtle with just its mistake, and the line to which the finding points."""


def _found(text: str, folder: Path) -> list[Finding]:
    path = folder / "bill.ttl"
    path.write_text(text, encoding="utf-8")
    report = session.load(path).check(against=())
    return [finding for finding in report.findings if finding.family == "shape"]


def test_every_shape_has_its_mistake_here() -> None:
    assert sorted(MISTAKES) == shape_names()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_shape_finds_its_mistake_on_its_line(name: str, tmp_path: Path) -> None:
    text, line = MISTAKES[name]
    found = _found(text, tmp_path)
    assert [finding.rule for finding in found] == [name]
    assert found[0].location is not None
    assert found[0].location.line == line
    assert found[0].message.endswith(".")


def test_a_faultless_norm_is_silent(tmp_path: Path) -> None:
    assert _found(HEAD + f"\n{NORM} .", tmp_path) == []


def test_every_shape_is_named_weighed_and_speaks_in_a_sentence() -> None:
    for shape in shapes().subjects(RDF.type, SH.PropertyShape):
        message = str(shapes().value(shape, SH.message))
        assert message.endswith(".")
        assert ";" in message  # what is wrong; what to do
        assert shapes().value(shape, SH.severity) is not None
