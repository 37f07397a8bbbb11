"""An interference: a norm that limits a right, what the clauses that bind its author demand, and how it fails them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rightsnet.algebra.bond import Bond
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.safeguarding import Requirement
from rightsnet.algebra.touching import ORGANISATIONS, STATE, Touch, is_public, issuing_actor, touched
from rightsnet.model.finding import Certainty, Severity
from rightsnet.model.law import ClauseForm, Demand, DerogationClause, LimitationClause
from rightsnet.model.norm import Norm
from rightsnet.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Binding:
    """A limitation clause that binds the author of a norm, and the touch by which the norm meets it."""

    clause: LimitationClause
    touch: Touch
    bond: Bond


@dataclass(frozen=True, slots=True, kw_only=True)
class Interference:
    """A norm that limits a right.

    Args:
        right: the widest right that the clauses name; what they say of kinds of it is examined with it.
        bindings: what the clauses demand, each with the first touch that meets it. Either all of them bind, or of none it
            is known that it does.
        touches: every touch that meets one of the clauses.
        required: the safeguards that the same instruments demand.
        derogations: the clauses by which they let rights be suspended.
        notified: the clauses from which the State has given notice that it derogates, on that day.
        beside: whether of other clauses on the same right it is known that they bind.
    """

    norm: Norm
    right: str
    bindings: tuple[Binding, ...]
    touches: tuple[Touch, ...]
    required: tuple[Requirement, ...] = ()
    derogations: tuple[DerogationClause, ...] = ()
    notified: frozenset[str] = frozenset()
    beside: bool = False

    @property
    def clauses(self) -> tuple[LimitationClause, ...]:
        """Return the clauses that bind."""
        return tuple(binding.clause for binding in self.bindings)

    @property
    def limiting(self) -> tuple[LimitationClause, ...]:
        """Return the clauses that bind and let the right be limited at all."""
        return tuple(clause for clause in self.clauses if clause.form is not ClauseForm.NONE)

    @property
    def touch(self) -> Touch:
        """Return the act that touches the right, and why."""
        return self.bindings[0].touch


RIGHT = "{right}"
"""Stands in a message for the rights that are limited, named in words when the message is shown."""
DEMANDED = "{demanded}"
"""Stands in a message for what the clauses demand, in their words."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A test of justification that an interference fails.

    Args:
        message: a sentence that may hold `RIGHT` and `DEMANDED`, so that what fails alike for several rights is said once.
        demanded: the words of the clauses.
        clauses: those that demand what is missing.
        cites: the demands whose provisions are cited, if they are others than the clauses.
        key: what tells this failure from another of the same rule on the same norm and right.
        facts: what is missing, for those who read the finding by machine.
        arguable: whether it rests on a reading that lawyers dispute.
    """

    clauses: tuple[LimitationClause, ...]
    message: str
    help: str
    severity: Severity
    key: tuple[str, ...] = ()
    at: str = ""
    arguable: bool = False
    demanded: tuple[str, ...] = ()
    cites: tuple[Demand, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.message, self.key))


def standing(interference: Interference, failure: Failure) -> Bond:
    """Return how sure it is that the clauses of a failure bind, and on what it depends: the surest of them counts."""
    concerned = {clause.id for clause in failure.clauses}
    bonds = [binding.bond for binding in interference.bindings if binding.clause.id in concerned]
    surest = min((each.certainty for each in bonds), key=list(Certainty).index)
    if failure.arguable and surest is Certainty.CERTAIN:
        surest = Certainty.LIKELY
    return Bond(surest, "; ".join(dict.fromkeys(each.because for each in bonds if each.because)))


class InterferenceRule(Rule):
    """A rule on one interference: what the clauses that bind its author demand, and the norm does not give."""

    family = "interference"

    @abstractmethod
    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield each way in which the interference fails this rule's test."""


__all__ = [
    "DEMANDED",
    "ORGANISATIONS",
    "RIGHT",
    "STATE",
    "Binding",
    "Failure",
    "Interference",
    "InterferenceRule",
    "is_public",
    "issuing_actor",
    "standing",
    "touched",
]
