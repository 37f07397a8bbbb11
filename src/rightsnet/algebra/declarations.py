"""What the texts themselves say about each other: exceptions, savings, and liberties that their instrument limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rightsnet.algebra.interferences import is_public, issuing_actor
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Modality, Norm
from rightsnet.model.relation import Relation

LEGAL_OBLIGATION = rn("LegalObligationRequires")

_WORDS = (
    ("exception_to", "declares itself an exception to"),
    ("subject_to", "declares that it yields to"),
    ("without_prejudice_to", "leaves untouched"),
    ("overrides", "declares that it prevails over"),
)


def declared(left: Norm, right: Norm, limitable: Collection[str], knowledge: Knowledge) -> str:
    """Return, in words, the declaration by which two norms do not conflict; empty if there is none.

    Args:
        limitable: the limitation clauses by which a right may be limited. A liberty that is subject to one is not voided
            by a prohibition: whether the prohibition passes the clause's tests is for the rules on interference.
    """
    for norm, other in ((left, right), (right, left)):
        for attribute, words in _WORDS:
            for named in getattr(norm, attribute):
                if covers(named, other):
                    return f"{name(norm)} {words} {knowledge.label(named)}"
    for liberty, other in ((left, right), (right, left)):
        clause = next((named for named in liberty.subject_to if named in limitable), None)
        if clause and liberty.modality is Modality.PERMISSION and other.modality is Modality.PROHIBITION:
            return f"{name(liberty)} may be limited under {knowledge.label(clause)}"
    return ""


def excepted(draft: Norm, target: Norm, law: Iterable[Norm], knowledge: Knowledge) -> str:
    """Return, in words, the exception that the law itself makes to one of its norms for a draft; empty if none.

    The exception must reach the draft whole: its circumstance, its bearer and what it does. A binding duty laid on somebody
    by public authority is a case of a legal obligation that requires the conduct, so it falls under exceptions for those.
    A draft that repeats a norm of its own rank takes over the exceptions to it.

    Args:
        draft: the norm that conflicts with the target; for a ban of imposing, the duty that is imposed.
    """
    for other in law:
        if any(covers(named, target) for named in other.exception_to) and _reaches(other, draft, target, knowledge):
            return f"{name(other)} makes an exception for this"
        if any(covers(named, other) for named in target.exception_to) and _repeats(draft, other, knowledge):
            return f"{name(draft)} repeats {name(other)}, to which {name(target)} is an exception"
    return ""


def _repeats(draft: Norm, norm: Norm, knowledge: Knowledge) -> bool:
    """Say whether a draft is the same norm again: of one modality and rank, on the same act of the same people."""
    if (draft.modality, draft.rank, draft.window, draft.limits) != (norm.modality, norm.rank, norm.window, norm.limits):
        return False
    same = (
        (draft.bearer, norm.bearer),
        (draft.action, norm.action),
        (draft.object, norm.object),
        (draft.counterparty, norm.counterparty),
        (draft.circumstance, norm.circumstance),
    )
    return all(knowledge.taxonomy.relate(a, b).relation is Relation.EQUAL for a, b in same)


def _reaches(exception: Norm, draft: Norm, target: Norm, knowledge: Knowledge) -> bool:
    if not _in_circumstance(exception.circumstance, draft, knowledge):
        return False
    if target.modality is Modality.OBLIGATION:
        if exception.modality is not Modality.EXEMPTION:
            return False
        bears = _within(draft.bearer, exception.bearer, knowledge) or _within(
            target.bearer, exception.bearer, knowledge
        )
        return bears and _within(target.action, exception.action, knowledge)
    if exception.modality not in (Modality.PERMISSION, Modality.EXEMPTION):
        return False
    if not _within(draft.object, exception.object, knowledge):
        return False
    if target.derivation == "imposed":
        imposed = [action for action, _ in knowledge.imposed_by(exception.action)]
        maker = issuing_actor(draft, knowledge)
        return (
            maker is not None
            and _within(maker, exception.bearer, knowledge)
            and _within(draft.bearer, exception.counterparty, knowledge)
            and any(_within(draft.action, action, knowledge) for action in imposed)
        )
    return _within(draft.bearer, exception.bearer, knowledge) and _within(draft.action, exception.action, knowledge)


def _in_circumstance(circumstance: str | None, draft: Norm, knowledge: Knowledge) -> bool:
    if _within(draft.circumstance, circumstance, knowledge):
        return True
    by_law = draft.modality is Modality.OBLIGATION and draft.force is Force.BINDING
    by_law = by_law and is_public(issuing_actor(draft, knowledge), knowledge)
    return by_law and circumstance is not None and _within(LEGAL_OBLIGATION, circumstance, knowledge)


def _within(narrow: str | None, wide: str | None, knowledge: Knowledge) -> bool:
    return knowledge.taxonomy.relate(narrow, wide).relation.inside


def name(norm: Norm) -> str:
    """Return how a norm is named to a reader: law by the provision it stands in, a draft by its own name.

    >>> name(Norm(id="e#s4", modality=Modality.OBLIGATION, bearer="B", action="A", label="s4"))
    '“s4”'
    """
    if norm.provision and not norm.locations:
        return norm.provision.label
    locator = norm.provision.locator if norm.provision else ""
    return f"“{norm.label}” ({locator})" if locator else f"“{norm.label}”"


def covers(named: str, norm: Norm) -> bool:
    """Say whether a declaration that names a norm, provision or instrument reaches this norm.

    A provision reaches its paragraphs: what names GDPR art. 17 names GDPR art. 17(1) too. An instrument reaches its own
    norms only, not those of a protocol whose name begins like its own.
    """
    provision = norm.provision.id if norm.provision else ""
    if named in (norm.id, norm.instrument, provision):
        return True
    return provision.startswith(f"{named}-") and not norm.instrument.startswith(named)
