"""Places and what lies in what, on which day: countries, regions, and organisations whose members come and go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from rightsnet.algebra.comparison import Premise
from rightsnet.model.interval import EVER, Interval
from rightsnet.model.law import Membership
from rightsnet.model.names import rn
from rightsnet.model.relation import Relation

PART_OF = rn("partOf")
WORLD = rn("WORLD")

_DAY = timedelta(days=1)
_SOME_DAY = date(2000, 1, 1)


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


class Places:
    """All places: the static order `partOf`, and memberships that hold for a time.

    Two places of which neither contains the other are apart unless some place lies in both. An organisation lies in
    another place while all its members do. Where membership is not known (`Membership.known`), places that would
    otherwise be apart are `UNKNOWN` to each other.

    >>> from rightsnet.model.interval import period
    >>> places = Places({"Paris": ("France",)}, [
    ...     Membership("UK", "EU", period(date(1973, 1, 1), date(2020, 2, 1))),
    ...     Membership("France", "EU", period(date(1958, 1, 1)))])
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
        for membership in sorted(memberships, key=_order):
            self._memberships.setdefault(membership.member, []).append(membership)
            self._of.setdefault(membership.organisation, []).append(membership)
        self.names = {*self._parents, *self._memberships, *self._of, *names}
        self.names.update(whole for wholes in self._parents.values() for whole in wholes)
        self._memory: dict[tuple[str, str], tuple[_Piece, ...]] = {}
        self._extents: dict[tuple[str, date, bool], int] = {}
        self._reasons: dict[tuple[str, str, _Piece], tuple[Premise, ...]] = {}

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
            return PlaceComparison(Relation.UNKNOWN, (common,), piece.witness)
        relations = {piece.relation for _, piece in pieces}
        common, piece = known[0]
        # The reasons are those of the first day in question, not of the day on which this state of things began.
        first = _Piece(common, piece.relation, piece.witness)
        return PlaceComparison(
            _over_time(relations),
            _joined(common for common, _ in known),
            first.witness,
            self._why(left, right, first),
        )

    def within(self, place: str, organisation: str, day: date) -> bool | None:
        """Say whether the place lies in the organisation on that day; ``None`` if that is not known.

        >>> Places({}, [Membership("DEU", "EU", Interval(date(1958, 1, 1)))]).within("DEU", "EU", date(1950, 1, 1))
        False
        """
        found = self.relate(place, organisation, Interval(day, day))
        return None if found.relation is Relation.UNKNOWN else found.relation.inside

    def wholes(self, place: str) -> tuple[str, ...]:
        """Return what a place is stated to be a part of, at all times."""
        return self._parents.get(place, ())

    def meetings(self, left: str | None, right: str | None) -> list[tuple[Interval[date], Relation]]:
        """Return every period in which two places meet, or may, with their relation in it."""
        if left is None or right is None:
            return [(EVER, self.relate(left, right, EVER).relation)]
        if not self._ever.get(left, -1) & self._ever.get(right, -1):
            return []
        pieces = self._pieces(left, right)
        return [(piece.during, piece.relation) for piece in pieces if piece.relation is not Relation.DISJOINT]

    def common(
        self, places: Iterable[str | None], during: Interval[date], *, doubtful: bool = False
    ) -> tuple[tuple[Interval[date], ...], str]:
        """Return when, during a period, some place lies in all of the given ones, and the first such place.

        Args:
            doubtful: also count memberships about which the sources disagree.

        >>> from rightsnet.model.interval import period
        >>> places = Places({}, [Membership("FRA", "EU"), Membership("FRA", "COE"), Membership("NOR", "COE"),
        ...                      Membership("NOR", "EFTA"), Membership("DNK", "EU", period(until=date(1970, 1, 1))),
        ...                      Membership("DNK", "EFTA"), Membership("DNK", "COE")])
        >>> periods, witness = places.common(["EU", "COE", "EFTA"], EVER)
        >>> str(periods[0].high), witness
        ('1970-01-01', 'DNK')
        >>> places.common([None, None], EVER)[1] == WORLD
        True
        """
        wanted = sorted({place for place in places if place is not None})
        if len(wanted) < 2:
            return (during,), wanted[0] if wanted else WORLD
        changes = sorted({day for place in wanted for day in self._changes(place)})
        found: list[Interval[date]] = []
        first = ""
        for since, until in pairwise([None, *changes, None]):
            piece = Interval(since, until, high_open=until is not None).meet(during)
            if piece is None:
                continue
            witness = self._in_all(wanted, since or (until - _DAY if until else _SOME_DAY), doubtful=doubtful)
            if witness:
                found.append(piece)
                first = first or witness
        return _joined(found), first

    def _in_all(self, places: list[str], day: date, *, doubtful: bool) -> str:
        """Return a place that lies in all of the given ones on a day, one of these if it can be; empty if there is none."""
        extents = {place: self._extent(place, day, doubtful=doubtful) for place in places}
        for inner in places:
            others = (outer for outer in places if outer != inner)
            if all(
                self._way(inner, outer, None) is not None or self._lies_in(inner, extents[inner], extents[outer])
                for outer in others
            ):
                return inner
        shared = -1
        for extent in extents.values():
            shared &= extent
        return self._first(shared) if shared else ""

    def _pieces(self, left: str, right: str) -> tuple[_Piece, ...]:
        key = (left, right)
        if key not in self._memory:
            self._memory[key] = tuple(self._timeline(left, right))
        return self._memory[key]

    def _timeline(self, left: str, right: str) -> list[_Piece]:
        if left == right:
            return [_Piece(EVER, Relation.EQUAL, left)]
        for a, b, relation in ((left, right, Relation.WITHIN), (right, left, Relation.CONTAINS)):
            if self._way(a, b, None) is not None:
                return [_Piece(EVER, relation, a)]
        bounds: list[date | None] = [None, *sorted(self._changes(left) | self._changes(right)), None]
        pieces: list[_Piece] = []
        for since, until in pairwise(bounds):
            sample = since or (until - _DAY if until else _SOME_DAY)
            relation, witness = self._on(left, right, sample)
            start = since
            if pieces and (pieces[-1].relation, pieces[-1].witness) == (relation, witness):
                start = pieces.pop().during.low
            pieces.append(_Piece(Interval(start, until, high_open=until is not None), relation, witness))
        return pieces

    def _on(self, left: str, right: str, day: date) -> tuple[Relation, str]:
        """Return how two places relate on a day, and a place that lies in both."""
        ours, theirs = self._extent(left, day), self._extent(right, day)
        # What may have a further member lies in another place only if that member does too; what may have none, in no place.
        most, theirs_at_most = (self._extent(place, day, doubtful=True) for place in (left, right))
        below = bool(ours) and self._lies_in(left, most, theirs)
        above = bool(theirs) and self._lies_in(right, theirs_at_most, ours)
        if below or above:
            relation = Relation.EQUAL if below and above else Relation.WITHIN if below else Relation.CONTAINS
            return relation, left if below else right
        if ours & theirs:
            return Relation.OVERLAPS, self._first(ours & theirs)
        doubtful = most & theirs_at_most
        return (Relation.UNKNOWN, self._first(doubtful)) if doubtful else (Relation.DISJOINT, "")

    def _lies_in(self, place: str, extent: int, other: int) -> bool:
        """Say whether a place lies in an extent: it is a part of it, or, for an organisation, all its members are."""
        if place in self._of:
            return bool(extent) and extent & other == extent
        return bool(self._bits[place] & other)

    def _extent(self, place: str, day: date, *, doubtful: bool = False) -> int:
        """Return the parts of a place on a day, one bit each; an organisation is no part of itself."""
        if place not in self._of:
            return self._static[place]
        key = (place, day, doubtful)
        if key not in self._extents:
            extent = self._static[place]
            for membership in self._of[place]:
                if day in membership.period and (membership.known or doubtful):
                    extent |= self._static[membership.member]
            self._extents[key] = extent
        return self._extents[key]

    @cached_property
    def _bits(self) -> dict[str, int]:
        return {place: 1 << position for position, place in enumerate(self._ordered)}

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.names)

    def _first(self, extent: int) -> str:
        return self._ordered[(extent & -extent).bit_length() - 1]

    @cached_property
    def _static(self) -> dict[str, int]:
        """For each place, itself and all that is part of it at any time, organisations left out."""
        known: dict[str, int] = {}

        def extent(place: str) -> int:
            if place not in known:
                known[place] = 0 if place in self._of else self._bits[place]
                for child in self._children.get(place, ()):
                    known[place] |= extent(child)
            return known[place]

        return {place: extent(place) for place in self._ordered}

    @cached_property
    def _ever(self) -> dict[str, int]:
        """For each place, itself and all that is, was or may be part of it, organisations included."""
        below: dict[str, int] = {}

        def whole(place: str) -> int:
            if place not in below:
                below[place] = self._bits[place]
                for child in self._children.get(place, ()):
                    below[place] |= whole(child)
            return below[place]

        found = {place: whole(place) for place in self._ordered}
        for organisation, memberships in self._of.items():
            for membership in memberships:
                found[organisation] |= below[membership.member]
        return found

    def _changes(self, place: str) -> set[date]:
        """Return the days on which the extent of a place changes."""
        bounds = (bound for m in self._of.get(place, ()) for bound in (m.period.low, m.period.high))
        return {day for day in bounds if day is not None}

    def _why(self, left: str, right: str, piece: _Piece) -> tuple[Premise, ...]:
        key = (left, right, piece)
        if key not in self._reasons:
            self._reasons[key] = self._premises(left, right, piece)
        return self._reasons[key]

    def _premises(self, left: str, right: str, piece: _Piece) -> tuple[Premise, ...]:
        """Return why two places relate as they do: each way up, on a day of the piece."""
        bounds = {*self._changes(left), *self._changes(right), piece.during.high} - {None}
        before = min((bound for bound in bounds if bound), default=_SOME_DAY + _DAY) - _DAY
        day = piece.during.low or before
        ends = {
            Relation.EQUAL: ((left, right), (right, left)),
            Relation.WITHIN: ((left, right),),
            Relation.CONTAINS: ((right, left),),
            Relation.OVERLAPS: ((piece.witness, left), (piece.witness, right)),
        }.get(piece.relation, ())
        found: list[Premise] = []
        for inner, outer in ends:
            way = self._way(inner, outer, day)
            if way is None:
                members = [m.member for m in self._of.get(inner, ()) if day in m.period]
                way = tuple(premise for member in members for premise in self._way(member, outer, day) or ())
            found.extend(way)
        return tuple(dict.fromkeys(found))

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

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for place, wholes in self._parents.items():
            for whole in wholes:
                children.setdefault(whole, []).append(place)
        return children


def _order(membership: Membership) -> tuple[object, ...]:
    ends = membership.period.low or date.min, membership.period.high or date.max
    return membership.member, membership.organisation, ends, membership.known


def _over_time(relations: set[Relation]) -> Relation:
    """Return one relation for a period from those of its pieces; what holds only for a part of it is an overlap."""
    if len(relations) == 1:
        return next(iter(relations))
    inside = relations <= {Relation.EQUAL, Relation.WITHIN}
    outside = relations <= {Relation.EQUAL, Relation.CONTAINS}
    return Relation.WITHIN if inside else Relation.CONTAINS if outside else Relation.OVERLAPS


def _joined(periods: Iterable[Interval[date]]) -> tuple[Interval[date], ...]:
    """Return the periods with those that touch made one."""
    joined: list[Interval[date]] = []
    for current in periods:
        if joined and joined[-1].high is not None and joined[-1].high == current.low:
            joined[-1] = Interval(joined[-1].low, current.high, high_open=current.high_open)
        else:
            joined.append(current)
    return tuple(joined)
