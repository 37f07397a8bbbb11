"""What is stated: the triples of an ontology, a law and an author's own terms, on which findings rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rightsnet.model.law import Membership
from rightsnet.model.names import rn

Triple = tuple[str, str, str]
PART_OF = rn("partOf")


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """Triples of IRIs, and the memberships with their dates.

    Args:
        triples: without lists: a union of three classes is three triples. A literal stands as its characters.

    >>> known = Stated(frozenset({("FRA", PART_OF, "Europe")}), (Membership("FRA", "EU"),))
    >>> sorted(known.around(date(2027, 1, 1))["FRA"])
    ['EU', 'Europe']
    """

    triples: frozenset[Triple] = frozenset()
    memberships: tuple[Membership, ...] = ()
    _days: dict[date, Mapping[str, frozenset[str]]] = field(default_factory=dict, repr=False)

    def around(self, day: date) -> Mapping[str, frozenset[str]]:
        """Return, for each place, the places and organisations that it is stated to be in on a day."""
        if day not in self._days:
            found: dict[str, set[str]] = {}
            for subject, predicate, value in self.triples:
                if predicate == PART_OF:
                    found.setdefault(subject, set()).add(value)
            for each in self.memberships:
                if each.known and day in each.period:
                    found.setdefault(each.member, set()).add(each.organisation)
            self._days[day] = {place: frozenset(wholes) for place, wholes in found.items()}
        return self._days[day]
