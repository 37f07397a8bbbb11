"""Generated bodies of norms with all they rest on, and the norm tables that say the same."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from algebra.generated import NAMES, axioms, periods
from rightsnet.algebra.interferences import STATE
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.interval import Interval, period
from rightsnet.model.law import Membership
from rightsnet.model.norm import Measured, Modality, Norm, Window
from rightsnet.model.table import COLUMNS, FURTHER, NormTable, TableFile

DURATIONS = {"PT0S": 0, "PT1H": 3_600, "P1D": 86_400, "P7D": 604_800}
MEASURES = ("users", "fine")
PLACES = ("EU", "COE", "DEU", "FRA", "BER", "KRZ")


@dataclass(frozen=True)
class Body:
    """Norms, and what is known about their terms."""

    knowledge: Knowledge
    norms: tuple[Norm, ...]


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    """Return a small body of norms on every axis."""
    found = draw(axioms())
    # The search looks up who issued a norm that has a place: a State.
    taxonomy = Taxonomy(replace(found, classes=found.classes | {STATE}))
    knowledge = Knowledge(taxonomy, _places(draw(st.lists(_memberships, max_size=4))))
    norms = draw(st.lists(_norms, min_size=1, max_size=12))
    # Some norms say the same as others, so that there are signatures of several norms.
    norms += draw(st.lists(st.sampled_from(norms), max_size=6))
    return Body(knowledge, tuple(_named(norms)))


def large(count: int, seed: int) -> Body:
    """Return a body of so many norms, in which few values are common and most are rare."""
    chance = random.Random(seed)
    classes = [f"C{number:02}" for number in range(30)]
    subclasses = {(name, classes[chance.randrange(position)]) for position, name in enumerate(classes) if position > 3}
    disjoint = {("C00", "C01"), ("C02", "C03")}
    taxonomy = Taxonomy(
        Axioms(classes=frozenset({*classes, STATE}), subclasses=frozenset(subclasses), disjoint=frozenset(disjoint))
    )
    memberships = [
        Membership("DEU", "EU", period(date(2000, 1, 15))),
        Membership("FRA", "EU", period(date(2000, 1, 1), date(2000, 2, 10))),
        Membership("FRA", "COE", period(date(2000, 2, 5)), known=False),
    ]
    weights = [1 / (rank + 1) for rank in range(len(classes))]

    def some(values: list[str], missing: float = 0.0) -> str | None:
        if chance.random() < missing:
            return None
        return chance.choices(values, weights[: len(values)])[0]

    def days() -> Interval[date]:
        low = date(2000, 1 + chance.randrange(3), 1 + chance.randrange(28))
        high = date.fromordinal(low.toordinal() + 1 + chance.randrange(40))
        return period(low if chance.random() < 0.9 else None, high if chance.random() < 0.4 else None)

    def window() -> Window | None:
        if chance.random() < 0.8:
            return None
        low, high = sorted(chance.choices(list(DURATIONS.values()), k=2))
        return Window(Interval(low, high), some(classes[:3], 0.5))

    def bounds() -> tuple[Measured, ...]:
        if chance.random() < 0.85:
            return ()
        return (Measured("users", Interval(Decimal(chance.randrange(5)), None, low_open=chance.random() < 0.5)),)

    norms = [
        Norm(
            id=f"n{number}",
            modality=chance.choice(list(Modality)),
            bearer=some(classes) or "",
            action=some(classes) or "",
            object=some(classes, 0.4),
            counterparty=some(classes, 0.9),
            circumstance=some(classes, 0.8),
            place=some(list(PLACES), 0.1),
            validity=days(),
            window=window(),
            conditions=bounds(),
            limits=bounds(),
        )
        for number in range(count)
    ]
    return Body(Knowledge(taxonomy, _places(memberships)), tuple(norms))


def written(body: Body, folder: Path) -> NormTable:
    """Write a body as a norm table in CSV, with its second table, and return it as if it had been checked."""
    seconds = {span: text for text, span in DURATIONS.items()}
    table, further = folder / "norms.csv", folder / "further.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, COLUMNS)
        rows.writeheader()
        for norm in body.norms:
            row: dict[str, object] = {"id": norm.id, "modality": norm.modality.value}
            for axis in ("bearer", "action", "object", "counterparty", "circumstance", "place"):
                row[axis] = getattr(norm, axis)
            row["valid_from"], row["valid_until"] = norm.validity.low, norm.validity.high
            if norm.window:
                low, high = norm.window.span.low, norm.window.span.high
                row["window_from"] = None if low is None else seconds[low]
                row["window_until"] = None if high is None else seconds[high]
                row["window_after"] = norm.window.after
            rows.writerow(row)
    with further.open("w", newline="", encoding="utf-8") as file:
        others = csv.writer(file)
        others.writerow(FURTHER)
        for norm in body.norms:
            for part, measured in (("scope", norm.conditions), ("act", norm.limits)):
                for each in measured:
                    span = each.span
                    ends = (span.low, span.high, span.low_open, span.high_open)
                    others.writerow((norm.id, part, each.measure, *ends))
    names = {name: name for name in body.knowledge.taxonomy.names}
    concepts = ("bearer", "action", "object", "counterparty", "circumstance", "window_after")
    return NormTable(
        file=TableFile(table, COLUMNS),
        further=TableFile(further, FURTHER),
        norms=len(body.norms),
        terms={**dict.fromkeys(concepts, names), "place": {name: name for name in PLACES}},
        durations=DURATIONS,
        measures={name: name for name in MEASURES},
    )


def _named(norms: list[Norm]) -> list[Norm]:
    return [replace(norm, id=f"n{number}") for number, norm in enumerate(norms)]


def _places(memberships: list[Membership]) -> Places:
    return Places({"BER": ("DEU",), "KRZ": ("BER",)}, memberships, PLACES)


_memberships = st.builds(
    Membership,
    st.sampled_from(("DEU", "FRA")),
    st.sampled_from(("EU", "COE")),
    periods(),
    st.booleans(),
)
_class = st.sampled_from(NAMES)
_open_class = st.sampled_from((None, *NAMES))


def _sayable(window: Window) -> Window | None:
    """Return the window, or nothing for one without ends and trigger, which no table can say."""
    return None if window == Window(Interval()) else window


@st.composite
def _spans(draw: st.DrawFn) -> Interval[int]:
    low, high = sorted(draw(st.lists(st.sampled_from(list(DURATIONS.values())), min_size=2, max_size=2)))
    return Interval(draw(st.sampled_from([None, low])), draw(st.sampled_from([None, high])))


@st.composite
def _bounds(draw: st.DrawFn) -> tuple[Measured, ...]:
    found = []
    for measure in draw(st.lists(st.sampled_from(MEASURES), max_size=2, unique=True)):
        low, high = sorted(draw(st.lists(st.integers(0, 4), min_size=2, max_size=2)))
        opens = (False, False) if low == high else (draw(st.booleans()), draw(st.booleans()))
        ends = draw(st.tuples(st.sampled_from([None, Decimal(low)]), st.sampled_from([None, Decimal(high)])))
        span = Interval(ends[0], ends[1], opens[0] and ends[0] is not None, opens[1] and ends[1] is not None)
        found.append(Measured(measure, span))
    return tuple(sorted(found, key=lambda each: each.measure))


_norms = st.builds(
    Norm,
    id=st.just(""),
    modality=st.sampled_from(list(Modality)),
    bearer=_class,
    action=_class,
    object=_open_class,
    counterparty=st.sampled_from((None, None, *NAMES[:2])),
    circumstance=st.sampled_from((None, None, *NAMES[:3])),
    place=st.sampled_from((None, *PLACES)),
    validity=periods(),
    window=st.none() | st.builds(Window, _spans(), st.sampled_from((None, *NAMES[:2]))).map(_sayable),
    conditions=_bounds(),
    limits=_bounds(),
)
