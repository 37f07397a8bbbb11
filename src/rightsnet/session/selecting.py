"""Which rules and shapes a run uses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from rightsnet.errors import UsageError
from rightsnet.rdf.shapes import shape_names
from rightsnet.rules import collect


def rule_names() -> tuple[str, ...]:
    """Return the names of all rules and shapes, sorted."""
    return tuple(sorted({*(rule.name() for rule in collect()), *shape_names()}))


def families() -> dict[str, frozenset[str]]:
    """Return the names of the rules and shapes of each family.

    >>> sorted(families())
    ['conflict', 'interference', 'precedence', 'redundancy', 'shape']
    """
    found: dict[str, set[str]] = {"shape": set(shape_names())}
    for rule in collect():
        found.setdefault(rule.family, set()).add(rule.name())
    return {family: frozenset(names) for family, names in found.items()}


def wanted(select: Collection[str], ignore: Collection[str]) -> frozenset[str]:
    """Return the names that are selected, or all, without those that are ignored; a family stands for its rules.

    Raises:
        UsageError: for a name that no rule and no family has, with the nearest names.
    """
    return (_named(select) if select else frozenset(rule_names())) - _named(ignore)


def left_out(ignores: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """Return the names of the rules that are left out for each pattern of file names.

    Raises:
        UsageError: for a name that no rule and no family has, with the nearest names.
    """
    return {pattern: _named(names) for pattern, names in ignores.items()}


def _named(given: Collection[str]) -> frozenset[str]:
    known, kinds = rule_names(), families()
    found: set[str] = set()
    for name in given:
        if name not in known and name not in kinds:
            near = get_close_matches(name, (*known, *kinds), 3, 0.4)
            help = f"Did you mean {' or '.join(near)}?" if near else "`rightsnet explain` lists them."
            raise UsageError(f"There is no rule “{name}”.", help=help)
        found |= kinds.get(name, {name})
    return frozenset(found)
