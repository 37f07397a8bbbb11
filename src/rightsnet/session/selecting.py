"""Which rules and shapes a run uses."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from rightsnet.errors import UsageError
from rightsnet.rdf.validation import shape_names
from rightsnet.rules import collect


def rule_names() -> tuple[str, ...]:
    """Return the names of all rules and shapes, sorted."""
    return tuple(sorted({*(rule.name() for rule in collect()), *shape_names()}))


def wanted(select: Collection[str], ignore: Collection[str]) -> frozenset[str]:
    """Return the names that are selected, or all, without those that are ignored.

    Raises:
        UsageError: for a name that no rule has, with the nearest names.
    """
    known = rule_names()
    for given in (*select, *ignore):
        if given not in known:
            near = get_close_matches(given, known, 3, 0.4)
            help = f"Did you mean {' or '.join(near)}?" if near else "`rightsnet explain` lists them."
            raise UsageError(f"There is no rule “{given}”.", help=help)
    return frozenset(select or known) - frozenset(ignore)
