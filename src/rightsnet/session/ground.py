"""What one run compares: the drafts, the law that they meet, and what is known of the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rightsnet.algebra.declarations import excepted
from rightsnet.algebra.evidence import Evidence
from rightsnet.algebra.examination import RightsLaw
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.finding import NormReference
from rightsnet.model.norm import Norm
from rightsnet.model.rule import Rule


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What one run compares.

    Args:
        norms: the drafts; ``law``: the norms that they are compared with.
        own: the drafts by id; ``all``: drafts and law by id.
        rights: what the law demands of whoever limits a right, and what gives safeguards.
        limitable: the clauses that let a right be limited.
        rules: those that are wanted; ``names``: these and the wanted shapes, by name.
        policy: the principles of precedence, the weightiest first.
        given: the day that the user asked for, if any.
        possible: whether findings that rest on something unknown are wanted.
    """

    knowledge: Knowledge
    evidence: Evidence
    norms: tuple[Norm, ...]
    law: tuple[Norm, ...]
    own: Mapping[str, Norm]
    all: Mapping[str, Norm]
    rights: RightsLaw
    limitable: frozenset[str]
    rules: tuple[type[Rule], ...]
    names: frozenset[str]
    policy: Sequence[str]
    given: date | None
    possible: bool

    def excepted(self, left: Norm, right: Norm) -> str:
        """Return the exception that the law makes for a draft to the norm it conflicts with."""
        for draft, target in ((left, right), (right, left)):
            if target.id not in self.own:
                return excepted(draft, target, self.law, self.knowledge)
        return ""


def reference(norm: Norm, role: str) -> NormReference:
    """Return a norm as a finding names it."""
    provision = norm.provision.label if norm.provision else ""
    return NormReference(norm.id, norm.label, provision, role, norm.text, norm.instrument, norm.location())


def together(steps: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the premises of all steps, each once."""
    return tuple(dict.fromkeys(premise for way in steps.values() for premise in way))
