"""An interval of dates, durations or numbers, with open, closed and missing ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

Value = TypeVar("Value", date, int, Decimal)


@dataclass(frozen=True, slots=True)
class Interval(Generic[Value]):
    """All values between two ends; ``None`` is unbounded on that side.

    Args:
        low: the lower end; included unless ``low_open``.
        high: the upper end; included unless ``high_open``.

    Raises:
        ValueError: if no value lies between the ends.

    >>> Interval(1, 5)
    Interval(low=1, high=5, low_open=False, high_open=False)
    >>> Interval(5, 1)
    Traceback (most recent call last):
    ValueError: The interval ends (1) before it begins (5).
    """

    low: Value | None = None
    high: Value | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        if self.high < self.low:
            raise ValueError(f"The interval ends ({self.high}) before it begins ({self.low}).")
        if self.high == self.low and (self.low_open or self.high_open):
            raise ValueError(f"The interval from {self.low} to {self.high} holds no value.")

    def __contains__(self, value: Value) -> bool:
        """Say whether the value lies within the ends.

        >>> 5 in Interval(1, 5), 5 in Interval(1, 5, high_open=True)
        (True, False)
        """
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or not (value > self.high or (self.high_open and value == self.high))

    def meet(self, other: Interval[Value]) -> Interval[Value] | None:
        """Return the common part, or ``None`` if there is none.

        >>> Interval(1, 5).meet(Interval(4, 9))
        Interval(low=4, high=5, low_open=False, high_open=False)
        >>> Interval(1, 5, high_open=True).meet(Interval(5, 9)) is None
        True
        """
        low, low_open = _tighter((self.low, self.low_open), (other.low, other.low_open), lambda a, b: a > b)
        high, high_open = _tighter((self.high, self.high_open), (other.high, other.high_open), lambda a, b: a < b)
        try:
            return Interval(low, high, low_open, high_open)
        except ValueError:
            return None


def _tighter(one: tuple[Any, bool], two: tuple[Any, bool], inside: Callable[[Any, Any], bool]) -> tuple[Any, bool]:
    """Return the end (value, open) that leaves less."""
    if one[0] is None or two[0] is None:
        return two if one[0] is None else one
    if one[0] == two[0]:
        return one[0], one[1] or two[1]
    return one if inside(one[0], two[0]) else two


def period(since: date | None = None, until: date | None = None) -> Interval[date]:
    """Return the period ``[since, until)``: ``until`` is the first day on which it no longer holds.

    >>> period(date(2027, 4, 1), date(2030, 4, 1))
    Interval(low=datetime.date(2027, 4, 1), high=datetime.date(2030, 4, 1), low_open=False, high_open=True)
    """
    return Interval(since, until, high_open=until is not None)


EVER: Interval[date] = Interval()
"""No bound on either side."""
