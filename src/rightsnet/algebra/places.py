"""Places and what lies in what, on which day: countries, regions, and organisations whose members come and go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from rightsnet.algebra.comparison import Premise
from rightsnet.model.interval import EVER, Interval
from rightsnet.model.law import Membership
from rightsnet.model.names import rn
from rightsnet.model.relation import Relation

PART_OF = rn("partOf")
WORLD = rn("WORLD")


@dataclass(frozen=True, slots=True)
class PlaceComparison:
    """How two places relate during a period.

    Args:
        periods: when they meet; empty if they never do.
        witness: a place that lies in both at the beginning of the first of those periods.
    """

    relation: Relation
    periods: tuple[Interval[date], ...] = ()
    witness: str = ""
    premises: tuple[Premise, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of time in which nothing changes between two places."""

    during: Interval[date]
    relation: Relation
    witness: str
    premises: tuple[Premise, ...]


class Places:
    """All places: the static order `partOf`, and memberships that hold for a time.

    Two places of which neither contains the other are apart unless some place lies in both. An organisation lies in
    another place while all its members do. Where membership is not known (`Membership.known`), places that would
    otherwise be apart are `UNKNOWN` to each other.

    >>> from rightsnet.model.interval import period
    >>> places = Places({"Paris": ("France",)}, [Membership("UK", "EU", period(date(1973, 1, 1), date(2020, 2, 1)))])
    >>> found = places.relate("UK", "EU", period(date(2015, 1, 1)))
    >>> found.relation.value, [str(p.high) for p in found.periods]
    ('overlaps', ['2020-02-01'])
    >>> places.relate("UK", "EU", period(date(2027, 1, 1))).relation.value
    'disjoint'
    >>> places.relate("Paris", "France", EVER).relation.value
    'within'
    """

    def __init__(
        self,
        parts: Mapping[str, Iterable[str]],
        memberships: Iterable[Membership] = (),
        names: Iterable[str] = (),
    ) -> None:
        self._parents = {place: tuple(sorted(wholes)) for place, wholes in parts.items()}
        self._memberships: dict[str, list[Membership]] = {}
        self._of: dict[str, list[Membership]] = {}
        for membership in memberships:
            self._memberships.setdefault(membership.member, []).append(membership)
            self._of.setdefault(membership.organisation, []).append(membership)
        self.names = {*self._parents, *self._memberships, *self._of, *names}
        self.names.update(whole for wholes in self._parents.values() for whole in wholes)
        self._memory: dict[tuple[str, str], tuple[_Piece, ...]] = {}

    def __contains__(self, place: object) -> bool:
        return place in self.names

    def relate(self, left: str | None, right: str | None, during: Interval[date]) -> PlaceComparison:
        """Return how two places relate during a period; ``None`` is everywhere.

        If one lies in the other for a part of the period only, the places overlap: they meet, for that part.
        """
        if left is None or right is None:
            relation = Relation.EQUAL if left is right else Relation.CONTAINS if left is None else Relation.WITHIN
            return PlaceComparison(relation, (during,), left or right or WORLD)
        pieces = []
        for piece in self._pieces(left, right):
            common = piece.during.meet(during)
            if common is not None:
                pieces.append((common, piece))
        meeting = [(common, piece) for common, piece in pieces if piece.relation is not Relation.DISJOINT]
        known = [(common, piece) for common, piece in meeting if piece.relation is not Relation.UNKNOWN]
        if not meeting:
            return PlaceComparison(Relation.DISJOINT)
        if not known:
            common, piece = meeting[0]
            return PlaceComparison(Relation.UNKNOWN, (common,), piece.witness, piece.premises)
        relations = {piece.relation for _, piece in pieces}
        first = known[0][1]
        return PlaceComparison(
            _over_time(relations), _joined(common for common, _ in known), first.witness, first.premises
        )

    def within(self, place: str, organisation: str, day: date) -> bool | None:
        """Say whether the place lies in the organisation on that day; ``None`` if that is not known.

        >>> Places({}, [Membership("DEU", "EU", Interval(date(1958, 1, 1)))]).within("DEU", "EU", date(1950, 1, 1))
        False
        """
        found = self.relate(place, organisation, Interval(day, day))
        return None if found.relation is Relation.UNKNOWN else found.relation.inside

    def meetings(self, left: str | None, right: str | None) -> list[tuple[Interval[date], Relation]]:
        """Return every period in which two places meet, or may, with their relation in it."""
        if left is None or right is None:
            return [(EVER, self.relate(left, right, EVER).relation)]
        pieces = self._pieces(left, right)
        return [(piece.during, piece.relation) for piece in pieces if piece.relation is not Relation.DISJOINT]

    def _pieces(self, left: str, right: str) -> tuple[_Piece, ...]:
        key = (left, right)
        if key not in self._memory:
            self._memory[key] = tuple(self._timeline(left, right))
        return self._memory[key]

    def _timeline(self, left: str, right: str) -> list[_Piece]:
        if left == right:
            return [_Piece(EVER, Relation.EQUAL, left, ())]
        for a, b, relation in ((left, right, Relation.WITHIN), (right, left, Relation.CONTAINS)):
            way = self._way(a, b, None)
            if way is not None:
                return [_Piece(EVER, relation, a, way)]
        days = sorted(self._changes(left, right))
        bounds: list[date | None] = [None, *days, None]
        pieces: list[_Piece] = []
        for since, until in pairwise(bounds):
            during = Interval(since, until, high_open=until is not None)
            sample = since or (date.fromordinal(until.toordinal() - 1) if until else date(2000, 1, 1))
            relation, witness, premises = self._on(left, right, sample)
            if pieces and (pieces[-1].relation, pieces[-1].witness) == (relation, witness):
                last = pieces.pop()
                during = Interval(last.during.low, until, high_open=until is not None)
                premises = last.premises
            pieces.append(_Piece(during, relation, witness, premises))
        return pieces

    def _on(self, left: str, right: str, day: date) -> tuple[Relation, str, tuple[Premise, ...]]:
        below, above = self._contained(left, right, day), self._contained(right, left, day)
        if below is not None and above is not None:
            return Relation.EQUAL, left, (*below, *above)
        if below is not None:
            return Relation.WITHIN, left, below
        if above is not None:
            return Relation.CONTAINS, right, above
        common = self._parts_on(left, day) & self._parts_on(right, day)
        if common:
            witness = min(common)
            ways = [self._way(witness, side, day) or () for side in (left, right)]
            return Relation.OVERLAPS, witness, (*ways[0], *ways[1])
        unknown = self._parts_on(left, day, doubtful=True) & self._parts_on(right, day, doubtful=True)
        return (Relation.UNKNOWN, min(unknown), ()) if unknown else (Relation.DISJOINT, "", ())

    def _contained(self, inner: str, outer: str, day: date) -> tuple[Premise, ...] | None:
        """Return the premises by which the one lies in the other on that day, or ``None`` if it does not."""
        way = self._way(inner, outer, day)
        if way is not None or inner not in self._of:
            return way
        members = [m.member for m in self._of[inner] if not m.known or day in m.period]
        ways = [self._way(member, outer, day) for member in members]
        if not ways or any(member_way is None for member_way in ways):
            return None
        return tuple(premise for member_way in ways for premise in member_way or ())

    def _way(self, inner: str, outer: str, day: date | None) -> tuple[Premise, ...] | None:
        """Return the chain of parts from one place up to another: static, and on a given day also by membership."""
        if inner == outer:
            return ()
        for parent in self._above(inner, day):
            rest = self._way(parent, outer, day)
            if rest is not None:
                return (Premise(inner, PART_OF, parent), *rest)
        return None

    def _above(self, place: str, day: date | None) -> list[str]:
        above = list(self._parents.get(place, ()))
        if day is not None:
            dated = self._memberships.get(place, ())
            above.extend(m.organisation for m in dated if m.known and day in m.period)
        return above

    def _parts_on(self, whole: str, day: date, *, doubtful: bool = False) -> set[str]:
        """Return the place itself and every place that lies in it on that day."""
        found, stack = set[str](), [whole]
        while stack:
            place = stack.pop()
            if place in found:
                continue
            found.add(place)
            stack.extend(self._children.get(place, ()))
            for membership in self._of.get(place, ()):
                if day in membership.period if membership.known else doubtful:
                    stack.append(membership.member)
        return found

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for place, wholes in self._parents.items():
            for whole in wholes:
                children.setdefault(whole, []).append(place)
        return children

    def _changes(self, left: str, right: str) -> set[date]:
        """Return the days on which something between the two places can change."""
        organisations = set[str]()
        for place in (left, right):
            stack = [place]
            while stack:
                whole = stack.pop()
                if whole not in organisations:
                    organisations.add(whole)
                    stack.extend(m.member for m in self._of.get(whole, ()))
                    stack.extend(self._children.get(whole, ()))
        days = set[date]()
        for organisation in organisations:
            for membership in self._of.get(organisation, ()):
                days.update(day for day in (membership.period.low, membership.period.high) if day is not None)
        return days


def _over_time(relations: set[Relation]) -> Relation:
    """Return one relation for a period from those of its pieces."""
    rest = relations - {Relation.EQUAL}
    if not rest:
        return Relation.EQUAL
    return rest.pop() if len(rest) == 1 else Relation.OVERLAPS


def _joined(periods: Iterable[Interval[date]]) -> tuple[Interval[date], ...]:
    """Return the periods with those that touch made one."""
    joined: list[Interval[date]] = []
    for current in periods:
        if joined and joined[-1].high is not None and joined[-1].high == current.low:
            joined[-1] = Interval(joined[-1].low, current.high, high_open=current.high_open)
        else:
            joined.append(current)
    return tuple(joined)
