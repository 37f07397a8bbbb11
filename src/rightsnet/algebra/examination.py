"""Which rights a norm limits under a body of law, and which tests of justification it fails there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from rightsnet.algebra.bond import bond
from rightsnet.algebra.interferences import Binding, Failure, Interference, InterferenceRule
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.safeguarding import Requirement, giver, gives, is_giver, states
from rightsnet.algebra.touching import STATE, Touch, is_group, issuing_actor, reach, touched
from rightsnet.model.finding import Certainty
from rightsnet.model.law import Demand, Demands
from rightsnet.model.norm import Norm
from rightsnet.model.relation import DECIDED_MEETING


class RightsLaw:
    """A body of law and drafts, as far as it protects rights or gives safeguards.

    Args:
        demands: what its instruments demand of whoever limits a right.
        law: the norms of the law; ``drafts``: those that are examined, which may give each other safeguards.
    """

    def __init__(self, demands: Demands, law: Iterable[Norm] = (), drafts: Iterable[Norm] = ()) -> None:
        self.demands, self._law, self._drafts = demands, tuple(law), tuple(drafts)
        self._giving: dict[frozenset[str], tuple[list[Norm], list[Norm]]] = {}

    @cached_property
    def addressed(self) -> Mapping[str, frozenset[str]]:
        """Return the actors whom each instrument addresses."""
        found: dict[str, set[str]] = {}
        for norm in self._law:
            if norm.instrument:
                found.setdefault(norm.instrument, set()).add(norm.bearer)
        return {instrument: frozenset(bearers) for instrument, bearers in found.items()}

    def giving(self, safeguards: frozenset[str], knowledge: Knowledge) -> tuple[list[Norm], list[Norm]]:
        """Return the duties, of law and of drafts, to do what gives one of some safeguards."""
        if safeguards not in self._giving:
            law, drafts = ([norm for norm in each if gives(norm, safeguards, knowledge)] for each in self._givers)
            self._giving[safeguards] = law, drafts
        return self._giving[safeguards]

    @cached_property
    def _givers(self) -> tuple[tuple[Norm, ...], tuple[Norm, ...]]:
        """Return the duties, of law and of drafts, that can give a safeguard.

        That an instrument demands safeguards, or that a treaty makes the State see to them, is no safeguard yet: what is
        examined is how the State does so.
        """
        demanding = {each.instrument for each in self.demands.safeguards}
        law = (norm for norm in self._law if norm.instrument not in demanding and norm.bearer != STATE)
        return tuple(filter(is_giver, law)), tuple(filter(is_giver, self._drafts))


def find(norm: Norm, law: RightsLaw, knowledge: Knowledge, day: date) -> list[Interference]:
    """Return the interferences of a norm with rights that instruments which bind its author protect there on that day.

    Rights are grouped under the widest one that a clause names: an act that touches the freedom to receive information
    meets the clauses on freedom of expression, and those on the privacy of communications stand with those on privacy.
    A clause on public authorities binds the author if the instrument's own norms address an actor of that kind. Clauses
    of which it is not known whether they bind make an interference of their own.
    """
    actor = issuing_actor(norm, knowledge)
    if actor is None:
        return []
    touches = touched(norm, knowledge)
    bindings = [each for touch in touches for each in _bindings(touch, norm, actor, law, knowledge, day)]
    found = []
    firm = _grouped((each for each in bindings if each.bond.certainty is not Certainty.POSSIBLE), knowledge)
    open_ = _grouped((each for each in bindings if each.bond.certainty is Certainty.POSSIBLE), knowledge)
    for right in sorted({*firm, *open_}):
        for groups, doubtful in ((firm, False), (open_, True)):
            if right in groups:
                bound, met = groups[right]
                beside = doubtful and right in firm
                plain = Interference(norm=norm, right=right, bindings=bound, touches=met, beside=beside)
                found.append(_examined(plain, actor, law, knowledge, day))
    return found


def _bindings(
    touch: Touch, norm: Norm, actor: str, law: RightsLaw, knowledge: Knowledge, day: date
) -> Iterator[Binding]:
    kind = knowledge.taxonomy.is_kind_of
    for clause in law.demands.clauses:
        below = is_group(touch.right, knowledge) and kind(clause.right, touch.right)
        if (below or kind(touch.right, clause.right)) and _addresses(clause, actor, law, knowledge):
            bound = bond(clause, norm, actor, knowledge, day)
            if bound is not None:
                yield Binding(clause, touch, bound)


def _addresses(demand: Demand, actor: str, law: RightsLaw, knowledge: Knowledge) -> bool:
    bearers = law.addressed.get(demand.instrument, ())
    return demand.addressee is not None or any(
        knowledge.taxonomy.relate(actor, bearer).relation in DECIDED_MEETING for bearer in bearers
    )


def _grouped(
    bindings: Iterable[Binding], knowledge: Knowledge
) -> dict[str, tuple[tuple[Binding, ...], tuple[Touch, ...]]]:
    """Return the bindings under each of the widest rights, every clause once, and all touches that meet them."""
    kind = knowledge.taxonomy.is_kind_of
    each = list(bindings)
    rights = {binding.clause.right for binding in each}
    rights.update(b.touch.right for b in each if not kind(b.touch.right, b.clause.right))
    widest = [right for right in rights if not any(kind(right, o) and not kind(o, right) for o in rights)]
    found = {}
    for right in sorted(widest):
        below = [binding for binding in each if kind(binding.clause.right, right)]
        below.sort(key=lambda binding: binding.clause.right != right)
        once = {binding.clause.id: binding for binding in reversed(below)}
        bound = tuple(binding for binding in below if once[binding.clause.id] is binding)
        found[right] = bound, tuple(dict.fromkeys(binding.touch for binding in below))
    return found


def _examined(plain: Interference, actor: str, law: RightsLaw, knowledge: Knowledge, day: date) -> Interference:
    """Return an interference with the safeguards that its instruments demand, and how they let rights be suspended."""
    norm, instruments = plain.norm, {clause.instrument for clause in plain.clauses}
    limiting = {clause.instrument for clause in plain.limiting}
    required = []
    for demand in law.demands.safeguards:
        bound = bond(demand, norm, actor, knowledge, day) if demand.instrument in limiting else None
        if bound is None or not _concerns(demand.concerns, plain, knowledge):
            continue
        stated = states(norm, demand.safeguards, knowledge)
        given = None if stated else giver(norm, *law.giving(demand.safeguards, knowledge), knowledge, day)
        required.append(Requirement(demand, bound, stated, given))
    derogations = (
        each
        for each in law.demands.derogations
        if each.instrument in instruments and bond(each, norm, actor, knowledge, day) is not None
    )
    told = [
        notice
        for notice in knowledge.notices
        if day in notice.period
        and norm.place is not None
        and notice.party in knowledge.places
        and knowledge.places.within(norm.place, notice.party, day) is True
    ]
    notified = {
        clause.id
        for clause in plain.clauses
        for notice in told
        if notice.instrument == clause.instrument
        and (not notice.provisions or notice.provisions & {clause.id, *(each.id for each in clause.provisions)})
    }
    return replace(
        plain,
        required=tuple(required),
        derogations=tuple(derogations),
        notified=frozenset(notified),
    )


def _concerns(concerns: Iterable[str], plain: Interference, knowledge: Knowledge) -> bool:
    """Say whether a demand is about this interference: about every right, this one, or the act."""
    wanted = [each for each in concerns if each in knowledge.taxonomy]
    rights = {plain.right, *(touch.right for touch in plain.touches)}
    kind = knowledge.taxonomy.is_kind_of
    acts = () if plain.touch.exercised else reach(plain.norm.action, knowledge)
    return not wanted or any(each in acts or any(kind(right, each) for right in rights) for each in wanted)


def failures(
    norm: Norm, law: RightsLaw, rules: Sequence[type[InterferenceRule]], knowledge: Knowledge, day: date
) -> Iterator[tuple[type[InterferenceRule], Interference, Failure]]:
    """Yield each test that a norm fails for each right that it limits, once.

    What fails under clauses that bind is not said again of those that may.
    """
    seen = set[tuple[str, ...]]()
    for interference in find(norm, law, knowledge, day):
        for rule in rules:
            for failure in rule().failures(interference, knowledge):
                said = (rule.name(), interference.right, *failure.key)
                if said not in seen:
                    seen.add(said)
                    yield rule, interference, failure
