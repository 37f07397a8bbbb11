"""Durations as seconds: which texts are durations, how they compare, and how they are said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsnet.model.duration import MONTH, seconds, words

SIZES = {"Y": 12 * MONTH, "Mo": MONTH, "W": 604_800, "D": 86_400, "H": 3_600, "M": 60, "S": 1}
counts = st.one_of(st.none(), st.integers(0, 400))


@given(st.tuples(*[counts] * 7))
def test_a_duration_is_the_sum_of_its_parts(parts: tuple[int | None, ...]) -> None:
    units = [(count, unit) for count, unit in zip(parts, SIZES, strict=True) if count is not None]
    day = "".join(f"{count}{unit[0]}" for count, unit in units if unit in ("Y", "Mo", "W", "D"))
    time = "".join(f"{count}{unit}" for count, unit in units if unit in ("H", "M", "S"))
    if day or time:
        expected = sum(SIZES[unit] * count for count, unit in units)
        assert seconds(f"P{day}T{time}" if time else f"P{day}") == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("P1Y", "P12M"), ("P1W", "P7D"), ("P1D", "PT24H"), ("PT1H", "PT60M"), ("PT1M", "PT60S"), ("PT0S", "P0D")],
)
def test_durations_that_mean_the_same_are_equal(one: str, other: str) -> None:
    assert seconds(one) == seconds(other)


def test_durations_stand_in_one_order() -> None:
    texts = ["PT0S", "PT1H", "PT24H", "P2D", "P1W", "P28D", "P1M", "P31D", "P6M", "P1Y", "P366D"]
    assert sorted(texts, key=seconds) == texts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "1D",
        "P1",
        "P1H",
        "PT1D",
        "P1D1D",
        "P1D1Y",
        "PT1S1H",
        "PT1H1H",
        "P1Y1Y",
        "P1W1M",
        "P1.5D",
        "-P1D",
        "p1d",
        "P 1D",
        "P1D\n",
        "P١D",
        "an hour",
    ],
)
def test_what_is_no_duration_is_refused_with_an_example_of_one(text: str) -> None:
    with pytest.raises(ValueError, match="is not an ISO 8601 duration") as raised:
        seconds(text)
    assert str(raised.value) == f"“{text}” is not an ISO 8601 duration such as PT1H, P30D or P6M."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT0S", "0 seconds"),
        ("PT1S", "1 second"),
        ("PT90S", "90 seconds"),
        ("PT1M", "1 minute"),
        ("PT60M", "1 hour"),
        ("PT24H", "1 day"),
        ("PT36H", "36 hours"),
        ("P14D", "2 weeks"),
        ("P10D", "10 days"),
        ("P1M", "1 month"),
        ("P18M", "18 months"),
        ("P24M", "2 years"),
    ],
)
def test_a_duration_is_said_in_the_largest_unit_that_divides_it(text: str, expected: str) -> None:
    assert words(seconds(text)) == expected
