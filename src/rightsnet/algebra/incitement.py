"""Which factors of the threshold for penalties on incitement a norm of a State applies, and which it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rightsnet.algebra.bond import bond
from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.interferences import is_public, issuing_actor
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.shortcomings import Surroundings, bound, in_force, source, way, why_public
from rightsnet.algebra.touching import is_a
from rightsnet.model.names import rn
from rightsnet.model.norm import Modality, Norm, Provision

FACTORS = tuple(
    rn(name)
    for name in ("SocialContextTest", "SpeakerTest", "IntentTest", "ContentAndFormTest", "ExtentTest", "LikelihoodTest")
)
"""The factors in the order of the Rabat Plan of Action, para. 29(a) to (f)."""
HATEFUL = (rn("IncitementContent"), rn("HateSpeech"))
HATING = (rn("InciteHatred"), rn("DisseminateRacistIdeas"))
PENAL = (rn("CriminaliseConduct"), rn("ImprisonForExpression"))
PROHIBIT, BELOW, APPLY = rn("ProhibitByLaw"), rn("CriminaliseBelowThreshold"), rn("ApplyConflictRule")
EXPRESSION = rn("FreedomOfExpression")


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a penalty on incitement or hate speech has of the threshold.

    Args:
        missing: the factors that it does not apply, in the order of the source.
        demand: the norm that demands the threshold; ``beside``: other provisions that demand it with that one.
        penal: whether the norm itself is about a crime; else it names a sanction, which may or may not be a criminal one.
        hatred: why what is forbidden is hateful expression.
        because: what changes how far the duty to prohibit incitement binds there, such as a reservation.
    """

    norm: Norm
    missing: tuple[str, ...]
    demand: Norm
    beside: tuple[Provision, ...]
    penal: bool
    hatred: tuple[Premise, ...]
    because: str = ""

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """Return the provisions that demand the threshold, that of the six factors first."""
        first = (self.demand.provision,) if self.demand.provision else ()
        return tuple(dict.fromkeys((*first, *self.beside)))


def threshold(norm: Norm, around: Surroundings, knowledge: Knowledge, day: date) -> Threshold | None:
    """Return how a norm of a public authority that punishes hateful expression meets the threshold.

    ``None`` if it is no such norm, or if nothing that is in force there demands the threshold.
    """
    if not is_public(issuing_actor(norm, knowledge), knowledge):
        return None
    hatred, penal = hateful(norm, knowledge), punishes(norm, knowledge)
    if hatred is None or penal is None:
        return None
    demands = [other for other in around.law if other.action == BELOW and in_force(other, norm, knowledge, day)]
    if not demands:
        return None
    demand = min(demands, key=lambda each: each.id)
    missing = tuple(factor for factor in FACTORS if not states(norm, factor, knowledge))
    beside, because = _beside(norm, around, knowledge, day)
    return Threshold(norm, missing, demand, beside, penal, hatred, because)


def hateful(norm: Norm, knowledge: Knowledge) -> tuple[Premise, ...] | None:
    """Return why the expression that a norm is about is described as hatred or incitement, or ``None`` if it is not."""
    axioms = knowledge.taxonomy.axioms
    names = {norm.object, *(other for name, other in axioms.equivalents if name == norm.object)}
    members = sorted(each for name in names for each in (axioms.unions or {}).get(name or "", ()))
    objects = [each for each in (norm.object, *members) if each]
    for given, wanted in ((objects, HATEFUL), ([norm.action], HATING)):
        for narrow in given:
            for wide in wanted:
                if is_a(narrow, wide, knowledge):
                    up = () if narrow == norm.object or narrow == norm.action else way(narrow, norm.object, knowledge)
                    return (*up, *way(narrow, wide, knowledge))
    return None


def punishes(norm: Norm, knowledge: Knowledge) -> bool | None:
    """Say whether a norm makes something a crime; false if it names some sanction, ``None`` if it names none."""
    sanctioned = bool(norm.sanction) or any(each.measure in knowledge.safeguards.sanctions for each in norm.limits)
    if norm.modality is Modality.PROHIBITION:
        return False if sanctioned and not is_public(norm.bearer, knowledge) else None
    if norm.modality is Modality.EXEMPTION or not is_public(norm.bearer, knowledge):
        return None
    if any(is_a(norm.action, each, knowledge) for each in PENAL):
        return True
    return False if sanctioned and is_a(norm.action, PROHIBIT, knowledge) else None


def states(norm: Norm, factor: str, knowledge: Knowledge) -> bool:
    """Say whether a norm applies a factor; whoever applies the whole test applies each of them."""
    return any(is_a(each, factor, knowledge) for each in norm.safeguards)


def why(found: Threshold, knowledge: Knowledge, day: date) -> dict[str, tuple[Premise, ...]]:
    """Return the premises: that the expression is hateful, who made the norm, and where the threshold is demanded."""
    action = found.norm.action
    penal = next((each for each in (*PENAL, PROHIBIT) if is_a(action, each, knowledge)), None)
    return {
        "incitement": found.hatred,
        "penalty": way(action, penal, knowledge),
        "issuer": why_public(found.norm, knowledge),
        "threshold": (
            Premise(found.demand.id, rn("action"), found.demand.action),
            *source(found.demand, found.norm, knowledge, day),
        ),
    }


def _beside(norm: Norm, around: Surroundings, knowledge: Knowledge, day: date) -> tuple[tuple[Provision, ...], str]:
    """Return what demands the threshold besides, and on what that depends, in words.

    That is the duty to prohibit incitement that binds there, how it is read, and what its treaty says of expression.
    """
    actor = issuing_actor(norm, knowledge) or ""
    about = [each for each in around.law if each.object == HATEFUL[0] and in_force(each, norm, knowledge, day)]
    bonds = {each: bound(each, norm, knowledge, day) for each in about if each.action == PROHIBIT}
    duties = {each: found for each, found in bonds.items() if found is not None}
    treaties = {duty.instrument for duty in duties}
    clauses = [
        clause
        for clause in around.clauses
        if clause.instrument in treaties
        and clause.right == EXPRESSION
        and bond(clause, norm, actor, knowledge, day) is not None
    ]
    readings = [each for each in about if each.action == APPLY] if duties else []
    cited = [*(each.provision for each in (*duties, *readings)), *(p for clause in clauses for p in clause.provisions)]
    because = "; ".join(dict.fromkeys(found.because for found in duties.values() if found.because))
    return tuple(dict.fromkeys(provision for provision in cited if provision is not None)), because
