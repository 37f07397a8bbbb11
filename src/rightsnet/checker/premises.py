"""What premises entail of classes: how two of them relate, and what an act entails."""

from __future__ import annotations

from collections.abc import Iterable

from rightsnet.model.names import PREFIXES, rn
from rightsnet.model.relation import Relation
from rightsnet.model.stated import Triple

NECESSARY = frozenset({rn("necessarilyEntails")})
TYPICAL = NECESSARY | {rn("typicallyEntails")}


def triple(premise: str) -> Triple:
    """Return a premise as a triple.

    >>> triple("rn:FRA rn:partOf <https://example.org/#Europe>")[2]
    'https://example.org/#Europe'
    >>> triple("rn:FRA is in Europe")
    Traceback (most recent call last):
    ValueError: “rn:FRA is in Europe”
    """
    names = []
    for word in premise.split(" "):
        prefix, colon, name = word.partition(":")
        if word[:1] + word[-1:] in ("<>", '""'):
            names.append(word[1:-1])
        elif colon and prefix in PREFIXES:
            names.append(PREFIXES[prefix] + name)
    if len(names) != 3 or premise.count(" ") != 2:
        raise ValueError(f"“{premise}”")
    return names[0], names[1], names[2]


class Premises:
    """Facts, each of which says that whatever is in all classes of one set is in some class of another."""

    def __init__(self, facts: Iterable[Triple]) -> None:
        self.facts, self._clauses = frozenset(facts), list[tuple[set[str], set[str]]]()
        for s, p, o in self.facts:
            listed = {other for one, said, other in self.facts if (one, said) == (s, p)}
            clauses: dict[str, list[tuple[set[str], set[str]]]] = {
                "subClassOf": [({s}, {o})],
                "equivalentClass": [({s}, {o}), ({o}, {s})],
                "disjointWith": [({s, o}, set())],
                "complementOf": [({s, o}, set()), (set(), {s, o})],
                "unionOf": [({s}, listed)],
                "intersectionOf": [(listed, {s})],
            }
            self._clauses += clauses.get(p.rpartition("#")[2], [])

    def said(self, name: str) -> set[tuple[str, str]]:
        """Return what one of our own properties is said to hold between."""
        return {(s, o) for s, p, o in self.facts if p == rn(name)}

    def below(self, narrow: str | None, wide: str | None) -> bool:
        """Say whether whatever is in the one class is in the other; ``None`` is everything."""
        return wide is None or (narrow is not None and self._entails({narrow}, wide))

    def relate(self, left: str | None, right: str | None) -> Relation:
        """Return the relation of two classes."""
        below, above = self.below(left, right), self.below(right, left)
        if below or above or left is None or right is None:
            return of(below=below, above=above)
        if self._entails({left, right}):
            return Relation.DISJOINT
        shared = any(self.below(s, left) and self.below(s, right) and not self._entails({s}) for s, _, _ in self.facts)
        return Relation.OVERLAPS if shared or self._met(left, right) or self._met(right, left) else Relation.UNKNOWN

    def reached(self, action: str, predicates: frozenset[str]) -> set[str]:
        """Return what doing an act does: it, and all that it entails."""
        found, more = set[str](), {action}
        while more:
            found |= more
            more = {o for s, p, o in self.facts if p in predicates and any(self.below(x, s) for x in found)} - found
        return found

    def _entails(self, given: set[str], wanted: str = "") -> bool:
        """Say whether what is in all of some classes is in another one, or, where none is wanted, cannot be."""
        found = set(given)
        open_ = {name for every, some in self._clauses if not every for name in some}
        while wanted not in found:
            unmet = [(every, some) for every, some in self._clauses if every <= found and not some & found]
            # Of a class and its complement one must hold; where one of them has no consequence, suppose that one.
            possible = [every for every, _ in self._clauses if every <= found | open_]
            vain = [some for every, some in unmet if not every and not _matter(some, possible, wanted)]
            choices = [some for _, some in unmet if some not in vain]
            least = min(choices, key=len, default=None)
            if least is None or len(least) > 1:
                return least is not None and all(self._entails({*found, each}, wanted) for each in least)
            if not least:
                return True
            found |= least
        return True

    def _met(self, left: str, right: str) -> bool:
        roles = {o for s, o in self.said("mayHoldRole") if self.below(left, s)}
        shared = {o for s, o in self.said("overlapsWith") | self.said("mayHoldRole") if self.below(s, left)}
        return any(self.below(o, right) for o in roles | shared)


def of(*, below: bool, above: bool) -> Relation:
    """Return the relation of two values that meet, of which one lies in the other or not."""
    if below and above:
        return Relation.EQUAL
    return Relation.WITHIN if below else Relation.CONTAINS if above else Relation.OVERLAPS


def _matter(pair: set[str], possible: list[set[str]], wanted: str) -> bool:
    return all(name == wanted or any(name in every and every != pair for every in possible) for name in pair)
