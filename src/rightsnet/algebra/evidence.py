"""The premises of findings, complete: each of them is stated, and all that a finding says follows from them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rightsnet.algebra.boxes import ACT, SCOPE, NormComparison
from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.derivation import why_entailed
from rightsnet.algebra.interferences import issuing_actor
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.pairs import incompatible
from rightsnet.algebra.taxonomy import DISJOINT, EQUIVALENT, MAY_HOLD, OVERLAPS, SUBCLASS, Axioms
from rightsnet.checker.premises import Premises
from rightsnet.model.names import PREFIXES, curie, rn
from rightsnet.model.norm import Norm
from rightsnet.model.relation import Relation
from rightsnet.model.rule import PairRule, Via

UNION, INTERSECTION, COMPLEMENT = (PREFIXES["owl"] + name for name in ("unionOf", "intersectionOf", "complementOf"))
_CONCEPTS = ("bearer", "circumstance", "action", "object", "counterparty")
_Way = tuple[Premise, ...]
_Axiom = tuple[str, str, tuple[str, ...]]


class Evidence:
    """The premises of the findings that rest on one body of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge, self._taxonomy = knowledge, knowledge.taxonomy
        self._axioms = list(_each(self._taxonomy.axioms))
        self._wider: dict[str, set[str]] = {}
        self._names: dict[str, str] = {}
        for predicate, name, others in self._axioms:
            for one, other in (
                ((name, others[0]), (others[0], name)) if predicate == EQUIVALENT else ((name, others[0]),)
            ):
                if predicate in (SUBCLASS, EQUIVALENT):
                    self._wider.setdefault(one, set()).add(other)
            if predicate == EQUIVALENT and others[0].startswith("_:") and not name.startswith("_:"):
                self._names.setdefault(others[0], name)
        self._known: dict[tuple[str, str], _Way] = {}

    def of_pair(
        self, rule: type[PairRule], pair: NormComparison, left: Norm, right: Norm
    ) -> dict[str, tuple[str, ...]]:
        """Return the premises of a finding on two norms, step by step of its derivation.

        Args:
            pair: the norms as they were compared.
            left, right: the norms themselves, from which those compared may follow.
        """
        steps: dict[str, Iterable[Premise]] = {}
        if pair.right.derivation:
            steps["imposing"] = self._imposed(right.action, pair.right.action)
            steps["issuer"] = self.concepts(issuing_actor(left, self._knowledge), right.bearer)
        if pair.left.derivation:
            steps["entailment"] = self.proven(why_entailed(left.action, pair.left.action, self._knowledge))
        if rule.via is Via.INCOMPATIBLE:
            steps["incompatibility"] = self.proven(incompatible(left.action, right.action, self._knowledge))
        if rule.via is Via.VALUES:
            both = {bound.measure for bound in left.limits} & {bound.measure for bound in right.limits}
            single = sorted(both & self._knowledge.single_valued)
            steps["values"] = [Premise(measure, rn("singleValued"), "true") for measure in single]
        for axis in (*SCOPE, *ACT):
            if axis in _CONCEPTS:
                steps[axis] = self.concepts(getattr(pair.left, axis), getattr(pair.right, axis))
            else:
                steps[axis] = pair.axes[axis].premises
        return self.lines(steps)

    def of_steps(self, steps: Mapping[str, Iterable[Premise]]) -> dict[str, tuple[str, ...]]:
        """Return the premises of a finding whose derivation is given, each that is not stated replaced by its axioms."""
        return self.lines({step: tuple(self.proven(way)) for step, way in steps.items()})

    def _imposed(self, action: str, imposed: str) -> Iterator[Premise]:
        found = [fact for act, fact in self._knowledge.imposed_by(action) if act == imposed]
        for fact in found[:1]:
            yield from self.concepts(fact.subject, action)
            yield fact

    def concepts(self, left: str | None, right: str | None) -> _Way:
        """Return why two classes relate as they do, as premises that are stated."""
        if left is None or right is None or left == right or not {left, right} <= set(self._taxonomy.axioms.classes):
            return ()
        if (left, right) not in self._known:
            found = self._taxonomy.relate(left, right)
            way = found.premises
            if found.relation is Relation.EQUAL:
                way = (*self._taxonomy.chain(left, right)[1], *self._taxonomy.chain(right, left)[1])
            if way and way[0].predicate in (OVERLAPS, MAY_HOLD):
                way = (*self._ends(left, right, way[0]), *way)
            self._known[left, right] = tuple(dict.fromkeys(self.proven(way)))
        return self._known[left, right]

    def _ends(self, left: str, right: str, fact: Premise) -> Iterator[Premise]:
        """Yield the ways from two classes that are stated to meet up to those that therefore do."""
        kind = self._taxonomy.is_kind_of
        for one, other in ((left, right), (right, left)):
            down = fact.predicate == MAY_HOLD and kind(one, fact.subject)
            if kind(fact.object, other) and (down or kind(fact.subject, one)):
                yield from self._way(*((one, fact.subject) if down else (fact.subject, one)))
                yield from self._way(fact.object, other)
                return

    def _way(self, narrow: str, wide: str) -> _Way:
        return () if narrow == wide else self._taxonomy.chain(narrow, wide)[1]

    def proven(self, way: Iterable[Premise]) -> Iterator[Premise]:
        """Yield premises with each that is not stated replaced by axioms from which it follows."""
        disjoint, complements = self._taxonomy.axioms.disjoint, self._taxonomy.axioms.complements
        for premise in way:
            pair = premise.subject, premise.object
            if premise.predicate == SUBCLASS and not self._is_told(*pair):
                yield from self._axioms_for(premise)
            elif premise.predicate == DISJOINT and {pair, pair[::-1]} & complements:
                yield Premise(premise.subject, COMPLEMENT, premise.object)
            elif premise.predicate == DISJOINT and not {pair, pair[::-1]} & disjoint:
                yield from self._axioms_for(premise)
            else:
                yield premise

    def _is_told(self, narrow: str, wide: str) -> bool:
        """Say whether a subsumption is stated, or only classes without a name lie between."""
        todo, seen = [narrow], {narrow}
        while todo:
            above = self._wider.get(todo.pop(), set())
            if wide in above:
                return True
            todo.extend(name for name in above - seen if name.startswith("_:"))
            seen |= above
        return False

    def _axioms_for(self, premise: Premise) -> Iterator[Premise]:
        """Yield axioms from which a subsumption or a disjointness follows, none of which can be left out."""
        ends = {premise.subject, premise.object}
        ends.update(other for predicate, name, (other, *_) in self._axioms if predicate == EQUIVALENT and name in ends)
        few = self._near(ends, others=False)
        kept = [axiom for axiom in few if axiom[0] != DISJOINT]
        if not _follows(premise, kept):
            kept = few if _follows(premise, few) else self._near(ends, others=True)
        if not _follows(premise, kept):
            kept = self._axioms
        step = len(kept)
        while step:
            for start in range(len(kept) - step, -1, -step):
                fewer = kept[:start] + kept[start + step :]
                if _follows(premise, fewer):
                    kept = fewer
            step //= 2
        for predicate, name, others in kept:
            yield from (Premise(name, predicate, other) for other in others)

    def _near(self, ends: set[str], *, others: bool) -> list[_Axiom]:
        """Return the axioms about what some classes are, may be and cannot be; with or without other unions than theirs."""
        far = set() if others else {name for predicate, name, _ in self._axioms if predicate == UNION} - ends
        near, size = set(ends), 0
        while size < len(near):
            size = len(near)
            near.update(*(self._taxonomy.ancestors(name) for name in list(near)))
            near -= far
            for predicate, name, members in self._axioms:
                reached = {
                    UNION: name in near,
                    INTERSECTION: near.issuperset(members),
                    COMPLEMENT: bool(near & {name, *members}),
                }
                if reached.get(predicate):
                    near.update((name, *members))
        return [axiom for axiom in self._axioms if near.issuperset((axiom[1], *axiom[2]))]

    def lines(self, steps: Mapping[str, Iterable[Premise]]) -> dict[str, tuple[str, ...]]:
        """Return premises as triples with short names, each once for a step; a step without a premise is left out."""
        found = {}
        for step, way in steps.items():
            named = [Premise(self._named(p.subject), p.predicate, self._named(p.object)) for p in way]
            telling = [p for p in named if p.subject != p.object or p.predicate not in (SUBCLASS, EQUIVALENT)]
            lines = tuple(dict.fromkeys(map(_line, telling)))
            if lines:
                found[step] = lines
        return found

    def _named(self, name: str) -> str:
        return self._names.get(name, name)


