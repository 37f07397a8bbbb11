"""The command `explain`: the page of a rule, with an example that is checked, and the list of all rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from rdflib import SH, Graph, URIRef

from cli.running import Command
from rightsnet.cli import rule_page
from rightsnet.model.finding import Severity
from rightsnet.model.rule import SECTIONS
from rightsnet.rdf.shapes import shape_names, shape_notes, shapes
from rightsnet.resources import folder
from rightsnet.rules import collect

RULES = {rule.name(): rule for rule in collect()}


@pytest.fixture(scope="module")
def pages() -> dict[str, rule_page.Page]:
    return {name: rule_page.of_rule(rule) for name, rule in RULES.items()}


def test_a_page_says_what_and_why_and_shows_what_is_found(command: Command) -> None:
    run = command("explain", "void-permission")
    assert (run.status, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[:3] == ["void-permission (conflict, error)", "", "A permission all of which another norm forbids."]
    headings = [line for line in lines[3:] if line and not line.startswith(" ")]
    assert headings == [
        *SECTIONS,
        "How grave it is",
        "What to do",
        "Example that it finds, compared with itself",
        "What is found in it",
        "Example that it leaves alone, compared with itself",
    ]
    assert "    - {id: may, modality: power, bearer: LawEnforcementAuthority, action: HackDevice}" in lines
    assert "   --> case.yaml:5:73" in lines
    assert max(map(len, lines)) < 125


def test_every_page_has_all_that_a_page_has(pages: dict[str, rule_page.Page]) -> None:
    assert set(pages) == set(RULES)
    for name, page in pages.items():
        rule = RULES[name]
        assert (page.family, page.severity, page.title) == (rule.family, rule.severity, rule.title())
        assert tuple(page.sections) == (*SECTIONS, "How grave it is", "What to do"), name
        assert all(page.sections.values()), name
        assert page.finds and page.leaves, name
        assert page.family in rule_page.FAMILIES, name


def test_what_a_page_shows_is_what_is_found_now(pages: dict[str, rule_page.Page]) -> None:
    for name, page in pages.items():
        assert page.finds is not None
        assert page.finds.printed.count(f"[{name}]") == len(page.finds.findings) == len(RULES[name].flags[0].finds), (
            name
        )
        assert {finding["rule"] for finding in page.finds.findings} == {name}
        located = [finding["location"]["file"] for finding in page.finds.findings]
        assert set(located) == {"case.yaml"}, name


def test_the_examples_of_a_page_can_be_checked_as_they_stand(
    command: Command, pages: dict[str, rule_page.Page]
) -> None:
    page = pages["void-permission"]
    assert page.finds is not None
    assert page.leaves is not None
    alone = ("--against", page.finds.against, "--select", page.name)
    found = command("check", "-", "--stdin-filename", "case.yaml", *alone, stdin=page.finds.text)
    assert (found.status, found.out.rsplit("\n\n", 1)[0]) == (1, page.finds.printed)
    clean = command("check", "-", *alone, stdin=page.leaves.text)
    assert (clean.status, clean.out.splitlines()[0]) == (0, "No findings.")


def test_a_page_as_json(command: Command, pages: dict[str, rule_page.Page]) -> None:
    read = json.loads(command("explain", "forbidden-imposition", "--format", "json").out)
    assert read == pages["forbidden-imposition"].as_data()
    assert list(read) == ["name", "family", "severity", "title", "sections", "finds", "leaves"]
    assert all("\n" not in re.sub(r"\n\s*\n", "", text) for text in read["sections"].values())
    assert [finding["rule"] for finding in read["finds"]["findings"]] == ["forbidden-imposition"]
    assert command("explain", "forbidden-imposition").out == pages["forbidden-imposition"].as_text()


@pytest.mark.parametrize(
    ("severity", "family", "said"),
    [
        (
            Severity.ERROR,
            "conflict",
            "An error; a warning if one of the norms is best effort, recommended, not yet binding or not binding; "
            "a note if one of the norms is encouraged or declaratory.",
        ),
        (
            Severity.ERROR,
            "interference",
            "An error; a warning if the norm is best effort, recommended, not yet binding or not binding, or if nothing "
            "that binds in law demands what is missing; a note if the norm is encouraged or declaratory.",
        ),
        (Severity.NOTE, "interference", "Always a note."),
        (Severity.ERROR, "shape", "Always an error."),
    ],
)
def test_how_grave_a_finding_is_follows_from_how_findings_are_weighed(
    severity: Severity, family: str, said: str
) -> None:
    assert rule_page.gravity(severity, family) == said


def test_without_a_name_all_rules_are_listed_by_family(command: Command) -> None:
    run = command("explain")
    assert (run.status, run.err) == (0, "")
    listed = dict(_listed(run.out))
    severities = {rule.name(): rule.severity.value for rule in collect()}
    severities |= {name: page.severity.value for name, page in rule_page.of_shapes().items()}
    assert {name: words[0] for name, words in listed.items()} == severities
    families = [line.split(":")[0] for line in run.out.splitlines() if line and not line.startswith(" ")]
    assert families == [family for family in rule_page.FAMILIES if family in families]
    assert {rule.family for rule in collect()} | {"shape"} == set(families)
    assert max(map(len, run.out.splitlines())) <= rule_page.WIDTH
    as_data = json.loads(command("explain", "--format", "json").out)
    assert {each["name"]: each["severity"] for each in as_data} == severities
    titles = {each["name"]: each["title"].split() for each in as_data}
    assert {name: words[1:] for name, words in listed.items()} == titles


def _listed(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each name of the list with the words that stand behind it, over as many lines as they take."""
    for entry in re.split(r"\n {2}(?=\S)", re.sub(r"\n\n\S.*", "", f"\n\n{text}")):
        name, *words = entry.split()[:1] + entry.split()[1:] if entry.strip() else [""]
        if name:
            yield name, words


