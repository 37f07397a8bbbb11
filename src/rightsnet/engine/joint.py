"""The search for duties that no single prohibition bars, but several together: minimal unsatisfiable sets of norms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import TracebackType
from typing import Any

from pysat.examples.musx import MUSX
from pysat.examples.optux import OptUx
from pysat.formula import WCNF
from pysat.solvers import Solver

from rightsnet.algebra import intervals
from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.coverage import CONCEPTS, Act, Scale, act, owed
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.meeting import Meeting, meeting
from rightsnet.algebra.taxonomy import DISJOINT, EQUIVALENT, SUBCLASS, Axioms
from rightsnet.model.finding import Certainty
from rightsnet.model.interval import Interval
from rightsnet.model.names import PREFIXES
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.relation import INSIDE, Relation, combine

UNION, INTERSECTION, COMPLEMENT = (PREFIXES["owl"] + name for name in ("unionOf", "intersectionOf", "complementOf"))

_SOLVER = "glucose4"
_MOST = 1000
_COUNTED = 100
"""How many times more sets are counted, for one obligation, than are listed."""


@dataclass(frozen=True, slots=True)
class JointConflict:
    """An obligation and the prohibitions that together, and in no smaller number, leave no way to comply with it.

    Args:
        prohibitions: two or more, by id.
        entailed: the action that is forbidden altogether, if it is not the one owed but one that this entails.
        meeting: where all of the norms meet, and how surely.
        premises: the axioms by which the prohibitions cover what is owed.
    """

    obligation: Norm
    prohibitions: tuple[Norm, ...]
    entailed: str
    meeting: Meeting
    premises: tuple[Premise, ...]

    @property
    def norms(self) -> tuple[Norm, ...]:
        """Return the obligation, then the prohibitions."""
        return (self.obligation, *self.prohibitions)

    @property
    def certainty(self) -> Certainty:
        """Return how surely the norms conflict; that they do where they meet is decided."""
        return self.meeting.certainty


@dataclass(frozen=True, slots=True)
class JointSearch:
    """What was found.

    Args:
        conflicts: sorted by the ids of their norms; when there are too many, some of the smallest ones.
        total: how many there are; at least so many if not ``complete``.
        complete: whether all of them are listed.
    """

    conflicts: tuple[JointConflict, ...]
    total: int
    complete: bool


def find_joint(
    norms: Sequence[Norm], drafts: int, knowledge: Knowledge, *, possible: bool = False, most: int = _MOST
) -> JointSearch:
    """Return the minimal sets of one obligation and two or more prohibitions that cannot all be complied with.

    All norms of a set meet at one point, the prohibitions together cover what is owed there, and no proper subset
    does. An obligation that one prohibition bars alone is a conflict of two norms, and in no set with that one.

    Args:
        norms: the drafts first, then the law; derived norms are passed over, since entailment is followed here.
        drafts: how many of the norms are drafts; each set holds at least one of them.
        possible: also return sets whose meeting rests on what is not known.
        most: how many sets to list; the count goes further, until one obligation has a hundred times as many.

    Source: the specification's §3, "More than two norms". Minimal sets are enumerated by the implicit hitting set
    method of PySAT: Ignatiev, Previti, Liffiton, Marques-Silva, "Smallest MUS Extraction with Minimal Hitting Set
    Dualization", CP 2015.
    """
    own = {id(norm) for norm in norms[:drafts]}
    plain = sorted((norm for norm in norms if not norm.derivation), key=lambda norm: norm.id)
    forbidding = [norm for norm in plain if norm.modality is Modality.PROHIBITION]
    conflicts: list[JointConflict] = []
    total, complete = 0, True
    if len(forbidding) < 2:
        return JointSearch((), 0, complete=True)
    drafted = any(id(norm) in own for norm in forbidding)
    with _Acts(knowledge, plain) as acts:
        bans = [_Ban(norm, act(norm), acts.literals(act(norm)), id(norm) in own) for norm in forbidding]
        for duty in plain:
            mine = id(duty) in own
            if duty.modality is not Modality.OBLIGATION or not (mine or drafted):
                continue
            search = _DutySearch(duty, bans, acts, knowledge, draft=mine, possible=possible, most=most)
            for entailed, whole, prohibitions, where in search.sets():
                total += 1
                if len(conflicts) < most:
                    premises = acts.premises(whole, [act(ban) for ban in prohibitions])
                    conflicts.append(JointConflict(duty, prohibitions, entailed, where, premises))
            complete = complete and search.complete
    conflicts.sort(key=lambda conflict: tuple(norm.id for norm in conflict.norms))
    return JointSearch(tuple(conflicts), total, complete and total == len(conflicts))


@dataclass(frozen=True, slots=True, eq=False)
class _Ban:
    norm: Norm
    act: Act
    literals: tuple[int, ...]
    draft: bool


class _DutySearch:
    """The search for the sets of one obligation."""

    def __init__(
        self,
        duty: Norm,
        bans: Sequence[_Ban],
        acts: _Acts,
        knowledge: Knowledge,
        *,
        draft: bool,
        possible: bool,
        most: int,
    ) -> None:
        self.complete = True
        self._duty, self._bans, self._draft = duty, bans, draft
        self._acts, self._knowledge = acts, knowledge
        self._possible, self._most = possible, most

    def sets(self) -> Iterator[tuple[str, Act, tuple[Norm, ...], Meeting]]:
        """Yield the entailed action, the act owed, the prohibitions that cover it, and where all of them meet."""
        owed_acts = list(owed(self._duty, [ban.norm for ban in self._bans], self._knowledge))
        if not self._draft and not any(ban.draft and self._matters(ban, owed_acts) for ban in self._bans):
            return
        if not self._any_covered(owed_acts, self._bans):
            return  # nearly always: one question to the solver, rather than one for each prohibition
        usable = [ban for ban in self._bans if self._matters(ban, owed_acts)]
        if not self._drafted(usable) or not self._any_covered(owed_acts, usable):
            return
        met = [ban for ban in usable if self._may_meet(ban.norm) and self._meeting([ban])]
        if not self._drafted(met) or not self._any_covered(owed_acts, met):
            return
        by_act: dict[tuple[int, ...], list[_Ban]] = {}
        for ban in met:
            by_act.setdefault(ban.literals, []).append(ban)
        bans_of = list(by_act.values())
        counted = 0
        for entailed, whole, cover in self._covers(owed_acts, list(by_act)):
            for chosen in self._choices([bans_of[position] for position in sorted(cover)]):
                where = self._meeting(chosen)
                if where is None or not self._drafted(chosen):
                    continue
                if counted == _COUNTED * self._most:
                    self.complete = False
                    return
                counted += 1
                yield entailed, whole, tuple(sorted((ban.norm for ban in chosen), key=lambda norm: norm.id)), where

    def _covers(
        self, owed_acts: Sequence[tuple[str, Act]], parts: Sequence[tuple[int, ...]]
    ) -> Iterator[tuple[str, Act, frozenset[int]]]:
        """Yield the minimal sets of acts that cover one of the acts owed, smallest first."""
        found: dict[frozenset[int], tuple[str, Act]] = {}
        for entailed, whole in owed_acts:
            for number, cover in enumerate(self._acts.covers(whole, parts)):
                if number == self._most:
                    self.complete = False
                    break
                found.setdefault(cover, (entailed, whole))
        for cover in sorted(found, key=lambda cover: (len(cover), sorted(cover))):
            # One act that covers alone, though no axiom says so of its class, is that of everything.
            if len(cover) > 1 and not any(other < cover for other in found):
                yield (*found[cover], cover)

    def _choices(self, bans: Sequence[Sequence[_Ban]], chosen: tuple[_Ban, ...] = ()) -> Iterator[tuple[_Ban, ...]]:
        """Yield one prohibition for each act of a cover, as long as those chosen meet."""
        if not bans:
            yield chosen
            return
        for ban in bans[0]:
            if not chosen or self._meeting((*chosen, ban)):
                yield from self._choices(bans[1:], (*chosen, ban))

    def _matters(self, ban: _Ban, owed_acts: Sequence[tuple[str, Act]]) -> bool:
        """Say whether a prohibition bars some way of doing what is owed, but does not bar all of it alone."""
        relations = {self._relation(whole, ban.act) for _, whole in owed_acts}
        return relations != {Relation.DISJOINT} and not relations & INSIDE

    def _relation(self, whole: Act, part: Act) -> Relation:
        relate = self._knowledge.taxonomy.relate
        relations = []
        for axis in CONCEPTS:
            relations.append(relate(whole.classes.get(axis), part.classes.get(axis)).relation)
            if relations[-1] is Relation.DISJOINT:
                return Relation.DISJOINT
        for scale in {*whole.spans, *part.spans}:
            relations.append(intervals.relate(whole.spans.get(scale, Interval()), part.spans.get(scale, Interval())))
        return combine(relations)

    def _any_covered(self, owed_acts: Sequence[tuple[str, Act]], bans: Sequence[_Ban]) -> bool:
        parts = dict.fromkeys(ban.literals for ban in bans)
        return len(parts) > 1 and any(self._acts.may_cover(whole, parts) for _, whole in owed_acts)

    def _drafted(self, bans: Iterable[_Ban]) -> bool:
        return self._draft or any(ban.draft for ban in bans)

    def _may_meet(self, ban: Norm) -> bool:
        """Say whether nothing that is quickly seen keeps the scope of a prohibition away from that of the obligation."""
        relate = self._knowledge.taxonomy.relate
        apart = {Relation.DISJOINT} if self._possible else {Relation.DISJOINT, Relation.UNKNOWN}
        return (
            relate(self._duty.bearer, ban.bearer).relation not in apart
            and relate(self._duty.circumstance, ban.circumstance).relation not in apart
            and self._duty.validity.meet(ban.validity) is not None
        )

    def _meeting(self, bans: Iterable[_Ban]) -> Meeting | None:
        norms = (self._duty, *(ban.norm for ban in bans))
        return meeting(norms, self._knowledge, possible=self._possible)


class _Acts:
    """Acts as conjunctions of literals, and what the ontology says about them as clauses.

    Each concept axis of the act has its own copy of the classes; each scale has, for every end of an interval on it,
    one variable for "before this" and one for "at this or before".
    """

    def __init__(self, knowledge: Knowledge, norms: Sequence[Norm]) -> None:
        self._knowledge = knowledge
        self._variables: dict[Any, int] = {}
        self._axis_of: dict[int, str] = {}
        self._axioms = list(_clauses(knowledge.taxonomy.axioms))
        self._ends: dict[Scale, set[Any]] = {}
        for norm in norms:
            for scale, span in act(norm).spans.items():
                ends = self._ends.setdefault(scale, set())
                ends.update(end for end in (span.low, span.high) if end is not None)
        self._order = list(self._ordered())
        self._solver = Solver(name=_SOLVER, bootstrap_with=self._order)
        self._selectors: dict[tuple[int, ...], int] = {}
        for axis in CONCEPTS:
            if any(getattr(norm, axis) is not None for norm in norms):
                for clause, _ in self._axioms:
                    self._solver.add_clause(self._clause(axis, clause))

    def __enter__(self) -> _Acts:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._solver.delete()

    def literals(self, found: Act) -> tuple[int, ...]:
        """Return the literals that hold of just the ways of doing an act."""
        literals = [self._variable((axis, name)) for axis, name in found.classes.items()]
        for scale, span in found.spans.items():
            if span.low is not None:
                literals.append(-self._variable((scale, span.low, span.low_open)))
            if span.high is not None:
                literals.append(self._variable((scale, span.high, not span.high_open)))
        return tuple(sorted(literals))

    def may_cover(self, whole: Act, parts: Iterable[tuple[int, ...]]) -> bool:
        """Say whether the parts that do not cover an act alone cover it together; not what cannot be done at all."""
        owing, left = self.literals(whole), dict.fromkeys(parts)
        while True:
            selected = {self._selector(part): part for part in left}
            if self._solver.solve(assumptions=[*owing, *selected]):
                return False
            core = [selected[literal] for literal in self._solver.get_core() or () if literal in selected]
            alone = [part for part in core if not self._solver.solve(assumptions=[*owing, self._selector(part)])]
            if not alone:
                return bool(core)
            for part in alone:
                del left[part]

    def covers(self, whole: Act, parts: Sequence[tuple[int, ...]]) -> Iterator[frozenset[int]]:
        """Yield the minimal sets of parts that cover an act, as positions, smallest first."""
        owing = self.literals(whole)
        axes = self._axes_of(owing, *parts)
        formula = WCNF()
        for axis in axes:
            formula.extend([self._clause(axis, clause) for clause, _ in self._axioms])
        formula.extend([*self._order, *([literal] for literal in owing)])
        with Solver(name=_SOLVER, bootstrap_with=formula.hard) as solver:
            if not solver.solve():
                return
            for part in parts:
                solver.add_clause([-literal for literal in part])
            if solver.solve():
                return
        for part in parts:
            formula.append([-literal for literal in part], weight=1)
        with OptUx(formula, solver=_SOLVER) as enumeration:
            for cover in enumeration.enumerate():
                yield frozenset(position - 1 for position in cover)

    def premises(self, whole: Act, parts: Sequence[Act]) -> tuple[Premise, ...]:
        """Return a minimal set of axioms by which the parts cover the act."""
        owing, others = self.literals(whole), [self.literals(part) for part in parts]
        formula = WCNF()
        formula.extend([*self._order, *([literal] for literal in owing), *([-x for x in part] for part in others)])
        with Solver(name=_SOLVER, bootstrap_with=formula.hard) as solver:
            if not solver.solve():
                return ()  # intervals alone
        reasons: list[tuple[Premise, ...]] = []
        for axis in self._axes_of(owing, *others):
            for clause, reason in self._axioms:
                formula.append(self._clause(axis, clause), weight=1)
                reasons.append(reason)
        with MUSX(formula, solver=_SOLVER, verbosity=0) as extractor:
            needed = extractor.compute() or []
        named = (self._named(premise) for position in needed for premise in reasons[position - 1])
        return tuple(sorted({premise for premise in named if premise.subject != premise.object}))

    def _named(self, premise: Premise) -> Premise:
        """Return a premise with the class that an expression without a name defines, where there is one."""
        return Premise(self._name(premise.subject), premise.predicate, self._name(premise.object))

    def _name(self, name: str) -> str:
        if not name.startswith("_:"):
            return name
        same = (pair for pair in self._knowledge.taxonomy.axioms.equivalents if name in pair)
        names = sorted(other for pair in same for other in pair if not other.startswith("_:"))
        return names[0] if names else name

    def _variable(self, key: Any) -> int:
        if key not in self._variables:
            self._variables[key] = len(self._variables) + 1
            if key[0] in CONCEPTS:
                self._axis_of[self._variables[key]] = key[0]
        return self._variables[key]

    def _selector(self, part: tuple[int, ...]) -> int:
        """Return the variable that, when true, keeps ways of doing the part away."""
        if part not in self._selectors:
            self._selectors[part] = self._variable(("selector", part))
            self._solver.add_clause([-self._selectors[part], *(-literal for literal in part)])
        return self._selectors[part]

    def _axes_of(self, *conjunctions: Iterable[int]) -> list[str]:
        used = {self._axis_of.get(abs(literal)) for literals in conjunctions for literal in literals}
        return [axis for axis in CONCEPTS if axis in used]

    def _clause(self, axis: str, clause: Iterable[tuple[str, bool]]) -> list[int]:
        return [self._variable((axis, name)) * (1 if holds else -1) for name, holds in clause]

    def _ordered(self) -> Iterator[list[int]]:
        """Yield the clauses that put the ends of the intervals on each scale in order."""
        for scale in sorted(self._ends):
            steps = [(scale, end, closed) for end in sorted(self._ends[scale]) for closed in (False, True)]
            for earlier, later in pairwise(steps):
                yield [-self._variable(earlier), self._variable(later)]


def _clauses(axioms: Axioms) -> Iterator[tuple[list[tuple[str, bool]], tuple[Premise, ...]]]:
    """Yield what the axioms say of one individual, as clauses of (class, whether it is in it), each with its reason."""
    for narrower, wider in sorted(axioms.subclasses):
        yield [(narrower, False), (wider, True)], (Premise(narrower, SUBCLASS, wider),)
    for a, b in sorted(axioms.equivalents):
        for one, other in ((a, b), (b, a)):
            yield [(one, False), (other, True)], (Premise(a, EQUIVALENT, b),)
    definitions: tuple[tuple[Mapping[str, tuple[str, ...]], str, bool], ...] = (
        (axioms.unions or {}, UNION, True),
        (axioms.intersections or {}, INTERSECTION, False),
    )
    for defined, predicate, union in definitions:
        for name, members in sorted(defined.items()):
            # A union is in none of its members only if it is empty; an intersection is whatever is in all of them.
            whole = tuple(Premise(name, predicate, member) for member in members)
            yield [(name, not union), *((member, union) for member in members)], whole
            for member in members:
                narrower, wider = (member, name) if union else (name, member)
                yield [(narrower, False), (wider, True)], (Premise(narrower, SUBCLASS, wider),)
    for name, other in sorted(axioms.complements):
        yield [(name, True), (other, True)], (Premise(name, COMPLEMENT, other),)
        yield [(name, False), (other, False)], (Premise(name, COMPLEMENT, other),)
    for a, b in sorted(axioms.disjoint):
        yield [(a, False), (b, False)], (Premise(a, DISJOINT, b),)
