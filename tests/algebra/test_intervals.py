"""The relation of intervals, against enumeration."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from algebra.generated import intervals
from rightsnet.algebra.intervals import relate
from rightsnet.model.interval import Interval
from rightsnet.model.relation import Relation

POINTS = [Fraction(n, 4) for n in range(-8, 44)]


def _values(interval: Interval[int]) -> set[Fraction]:
    return {point for point in POINTS if point in interval}  # type: ignore[operator]


@given(intervals(), intervals())
def test_the_relation_is_that_of_the_sets_of_values(left: Interval[int], right: Interval[int]) -> None:
    ours, theirs = _values(left), _values(right)
    if not ours & theirs:
        expected = Relation.DISJOINT
    elif ours == theirs:
        expected = Relation.EQUAL
    elif ours < theirs:
        expected = Relation.WITHIN
    else:
        expected = Relation.CONTAINS if ours > theirs else Relation.OVERLAPS
    assert relate(left, right) is expected
    assert relate(right, left) is expected.converse


@given(intervals(), intervals())
def test_the_common_part_holds_just_the_common_values(left: Interval[int], right: Interval[int]) -> None:
    common = left.meet(right)
    assert (_values(common) if common else set()) == _values(left) & _values(right)
