"""Jointly impossible norms, against brute force over all models, points in time, places and subsets of norms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from algebra.generated import axioms, intervals, models, periods
from rightsnet import session
from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.coverage import act, covered, owed
from rightsnet.algebra.knowledge import ActionFacts, Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.engine.joint import UNION, find_joint
from rightsnet.model.finding import Certainty
from rightsnet.model.interval import Interval
from rightsnet.model.law import Membership
from rightsnet.model.names import rn
from rightsnet.model.norm import Measured, Modality, Mode, Norm, Window

NAMES = tuple("ABCDE")
PLACES = ("P", "Q", "R", "X", "Y", "Z")
DAYS = [date(1999, 12, 1) + timedelta(days=number) for number in range(120)]
NUMBERS = [Fraction(number, 2) for number in range(-2, 20)]


@st.composite
def knowledge(draw: st.DrawFn) -> Knowledge:
    """Return an ontology in which A is the union of some others, places with members over time, and an entailment."""
    unions = {"A": draw(st.sampled_from((("B", "C"), ("B", "C", "D"))))}
    if draw(st.booleans()):
        unions["B"] = ("D", "E")
    shared = draw(st.sampled_from(((), (("E", "C"), ("E", "B")), (("E", "C"), ("E", "D")))))
    found = Axioms(classes=frozenset(NAMES), unions=unions, subclasses=frozenset(shared))
    if draw(_one_in(3)):
        more = draw(axioms(NAMES))
        found = replace(more, unions={**(more.unions or {}), **unions})
    pair = st.tuples(st.sampled_from("AEE"), st.sampled_from("AAB"), st.just("necessary"))
    entails = draw(st.lists(pair, max_size=1)) if draw(_one_in(3)) else []
    members = st.builds(Membership, st.sampled_from("XYZ"), st.sampled_from("PQR"), periods(), st.just(value=True))
    places = Places({}, draw(st.lists(members, max_size=6)), PLACES)
    return Knowledge(Taxonomy(found), places, ActionFacts(entails=tuple(entails)))  # type: ignore[arg-type]


def _one_in(number: int) -> st.SearchStrategy[bool]:
    return st.integers(1, number).map(lambda drawn: drawn == number)


@st.composite
def norm(draw: st.DrawFn, number: int, modality: Modality, *, scoped: bool) -> Norm:
    """Return a norm; the further axes are rare, so that some norms meet and cover each other."""
    made = Norm(id=f"{modality.value}-{number}", modality=modality, bearer="A", action=draw(st.sampled_from("BBCCDE")))
    if modality is Modality.OBLIGATION:
        made = replace(made, action=draw(st.sampled_from("AAABE")), object=draw(st.sampled_from((None, None, "A"))))
    elif draw(_one_in(4)):
        made = replace(made, action=draw(st.sampled_from("AAABE")), object=draw(st.sampled_from("BCDE")))
    if draw(_one_in(4)):
        mode = draw(st.sampled_from(Mode)) if modality is Modality.OBLIGATION else Mode.ACHIEVEMENT
        made = replace(made, window=Window(draw(intervals()), draw(st.sampled_from(("T", "T", None))), mode))
    if draw(_one_in(6)):
        made = replace(made, limits=(Measured("M", _decimals(draw(intervals()))),))
    if not scoped:
        return made
    axes: dict[str, st.SearchStrategy[Any]] = {
        "bearer": st.sampled_from("BC"),
        "circumstance": st.sampled_from("ABC"),
        "place": st.sampled_from("PPPQQR" + "XYZ"),
        "validity": periods(),
        "counterparty": st.sampled_from(NAMES),
        "conditions": intervals().map(lambda span: (Measured("N", _decimals(span)),)),
    }
    likely = {"bearer": 2, "place": 3, "validity": 3, "counterparty": 6}
    drawn = {axis: draw(values) for axis, values in axes.items() if draw(_one_in(likely.get(axis, 4)))}
    return replace(made, **drawn)


@st.composite
def bodies(draw: st.DrawFn, *, scoped: bool) -> tuple[list[Norm], int]:
    duties = [draw(norm(number, Modality.OBLIGATION, scoped=scoped)) for number in range(draw(st.integers(1, 2)))]
    bans = [
        draw(norm(number, Modality.PROHIBITION, scoped=scoped))
        for number in range(draw(st.sampled_from((2, 3, 4, 4, 5, 5, 6))))
    ]
    norms = draw(st.permutations([*duties, *bans]))
    return norms, draw(st.integers(1, len(norms))) if scoped else len(norms)


@given(knowledge(), bodies(scoped=False))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_minimal_sets_of_acts_are_those_of_brute_force(known: Knowledge, body: tuple[list[Norm], int]) -> None:
    _agree(known, *body)


@given(knowledge(), bodies(scoped=True))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_minimal_sets_that_meet_are_those_of_brute_force(known: Knowledge, body: tuple[list[Norm], int]) -> None:
    _agree(known, *body)


@st.composite
def timed(draw: st.DrawFn) -> list[Norm]:
    """Return a duty and bans of acts of which two make up what is owed, each within some time and some limits."""

    def one(name: str, modality: Modality, action: str, mode: Mode = Mode.ACHIEVEMENT) -> Norm:
        made = Norm(id=name, modality=modality, bearer="A", action=action)
        if modality is Modality.OBLIGATION or draw(_one_in(2)):
            made = replace(made, window=Window(draw(intervals()), "T", mode))
        return replace(made, limits=(Measured("M", _decimals(draw(intervals()))),)) if draw(_one_in(4)) else made

    duty = one("duty", Modality.OBLIGATION, "A", draw(st.sampled_from(Mode)))
    actions = draw(st.lists(st.sampled_from("AABCD"), min_size=2, max_size=6))
    return [duty, *(one(str(number), Modality.PROHIBITION, action) for number, action in enumerate(actions))]


@given(timed(), st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_bans_that_share_out_the_time_are_those_of_brute_force(norms: list[Norm], entailing: bool) -> None:
    unions = {"A": ("B", "C", "D")} if entailing else {"A": ("B", "C")}
    entails = (("A", "E", "necessary"),) if entailing else ()
    found = Axioms(classes=frozenset(NAMES), unions={**unions, "E": ("B", "C")})
    _agree(Knowledge(Taxonomy(found), actions=ActionFacts(entails=entails)), norms, len(norms))  # type: ignore[arg-type]


@given(knowledge(), bodies(scoped=False), st.randoms())
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_order_does_not_matter_and_every_set_is_proven_without_a_solver(
    known: Knowledge, body: tuple[list[Norm], int], random: Any
) -> None:
    norms, _ = body
    found = find_joint(norms, len(norms), known)
    random.shuffle(norms)
    assert find_joint(norms, len(norms), known) == found
    for conflict in found.conflicts:
        bans = conflict.prohibitions
        for size in range(1, len(bans) + 1):
            for some in combinations(bans, size):
                whole = [each for _, each in owed(conflict.obligation, bans, known)]
                assert any(covered(each, [act(ban) for ban in some], known) for each in whole) == (size == len(bans))


def _agree(known: Knowledge, norms: Sequence[Norm], drafts: int) -> None:
    every = models(known.taxonomy.axioms)
    named = {name for each in norms for name in (each.bearer, each.circumstance) if name}
    assume(all(any(name in model for model in every) for name in named))
    found = find_joint(norms, drafts, known)
    own = {each.id for each in norms[:drafts]}
    expected = {
        (duty, bans): certainty
        for (duty, bans), certainty in _brute(known, norms, every).items()
        if own & {duty, *bans}
    }
    listed = {(c.obligation.id, frozenset(ban.id for ban in c.prohibitions)): c.certainty for c in found.conflicts}
    assert listed == expected
    assert found.total == len(expected)
    assert found.complete


def _brute(
    known: Knowledge, norms: Sequence[Norm], every: list[frozenset[str]]
) -> dict[tuple[str, frozenset[str]], Certainty]:
    bans = [each for each in norms if each.modality is Modality.PROHIBITION]
    minimal: dict[tuple[str, frozenset[str]], Certainty] = {}
    for duty in norms:
        if duty.modality is not Modality.OBLIGATION:
            continue
        impossible: list[set[str]] = []
        for size in range(1, len(bans) + 1):
            for some in combinations(bans, size):
                ids = {ban.id for ban in some}
                if any(known_set <= ids for known_set in impossible):
                    continue
                certainty = _met((duty, *some), known, every)
                if certainty is not None and _barred(duty, some, known, every):
                    impossible.append(ids)
                    if size > 1:
                        minimal[duty.id, frozenset(ids)] = certainty
    return minimal


def _barred(duty: Norm, bans: Sequence[Norm], known: Knowledge, every: list[frozenset[str]]) -> bool:
    return any(
        _covered(replace(duty, action=action), bans, every, moment)
        for action in _entailed(duty.action, known, every)
        for moment in _moments(duty)
    )


def _moments(duty: Norm) -> list[Fraction | None]:
    if duty.window is None or duty.window.mode is Mode.ACHIEVEMENT:
        return [None]
    return [number for number in NUMBERS if number in duty.window.span]  # type: ignore[operator]


def _entailed(action: str, known: Knowledge, every: list[frozenset[str]]) -> set[str]:
    found = {action}
    while True:
        more = {
            other
            for acting, other, _ in known.actions.entails
            for here in found
            if all(acting in model for model in every if here in model)
        }
        if more <= found:
            return found
        found |= more


def _covered(duty: Norm, bans: Sequence[Norm], every: list[frozenset[str]], moment: Fraction | None) -> bool:
    """Say whether each way of doing what is owed is forbidden; a way is a model on each axis and a number on each scale."""
    norms = (duty, *bans)
    ways = {(True,) * len(norms)}
    for axis in ("action", "object", "counterparty"):
        values = [getattr(each, axis) for each in norms]
        ways = _product(ways, (_where(value is None or value in model for value in values) for model in every))
    for trigger in (None, "T"):
        clock = duty.window is not None and duty.window.after == trigger
        spans = [each.window.span if each.window and each.window.after == trigger else Interval() for each in norms]
        numbers = [moment] if clock and moment is not None else NUMBERS
        ways = _product(ways, (_where(n in span for span in spans) for n in numbers))  # type: ignore[operator]
    free: Interval[Decimal] = Interval()
    limits = [each.limits[0].span if each.limits else free for each in norms]
    ways = _product(ways, (_where(Decimal(float(n)) in span for span in limits) for n in NUMBERS))
    done = [way for way in ways if way[0]]
    return bool(done) and all(any(way[1:]) for way in done)


def _where(inside: Iterable[bool]) -> tuple[bool, ...]:
    return tuple(inside)


def _product(ways: set[tuple[bool, ...]], more: Iterable[tuple[bool, ...]]) -> set[tuple[bool, ...]]:
    """Return which norms the ways of two axes together do: those that they do on both."""
    return {tuple(a and b for a, b in zip(way, other, strict=True)) for other in set(more) for way in ways}


def _met(norms: Sequence[Norm], known: Knowledge, every: list[frozenset[str]]) -> Certainty | None:
    certainties = []
    for axis in ("bearer", "circumstance"):
        values = {getattr(each, axis) for each in norms} - {None}
        below = [name for name in NAMES if any(name in model for model in every)]
        below = [name for name in below if all(values <= model for model in every if name in model)]
        if values and not below:
            return None
        certainties.append(Certainty.CERTAIN if not values or values & set(below) else Certainty.LIKELY)
    spans = [bound.span for each in norms for bound in each.conditions]
    if not any(all(Decimal(float(n)) in span for span in spans) for n in NUMBERS):
        return None
    if not any(all(day in each.validity for each in norms) and _one_place(norms, known, day) for day in DAYS):
        return None
    return max(certainties, key=list(Certainty).index)


def _one_place(norms: Sequence[Norm], known: Knowledge, day: date) -> bool:
    wanted = {each.place for each in norms} - {None}
    if len(wanted) < 2:
        return True
    return bool(set.intersection(*(_parts(place, known, day) for place in wanted if place)))


def _parts(place: str, known: Knowledge, day: date) -> set[str]:
    members = [each for members in known.places._of.values() for each in members if each.organisation == place]
    if place in known.places._of:
        return {each.member for each in members if day in each.period}
    return {place}


def _decimals(span: Interval[int]) -> Interval[Decimal]:
    low, high = (None if end is None else Decimal(end) for end in (span.low, span.high))
    return Interval(low, high, span.low_open, span.high_open)


def _end(number: int, action: str, modality: Modality = Modality.PROHIBITION, **more: Any) -> Norm:
    return Norm(
        id=f"https://example.org/case#{number}",
        modality=modality,
        bearer=rn("DataController"),
        action=rn(action),
        **more,
    )


def test_a_duty_to_erase_or_anonymise_against_a_ban_of_each() -> None:
    known = session.law().knowledge
    duty = _end(0, "EndIdentifiability", Modality.OBLIGATION)
    bans = [_end(1, "ErasePersonalData"), _end(2, "AnonymiseData"), _end(3, "RetainData")]
    found = find_joint([duty, *bans], 4, known)
    assert [conflict.norms for conflict in found.conflicts] == [(duty, *bans[:2])]
    (conflict,) = found.conflicts
    assert conflict.certainty is Certainty.CERTAIN
    assert conflict.meeting.witness == {"bearer": rn("DataController"), "place": rn("WORLD")}
    assert conflict.premises == tuple(
        Premise(rn("EndIdentifiability"), UNION, rn(name)) for name in ("AnonymiseData", "ErasePersonalData")
    )
    assert find_joint([duty, *bans], 0, known).conflicts == ()


def test_a_deadline_that_two_bans_share_out() -> None:
    known = session.law().knowledge
    month = 2_629_800

    def window(since: int, until: int, mode: Mode = Mode.ACHIEVEMENT) -> Window:
        return Window(Interval(since * month, until * month), rn("UserObjected"), mode)

    duty = _end(0, "ErasePersonalData", Modality.OBLIGATION, window=window(0, 6))
    early, late = _end(1, "ErasePersonalData", window=window(0, 3)), _end(2, "ErasePersonalData", window=window(3, 12))
    found = find_joint([duty, early, late], 3, known)
    assert [conflict.norms for conflict in found.conflicts] == [(duty, early, late)]
    # What has to be kept up cannot be, if it is forbidden for a part of the time: that is a conflict of two norms.
    lasting = replace(duty, window=window(0, 6, Mode.MAINTENANCE))
    assert find_joint([lasting, early, late], 3, known).conflicts == ()


def test_norms_that_meet_two_by_two_but_not_all_together() -> None:
    taxonomy = Taxonomy(Axioms(classes=frozenset("BEXY"), unions={"E": ("X", "Y")}))
    members = [("a", "P"), ("a", "Q"), ("b", "Q"), ("b", "R"), ("c", "P"), ("c", "R")]
    known = Knowledge(taxonomy, Places({}, [Membership(*pair) for pair in members]))
    duty = Norm(id="0", modality=Modality.OBLIGATION, bearer="B", action="E", place="P")
    bans = [
        Norm(id=a, modality=Modality.PROHIBITION, bearer="B", action=a, place=p) for a, p in (("X", "Q"), ("Y", "R"))
    ]
    assert find_joint([duty, *bans], 3, known).conflicts == ()
    everywhere = replace(duty, place=None)
    assert len(find_joint([everywhere, *bans], 3, known).conflicts) == 1


def test_too_many_sets_are_counted_but_not_listed() -> None:
    taxonomy = Taxonomy(Axioms(classes=frozenset("BEXY"), unions={"E": ("X", "Y")}))
    duty = Norm(id="0", modality=Modality.OBLIGATION, bearer="B", action="E")
    bans = [
        Norm(id=f"{action}{number}", modality=Modality.PROHIBITION, bearer="B", action=action)
        for action in "XY"
        for number in range(20)
    ]
    found = find_joint([duty, *bans], 41, Knowledge(taxonomy), most=50)
    assert (len(found.conflicts), found.total, found.complete) == (50, 400, False)
    endless = find_joint([duty, *bans], 41, Knowledge(taxonomy), most=2)
    assert (len(endless.conflicts), endless.total, endless.complete) == (2, 200, False)


def test_what_is_only_possible_is_found_on_request() -> None:
    axioms = Axioms(classes=frozenset("BCEXY"), unions={"E": ("X", "Y")})
    duty = Norm(id="0", modality=Modality.OBLIGATION, bearer="B", action="E")
    bans = [Norm(id=a, modality=Modality.PROHIBITION, bearer="C", action=a) for a in "XY"]
    assert find_joint([duty, *bans], 3, Knowledge(Taxonomy(axioms))).conflicts == ()
    (found,) = find_joint([duty, *bans], 3, Knowledge(Taxonomy(axioms)), possible=True).conflicts
    assert found.certainty is Certainty.POSSIBLE
    apart = replace(axioms, disjoint=frozenset({("B", "C")}))
    assert find_joint([duty, *bans], 3, Knowledge(Taxonomy(apart)), possible=True).conflicts == ()


def test_the_shipped_law_can_be_complied_with() -> None:
    law = session.law()
    found = find_joint(law.norms, len(law.norms), law.knowledge)
    assert found.complete
    assert [[norm.id for norm in conflict.norms] for conflict in found.conflicts] == []


def test_what_a_duty_necessarily_entails_can_be_barred_by_several_bans_together() -> None:
    taxonomy = Taxonomy(Axioms(classes=frozenset("BEKXY"), unions={"E": ("X", "Y")}))
    known = Knowledge(taxonomy, actions=ActionFacts(entails=(("K", "E", "necessary"),)))
    duty = Norm(id="0", modality=Modality.OBLIGATION, bearer="B", action="K")
    bans = [Norm(id=action, modality=Modality.PROHIBITION, bearer="B", action=action) for action in "XY"]
    (found,) = find_joint([duty, *bans], 3, known).conflicts
    assert (found.norms, found.entailed) == ((duty, *bans), "E")
    direct = Norm(id="K", modality=Modality.PROHIBITION, bearer="B", action="K")
    assert find_joint([duty, *bans, direct], 3, known).total == 1  # beside the conflict of two norms


def test_of_what_bars_the_act_and_what_bars_an_entailed_act_only_the_smaller_is_found() -> None:
    taxonomy = Taxonomy(Axioms(classes=frozenset("BEKXYZ"), unions={"E": ("X", "Y"), "K": ("X", "Y", "Z")}))
    known = Knowledge(taxonomy, actions=ActionFacts(entails=(("K", "E", "necessary"),)))
    duty = Norm(id="0", modality=Modality.OBLIGATION, bearer="B", action="K")
    bans = [Norm(id=action, modality=Modality.PROHIBITION, bearer="B", action=action) for action in "XYZ"]
    assert [conflict.prohibitions for conflict in find_joint([duty, *bans], 4, known).conflicts] == [tuple(bans[:2])]
