"""Suppressions stand in comments, and only there; each is about a line or about a whole norm."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rdf.reading import law_files, ontology_files
from rightsnet.model.names import local_name
from rightsnet.rdf import files
from rightsnet.rdf.formats import comments
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.suppressions import suppressions
from rightsnet.rdf.vocabulary import Vocabulary

Found = list[tuple[str, str, str, int, list[str], str]]
"""Rule, reason, place of the rule's name, the line it is about, the norms that begin there, the norm it stands in."""


def _found(text: str, vocabulary: Vocabulary, name: str = "bill.yaml") -> Found:
    located = files.read_text(text, name, files.format_of(name), vocabulary)
    return [
        (
            each.rule,
            each.reason,
            f"{each.location.line}:{each.location.column}",
            each.line,
            sorted(local_name(norm) for norm in each.norms),
            local_name(each.within),
        )
        for each in suppressions(located)
    ]


YAML = """\
proposal: Bill  # rightsnet: ignore no-issuer -- Not yet settled.
id: https://example.org/bill
norms:
  # rightsnet: ignore void-permission, impossible-duty -- One court decides.
  # The next line that is more than a comment begins a norm:

  - id: may
    modality: liberty
    bearer: State
    action: RemoveContent  # rightsnet: ignore narrowed-duty – with a dash of a word processor
    text: "a text # rightsnet: ignore no-1 -- no comment"
  -
    modality: prohibition  #rightsnet:ignore first-line -- the first line of “ban”, though its id comes later
    exception_to: ['#may']
    id: ban
    bearer: State
    text: |  # rightsnet: ignore header -- beside the sign of a block
      # rightsnet: ignore no-2 -- text of the block
    provision: s 1#rightsnet:ignore no-3 -- no space before it, no comment
    label: two lines
      of text  # rightsnet: ignore plain -- after a text of two lines
    action: RemoveContent
# rightsnet: ignore last -- Nothing follows.
"""


def test_comments_of_yaml(small: Vocabulary) -> None:
    assert _found(YAML, small) == [
        ("no-issuer", "Not yet settled.", "1:37", 1, [], ""),
        ("void-permission", "One court decides.", "4:23", 7, ["may"], "may"),
        ("impossible-duty", "One court decides.", "4:40", 7, ["may"], "may"),
        ("narrowed-duty", "with a dash of a word processor", "10:48", 10, [], "may"),
        ("first-line", "the first line of “ban”, though its id comes later", "13:46", 13, ["ban"], "ban"),
        ("header", "beside the sign of a block", "17:34", 17, [], "ban"),
        ("plain", "after a text of two lines", "21:36", 21, [], "ban"),
        ("last", "Nothing follows.", "23:21", 0, [], ""),
    ]


TURTLE = """\
@prefix rn: <https://w3id.org/rightsnet/ns#> .
PREFIX ex: <https://example.org/bill#>
# rightsnet: ignore whole -- The subject stands on the next line.
ex:may
    a rn:Liberty ;  # rightsnet: ignore line -- The line of the class.
    rn:bearer rn:State ; rn:text "# rightsnet: ignore no-1 -- a text", '# rightsnet: ignore no-2 -- a text' , \"\"\"
# rightsnet: ignore no-3 -- a "long" text\"\"\" ; rn:sees <https://example.org/x#rightsnet:ignore> .
ex:ban a rn:Prohibition . # rightsnet: ignore both -- On the line on which “ban” begins.
<https://example.org/bill> rn:norms ex:may , ex:ban ,  # rightsnet: ignore listed -- Only listed here.
    # rightsnet: ignore nested -- A norm without a name.
    [ a rn:Obligation ; rn:bearer rn:State ;
      rn:action rn:RemoveContent ] .
"""


def test_comments_of_turtle(small: Vocabulary) -> None:
    found = _found(TURTLE, small, "bill.ttl")
    assert [(*each[:4], len(each[4])) for each in found] == [
        ("whole", "The subject stands on the next line.", "3:21", 4, 1),
        ("line", "The line of the class.", "5:41", 5, 0),
        ("both", "On the line on which “ban” begins.", "8:47", 8, 1),
        ("listed", "Only listed here.", "9:76", 9, 0),
        ("nested", "A norm without a name.", "10:25", 11, 1),
    ]
    assert [each[4] for each in found[:3]] == [["may"], [], ["ban"]]


def test_json_has_no_comments(small: Vocabulary) -> None:
    text = '{"proposal": "P", "norms": [{"id": "a", "text": "x # rightsnet: ignore r -- s"}]}'
    assert _found(text, small, "bill.json") == []
    assert _found('{"@id": "urn:a", "urn:b": "# rightsnet: ignore r -- s"}', small, "bill.jsonld") == []


