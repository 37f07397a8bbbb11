"""What it means that one norm replaces another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from algebra.generated_norms import norms, worlds
from rightsnet.algebra.boxes import ACT, SCOPE, compare
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.pairs import holds
from rightsnet.algebra.revision import effects, strictness
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.interval import Interval, period
from rightsnet.model.norm import META_ACTS, Force, Measured, Modality, Mode, Norm, Strength, Window
from rightsnet.model.relation import Relation
from rightsnet.model.revision import Strictness
from rightsnet.rules.redundant_norm import RedundantNorm

KINDS = Knowledge(
    Taxonomy(
        Axioms(
            classes=frozenset("ABCDE"),
            subclasses=frozenset({("B", "A"), ("C", "A"), ("E", "B"), ("E", "C")}),
            disjoint=frozenset({("D", "A")}),
        )
    )
)
DUTY = Norm(id="n", modality=Modality.OBLIGATION, bearer="A", action="A")
HOUR, DAY = 3600, 86_400


def _means(old: Norm, new: Norm) -> tuple[Strictness, list[str]]:
    return strictness(old, new, KINDS), [effect.sentence for effect in effects(old, new, KINDS)]


@pytest.mark.parametrize(
    ("modality", "verdict", "sentence"),
    [
        (
            Modality.OBLIGATION,
            Strictness.STRICTER,
            "The act is narrower: b instead of a, which leaves fewer ways to comply.",
        ),
        (Modality.PROHIBITION, Strictness.LOOSER, "The act is narrower: b instead of a, so it forbids less."),
        (Modality.PERMISSION, Strictness.GRANTS_LESS, "The act is narrower: b instead of a, so it permits less."),
        (Modality.EXEMPTION, Strictness.GRANTS_LESS, "The act is narrower: b instead of a, so it exempts from less."),
    ],
)
def test_a_narrower_act(modality: Modality, verdict: Strictness, sentence: str) -> None:
    wide = replace(DUTY, modality=modality)
    narrow = replace(wide, action="B")
    assert strictness(wide, narrow, KINDS) is verdict
    assert strictness(narrow, wide, KINDS) is verdict.mirrored
    assert [effect.sentence for effect in effects(wide, narrow, KINDS)] == [sentence]


@pytest.mark.parametrize(
    ("key", "value", "verdict", "sentence"),
    [
        ("bearer", "B", Strictness.LOOSER, "It binds fewer: b instead of a."),
        ("bearer", "D", Strictness.NEITHER, "It binds others: d instead of a."),
        (
            "validity",
            period(date(2027, 1, 1)),
            Strictness.LOOSER,
            "It is in force for a shorter time: from 2027-01-01 instead of at all times.",
        ),
        ("circumstance", "B", Strictness.LOOSER, "It applies in fewer situations: b instead of any."),
        (
            "conditions",
            (Measured("users", Interval(Decimal(5))),),
            Strictness.LOOSER,
            "Its measured conditions reach fewer: users from 5 instead of any.",
        ),
        (
            "limits",
            (Measured("copies", Interval(high=Decimal(5))),),
            Strictness.STRICTER,
            "The measure of the act is narrower: copies to 5 instead of any, which leaves fewer ways to comply.",
        ),
        (
            "window",
            Window(Interval(0, HOUR)),
            Strictness.STRICTER,
            "The time for the act is narrower: from 0 seconds to 1 hour (achievement) instead of any time, which leaves "
            "fewer ways to comply.",
        ),
    ],
)
def test_one_axis_of_a_duty(key: str, value: object, verdict: Strictness, sentence: str) -> None:
    assert _means(DUTY, replace(DUTY, **{key: value})) == (verdict, [sentence])  # type: ignore[arg-type]


def test_what_must_be_kept_up_for_longer_is_stricter() -> None:
    short, long = (replace(DUTY, window=Window(Interval(0, span), mode=Mode.MAINTENANCE)) for span in (HOUR, DAY))
    assert _means(short, long) == (
        Strictness.STRICTER,
        [
            "The time for the act is wider: from 0 seconds to 1 day (maintenance) instead of from 0 seconds to 1 hour "
            "(maintenance), so the act has to be kept up for longer."
        ],
    )


def test_keeping_up_is_stricter_than_doing_once_in_the_same_time() -> None:
    once, throughout = (replace(DUTY, window=Window(Interval(0, DAY), mode=mode)) for mode in Mode)
    assert strictness(once, throughout, KINDS) is Strictness.STRICTER
    assert strictness(throughout, once, KINDS) is Strictness.LOOSER


def test_another_modality_is_another_kind_of_norm() -> None:
    assert _means(DUTY, replace(DUTY, modality=Modality.PERMISSION)) == (
        Strictness.OTHER_KIND,
        ["It was an obligation and is now a permission."],
    )


def test_what_is_not_known_is_not_said() -> None:
    open_world = replace(KINDS, taxonomy=Taxonomy(Axioms(classes=frozenset("AB"))))
    verdict = strictness(DUTY, replace(DUTY, action="B"), open_world)
    (effect,) = effects(DUTY, replace(DUTY, action="B"), open_world)
    assert (verdict, effect.sentence) == (
        Strictness.UNKNOWN,
        "Nothing says how the new act stands to the old: b instead of a.",
    )


def test_a_stance_towards_one_right_is_no_part_of_that_towards_another() -> None:
    act = sorted(META_ACTS)[0]
    known = replace(
        KINDS, taxonomy=Taxonomy(Axioms(classes=frozenset({act, "A", "B"}), subclasses=frozenset({("B", "A")})))
    )
    wide = replace(DUTY, action=act, object="A")
    assert strictness(wide, replace(wide, object="B"), known) is Strictness.UNKNOWN


def test_lists_and_texts() -> None:
    old = replace(
        DUTY, safeguards=("A", "B"), aims=("C",), sanction="Fine.", remedy="Appeal.", strength=Strength.MANDATORY
    )
    new = replace(
        old, safeguards=("B", "D"), aims=(), sanction="", remedy="Action.", necessity="It is.", force=Force.SOFT
    )
    assert _means(old, new) == (
        Strictness.SAME,
        [
            "Its source was binding and is now not binding.",
            "It gains the safeguard d.",
            "It loses the safeguard a.",
            "It loses the aim c.",
            "It now states why it is necessary.",
            "It no longer states a sanction.",
            "It states a remedy in other words.",
        ],
    )


@given(worlds(), norms, norms)
@settings(max_examples=150, deadline=None)
def test_the_verdict_mirrors_and_agrees_with_the_rule_on_redundancy(known: Knowledge, one: Norm, other: Norm) -> None:
    found = strictness(one, other, known)
    assert strictness(other, one, known) is found.mirrored
    relations = {compare(other, one, known).axes[axis].relation for axis in (*SCOPE, *ACT)}
    modes = {norm.window.mode if norm.window else Mode.ACHIEVEMENT for norm in (one, other)}
    if modes == {Mode.ACHIEVEMENT} and one.force is other.force is Force.BINDING and relations != {Relation.EQUAL}:
        pair = compare(replace(one, id="old"), replace(other, id="new"), known)
        redundant = holds(RedundantNorm, pair, known) is not None
        assert redundant == (found in (Strictness.STRICTER, Strictness.GRANTS_MORE)) or not pair.periods


@given(worlds(), norms)
def test_a_norm_beside_itself(known: Knowledge, norm: Norm) -> None:
    assert strictness(norm, norm, known) is Strictness.SAME
    assert effects(norm, norm, known) == ()
