"""An act within several others together: whether every way of doing it is forbidden by one prohibition or another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from rightsnet.algebra import intervals
from rightsnet.algebra.derivation import derived
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.meeting import bounds
from rightsnet.model.interval import Interval
from rightsnet.model.norm import Mode, Norm, Window

CONCEPTS = ("action", "object", "counterparty")
"""The axes of the act that hold classes; an act is an individual of one on each."""

Scale = tuple[str, str]
"""An axis of numbers of the act: durations counted from one trigger, or one measure."""


@dataclass(frozen=True, slots=True)
class Act:
    """The act of a norm as a product: a class on each concept axis that is bounded, an interval on each scale."""

    classes: Mapping[str, str]
    spans: Mapping[Scale, Interval[Any]]


def act(norm: Norm) -> Act:
    """Return the act of a norm.

    Durations from different triggers are different scales: nothing says how the triggers lie to each other.

    >>> from rightsnet.model.norm import Modality
    >>> act(Norm(id="n", modality=Modality.OBLIGATION, bearer="B", action="A", window=Window(Interval(0, 9)))).spans
    {('window', ''): Interval(low=0, high=9, low_open=False, high_open=False)}
    """
    classes = {axis: getattr(norm, axis) for axis in CONCEPTS if getattr(norm, axis) is not None}
    spans: dict[Scale, Interval[Any]] = {("limit", name): span for name, span in bounds(norm.limits).items()}
    if norm.window is not None:
        spans["window", norm.window.after or ""] = norm.window.span
    return Act(classes, spans)


def owed(obligation: Norm, prohibitions: Sequence[Norm], knowledge: Knowledge) -> Iterator[tuple[str, Act]]:
    """Yield the acts of which each must be possible if the obligation is to be complied with.

    That is the act itself, with every act that it necessarily entails. A duty to keep something up must be possible at
    every moment of its window, so there is one act for each stretch in which the windows of the prohibitions do not
    change; a duty to do something once has its whole window to choose from.

    Yields:
        the entailed action, or nothing for the act itself; and the act.
    """
    variants = [n for n in derived([obligation], knowledge) if n.derivation == "necessary"]
    for variant in (replace(obligation, derivation=""), *variants):
        name = variant.action if variant.derivation else ""
        for window in _moments(variant.window, prohibitions):
            yield name, act(replace(variant, window=window))


def covered(whole: Act, parts: Sequence[Act], knowledge: Knowledge) -> bool:
    """Say whether every way of doing the one act does at least one of the others.

    A way that escapes all of the parts leaves each of them on some axis. So the act is covered unless the parts can be
    shared out among the axes such that, on every axis, something of the act is left outside of its share.

    >>> from rightsnet.algebra.taxonomy import Axioms, Taxonomy
    >>> known = Knowledge(Taxonomy(Axioms(classes=frozenset("EAB"), unions={"E": ("A", "B")})))
    >>> either, a, b = (Act({"action": name}, {}) for name in "EAB")
    >>> covered(either, [a, b], known), covered(either, [a], known)
    (True, False)
    """
    return not _escapes(whole, list(parts), {}, knowledge)


def _escapes(whole: Act, parts: list[Act], shares: dict[Any, list[Any]], knowledge: Knowledge) -> bool:
    if not parts:
        return all(_left(whole, axis, shares.get(axis, []), knowledge) for axis in (*whole.classes, *whole.spans))
    part, rest = parts[0], parts[1:]
    for axis, value in (*part.classes.items(), *part.spans.items()):
        share = [*shares.get(axis, []), value]
        if _left(whole, axis, share, knowledge) and _escapes(whole, rest, {**shares, axis: share}, knowledge):
            return True
    return False


def _left(whole: Act, axis: Any, share: Sequence[Any], knowledge: Knowledge) -> bool:
    """Say whether something of the act, on one axis, lies outside of the whole share."""
    if isinstance(axis, str):
        return knowledge.taxonomy.can_be([whole.classes[axis]] if axis in whole.classes else [], none=share)
    span: Interval[Any] = whole.spans.get(axis, Interval())
    return any(
        intervals.relate(cell, span).inside and not any(intervals.relate(cell, each).inside for each in share)
        for cell in cells([span, *share])
    )


def cells(spans: Sequence[Interval[Any]]) -> list[Interval[Any]]:
    """Return the line cut at every end of some intervals: into points, and what lies between them.

    Each of the intervals is made of whole cells.

    >>> [(cell.low, cell.high) for cell in cells([Interval(1, 5)])]
    [(None, 1), (1, 1), (1, 5), (5, 5), (5, None)]
    """
    ends: list[int | Decimal] = sorted({end for span in spans for end in (span.low, span.high) if end is not None})
    if not ends:
        return [Interval()]
    found: list[Interval[Any]] = [Interval(None, ends[0], high_open=True)]
    for low, high in pairwise([*ends, None]):
        found.append(Interval(low, low))
        found.append(Interval(low, high, low_open=True, high_open=high is not None))
    return found


def _moments(window: Window | None, prohibitions: Sequence[Norm]) -> list[Window | None]:
    if window is None or window.mode is Mode.ACHIEVEMENT:
        return [window]
    others = [p.window.span for p in prohibitions if p.window is not None and p.window.after == window.after]
    inside = [cell for cell in cells([window.span, *others]) if intervals.relate(cell, window.span).inside]
    return [replace(window, span=cell) for cell in inside]