def _line(premise: Premise) -> str:
    names = ":" in premise.object
    return f"{curie(premise.subject)} {curie(premise.predicate)} " + (
        curie(premise.object) if names else f'"{premise.object}"'
    )


def _each(axioms: Axioms) -> Iterator[_Axiom]:
    """Yield each axiom as predicate, class and other classes; what a union or intersection says outright, by itself."""
    for predicate, pairs in (
        (SUBCLASS, axioms.subclasses),
        (EQUIVALENT, axioms.equivalents),
        (COMPLEMENT, axioms.complements),
        (DISJOINT, axioms.disjoint),
    ):
        yield from ((predicate, name, (other,)) for name, other in sorted(pairs))
    for predicate, lists in ((UNION, axioms.unions), (INTERSECTION, axioms.intersections)):
        for name, members in sorted((lists or {}).items()):
            yield predicate, name, members
            told = ((member, name) if predicate == UNION else (name, member) for member in members)
            yield from ((SUBCLASS, narrow, (wide,)) for narrow, wide in told)


def _follows(premise: Premise, axioms: Iterable[_Axiom]) -> bool:
    """Say whether the checker, to which the premises are given in the end, sees from some axioms that another one holds."""
    premises = Premises((name, predicate, other) for predicate, name, others in axioms for other in others)
    if premise.predicate == SUBCLASS:
        return premises.below(premise.subject, premise.object)
    return premises.relate(premise.subject, premise.object) is Relation.DISJOINT
