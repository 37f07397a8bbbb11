"""Findings on two norms: what the join found, proven by the algebra and said in words."""

from __future__ import annotations

from rightsnet.algebra import precedence, wording
from rightsnet.algebra.boxes import SCOPE, NormComparison, compare
from rightsnet.algebra.declarations import declared, name
from rightsnet.algebra.derivation import why_entailed
from rightsnet.algebra.pairs import holds
from rightsnet.algebra.weighing import weigh
from rightsnet.engine.search import Pair, Search
from rightsnet.errors import InternalError
from rightsnet.model.finding import Finding, PrincipleVerdict, Resolution, Severity, Status
from rightsnet.model.names import local_name
from rightsnet.model.norm import Norm
from rightsnet.model.rule import PairRule
from rightsnet.session import shipped
from rightsnet.session.ground import Ground, reference, together


def conflict(found: Search, pair: Pair, rule: type[PairRule], ground: Ground) -> Finding:
    """Re-derive by the algebra what the join found, and say it in words.

    Raises:
        InternalError: if the algebra does not find it.
    """
    knowledge = ground.knowledge
    left, right = found.norms[pair.left], found.norms[pair.right]
    comparison = compare(left, right, knowledge)
    certainty = holds(rule, comparison, knowledge)
    if certainty is None:
        raise InternalError(f"The search reports {rule.name()} for {left.id} and {right.id}; the algebra does not.")
    own = ground.own.get(left.id)
    mine = own or ground.own[right.id]
    severity, weaker = weigh(rule.severity, (left, right))
    reason = declared(left, right, ground.limitable, knowledge)
    if not reason and rule.family == "conflict":  # an exception lets two norms live together; it makes neither needed
        reason = ground.excepted(left, right)
    message = rule.message.format(
        left=name(left),
        right=name(right),
        bearer=wording.actor(left.bearer, knowledge),
        act=wording.act(ground.all[left.id], knowledge),
        entailed=wording.uncapitalised(knowledge.label(left.action)),
        other=wording.act(right, knowledge),
        issuer=wording.issuer(left, knowledge),
    )
    cited = tuple(dict.fromkeys(n.provision for n in (left, right) if n.provision and n.instrument))
    rights = sorted({local_name(r) for n in (left, right) for r in n.protects})
    axes = {axis: comparison.axes[axis].relation for axis in SCOPE}
    acts = {axis: comparison.axes[axis].relation for axis in ("action", "object", "counterparty", "window", "limits")}
    contradicts = rule.family == "conflict" and rule.severity is Severity.ERROR
    resolution = _resolution(comparison, ground) if contradicts else None
    steps = ground.evidence.of_pair(rule, comparison, ground.all[left.id], ground.all[right.id])
    return Finding(
        rule=rule.name(),
        family=rule.family,
        severity=severity,
        message=wording.sentence(message),
        help=rule.help,
        certainty=certainty,
        status=_status(reason, resolution, ground),
        norms=(reference(left, "left"), reference(right, "right")),
        resolution=resolution,
        location=mine.location("action"),
        rights=tuple(rights),
        provisions=cited,
        relations={axis: relation.name for axis, relation in {**axes, "act": comparison.act, **acts}.items()},
        reasons={**wording.reasons(comparison, knowledge), **_beyond(left, right, ground)},
        witness=wording.witness(comparison, knowledge),
        premises=together(steps),
        steps=steps,
        because="; ".join(part for part in (reason, weaker) if part),
    )


def _resolution(pair: NormComparison, ground: Ground) -> Resolution:
    """Return what the principles of precedence say of two norms, by the ids of the norms."""
    left, right = ground.all[pair.left.id], ground.all[pair.right.id]
    plain = pair if not (pair.left.derivation or pair.right.derivation) else compare(left, right, ground.knowledge)
    found = precedence.resolve(plain, shipped.hierarchy(), ground.knowledge, ground.policy)
    ids = {precedence.Side.LEFT: left.id, precedence.Side.RIGHT: right.id}
    opinions = (
        PrincipleVerdict(each.principle, ids.get(each.prefers), "; ".join((each.reason, *each.cited)))
        for each in (*found.principles, *found.beside)
    )
    return Resolution(tuple(opinions), found.agree, ids.get(found.prevails), found.by)


def _status(reason: str, resolution: Resolution | None, ground: Ground) -> Status:
    """Return what became of a conflict.

    A conflict that precedence decides against a draft is still one for its author, and so is one that only a maxim
    such as *lex specialis* decides; it is resolved where a higher source decides it and the draft stands.
    """
    if reason:
        return Status.DECLARED
    decided = resolution is not None and resolution.by in ("peremptory-norm", "un-charter-103", "lex-superior")
    stands = resolution is not None and resolution.prevails in ground.own
    return Status.RESOLVED if decided and stands else Status.OPEN


def _beyond(left: Norm, right: Norm, ground: Ground) -> dict[str, str]:
    """Return the steps by which a norm that follows from another comes in, in words."""
    knowledge, found = ground.knowledge, {}
    if left.derivation:
        way = why_entailed(ground.all[left.id].action, left.action, knowledge)
        found["entailment"] = wording.way(way, knowledge)
    if right.derivation:
        ban = ground.all[right.id]
        bound = wording.actor(ban.bearer, knowledge)
        found["issuer"] = f"{wording.issuer(left, knowledge)} makes the duty; {name(ban)} addresses {bound}"
        imposing, imposed = (wording.uncapitalised(knowledge.label(n.action)) for n in (ban, right))
        found["imposing"] = f"to “{imposing}” is to make somebody “{imposed}”"
    return found
