"""A small ontology and generated norms in it, on every axis, for the tests of the engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from rightsnet.algebra.knowledge import ActionFacts, Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.interval import Interval, period
from rightsnet.model.law import Membership
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Measured, Modality, Mode, Norm, Window

ACTORS = [rn("State"), rn("Ministry"), rn("Firm"), rn("Platform"), rn("Host"), rn("Controller")]
ACTIONS = [rn(name) for name in ("Do", "Keep", "KeepAll", "Erase", "Process", "Publish", "Impose")]
OBJECTS = [rn(name) for name in ("Thing", "Data", "Traffic", "Film")]
SITUATIONS = [rn("Situation"), rn("War"), rn("Peace"), rn("Vote")]
PLACES = [rn("WORLD"), rn("North"), rn("South"), rn("Town"), rn("Union")]
MEASURE, OTHER = rn("Months"), rn("Users")

KNOWLEDGE = Knowledge(
    taxonomy=Taxonomy(
        Axioms(
            classes=frozenset(
                {rn("Actor"), *ACTORS, *ACTIONS, *OBJECTS, *SITUATIONS, rn("IntergovernmentalOrganization")}
            ),
            subclasses=frozenset(
                (rn(narrow), rn(wide))
                for narrow, wide in (
                    ("State", "Actor"),
                    ("Ministry", "State"),
                    ("Firm", "Actor"),
                    ("Platform", "Firm"),
                    ("Platform", "Host"),
                    ("Host", "Actor"),
                    ("Controller", "Actor"),
                    ("Keep", "Do"),
                    ("KeepAll", "Keep"),
                    ("Erase", "Do"),
                    ("Process", "Do"),
                    ("Data", "Thing"),
                    ("Traffic", "Data"),
                    ("Film", "Thing"),
                    ("War", "Situation"),
                    ("Peace", "Situation"),
                    ("Vote", "Situation"),
                )
            ),
            disjoint=frozenset(
                (rn(a), rn(b)) for a, b in (("State", "Firm"), ("War", "Peace"), ("Data", "Film"), ("Keep", "Publish"))
            ),
            roles=frozenset({(rn("Firm"), rn("Controller"))}),
        )
    ),
    places=Places(
        {rn(place): [rn("WORLD")] for place in ("North", "South", "Union")} | {rn("Town"): [rn("North")]},
        [
            Membership(rn("North"), rn("Union"), period(date(2010, 1, 1), date(2020, 1, 1))),
            Membership(rn("South"), rn("Union"), known=False),
        ],
    ),
    actions=ActionFacts(
        imposes=((rn("Impose"), rn("Keep")),),
        incompatible=((rn("Keep"), rn("Erase")),),
        entails=((rn("Keep"), rn("Process"), "necessary"), (rn("Publish"), rn("Process"), "typical")),
    ),
    single_valued=frozenset({MEASURE}),
)

_DAYS = (None, date(2005, 1, 1), date(2010, 1, 1), date(2015, 1, 1), date(2025, 1, 1))
_SPANS = ((None, 6), (6, 12), (7, None), (12, 24))
_WINDOWS = (None, None, None, None, (0, 10), (0, 20), (15, 30))


def body(seed: int, size: int) -> list[Norm]:
    """Return norms drawn at random, and variants of them in which one thing differs, so that many pairs meet."""
    chance = Random(seed)
    drawn = [_norm(chance, number) for number in range((size + 1) // 2)]
    return [*drawn, *(_variant(chance, chance.choice(drawn), number) for number in range(len(drawn), size))]


def _variant(chance: Random, norm: Norm, number: int) -> Norm:
    other = _norm(chance, number)
    changes: list[dict[str, Any]] = [
        {},
        {"modality": other.modality},
        {"modality": other.modality, "action": other.action},
        {"action": other.action},
        {"modality": Modality.OBLIGATION, "limits": other.limits},
        {"bearer": other.bearer, "object": other.object},
    ]
    return replace(norm, id=other.id, **chance.choice(changes))


def _norm(chance: Random, number: int) -> Norm:
    def perhaps(values: list[str]) -> str | None:
        return chance.choice(values) if chance.random() < 0.25 else None

    span = chance.choice(_WINDOWS)
    window = Window(Interval(*span), chance.choice([None, rn("Vote")]), chance.choice(list(Mode))) if span else None
    return Norm(
        id=f"https://example.org/#n{number}",
        modality=chance.choice(list(Modality)),
        bearer=chance.choice(ACTORS),
        action=chance.choice(ACTIONS),
        place=perhaps(PLACES[1:]),
        validity=_validity(chance),
        circumstance=perhaps(SITUATIONS),
        conditions=_bounds(chance, (OTHER,)),
        object=perhaps(OBJECTS),
        counterparty=perhaps(ACTORS),
        window=window,
        limits=_bounds(chance, (MEASURE, OTHER)),
        issuer=perhaps([rn("State"), rn("Platform"), rn("North")]),
        force=chance.choice([Force.BINDING, Force.BINDING, Force.SOFT]),
    )


def _validity(chance: Random) -> Interval[date]:
    low, high = chance.choice(_DAYS), chance.choice(_DAYS)
    if low and high and high <= low:
        low, high = high, (low if low > high else None)
    return period(low, high)


def _bounds(chance: Random, measures: tuple[str, ...]) -> tuple[Measured, ...]:
    if chance.random() < 0.6:
        return ()
    low, high = chance.choice(_SPANS)
    return (Measured(chance.choice(measures), Interval(low=_number(low), high=_number(high))),)


def _number(end: int | None) -> Decimal | None:
    return None if end is None else Decimal(end)
