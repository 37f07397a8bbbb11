"""Norms, instruments, clauses and knowledge as values, read from facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from rightsnet.algebra.knowledge import ActionFacts, Degree, Knowledge, SafeguardFacts
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.errors import InputError, Location
from rightsnet.model import duration
from rightsnet.model.interval import EVER, Interval, period
from rightsnet.model.law import AimReading, Demands, Instrument, LimitationClause, Membership
from rightsnet.model.names import PREFIXES, local_name, rn
from rightsnet.model.norm import (
    RIGHTS_ACTS,
    SURFACE_FORMS,
    Force,
    Measured,
    Mode,
    Norm,
    Provision,
    Strength,
    Window,
)
from rightsnet.rdf import demands
from rightsnet.rdf.facts import RDF_TYPE, Facts, Literal

RDFS, OWL, DCT = PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["dct"]
LABEL = RDFS + "label"

SURFACE_CLASSES: Mapping[str, str] = {
    rn("Obligation"): "obligation",
    rn("Duty"): "duty",
    rn("ClaimRight"): "claim",
    rn("Prohibition"): "prohibition",
    rn("Immunity"): "immunity",
    rn("Disability"): "disability",
    rn("Permission"): "permission",
    rn("Liberty"): "liberty",
    rn("Power"): "power",
    rn("Exemption"): "exemption",
}
"""Classes of norms, each with the word that an author uses for it."""

_ROOTS = {rn(name) for name in ("Actor", "NormObject", "Circumstance", "Always")}
"""Values that constrain nothing: an axis that holds one of them is an axis left open."""

_FORCES = {
    rn("Binding"): Force.BINDING,
    rn("BindingOnParties"): Force.BINDING,
    rn("BindingAsToResult"): Force.BINDING,
    rn("NotYetBinding"): Force.NOT_YET,
}
_LISTS = {
    "areas": rn("areas"),
    "protects": rn("protects"),
    "restricts": rn("restricts"),
    "aims": rn("aim"),
    "safeguards": rn("safeguards"),
    "exception_to": rn("exceptionTo"),
    "subject_to": rn("subjectTo"),
    "without_prejudice_to": rn("withoutPrejudiceTo"),
    "overrides": rn("overrides"),
}
_TEXTS = {
    "legal_basis": rn("legalBasis"),
    "necessity": rn("necessity"),
    "less_restrictive_means": rn("lessRestrictiveMeans"),
    "sanction": rn("sanction"),
    "remedy": rn("remedy"),
    "text": rn("text"),
    "certainty": rn("certainty"),
}
KEYS: Mapping[str, str] = {
    "": RDF_TYPE,
    "modality": RDF_TYPE,
    "bearer": rn("bearer"),
    "action": rn("action"),
    "object": rn("object"),
    "counterparty": rn("counterparty"),
    "circumstance": rn("circumstance"),
    "place": rn("place"),
    "validity": rn("validFrom"),
    "window": rn("window"),
    "conditions": rn("conditions"),
    "limits": rn("limits"),
    "aim": rn("aim"),
    "legal_basis": rn("legalBasis"),
    "issuer": rn("issuer"),
    "safeguards": rn("safeguards"),
    "exception_to": rn("exceptionTo"),
    "subject_to": rn("subjectTo"),
    "without_prejudice_to": rn("withoutPrejudiceTo"),
    "overrides": rn("overrides"),
}
"""The keys of a norm for which a finding may want the line, each with its property."""

_RIGHTS = "-rights"


class Locate(Protocol):
    """Where a subject, its first statement with a property, or that of one value, stands in the author's file."""

    def __call__(self, subject: str, predicate: str | None, value: str | None = None, /) -> Location | None:
        """Return the place, or ``None`` if the file does not say it."""


def _nowhere(subject: str, predicate: str | None, value: str | None = None, /) -> Location | None:
    return None


