"""Each node of the fixtures is caught by just the shapes that it names, whichever engine looks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDFS, SH, Graph, URIRef
from rdflib.term import Node

from rightsnet.model.finding import Finding
from rightsnet.model.names import local_name
from rightsnet.rdf.formats import turtle
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.shapes import shapes_for
from rightsnet.rdf.validation import shape_notes, shapes, validate
from shapes.engines import EXPECT, FIXTURES, ONTOLOGY, Result, by_pyshacl, by_rudof, read, vocabulary

CONSEQUENCES = {
    ("wordy-dates", "ends-before-it-begins"),
    ("odd-adoption", "in-force-before-adoption"),
    ("odd-in-force", "in-force-before-adoption"),
    ("odd-applies", "applies-before-it-is-in-force"),
    ("odd-end", "over-before-it-is-in-force"),
    ("notice-6", "effective-until-before-from"),
}
"""What SHACL says besides of a date that is none: it stands in no order. A finding says the first only."""


@cache
def _fixture(path: Path) -> Graph:
    return read(path)


@cache
def _together() -> Graph:
    graph = Graph(bind_namespaces="none")
    for part in (vocabulary(), *map(_fixture, FIXTURES)):
        for triple in part:
            graph.add(triple)
    return graph


@cache
def _by_pyshacl() -> set[Result]:
    return by_pyshacl(_together(), shapes())


def _expected(path: Path) -> set[tuple[Node, str]]:
    return {(node, local_name(str(shape))) for node, shape in _fixture(path).subject_objects(EXPECT)}


def _findings(path: Path) -> list[Finding]:
    return validate(turtle.read(Source(path.name, path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", FIXTURES, ids=[path.stem for path in FIXTURES])
def test_each_node_is_caught_by_the_shapes_that_it_names_and_no_others(path: Path) -> None:
    own = set(_fixture(path).subjects())
    found = {(result.node, result.shape) for result in _by_pyshacl() if result.node in own}
    besides = {(node, shape) for node, shape in found if (local_name(str(node)), shape) in CONSEQUENCES}
    assert found - besides == _expected(path)


def test_what_only_follows_is_found_by_the_engine() -> None:
    found = {(local_name(str(result.node)), result.shape) for result in _by_pyshacl()}
    assert found >= CONSEQUENCES


def test_nothing_else_in_the_vocabulary_is_caught() -> None:
    named = {subject for path in FIXTURES for subject in _fixture(path).subjects()}
    assert {result for result in _by_pyshacl() if result.node not in named} == set()


def test_rudof_finds_the_same_with_the_same_severity() -> None:
    assert by_rudof(_together(), shapes()) == _by_pyshacl()


def test_every_shape_is_expected_somewhere() -> None:
    expected = {shape for path in FIXTURES for _, shape in _expected(path)}
    assert expected == set(shape_notes())


def test_every_module_has_shapes_and_every_file_of_shapes_a_fixture() -> None:
    modules = {path.stem for path in ONTOLOGY.glob("*.ttl")}
    files = {path.stem for path in (ONTOLOGY.parent / "shapes").glob("*.ttl")}
    assert modules | {"proposals"} == files == {path.stem for path in FIXTURES}
    assert {note.module for note in shape_notes().values()} == files


def test_every_fixture_has_what_is_faultless() -> None:
    for path in FIXTURES:
        typed = {node for node, _ in _expected(path)}
        assert set(_fixture(path).subjects()) - typed, path.stem


@pytest.mark.parametrize("path", FIXTURES, ids=[path.stem for path in FIXTURES])
def test_a_finding_is_made_of_whole_sentences_and_shows_no_blank_node(path: Path) -> None:
    for finding in _findings(path):
        texts = (finding.message, finding.help, finding.because)
        assert all(re.fullmatch(r"[A-ZW“`].*\.", text) for text in texts), texts
        shown = (*texts, *(text for norm in finding.norms for text in (norm.id, norm.label)), *finding.key)
        blank = [text for text in shown if re.search(r"_:|\bn[0-9a-f]{16}b\d+|\bN[0-9a-f]{32}", text)]
        assert blank == []
        assert all(re.match(r"[a-z]+:", norm.id) for norm in finding.norms)


@pytest.mark.parametrize("path", FIXTURES, ids=[path.stem for path in FIXTURES])
def test_a_file_alone_gives_nothing_that_the_whole_does_not(path: Path) -> None:
    expected = {shape for _, shape in _expected(path)}
    found = [finding.rule for finding in _findings(path)]
    assert set(found) <= expected
    if path.stem == "proposals":  # no kind of a value, no instrument: all of it can be seen in the file
        assert set(found) == expected


@pytest.mark.parametrize("path", FIXTURES, ids=[path.stem for path in FIXTURES])
def test_a_finding_points_into_the_block_of_its_node(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for finding in _findings(path):
        assert finding.location is not None
        start = finding.location.line - 1
        while start and lines[start - 1].strip():
            start -= 1
        block = "\n".join(lines[start:]).split("\n\n")[0]
        listed = f"ex:{local_name(finding.norms[0].id)} " in lines[finding.location.line - 1]
        assert listed or re.search(rf"shape:{finding.rule}\b(?!-)", block), (finding.rule, block)


def test_what_is_applied_to_drafts_finds_the_same_but_kinds() -> None:
    kinds = {str(shape) for shape in shapes().subjects(SH.node)}
    alone = Graph(bind_namespaces="none")
    for path in FIXTURES:
        for triple in _fixture(path):
            alone.add(triple)
    whole, form = by_pyshacl(alone, shapes()), by_pyshacl(alone, shapes_for(alone))
    assert form <= whole
    assert {result.shape for result in whole - form} <= {local_name(shape) for shape in kinds}


def test_what_a_shape_cites_is_described_as_in_the_law() -> None:
    law = read(*sorted((ONTOLOGY / "instruments").glob("*.ttl")))
    demanded = {note.name: [cited.label for cited in note.provisions] for note in shape_notes().values()}
    assert {name: labels for name, labels in demanded.items() if labels} == {
        "derogation-without-notice": ["ECHR art. 15(3)", "ICCPR art. 4(3)"],
        "notice-from-no-provision": ["ICCPR art. 4(3)"],
    }
    for provision in {cited for note in shape_notes().values() for cited in note.provisions}:
        for predicate, value in shapes().predicate_objects(URIRef(provision.id)):
            assert (URIRef(provision.id), predicate, value) in law, provision.id


def test_citations_that_give_a_reason_are_of_texts_that_exist() -> None:
    law = {str(label) for label in read(*sorted((ONTOLOGY / "instruments").glob("*.ttl"))).objects(None, RDFS.label)}
    elsewhere = re.compile(r"VCLT art\. \d+(\(\d\))?(\([a-z]\))?|TFEU art\. 288|ISO 3166-[12]|UN M49|CJEU C-293/12 .*")
    sources = {source for note in shape_notes().values() for source in note.sources}
    assert {source for source in sources if source not in law and not elsewhere.fullmatch(source)} == set()
    assert len(sources & law) >= 8


def test_every_shape_is_named_weighed_and_says_what_is_wrong_what_to_do_and_why() -> None:
    for shape in shapes().subjects(SH.message):
        note = shape_notes()[local_name(str(shape))]
        message = str(shapes().value(shape, SH.message))
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", note.name)
        assert message.count("; ") == 1, message
        assert shapes().value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info)
        assert all(
            text.endswith(".") and text[0] in f"{text[0].upper()}`" for text in (note.message, note.help, note.why)
        )
    assert len(shape_notes()) == len(set(shapes().subjects(SH.message)))
