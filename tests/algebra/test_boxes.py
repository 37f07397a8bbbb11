"""The laws of the relation between boxes, on every axis."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.generated_norms import CLASSES, MEASURES, changed, measures, norms, windows, worlds
from rightsnet.algebra import boxes, intervals
from rightsnet.algebra.boxes import ACT, SCOPE, NormComparison, compare
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.finding import Certainty
from rightsnet.model.interval import Interval
from rightsnet.model.norm import Measured, Norm, Window
from rightsnet.model.relation import Relation, combine

SYMMETRIC = {Relation.EQUAL, Relation.OVERLAPS, Relation.DISJOINT, Relation.UNKNOWN}
VALUES = (0, 1, 2)
sets = st.frozensets(st.sampled_from(VALUES), min_size=1)


def _relation(left: frozenset[object], right: frozenset[object]) -> Relation:
    """Return the relation of two sets."""
    if left == right:
        return Relation.EQUAL
    if not left & right:
        return Relation.DISJOINT
    if left < right:
        return Relation.WITHIN
    return Relation.CONTAINS if left > right else Relation.OVERLAPS


@given(st.lists(st.tuples(sets, sets), min_size=1, max_size=3))
def test_the_relation_of_two_boxes_is_that_of_the_products_of_their_axes(
    axes: list[tuple[frozenset[int], frozenset[int]]],
) -> None:
    left, right = (frozenset(product(*sides)) for sides in zip(*axes, strict=True))
    assert combine(_relation(a, b) for a, b in axes) is _relation(left, right)


@given(st.lists(st.sampled_from(Relation), max_size=5), st.data())
def test_an_unknown_axis_leaves_boxes_undecided_unless_another_keeps_them_apart(
    relations: list[Relation], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations([*relations, Relation.UNKNOWN]))
    apart = Relation.DISJOINT in relations
    assert combine(mixed) is (Relation.DISJOINT if apart else Relation.UNKNOWN)


@given(st.lists(st.sampled_from(Relation)))
def test_combining_knows_no_left_and_right(relations: list[Relation]) -> None:
    assert combine(relation.converse for relation in relations) is combine(relations).converse
    assert combine(reversed(relations)) is combine(relations)
    assert combine([*relations, *relations]) is combine(relations)


@given(worlds(), norms, norms)
@settings(max_examples=120, deadline=None)
def test_relations_are_symmetric_and_within_is_the_converse_of_contains(
    known: Knowledge, left: Norm, right: Norm
) -> None:
    here, there = compare(left, right, known), compare(right, left, known)
    for axis in (*SCOPE, *ACT):
        ours, theirs = here.axes[axis].relation, there.axes[axis].relation
        assert theirs is (ours if ours in SYMMETRIC else ours.converse), axis
        assert (ours is Relation.WITHIN) == (theirs is Relation.CONTAINS), axis
    assert there.scope is here.scope.converse
    assert there.act is here.act.converse
    assert (there.meet, there.periods, there.apart_by) == (here.meet, here.periods, here.apart_by)
    assert there.certainty is here.certainty


@given(worlds(), norms)
@settings(max_examples=60, deadline=None)
def test_a_norm_is_equal_to_itself_whatever_it_is_called(known: Knowledge, norm: Norm) -> None:
    found = compare(norm, replace(norm, id="m", label="another name"), known)
    assert {found.axes[axis].relation for axis in (*SCOPE, *ACT)} == {Relation.EQUAL}
    assert found.periods == (norm.validity,)
    assert found.certainty is Certainty.CERTAIN


@given(worlds(), norms, st.data())
@settings(max_examples=120, deadline=None)
def test_within_is_transitive(known: Knowledge, first: Norm, data: st.DataObject) -> None:
    """The second and third norm are mostly like the one before, so that they often lie within each other."""
    second = _near(first, data)
    third = _near(second, data)
    one, two, through = (compare(*pair, known) for pair in ((first, second), (second, third), (first, third)))
    for part in ("scope", "act"):
        a, b, c = (getattr(each, part) for each in (one, two, through))
        if a.inside and b.inside:
            assert c.inside, part
        if a is Relation.EQUAL and b is Relation.EQUAL:
            assert c is Relation.EQUAL, part
        if a.inside and b is Relation.DISJOINT:
            assert c is Relation.DISJOINT, part


def _near(norm: Norm, data: st.DataObject) -> Norm:
    """Return a norm that differs from another on at most two axes."""
    other = data.draw(norms)
    axes = data.draw(st.lists(st.sampled_from((*SCOPE, *ACT)), max_size=2, unique=True))
    return replace(norm, **{axis: getattr(other, axis) for axis in axes})


@given(worlds(), norms, norms)
@settings(max_examples=80, deadline=None)
def test_the_names_of_classes_and_the_order_of_bounds_do_not_matter(known: Knowledge, left: Norm, right: Norm) -> None:
    names = {name: f"z{turned}" for name, turned in zip(CLASSES, reversed(CLASSES), strict=True)}
    other = replace(known, taxonomy=Taxonomy(_renamed(known.taxonomy.axioms, names)))
    here, there = compare(left, right, known), compare(_spelled(left, names), _spelled(right, names), other)
    for axis in (*SCOPE, *ACT):
        assert here.axes[axis].relation is there.axes[axis].relation, axis
    assert (here.certainty, here.periods) == (there.certainty, there.periods)


@given(worlds(), norms, norms)
@settings(max_examples=120, deadline=None)
def test_what_norms_mean_follows_from_their_axes_as_the_specification_says(
    known: Knowledge, left: Norm, right: Norm
) -> None:
    found = compare(left, right, known)
    scope = [found.axes[axis].relation for axis in SCOPE]
    assert found.scope is combine(scope)
    assert found.act is combine(found.axes[axis].relation for axis in ACT)
    assert found.meet == (Relation.DISJOINT not in scope)
    assert (found.apart_by is None) == found.meet
    if found.apart_by:
        assert found.axes[found.apart_by].relation is Relation.DISJOINT
    assert found.certainty is _certainty(found)
    common = left.validity.meet(right.validity)
    assert all(common and each.meet(common) == each for each in found.periods)
    decided = found.axes["place"].relation is not Relation.DISJOINT and common is not None
    assert bool(found.periods) == decided


@given(worlds(), norms)
@settings(max_examples=50, deadline=None)
def test_an_axis_that_is_left_open_contains_every_value(known: Knowledge, norm: Norm) -> None:
    for axis in ("place", "circumstance", "object", "counterparty", "window"):
        found = compare(changed(norm, axis, None), norm, known).axes[axis].relation
        assert found is (Relation.EQUAL if getattr(norm, axis) is None else Relation.CONTAINS), axis
    for axis in ("conditions", "limits"):
        found = compare(changed(norm, axis, ()), norm, known).axes[axis].relation
        assert found in (Relation.EQUAL, Relation.CONTAINS), axis


@given(st.one_of(st.none(), windows), st.one_of(st.none(), windows))
def test_windows_relate_as_their_spans_if_they_are_counted_from_the_same_event(
    left: Window | None, right: Window | None
) -> None:
    found = boxes.windows(left, right).relation
    if left is None or right is None:
        empty = {(True, True): Relation.EQUAL, (True, False): Relation.CONTAINS, (False, True): Relation.WITHIN}
        assert found is empty[left is None, right is None]
    elif left.after != right.after:
        assert found is Relation.UNKNOWN
    else:
        assert found is intervals.relate(left.span, right.span)


@given(measures(), measures())
def test_bounds_relate_measure_by_measure_and_a_measure_that_one_side_lacks_is_open_there(
    left: tuple[Measured, ...], right: tuple[Measured, ...]
) -> None:
    ours, theirs = ({each.measure: each.span for each in side} for side in (left, right))
    anything: Interval[Decimal] = Interval()
    expected = combine(intervals.relate(ours.get(m, anything), theirs.get(m, anything)) for m in MEASURES)
    assert boxes.measured(left, right).relation is expected


def _certainty(found: NormComparison) -> Certainty:
    """Return the certainty by the words of the specification, §2."""
    concepts = [found.axes[axis].relation for axis in ("bearer", "circumstance")]
    others = [found.axes["place"].relation, found.axes["conditions"].relation, found.act]
    if Relation.UNKNOWN in (*concepts, *others):
        return Certainty.POSSIBLE
    decided = {Relation.EQUAL, Relation.WITHIN, Relation.CONTAINS}
    return Certainty.CERTAIN if all(relation in decided for relation in concepts) else Certainty.LIKELY


def _renamed(found: Axioms, names: dict[str, str]) -> Axioms:
    def name(given: str) -> str:
        return names.get(given, given)

    def both(given: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        return frozenset((name(a), name(b)) for a, b in given)

    return Axioms(
        classes=frozenset(map(name, found.classes)),
        subclasses=both(found.subclasses),
        equivalents=both(found.equivalents),
        unions={name(whole): tuple(map(name, parts)) for whole, parts in (found.unions or {}).items()},
        intersections={name(whole): tuple(map(name, parts)) for whole, parts in (found.intersections or {}).items()},
        complements=both(found.complements),
        disjoint=both(found.disjoint),
        overlaps=both(found.overlaps),
        roles=both(found.roles),
    )


def _spelled(norm: Norm, names: dict[str, str]) -> Norm:
    def name(given: str | None) -> str | None:
        return None if given is None else names.get(given, given)

    def turned(bounds: tuple[Measured, ...]) -> tuple[Measured, ...]:
        return tuple(reversed(bounds))

    return replace(
        norm,
        bearer=names[norm.bearer],
        action=names[norm.action],
        object=name(norm.object),
        counterparty=name(norm.counterparty),
        circumstance=name(norm.circumstance),
        window=norm.window and Window(norm.window.span, name(norm.window.after), norm.window.mode),
        conditions=turned(norm.conditions),
        limits=turned(norm.limits),
    )
