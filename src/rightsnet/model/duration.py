"""ISO 8601 durations as whole seconds, so that any two of them can be compared."""

from __future__ import annotations

import re

MONTH = 2_629_800
"""Seconds of a mean month: a twelfth of a year of 365.25 days, so that ``P12M`` is ``P1Y`` exactly."""

_UNITS = {"Y": 12 * MONTH, "M": MONTH, "W": 604_800, "D": 86_400}
_CLOCK = {"H": 3_600, "M": 60, "S": 1}
_DATE = r"(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?"
_TIME = r"(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?"
_PATTERN = re.compile(f"P(?=.)({_DATE})(?:T(?=.)({_TIME}))?")


def seconds(text: str) -> int:
    """Return the seconds of an ISO 8601 duration made of whole numbers.

    Law counts months and years by the calendar; here a month is a mean month (see `MONTH`), which keeps the order of
    durations total and the relation of two windows decided.

    Raises:
        ValueError: if the text is no such duration.

    >>> seconds("PT1H"), seconds("P6M") < seconds("P1Y"), seconds("P1Y") == seconds("P12M")
    (3600, True, True)
    >>> seconds("one hour")
    Traceback (most recent call last):
    ValueError: “one hour” is not an ISO 8601 duration such as PT1H, P30D or P6M.
    """
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not an ISO 8601 duration such as PT1H, P30D or P6M.")
    total = 0
    for part, units in ((match[1] or "", _UNITS), (match[2] or "", _CLOCK)):
        total += sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)(\D)", part))
    return total


def words(span: int) -> str:
    """Return seconds in words, in the largest unit that divides them.

    >>> words(3600), words(6 * MONTH), words(86_400)
    ('1 hour', '6 months', '1 day')
    """
    units = (
        ("year", 12 * MONTH),
        ("month", MONTH),
        ("week", 604_800),
        ("day", 86_400),
        ("hour", 3_600),
        ("minute", 60),
    )
    for name, size in units:
        if span and span % size == 0:
            count = span // size
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{span} second{'' if span == 1 else 's'}"
