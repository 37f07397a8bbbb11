"""The HTML report: one valid page that loads nothing, says everything once, and takes nothing of a draft for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.conftest import HOSTILE
from rightsnet.errors import Location
from rightsnet.model.finding import Finding, NormReference, Severity, Status
from rightsnet.model.norm import Provision
from rightsnet.report.html_format import SYMBOLS, render
from rightsnet.report.printable import printable
from rightsnet.report.result import Checked, Counts, Report
from rightsnet.report.summary import ADVICE

LOADING = {"src", "srcset", "action", "formaction", "poster", "data", "background", "ping", "xlink:href"}
ALLOWED = {
    "a",
    "article",
    "bdi",
    "body",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
}
ALLOWED |= {
    "footer",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "input",
    "label",
    "legend",
    "li",
    "main",
    "meta",
    "nav",
}
ALLOWED |= {"ol", "p", "pre", "script", "section", "span", "strong", "style", "summary", "table", "tbody", "td", "th"}
ALLOWED |= {"thead", "title", "tr", "ul"}


@pytest.fixture
def page(every: Report) -> Element:
    return _read(render(every))


def test_every_report_is_valid_html(every: Report, report: Report, silent: Report) -> None:
    for each in (every, report, silent):
        _read(render(each))


def test_the_page_loads_nothing(every: Report) -> None:
    text = render(every)
    page = _read(text)
    assert {each.tag for each in page.iter()} <= ALLOWED
    assert {name for each in page.iter() for name in each.attrib} & LOADING == set()
    assert all(each.attrib["href"].startswith("#") for each in page.iter() if "href" in each.attrib)
    (style,) = (_text(each) for each in page.iter("style"))
    assert re.findall(r"url\(|@import|@font-face|src:", style) == []


def test_the_policy_lets_only_the_script_of_the_page_run(page: Element) -> None:
    (script,) = (_text(each) for each in page.iter("script"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = (each.attrib["content"] for each in page.iter("meta") if each.get("http-equiv"))
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    assert [name for each in page.iter() for name in each.attrib if name.startswith("on")] == []


def test_every_id_is_given_once_and_every_link_leads_somewhere(page: Element) -> None:
    ids = Counter(each.attrib["id"] for each in page.iter() if "id" in each.attrib)
    assert [name for name, number in ids.items() if number > 1] == []
    links = {each.attrib["href"].removeprefix("#") for each in page.iter("a")}
    labelled = {each.attrib["aria-labelledby"] for each in page.iter() if "aria-labelledby" in each.attrib}
    assert (links | labelled) - set(ids) == set()


def test_headings_are_in_order_and_landmarks_are_there(page: Element) -> None:
    levels = [int(each.tag[1]) for each in page.iter() if re.fullmatch(r"h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(list(page.iter(tag))) for tag in ("main", "nav", "header", "footer")] == [1, 1, 1, 1]
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    first = next(page.iter("a"))
    assert (first.get("class"), first.get("href")) == ("skip", "#overview")


def test_each_finding_stands_once_in_full_and_in_every_view(every: Report) -> None:
    page = _read(render(every))
    anchors = [f"finding-{finding.fingerprint}" for finding in every.findings]
    assert [each.get("id") for each in page.iter("article")] == anchors
    numbers = {
        "by-right": [len(finding.rights) for finding in every.findings],
        "by-rule": [1 for finding in every.findings],
        "by-provision": [len(finding.provisions) for finding in every.findings],
    }
    for view, expected in numbers.items():
        (section,) = (each for each in page.iter("section") if each.get("id") == view)
        listed = Counter(each.attrib["href"].removeprefix("#") for each in section.iter("a"))
        assert listed == {anchor: max(1, number) for anchor, number in zip(anchors, expected, strict=True)}


def test_a_finding_says_all_that_the_full_report_says(report: Report, conflict: Finding) -> None:
    card = next(_read(render(report)).iter("article"))
    (excerpt,) = card.iter("pre")
    assert _text(excerpt) == (
        "5    modality: power\n6    bearer: LawEnforcementAuthority\n7    action: HackDevice   # from afar\n"
        "            ^^^^^^^^^^\n8    place: DEU\n"
    )
    said = " ".join(" ".join(card.itertext()).split())
    for words in (
        conflict.message,
        "bill.yaml:7:13",
        "other side ICCPR art. 17(1) — No State surveils people arbitrarily.",
        "right Privacy ; Freedom of expression",
        "demanded by ICCPR art. 2(1)",
        "exception ( exception_to ) if the other norm lets you make one.",
        "bearer: law enforcement authority is a kind of State organ, which is a kind of State",
        "ICCPR art. 17(1) is mandatory",
        "rightsnet explain void-permission",
    ):
        assert words in said


def test_severities_are_told_by_word_and_symbol(page: Element) -> None:
    for card in page.iter("article"):
        (shown,) = (each for each in card.iter("h3"))
        words = _text(shown).split()
        severity = next(each for each in Severity if each.value in words)
        assert SYMBOLS[severity] in words
    assert len(set(SYMBOLS.values())) == len(Severity)


def test_the_overview_says_what_was_checked_and_what_came_of_the_pairs(report: Report) -> None:
    (overview,) = (each for each in _read(render(report)).iter("section") if each.get("id") == "overview")
    assert " ".join(" ".join(overview.itertext()).split()) == (
        "Overview 1 ✖ error 0 ▲ warnings 0 ● notes Beside these: 1 declared. What was checked File bill.yaml Norms 3 "
        "Compared with 412 norms of 47 instruments As of 2027-04-01 Where GBR What became of 1236 pairs of norms "
        "kept apart by bearer 900 kept apart by place 200 met, and were compared further 40 "
        f"{ADVICE}"
    )


def test_a_rule_says_what_it_is_about(page: Element) -> None:
    said = {_text(each) for each in page.iter("p") if each.get("class") == "about"}
    assert said == {"A permission that a prohibition voids."}


def test_what_is_settled_and_not_shown_is_counted(conflict: Finding) -> None:
    hidden = replace(conflict, status=Status.SUPPRESSED)
    text = _text(_read(render(Report(checked=Checked(files=("bill.yaml",), norms=1), settled=(hidden,)))))
    assert "Beside these: 1 suppressed." in text


def test_the_table_counts_open_findings_by_right_and_rule(conflict: Finding, shape: Finding) -> None:
    notes = (replace(conflict, severity=Severity.NOTE, rights=("Privacy",), key=(str(n),)) for n in range(2))
    report = Report(checked=Checked(files=("bill.yaml",), norms=1), findings=(conflict, shape, *notes))
    (table,) = _read(render(report)).iter("table")
    rows = [[" ".join(_text(cell).split()) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["Right", "void-permission", "missing-bearer"],
        ["Privacy", "✖ 3 (error)", "·"],
        ["Freedom of expression", "✖ 1 (error)", "·"],
    ]


def test_a_report_without_findings_is_no_certificate(silent: Report) -> None:
    page = _read(render(silent))
    assert list(page.iter("article")) == []
    assert "No finding in 1 norm" in _text(page)
    assert "An empty report is no certificate." in _text(page)


def test_hostile_texts_are_shown_and_not_obeyed(every: Report) -> None:
    page = _read(render(every))
    messages = [_text(each) for each in page.iter("p") if each.get("class") == "message"]
    # What stands between backticks is set as code; everything else is shown as it is.
    assert messages.count(printable(HOSTILE).replace("`", "")) == 1
    assert len(list(page.iter("script"))) == 1


@settings(deadline=None, max_examples=40)  # a whole page is read for each text
@given(st.text(min_size=1))
def test_no_text_of_a_draft_changes_what_the_page_is_made_of(text: str) -> None:
    assert list(_tags(text)) == _plain()


@cache
def _plain() -> list[str]:
    return list(_tags("plain"))


def _tags(text: str) -> Iterator[str]:
    norm = NormReference(f"https://example.org/{text}", f"x{text}", f"x{text}", "left", f"x{text}")
    finding = Finding(
        rule="r",
        family="f",
        severity=Severity.ERROR,
        message=f"x{text}",
        help=f"x{text}",
        norms=(norm,),
        location=Location(f"x{text}", 1, 1),
        rights=("Privacy",),
        provisions=(Provision("https://example.org/p", f"p{text}"),),
        reasons={"bearer": f"x{text}"},
    )
    sources = {f"x{text}": "a: " + " ".join(text.split())}
    report = Report(
        checked=Checked(files=(f"x{text}",), norms=1, place=f"x{text}"),
        findings=(finding,),
        funnel=Counts(2, 1, {"bearer": 1}),
        sources=sources,
    )
    inline = ("code",)  # what a text may bring: words between backticks
    return (each.tag for each in _read(render(report)).iter() if each.tag not in inline)


def _read(text: str) -> Element:
    """Return the page; any error in it, by the parsing rules of HTML, fails."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return root


def _text(element: Element) -> str:
    return "".join(element.itertext())
