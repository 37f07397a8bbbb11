"""Generated norms on every axis, and the little world of classes, places and facts that they speak about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from algebra.generated import axioms, intervals, periods
from rightsnet.algebra.knowledge import ActionFacts, Degree, Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Taxonomy
from rightsnet.model.interval import Interval
from rightsnet.model.law import Membership
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Measured, Modality, Mode, Norm, Window

CLASSES = tuple("ABCDE")
PLACES = ("World", "North", "South", "Town", "League", "Union")
MEASURES = ("age", "fine")
STATE, ANYONE = rn("State"), rn("Actor")

classes = st.sampled_from(CLASSES)
pairs = st.tuples(classes, classes)


@st.composite
def worlds(draw: st.DrawFn) -> Knowledge:
    """Return what is known: classes on all axes, places with members that come and go, and facts about actions."""
    found = draw(axioms(CLASSES))
    stated = replace(
        found,
        classes=found.classes | {STATE, ANYONE},
        subclasses=found.subclasses | {(STATE, ANYONE), (draw(classes), STATE)},
        overlaps=draw(st.frozensets(pairs, max_size=1)),
        roles=draw(st.frozensets(pairs, max_size=1)),
    )
    parts = {"Town": ("North",), **{name: ("World",) for name in ("North", "South", "League", "Union")}}
    members = st.builds(
        Membership,
        st.sampled_from(("North", "South", "Town")),
        st.sampled_from(("League", "Union")),
        periods(),
        st.sampled_from((True, True, False)),
    )
    degrees: st.SearchStrategy[Degree] = st.sampled_from(("necessary", "necessary", "typical", "possible"))
    entailed = st.tuples(classes, classes, degrees)
    return Knowledge(
        taxonomy=Taxonomy(stated),
        places=Places(parts, draw(st.lists(members, max_size=4))),
        actions=ActionFacts(
            imposes=tuple(draw(st.lists(pairs, max_size=2))),
            incompatible=tuple(draw(st.lists(pairs, max_size=2))),
            entails=tuple(draw(st.lists(entailed, max_size=2))),
        ),
        single_valued=frozenset({"age"}),
    )


@st.composite
def measures(draw: st.DrawFn) -> tuple[Measured, ...]:
    """Return bounds on some measures."""
    names = draw(st.lists(st.sampled_from(MEASURES), max_size=2, unique=True))
    return tuple(Measured(name, _decimal(draw(intervals()))) for name in sorted(names))


def _decimal(span: Interval[int]) -> Interval[Decimal]:
    low, high = (None if end is None else Decimal(end) for end in (span.low, span.high))
    return Interval(low, high, span.low_open, span.high_open)


def _seldom(found: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """Leave an axis open more often than not, so that norms often meet."""
    return st.one_of(st.none(), st.none(), found)


windows = st.builds(Window, intervals(), _seldom(st.sampled_from("AB")), st.sampled_from(Mode))

norms = st.builds(
    Norm,
    id=st.just("n"),
    modality=st.sampled_from(Modality),
    bearer=classes,
    action=classes,
    place=_seldom(st.sampled_from(PLACES)),
    validity=periods(),
    circumstance=_seldom(classes),
    conditions=st.one_of(st.just(()), measures()),
    object=_seldom(classes),
    counterparty=_seldom(classes),
    window=st.one_of(st.none(), st.none(), windows),
    limits=st.one_of(st.just(()), measures()),
    issuer=_seldom(st.sampled_from((*CLASSES, "North", STATE))),
    force=st.sampled_from((Force.BINDING, Force.BINDING, Force.SOFT)),
)
"""A norm without a name of its own."""
