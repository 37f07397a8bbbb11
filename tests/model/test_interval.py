"""Intervals: which values they hold, what they share, and which cannot be built."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from algebra.generated import intervals, periods
from rightsnet.model.interval import EVER, Interval, period

NUMBERS = [Decimal(number) / 2 for number in range(-4, 24)]


def _holds(interval: Interval[int], value: Decimal) -> bool:
    """Say by the four ends whether a value lies between them."""
    low, high = interval.low, interval.high
    above = low is None or (low < value if interval.low_open else low <= value)
    return above and (high is None or (value < high if interval.high_open else value <= high))


@given(intervals())
def test_an_interval_holds_what_lies_between_its_ends(interval: Interval[int]) -> None:
    for value in NUMBERS:
        assert (value in interval) == _holds(interval, value), value  # type: ignore[operator]


@given(intervals(), intervals(), intervals())
def test_the_common_part_knows_no_order_and_everything_is_common_with_all_values(
    one: Interval[int], two: Interval[int], three: Interval[int]
) -> None:
    assert one.meet(two) == two.meet(one)
    assert one.meet(one) == one.meet(Interval()) == one
    first, last = one.meet(two), two.meet(three)
    assert (first.meet(three) if first else None) == (one.meet(last) if last else None)


@given(periods())
def test_a_period_ends_on_the_first_day_on_which_it_no_longer_holds(found: Interval[date]) -> None:
    if found.low is not None:
        assert found.low in found
        assert found.low - timedelta(days=1) not in found
    if found.high is not None:
        assert found.high not in found
        assert found.high - timedelta(days=1) in found


def test_a_norm_and_its_successor_share_no_day() -> None:
    change = date(2030, 4, 1)
    assert period(until=change).meet(period(change)) is None
    assert period(until=change).meet(period(change - timedelta(days=1))) == period(date(2030, 3, 31), change)


def test_a_period_without_ends_is_ever() -> None:
    assert period() == EVER
    assert all(day in EVER for day in (date.min, date.max))


@given(st.integers(0, 9), st.integers(1, 9))
def test_an_interval_that_ends_before_it_begins_cannot_be_built(low: int, length: int) -> None:
    with pytest.raises(ValueError, match=rf"^The interval ends \({low}\) before it begins \({low + length}\)\.$"):
        Interval(low + length, low)


@pytest.mark.parametrize(("low_open", "high_open"), [(True, False), (False, True), (True, True)])
def test_an_interval_that_holds_no_value_cannot_be_built(low_open: bool, high_open: bool) -> None:
    with pytest.raises(ValueError, match=r"^The interval from 3 to 3 holds no value\.$"):
        Interval(3, 3, low_open, high_open)


def test_a_period_of_no_day_cannot_be_built() -> None:
    with pytest.raises(ValueError, match=r"^The interval from 2027-04-01 to 2027-04-01 holds no value\.$"):
        period(date(2027, 4, 1), date(2027, 4, 1))
