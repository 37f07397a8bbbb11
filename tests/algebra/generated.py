"""Generated ontologies and norms for the property tests of the algebra."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import strategies as st

from rightsnet.algebra.taxonomy import Axioms
from rightsnet.model.interval import Interval, period

NAMES = tuple("ABCDEFG")


@st.composite
def axioms(draw: st.DrawFn, names: tuple[str, ...] = NAMES) -> Axioms:
    """Return Boolean axioms over a few classes; they may leave a class without members."""
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names))
    pairs = st.frozensets(pair.filter(lambda p: p[0] != p[1]), max_size=6)
    some = st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True).map(tuple)
    defined = st.dictionaries(st.sampled_from(names), some, max_size=2)
    return Axioms(
        classes=frozenset(names),
        subclasses=draw(pairs),
        equivalents=draw(st.frozensets(pair.filter(lambda p: p[0] != p[1]), max_size=1)),
        unions=draw(defined),
        intersections=draw(defined),
        complements=draw(st.frozensets(pair.filter(lambda p: p[0] != p[1]), max_size=1)),
        disjoint=draw(st.frozensets(pair.filter(lambda p: p[0] != p[1]), max_size=3)),
    )


@st.composite
def guarded_axioms(draw: st.DrawFn) -> Axioms:
    """Return axioms in which a class is defined as an intersection with an anonymous complement: A but not B."""
    found = draw(axioms(NAMES[:5]))
    whole, kind, other = draw(st.lists(st.sampled_from(NAMES[:5]), min_size=3, max_size=3, unique=True))
    return replace(
        found,
        classes=found.classes | {"_:not"},
        intersections={**(found.intersections or {}), whole: (kind, "_:not")},
        complements=found.complements | {("_:not", other)},
    )


def models(found: Axioms) -> list[frozenset[str]]:
    """Return every set of classes that some individual can be in at once: the brute-force semantics."""
    names = sorted(found.classes)
    every = (
        frozenset(name for name, inside in zip(names, bits, strict=True) if inside)
        for bits in product((False, True), repeat=len(names))
    )
    return [model for model in every if _allowed(model, found)]


def _allowed(model: frozenset[str], found: Axioms) -> bool:
    return (
        all(wide in model for narrow, wide in found.subclasses if narrow in model)
        and all((a in model) == (b in model) for a, b in found.equivalents)
        and all((name in model) == any(m in model for m in members) for name, members in (found.unions or {}).items())
        and all(
            (name in model) == all(m in model for m in members) for name, members in (found.intersections or {}).items()
        )
        and all((a in model) != (b in model) for a, b in found.complements)
        and all(not (a in model and b in model) for a, b in found.disjoint)
    )


days = st.dates(date(2000, 1, 1), date(2000, 3, 1))


@st.composite
def periods(draw: st.DrawFn) -> Interval[date]:
    """Return a half-open period, open-ended on either side at times."""
    low, high = sorted(draw(st.lists(days, min_size=2, max_size=2, unique=True)))
    return period(draw(st.sampled_from([None, low])), draw(st.sampled_from([None, high])))


@st.composite
def intervals(draw: st.DrawFn) -> Interval[int]:
    """Return an interval of small numbers with ends of every sort."""
    low, high = sorted(draw(st.lists(st.integers(0, 8), min_size=2, max_size=2)))
    opens = (False, False) if low == high else (draw(st.booleans()), draw(st.booleans()))
    ends = draw(st.tuples(st.sampled_from([None, low]), st.sampled_from([None, high])))
    return Interval(ends[0], ends[1], opens[0] and ends[0] is not None, opens[1] and ends[1] is not None)
