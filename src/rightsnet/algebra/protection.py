"""Whether a State lets private persons touch the rights of others, although it has to protect those rights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.interferences import is_public, issuing_actor, touched
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.shortcomings import Surroundings, bound, in_force, source, way, why_public
from rightsnet.algebra.touching import Touch, is_a, is_group, reach
from rightsnet.model.finding import Certainty
from rightsnet.model.names import rn
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.relation import DECIDED_MEETING, INSIDE

PROTECT = rn("ProtectAgainstThirdParties")
_EVERYBODY_HERE = rn("PersonUnderJurisdiction")
_UNLAWFUL, _REMEDY = rn("IllegalContent"), rn("RightToEffectiveRemedy")


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the State to protect a right against others.

    Args:
        right: the right as the duty names it.
        surely: whether it surely binds, whatever the norm is about; ``because``: what that depends on, in words.
    """

    norm: Norm
    right: str
    surely: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class Exposure:
    """That a norm leaves people without protection of some rights.

    Args:
        touches: the rights, each with the act that touches it or, for an exemption, that would have served it.
        duties: for each of them, the duties to protect it; never empty.
    """

    norm: Norm
    touches: tuple[Touch, ...]
    duties: tuple[tuple[Duty, ...], ...]

    @property
    def all_duties(self) -> tuple[Duty, ...]:
        """Return the duties to protect any of the rights, each once."""
        return tuple(dict.fromkeys(duty for duties in self.duties for duty in duties))


def exposure(norm: Norm, around: Surroundings, knowledge: Knowledge, day: date) -> Exposure | None:
    """Return which rights of others a norm leaves unprotected on a day, or ``None`` if it leaves none so.

    That is so if a public authority lets a private person do what interferes with a right, or frees one from doing what
    serves a right, while a treaty or law that binds the authority makes it protect that right against third parties, and
    neither the norm itself nor another duty or prohibition of the same person there bounds what may be done.
    """
    if not lets_private_persons(norm, knowledge) or is_bounded(norm, knowledge):
        return None
    pairs = [(touch, _duties(touch.right, norm, around.law, knowledge, day)) for touch in _concerned(norm, knowledge)]
    owed = [(touch, duties) for touch, duties in pairs if duties]
    if not owed or _is_ruled(norm, [touch.right for touch, _ in owed], around, knowledge, day):
        return None
    return Exposure(norm, tuple(touch for touch, _ in owed), tuple(duties for _, duties in owed))


def lets_private_persons(norm: Norm, knowledge: Knowledge) -> bool:
    """Say whether a public authority permits a private person something, or frees one from a duty."""
    kinds = (Modality.PERMISSION, Modality.EXEMPTION)
    return (
        norm.modality in kinds
        and is_public(issuing_actor(norm, knowledge), knowledge)
        and not is_public(norm.bearer, knowledge)
    )


def is_bounded(norm: Norm, knowledge: Knowledge) -> bool:
    """Say whether a norm itself bounds what it permits: by a safeguard, a condition, a limit or what it is subject to."""
    stated = (norm.safeguards, norm.conditions, norm.limits, norm.remedy, norm.circumstance, norm.window)
    declared = (norm.subject_to, norm.without_prejudice_to)
    return any(stated) or any(declared) or is_a(norm.object, _UNLAWFUL, knowledge)


def why(found: Exposure, knowledge: Knowledge, day: date) -> dict[str, tuple[Premise, ...]]:
    """Return the premises: what touches the rights, who made the norm, and what makes the State protect them."""
    actor = issuing_actor(found.norm, knowledge)
    protecting: list[Premise] = []
    for touch, duties in zip(found.touches, found.duties, strict=True):
        for duty in duties:
            owed = duty.norm
            protecting.append(Premise(owed.id, rn("action"), owed.action))
            protecting.append(Premise(owed.id, rn("protects"), duty.right))
            protecting += way(owed.action, PROTECT, knowledge)
            if is_a(touch.right, duty.right, knowledge):
                protecting += way(touch.right, duty.right, knowledge)
            else:  # the right of a group of persons to whom the norm is addressed
                protecting += way(duty.right, touch.right, knowledge)
                protecting += way(found.norm.counterparty, owed.counterparty, knowledge)
            protecting += way(actor, owed.bearer, knowledge)
            protecting += source(owed, found.norm, knowledge, day)
    return {
        "interference": tuple(premise for touch in found.touches for premise in touch.premises),
        "issuer": why_public(found.norm, knowledge),
        "protection": tuple(dict.fromkeys(protecting)),
    }