@dataclass(frozen=True)
class Body:
    """What was read: norms, instruments, and what these demand of whoever limits a right."""

    norms: tuple[Norm, ...]
    instruments: Mapping[str, Instrument]
    demands: Demands
    provisions: Mapping[str, Provision]

    @property
    def clauses(self) -> tuple[LimitationClause, ...]:
        """Return the clauses by which rights may be limited."""
        return self.demands.clauses


def read_axioms(facts: Facts) -> Axioms:
    """Return the class axioms: those that norms need, in the Boolean part of OWL.

    Anonymous expressions keep their blank-node label as their name; a restriction on a property is a class about
    which nothing more is known.
    """
    equivalent, disjoint = OWL + "equivalentClass", OWL + "disjointWith"
    classes = set(facts.instances(OWL + "Class"))
    unions: dict[str, tuple[str, ...]] = {}
    intersections: dict[str, tuple[str, ...]] = {}
    complements = set[tuple[str, str]]()
    apart = {(a, b) for a, b in facts.pairs(disjoint) if isinstance(b, str)}
    for predicate, found in ((OWL + "unionOf", unions), (OWL + "intersectionOf", intersections)):
        for name, head in facts.pairs(predicate):
            if isinstance(head, str):
                found[name] = tuple(sorted(item for item in facts.items(head) if isinstance(item, str)))
    for name, other in facts.pairs(OWL + "complementOf"):
        if isinstance(other, str):
            complements.add((name, other))
    for name, head in facts.pairs(OWL + "disjointUnionOf"):
        if isinstance(head, str):
            members = [item for item in facts.items(head) if isinstance(item, str)]
            unions[name] = tuple(sorted(members))
            apart.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    for name in facts.instances(OWL + "AllDisjointClasses"):
        listed = facts.name(name, OWL + "members")
        members = [item for item in facts.items(listed) if isinstance(item, str)] if listed else []
        apart.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    for action in sorted(RIGHTS_ACTS):
        for norm in facts.subjects(rn("action"), action):
            rights = _rights(facts, norm)
            if len(rights) > 1:
                unions[f"{norm}{_RIGHTS}"] = tuple(rights)
    subclasses = {(a, b) for a, b in facts.pairs(RDFS + "subClassOf") if isinstance(b, str)}
    equivalents = {(a, b) for a, b in facts.pairs(equivalent) if isinstance(b, str)}
    overlaps = {(a, b) for a, b in facts.pairs(rn("overlapsWith")) if isinstance(b, str)}
    roles = {(a, b) for a, b in facts.pairs(rn("mayHoldRole")) if isinstance(b, str)}
    for pair in (*subclasses, *equivalents, *apart, *complements, *overlaps, *roles):
        classes.update(pair)
    for name, parts in (*unions.items(), *intersections.items()):
        classes.update((name, *parts))
    return Axioms(
        classes=frozenset(classes),
        subclasses=frozenset(subclasses),
        equivalents=frozenset(equivalents),
        unions=unions,
        intersections=intersections,
        complements=frozenset(complements),
        disjoint=frozenset(apart),
        overlaps=frozenset(overlaps),
        roles=frozenset(roles),
    )


def adds_knowledge(facts: Facts) -> bool:
    """Say whether the facts define classes or places, beyond norms that use what the ontology has."""
    axioms = ("subClassOf", RDFS), ("equivalentClass", OWL), ("unionOf", OWL), ("disjointWith", OWL), ("members", OWL)
    own = (
        "partOf",
        "member",
        "overlapsWith",
        "mayHoldRole",
        "interferesWith",
        "exercises",
        "imposes",
        "incompatibleWith",
        *demands.PROPERTIES,
    )
    return (
        any(facts.pairs(namespace + name) for name, namespace in axioms)
        or any(facts.pairs(rn(name)) for name in (*own, "narrowerAim", "necessarilyEntails", "typicallyEntails"))
        or bool(facts.instances(OWL + "Class"))
        or any(facts.subjects(rn("action"), action) for action in RIGHTS_ACTS)
    )


