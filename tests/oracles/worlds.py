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
    def populations(self) -> Mapping[str, list[int]]:
        """Return for each kind every choice of sorts, as bits, in which each possible class has a member."""
        found = {}
        for kind, sorts in self.sorts.items():
            classes = [
                sum(1 << number for number, sort in enumerate(sorts) if name in sort) for name in self.possible(kind)
            ]
            found[kind] = [chosen for chosen in range(1, 1 << len(sorts)) if all(chosen & each for each in classes)]
        return found

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
    """What exists in one model.

    Args:
        populations: for each kind the sorts that exist, as the bits of one integer.
        doubtful: the doubtful memberships that are true, by number; ``shift``: the moment of B.
    """

    populations: Mapping[str, int]
    doubtful: frozenset[int]
    shift: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What a norm is about in one model: sets of situations, of acts, and of the values on each axis, as bits."""

    scope: int
    act: int
    bearer: int
    circumstance: int
    things: int
    towards: int
    action: int
    window: int


class World:
    """The situations and acts that can exist at all, numbered, so that a set of them is the bits of one integer."""

    def __init__(self, ontology: Ontology, norms: Sequence[Norm]) -> None:
        self.ontology = ontology
        windows = [norm.window for norm in norms if norm.window]
        doubts = [number for number, membership in enumerate(ontology.memberships) if not membership.known]
        self._true = [frozenset(some) for size in range(len(doubts) + 1) for some in combinations(doubts, size)]
        self._shifts = SHIFTS if len({window.after for window in windows}) > 1 else SHIFTS[:1]
        sorts = ontology.sorts
        self._classes = {
            (kind, name): sum(1 << number for number, sort in enumerate(sorts[kind]) if name in sort)
            for kind in KINDS
            for name in ontology.axioms[kind].classes
        }
        self._situations = _Grid(
            actor=(*sorts["actor"], NONE),
            circumstance=(*sorts["circumstance"], NONE),
            point=(*sorted(ontology.parts), ELSEWHERE),
            day=DAYS,
            number=NUMBERS if any(norm.conditions for norm in norms) else NUMBERS[:1],
        )
        self._acts = _Grid(
            action=(*sorts["action"], NONE),
            object=(*sorts["object"], NONE),
            counterparty=(*sorts["actor"], NONE),
            instant=INSTANTS if windows else INSTANTS[:1],
            number=NUMBERS if any(norm.limits for norm in norms) else NUMBERS[:1],
        )
        self._somewhere: dict[tuple[Norm, frozenset[int]], int] = {}

    @property
    def count(self) -> int:
        """Return how many models there are."""
        return prod(len(self.ontology.populations[kind]) for kind in KINDS) * len(self._true) * len(self._shifts)

    def models(self) -> Iterator[Model]:
        """Yield every model."""
        populations = product(*(self.ontology.populations[kind] for kind in KINDS))
        for chosen, doubtful, shift in product(populations, self._true, self._shifts):
            yield Model(dict(zip(KINDS, chosen, strict=True)), doubtful, shift)

    def look(self, norm: Norm, model: Model) -> Seen:
        """Return what a norm is about in a model."""
        bearer = self._members(norm.bearer, model, "actor")
        circumstance = self._members(norm.circumstance, model, "circumstance")
        things = self._members(norm.object, model, "object")
        towards = self._members(norm.counterparty, model, "actor")
        action = self._members(norm.action, model, "action")
        window = sum(1 << number for number, instant in enumerate(INSTANTS) if _in_time(instant, norm.window, model))
        situations, acts = self._situations, self._acts
        return Seen(
            scope=self._there(norm, model.doubtful)
            & situations.where("actor", bearer)
            & situations.where("circumstance", circumstance)
            & situations.where("number", _within(norm.conditions)),
            act=acts.where("action", action)
            & acts.where("object", things)
            & acts.where("counterparty", towards)
            & acts.where("instant", window)
            & acts.where("number", _within(norm.limits)),
            bearer=bearer,
            circumstance=circumstance,
            things=things,
            towards=towards,
            action=action,
            window=window,
        )

    def _members(self, name: str | None, model: Model, kind: str) -> int:
        """Return who is in a class in a model; an open axis also reaches what is in no class at all."""
        population = model.populations[kind]
        if name is None:
            return population | 1 << len(self.ontology.sorts[kind])
        return population & self._classes[kind, name]

    def _there(self, norm: Norm, doubtful: frozenset[int]) -> int:
        """Return the situations at the places and on the days of a norm."""
        key = (norm, doubtful)
        if key not in self._somewhere:
            points = (*sorted(self.ontology.parts), ELSEWHERE)
            found = 0
            for number, day in enumerate(DAYS):
                if day in norm.validity:
                    extent = self.ontology.extent(norm.place, day, doubtful)
                    mask = sum(1 << position for position, point in enumerate(points) if point in extent)
                    found |= self._situations.where("point", mask) & self._situations.where("day", 1 << number)
            self._somewhere[key] = found
        return self._somewhere[key]


class _Grid:
    """All combinations of the values of some axes, each combination one bit."""

    def __init__(self, **axes: Sequence[Hashable]) -> None:
        self._bits: dict[tuple[str, int], int] = {}
        for number, positions in enumerate(product(*(range(len(values)) for values in axes.values()))):
            for axis, position in zip(axes, positions, strict=True):
                self._bits[axis, position] = self._bits.get((axis, position), 0) | 1 << number
        self._memory: dict[tuple[str, int], int] = {}

    def where(self, axis: str, values: int) -> int:
        """Return the combinations with one of the values on the axis, both as bits."""
        key = (axis, values)
        if key not in self._memory:
            found = 0
            for (name, position), bits in self._bits.items():
                if name == axis and values >> position & 1:
                    found |= bits
            self._memory[key] = found
        return self._memory[key]


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


def _within(bounds: Iterable[Measured]) -> int:
    return sum(
        1 << position for position, number in enumerate(NUMBERS) if all(number in bound.span for bound in bounds)
    )


def _in_time(instant: int, window: Window | None, model: Model) -> bool:
    """Say whether an instant, counted from the event A, lies in a window."""
    if window is None:
        return True
    return instant - (model.shift if window.after == "B" else 0) in window.span
