"""What is marked in an excerpt: the whole value, in every format, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsnet.errors import Location
from rightsnet.report.excerpt import excerpt


@pytest.mark.parametrize(
    ("file", "line", "column", "marked"),
    [
        ("a.yaml", "action: HackDevice   # from afar", 9, "HackDevice"),
        ("a.yaml", "modality: permission", 1, "modality: permission"),
        ("a.yaml", "- {id: may, action: HackDevice, place: DEU}", 21, "HackDevice"),
        ("a.yaml", "- {id: may, action: HackDevice}", 3, "{id: may, action: HackDevice}"),
        ("a.yaml", "text: Platforms, hosts and others act.", 7, "Platforms, hosts and others act."),
        ("a.yaml", "text: 'it''s # so' # why", 7, "'it''s # so'"),
        ("a.json", '  "action": "Hack \\" Device", "x": 1', 13, '"Hack \\" Device"'),
        ("a.ttl", "ex:s4 rn:bearer rn:State, rn:Court ; rn:place rn:DEU .", 17, "rn:State"),
        ("a.ttl", "ex:s4 rn:exceptionTo <https://e.org/a;b> .", 22, "<https://e.org/a;b>"),
        ("a.ttl", "ex:s4 rn:place rn:DEU.", 16, "rn:DEU"),
        ("a.yaml", "  action: HackDevice", 0, "action: HackDevice"),
        ("a.yaml", "short", 99, "^"),
    ],
)
def test_the_value_is_marked(file: str, line: str, column: int, marked: str) -> None:
    found = excerpt(line, Location(file, 1, column))
    assert found is not None
    assert (found.lines, found.length) == ((line,), len(marked))
    assert marked == "^" or found.lines[0][found.indent : found.indent + found.length] == marked


def test_blank_lines_at_the_edges_are_left_out() -> None:
    found = excerpt("a: 1\n\nb: 2\n\n\nc: 3\n", Location("x.yaml", 3, 4))
    assert found is not None
    assert (found.first, found.lines) == (1, ("a: 1", "", "b: 2"))


def test_wide_characters_move_the_carets() -> None:
    found = excerpt("規範: 権利", Location("x.yaml", 1, 5))
    assert found is not None
    assert (found.indent, found.length) == (6, 4)


def test_a_long_line_is_cut_around_the_value() -> None:
    found = excerpt("x" * 200 + " value " + "y" * 200, Location("x.ttl", 1, 202))
    assert found is not None
    assert len(found.lines[0]) == 100
    assert found.lines[0][found.indent : found.indent + found.length] == "value"


def test_a_long_value_is_marked_as_far_as_it_is_shown() -> None:
    found = excerpt("text: " + "word " * 60, Location("x.yaml", 1, 7))
    assert found is not None
    assert (len(found.lines[0]), found.indent, found.length) == (100, 6, 94)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_only_line_ends_end_lines(end: str) -> None:
    found = excerpt(f"\ufeffa: one\u2028two{end}b: 2{end}", Location("x.yaml", 2, 4))
    assert found is not None
    assert found.lines == ("a: one\u2028two", "b: 2")


@pytest.mark.parametrize("line", [0, 3, 99])
def test_a_line_that_is_not_there_gives_no_excerpt(line: int) -> None:
    assert excerpt("a\nb", Location("x.yaml", line, 1)) is None


@given(st.text(), st.integers(0, 5), st.integers(0, 300), st.sampled_from(["a.yaml", "a.ttl"]))
def test_any_text_at_any_place_is_shown_safely(text: str, line: int, column: int, file: str) -> None:
    found = excerpt(text, Location(file, line, column))
    if found is not None:
        assert all(len(shown) <= 100 for shown in found.lines)
        assert not any(mark in shown for shown in found.lines for mark in "\x1b\x07\n\r\t\u202e")
        assert found.first <= found.marked < found.first + len(found.lines)
        assert found.indent >= 0
        assert found.length >= 1
