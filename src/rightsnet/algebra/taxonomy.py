"""The closure of a class hierarchy: what is a kind of what, what excludes what, and what is not known."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rightsnet.algebra.comparison import Comparison, Premise
from rightsnet.model.names import PREFIXES, rn
from rightsnet.model.relation import Relation

SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
DISJOINT = PREFIXES["owl"] + "disjointWith"
EQUIVALENT = PREFIXES["owl"] + "equivalentClass"
OVERLAPS = rn("overlapsWith")
MAY_HOLD = rn("mayHoldRole")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axioms:
    """What an ontology states about its classes.

    Args:
        classes: every named class.
        subclasses: pairs (narrower, wider).
        equivalents: pairs of classes with the same members.
        unions, intersections: name → the classes that it is the union, or the intersection, of.
        complements: pairs (name, the class whose members it leaves out).
        disjoint: pairs of classes that share no member.
        overlaps: pairs of classes stated to share a member, although no named class lies below both.
        roles: pairs (kind of actor, role): whoever is of that kind may hold that role.
    """

    classes: frozenset[str] = frozenset()
    subclasses: frozenset[tuple[str, str]] = frozenset()
    equivalents: frozenset[tuple[str, str]] = frozenset()
    unions: Mapping[str, tuple[str, ...]] | None = None
    intersections: Mapping[str, tuple[str, ...]] | None = None
    complements: frozenset[tuple[str, str]] = frozenset()
    disjoint: frozenset[tuple[str, str]] = frozenset()
    overlaps: frozenset[tuple[str, str]] = frozenset()
    roles: frozenset[tuple[str, str]] = frozenset()


class Taxonomy:
    """Classes closed under the axioms, each as a bit, so that every question is one operation on integers.

    The language is Boolean: subclass, equivalence, union, intersection, complement and disjointness of named classes.
    Entailment in it is decided completely. Horn axioms are saturated; where a union or a complement leaves a choice,
    `_consistent` searches for a model by cases. No world is assumed closed: two classes that nothing relates are
    `UNKNOWN` to each other.

    >>> rights = Taxonomy(Axioms(
    ...     classes=frozenset({"Right", "Privacy", "Expression", "Anonymity"}),
    ...     subclasses=frozenset({("Privacy", "Right"), ("Expression", "Right"),
    ...                           ("Anonymity", "Privacy"), ("Anonymity", "Expression")})))
    >>> rights.relate("Anonymity", "Right").chain
    ('Anonymity', 'Expression', 'Right')
    >>> found = rights.relate("Privacy", "Expression")
    >>> found.relation, found.witness
    (<Relation.OVERLAPS: 'overlaps'>, 'Anonymity')
    >>> rights.relate("Privacy", "Poetry")
    Traceback (most recent call last):
    KeyError: 'Poetry'
    """

    def __init__(self, axioms: Axioms) -> None:
        self.axioms = axioms
        self._unions = dict(axioms.unions or {})
        self._intersections = dict(axioms.intersections or {})
        self.names = sorted(axioms.classes)
        self._index = {name: position for position, name in enumerate(self.names)}
        self._told: dict[str, list[tuple[str, Premise]]] = {name: [] for name in self.names}
        for narrower, wider, premise in self._told_edges():
            self._told[narrower].append((wider, premise))
        for edges in self._told.values():
            edges.sort()
        self._up = [1 << position for position in range(len(self.names))]
        self._excluded = [0] * len(self.names)
        for left, right in [*axioms.disjoint, *axioms.complements]:
            self._excluded[self._index[left]] |= self._bit(right)
            self._excluded[self._index[right]] |= self._bit(left)
        self._excluding = sum(1 << position for position, others in enumerate(self._excluded) if others)
        self._members = {self._index[union]: self._mask(members) for union, members in self._unions.items()}
        self._united = self._mask(self._unions)
        self._either = list(self._guarded_choices())
        self._meets = [
            (self._mask(members), self._index[name]) for name, members in sorted(self._intersections.items())
        ]
        self._saturate()
        while self._add_complements() or self._extend_by_cases():
            self._saturate()
        self._empty = [not self._consistent(up) for up in self._up]
        everything = (1 << len(self.names)) - 1
        for position, empty in enumerate(self._empty):
            if empty:
                self._up[position] = everything
        self._memory: dict[tuple[str, str], Comparison] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._index

    def relate(self, left: str | None, right: str | None) -> Comparison:
        """Return the relation of two classes; ``None`` is an axis left open, which contains everything.

        Raises:
            KeyError: if a class is not in the taxonomy.
        """
        if left is None or right is None:
            if left is right:
                return Comparison(Relation.EQUAL)
            return Comparison(Relation.CONTAINS if left is None else Relation.WITHIN, left or right or "")
        found = self._memory.get((left, right))
        if found is None:
            found = self._relate(left, right)
            self._memory[left, right] = found
            self._memory[right, left] = found.converse
        return found

    def relation(self, left: str | None, right: str | None) -> Relation:
        """Return the relation of two classes without its reasons, which is quicker for a table of many.

        >>> Taxonomy(Axioms(classes=frozenset("AB"), subclasses=frozenset({("A", "B")}))).relation("A", "B")
        <Relation.WITHIN: 'within'>
        """
        if left is None or right is None or (left, right) in self._memory:
            return self.relate(left, right).relation
        a, b = self._index[left], self._index[right]
        below, above = bool(self._up[a] >> b & 1), bool(self._up[b] >> a & 1)
        if below or above:
            return Relation.EQUAL if below and above else Relation.WITHIN if below else Relation.CONTAINS
        if self._down[a] & self._down[b] & self._named:
            return Relation.OVERLAPS
        if self._apart(a, b):
            return Relation.DISJOINT
        return Relation.OVERLAPS if self._stated_overlap(left, right) else Relation.UNKNOWN

    def ancestors(self, name: str) -> list[str]:
        """Return the class and everything it is a kind of, by name."""
        return self._names(self._up[self._index[name]])

    def descendants(self, name: str) -> list[str]:
        """Return the class and every kind of it, by name."""
        return self._names(self._down[self._index[name]])

    def is_kind_of(self, narrower: str, wider: str) -> bool:
        """Say whether every member of the one is a member of the other."""
        return bool(self._up[self._index[narrower]] & self._bit(wider))

    def can_be(self, every: Iterable[str], none: Iterable[str] = ()) -> bool:
        """Say whether something can be in all of some classes at once, and in none of others.

        >>> data = Taxonomy(Axioms(classes=frozenset("EAB"), unions={"E": ("A", "B")}))
        >>> data.can_be(["E"], none=["A"]), data.can_be(["E"], none=["A", "B"])
        (True, False)
        """
        mask = 0
        for name in every:
            mask |= self._up[self._index[name]]
        return self._model(mask, forbidden=self._mask(none)) is not None

    def unsatisfiable(self) -> list[str]:
        """Return the classes that can have no member."""
        return [name for name, empty in zip(self.names, self._empty, strict=True) if empty]

    def chain(self, narrower: str, wider: str) -> tuple[tuple[str, ...], tuple[Premise, ...]]:
        """Return the shortest stated way up from one class to another, and the axioms used.

        Where the subsumption follows only from a union or an intersection, the way is just its two ends.
        """
        seen: dict[str, tuple[str, Premise] | None] = {narrower: None}
        queue = deque([narrower])
        while queue:
            current = queue.popleft()
            if current == wider:
                break
            for parent, premise in self._told[current]:
                if parent not in seen:
                    seen[parent] = (current, premise)
                    queue.append(parent)
        if wider not in seen:
            return (narrower, wider), (Premise(narrower, SUBCLASS, wider),)
        classes, premises = [wider], list[Premise]()
        step = seen[wider]
        while step is not None:
            below, premise = step
            if _anonymous(below):
                # A class without a name says nothing to a reader: name what lies below it instead.
                while (step := seen[below]) is not None and _anonymous(below):
                    below = step[0]
                premise = Premise(below, SUBCLASS, classes[-1])
            classes.append(below)
            premises.append(premise)
            step = seen[below]
        return tuple(reversed(classes)), tuple(reversed(premises))

    def _relate(self, left: str, right: str) -> Comparison:
        a, b = self._index[left], self._index[right]
        below, above = bool(self._up[a] >> b & 1), bool(self._up[b] >> a & 1)
        if below or above:
            chain, premises = self.chain(left, right) if below else self.chain(right, left)
            relation = Relation.EQUAL if below and above else Relation.WITHIN if below else Relation.CONTAINS
            return Comparison(relation, left if below else right, chain, premises if left != right else ())
        if self._apart(a, b):
            return self._disjoint(left, right)
        common = self._down[a] & self._down[b] & self._named
        if common:
            witness = max(self._bits(common), key=lambda p: (self._down[p].bit_count(), self.names[p]))
            name = self.names[witness]
            (_, up_left), (_, up_right) = self.chain(name, left), self.chain(name, right)
            return Comparison(Relation.OVERLAPS, name, (), (*up_left, *up_right))
        stated = self._stated_overlap(left, right)
        return stated or Comparison(Relation.UNKNOWN)

    def _disjoint(self, left: str, right: str) -> Comparison:
        for a in self.ancestors(left):
            both = self._excluded[self._index[a]] & self._up[self._index[right]] & self._named
            if both and not _anonymous(a):
                b = self.names[next(self._bits(both))]
                (_, up_left), (_, up_right) = self.chain(left, a), self.chain(right, b)
                return Comparison(Relation.DISJOINT, "", (a, b), (*up_left, *up_right, Premise(a, DISJOINT, b)))
        return Comparison(Relation.DISJOINT, "", (left, right), (Premise(left, DISJOINT, right),))

    def _stated_overlap(self, left: str, right: str) -> Comparison | None:
        if not self._shared & (self._bit(left) | self._bit(right)):
            return None
        for (a, b), predicate in self._overlap_facts:
            for first, second in ((left, right), (right, left)):
                # A shared member is shared by everything wider; a role may be held by every narrower kind of actor.
                fits = (
                    self.is_kind_of(a, first) or self.is_kind_of(first, a)
                    if predicate == MAY_HOLD
                    else self.is_kind_of(a, first)
                ) and self.is_kind_of(b, second)
                if fits:
                    kind = first if self.is_kind_of(first, a) else a
                    return Comparison(Relation.OVERLAPS, f"{kind} {b}", (), (Premise(a, predicate, b),))
        return None

    @cached_property
    def _shared(self) -> int:
        """Return the classes that a stated overlap reaches on its second side: one of two that overlap is one of them."""
        return self._mask(wider for (_, b), _ in self._overlap_facts for wider in self.ancestors(b))

    @cached_property
    def _overlap_facts(self) -> list[tuple[tuple[str, str], str]]:
        facts = [(pair, OVERLAPS) for pair in self.axioms.overlaps] + [(pair, MAY_HOLD) for pair in self.axioms.roles]
        return sorted(facts)

    @cached_property
    def _named(self) -> int:
        return self._mask(name for name in self.names if not _anonymous(name))

    @cached_property
    def _down(self) -> list[int]:
        down = [0] * len(self.names)
        for position, up in enumerate(self._up):
            if not self._empty[position]:
                for ancestor in self._bits(up):
                    down[ancestor] |= 1 << position
        return down

    def _told_edges(self) -> Iterator[tuple[str, str, Premise]]:
        for narrower, wider in sorted(self.axioms.subclasses):
            yield narrower, wider, Premise(narrower, SUBCLASS, wider)
        for left, right in sorted(self.axioms.equivalents):
            yield left, right, Premise(left, EQUIVALENT, right)
            yield right, left, Premise(left, EQUIVALENT, right)
        for name, members in sorted(self._intersections.items()):
            for member in members:
                yield name, member, Premise(name, SUBCLASS, member)
        for name, members in sorted(self._unions.items()):
            for member in members:
                yield member, name, Premise(member, SUBCLASS, name)

    def _saturate(self) -> None:
        """Close the upward masks under the Horn axioms."""
        for position, name in enumerate(self.names):
            for wider, _ in self._told[name]:
                self._up[position] |= self._bit(wider)
        changed = True
        while changed:
            changed = False
            for position in range(len(self.names)):
                mask = self._closed(self._up[position])
                for ancestor in self._bits(mask):
                    mask |= self._up[ancestor]
                if mask != self._up[position]:
                    self._up[position] = mask
                    changed = True

    def _closed(self, mask: int) -> int:
        """Add the intersections whose every member is in the mask, and what lies above them."""
        changed = True
        while changed:
            changed = False
            for members, name in self._meets:
                if mask & members == members and not mask >> name & 1:
                    mask |= self._up[name]
                    changed = True
        return mask

    def _add_complements(self) -> bool:
        """Put a class below the complement of each class that it excludes; say whether that added anything."""
        changed = False
        pairs = [(self._index[a], self._index[b]) for a, b in sorted(self.axioms.complements)]
        for position, up in enumerate(self._up):
            barred = self._barred_by(up)
            for a, b in (*pairs, *((b, a) for a, b in pairs)):
                if barred & self._up[b] and not up >> a & 1:
                    self._up[position] |= self._up[a]
                    changed = True
        return changed

    def _extend_by_cases(self) -> bool:
        """Add the subsumptions that hold in every case of a union or complement; say whether there were any.

        Only a class that two quite different models of an individual share can be one: those few are tested.
        """
        changed = False
        for position, up in enumerate(self._up):
            if not self._open_choice(up):
                continue
            one, other = self._model(up), self._model(up, last=True)
            if one is None or other is None:
                continue
            for candidate in self._bits(one & other & ~up):
                if self._model(up, forbidden=1 << candidate) is None:
                    self._up[position] |= self._up[candidate]
                    changed = True
        return changed

    def _open_choice(self, mask: int) -> int:
        """Return the members of a union that the mask is in without being in any of them, or 0 if there is none."""
        for union in self._bits(mask & self._united):
            if not mask & self._members[union]:
                return self._members[union]
        return next((pair for guard, pair in self._either if mask & guard == guard and not mask & pair), 0)

    def _guarded_choices(self) -> Iterator[tuple[int, int]]:
        """Yield (guard, two classes): whatever is in all of the guard is in one of the two.

        Everything is in a class or in its complement. A complement without a name of its own that only helps to define an
        intersection, as in "a provider that is not very large", needs the choice for providers only.
        """
        elsewhere = {name for pair in (*self.axioms.equivalents, *self.axioms.subclasses) for name in pair}
        elsewhere.update(member for members in self._unions.values() for member in members)
        for name, other in sorted(self.axioms.complements):
            using = [(whole, members) for whole, members in self._intersections.items() if name in members]
            if not _anonymous(name) or name in elsewhere or not using:
                yield 0, self._mask((name, other))
                continue
            for whole, members in sorted(using):
                yield self._mask(member for member in members if member != name), self._mask((whole, other))

    def _model(self, mask: int, *, forbidden: int = 0, last: bool = False) -> int | None:
        """Return the classes of some individual that is in all of the mask and none of the forbidden, if one can be."""
        mask = self._closed(mask)
        if mask & forbidden or not self._compatible(mask):
            return None
        members = self._open_choice(mask)
        if not members:
            return mask
        cases = sorted(self._bits(members), key=lambda member: self._up[member].bit_count())
        for member in reversed(cases) if last else cases:
            model = self._model(mask | self._up[member], forbidden=forbidden, last=last)
            if model is not None:
                return model
        return None

    def _consistent(self, mask: int) -> bool:
        return self._model(mask) is not None

    def _compatible(self, mask: int) -> bool:
        return not any(self._excluded[member] & mask for member in self._bits(mask & self._excluding))

    def _apart(self, a: int, b: int) -> bool:
        if self._barred[a] & self._up[b]:
            return True
        both = self._up[a] | self._up[b]
        simple = self._closed(both) == both and not self._open_choice(both)
        return not simple and not self._consistent(both)

    @cached_property
    def _barred(self) -> list[int]:
        """For each class, the classes that one of its ancestors is stated to exclude."""
        return [self._barred_by(up) for up in self._up]

    def _barred_by(self, up: int) -> int:
        barred = 0
        for ancestor in self._bits(up & self._excluding):
            barred |= self._excluded[ancestor]
        return barred

    def _bit(self, name: str) -> int:
        return 1 << self._index[name]

    def _mask(self, names: Iterable[str]) -> int:
        mask = 0
        for name in names:
            mask |= self._bit(name)
        return mask

    def _names(self, mask: int) -> list[str]:
        return [self.names[position] for position in self._bits(mask)]

    @staticmethod
    def _bits(mask: int) -> Iterator[int]:
        while mask:
            low = mask & -mask
            yield low.bit_length() - 1
            mask ^= low


def _anonymous(name: str) -> bool:
    return name.startswith("_:")