def test_all_pages_can_be_had_at_once(command: Command) -> None:
    every = json.loads(command("explain", "--all", "--format", "json").out)
    assert [page["name"] for page in every] == [*RULES, *shape_names()]
    assert all("finds" in page for page in every if page["family"] != "shape" or page["name"] in RULES)


def test_a_shape_is_shown_as_it_is_written(command: Command) -> None:
    run = command("explain", "missing-bearer")
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith("missing-bearer (shape, error)\n\nThis norm binds nobody.\n\nWhy it matters\n")
    assert "\n\nHow grave it is\n  Always an error.\n\nWhat to do\n  Add `bearer:` with the actor" in run.out
    assert "\nThe shape\n  shape:missing-bearer a sh:PropertyShape ;\n      sh:path rn:bearer ;\n" in run.out


def test_every_shape_has_a_page_with_the_whole_shape() -> None:
    pages = rule_page.of_shapes()
    assert sorted(pages) == sorted(shape_names())
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(folder("shapes").glob("*.ttl")))
    prefixes = "".join(sorted(set(re.findall(r"^@prefix .+\n", written, re.MULTILINE))))
    for name, page in pages.items():
        assert page.severity is shape_notes()[name].severity
        shape = URIRef(f"https://w3id.org/rightsnet/shapes#{name}")
        alone = Graph().parse(data=prefixes + page.turtle, format="turtle")
        assert set(alone.predicates(shape)) == set(shapes().predicates(shape)), name
        assert (shape, SH.message, None) in alone, name


def test_an_unknown_rule_is_an_error_with_the_nearest(command: Command) -> None:
    run = command("explain", "void-permision")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("error: There is no rule “void-permision”. Did you mean void-permission")
    assert run.err.count("\n") == 1


def test_a_name_like_no_other_is_an_error_that_says_where_to_look(command: Command) -> None:
    run = command("explain", "zzz")
    assert (run.status, run.err) == (2, "error: There is no rule “zzz”. “rightsnet explain” lists them.\n")