def _concerned(norm: Norm, knowledge: Knowledge) -> list[Touch]:
    """Return the rights that a permission touches or an exemption gives up, without those that are kinds of others."""
    if norm.modality is Modality.PERMISSION:
        # What the State lets somebody do is looked at as that person's own act, since it is not the State's.
        touches = touched(replace(norm, issuer=norm.bearer), knowledge)
    else:
        touches = _served(norm, knowledge)
    rights = {touch.right for touch in touches}
    return [
        touch
        for touch in touches
        if not any(is_a(touch.right, o, knowledge) and not is_a(o, touch.right, knowledge) for o in rights)
    ]


def _served(norm: Norm, knowledge: Knowledge) -> list[Touch]:
    """Return the rights that the act serves from which a norm frees somebody, if the act itself interferes with none."""
    interfering = {act for act, _ in knowledge.actions.interferes}
    if interfering & set(reach(norm.action, knowledge)):
        return []
    found: dict[str, Touch] = {}
    for act, right in sorted(knowledge.actions.promotes):
        if is_a(norm.action, act, knowledge):
            served = (*way(norm.action, act, knowledge), Premise(act, rn("promotes"), right))
            found.setdefault(right, Touch(right, act, served))
    return [found[right] for right in sorted(found)]


def _duties(right: str, norm: Norm, law: Iterable[Norm], knowledge: Knowledge, day: date) -> tuple[Duty, ...]:
    found = []
    for duty in law:
        if duty.modality is not Modality.OBLIGATION or not is_a(duty.action, PROTECT, knowledge):
            continue
        special = _is_for(duty, norm, knowledge)
        named = sorted(
            each for each in duty.protects if is_a(right, each, knowledge) or (special and is_a(each, right, knowledge))
        )
        of_rights = duty.object is None or is_a(duty.object, rn("HumanRight"), knowledge)
        if not named or not (of_rights or is_a(norm.object, duty.object or "", knowledge)):
            continue
        holds = bound(duty, norm, knowledge, day)
        if holds is None or holds.certainty is Certainty.POSSIBLE:
            continue
        closest = next((each for each in named if not is_group(each, knowledge)), named[0])
        always = duty.circumstance in (None, _EVERYBODY_HERE) and holds.certainty is Certainty.CERTAIN
        found.append(Duty(duty, closest, always, holds.because))
    surely = [duty for duty in found if duty.surely] or found
    # A duty that names the right says more than the general one to ensure all rights.
    return tuple([duty for duty in surely if not is_group(duty.right, knowledge)] or surely)


def _is_for(duty: Norm, norm: Norm, knowledge: Knowledge) -> bool:
    """Say whether a duty is owed to a group of persons, such as children, and the norm is about them."""
    return duty.counterparty is not None and is_a(norm.counterparty, duty.counterparty, knowledge)


def _is_ruled(norm: Norm, rights: list[str], around: Surroundings, knowledge: Knowledge, day: date) -> bool:
    """Say whether another norm forbids the act to the same person, or makes that person give those affected a safeguard."""
    for bearer, others in around.ruling.items():
        relation = knowledge.taxonomy.relation(norm.bearer, bearer)
        for other in others if relation in DECIDED_MEETING else ():
            if not in_force(other, norm, knowledge, day):
                continue
            if other.modality is Modality.PROHIBITION:
                ruled = knowledge.taxonomy.relation(norm.action, other.action) in DECIDED_MEETING
            else:
                ruled = relation in INSIDE and _guards(other, rights, knowledge)
            if ruled:
                return True
    return False


def _guards(duty: Norm, rights: list[str], knowledge: Knowledge) -> bool:
    """Say whether a duty gives a safeguard to those whose rights are touched; a duty that names no right is for all."""
    gives = any(is_a(duty.action, act, knowledge) for _, act in knowledge.safeguards.given_by)
    served = not duty.protects or any(
        _near(one, each, knowledge) for one in (*rights, _REMEDY) for each in duty.protects
    )
    return gives and served


def _near(one: str, other: str, knowledge: Knowledge) -> bool:
    return is_a(one, other, knowledge) or is_a(other, one, knowledge)
