"""What is stated outright of classes and acts, followed upwards: enough to refuse, never to conclude that nothing holds."""

from __future__ import annotations

from collections.abc import Iterable

from rightsnet.model.names import PREFIXES, rn
from rightsnet.model.stated import Stated

SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_DOES = (SUBCLASS, rn("necessarilyEntails"), rn("imposes"))


def values(subject: str | None, name: str, stated: Stated) -> frozenset[str]:
    """Return what one of our own properties is stated to be of something."""
    return stated.values.get((subject or "", rn(name)), frozenset())


def value(subject: str, name: str, stated: Stated) -> str:
    """Return the one value of a property of ours, empty if there is none."""
    return min(values(subject, name, stated), default="")


def kinds(name: str | None, stated: Stated) -> set[str]:
    """Return a class and all above it that are stated.

    >>> sorted(kinds("cat", Stated(frozenset({("cat", SUBCLASS, "animal")}))))
    ['animal', 'cat']
    """
    return _followed(name, (SUBCLASS,), stated)


def done(action: str, stated: Stated) -> set[str]:
    """Return what an act is, unavoidably does, or makes somebody do, as far as that is stated."""
    return _followed(action, _DOES, stated)


def marked(names: Iterable[str], name: str, stated: Stated) -> set[str]:
    """Return those of which a true-or-false property is stated to be true."""
    return {each for each in names if "true" in values(each, name, stated)}


def has(given: Iterable[str], wanted: Iterable[str], stated: Stated) -> bool:
    """Say whether one of the given classes is stated to be one of those wanted."""
    sought = set(wanted)
    return any(sought & kinds(each, stated) for each in given)


def _followed(name: str | None, predicates: Iterable[str], stated: Stated) -> set[str]:
    found, more = set[str](), {name} if name else set[str]()
    while more:
        found |= more
        more = {o for each in more for p in predicates for o in stated.values.get((each, p), ())} - found
    return found
