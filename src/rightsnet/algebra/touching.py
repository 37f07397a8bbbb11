"""Which rights a norm touches, by which act, and who made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.names import rn
from rightsnet.model.norm import Modality, Norm

STATE = rn("State")
ORGANISATIONS = {
    rn("EU"): rn("EuropeanUnion"),
    rn("COE"): rn("CouncilOfEurope"),
    rn("AU"): rn("RegionalOrganization"),
    rn("OAS"): rn("RegionalOrganization"),
    rn("ASEAN"): rn("RegionalOrganization"),
}
"""Places that are organisations of states, each with the actor that acts for it."""
_GROUP = "RightGroup"


@dataclass(frozen=True, slots=True)
class Touch:
    """A right that a norm touches.

    Args:
        act: the act that touches it; ``premises``: why the act of the norm amounts to that act.
        exercised: whether the norm forbids what exercises the right, rather than ordering what interferes with it.
    """

    right: str
    act: str
    premises: tuple[Premise, ...]
    exercised: bool = False


def issuing_actor(norm: Norm, knowledge: Knowledge) -> str | None:
    """Return the concept of the actor that made the norm.

    A place code as issuer means the State or organisation of that place. A norm that names no issuer is taken for one
    of the place where it applies, since only a public authority can give a norm a territory.
    """
    issuer = norm.issuer or norm.place
    if issuer is None or issuer in knowledge.taxonomy:
        return issuer
    if issuer in ORGANISATIONS:
        return ORGANISATIONS[issuer]
    return STATE if issuer in knowledge.places else None


def is_public(actor: str | None, knowledge: Knowledge) -> bool:
    """Say whether the actor is a State, one of its organs, or an organisation of States."""
    return any(is_a(actor, kind, knowledge) for kind in (STATE, rn("IntergovernmentalOrganization")))


def is_a(actor: str | None, kind: str, knowledge: Knowledge) -> bool:
    """Say whether an actor is one of a kind, both of which may be unknown words."""
    known = knowledge.taxonomy
    return actor is not None and actor in known and kind in known and known.is_kind_of(actor, kind)


def is_group(right: str, knowledge: Knowledge) -> bool:
    """Say whether a right is the name of a group of rights."""
    return knowledge.characters.get(right) == _GROUP


def touched(norm: Norm, knowledge: Knowledge) -> list[Touch]:
    """Return the rights that a norm touches, each with the act that does it.

    An obligation or permission touches what its act interferes with, or anything that the act unavoidably entails or
    makes somebody do: what the State orders a company to do is the State's act. A prohibition touches the rights that
    the forbidden conduct exercises. A right that the norm itself says it restricts is touched; where the act touches a
    whole group of rights, these are the rights that are meant. What an authority merely lets private persons do is not
    its own interference.
    """
    public = is_public(issuing_actor(norm, knowledge), knowledge)
    if norm.modality is Modality.EXEMPTION:
        return []
    if norm.modality is Modality.PERMISSION and public and not is_public(norm.bearer, knowledge):
        return []
    ban = norm.modality is Modality.PROHIBITION
    found: dict[str, Touch] = {}
    for touch in _exercised(norm, knowledge) if ban else _interfered(norm, knowledge):
        if not (norm.restricts and is_group(touch.right, knowledge)):
            found.setdefault(touch.right, touch)
    for right in norm.restricts:
        found.setdefault(right, Touch(right, norm.action, (), exercised=ban))
    return [found[right] for right in sorted(found)]


def reach(action: str, knowledge: Knowledge) -> Mapping[str, tuple[Premise, ...]]:
    """Return every act that doing the given one amounts to, or makes somebody do, with the premises."""
    return knowledge.amounts_to(action)


def _interfered(norm: Norm, knowledge: Knowledge) -> Iterator[Touch]:
    interferes: dict[str, list[str]] = {}
    for act, right in knowledge.actions.interferes:
        interferes.setdefault(act, []).append(right)
    kind = knowledge.taxonomy.is_kind_of
    served = [right for act, right in knowledge.actions.promotes if kind(norm.action, act)]
    for act, way in sorted(reach(norm.action, knowledge).items()):
        for right in interferes.get(act, ()):
            if not any(kind(right, each) for each in served):
                yield Touch(right, act, (*way, Premise(act, rn("interferesWith"), right)))


def _exercised(norm: Norm, knowledge: Knowledge) -> Iterator[Touch]:
    for act, right in knowledge.actions.exercises:
        for narrower, wider in ((norm.action, act), (act, norm.action)):
            if knowledge.taxonomy.is_kind_of(narrower, wider):
                _, way = knowledge.taxonomy.chain(narrower, wider)
                yield Touch(right, act, (*way, Premise(act, rn("exercises"), right)), exercised=True)
