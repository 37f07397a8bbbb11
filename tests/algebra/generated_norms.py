"""Generated norms on every axis, and the little world of classes, places and facts that they speak about."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from algebra.generated import axioms, intervals, periods
from rightsnet.algebra.knowledge import ActionFacts, Degree, Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.interval import Interval, period
from rightsnet.model.law import Membership
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Measured, Modality, Mode, Norm, Window

CLASSES = tuple("ABCDE")
PLACES = ("World", "North", "South", "Town", "League", "Union")
MEASURES = ("age", "fine")
STATE, ANYONE = rn("State"), rn("Actor")

classes = st.sampled_from(CLASSES)
pairs = st.tuples(classes, classes)


def changed(norm: Norm, key: str, value: object) -> Norm:
    """Return a norm with another value for one key."""
    return replace(norm, **{key: value})  # type: ignore[arg-type]


@st.composite
def worlds(draw: st.DrawFn) -> Knowledge:
    """Return what is known: classes on all axes, places with members that come and go, and facts about actions."""
    found = draw(axioms(CLASSES))
    stated = replace(
        found,
        classes=found.classes | {STATE, ANYONE},
        subclasses=found.subclasses | {(STATE, ANYONE), (draw(classes), STATE)},
        overlaps=draw(st.frozensets(pairs, max_size=1)),
        roles=draw(st.frozensets(pairs, max_size=1)),
    )
    parts = {"Town": ("North",), **dict.fromkeys(("North", "South", "League", "Union"), ("World",))}
    members = st.builds(
        Membership,
        st.sampled_from(("North", "South", "Town")),
        st.sampled_from(("League", "Union")),
        periods(),
        st.sampled_from((True, True, False)),
    )
    degrees: st.SearchStrategy[Degree] = st.sampled_from(("necessary", "necessary", "typical", "possible"))
    entailed = st.tuples(classes, classes, degrees)
    return Knowledge(
        taxonomy=Taxonomy(stated),
        places=Places(parts, draw(st.lists(members, max_size=4))),
        actions=ActionFacts(
            imposes=tuple(draw(st.lists(pairs, max_size=2))),
            incompatible=tuple(draw(st.lists(pairs, max_size=2))),
            entails=tuple(draw(st.lists(entailed, max_size=2))),
        ),
        single_valued=frozenset({"age"}),
    )


@st.composite
def measures(draw: st.DrawFn) -> tuple[Measured, ...]:
    """Return bounds on some measures."""
    names = draw(st.lists(st.sampled_from(MEASURES), max_size=2, unique=True))
    return tuple(Measured(name, _decimal(draw(intervals()))) for name in sorted(names))


def _decimal(span: Interval[int]) -> Interval[Decimal]:
    low, high = (None if end is None else Decimal(end) for end in (span.low, span.high))
    return Interval(low, high, span.low_open, span.high_open)


def _seldom(found: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """Leave an axis open more often than not, so that norms often meet."""
    return st.one_of(st.none(), st.none(), found)


windows = st.builds(Window, intervals(), _seldom(st.sampled_from("AB")), st.sampled_from(Mode))

norms = st.builds(
    Norm,
    id=st.just("n"),
    modality=st.sampled_from(Modality),
    bearer=classes,
    action=classes,
    place=_seldom(st.sampled_from(PLACES)),
    validity=periods(),
    circumstance=_seldom(classes),
    conditions=st.one_of(st.just(()), measures()),
    object=_seldom(classes),
    counterparty=_seldom(classes),
    window=st.one_of(st.none(), st.none(), windows),
    limits=st.one_of(st.just(()), measures()),
    issuer=_seldom(st.sampled_from((*CLASSES, "North", STATE))),
    force=st.sampled_from((Force.BINDING, Force.BINDING, Force.SOFT)),
)
"""A norm without a name of its own."""


def crowd(seed: int, count: int) -> tuple[Knowledge, list[Norm]]:
    """Return so many norms in a world where every relation between two values is to be met with."""
    chance = random.Random(seed)
    stated = Axioms(
        classes=frozenset({*CLASSES, STATE, ANYONE}),
        subclasses=frozenset({("B", "A"), ("C", "A"), ("E", "B"), ("E", "C"), ("A", ANYONE), (STATE, ANYONE)}),
        disjoint=frozenset({("D", "B")}),
    )
    parts = {"Town": ("North",), **dict.fromkeys(("North", "South", "League", "Union"), ("World",))}
    day = date(2000, 1, 15)
    members = [
        Membership("North", "League", period(day)),
        Membership("North", "Union", period(day, date(2000, 2, 10))),
        Membership("South", "Union", known=False),
    ]
    facts = ActionFacts(
        imposes=(("D", "A"),),
        incompatible=(("B", "D"), ("E", "E")),
        entails=(("D", "C", "necessary"), ("C", "D", "typical"), ("E", "A", "possible")),
    )
    known = Knowledge(Taxonomy(stated), Places(parts, members), facts, single_valued=frozenset({"age"}))

    def some(values: tuple[str, ...], missing: float) -> str | None:
        return None if chance.random() < missing else chance.choice(values)

    def days() -> Interval[date]:
        # Multiples of a fortnight less a day: so that norms often begin and end on the day on which a membership does.
        low = day + timedelta(days=13 * chance.randrange(-2, 3))
        return period(some_day(low), some_day(low + timedelta(days=13 * chance.randrange(1, 4))))

    def some_day(found: date) -> date | None:
        return found if chance.random() < 0.6 else None

    def bounds(name: str, missing: float) -> tuple[Measured, ...]:
        if chance.random() < missing:
            return ()
        low = chance.randrange(8)
        ends = (Decimal(low), None), (None, Decimal(low)), (Decimal(low), Decimal(low + 2))
        return (Measured(name, Interval(*chance.choice(ends))),)

    def window() -> Window | None:
        low = chance.randrange(4)
        made = Window(Interval(low, low + chance.randrange(4)), some(("A",), 0.8), chance.choice(list(Mode)))
        return made if chance.random() < 0.3 else None

    found = [
        Norm(
            id=f"n{number}",
            modality=chance.choice(list(Modality)),
            bearer=chance.choice(CLASSES),
            action=chance.choice(CLASSES),
            place=some(PLACES, 0.4),
            validity=days(),
            circumstance=some(CLASSES, 0.8),
            conditions=bounds("users", 0.8),
            object=some(CLASSES, 0.8),
            counterparty=some(CLASSES, 0.8),
            window=window(),
            limits=bounds("age", 0.4),
            issuer=some((*CLASSES, "North", STATE), 0.5),
            force=chance.choice([Force.BINDING, Force.BINDING, Force.SOFT]),
        )
        for number in range(count)
    ]
    again = [replace(norm, id=f"{norm.id}-again") for norm in found[:: count // 10]]
    return known, [*found, *again, *(replace(norm, id=f"{norm.id}-new", limits=bounds("age", 0)) for norm in again)]
