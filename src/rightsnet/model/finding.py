"""A finding: what a rule found, about which norms, why, and how sure it is (the specification's §8)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from rightsnet.errors import Location
from rightsnet.model.norm import Provision


class Severity(Enum):
    """MUST is an error, SHOULD a warning, MAY a note."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest, so that findings sort by gravity."""
        return list(Severity).index(self)


class Certainty(Enum):
    """How decided the relations are on which a finding rests (the specification's §2)."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Status(Enum):
    """What became of a finding."""

    OPEN = "open"
    RESOLVED = "resolved"
    DECLARED = "declared"
    SUPPRESSED = "suppressed"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class NormReference:
    """A norm as a finding names it; ``location`` is where it stands if it is in a file that was checked."""

    id: str
    label: str
    provision: str
    role: str
    text: str = ""
    instrument: str = ""
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class PrincipleVerdict:
    """What one principle of precedence says of two norms: the id of the norm it prefers, if any, and why."""

    principle: str
    prefers: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which of two conflicting norms prevails.

    Args:
        principles: every principle, whether it speaks or not.
        agree: whether those that speak prefer the same norm.
        prevails: the norm that the policy prefers; ``by`` is the principle that decided.
    """

    principles: tuple[PrincipleVerdict, ...]
    agree: bool
    prevails: str | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found.

    Args:
        rule: the name of the rule in kebab case; ``family`` its family.
        message: a whole sentence that says what is wrong; ``help`` says what to do about it.
        relations: axis → name of the relation; ``reasons``: axis → why, in words.
        witness: axis → what the two norms have in common there.
        premises: the triples on which the finding rests, as text.
        steps: step of the derivation, such as an axis → its premises; ``sources``: premise → where it is stated.
        because: what else weighs in the law, besides the axes; ``reason``: why the status is not open, in the words of
            whoever suppressed or declared it.
        key: what makes this finding the same finding in another run, besides the rule and the norms.
    """

    rule: str
    family: str
    severity: Severity
    message: str
    help: str = ""
    certainty: Certainty = Certainty.CERTAIN
    status: Status = Status.OPEN
    norms: tuple[NormReference, ...] = ()
    location: Location | None = None
    rights: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    relations: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    witness: Mapping[str, str] = field(default_factory=dict)
    premises: tuple[str, ...] = ()
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    because: str = ""
    reason: str = ""
    resolution: Resolution | None = None
    key: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @property
    def fingerprint(self) -> str:
        """Return an identity that depends on the rule and what it is about, not on lines or other norms."""
        parts = (self.rule, *(f"{norm.role}={norm.id}" for norm in self.norms), *self.key)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    @property
    def order(self) -> tuple[object, ...]:
        """Return the key by which findings are sorted: where they stand, then how grave they are."""
        place = self.location or Location("")
        return (place.file, place.line, place.column, self.severity.rank, self.rule, self.fingerprint)
