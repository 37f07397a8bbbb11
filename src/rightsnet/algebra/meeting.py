"""Any number of norms at one point: somebody, somewhere, on some day and in some situation whom all of them bind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.taxonomy import MAY_HOLD, OVERLAPS, Taxonomy
from rightsnet.model.finding import Certainty
from rightsnet.model.interval import Interval, Value
from rightsnet.model.norm import Measured, Norm
from rightsnet.model.relation import Relation


@dataclass(frozen=True, slots=True)
class Meeting:
    """The point at which norms meet.

    Args:
        certainty: certain if, on each axis of concepts, one of the norms names a class below those of all others;
            likely if some other class lies below all; possible if nothing but the absence of an axiom lets them meet.
        periods: the days on which all are in force at one place.
        witness: axis → what they have in common there.
        premises: why.
    """

    certainty: Certainty
    periods: tuple[Interval[date], ...]
    witness: Mapping[str, str]
    premises: tuple[Premise, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shared:
    certainty: Certainty
    witness: str = ""
    premises: tuple[Premise, ...] = ()


def meeting(norms: Sequence[Norm], knowledge: Knowledge, *, possible: bool = False) -> Meeting | None:
    """Return where norms meet, all of them at one point, or ``None`` if they do not.

    That each two of them meet is not enough: three organisations of which each two share a member may have none in
    common.

    Args:
        possible: also return a meeting that rests on what is not known.

    Source: the specification's §2 and §3 ("More than two norms").

    >>> from rightsnet.model.norm import Modality
    >>> def duty(since, until):
    ...     return Norm(id="n", modality=Modality.OBLIGATION, bearer="B", action="A", validity=Interval(since, until))
    >>> from rightsnet.algebra.taxonomy import Axioms
    >>> known = Knowledge(Taxonomy(Axioms(classes=frozenset("AB"))))
    >>> first, second = duty(date(2020, 1, 1), date(2024, 1, 1)), duty(date(2023, 1, 1), None)
    >>> str(meeting([first, second], known).periods[0].low)
    '2023-01-01'
    >>> meeting([first, duty(date(2030, 1, 1), None)], known) is None
    True
    """
    if not _numbers_meet(norms):
        return None
    validity = _meet(norm.validity for norm in norms)
    if validity is None:
        return None
    shared = {}
    for axis in ("bearer", "circumstance"):
        found = _below_all([getattr(norm, axis) for norm in norms], knowledge.taxonomy, possible=possible)
        if found is None:
            return None
        shared[axis] = found
    places = [norm.place for norm in norms]
    periods, place = knowledge.places.common(places, validity)
    certainties = {found.certainty for found in shared.values()}
    if not periods and possible:
        periods, place = knowledge.places.common(places, validity, doubtful=True)
        certainties.add(Certainty.POSSIBLE)
    if not periods:
        return None
    witness = {axis: found.witness for axis, found in shared.items() if found.witness}
    weakest = max(certainties, key=list(Certainty).index)
    premises = dict.fromkeys(premise for found in shared.values() for premise in found.premises)
    return Meeting(weakest, periods, {**witness, "place": place}, tuple(premises))


def bounds(measures: Iterable[Measured]) -> dict[str, Interval[Decimal]]:
    """Return the range of each measure; two ranges of one measure are met, where they can be.

    >>> both = (Measured("fine", Interval(low=Decimal(1))), Measured("fine", Interval(high=Decimal(6))))
    >>> bounds(both)["fine"].low, bounds(both)["fine"].high
    (Decimal('1'), Decimal('6'))
    """
    found: dict[str, Interval[Decimal]] = {}
    for each in measures:
        both = each.span.meet(found.get(each.measure, Interval()))
        found[each.measure] = each.span if both is None else both
    return found


def _numbers_meet(norms: Sequence[Norm]) -> bool:
    ranges: dict[str, list[Interval[Decimal]]] = {}
    for norm in norms:
        for measure, span in bounds(norm.conditions).items():
            ranges.setdefault(measure, []).append(span)
    return all(_meet(spans) is not None for spans in ranges.values())


def _meet(spans: Iterable[Interval[Value]]) -> Interval[Value] | None:
    common: Interval[Value] | None = Interval()
    for span in spans:
        common = None if common is None else common.meet(span)
    return common


def _below_all(values: Sequence[str | None], taxonomy: Taxonomy, *, possible: bool) -> _Shared | None:
    """Return a class below all of the values, where ``None`` is an axis left open."""
    names = sorted({value for value in values if value is not None})
    if not names:
        return _Shared(Certainty.CERTAIN)
    for name in names:
        if all(taxonomy.is_kind_of(name, other) for other in names):
            return _Shared(Certainty.CERTAIN, name, tuple(_ways(name, names, taxonomy)))
    if not taxonomy.can_be(names):
        return None
    common = set.intersection(*({*taxonomy.descendants(name)} for name in names))
    named = sorted(name for name in common if not name.startswith("_:"))
    if named:
        widest = max(named, key=lambda name: (len(taxonomy.descendants(name)), name))
        return _Shared(Certainty.LIKELY, widest, tuple(_ways(widest, names, taxonomy)))
    for (kind, role), fact in _stated(names, taxonomy):
        below = [name for name in names if taxonomy.is_kind_of(kind, name)]
        others = [name for name in names if name not in below]
        if all(taxonomy.is_kind_of(role, name) for name in others):
            ways = (*_ways(kind, below, taxonomy), *_ways(role, others, taxonomy))
            return _Shared(Certainty.LIKELY, f"{kind} {role}", (fact, *ways))
    return _Shared(Certainty.POSSIBLE) if possible else None


def _stated(names: Sequence[str], taxonomy: Taxonomy) -> Iterator[tuple[tuple[str, str], Premise]]:
    """Yield pairs of classes stated to share a member, and kinds of actor with a role that they may hold."""
    for a, b in sorted(taxonomy.axioms.overlaps):
        yield (a, b), Premise(a, OVERLAPS, b)
    for a, role in sorted(taxonomy.axioms.roles):
        kinds = [name for name in names if taxonomy.is_kind_of(name, a)]
        for kind in (*kinds, a):
            if taxonomy.relate(kind, role).relation is not Relation.DISJOINT:
                yield (kind, role), Premise(a, MAY_HOLD, role)


def _ways(name: str, others: Iterable[str], taxonomy: Taxonomy) -> Iterator[Premise]:
    for other in others:
        if other != name:
            yield from taxonomy.chain(name, other)[1]
