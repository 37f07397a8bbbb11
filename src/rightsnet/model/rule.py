"""What a rule declares: its name, its cases, and, for a rule on pairs of norms, which pairs it wants."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import Relation

SECTIONS = ("What it finds", "Why it matters", "What it leaves alone", "Sources")
"""The sections of a rule's docstring, in this order; its page and its tests are made from them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A small body of norms in the authoring format, and the exact findings of the rule on it.

    Args:
        norms: YAML of a proposal.
        finds: for each finding, the fragments of the norms concerned, in their roles; empty for a clean case.
        against: ``"none"`` compares the norms with each other; ``"law"`` with the shipped law too.
    """

    norms: str
    finds: frozenset[tuple[str, ...]] = frozenset()
    against: str = "none"


class Rule:
    """The base of every rule: one class, one file, one name.

    A rule's docstring holds the `SECTIONS`; ``flags`` are cases that it must find, ``clean`` cases that it must not.
    """

    family: ClassVar[str]
    severity: ClassVar[Severity]
    flags: ClassVar[tuple[Case, ...]]
    clean: ClassVar[tuple[Case, ...]]

    @classmethod
    def name(cls) -> str:
        """Return the class name in kebab case, which is the rule's name everywhere.

        >>> class VoidPermission(Rule): ...
        >>> VoidPermission.name()
        'void-permission'
        """
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """Return the first line of the docstring."""
        return (inspect.getdoc(cls) or "").splitlines()[0]

    @classmethod
    def sections(cls) -> dict[str, str]:
        """Return the sections of the docstring, by name, as plain paragraphs."""
        found: dict[str, list[str]] = {}
        current: list[str] = []
        for line in (inspect.getdoc(cls) or "").splitlines()[1:]:
            head = line.strip().removesuffix(":")
            if line.endswith(":") and head in SECTIONS:
                current = found.setdefault(head, [])
            else:
                current.append(line.strip())
        return {name: "\n".join(lines).strip() for name, lines in found.items()}


class Via(Enum):
    """What a pair rule compares, besides scopes that meet."""

    ACT = "the acts as they stand"
    IMPOSED = "the act of the left with what the right forbids its issuer to impose"
    NECESSARY = "what the act of the left unavoidably does with the act of the right"
    TYPICAL = "what the act of the left does as a rule with the act of the right"
    INCOMPATIBLE = "two acts of which each can be done, but not both"
    VALUES = "one act with two values of a measure that can only have one"
    SAME = "a norm with one that says all of it and more"


class PairRule(Rule):
    """A rule on two norms that meet: two modalities, and how the act of the left relates to that of the right.

    The engine compiles these declarations to one SQL join; the algebra proves each pair that the join returns.
    """

    family: ClassVar[str] = "conflict"
    left: ClassVar[Modality | None]
    right: ClassVar[Modality | None]
    """The modalities; both ``None`` for a rule on any two norms of one modality."""
    acts: ClassVar[frozenset[Relation]]
    via: ClassVar[Via] = Via.ACT
    unless: ClassVar[tuple[str, ...]] = ()
    """Rules that say it better: a pair that one of them finds is not reported by this one."""
    message: ClassVar[str]
    """A sentence with ``{left}``, ``{right}`` (the norms), ``{bearer}``, ``{act}``, ``{other}``, ``{issuer}`` in it."""
    help: ClassVar[str]
