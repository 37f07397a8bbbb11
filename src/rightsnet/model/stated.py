"""What is stated: the triples of an ontology, a law and an author's own terms, on which findings rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rightsnet.model.law import Membership
from rightsnet.model.names import rn

Triple = tuple[str, str, str]
PART_OF = rn("partOf")


@dataclass(frozen=True, eq=False)
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
    _having: dict[str, Mapping[str, frozenset[str]]] = field(default_factory=dict, repr=False)

    @cached_property
    def values(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Return everything that each subject says with each predicate."""
        found: dict[tuple[str, str], set[str]] = {}
        for subject, predicate, value in self.triples:
            found.setdefault((subject, predicate), set()).add(value)
        return {key: frozenset(values) for key, values in found.items()}

    def having(self, predicate: str) -> Mapping[str, frozenset[str]]:
        """Return everything that has a property, with what it has."""
        if predicate not in self._having:
            self._having[predicate] = {s: found for (s, p), found in self.values.items() if p == predicate}
        return self._having[predicate]

    @cached_property
    def members(self) -> Mapping[str, tuple[Membership, ...]]:
        """Return the memberships of each organisation."""
        found: dict[str, list[Membership]] = {}
        for each in self.memberships:
            found.setdefault(each.organisation, []).append(each)
        return {organisation: tuple(members) for organisation, members in found.items()}

    def around(self, day: date) -> Mapping[str, frozenset[str]]:
        """Return, for each place, the places and organisations that it is stated to be in on a day."""
        if day not in self._days:
            found = dict(self._parts)
            for each in self.memberships:
                if each.known and day in each.period:
                    found[each.member] = found.get(each.member, frozenset()) | {each.organisation}
            self._days[day] = found
        return self._days[day]

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[str]]:
        return {place: wholes for (place, predicate), wholes in self.values.items() if predicate == PART_OF}
