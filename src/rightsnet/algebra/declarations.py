"""What the texts themselves say about each other: exceptions, savings, and liberties that their instrument limits."""

from __future__ import annotations

from collections.abc import Collection

from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.norm import Modality, Norm

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
                if _covers(named, other):
                    return f"{name(norm)} {words} {knowledge.label(named)}"
    for liberty, other in ((left, right), (right, left)):
        clause = next((named for named in liberty.subject_to if named in limitable), None)
        if clause and liberty.modality is Modality.PERMISSION and other.modality is Modality.PROHIBITION:
            return f"{name(liberty)} may be limited under {knowledge.label(clause)}"
    return ""


def name(norm: Norm) -> str:
    """Return how a norm is named to a reader: law by the provision it stands in, a draft by its own name.

    >>> name(Norm(id="e#s4", modality=Modality.OBLIGATION, bearer="B", action="A", label="s4"))
    '“s4”'
    """
    if norm.provision and not norm.locations:
        return norm.provision.label
    locator = norm.provision.locator if norm.provision else ""
    return f"“{norm.label}” ({locator})" if locator else f"“{norm.label}”"


def _covers(named: str, norm: Norm) -> bool:
    """Say whether a declaration that names a norm, provision or instrument reaches this norm.

    A provision reaches its paragraphs: what names GDPR art. 17 names GDPR art. 17(1) too.
    """
    provision = norm.provision.id if norm.provision else ""
    return named in (norm.id, norm.instrument, provision) or (bool(provision) and provision.startswith(f"{named}-"))
