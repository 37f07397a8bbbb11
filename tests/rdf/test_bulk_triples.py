"""N-Triples read in bulk give the norms that the ordinary reader gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from rightsnet.errors import InputError
from rightsnet.model.norm import Norm
from rightsnet.rdf import reading
from rightsnet.rdf.bulk_triples import table_from_triples
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.tables import norms_from_table
from rightsnet.rdf.vocabulary import Vocabulary

BILL = """
@prefix rn: <https://w3id.org/rightsnet/ns#> .
@prefix ex: <https://example.org/bill#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:act a rn:Instrument ; rn:place rn:GBR ; rn:rank rn:NationalStatute ; rn:inForceFrom "2020-01-01"^^xsd:date ;
    rn:appliesFrom "2021-01-01"^^xsd:date ; rn:inForceUntil "2040-01-01"^^xsd:date .
ex:s1 a rn:Provision ; rn:instrument ex:act ; rdfs:label "s 1" .
ex:stray rn:instrument ex:act .
ex:a a rn:Duty ; rn:bearer rn:OnlinePlatform , rn:HostingProvider ; rn:action rn:RemoveContent ;
    rn:object rn:TerroristContent ; rn:counterparty rn:Actor ; rn:circumstance rn:NoticeReceived ; rn:provision ex:s1 ;
    rn:window [ rn:from "PT0S"^^xsd:duration ; rn:until "PT1H"^^xsd:duration ; rn:after rn:NoticeReceived ] ;
    rn:conditions [ rn:measure rn:MonthlyActiveUsers ; rn:min 45000000 ; rn:minOpen true ] ;
    rn:limits [ rn:measure rn:MonthlyActiveUsers ; rn:max 5.5 ] ;
    rn:text "Takes down , with spaces .", "and \\"quotes\\"\\n"@en ; rdfs:label "a" .
ex:b a rn:Prohibition ; rn:bearer rn:State ; rn:action rn:RemoveContent ; rn:place rn:AUS ; rn:provision ex:stray ;
    rn:validFrom "2022-01-01"^^xsd:date , "2023-01-01"^^xsd:date .
ex:c a rn:Power ; rn:bearer rn:Ministry ; rn:action rn:RemoveContent ; rn:provision ex:s1 ;
    rn:validUntil "2030-01-01"^^xsd:date ; rn:place rn:NOR .
ex:d a rn:Exemption ; rn:bearer rn:State .
"""


def test_the_ordinary_reader_agrees(tmp_path: Path, small: Vocabulary) -> None:
    graph = Graph().parse(data=BILL, format="turtle")
    lines = sorted(graph.serialize(format="nt").splitlines())
    lines[3] = "  " + lines[3].replace(" ", "\t", 2) + " # a remark"
    lines[5] = lines[5].replace("example", "ex\\u0061mple")
    path = tmp_path / "bill.nt"
    path.write_text("# a remark\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    norms, further = table_from_triples(path, tmp_path)
    expected = reading.read_body(Facts.from_graph(graph)).norms
    assert len(expected) == 3
    found = sorted(norms_from_table(norms, small, further), key=lambda norm: norm.id)
    assert [_told(norm) for norm in found] == [_told(norm) for norm in expected]


def test_a_file_without_measures(tmp_path: Path, small: Vocabulary) -> None:
    graph = Graph().parse(data=BILL.replace("rn:conditions", "rn:a").replace("rn:limits", "rn:b"), format="turtle")
    path = tmp_path / "bill.nt"
    path.write_text(graph.serialize(format="nt"), encoding="utf-8")
    norms, further = table_from_triples(path, tmp_path)
    assert further is None
    assert len(norms_from_table(norms, small)) == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("this is no triple", ":2: The line is not a triple."),
        ("<urn:a> <https://w3id.org/rightsnet/ns#bearer> State .", ":2: The line is not a triple."),
        ("<urn:a> <https://w3id.org/rightsnet/ns#bearer> <urn:b>", ":2: The line is not a triple."),
    ],
)
def test_faults(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "bill.nt"
    path.write_text(f"<urn:a> <urn:b> <urn:c> .\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        table_from_triples(path, tmp_path)
    assert str(raised.value) == f"{path}{message}"
    assert [each.name for each in tmp_path.iterdir()] == ["bill.nt"]


def test_a_class_without_a_name(tmp_path: Path) -> None:
    graph = Graph().parse(data=BILL.replace("rn:bearer rn:Ministry", "rn:bearer [ ]"), format="turtle")
    path = tmp_path / "bill.nt"
    path.write_text(graph.serialize(format="nt"), encoding="utf-8")
    with pytest.raises(InputError, match=r"^\S+: The bearer of <\S+#c> is a class without a name"):
        table_from_triples(path, tmp_path)


def _told(norm: Norm) -> Norm:
    """Return a norm with what a table can say of it."""
    return replace(norm, label="", text="", surface="", provision=None)
