"""What instruments demand of whoever limits a right, and which parties they bind less, read from facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rightsnet.model.interval import EVER, Interval, period
from rightsnet.model.law import (
    ClauseForm,
    DerogationClause,
    DerogationNotice,
    Field,
    Instrument,
    LimitationClause,
    Reservation,
    SafeguardDemand,
)
from rightsnet.model.names import rn
from rightsnet.model.norm import Provision
from rightsnet.rdf.facts import Facts

FORMS: Mapping[str, ClauseForm] = {
    rn("ListedAims"): ClauseForm.LISTED_AIMS,
    rn("GeneralClause"): ClauseForm.GENERAL,
    rn("InternalStandard"): ClauseForm.INTERNAL,
    rn("NoLimitation"): ClauseForm.NONE,
}
PROPERTIES = (
    *("reservingParty", "derogatingParty", "givenBy", "excludes", "promotes", "decidesOn"),
    *("indiscriminate", "continuing", "executiveAct", "measuresDuration", "measuresSanction"),
)
"""Properties of ours by which facts add to what is known of limitations; see `rightsnet.rdf.reading.adds_knowledge`."""

Provisions = Mapping[str, Provision]
Instruments = Mapping[str, Instrument]


def field(facts: Facts, instrument: str) -> Field | None:
    """Return what the duties of Member States under an instrument are confined to, if anything.

    >>> facts = Facts()
    >>> field(facts, "charter") is None
    True
    >>> facts.add("charter", rn("bindsStatesWithin"), rn("WithinScopeOfUnionLaw"))
    >>> field(facts, "charter").circumstance.rpartition("#")[2]
    'WithinScopeOfUnionLaw'
    """
    circumstance = facts.name(instrument, rn("bindsStatesWithin"))
    return Field(circumstance, facts.text(instrument, rn("bindsStatesIf"))) if circumstance else None


def limitation_clauses(facts: Facts, provisions: Provisions, instruments: Instruments) -> tuple[LimitationClause, ...]:
    """Return what each clause demands of a restriction of each right that it is about."""
    return tuple(
        LimitationClause(
            **source,
            right=right,
            form=FORMS[form],
            aims=frozenset(facts.names(name, rn("permittedAim"))),
            legality=facts.text(name, rn("legality")),
            necessity=facts.text(name, rn("necessityStandard")),
            derogable=_truth(facts.text(name, rn("derogable"))),
        )
        for name, source in _sources(facts, "LimitationClause", provisions, instruments)
        if (form := facts.name(name, rn("form")) or "") in FORMS
        for right in facts.names(name, rn("limitsRight"))
    )


def safeguard_demands(facts: Facts, provisions: Provisions, instruments: Instruments) -> tuple[SafeguardDemand, ...]:
    """Return the safeguards that instruments demand where a right is limited."""
    return tuple(
        SafeguardDemand(
            **source,
            safeguards=frozenset(facts.names(name, rn("demands"))),
            concerns=frozenset(facts.names(name, rn("demandedFor"))),
            certainty=facts.text(name, rn("certainty")),
        )
        for name, source in _sources(facts, "SafeguardDemand", provisions, instruments)
    )


def derogation_clauses(facts: Facts, provisions: Provisions, instruments: Instruments) -> tuple[DerogationClause, ...]:
    """Return the clauses by which instruments let their parties suspend rights."""
    return tuple(
        DerogationClause(
            **source,
            circumstances=frozenset(facts.names(name, rn("circumstance"))),
            untouchable=frozenset(facts.names(name, rn("nonDerogableRight"))),
            safeguards=frozenset(facts.names(name, rn("safeguards"))),
        )
        for name, source in _sources(facts, "DerogationClause", provisions, instruments)
    )


def reservations(facts: Facts) -> tuple[Reservation, ...]:
    """Return the reservations that are recorded completely."""
    return tuple(
        Reservation(
            id=name,
            party=party,
            provisions=frozenset(facts.names(name, rn("reservedProvision"))),
            excludes=facts.name(name, rn("reservationEffect")) == rn("ExcludesProvision"),
            period=dates,
            text=facts.text(name, rn("text")),
            certainty=facts.text(name, rn("certainty")),
        )
        for name in facts.instances(rn("Reservation"))
        if (party := facts.name(name, rn("reservingParty"))) and (dates := _period(facts, name))
    )


def notices(facts: Facts) -> tuple[DerogationNotice, ...]:
    """Return the notices of derogation that are recorded completely."""
    return tuple(
        DerogationNotice(
            id=name,
            party=party,
            instrument=instrument,
            period=dates,
            provisions=frozenset(facts.names(name, rn("derogatedProvision"))),
            certainty=facts.text(name, rn("certainty")),
        )
        for name in facts.instances(rn("DerogationNotice"))
        if (party := facts.name(name, rn("derogatingParty")))
        and (instrument := facts.name(name, rn("derogatesUnder")))
        and (dates := _period(facts, name))
    )


def _sources(
    facts: Facts, kind: str, provisions: Provisions, instruments: Instruments
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each thing of a kind with the provisions that it rests on and what it has from their instrument.

    A provision may itself be the clause; else the clause cites the provisions it is made of, of one instrument.
    """
    for name in facts.instances(rn(kind)):
        cited = tuple(provisions[each] for each in facts.names(name, rn("provision")) if each in provisions)
        if name in provisions:
            cited = (provisions[name], *cited)
        instrument = instruments.get(cited[0].instrument) if cited else None
        if instrument is not None:
            yield (
                name,
                {
                    "id": name,
                    "provisions": cited,
                    "instrument": instrument.id,
                    "addressee": facts.name(name, rn("addressee")),
                    "place": instrument.place,
                    "validity": instrument.validity,
                    "force": instrument.force,
                    "field": instrument.field,
                },
            )


def _period(facts: Facts, name: str) -> Interval[date] | None:
    """Return when a statement of a State takes effect; ``None`` if it ends before it begins."""
    low, high = (facts.text(name, rn(end)) for end in ("effectiveFrom", "effectiveUntil"))
    try:
        return period(*(date.fromisoformat(text) if text else None for text in (low, high))) if low or high else EVER
    except ValueError:
        return None


def _truth(text: str) -> bool | None:
    return text == "true" if text else None
