"""Norms that follow from a norm: what a ban of imposing means for the addressee, and what an act unavoidably does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.knowledge import ENTAILMENT, Degree, Knowledge
from rightsnet.model.names import rn
from rightsnet.model.norm import Modality, Norm

ANYONE = rn("Actor")


def derived(norms: Iterable[Norm], knowledge: Knowledge) -> list[Norm]:
    """Return the norms that follow from these, each with `Norm.derivation` set.

    * ``imposed``: "no State shall impose α on Z" keeps Z free of any duty of α that a State could make. It is a
      prohibition of α for Z that only norms of such an issuer meet; `Norm.origin` is who may not impose.
    * ``necessary``, ``typical``: whoever must or may do α does what α entails, on the same object towards the same
      people. An entailment is inherited by every kind of the entailing act; a chain is as strong as its weakest link.
    """
    found: list[Norm] = []
    for norm in norms:
        if norm.modality is Modality.PROHIBITION:
            for action, _ in knowledge.imposed_by(norm.action):
                found.append(
                    replace(
                        norm,
                        bearer=norm.counterparty or ANYONE,
                        action=action,
                        counterparty=None,
                        origin=norm.bearer,
                        derivation="imposed",
                    )
                )
        elif norm.modality in (Modality.OBLIGATION, Modality.PERMISSION):
            for action, degree in entailed(norm.action, knowledge).items():
                found.append(replace(norm, action=action, derivation=degree))
    return found


def entailed(action: str, knowledge: Knowledge) -> dict[str, Degree]:
    """Return the actions that an action entails, each with the strength of the best chain that leads to it.

    What an action is a kind of is left out: it does not entail that, it is that. So is what merely lies above something
    entailed: a comparison with the entailed act finds it.
    """
    found: dict[str, Degree] = {}
    stack: list[tuple[str, Degree]] = [(action, "necessary")]
    while stack:
        here, strength = stack.pop()
        above = set(knowledge.taxonomy.ancestors(here))
        for acting, other, degree in knowledge.actions.entails:
            if acting not in above or degree == "possible":
                continue
            weakest: Degree = "typical" if "typical" in (strength, degree) else "necessary"
            if found.get(other) == "necessary" or found.get(other) == weakest:
                continue
            found[other] = weakest
            stack.append((other, weakest))
    own = set(knowledge.taxonomy.ancestors(action))
    return {other: found[other] for other in sorted(found) if other not in own}


def why_entailed(action: str, other: str, knowledge: Knowledge) -> tuple[Premise, ...]:
    """Return the chain of kinds and entailments by which doing one action does another."""
    seen: dict[str, tuple[Premise, ...]] = {action: ()}
    queue = [action]
    while queue:
        here = queue.pop(0)
        above = set(knowledge.taxonomy.ancestors(here))
        for acting, entails, degree in knowledge.actions.entails:
            if acting in above and degree != "possible" and entails not in seen:
                _, way = knowledge.taxonomy.chain(here, acting)
                seen[entails] = (*seen[here], *way, Premise(acting, ENTAILMENT[degree], entails))
                queue.append(entails)
    return seen.get(other, ())
