"""Tiny ontologies and norms drawn at random for the brute-force oracle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from random import Random

from oracles.worlds import DAYS, KINDS, Ontology, World
from rightsnet.algebra.knowledge import Degree
from rightsnet.algebra.taxonomy import Axioms
from rightsnet.model.interval import EVER, Interval, period
from rightsnet.model.law import Membership
from rightsnet.model.norm import Measured, Modality, Mode, Norm, Window

MODALITIES = (
    *[Modality.OBLIGATION] * 3,
    *[Modality.PROHIBITION] * 3,
    *[Modality.PERMISSION] * 2,
    Modality.EXEMPTION,
)
DEGREES: tuple[Degree, ...] = ("necessary", "necessary", "typical", "typical", "possible")
FURTHER = ("window", "limits", "limits", "conditions", "validity", "place")
"""The further axis that the norms of one world use, so that the world stays small."""


def world(chance: Random, count: int, most_models: int) -> tuple[World, list[Norm]]:
    """Return an ontology with at most so many populations, and norms on classes that can have members."""
    while True:
        ontology = _ontology(chance)
        if prod(len(ontology.populations[kind]) for kind in KINDS) <= most_models and all(
            map(ontology.possible, KINDS)
        ):
            norms = _norms(chance, ontology, count)
            return World(ontology, norms), norms


def _ontology(chance: Random) -> Ontology:
    """Return an ontology in which two kinds of classes, actions among them, are rich and the others are not."""
    other = chance.choice(["actor", "actor", "circumstance", "object"])
    sizes = {**dict.fromkeys(KINDS, 1), **dict(zip(("action", other), chance.choice([(3, 2), (2, 3)]), strict=True))}
    stated = {kind: _axioms(chance, tuple(f"{kind}{n}" for n in range(size))) for kind, size in sizes.items()}
    parts: dict[str, tuple[str, ...]] = {
        "region": (),
        "north": chance.choice([(), ("region",)]),
        "south": chance.choice([(), ("region",), ("north",)]),
    }
    # The union always has a known member: a place without any is disjoint from every other, by the page.
    members = (
        Membership("north", "union"),
        Membership("south", "union", _days(chance), chance.random() < 0.5),
    )
    found = Ontology(stated, parts, members if chance.random() < 0.7 else ())
    actions = found.possible("action")
    if not actions:
        return found
    linked = [(a, b) for a, b in product(actions, actions) if not found.is_kind_of("action", a, b)]
    linked = chance.sample(linked, min(len(linked), 3))
    return replace(
        found,
        incompatible=((chance.choice(actions), chance.choice(actions)),),
        imposes=tuple(linked[:1]) if chance.random() < 0.3 else (),
        entails=tuple((a, b, chance.choice(DEGREES)) for a, b in linked),
    )


def _axioms(chance: Random, names: tuple[str, ...]) -> Axioms:
    """Return Boolean axioms over a few classes of one kind."""
    if len(names) < 2:
        return Axioms(classes=frozenset(names))

    def pairs(most: int) -> frozenset[tuple[str, str]]:
        drawn = (chance.sample(names, 2) for _ in range(chance.randint(0, most)))
        return frozenset((a, b) for a, b in drawn)

    if len(names) > 2 and chance.random() < 0.4:
        witness, *above = chance.sample(names, 3)
        return Axioms(classes=frozenset(names), subclasses=frozenset((witness, each) for each in above))
    defined: list[dict[str, tuple[str, ...]]] = [{}, {}]
    for each in defined:
        if len(names) > 2 and chance.random() < 0.3:
            name, *members = chance.sample(names, 3)
            each[name] = tuple(members)
    return Axioms(
        classes=frozenset(names),
        subclasses=pairs(2),
        disjoint=pairs(1),
        complements=pairs(1) if chance.random() < 0.2 else frozenset(),
        unions=defined[0],
        intersections=defined[1],
    )


def _norms(chance: Random, ontology: Ontology, count: int) -> list[Norm]:
    further = chance.choice(FURTHER)
    events = chance.choice([("A",), ("A",), ("A", "B")])
    names = {kind: ontology.possible(kind) for kind in KINDS}
    # Whom a ban of imposing protects is always named, so that no class of everybody is needed.
    places = [None, *ontology.parts, *(["union", "union"] if ontology.memberships else [])]

    def norm(number: int) -> Norm:
        modality = chance.choice(MODALITIES)
        wide = [None] * 4 if modality is Modality.PROHIBITION else [None]
        return Norm(
            id=f"n{number}",
            modality=modality,
            bearer=chance.choice(names["actor"]),
            action=chance.choice(names["action"]),
            circumstance=chance.choice([*names["circumstance"], None]),
            object=chance.choice([*names["object"], *wide]),
            counterparty=chance.choice(names["actor"] if ontology.imposes else [*names["actor"], *wide]),
            place=chance.choice(places) if further in ("place", "validity") else None,
            validity=_days(chance) if further == "validity" else EVER,
            window=_window(chance, events) if further == "window" and chance.random() < 0.8 else None,
            limits=_measured(chance) if further == "limits" and chance.random() < 0.7 else (),
            conditions=_measured(chance) if further == "conditions" and chance.random() < 0.7 else (),
            issuer=chance.choice(names["actor"]),
        )

    return [norm(number) for number in range(count)]


def _days(chance: Random) -> Interval[date]:
    low, high = sorted(chance.sample(DAYS[1:], 2))
    return period(chance.choice([None, low]), chance.choice([None, high]))


def _measured(chance: Random) -> tuple[Measured, ...]:
    low, high = sorted(chance.choices([Decimal(1), Decimal(2)], k=2))
    ends = chance.choice([(low, None), (None, high), (low, high)])
    opens = [end is not None and chance.random() < 0.5 for end in ends]
    if low == high and None not in ends:
        opens = [False, False]
    return (Measured("measure", Interval(*ends, *opens)),)


def _window(chance: Random, events: Sequence[str]) -> Window:
    low, high = sorted(chance.choices(range(3), k=2))
    ends: tuple[int | None, int | None] = (low, high)
    if len(events) == 1:
        # Counted from two events, only windows with both ends can miss each other; the page says nothing of others.
        ends = chance.choice([(low, high), (low, None), (None, high)])
    mode = chance.choice([Mode.ACHIEVEMENT, Mode.MAINTENANCE])
    return Window(Interval(*ends), chance.choice(events), mode)
