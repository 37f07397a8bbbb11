"""The norms of a finding as its reader sees them: the author's own, and those on the other side."""

from __future__ import annotations

from rightsnet.model.finding import Finding, NormReference
from rightsnet.model.names import ID, local_name


def other_side(finding: Finding) -> tuple[NormReference, ...]:
    """Return the shipped norms that a norm of the author meets; none if the finding is not of that kind.

    >>> from rightsnet.model.finding import Severity
    >>> own = NormReference("https://example.org/bill#s4", "s4", "", "left")
    >>> law = NormReference("https://w3id.org/rightsnet/id/dsa-8-monitor", "no monitoring", "DSA art. 8", "right")
    >>> found = Finding(rule="r", family="f", severity=Severity.ERROR, message="m", norms=(own, law))
    >>> [norm.provision for norm in other_side(found)]
    ['DSA art. 8']
    """
    shipped = tuple(norm for norm in finding.norms if norm.id.startswith(ID))
    return shipped if len(shipped) < len(finding.norms) else ()


def name(norm: NormReference) -> str:
    """Return how a norm is named to a reader: its provision, else its label, else the end of its IRI."""
    return norm.provision or norm.label or local_name(norm.id)
