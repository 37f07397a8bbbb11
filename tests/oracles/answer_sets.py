"""Norms and an ontology as facts of an answer-set program, and the program's answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import clingo

from oracles.corpora import Corpus
from rightsnet.model.interval import Interval
from rightsnet.model.norm import Force, Measured, Mode, Norm, Window

PROGRAM = Path(__file__).with_name("conflicts.lp")
PARTS = ("base", "related", "same")
Found = frozenset[tuple[str, str, str]]
_ANY = clingo.Function("any")


def answer(corpus: Corpus, parts: Iterable[str] = PARTS) -> Found:
    """Return (rule, left, right) for every pair that the program finds; of a symmetric rule, left is the first norm."""
    control = clingo.Control(["--warn=none"])
    control.load(str(PROGRAM))
    with control.backend() as backend:
        for fact in _facts(corpus):
            backend.add_rule([backend.add_atom(fact)])
    control.ground([(part, []) for part in parts], context=_Ends)
    found = set[tuple[str, str, str]]()
    with control.solve(yield_=True) as solved:
        for model in solved:
            for atom in model.context.symbolic_atoms.by_signature("found", 3):
                if model.contains(atom.symbol):
                    rule, left, right = atom.symbol.arguments
                    found.add((rule.string, corpus.norms[left.number].id, corpus.norms[right.number].id))
    return frozenset(found)


class _Ends:
    """The later and the earlier of two days, either of which may be unbounded."""

    @staticmethod
    def latest(one: clingo.Symbol, other: clingo.Symbol) -> clingo.Symbol:
        return max(one, other)

    @staticmethod
    def earliest(one: clingo.Symbol, other: clingo.Symbol) -> clingo.Symbol:
        return min(one, other)


def _facts(corpus: Corpus) -> Iterator[clingo.Symbol]:
    for name in sorted(corpus.axioms.classes):
        yield _fact("class", name)
    for narrow, wide in sorted(corpus.axioms.subclasses):
        yield _fact("below", narrow, wide)
    for one, other in sorted(corpus.axioms.disjoint):
        yield _fact("exclusive", one, other)
    yield from _places(corpus)
    actions = corpus.actions
    for acting, other, degree in actions.entails:
        yield _fact("entails", acting, other, clingo.Function(degree))
    for name, pairs in (("incompatible", actions.incompatible), ("imposes", actions.imposes)):
        for one, other in pairs:
            yield _fact(name, one, other)
    for measure in sorted(corpus.single_valued):
        yield _fact("single_valued", measure)
    windows = sorted({norm.window for norm in corpus.norms if norm.window}, key=repr)
    for number, window in enumerate(windows):
        yield from _span(number, window)
    sets = sorted({bounds for norm in corpus.norms for bounds in (norm.limits, norm.conditions)}, key=repr)
    for number, bounds in enumerate(sets):
        yield from _bounds(number, bounds)
    for number, norm in enumerate(corpus.norms):
        yield from _norm(number, norm, windows, sets)


def _places(corpus: Corpus) -> Iterator[clingo.Symbol]:
    for place, wholes in sorted(corpus.parts.items()):
        yield _fact("place", place)
        for whole in wholes:
            yield _fact("part", place, whole)
    for organisation in sorted({membership.organisation for membership in corpus.memberships}):
        yield _fact("place", organisation)
    for each in corpus.memberships:
        yield _fact("member" if each.known else "doubtful", each.member, each.organisation, *_days(each.period))


def _norm(
    number: int, norm: Norm, windows: Sequence[Window], sets: Sequence[tuple[Measured, ...]]
) -> Iterator[clingo.Symbol]:
    window = _window(windows.index(norm.window)) if norm.window else _ANY
    limits, conditions = _set(sets.index(norm.limits)), _set(sets.index(norm.conditions))
    force = clingo.Function("binding" if norm.force is Force.BINDING else "soft")
    yield _fact(
        "norm",
        clingo.Number(number),
        clingo.Function(norm.modality.value),
        _fact("bears", norm.bearer, norm.circumstance, conditions),
        _fact("does", norm.action, norm.object, norm.counterparty, window, limits),
        _fact("holds", norm.place, *_days(norm.validity)),
        _fact("made", norm.issuer, force),
    )


def _span(number: int, window: Window) -> Iterator[clingo.Symbol]:
    low = clingo.Infimum if window.span.low is None else clingo.Number(window.span.low)
    high = clingo.Supremum if window.span.high is None else clingo.Number(window.span.high)
    yield _fact("span", _window(number), window.after or "", low, high)
    if window.mode is Mode.MAINTENANCE:
        yield _fact("lasting", _window(number))


def _bounds(number: int, bounds: tuple[Measured, ...]) -> Iterator[clingo.Symbol]:
    yield _fact("bounds", _set(number))
    for bound in bounds:
        yield _fact("bound", _set(number), bound.measure, _end(bound.span, low=True), _end(bound.span, low=False))


def _end(span: Interval[Decimal], *, low: bool) -> clingo.Symbol:
    """Return an end as a whole number: twice its value, and one further in if it is open."""
    value, is_open = (span.low, span.low_open) if low else (span.high, span.high_open)
    if value is None:
        return clingo.Infimum if low else clingo.Supremum
    return clingo.Number(2 * int(value) + (int(is_open) if low else -int(is_open)))


def _days(period: Interval[date]) -> tuple[clingo.Symbol, clingo.Symbol]:
    low = clingo.Infimum if period.low is None else clingo.Number(period.low.toordinal())
    return low, clingo.Supremum if period.high is None else clingo.Number(period.high.toordinal())


def _window(number: int) -> clingo.Symbol:
    return clingo.Function("window", [clingo.Number(number)])


def _set(number: int) -> clingo.Symbol:
    return clingo.Function("bounds", [clingo.Number(number)])


def _fact(name: str, *values: str | clingo.Symbol | None) -> clingo.Symbol:
    terms = [_ANY if value is None else clingo.String(value) if isinstance(value, str) else value for value in values]
    return clingo.Function(name, terms)
