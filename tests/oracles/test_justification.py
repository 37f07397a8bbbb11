"""The tests of justification agree, on random worlds, with an answer-set program written from the specification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import clingo
import pytest

from oracles.rights_worlds import SAFEGUARDS, START, World, world
from rightsnet import session
from rightsnet.algebra.examination import RightsLaw, failures, find
from rightsnet.algebra.interferences import InterferenceRule
from rightsnet.algebra.justification import is_justified
from rightsnet.model.interval import Interval
from rightsnet.model.law import ClauseForm, Demand
from rightsnet.model.names import local_name, rn
from rightsnet.model.norm import Force, Modality, Norm
from rightsnet.rules import collect

RULES = [rule for rule in collect() if issubclass(rule, InterferenceRule)]
PROGRAM = Path(__file__).with_name("justification.lp")
NAMES = {rn("State"): "State", rn("IntergovernmentalOrganization"): "Organisation", rn("DerogateFromRight"): "Derogate"}
EVER = (-9999, 9999)
COUNT = 700
Found = frozenset[tuple[str, str, str, frozenset[str]]]


def word(name: str) -> str:
    """Return the name of a term as the program writes it."""
    return NAMES.get(name, local_name(name))


def answer(given: World) -> Found:
    """Return (rule, right, key, what is cited) for everything that the program finds."""
    control = clingo.Control(["--warn=none"])
    control.load(str(PROGRAM))
    with control.backend() as backend:
        for name, *values in _facts(given):
            terms = [clingo.Number(v) if isinstance(v, int) else clingo.String(v) for v in values]
            backend.add_rule([backend.add_atom(clingo.Function(str(name), terms))])
    control.ground()
    cited: dict[tuple[str, str, str], set[str]] = {}
    with control.solve(yield_=True) as solved:
        (model,) = solved
        for atom in model.symbols(shown=True):
            rule, _, right, key, clause = (each.string for each in atom.arguments)
            cited.setdefault((rule, right, key), set()).add(clause)
    return frozenset((*about, frozenset(clauses)) for about, clauses in cited.items())


def said(given: World) -> Found:
    """Return the same for what the algebra finds."""
    law = RightsLaw(given.demands, given.law)
    return frozenset(
        (
            rule.name(),
            word(found.right),
            "".join(map(word, failure.key)),
            frozenset(each.id for each in (failure.clauses if rule.name() != "safeguards-missing" else failure.cites)),
        )
        for rule, found, failure in failures(given.norm, law, RULES, given.knowledge, given.day)
    )


def _facts(given: World) -> Iterator[tuple[str | int, ...]]:
    known, norm = given.knowledge, given.norm
    axioms = known.taxonomy.axioms
    yield from (("class", word(each)) for each in axioms.classes)
    yield from (("told", word(a), word(b)) for a, b in axioms.subclasses)
    for name, pairs in (
        ("interferes", known.actions.interferes),
        ("exercises", known.actions.exercises),
        ("imposes", known.actions.imposes),
        ("promotes", known.actions.promotes),
        ("given_by", known.safeguards.given_by),
        ("excludes", known.safeguards.excludes),
    ):
        yield from ((name, word(a), word(b)) for a, b in pairs)
    yield from (("entails", word(a), word(b)) for a, b, degree in known.actions.entails if degree == "necessary")
    yield from (("indiscriminate", word(each)) for each in known.actions.indiscriminate)
    yield from (("continuing", word(each)) for each in known.actions.continuing)
    yield from (("group", each) for each in known.characters)
    for number, reading in enumerate(known.readings):
        disputed = "disputed" if reading.arguable else "undisputed"
        yield "reading", number, reading.narrower, reading.wider, reading.within or "", disputed
    for each in known.reservations:
        yield "reservation", each.id, each.party, "excludes" if each.excludes else "modifies"
        yield from (("reserves", each.id, provision) for provision in each.provisions)
        low, high = _days(each.period)
        yield from (("from", each.id, low), ("to", each.id, high))
    for notice in known.notices:
        yield ("notice", notice.party, notice.instrument, *_days(notice.period))
    for organisation, members in known.places._of.items():
        for member in members:
            standing = "known" if member.known else "unknown"
            yield ("member", member.member, organisation.removeprefix("Parties"), *_days(member.period), standing)
    yield from _demanded(given)
    for other in given.law:
        yield "speaks_to", other.instrument, word(other.bearer)
        yield "duty", other.id, other.instrument, word(other.bearer), word(other.action)
        yield "duty_from", other.id, _days(other.validity)[0]
    yield from _norm(norm, given)


def _demanded(given: World) -> Iterator[tuple[str | int, ...]]:
    demands = given.demands
    every: list[Demand] = [*demands.clauses, *demands.safeguards, *demands.derogations]
    for each in every:
        yield "demand", each.id
        yield "of", each.id, each.instrument
        yield from (("cites", each.id, provision.id) for provision in each.provisions)
        yield "instrument", each.instrument
        low, high = _days(each.validity)
        yield from (("since", each.instrument, low), ("until", each.instrument, high))
        if each.force is Force.BINDING:
            yield "law", each.instrument
        if each.place is None:
            yield "everywhere", each.instrument
        if each.field:
            yield "field", each.instrument, each.field.circumstance
        if each.addressee:
            yield "addressee", each.id, each.addressee
    for clause in demands.clauses:
        yield "limits", clause.id, clause.right
        form = {ClauseForm.NONE: "none", ClauseForm.INTERNAL: "internal"}.get(clause.form, "list")
        yield "form", clause.id, form
        yield from (("permitted", clause.id, aim) for aim in clause.aims)
        yield "derogable", clause.id, {True: "yes", False: "no", None: "unknown"}[clause.derogable]
        if clause.legality:
            yield "wants_law", clause.id
        if clause.necessity:
            yield "wants_necessity", clause.id
    for demand in demands.safeguards:
        yield from (("demands", demand.id, word(each)) for each in demand.safeguards)
        yield from (("about", demand.id, each) for each in demand.concerns)
    for own in demands.derogations:
        yield "derogation", own.id
        yield from (("emergency", own.id, each) for each in own.circumstances)
        yield from (("untouchable", own.id, each) for each in own.untouchable)
        yield from (("requires", own.id, word(each)) for each in own.safeguards)


def _norm(norm: Norm, given: World) -> Iterator[tuple[str | int, ...]]:
    yield "norm", "n"
    yield "modality", "n", norm.modality.value
    yield "bearer", "n", word(norm.bearer)
    yield "action", "n", word(norm.action)
    yield "maker", "n", word(norm.issuer or "")
    yield "day", "n", (given.day - START).days
    if norm.place:
        yield "place", "n", norm.place
    if norm.circumstance:
        yield "circumstance", "n", norm.circumstance
    if norm.object:
        yield "bounds", "n"
    if norm.validity.high:
        yield "expires", "n"
    if norm.rank in given.knowledge.executive:
        yield "executive", "n"
    if norm.remedy:
        yield "remedy", "n"
    yield from (("restricts", "n", each) for each in norm.restricts)
    yield from (("aim", "n", each) for each in norm.aims)
    yield from (("safeguard", "n", word(each)) for each in norm.safeguards)
    for key in ("legal_basis", "necessity", "less_restrictive_means", "sanction"):
        if getattr(norm, key):
            yield "says", "n", key


def _days(span: Interval[date]) -> tuple[int, int]:
    low = (span.low - START).days if span.low else EVER[0]
    return low, (span.high - START).days if span.high else EVER[1]


@cache
def _worlds() -> tuple[World, ...]:
    chance = Random(4)
    return tuple(world(chance) for _ in range(COUNT))


def test_the_algebra_finds_exactly_what_the_program_finds() -> None:
    seen = Counter[str]()
    for number, given in enumerate(_worlds()):
        expected = answer(given)
        assert said(given) == expected, (number, given.norm, given.demands)
        seen.update(rule for rule, *_ in expected)
    assert set(seen) == {rule.name() for rule in RULES}
    assert min(seen.values()) >= 10, seen


def _verdicts(given: World) -> frozenset[tuple[str, str, str]]:
    return frozenset((rule, right, key) for rule, right, key, _ in said(given))


def _failing(given: World) -> set[tuple[str, str]]:
    return {(rule, right) for rule, right, _ in _verdicts(given) if rule != "justified-on-its-face"}


def _justified(given: World) -> set[str]:
    return {right for rule, right, _ in _verdicts(given) if rule == "justified-on-its-face"}


STATED: Mapping[str, Any] = {
    "legal_basis": "s 1",
    "necessity": "Because.",
    "less_restrictive_means": "None.",
    "remedy": "A court.",
    "object": "Content",
    "safeguards": None,
}
"""The elements that a drafter may state for a limitation, save the aim, which can be a wrong one."""


def _with(given: World, key: str, chance: Random) -> World:
    value: Any = STATED[key] or (*given.norm.safeguards, chance.choice(SAFEGUARDS))
    return replace(given, norm=replace(given.norm, **{key: value}))


@pytest.mark.parametrize("key", STATED)
def test_stating_more_never_fails_a_test_and_stating_less_never_justifies(key: str) -> None:
    chance, changed = Random(5), 0
    for less in _worlds()[:300]:
        more = _with(less, key, chance)
        assert _failing(more) <= _failing(less)
        assert _justified(less) <= _justified(more)
        changed += _failing(more) != _failing(less)
    assert changed or key == "object"


def test_an_interference_is_justified_just_if_it_fails_nothing_and_an_absolute_right_never_is() -> None:
    seen = Counter[tuple[bool, bool]]()
    for given in _worlds():
        law = RightsLaw(given.demands, given.law)
        for found in find(given.norm, law, given.knowledge, given.day):
            failing = {rule.name() for rule in RULES if list(rule().failures(found, given.knowledge))}
            justified = failing == {"justified-on-its-face"} or (not failing and found.beside)
            assert is_justified(found, given.knowledge) is justified
            assert failing or found.beside  # nothing is dropped in silence
            limited = any(clause.form is ClauseForm.NONE for clause in found.clauses)
            absolute = limited and given.norm.action != rn("DerogateFromRight")
            seen[absolute, justified] += 1
    assert seen[True, True] == 0
    assert min(seen[True, False], seen[False, True], seen[False, False]) >= 20


def test_norms_that_neither_speak_for_a_treaty_nor_give_a_safeguard_change_nothing() -> None:
    for given in _worlds()[:200]:
        ban = replace(given.norm, id="other", modality=Modality.PROHIBITION, bearer="Company", action="Tell")
        law = RightsLaw(given.demands, (*given.law, ban), (replace(ban, id="draft"),))
        again = {
            (rule.name(), word(found.right), "".join(map(word, failure.key)))
            for rule, found, failure in failures(given.norm, law, RULES, given.knowledge, given.day)
        }
        assert again == _verdicts(given)


BLOCK = """
proposal: A case
id: https://example.org/case
issuer: {place}
place: {place}
rank: statute
norms:
  - {{id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, valid: {{from: 2015-01-01}}}}
"""


@pytest.mark.parametrize(
    ("place", "instrument", "last", "first_after"),
    [
        ("RUS", "ECHR", date(2022, 9, 15), date(2022, 9, 16)),
        ("GBR", "EU Charter", date(2020, 1, 31), date(2020, 2, 1)),
    ],
)
def test_the_provisions_that_are_cited_change_on_the_day_on_which_a_state_is_bound_no_more(
    place: str, instrument: str, last: date, first_after: date, tmp_path: Path
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(BLOCK.format(place=place), encoding="utf-8")
    draft = session.load(path)

    def cited(on: date) -> set[str]:
        report = draft.check(at=on, select=["no-legal-basis"])
        return {provision.label.partition(" art")[0] for found in report.findings for provision in found.provisions}

    assert cited(last) - cited(first_after) == {instrument}
    assert cited(first_after) >= {"ICCPR"}