@pytest.mark.parametrize("name", ["<stdin>", "bill.yml"])
def test_standard_input_is_yaml(small: Vocabulary, name: str) -> None:
    text = "proposal: P # rightsnet: ignore r -- s\nid: https://example.org/p\n"
    located = files.read_text(text, name, "yaml", small)
    assert [each.rule for each in suppressions(located)] == ["r"]


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        ("# rightsnet: ignore a -- b", ["a"], "b"),
        ("## rightsnet:ignore a, b,c -- d -- e", ["a", "b", "c"], "d -- e"),
        ("# rightsnet: ignore a b -- c", ["a", "b"], "c"),
        ("# rightsnet: ignore a—b", ["a"], "b"),
        ("# rightsnet: ignore a", ["a"], ""),
        ("# rightsnet: ignore a --", ["a"], ""),
        ("# rightsnet: ignore -- b", [""], "b"),
        ("# rightsnet: ignore", [""], ""),
        ("# rightsnet: ignored a -- b", [], ""),
        ("# see rightsnet: ignore a -- b", [], ""),
        ("# rightsnet: to do", [], ""),
    ],
)
def test_what_a_comment_says(small: Vocabulary, comment: str, rules: list[str], reason: str) -> None:
    found = _found(f"proposal: P  {comment}\nid: https://example.org/p\n", small)
    assert [(each[0], each[1]) for each in found] == [(rule, reason) for rule in rules]


def test_ends_of_lines_of_every_system(small: Vocabulary) -> None:
    expected = _found(YAML, small)
    assert _found(YAML.replace("\n", "\r\n"), small) == expected
    expected = _found(TURTLE, small, "bill.ttl")
    for end in ("\r\n", "\r"):
        found = _found(TURTLE.replace("\n", end), small, "bill.ttl")
        assert [each[:4] for each in found] == [each[:4] for each in expected]


@pytest.mark.parametrize("path", [*ontology_files(), *law_files()], ids=lambda path: path.name)
def test_a_comment_says_nothing_to_turtle_and_all_else_does(path: Path) -> None:
    """Without what is taken for comments the file says the same; what is left of ``#`` stands in texts and names."""
    text = path.read_text(encoding="utf-8")
    bare = text
    for comment in comments.of_turtle(Source(path.name, text)).comments:
        bare = f"{bare[: comment.offset]}{' ' * len(comment.text)}{bare[comment.offset + len(comment.text) :]}"
    assert _canonical(bare) == _canonical(text)
    for line in bare.splitlines():
        assert not re.match(r"\s*#", line)


def _canonical(text: str) -> list[str]:
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


_WORDS = st.text(alphabet="ab #'\"\\-:", max_size=8)
_NOTE = st.text(alphabet="ab #'\"-:", max_size=8)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_WORDS, st.none() | _NOTE, st.sampled_from(["double", "single", "block"])), max_size=6))
def test_the_comments_of_yaml_are_those_that_were_written(values: list[tuple[str, str | None, str]]) -> None:
    written, text = [], "norms:\n"
    for number, (value, note, style) in enumerate(values):
        comment = "" if note is None else f"# {note}"
        written += [comment] if comment else []
        if style == "block":
            text += f"  k{number}: | {comment}\n    x{value}\n"
        else:
            quoted = "'" + value.replace("'", "''") + "'" if style == "single" else _double(value)
            text += f"  k{number}: {quoted} {comment}\n"
    assert [
        each.text for each in comments.of_yaml(Source("bill.yaml", f"a: b\n{text if values else ''}")).comments
    ] == written


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_WORDS, st.none() | _NOTE, st.sampled_from(['"', "'", '"""', "'''"])), max_size=6))
def test_the_comments_of_turtle_are_those_that_were_written(values: list[tuple[str, str | None, str]]) -> None:
    written, text, starts = [], "", []
    for number, (value, note, mark) in enumerate(values):
        comment = "" if note is None else f"# {note}"
        written += [comment] if comment else []
        literal = value.replace("\\", "\\\\").replace(mark[0], f"\\{mark[0]}")
        starts.append(len(text))
        text += f"<urn:a#{number}> <urn:p> {mark}{literal}{mark} , 1.5 ; <urn:q> ( [] ) . {comment}\n"
    list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE))
    found = comments.of_turtle(Source("bill.ttl", text))
    assert [each.text for each in found.comments] == written
    assert list(found.starts) == starts


def _double(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
