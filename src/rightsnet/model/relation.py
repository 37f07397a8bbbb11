"""The six-valued relation between two values on an axis, or between two boxes (the specification's §2)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Relation(Enum):
    """How the left value stands to the right one.

    >>> Relation.WITHIN.converse
    <Relation.CONTAINS: 'contains'>
    """

    EQUAL = "equal"
    WITHIN = "within"
    CONTAINS = "contains"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"

    @property
    def converse(self) -> Relation:
        """Return the relation seen from the right."""
        if self is Relation.WITHIN:
            return Relation.CONTAINS
        return Relation.WITHIN if self is Relation.CONTAINS else self

    @property
    def inside(self) -> bool:
        """Say whether the left value lies wholly in the right one (written α ⊑ β)."""
        return self in INSIDE


INSIDE = frozenset({Relation.EQUAL, Relation.WITHIN})
DECIDED_MEETING = frozenset({Relation.EQUAL, Relation.WITHIN, Relation.CONTAINS})


def combine(relations: Iterable[Relation]) -> Relation:
    """Return the relation of two boxes from the relations on their axes.

    A box is a product: one disjoint axis keeps the boxes apart, one unknown axis leaves them undecided.

    >>> combine([Relation.EQUAL, Relation.WITHIN]), combine([Relation.CONTAINS, Relation.WITHIN])
    (<Relation.WITHIN: 'within'>, <Relation.OVERLAPS: 'overlaps'>)
    >>> combine([Relation.UNKNOWN, Relation.DISJOINT]), combine([])
    (<Relation.DISJOINT: 'disjoint'>, <Relation.EQUAL: 'equal'>)
    """
    found = set(relations)
    for strongest in (Relation.DISJOINT, Relation.UNKNOWN):
        if strongest in found:
            return strongest
    found.discard(Relation.EQUAL)
    if not found:
        return Relation.EQUAL
    return found.pop() if len(found) == 1 else Relation.OVERLAPS
