"""Whether a finding follows from its premises, and its premises from what is stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from rightsnet.checker import one_norm, places, rights
from rightsnet.checker.premises import NECESSARY, TYPICAL, Premises, of, triple
from rightsnet.model.finding import Certainty, Finding
from rightsnet.model.interval import Interval, Value
from rightsnet.model.names import rn
from rightsnet.model.norm import META_ACTS, Force, Measured, Modality, Mode, Norm
from rightsnet.model.relation import DECIDED_MEETING, INSIDE, Relation, combine
from rightsnet.model.stated import PART_OF, Stated

EQUAL, WITHIN, CONTAINS, OVERLAPS, DISJOINT, UNKNOWN = Relation
DUTY, BAN, PERMISSION, EXEMPTION = Modality
OUTSIDE, PART = {EQUAL, CONTAINS}, {CONTAINS, OVERLAPS, UNKNOWN}
CONCEPTS, ACT = (
    ("bearer", "circumstance", "action", "object", "counterparty"),
    {"action", "object", "counterparty", "window", "limits"},
)
PAIRS: Mapping[str, tuple[Modality | None, Modality | None, Iterable[Relation], str]] = {
    "impossible-duty": (DUTY, BAN, INSIDE, ""),
    "narrowed-duty": (DUTY, BAN, PART, ""),
    "void-permission": (PERMISSION, BAN, INSIDE, ""),
    "partly-void-permission": (PERMISSION, BAN, PART, ""),
    "exempted-duty": (DUTY, EXEMPTION, INSIDE, ""),
    "forbidden-imposition": (DUTY, BAN, INSIDE, "imposed"),
    "indirectly-impossible-duty": (DUTY, BAN, INSIDE, "necessary"),
    "indirectly-void-permission": (PERMISSION, BAN, INSIDE, "necessary"),
    "typical-side-effect": (DUTY, BAN, INSIDE, "typical"),
    "incompatible-duties": (DUTY, DUTY, Relation, "incompatible"),
    "clashing-values": (DUTY, DUTY, Relation, "values"),
    "redundant-norm": (None, None, Relation, "more"),
    "duplicate-norm": (None, None, Relation, "same"),
}


def check(finding: Finding, norms: Mapping[str, Norm], stated: Stated) -> str:
    """Return what is wrong with a finding of a conflict, a redundancy or an interference; nothing if it is right.

    All is derived again from the premises, which must be stated: the relation on each axis and of the acts, the rule's
    condition, and the certainty. That a relation is unknown takes no premise.
    """
    try:
        premises = Premises(triple(text) for text in finding.premises)
        sides = [norms[each.id] for each in finding.norms]
        day = places.day_of(finding.witness, [norm.place for norm in sides], stated)
    except (KeyError, ValueError) as error:
        return f"There is no norm, day or premise {error}."
    for s, p, o in premises.facts:
        if (s, p, o) not in stated.triples and not (p == PART_OF and o in stated.around(day).get(s, ())):
            return f"It is not stated that {s} {p} {o}."
        listed = p.endswith(("#unionOf", "#intersectionOf"))
        if listed and any((s, p, other) not in premises.facts for other in stated.values[s, p]):
            return f"Not all members of {s} are named."
    if finding.rule in one_norm.JUDGES and len(sides) == 1:
        return one_norm.JUDGES[finding.rule](finding, sides[0], day, premises, stated)
    if finding.rule not in PAIRS or len(sides) != 2:
        return f"Nothing is known of {finding.rule} on {len(sides)} norms."
    readings = _readings(finding.rule, sides[0], sides[1], premises, stated)
    verdicts = [_pair(finding, *each, day, premises, stated) for each in readings]
    return min(verdicts, default="The premises do not lead from one act to the other.")


def _pair(finding: Finding, left: Norm, right: Norm, day: date, premises: Premises, stated: Stated) -> str:
    one, other, acts, via = PAIRS[finding.rule]
    common = left.validity.meet(right.validity)
    if (
        (left.modality, right.modality) != (one or right.modality, other or left.modality)
        or common is None
        or day not in common
    ):
        return f"The norms are not of the kinds of {finding.rule}, or are not in force together on {day}."
    on = {axis: premises.relate(getattr(left, axis), getattr(right, axis)) for axis in CONCEPTS}
    on["place"] = places.relate(left.place, right.place, common, day, premises, stated)
    on["validity"] = _spans(left.validity, right.validity)
    on["conditions"], on["limits"] = (
        _measured(getattr(left, axis), getattr(right, axis)) for axis in ("conditions", "limits")
    )
    ours, theirs = left.window, right.window
    strange = ours and theirs and ours.after != theirs.after
    on["window"] = UNKNOWN if strange else _spans(ours.span if ours else None, theirs.span if theirs else None)
    act = combine(on[axis] for axis in ACT)
    part = on["place"] in (OVERLAPS, UNKNOWN)
    if not places.fits(finding.witness, common, (left.place, right.place) if part else (), stated):
        return "The norms do not meet on the days that the finding says."
    for axis, relation in {**on, "act": act}.items():
        if finding.relations.get(axis) != relation.name:
            return f"The premises give {relation.name} for {axis}, not {finding.relations.get(axis)}."
    scope, fits = {on[axis] for axis in on.keys() - ACT}, act in acts
    decided, done = {on["bearer"], on["circumstance"]}, {act}
    if via == "incompatible":
        ways = [pair for a, b in premises.said("incompatibleWith") for pair in ((a, b), (b, a))]
        fits = any(premises.below(left.action, a) and premises.below(right.action, b) for a, b in ways)
        done = {on["object"], on["counterparty"], _clash(left, right, on["window"])}
        decided |= done
    elif via == "values":
        single = {measure for measure, value in premises.said("singleValued") if value == "true"}
        both = [(a, b) for a in left.limits for b in right.limits if a.measure == b.measure and a.measure in single]
        fits = any(_spans(a.span, b.span) is DISJOINT for a, b in both) and on["action"] is on["object"] is EQUAL
        done = {on["counterparty"]}
        decided |= done
    elif via in ("more", "same"):
        within = scope <= INSIDE and act in (OUTSIDE if left.modality is DUTY else INSIDE)
        binding, also = (norm.force is Force.BINDING for norm in (left, right))
        duplicate = {*scope, act} == {EQUAL} and binding == also
        fits = within and duplicate == (via == "same") and (also or not binding) and left.action not in META_ACTS
    if not fits or DISJOINT in scope | done:
        return f"The relations are not those of {finding.rule}."
    certainty = Certainty.CERTAIN if decided <= DECIDED_MEETING else Certainty.LIKELY
    certainty = Certainty.POSSIBLE if UNKNOWN in scope | done else certainty
    return "" if certainty is finding.certainty else f"The finding is {certainty.value}, not {finding.certainty.value}."


def _readings(rule: str, left: Norm, right: Norm, premises: Premises, stated: Stated) -> Iterator[tuple[Norm, Norm]]:
    """Yield the two norms, the one or the other as what follows from it."""
    via = PAIRS[rule][3]
    if via == "imposed" and premises.relate(rights.maker(left, stated), right.bearer) in DECIDED_MEETING:
        for act, imposed in premises.said("imposes"):
            if premises.relate(act, right.action) in DECIDED_MEETING:
                yield left, replace(right, bearer=right.counterparty or rn("Actor"), action=imposed, counterparty=None)
    elif via in ("necessary", "typical"):
        surely = premises.reached(left.action, NECESSARY)
        found = premises.reached(left.action, TYPICAL) - surely if via == "typical" else surely - {left.action}
        yield from ((replace(left, action=action), right) for action in sorted(found))
    elif via != "imposed":
        yield left, right


def _clash(left: Norm, right: Norm, windows: Relation) -> Relation:
    """Return whether two duties get in each other's way in time: what lasts bars what is due within it."""
    ours, theirs = (norm.window is not None and norm.window.mode is Mode.MAINTENANCE for norm in (left, right))
    barred = set(Relation) - {DISJOINT} if ours == theirs else OUTSIDE if ours else INSIDE
    return UNKNOWN if windows is UNKNOWN else EQUAL if windows in barred else DISJOINT


def _spans(left: Interval[Value] | None, right: Interval[Value] | None) -> Relation:
    if left is None or right is None:
        return of(below=right is None, above=left is None)
    both = left.meet(right)
    return DISJOINT if both is None else of(below=both == left, above=both == right)


def _measured(left: Iterable[Measured], right: Iterable[Measured]) -> Relation:
    ours, theirs = ({each.measure: each.span for each in bounds} for bounds in (left, right))
    return combine(_spans(ours.get(name, Interval()), theirs.get(name, Interval())) for name in {*ours, *theirs})
