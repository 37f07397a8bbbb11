"""What a norm lacks in view of the law around it, seen by a rule that looks at the norm and not at one right alone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rightsnet.algebra.bond import Bond, bond
from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.touching import is_a, issuing_actor
from rightsnet.model.finding import Certainty, Severity
from rightsnet.model.interval import Interval
from rightsnet.model.law import Demand, LimitationClause
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Modality, Norm, Provision
from rightsnet.model.rule import Rule


@dataclass(frozen=True)
class Surroundings:
    """The norms and clauses in whose midst a norm stands.

    Args:
        law: the norms of the law; ``drafts``: those that are examined together.
        clauses: the clauses by which the law lets rights be limited.
    """

    law: tuple[Norm, ...] = ()
    drafts: tuple[Norm, ...] = ()
    clauses: tuple[LimitationClause, ...] = ()

    @cached_property
    def ruling(self) -> Mapping[str, tuple[Norm, ...]]:
        """Return the binding duties and prohibitions of law and drafts, by the actor whom they bind, one of each kind."""
        kinds: dict[tuple[object, ...], Norm] = {}
        for norm in (*self.law, *self.drafts):
            if norm.modality in (Modality.OBLIGATION, Modality.PROHIBITION) and norm.force is Force.BINDING:
                kind = (norm.bearer, norm.modality, norm.action, norm.place, norm.validity, norm.protects)
                kinds.setdefault(kind, norm)
        found: dict[str, list[Norm]] = {}
        for norm in kinds.values():
            found.setdefault(norm.bearer, []).append(norm)
        return {bearer: tuple(norms) for bearer, norms in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcoming:
    """Something that a norm lacks.

    Args:
        provisions: those that demand what is missing.
        rights: the rights that are concerned.
        steps: step of the derivation → why, as premises.
        because: what the finding depends on, in words.
        key: what tells this shortcoming from another of the same rule on the same norm.
    """

    message: str
    help: str
    severity: Severity
    provisions: tuple[Provision, ...]
    rights: tuple[str, ...]
    steps: Mapping[str, tuple[Premise, ...]] = field(default_factory=dict)
    certainty: Certainty = Certainty.CERTAIN
    because: str = ""
    at: str = ""
    key: tuple[str, ...] = ()


class NormRule(Rule):
    """A rule on one norm in the midst of the law."""

    family = "interference"

    @abstractmethod
    def shortcomings(self, norm: Norm, around: Surroundings, knowledge: Knowledge, day: date) -> Iterator[Shortcoming]:
        """Yield what the norm lacks on that day."""


def in_force(other: Norm, norm: Norm, knowledge: Knowledge, day: date) -> bool:
    """Say whether a norm of the law is in force on a day in all of the place where another norm applies."""
    if day not in other.validity:
        return False
    there = norm.place is not None and other.place is not None
    return other.place is None or (there and knowledge.places.within(norm.place or "", other.place, day) is True)


def bound(other: Norm, norm: Norm, knowledge: Knowledge, day: date) -> Bond | None:
    """Return how a duty of public authorities binds the author of a norm on a day, or ``None`` if it does not."""
    actor = issuing_actor(norm, knowledge)
    if actor is None or other.provision is None or not is_a(actor, other.bearer, knowledge):
        return None
    demand = Demand(
        id=other.id,
        provisions=(other.provision,),
        instrument=other.instrument,
        place=other.place,
        validity=other.validity,
        force=other.force,
    )
    return bond(demand, norm, actor, knowledge, day)


def way(narrow: str | None, wide: str | None, knowledge: Knowledge) -> tuple[Premise, ...]:
    """Return why one class is a kind of another, which it is."""
    if narrow is None or wide is None or narrow == wide:
        return ()
    return tuple(knowledge.taxonomy.chain(narrow, wide)[1])


def why_public(norm: Norm, knowledge: Knowledge) -> tuple[Premise, ...]:
    """Return why the author of a norm is a public authority, which it is."""
    actor = issuing_actor(norm, knowledge)
    kinds = (rn("State"), rn("IntergovernmentalOrganization"))
    return way(actor, next((kind for kind in kinds if is_a(actor, kind, knowledge)), None), knowledge)


def source(other: Norm, norm: Norm, knowledge: Knowledge, day: date) -> tuple[Premise, ...]:
    """Return where a norm of the law stands, and why it holds where another norm applies."""
    if other.provision is None:
        return ()
    instrument = other.provision.instrument
    found = [Premise(other.id, rn("provision"), other.provision.id)]
    found.append(Premise(other.provision.id, rn("instrument"), instrument))
    if other.place is not None:
        found.append(Premise(instrument, rn("place"), other.place))
        found += knowledge.places.relate(norm.place, other.place, Interval(day, day)).premises
    return tuple(found)
