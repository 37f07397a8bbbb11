"""Small worlds of rights, acts, treaties and norms, drawn at random, in which every test of justification can fail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from rightsnet.algebra.knowledge import ActionFacts, Knowledge, SafeguardFacts
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.interval import Interval, period
from rightsnet.model.law import (
    AimReading,
    ClauseForm,
    Demands,
    DerogationClause,
    DerogationNotice,
    Field,
    LimitationClause,
    Membership,
    Reservation,
    SafeguardDemand,
)
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Modality, Norm, Provision

RIGHTS = ("Group", "Expression", "News", "Press", "Privacy")
ACTS = ("Act", "Block", "BlockSite", "Watch", "Speak", "Tell", rn("DerogateFromRight"))
AIMS = ("Security", "Order", "Health")
SAFEGUARDS = tuple(
    map(
        rn,
        (
            *("EffectiveRemedy", "JudicialReview", "NoticeToAffected", "LegalBasis", "TargetSpecificity", "TimeLimit"),
            *("PeriodicReview", "ProportionateSanctions", "DerogationNotification", "StrictlyRequiredByExigencies"),
        ),
    )
)
STATES, UNIONS = (rn("State"), "Ministry"), (rn("IntergovernmentalOrganization"), "Union")
ACTORS = (*STATES, *UNIONS, "Company", "Platform")
CIRCUMSTANCES = ("Emergency", "UnionLaw", "Election")
START = date(2020, 1, 1)
DAYS = 4
INSTRUMENTS = ("Covenant", "Charter", "Code")


@dataclass(frozen=True, slots=True)
class World:
    """What is known, what is demanded, the norms of the law, and one norm that is examined on a day."""

    knowledge: Knowledge
    demands: Demands
    law: tuple[Norm, ...]
    norm: Norm
    day: date


def day(number: int | None) -> date | None:
    """Return a day by its number."""
    return None if number is None else START + timedelta(number)


def world(chance: Random) -> World:
    """Return a world in which a good part of everything is left to chance."""
    sources = {name: _source(chance, name) for name in INSTRUMENTS}
    demands = Demands(
        tuple(_clause(chance, number, sources) for number in range(chance.randint(3, 8))),
        tuple(_demand(chance, number, sources) for number in range(chance.randint(1, 4))),
        tuple(_derogation(chance, name, sources[name]) for name in INSTRUMENTS[:2] if chance.random() < 0.6),
    )
    return World(
        _knowledge(chance, demands),
        demands,
        _law(chance),
        _norm(chance),
        date(2020, 1, 1) + timedelta(chance.randrange(DAYS)),
    )


def _some(chance: Random, names: Any, most: int, least: int = 0) -> list[Any]:
    names = list(names)
    return chance.sample(names, chance.randint(least, min(most, len(names))))


def _period(chance: Random) -> Interval[date]:
    low, high = chance.choice([None, None, None, None, 1]), chance.choice([None, None, None, None, 2, 3])
    return period(day(low), day(high))


def _knowledge(chance: Random, demands: Demands) -> Knowledge:
    told = [("News", "Expression"), ("BlockSite", "Block"), ("Ministry", STATES[0]), ("Union", UNIONS[0])]
    told += [("Platform", "Company"), ("Expression", "Group"), ("Privacy", "Group")]
    told += [("Press", chance.choice(["Expression", "News", "Privacy"]))]
    told += _some(chance, [("Block", "Act"), ("Press", "Privacy"), ("Security", "Order"), ("Health", "Order")], 3)
    told += _some(chance, [(SAFEGUARDS[1], SAFEGUARDS[0]), (SAFEGUARDS[5], SAFEGUARDS[6]), ("Tell", "Speak")], 2)
    classes = frozenset({*RIGHTS, *ACTS, *AIMS, *SAFEGUARDS, *ACTORS, *CIRCUMSTANCES})
    members = tuple(
        Membership("Land", f"Parties{name}", _period(chance), chance.random() < 0.65)
        for name in INSTRUMENTS[:2]
        for _ in range(chance.randint(1, 2))
    )
    pairs = [(act, right) for act in ACTS[:4] for right in RIGHTS[1:]]
    cited = [provision.id for clause in demands.clauses for provision in clause.provisions]
    return Knowledge(
        taxonomy=Taxonomy(Axioms(classes=classes, subclasses=frozenset(told))),
        places=Places({}, members, ["Land", "Elsewhere", *(f"Parties{name}" for name in INSTRUMENTS)]),
        actions=ActionFacts(
            interferes=(*_some(chance, pairs, 8, 4), (ACTS[6], "Group")),
            exercises=tuple(_some(chance, [(act, right) for act in ACTS[3:6] for right in RIGHTS[1:]], 6, 3)),
            imposes=tuple(_some(chance, [("Act", "Watch"), ("Block", "Tell")], 1)),
            entails=tuple(
                (a, b, chance.choice(["necessary", "typical"]))
                for a, b in _some(chance, [("BlockSite", "Watch"), ("Speak", "Block")], 1)
            ),
            indiscriminate=frozenset(_some(chance, ACTS[:4], 1)),
            continuing=frozenset(_some(chance, ACTS[:4], 2)),
            promotes=tuple(_some(chance, [("Block", "News"), ("BlockSite", "Privacy"), ("Watch", "Expression")], 1)),
        ),
        safeguards=SafeguardFacts(
            given_by=((SAFEGUARDS[2], "Tell"), (SAFEGUARDS[1], "Act")),
            excludes=tuple(_some(chance, [(SAFEGUARDS[4], "Watch"), (SAFEGUARDS[4], "Block")], 1)),
        ),
        readings=tuple(
            AimReading(narrower, wider, chance.choice([None, None, *INSTRUMENTS[:2]]), chance.random() < 0.5)
            for narrower, wider in _some(chance, [(a, b) for a in AIMS for b in AIMS if a != b], 3)
        ),
        reservations=tuple(
            Reservation(
                id=f"r{n}",
                party=chance.choice(["Land", "Elsewhere"]),
                provisions=frozenset([chance.choice(cited)]),
                excludes=chance.random() < 0.4,
                period=_period(chance),
            )
            for n in range(chance.choice([0, 1, 2]))
        ),
        notices=tuple(
            DerogationNotice(
                id=f"d{n}", party="Land", instrument=chance.choice(INSTRUMENTS[:2]), period=_period(chance)
            )
            for n in range(chance.choice([0, 1]))
        ),
        executive=frozenset({"Decree"}),
        characters={"Group": "RightGroup"},
    )


def _source(chance: Random, name: str) -> dict[str, Any]:
    return {
        "instrument": name,
        "place": f"Parties{name}" if name != "Code" else None,
        "validity": period(day(chance.choice([None, None, None, 1]))),
        "force": Force.SOFT if name == "Code" or chance.random() < 0.1 else Force.BINDING,
        "field": Field("UnionLaw", "it implements Union law") if name == "Charter" else None,
        "addressee": None,
    }


def _clause(chance: Random, number: int, sources: Any) -> LimitationClause:
    name = chance.choice([*INSTRUMENTS, *INSTRUMENTS[:2]])
    form = chance.choice([*[ClauseForm.LISTED_AIMS] * 3, *[ClauseForm.INTERNAL] * 2, *[ClauseForm.NONE] * 2])
    free = form is ClauseForm.NONE
    return LimitationClause(
        **{**sources[name], "addressee": "Company" if name == "Code" else None},
        id=f"clause{number}",
        provisions=(Provision(f"clause{number}", f"art. {number}", name),),
        right=chance.choice(RIGHTS[1:]),
        form=form,
        aims=frozenset(_some(chance, AIMS, 2, 1)) if form is ClauseForm.LISTED_AIMS else frozenset(),
        legality=chance.choice(["", "by law"]) if not free else "",
        necessity=chance.choice(["", "necessary"]) if not free else "",
        derogable=chance.choice([True, True, False, None]),
    )


def _demand(chance: Random, number: int, sources: Any) -> SafeguardDemand:
    name = chance.choice(INSTRUMENTS)
    return SafeguardDemand(
        **{**sources[name], "addressee": "Company" if name == "Code" else None},
        id=f"demand{number}",
        provisions=(Provision(f"demand{number}", f"art. 1{number}", name),),
        safeguards=frozenset(_some(chance, SAFEGUARDS[:3], 2, 1)),
        concerns=frozenset(_some(chance, [*RIGHTS, "Watch", "Block"], 2)),
    )


def _derogation(chance: Random, name: str, source: Any) -> DerogationClause:
    return DerogationClause(
        **source,
        id=f"derogation-{name}",
        provisions=(Provision(f"derogation-{name}", "art. 4", name),),
        circumstances=frozenset({"Emergency"}),
        untouchable=frozenset(_some(chance, RIGHTS[1:], 1)),
        safeguards=frozenset(_some(chance, SAFEGUARDS[8:], 2)),
    )


def _law(chance: Random) -> tuple[Norm, ...]:
    speaking = [
        Norm(id=f"l{name}{n}", modality=Modality.OBLIGATION, bearer=bearer, action="Act", instrument=name)
        for n, name in enumerate(INSTRUMENTS)
        for bearer in _some(chance, [STATES[0], STATES[0], UNIONS[0], "Ministry"], 3, 1)
    ]
    giving = [
        Norm(
            id=f"g{n}",
            modality=Modality.OBLIGATION,
            bearer=bearer,
            action=action,
            instrument="Statute",
            validity=period(day(since)),
        )
        for n, (bearer, action, since) in enumerate(
            _some(chance, [("Company", "Tell", None), (STATES[0], "Act", 2), ("Platform", "Block", None)], 2)
        )
    ]
    return (*speaking, *giving)


def _norm(chance: Random) -> Norm:
    def maybe(text: str, odds: float = 0.6) -> str:
        return text if chance.random() < odds else ""

    return Norm(
        id="n",
        modality=chance.choice(
            [*[Modality.OBLIGATION] * 4, *[Modality.PERMISSION] * 3, *[Modality.PROHIBITION] * 2, Modality.EXEMPTION]
        ),
        bearer=chance.choice(["Ministry", "Ministry", "Platform", "Company"]),
        action=chance.choice([*ACTS[:6], "BlockSite", ACTS[6]]),
        issuer=chance.choice([*[STATES[0]] * 3, *["Ministry"] * 3, "Union", "Platform"]),
        place=chance.choice([*["Land"] * 9, "Elsewhere", None]),
        circumstance=chance.choice([None, None, *CIRCUMSTANCES]),
        object=chance.choice([None, "Content"]),
        validity=period(None, day(9)) if chance.random() < 0.3 else Interval(),
        restricts=tuple(_some(chance, RIGHTS[1:], 1)) if chance.random() < 0.4 else (),
        aims=tuple(_some(chance, AIMS, 2)),
        legal_basis=maybe("s 1", 0.7),
        necessity=maybe("Because."),
        less_restrictive_means=maybe("None."),
        sanction=maybe("A fine.", 0.3),
        remedy=maybe("A court.", 0.4),
        rank=chance.choice([None, "Statute", "Decree"]),
        safeguards=tuple(_some(chance, SAFEGUARDS, 6)),
    )
