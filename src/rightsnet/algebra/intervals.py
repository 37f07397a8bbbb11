"""The relation of two intervals, decided exactly from their four ends."""

from __future__ import annotations

from typing import Any

from rightsnet.model.interval import Interval, Value
from rightsnet.model.relation import Relation


def relate(left: Interval[Value], right: Interval[Value]) -> Relation:
    """Return how the left interval stands to the right one; never `UNKNOWN`.

    >>> relate(Interval(1, 2), Interval(0, 9)), relate(Interval(0, 5, high_open=True), Interval(5, 9))
    (<Relation.WITHIN: 'within'>, <Relation.DISJOINT: 'disjoint'>)
    >>> relate(Interval(), Interval())
    <Relation.EQUAL: 'equal'>
    """
    if left.meet(right) is None:
        return Relation.DISJOINT
    below = _lower(right) <= _lower(left) and _upper(left) <= _upper(right)
    above = _lower(left) <= _lower(right) and _upper(right) <= _upper(left)
    if below and above:
        return Relation.EQUAL
    return Relation.WITHIN if below else Relation.CONTAINS if above else Relation.OVERLAPS


def _lower(interval: Interval[Any]) -> tuple[int, Any, int]:
    """Return a key that orders lower ends: an open end begins after the closed end at the same value."""
    return (0, 0, 0) if interval.low is None else (1, interval.low, int(interval.low_open))


def _upper(interval: Interval[Any]) -> tuple[int, Any, int]:
    return (1, 0, 0) if interval.high is None else (0, interval.high, -int(interval.high_open))
