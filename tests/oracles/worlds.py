"""Tiny worlds: what classes, places, days, acts and norms mean, as plain sets in every model of a small ontology.

Nothing here uses the algebra or the engine. A class is the set of the sorts of individuals that are in it; a model says
which sorts exist. The world is open, so every choice of sorts that the axioms allow is a model, provided that every
class that can have a member has one: the law names no class for nobody. A membership on which the sources disagree, and the
moment of an event from which a window is counted, differ from model to model too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations, product
from math import prod

from rightsnet.algebra.knowledge import Degree
from rightsnet.algebra.taxonomy import Axioms
from rightsnet.model.law import Membership
from rightsnet.model.norm import Measured, Norm, Window

Sort = frozenset[str]
"""The classes that an individual is in."""
NONE: Sort = frozenset({"(of no class of this ontology)"})
"""What an open axis also reaches: an act on nothing, towards nobody, in no particular situation."""

KINDS = ("actor", "action", "circumstance", "object")
DAYS = tuple(date(2027, 1, 1) + timedelta(days=number) for number in range(4))
NUMBERS = tuple(Decimal(text) for text in ("0", "1", "1.5", "2", "3"))
INSTANTS = tuple(range(-3, 8))
SHIFTS = (-2, -1, 0, 1, 2, 4)
"""When the event B may happen, counted from the event A."""
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Ontology:
    """The axioms on each kind of class, the places with their parts and members, and the facts about actions."""

    axioms: Mapping[str, Axioms]
    parts: Mapping[str, tuple[str, ...]]
    memberships: tuple[Membership, ...]
    incompatible: tuple[tuple[str, str], ...] = ()
    imposes: tuple[tuple[str, str], ...] = ()
    entails: tuple[tuple[str, str, Degree], ...] = ()

    @cached_property
    def sorts(self) -> Mapping[str, tuple[Sort, ...]]:
        """Return for each kind the sorts of individuals that the axioms allow."""
        return {
            kind: tuple(sort for sort in _every(axioms) if allowed(sort, axioms))
            for kind, axioms in self.axioms.items()
        }

    def possible(self, kind: str) -> list[str]:
        """Return the classes of a kind that can have a member."""
        return [name for name in sorted(self.axioms[kind].classes) if any(name in sort for sort in self.sorts[kind])]

    def is_kind_of(self, kind: str, narrow: str, wide: str) -> bool:
        """Say whether whatever is in one class is in the other, in every model."""
        return all(wide in sort for sort in self.sorts[kind] if narrow in sort)

    @cached_property
    def populations(self) -> Mapping[str, list[tuple[Sort, ...]]]:
        """Return for each kind every choice of existing sorts in which each possible class has a member."""
        return {
            kind: [
                chosen
                for size in range(1, len(sorts) + 1)
                for chosen in combinations(sorts, size)
                if all(any(name in sort for sort in chosen) for name in self.possible(kind))
            ]
            for kind, sorts in self.sorts.items()
        }

    def extent(self, place: str | None, day: date, doubtful: frozenset[int]) -> frozenset[str]:
        """Return the points of a place on a day, if the doubtful memberships of those numbers are true.

        A place is itself and its parts: there is more to a region than the parts that have a name. An organisation is
        its members and nothing else.
        """
        if place is None:
            return frozenset({*self.parts, ELSEWHERE})
        members = [
            membership.member
            for number, membership in enumerate(self.memberships)
            if membership.organisation == place
            and day in membership.period
            and (membership.known or number in doubtful)
        ]
        own = frozenset() if self.is_organisation(place) else frozenset({place})
        inner = [name for name, wholes in self.parts.items() if place in wholes] + members
        return own.union(*(self.extent(name, day, doubtful) for name in inner))

    def is_organisation(self, place: str) -> bool:
        """Say whether a place is made of members."""
        return any(membership.organisation == place for membership in self.memberships)


@dataclass(frozen=True)
class Model:
    """What exists in one model: the populations, the true ones of the doubtful memberships, the moment of B."""

    populations: Mapping[str, tuple[Sort, ...]]
    doubtful: frozenset[int]
    shift: int


class World:
    """The situations and acts that can exist at all, numbered, so that a set of them is the bits of one integer."""

    def __init__(self, ontology: Ontology, norms: Sequence[Norm]) -> None:
        self.ontology = ontology
        windows = [norm.window for norm in norms if norm.window]
        doubts = [number for number, membership in enumerate(ontology.memberships) if not membership.known]
        self._true = [frozenset(some) for size in range(len(doubts) + 1) for some in combinations(doubts, size)]
        self._shifts = SHIFTS if len({window.after for window in windows}) > 1 else SHIFTS[:1]
        sorts = ontology.sorts
        self._situations = _Grid(
            actor=sorts["actor"],
            circumstance=(*sorts["circumstance"], NONE),
            point=(*sorted(ontology.parts), ELSEWHERE),
            day=DAYS,
            number=NUMBERS if any(norm.conditions for norm in norms) else NUMBERS[:1],
        )
        self._acts = _Grid(
            action=sorts["action"],
            object=(*sorts["object"], NONE),
            counterparty=(*sorts["actor"], NONE),
            instant=INSTANTS if windows else INSTANTS[:1],
            number=NUMBERS if any(norm.limits for norm in norms) else NUMBERS[:1],
        )

    @property
    def count(self) -> int:
        """Return how many models there are."""
        return prod(len(self.ontology.populations[kind]) for kind in KINDS) * len(self._true) * len(self._shifts)

    def models(self) -> Iterator[Model]:
        """Yield every model."""
        populations = product(*(self.ontology.populations[kind] for kind in KINDS))
        for chosen, doubtful, shift in product(populations, self._true, self._shifts):
            yield Model(dict(zip(KINDS, chosen, strict=True)), doubtful, shift)

    def scope(self, norm: Norm, model: Model) -> int:
        """Return the situations in which a norm applies."""
        there = [
            (point, day)
            for day in DAYS
            if day in norm.validity
            for point in self.ontology.extent(norm.place, day, model.doubtful)
        ]
        grid = self._situations
        return (
            grid.union(grid.where("point", [point]) & grid.where("day", [day]) for point, day in there)
            & grid.where("actor", members(norm.bearer, model, "actor"))
            & grid.where("circumstance", members(norm.circumstance, model, "circumstance"))
            & grid.where("number", _within(norm.conditions))
        )

    def act(self, norm: Norm, model: Model) -> int:
        """Return the acts that a norm is about."""
        grid = self._acts
        return (
            grid.where("action", members(norm.action, model, "action"))
            & grid.where("object", members(norm.object, model, "object"))
            & grid.where("counterparty", members(norm.counterparty, model, "actor"))
            & grid.where("instant", during(norm.window, model))
            & grid.where("number", _within(norm.limits))
        )


class _Grid:
    """All combinations of the values of some axes, each combination one bit."""

    def __init__(self, **axes: Sequence[Hashable]) -> None:
        self._bits: dict[tuple[str, Hashable], int] = {}
        for number, values in enumerate(product(*axes.values())):
            for axis, value in zip(axes, values, strict=True):
                self._bits[axis, value] = self._bits.get((axis, value), 0) | 1 << number
        self._memory: dict[tuple[str, frozenset[Hashable]], int] = {}

    def where(self, axis: str, values: Iterable[Hashable]) -> int:
        """Return the combinations with one of the values on the axis."""
        key = (axis, frozenset(values))
        if key not in self._memory:
            self._memory[key] = self.union(self._bits.get((axis, value), 0) for value in key[1])
        return self._memory[key]

    @staticmethod
    def union(sets: Iterable[int]) -> int:
        """Return what is in any of the sets."""
        found = 0
        for each in sets:
            found |= each
        return found


def allowed(sort: Sort, axioms: Axioms) -> bool:
    """Say whether some individual can be in exactly these classes."""
    return (
        all(wide in sort for narrow, wide in axioms.subclasses if narrow in sort)
        and all((name in sort) == any(m in sort for m in members) for name, members in (axioms.unions or {}).items())
        and all((name in sort) == all(m in sort for m in ms) for name, ms in (axioms.intersections or {}).items())
        and all((a in sort) != (b in sort) for a, b in axioms.complements)
        and all(not (a in sort and b in sort) for a, b in axioms.disjoint)
    )


def _every(axioms: Axioms) -> Iterator[Sort]:
    names = sorted(axioms.classes)
    for size in range(len(names) + 1):
        yield from map(frozenset, combinations(names, size))


def members(name: str | None, model: Model, kind: str) -> frozenset[Sort]:
    """Return who is in a class in a model; an open axis also reaches what is in no class at all."""
    population = model.populations[kind]
    return frozenset((*population, NONE) if name is None else (sort for sort in population if name in sort))


def _within(bounds: Iterable[Measured]) -> list[Decimal]:
    return [number for number in NUMBERS if all(number in bound.span for bound in bounds)]


def during(window: Window | None, model: Model) -> frozenset[int]:
    """Return the instants of a window, counted from the event A."""
    if window is None:
        return frozenset(INSTANTS)
    start = model.shift if window.after == "B" else 0
    return frozenset(instant for instant in INSTANTS if instant - start in window.span)
