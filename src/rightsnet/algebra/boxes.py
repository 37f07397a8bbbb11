"""Two norms compared axis by axis: do they meet, how do their acts relate, and how sure is that?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from rightsnet.algebra import intervals
from rightsnet.algebra.comparison import Comparison, Premise
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model import duration
from rightsnet.model.finding import Certainty
from rightsnet.model.interval import Interval
from rightsnet.model.norm import Measured, Norm, Window
from rightsnet.model.relation import DECIDED_MEETING, Relation, combine

SCOPE = ("bearer", "place", "validity", "circumstance", "conditions")
"""The axes on which norms meet or not."""
ACT = ("action", "object", "counterparty", "window", "limits")
"""The axes of what is done."""
_ANY_NUMBER: Interval[Decimal] = Interval()


@dataclass(frozen=True)
class NormComparison:
    """Two norms compared.

    Args:
        axes: axis → relation of the two values, with witness and premises.
        periods: the days on which both are in force at one place; empty if they never meet.
    """

    left: Norm
    right: Norm
    axes: Mapping[str, Comparison]
    periods: tuple[Interval[date], ...]

    @cached_property
    def scope(self) -> Relation:
        """Return the relation of the two scopes."""
        return combine(self.axes[axis].relation for axis in SCOPE)

    @cached_property
    def act(self) -> Relation:
        """Return the relation of the two acts."""
        return combine(self.axes[axis].relation for axis in ACT)

    @property
    def meet(self) -> bool:
        """Say whether some situation lies in both scopes, or may."""
        return self.scope is not Relation.DISJOINT

    @property
    def apart_by(self) -> str | None:
        """Return the first axis that keeps the scopes apart."""
        return next((axis for axis in SCOPE if self.axes[axis].relation is Relation.DISJOINT), None)

    @property
    def certainty(self) -> Certainty:
        """Return how sure a finding on this pair is.

        Certain needs every concept axis of the scope decided and the act relation known; a partial overlap in time or
        place is certain for the common part.
        """
        concepts = {self.axes[axis].relation for axis in ("bearer", "circumstance")}
        others = {self.axes["place"].relation, self.axes["conditions"].relation, self.act}
        if Relation.UNKNOWN in concepts | others:
            return Certainty.POSSIBLE
        return Certainty.CERTAIN if concepts <= DECIDED_MEETING else Certainty.LIKELY

    @property
    def premises(self) -> tuple[Premise, ...]:
        """Return the premises of all axes, each once, in the order of the axes."""
        return tuple(dict.fromkeys(p for axis in (*SCOPE, *ACT) for p in self.axes[axis].premises))


def compare(left: Norm, right: Norm, knowledge: Knowledge) -> NormComparison:
    """Compare two norms on every axis.

    Raises:
        KeyError: if a norm names a class that the ontology does not have.
    """
    relate = knowledge.taxonomy.relate
    axes = {
        "bearer": relate(left.bearer, right.bearer),
        "circumstance": relate(left.circumstance, right.circumstance),
        "conditions": measured(left.conditions, right.conditions),
        "action": relate(left.action, right.action),
        "object": relate(left.object, right.object),
        "counterparty": relate(left.counterparty, right.counterparty),
        "window": windows(left.window, right.window),
        "limits": measured(left.limits, right.limits),
        "validity": Comparison(intervals.relate(left.validity, right.validity)),
    }
    common = left.validity.meet(right.validity)
    if common is None:
        # Never in force together: the places are compared over all time, so that the funnel can tell them apart.
        place = knowledge.places.relate(left.place, right.place, Interval())
        periods: tuple[Interval[date], ...] = ()
    else:
        place = knowledge.places.relate(left.place, right.place, common)
        periods = place.periods
    axes["place"] = Comparison(place.relation, place.witness, (), place.premises)
    return NormComparison(left, right, axes, periods)


def measured(left: tuple[Measured, ...], right: tuple[Measured, ...]) -> Comparison:
    """Compare two sets of measured bounds, measure by measure; a measure that one side lacks is open there.

    >>> few = (Measured("copies", Interval(high=Decimal(5))),)
    >>> many = (Measured("copies", Interval(low=Decimal(9))),)
    >>> measured(few, many).relation, measured(few, ()).relation
    (<Relation.DISJOINT: 'disjoint'>, <Relation.WITHIN: 'within'>)
    """
    ours, theirs = _bounds(left), _bounds(right)
    relations, shared = [], []
    for measure in sorted({*ours, *theirs}):
        a, b = ours.get(measure, _ANY_NUMBER), theirs.get(measure, _ANY_NUMBER)
        relations.append(intervals.relate(a, b))
        common = a.meet(b)
        if common is not None:
            shared.append(f"{measure} {numbers(common)}")
    return Comparison(combine(relations), "; ".join(shared))


def windows(left: Window | None, right: Window | None) -> Comparison:
    """Compare two windows; those counted from different triggers stand in no known order.

    >>> hour, year = Window(Interval(0, 3600), "Notice"), Window(Interval(0, 31557600), "Notice")
    >>> windows(hour, year).relation, windows(hour, Window(Interval(0, 3600), "Order")).relation
    (<Relation.WITHIN: 'within'>, <Relation.UNKNOWN: 'unknown'>)
    >>> windows(None, hour).relation
    <Relation.CONTAINS: 'contains'>
    """
    if left is None or right is None:
        if left is right:
            return Comparison(Relation.EQUAL)
        return Comparison(Relation.CONTAINS if left is None else Relation.WITHIN)
    if left.after != right.after:
        return Comparison(Relation.UNKNOWN)
    common = left.span.meet(right.span)
    shared = "" if common is None else spans(common)
    return Comparison(intervals.relate(left.span, right.span), shared)


def _bounds(measures: tuple[Measured, ...]) -> dict[str, Interval[Decimal]]:
    found: dict[str, Interval[Decimal]] = {}
    for each in measures:
        both = each.span.meet(found.get(each.measure, _ANY_NUMBER))
        found[each.measure] = each.span if both is None else both
    return found


def numbers(interval: Interval[Decimal]) -> str:
    """Return an interval of numbers in words."""
    low = "" if interval.low is None else f"from {interval.low}"
    high = "" if interval.high is None else f"to {interval.high}"
    return f"{low} {high}".strip() or "any"


def spans(interval: Interval[int]) -> str:
    """Return an interval of seconds in words."""
    low = "" if interval.low is None else f"from {duration.words(interval.low)}"
    high = "" if interval.high is None else f"to {duration.words(interval.high)}"
    return f"{low} {high}".strip() or "any time"