def read_memberships(facts: Facts) -> list[Membership]:
    """Return who is a member of what and when, sorted.

    That an organisation is itself a party (the European Union to the CRPD) says nothing on its members, and is left out.
    """
    memberships = []
    for name in facts.instances(rn("Membership")):
        member, organisation = facts.name(name, rn("member")), facts.name(name, rn("organisation"))
        if member and organisation:
            known = facts.name(name, rn("standing")) != rn("Unknown")
            dates = _validity(facts, name, "since", "until") or EVER
            memberships.append(Membership(member, organisation, dates, known))
    organisations = {each.organisation for each in memberships}
    return [each for each in memberships if each.member not in organisations]


def read_places(facts: Facts) -> Places:
    """Return the places, what they are part of, and who is a member of what and when."""
    parts: dict[str, list[str]] = {}
    for place, whole in facts.pairs(rn("partOf")):
        if isinstance(whole, str):
            parts.setdefault(place, []).append(whole)
    return Places(parts, read_memberships(facts), [rn("WORLD")])


def read_knowledge(facts: Facts, language: str = "en") -> Knowledge:
    """Return the whole of what the algebra knows, from the ontology's facts."""

    def between(name: str) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((a, b) for a, b in facts.pairs(rn(name)) if isinstance(b, str)))

    degrees: tuple[tuple[str, Degree], ...] = (
        ("necessarilyEntails", "necessary"),
        ("typicallyEntails", "typical"),
        ("possiblyEntails", "possible"),
    )
    entails = tuple((a, b, degree) for name, degree in degrees for a, b in between(name))
    readings = []
    for name in facts.instances(rn("AimReading")):
        narrower, wider = facts.name(name, rn("narrowerAim")), facts.name(name, rn("widerAim"))
        if narrower and wider:
            arguable = facts.text(name, rn("arguable")) == "true"
            readings.append(AimReading(narrower, wider, facts.name(name, rn("within")), arguable))
    return Knowledge(
        taxonomy=Taxonomy(read_axioms(facts)),
        places=read_places(facts),
        actions=ActionFacts(
            interferes=between("interferesWith"),
            exercises=between("exercises"),
            imposes=between("imposes"),
            incompatible=between("incompatibleWith"),
            entails=entails,
            indiscriminate=_marked(facts, "indiscriminate"),
            continuing=_marked(facts, "continuing"),
            promotes=between("promotes"),
        ),
        safeguards=SafeguardFacts(
            given_by=between("givenBy"),
            excludes=between("excludes"),
            decides=between("decidesOn"),
            durations=_marked(facts, "measuresDuration"),
            sanctions=_marked(facts, "measuresSanction"),
        ),
        reservations=demands.reservations(facts),
        notices=demands.notices(facts),
        executive=_marked(facts, "executiveAct"),
        readings=tuple(readings),
        characters={right: local_name(character) for right, character in between("character")},
        single_valued=_marked(facts, "singleValued"),
        labels=read_labels(facts, language),
    )


def _marked(facts: Facts, key: str) -> frozenset[str]:
    """Return what a true-or-false property is true of."""
    return frozenset(
        name for name, value in facts.pairs(rn(key)) if isinstance(value, Literal) and value.value == "true"
    )


def read_labels(facts: Facts, language: str = "en") -> dict[str, str]:
    """Return the label of everything that has one."""
    return {subject: facts.text(subject, LABEL, language) for subject, _ in facts.pairs(LABEL)}


