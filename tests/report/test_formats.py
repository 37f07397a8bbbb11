"""Every format holds the same findings: each output is read back by a parser of its own and compared with the report."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import html5lib
import openpyxl
import pytest
from markdown_it import MarkdownIt
from rdflib import RDF, Graph, URIRef

import rightsnet.report
from rightsnet import session
from rightsnet.model.finding import Certainty, Finding, Severity, Status
from rightsnet.model.names import RN
from rightsnet.report.formats import FORMATS, TextFormat
from rightsnet.report.result import Report
from rightsnet.resources import folder

SH = "http://www.w3.org/ns/shacl#"
PROV = "http://www.w3.org/ns/prov#"
LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")


class Read(NamedTuple):
    """What a format says of a finding; ``line`` is 0 if it stands in no line."""

    identity: str
    severity: str
    certainty: str
    status: str
    line: int


def _expected(report: Report, identity: Callable[[Finding], str]) -> list[Read]:
    return [
        Read(
            identity(finding),
            finding.severity.value,
            finding.certainty.value,
            finding.status.value,
            finding.location.line if finding.location else 0,
        )
        for finding in report.findings
    ]


def _asides(text: str | None) -> tuple[str, str]:
    """Return certainty and status from what stands in brackets, which leaves out what is usual."""
    words = re.split(r"[,;] ", text or "")
    certainty = next((each.value for each in Certainty if each.value in words), "certain")
    return certainty, next((each.value for each in Status if each.value in words), "open")


def _full(text: str) -> Iterator[Read]:
    head = re.compile(r"^(error|warning|note)\[([a-z-]+)\](?: \(([a-z, ]+)\))?: ", re.M)
    blocks = [text[found.start() :] for found in head.finditer(text)]
    for block in blocks:
        found = head.match(block)
        assert found
        place = re.search(r"^ *--> .*?(?::(\d+))?(?::\d+)?$", block.split("explain: ")[0], re.M)
        line = int(place[1] or 0) if place else 0
        yield Read(found[2], found[1], *_asides(found[3]), line)


def _concise(text: str) -> Iterator[Read]:
    for line in text.splitlines()[:-1]:
        found = re.match(
            r"(?:.*?(?::(\d+):\d+)?: )??(error|warning|note)\[([a-z-]+)\] .*?(?: \(([^()]*(?:\(\d+\))?[^()]*)\))?$",
            line,
        )
        assert found, line
        yield Read(found[3], found[2], *_asides(found[4]), int(found[1] or 0))


def _records(records: Iterable[dict[str, Any]]) -> Iterator[Read]:
    for each in records:
        line = each["location"]["line"] if each["location"] else 0
        yield Read(each["fingerprint"], each["severity"], each["certainty"], each["status"], line)


def _sarif(text: str) -> Iterator[Read]:
    (run,) = json.loads(text)["runs"]
    for result in run["results"]:
        place = result.get("locations", [{}])[0].get("physicalLocation", {})
        said = result["properties"]
        fingerprint = result["partialFingerprints"]["rightsnet/v1"]
        line = place.get("region", {}).get("startLine", 0)
        # What SARIF itself says of the status must agree with what we say of it.
        settled = (
            "baseline"
            if result.get("baselineState") == "unchanged"
            else "suppressed"
            if "suppressions" in result
            else "open"
        )
        assert settled == {"declared": "suppressed", "resolved": "suppressed"}.get(said["status"], said["status"])
        yield Read(fingerprint, result["level"], said["certainty"], said["status"], line)


def _junit(text: str) -> Iterator[Read]:
    for case in Xml.fromstring(text.encode()).iter("testcase"):
        said = {each.attrib["name"]: each.attrib["value"] for each in case.iter("property")}
        if not said:
            assert case.attrib["name"] == "no findings"
            continue
        assert (case.find("failure") is not None) == (said["severity"] == "error" and said["status"] == "open")
        assert (case.find("skipped") is not None) == (said["status"] != "open")
        line = int(case.get("line", 0))
        yield Read(said["fingerprint"], said["severity"], said["certainty"], said["status"], line)


def _github(text: str) -> Iterator[Read]:
    for line in text.splitlines()[:-1]:
        found = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*,?)*)::(.+)", line)
        assert found, line
        said = {key: unquote(value) for key, value in (pair.split("=", 1) for pair in found[2].split(","))}
        title = re.fullmatch(r"(error|warning|note)\[([a-z-]+)\](?: \((.+)\))?", said["title"])
        assert title
        certainty, status = _asides(title[3])
        usual = {"note": "notice"}.get(title[1], title[1]) if status == "open" else "notice"
        assert found[1] == usual
        yield Read(title[2], title[1], certainty, status, int(said.get("line", 0)))


def _html(text: str) -> Iterator[Read]:
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    for card in page.iter("article"):
        (shown,) = (each for each in card.iter("h3"))
        words = "".join(shown.itertext()).split()
        severity = next(each.value for each in Severity if each.value in words)
        assert severity in card.attrib["class"].split()
        chips = ", ".join("".join(each.itertext()) for each in shown.iter("span") if each.get("class") == "chip")
        assert _asides(chips) == (card.attrib["data-certainty"], card.attrib["data-status"])
        identity = card.attrib["id"].removeprefix("finding-")
        yield Read(identity, severity, *_asides(chips), int(card.attrib["data-line"]))


def _markdown(text: str) -> Iterator[Read]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    cells = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "td_open"]
    rows = [token for token in tokens if token.type == "tr_open"]
    assert rows
    start = next(
        at for at, cell in enumerate(cells) if cell == "1" and re.match(r"\S+ (error|warning|note)", cells[at + 1])
    )
    fingerprints = re.findall(r"^- fingerprint: <code>([0-9a-f]{16})</code>$", text, re.M)
    table = [cells[at : at + 5] for at in range(start, len(cells), 5)]
    assert len(table) == len(fingerprints)
    for number, (row, fingerprint) in enumerate(zip(table, fingerprints, strict=True), 1):
        assert row[0] == str(number)
        found = re.fullmatch(r"\S+ (error|warning|note)(?: \((.+)\))?", row[1])
        assert found, row
        line = re.search(r":(\d+):\d+</code>$", row[3])
        yield Read(fingerprint, found[1], *_asides(found[2]), int(line[1]) if line else 0)


def _table(rows: Iterable[dict[str, Any]]) -> Iterator[Read]:
    for row in rows:
        yield Read(row["fingerprint"], row["severity"], row["certainty"], row["status"], int(row["line"]))


def _xlsx(content: bytes) -> Iterator[Read]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Findings"]
    head, *rows = sheet.iter_rows(values_only=True)
    return _table(dict(zip(map(str, head), row, strict=True)) for row in rows)


def _graph(text: str, kind: str, severity: Callable[[str], str], key: str) -> Iterator[Read]:
    graph = Graph().parse(data=text, format="turtle")
    for subject in graph.subjects(RDF.type, URIRef(kind)):
        place = graph.value(subject, URIRef(f"{PROV}atLocation"))
        found = re.search(r":(\d+):\d+$", str(graph.value(place, LABEL))) if place else None
        said = [str(graph.value(subject, URIRef(RN + name))) for name in ("findingCertainty", "findingStatus")]
        grave = severity(str(graph.value(subject, URIRef(key))))
        yield Read(str(subject).rsplit("/", 1)[1], grave, said[0], said[1], int(found[1]) if found else 0)


def _shacl(text: str) -> Iterator[Read]:
    words = {f"{SH}Violation": "error", f"{SH}Warning": "warning", f"{SH}Info": "note"}
    return _graph(text, f"{SH}ValidationResult", words.__getitem__, f"{SH}resultSeverity")


READERS: dict[str, Callable[[Any], Iterable[Read]]] = {
    "full": _full,
    "concise": _concise,
    "json": lambda text: _records(json.loads(text)["findings"]),
    "jsonl": lambda text: _records(json.loads(line) for line in text.splitlines()),
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "html": _html,
    "markdown": _markdown,
    "csv": lambda text: _table(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))),
    "xlsx": _xlsx,
    "turtle": lambda text: _graph(text, f"{RN}Finding", str, f"{RN}severity"),
    "shacl": _shacl,
}
WITHOUT_FINGERPRINT = {"full", "concise", "github"}
"""Formats for people, which name a finding by its rule and its place."""
WITHOUT_ORDER = {"junit", "turtle", "shacl"}
"""JUnit has them file by file; a graph has no order."""


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_holds_every_finding_as_the_report_does(name: str, every: Report) -> None:
    _compare(name, every)


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_holds_what_a_check_really_finds(name: str, real: Report) -> None:
    assert len(real) > 1
    _compare(name, real)


@pytest.fixture(scope="module")
def real() -> Report:
    return session.load(folder("examples") / "election-shutdown").check(everything=True)


def test_every_module_that_renders_a_report_is_a_format() -> None:
    modules = (path for path in Path(*rightsnet.report.__path__).glob("*.py"))
    rendering = {path.stem for path in modules if "\ndef render(report: Report" in path.read_text("utf-8")}
    assert {f"rightsnet.report.{stem}" for stem in rendering} == set(FORMATS.values())


def test_the_types_name_every_format() -> None:
    assert set(get_args(TextFormat)) | {"xlsx"} == set(FORMATS)


def test_two_runs_give_the_same_bytes(every: Report) -> None:
    assert {name: every.render(name) for name in FORMATS} == {name: every.render(name) for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_the_file_holds_what_is_rendered(name: str, every: Report, tmp_path: Path) -> None:
    every.to(name, tmp_path / "report")
    content = every.render(name)
    assert (tmp_path / "report").read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def _compare(name: str, report: Report) -> None:
    assert set(READERS) == set(FORMATS), "a format without a reader here is not compared with the report"
    found = list(READERS[name](report.render(name)))
    expected = _expected(report, lambda f: f.rule if name in WITHOUT_FINGERPRINT else f.fingerprint)
    if name in WITHOUT_ORDER:
        found, expected = sorted(found), sorted(expected)
    assert found == expected
