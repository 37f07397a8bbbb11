"""Which norms stand once conflicts are resolved: an attack graph and its grounded extension."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import networkx

Standing = Literal["in", "out", "unresolved"]
"""A norm stands, falls, or is caught in a conflict that nothing resolves."""

Attack = tuple[str, str, str | None]
"""Two norms in conflict, and the one that prevails if any does."""


def standings(conflicts: Iterable[Attack]) -> dict[str, Standing]:
    """Return the standing of every norm that is in some conflict.

    A norm that prevails attacks the other; where none prevails they attack each other. The grounded extension is the
    least one: a norm is in if all that attack it are out, and out if one that attacks it is in.

    Source: P. M. Dung, "On the Acceptability of Arguments", Artificial Intelligence 77 (1995), the grounded extension.

    >>> standings([("statute", "treaty", "treaty"), ("decree", "statute", "statute")])
    {'decree': 'in', 'statute': 'out', 'treaty': 'in'}
    >>> standings([("a", "b", None)])
    {'a': 'unresolved', 'b': 'unresolved'}
    """
    graph = networkx.DiGraph()
    for one, other, prevails in conflicts:
        graph.add_nodes_from((one, other))
        if prevails != other:
            graph.add_edge(one, other)
        if prevails != one:
            graph.add_edge(other, one)
    found: dict[str, Standing] = {}
    changed = True
    while changed:
        changed = False
        for norm in graph:
            if norm in found:
                continue
            attackers = [found.get(attacker) for attacker in graph.predecessors(norm)]
            verdict: Standing | None = None
            if all(attacker == "out" for attacker in attackers):
                verdict = "in"
            elif "in" in attackers:
                verdict = "out"
            if verdict:
                found[norm] = verdict
                changed = True
    return {norm: found.get(norm, "unresolved") for norm in sorted(graph)}
