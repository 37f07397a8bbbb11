"""A norm: a modality, a scope, an act, and where it comes from (the specification's §1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from rightsnet.errors import Location
from rightsnet.model.interval import EVER, Interval
from rightsnet.model.names import rn


class Modality(Enum):
    """The four normal forms to which Hohfeld's positions are reduced."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    EXEMPTION = "exemption"


SURFACE_FORMS: Mapping[str, Modality] = {
    "obligation": Modality.OBLIGATION,
    "duty": Modality.OBLIGATION,
    "claim": Modality.OBLIGATION,
    "prohibition": Modality.PROHIBITION,
    "immunity": Modality.PROHIBITION,
    "disability": Modality.PROHIBITION,
    "permission": Modality.PERMISSION,
    "liberty": Modality.PERMISSION,
    "power": Modality.PERMISSION,
    "exemption": Modality.EXEMPTION,
}
"""The words an author may use for a modality, each with its normal form (Hohfeld 1913)."""


RIGHTS_ACTS = frozenset(
    rn(name)
    for name in (
        "RespectRight",
        "ProtectAgainstThirdParties",
        "RestrictRight",
        "DerogateFromRight",
        "DerogateFromNonDerogableRight",
    )
)
"""Acts whose object is a right: the norm says so by `protects` or `restricts`, and that right is its object."""

META_ACTS = frozenset({*RIGHTS_ACTS, rn("ApplyConflictRule")})
"""Acts that stand for a whole stance towards a right or towards other norms.

A duty to respect one right does not discharge the duty to respect another, so no norm of these is redundant beside another.
"""


class Force(Enum):
    """Whether the source of a norm binds whom it addresses; only a binding source can make an error."""

    BINDING = "binding"
    NOT_YET = "not yet binding"
    SOFT = "not binding"


class Strength(Enum):
    """How strictly the words of the norm speak."""

    MANDATORY = "mandatory"
    BEST_EFFORT = "best effort"
    RECOMMENDED = "recommended"
    ENCOURAGED = "encouraged"
    PERMISSIVE = "permissive"
    DECLARATORY = "declaratory"


class Mode(Enum):
    """Whether an obligation is met by doing the act once in its window, or by doing it throughout."""

    ACHIEVEMENT = "achievement"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True)
class Window:
    """When the act is due, in seconds counted from a named trigger.

    Args:
        span: seconds from the trigger; see `rightsnet.model.duration` for years and months.
        after: the concept of the triggering event, or ``None`` for the moment the norm applies.
        mode: once within the window, or throughout it.
    """

    span: Interval[int]
    after: str | None = None
    mode: Mode = Mode.ACHIEVEMENT


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure and the numbers that it must lie between, e.g. at least 45 million monthly users."""

    measure: str
    span: Interval[Decimal]


@dataclass(frozen=True, slots=True)
class Provision:
    """A citable place in an instrument: an article, paragraph or point.

    Args:
        label: the citation, "ICCPR art. 19(2)"; ``locator`` is its part after the instrument.

    >>> Provision("https://w3id.org/rightsnet/id/iccpr-19-2", "ICCPR art. 19(2)").label
    'ICCPR art. 19(2)'
    """

    id: str
    label: str
    instrument: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One norm. Concepts, places and instruments are IRIs; ``None`` leaves an axis unconstrained.

    Args:
        id: the IRI of the norm.
        modality: the normal form; ``surface`` keeps the author's word for it.
        bearer: who is bound (a concept of actors).
        action: what the norm is about (a concept of actions).
        place: where it applies; ``validity``: from the first day in force to the first day no longer.
        circumstance: the situation in which it applies; ``conditions``: numbers that the bearer must meet.
        object, counterparty, window, limits: the further axes of the act.
        via_transposition: whether it binds its bearer only through the law by which a State gives effect to it.
        derivation: how this norm follows from the one with the same id, if it is not that norm itself: ``imposed``,
            ``necessary`` or ``typical`` (see `rightsnet.algebra.derivation`).
        origin: for ``imposed``, who may not impose.
        locations: where each key of the norm stands in the user's file; ``""`` is the norm itself.

    Source: the specification's §1; Hohfeld, "Some Fundamental Legal Conceptions", 23 Yale L.J. 16 (1913).
    """

    id: str
    modality: Modality
    bearer: str
    action: str
    label: str = ""
    surface: str = ""
    place: str | None = None
    validity: Interval[date] = EVER
    circumstance: str | None = None
    conditions: tuple[Measured, ...] = ()
    object: str | None = None
    counterparty: str | None = None
    window: Window | None = None
    limits: tuple[Measured, ...] = ()
    provision: Provision | None = None
    instrument: str = ""
    issuer: str | None = None
    rank: str | None = None
    force: Force = Force.BINDING
    via_transposition: bool = False
    strength: Strength = Strength.MANDATORY
    areas: tuple[str, ...] = ()
    protects: tuple[str, ...] = ()
    restricts: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    safeguards: tuple[str, ...] = ()
    legal_basis: str = ""
    necessity: str = ""
    less_restrictive_means: str = ""
    sanction: str = ""
    remedy: str = ""
    text: str = ""
    certainty: str = ""
    exception_to: tuple[str, ...] = ()
    subject_to: tuple[str, ...] = ()
    without_prejudice_to: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    derivation: str = ""
    origin: str = ""
    locations: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash((self.id, self.modality, self.bearer, self.action))

    def location(self, key: str = "") -> Location | None:
        """Return where the key stands in the author's file, else where the norm begins, else ``None``.

        Args:
            key: a key of the norm; with a value behind it, such as ``aim https://…#PublicOrder``, that value of the key.
        """
        known = self.locations
        return known.get(key) or known.get(key.partition(" ")[0]) or known.get("")