def read_body(facts: Facts, locate: Locate = _nowhere) -> Body:
    """Return the norms and clauses among the facts, in the order of their IRIs.

    A norm inherits from its provision's instrument what it does not say itself: place, rank, force, dates, issuer.

    Raises:
        InputError: if a value cannot be read as what it should be, with its location.
    """
    instruments = {name: _instrument(facts, name) for name in facts.instances(rn("Instrument"))}
    provisions = {
        name: Provision(
            name,
            facts.text(name, LABEL) or local_name(name),
            facts.name(name, rn("instrument")) or "",
            facts.text(name, rn("locator")),
        )
        for name in facts.instances(rn("Provision"))
    }
    norms = []
    for kind in SURFACE_CLASSES:
        for name in facts.instances(kind):
            norm = _norm(facts, name, kind, provisions, instruments, locate)
            if norm is not None:
                norms.append(norm)
    demanded = Demands(
        demands.limitation_clauses(facts, provisions, instruments),
        demands.safeguard_demands(facts, provisions, instruments),
        demands.derogation_clauses(facts, provisions, instruments),
    )
    return Body(tuple(sorted(norms, key=lambda norm: norm.id)), instruments, demanded, provisions)


def described(facts: Facts) -> set[str]:
    """Return everything that is described as a norm, complete or not."""
    listed = {value for _, value in facts.pairs(rn("norms")) if isinstance(value, str)}
    return listed.union(*(facts.instances(kind) for kind in SURFACE_CLASSES))


def _norm(
    facts: Facts,
    name: str,
    kind: str,
    provisions: Mapping[str, Provision],
    instruments: Mapping[str, Instrument],
    locate: Locate,
) -> Norm | None:
    bearer, action = facts.name(name, rn("bearer")), facts.name(name, rn("action"))
    if bearer is None or action is None:
        return None  # the shapes report what is missing; there is nothing to compare
    cited = facts.name(name, rn("provision"))
    provision = provisions.get(cited) if cited else None
    instrument = instruments.get(provision.instrument) if provision else None
    source = instrument or Instrument(id=provision.instrument if provision else "", label="")
    surface = SURFACE_CLASSES[kind]
    validity = _validity(facts, name, "validFrom", "validUntil", source.validity, locate)
    if validity is None:
        return None
    force = facts.name(name, rn("force"))
    lists: dict[str, Any] = {key: tuple(facts.names(name, predicate)) for key, predicate in _LISTS.items()}
    texts: dict[str, Any] = {key: facts.text(name, predicate) for key, predicate in _TEXTS.items()}
    strength = facts.name(name, rn("strength"))
    places = {key: locate(name, predicate) for key, predicate in KEYS.items()}
    for key, predicate in KEYS.items():
        several = facts.names(name, predicate) if predicate in _LISTS.values() else []
        places.update((f"{key} {value}", locate(name, predicate, value)) for value in several if len(several) > 1)
    return Norm(
        id=name,
        modality=SURFACE_FORMS[surface],
        surface=surface,
        label=facts.text(name, LABEL) or local_name(name),
        bearer=bearer,
        action=action,
        place=_place(facts.name(name, rn("place")) or source.place),
        validity=validity,
        circumstance=_open(facts.name(name, rn("circumstance"))),
        conditions=_measures(facts, name, "conditions", locate),
        object=_open(facts.name(name, rn("object"))) or _rights_object(facts, name),
        counterparty=_open(facts.name(name, rn("counterparty"))),
        window=_window(facts, name, locate),
        limits=_measures(facts, name, "limits", locate),
        provision=provision,
        instrument=source.id,
        issuer=facts.name(name, rn("issuer")) or source.issuer,
        rank=facts.name(name, rn("rank")) or source.rank,
        force=_FORCES.get(force, Force.SOFT) if force else source.force,
        via_transposition=facts.text(name, rn("viaTransposition")) == "true",
        strength=_strength(strength),
        **lists,
        **texts,
        locations={key: place for key, place in places.items() if place is not None},
    )


def _rights_object(facts: Facts, name: str) -> str | None:
    """Return the right that an act on rights is about: the one named, or the union of those named (see `read_axioms`)."""
    if facts.name(name, rn("action")) not in RIGHTS_ACTS:
        return None
    rights = _rights(facts, name)
    return rights[0] if len(rights) == 1 else f"{name}{_RIGHTS}" if rights else None


