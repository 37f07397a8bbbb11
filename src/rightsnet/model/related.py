"""How two norms relate, as values to show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AxisRelation:
    """One axis of two norms: their values in words, the relation, what they share or why they relate so."""

    axis: str
    left: str
    right: str
    relation: str
    witness: str = ""
    reason: str = ""
    premises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Two norms compared.

    Args:
        apart_by: the first axis that keeps them from meeting, empty if they meet.
        periods: when they meet, each as "from …", "until …" in words.
    """

    left: str
    right: str
    axes: tuple[AxisRelation, ...]
    scope: str
    act: str
    meet: bool
    apart_by: str
    periods: tuple[tuple[str, str], ...]
    certainty: str
