"""Norms, and the relations between their values, as triples that a question in SPARQL can join."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from rightsnet.algebra import boxes
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.interval import Interval
from rightsnet.model.names import PREFIXES, rn
from rightsnet.model.norm import Norm
from rightsnet.model.relation import INSIDE, Relation

REL = "https://w3id.org/rightsnet/relations#"
ANYTHING = NamedNode(f"{REL}anything")
_AXES = ("bearer", "circumstance", "conditions", "action", "object", "counterparty", "window", "limits")
_APART = (Relation.DISJOINT, Relation.UNKNOWN)


def store(norms: Sequence[Norm], knowledge: Knowledge) -> pyoxigraph.Store:
    """Return the norms with the relations of the algebra between every two values on one axis."""
    found = pyoxigraph.Store()
    found.bulk_extend(_quads(norms, knowledge))
    return found


def _quads(norms: Sequence[Norm], knowledge: Knowledge) -> Iterator[Quad]:
    nodes: dict[tuple[str, Any], NamedNode] = {}

    def node(axis: str, value: Any) -> NamedNode:
        """Return what stands for a value: its own IRI if it has one."""
        if value is None:
            return ANYTHING
        name = value if isinstance(value, str) and ":" in value else f"{REL}{axis}-{len(nodes)}"
        return nodes.setdefault((axis, value), NamedNode(name.replace("_:", f"{REL}class-")))

    for norm in norms:
        subject = NamedNode(norm.id)
        for axis in (*_AXES, "place"):
            yield Quad(subject, NamedNode(REL + axis), node(axis, getattr(norm, axis)))
        yield Quad(subject, NamedNode(f"{REL}modality"), NamedNode(rn(norm.modality.value.capitalize())))
        yield from _period(subject, norm.validity)
    related = set[Quad]()
    for axis in _AXES:
        relate = _relating(axis, knowledge)
        values = {getattr(norm, axis) for norm in norms}
        for left in values:
            for right in values:
                relation = relate(left, right)
                if relation in INSIDE:
                    related.add(Quad(node(axis, left), NamedNode(f"{REL}inside"), node(axis, right)))
                if relation not in _APART:
                    related.add(Quad(node(axis, left), NamedNode(f"{REL}meets"), node(axis, right)))
    yield from related
    places = {norm.place for norm in norms}
    for left in places:
        for right in places:
            for period, relation in knowledge.places.meetings(left, right):
                if relation not in _APART:
                    meeting = BlankNode()
                    yield Quad(meeting, NamedNode(f"{REL}one"), node("place", left))
                    yield Quad(meeting, NamedNode(f"{REL}other"), node("place", right))
                    yield from _period(meeting, period)


def _relating(axis: str, knowledge: Knowledge) -> Callable[[Any, Any], Relation]:
    if axis == "window":
        return lambda left, right: boxes.windows(left, right).relation
    if axis in ("conditions", "limits"):
        return lambda left, right: boxes.measured(left, right).relation
    return lambda left, right: knowledge.taxonomy.relate(left, right).relation


def _period(subject: NamedNode | BlankNode, period: Interval[date]) -> Iterator[Quad]:
    for name, day in (("from", period.low or date.min), ("until", period.high or date.max)):
        value = Literal(day.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))
        yield Quad(subject, NamedNode(REL + name), value)
