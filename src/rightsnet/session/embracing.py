"""Findings that need more than two norms, or what a norm refers to: joint conflicts, circles, names of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rightsnet.algebra import coverage, wording
from rightsnet.algebra.declarations import declared, name
from rightsnet.algebra.weighing import weigh
from rightsnet.errors import InternalError
from rightsnet.model.finding import Finding, Status
from rightsnet.model.interval import Interval
from rightsnet.model.names import curie
from rightsnet.model.norm import Norm
from rightsnet.model.rule import Rule
from rightsnet.rules.dangling_exception import DanglingException
from rightsnet.rules.jointly_impossible_norms import JointlyImpossibleNorms
from rightsnet.rules.precedence_cycle import PrecedenceCycle
from rightsnet.session.ground import Ground, reference


def embracing(ground: Ground, known_names: set[str]) -> Iterator[Finding]:
    """Yield what can be seen only by looking at more than two norms, or at what a norm refers to.

    Args:
        known_names: everything that a declaration such as ``exception_to`` may name.
    """
    if JointlyImpossibleNorms.name() in ground.names:
        yield from _joint(ground)
    if not any(n.overrides or n.subject_to or n.exception_to or n.without_prejudice_to for n in ground.norms):
        return
    from rightsnet.algebra.standing import cycles, dangling_all  # brings networkx, which most runs do not need

    if PrecedenceCycle.name() in ground.names:
        circles = (circle for circle in cycles((*ground.norms, *ground.law)) if any(n.id in ground.own for n in circle))
        for circle in circles:
            words = ", ".join(name(norm) for norm in (*circle, circle[0]))
            message = PrecedenceCycle.message.format(norms=words)
            yield _finding(PrecedenceCycle, circle, message, "overrides", ground)
    if DanglingException.name() in ground.names:
        found = dangling_all(ground.norms, known_names)
        for norm in ground.norms:
            for each in found.get(norm.id, ()):
                declares = DanglingException.declares[each.key]
                message = DanglingException.message.format(norm=name(norm), declares=declares, named=curie(each.named))
                at = f"{each.key} {each.named}"
                yield _finding(DanglingException, (norm,), message, at, ground, (each.key, each.named))


def _joint(ground: Ground) -> Iterator[Finding]:
    from rightsnet.engine.joint import find_joint  # its solver is slow to load, and most runs of `relation` need none

    rule, knowledge = JointlyImpossibleNorms, ground.knowledge
    found = find_joint((*ground.norms, *ground.law), len(ground.norms), knowledge, possible=ground.possible)
    more = "" if found.complete else f"{len(found.conflicts)} of at least {found.total} such sets are listed"
    for conflict in found.conflicts:
        duty, bans = conflict.obligation, conflict.prohibitions
        acts = [coverage.act(ban) for ban in bans]
        ways = coverage.owed(duty, bans, knowledge)
        if not any(coverage.covered(way, acts, knowledge) for _, way in ways):
            together = ", ".join(norm.id for norm in conflict.norms)
            raise InternalError(f"The search reports {rule.name()} for {together}; the algebra does not.")
        message = rule.message.format(
            left=name(duty),
            bearer=wording.actor(duty.bearer, knowledge),
            act=wording.act(duty, knowledge),
            others=" and ".join(name(ban) for ban in bans),
        )
        settled = [declared(duty, ban, ground.limitable, knowledge) or ground.excepted(duty, ban) for ban in bans]
        entailed = f"what it unavoidably means is “{knowledge.label(conflict.entailed)}”"
        first = conflict.meeting.periods[0] if conflict.meeting.periods else Interval()
        days = {"from": first.low, "until": first.high}
        yield replace(
            _finding(rule, conflict.norms, message, "action", ground),
            certainty=conflict.certainty,
            status=Status.DECLARED if any(settled) else Status.OPEN,
            witness={
                **{axis: knowledge.label(value) for axis, value in conflict.meeting.witness.items()},
                **{end: day.isoformat() for end, day in days.items() if day},
            },
            premises=wording.premises((*conflict.premises, *conflict.meeting.premises)),
            because="; ".join(part for part in (*settled, entailed if conflict.entailed else "", more) if part),
        )


def _finding(
    rule: type[Rule], norms: Sequence[Norm], message: str, at: str, ground: Ground, key: tuple[str, ...] = ()
) -> Finding:
    severity, weaker = weigh(rule.severity, norms)
    roles = ("left", "right", *(f"member {number}" for number in range(3, len(norms) + 1)))
    mine = next((norm for norm in norms if norm.id in ground.own), norms[0])
    return Finding(
        rule=rule.name(),
        family=rule.family,
        severity=severity,
        message=wording.sentence(message),
        help=getattr(rule, "help", ""),
        norms=tuple(reference(norm, role) for norm, role in zip(norms, roles, strict=False)),
        location=mine.location(at),
        provisions=tuple(dict.fromkeys(n.provision for n in norms if n.provision and n.instrument)),
        because=weaker,
        key=key,
    )