def _rights(facts: Facts, name: str) -> list[str]:
    return sorted({*facts.names(name, rn("protects")), *facts.names(name, rn("restricts"))})


def _instrument(facts: Facts, name: str) -> Instrument:
    since = facts.text(name, rn("appliesFrom")) or facts.text(name, rn("inForceFrom"))
    until = facts.text(name, rn("inForceUntil"))
    force = facts.name(name, rn("force"))
    return Instrument(
        id=name,
        label=facts.text(name, LABEL) or local_name(name),
        title=facts.text(name, DCT + "title"),
        kind=facts.name(name, rn("instrumentKind")) or "",
        rank=facts.name(name, rn("rank")),
        force=_FORCES.get(force, Force.SOFT) if force else Force.BINDING,
        place=_place(facts.name(name, rn("place"))),
        issuer=facts.name(name, rn("issuer")),
        validity=period(_day(since), _day(until)),
        field=demands.field(facts, name),
    )


def _validity(
    facts: Facts,
    name: str,
    since: str,
    until: str,
    inherited: Interval[date] = EVER,
    locate: Locate = _nowhere,
) -> Interval[date] | None:
    """Return the period, or ``None`` if it ends before it begins (which the shapes report)."""
    low, high = facts.text(name, rn(since)), facts.text(name, rn(until))
    try:
        return period(_day(low) or inherited.low, _day(high) or inherited.high)
    except ValueError as error:
        for text, key in ((low, since), (high, until)):
            if text and not _is_day(text):
                message = f"“{text}” is not a date."
                raise InputError(message, locate(name, rn(key)), help="Write it as 2027-04-01.") from error
        return None


def _measures(facts: Facts, name: str, key: str, locate: Locate) -> tuple[Measured, ...]:
    found = []
    for node in facts.names(name, rn(key)):
        measure = facts.name(node, rn("measure"))
        if measure is None:
            raise InputError(f"A bound in {key} names no measure.", locate(name, rn(key)), help="Add `measure:`.")
        low, high = (_number(facts, node, end, locate) for end in ("min", "max"))
        opens = (facts.text(node, rn(end)) == "true" for end in ("minOpen", "maxOpen"))
        try:
            found.append(Measured(measure, Interval(low, high, *opens)))
        except ValueError as error:
            raise InputError(str(error), locate(name, rn(key)), help="Let min be at most max.") from error
    return tuple(sorted(found, key=lambda each: each.measure))


def _number(facts: Facts, node: str, end: str, locate: Locate) -> Decimal | None:
    text = facts.text(node, rn(end))
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InputError(f"“{text}” is not a number.", locate(node, rn(end)), help="Write digits, such as 45000000.")
    return number


def _window(facts: Facts, name: str, locate: Locate) -> Window | None:
    node = facts.name(name, rn("window"))
    if node is None:
        return None
    ends: list[int | None] = []
    for key in ("from", "until"):
        text = facts.text(node, rn(key))
        try:
            ends.append(duration.seconds(text) if text else None)
        except ValueError as error:
            raise InputError(str(error), locate(node, rn(key))) from error
    mode = facts.text(node, rn("mode"))
    try:
        span = Interval(ends[0], ends[1])
    except ValueError as error:
        help = "Let the window end after it begins."
        raise InputError(str(error), locate(name, rn("window")), help=help) from error
    return Window(span, facts.name(node, rn("after")), Mode(mode) if mode else Mode.ACHIEVEMENT)


def _open(name: str | None) -> str | None:
    return None if name in _ROOTS else name


def _place(name: str | None) -> str | None:
    return None if name == rn("WORLD") else name


def _strength(name: str | None) -> Strength:
    if name is None:
        return Strength.MANDATORY
    words = {strength.name.replace("_", ""): strength for strength in Strength}
    return words.get(local_name(name).upper(), Strength.MANDATORY)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
