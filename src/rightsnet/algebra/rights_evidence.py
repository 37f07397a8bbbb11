"""The premises of a finding on a norm that limits a right: why the act meets the clauses, and why these bind its author."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.evidence import Evidence
from rightsnet.algebra.interferences import STATE, Binding, Failure, Interference, issuing_actor
from rightsnet.algebra.justification import indiscriminate, made_by_the_executive, permits, reaches_all
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.touching import Touch, is_group, reach
from rightsnet.model.interval import Interval
from rightsnet.model.law import ClauseForm, Demand, LimitationClause, SafeguardDemand
from rightsnet.model.names import rn
from rightsnet.model.norm import Norm

_FORMS = {
    ClauseForm.LISTED_AIMS: rn("ListedAims"),
    ClauseForm.GENERAL: rn("GeneralClause"),
    ClauseForm.INTERNAL: rn("InternalStandard"),
    ClauseForm.NONE: rn("NoLimitation"),
}


class RightsEvidence:
    """The premises of findings on limited rights that rest on one body of knowledge."""

    def __init__(self, knowledge: Knowledge, evidence: Evidence) -> None:
        self._knowledge, self._taxonomy, self._evidence = knowledge, knowledge.taxonomy, evidence

    def of(self, interference: Interference, failure: Failure, day: date) -> dict[str, tuple[str, ...]]:
        """Return the premises of a finding on a norm that limits a right on a day, step by step of its derivation."""
        norm = interference.norm
        actor = issuing_actor(norm, self._knowledge)
        kinds = [kind for kind in (STATE, rn("IntergovernmentalOrganization")) if kind in self._taxonomy]
        public = next((kind for kind in kinds if actor and self._taxonomy.is_kind_of(actor, kind)), None)
        concerned = {clause.id for clause in failure.clauses}
        bindings = self._fewest([binding for binding in interference.bindings if binding.clause.id in concerned])
        addressees = {binding.clause.addressee for binding in bindings}
        return self._evidence.lines(
            {
                "interference": [p for binding in bindings for p in self._touch(binding, interference)],
                "issuer": [
                    p
                    for kind in sorted({each or public or "" for each in addressees})
                    for p in self._evidence.concepts(actor, kind)
                ],
                "clause": [p for binding in bindings for p in self._clause(binding.clause, norm, failure, day)],
                "demand": [
                    p
                    for demand in failure.cites
                    if demand.id not in concerned
                    for p in (*self._safeguard(demand, interference), *self._source(demand, norm, day))
                ],
                "measure": self._measure(interference, failure),
            }
        )

    def _fewest(self, bindings: list[Binding]) -> list[Binding]:
        """Return the bindings with as few touches as lead to all of their clauses, so that no premise can be left out."""
        touches = list(dict.fromkeys(binding.touch for binding in bindings))
        for touch in list(touches):
            others = [each for each in touches if each != touch]
            if all(any(self._serves(each, binding.clause) for each in others) for binding in bindings):
                touches = others
        return [
            replace(binding, touch=next(each for each in touches if self._serves(each, binding.clause)))
            for binding in bindings
        ]

    def _serves(self, touch: Touch, clause: LimitationClause) -> bool:
        kind = self._taxonomy.is_kind_of
        group = is_group(touch.right, self._knowledge) and kind(clause.right, touch.right)
        return group or kind(touch.right, clause.right)

    def _touch(self, binding: Binding, interference: Interference) -> Iterator[Premise]:
        """Yield why an act meets a clause: what it touches is what the clause is about, or a group to which that belongs."""
        yield from self._evidence.proven(binding.touch.premises)
        touched, limited = binding.touch.right, binding.clause.right
        yield from self._evidence.concepts(touched, limited)
        yield from self._evidence.concepts(limited, interference.right)

    def _safeguard(self, demand: Demand, interference: Interference) -> Iterator[Premise]:
        if not isinstance(demand, SafeguardDemand):
            return
        yield from (Premise(demand.id, rn("demands"), each) for each in sorted(demand.safeguards))
        concerned = self._concerned(demand, interference)
        if concerned is not None:
            found, way = concerned
            yield Premise(demand.id, rn("demandedFor"), found)
            yield from way

    def _concerned(self, demand: SafeguardDemand, interference: Interference) -> tuple[str, list[Premise]] | None:
        """Return the right or act for which a safeguard is demanded here, and why this is one; ``None`` if it is for all."""
        wanted = sorted(each for each in demand.concerns if each in self._taxonomy)
        for each in wanted:
            if self._taxonomy.is_kind_of(interference.right, each):
                return each, list(self._evidence.concepts(interference.right, each))
            for touch in interference.touches:
                if self._taxonomy.is_kind_of(touch.right, each):
                    return each, [*self._evidence.proven(touch.premises), *self._evidence.concepts(touch.right, each)]
        if not interference.touch.exercised:
            reached = reach(interference.norm.action, self._knowledge)
            for each in wanted:
                if each in reached:
                    return each, list(self._evidence.proven(reached[each]))
        return None

    def _measure(self, interference: Interference, failure: Failure) -> Iterator[Premise]:
        """Yield what the ontology says of the act or the rank, where a finding rests on that."""
        norm, parts = interference.norm, failure.facts.get("unbounded", "")
        if failure.key == ("rank",) and made_by_the_executive(interference, self._knowledge) and norm.rank:
            yield Premise(norm.rank, rn("executiveAct"), "true")
        if not parts:
            return
        acts = {norm.action: ()} if interference.touch.exercised else reach(norm.action, self._knowledge)
        everybody = [] if reaches_all(norm, self._knowledge) else indiscriminate(norm, acts, self._knowledge)
        lasting = sorted(self._knowledge.actions.continuing & set(acts)) if "duration" in parts else []
        for found, mark in ((everybody, "indiscriminate"), (lasting, "continuing")):
            for act in found[:1]:
                yield from self._evidence.proven(acts[act])
                yield Premise(act, rn(mark), "true")

    def _clause(self, clause: LimitationClause, norm: Norm, failure: Failure, day: date) -> Iterator[Premise]:
        yield Premise(clause.id, rn("limitsRight"), clause.right)
        yield Premise(clause.id, rn("form"), _FORMS[clause.form])
        yield from self._source(clause, norm, day, cited=not failure.cites or clause in failure.cites)
        for aim in failure.key if failure.arguable else ():
            read = {reading.wider for reading in self._knowledge.readings if reading.arguable}
            counted = [wide for wide in sorted(clause.aims & read) if permits(clause, aim, self._knowledge)[1]]
            yield from (Premise(clause.id, rn("permittedAim"), wide) for wide in counted)

    def _source(self, demand: Demand, norm: Norm, day: date, *, cited: bool = True) -> Iterator[Premise]:
        """Yield where a demand stands, and why its instrument is in force where the norm applies.

        Args:
            cited: whether the finding cites all its provisions; else one of them is enough.
        """
        named = [provision.id for provision in demand.provisions][: None if cited else 1]
        yield from (Premise(demand.id, rn("provision"), each) for each in named if each != demand.id)
        yield Premise(named[0], rn("instrument"), demand.instrument)
        if demand.addressee is not None:
            yield Premise(demand.id, rn("addressee"), demand.addressee)
        if demand.place is not None:
            yield Premise(demand.instrument, rn("place"), demand.place)
            yield from self._knowledge.places.relate(norm.place, demand.place, Interval(day, day)).premises
