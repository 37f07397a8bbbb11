"""The engine's verdict on every pair, and its certainty, is that of every model of a tiny world, found by brute force.

In one model a norm is a set of situations and a set of acts, and a behaviour is the set of acts that a bearer does in a
situation. What the specification's tables say is then a sentence about all models, which are enumerated:

* a contradiction holds if in every model in which the two scopes share a situation no behaviour will do;
* a partial one if that is not so, but some model has an act that both norms are about;
* it is *possible* only if some model has no common situation (or, for a partial one, no common act), else *likely* if on
  an axis of classes each scope reaches beyond the other in some model, else *certain*.

Where the page says something else than a naive reading of the models would, the page's words are what is encoded, and a
comment says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from random import Random

from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from oracles import generated
from oracles.worlds import Model, Ontology, World, during, members
from rightsnet import rules
from rightsnet.algebra.boxes import compare
from rightsnet.algebra.knowledge import ActionFacts, Knowledge
from rightsnet.algebra.pairs import holds
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.engine.search import search
from rightsnet.model.finding import Certainty
from rightsnet.model.norm import Modality, Mode, Norm
from rightsnet.model.rule import PairRule

PAIR_RULES = [rule for rule in rules.collect() if issubclass(rule, PairRule)]
MOST_MODELS = 600
NORMS = 8
WORLDS = 50
Verdict = tuple[str, str, str, Certainty]
_SYMMETRIC = {"incompatible-duties", "clashing-values", "duplicate-norm"}
O, F, P, E = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION, Modality.EXEMPTION  # noqa: E741


@dataclass
class Axis:
    """How two sets of values on one axis stand to each other in the models seen so far."""

    always_inside: bool = True
    always_around: bool = True
    always_meet: bool = True
    ever_meet: bool = False

    def see(self, left: frozenset[object], right: frozenset[object]) -> None:
        """Take in one more model."""
        self.always_inside &= left <= right
        self.always_around &= left >= right
        self.always_meet &= bool(left & right)
        self.ever_meet |= bool(left & right)

    @property
    def equal(self) -> bool:
        """Say whether the sets are the same in every model."""
        return self.always_inside and self.always_around

    @property
    def comparable(self) -> bool:
        """Say whether one set is a part of the other, the same one in every model."""
        return self.always_inside or self.always_around


@dataclass(frozen=True)
class Seen:
    """What a norm is about in one model."""

    scope: int
    act: int
    bearer: frozenset[object]
    circumstance: frozenset[object]
    things: frozenset[object]
    towards: frozenset[object]
    action: frozenset[object]
    window: frozenset[object]


def look(world: World, norm: Norm, model: Model) -> Seen:
    """Return what a norm is about in a model."""
    return Seen(
        scope=world.scope(norm, model),
        act=world.act(norm, model),
        bearer=members(norm.bearer, model, "actor"),
        circumstance=members(norm.circumstance, model, "circumstance"),
        things=members(norm.object, model, "object"),
        towards=members(norm.counterparty, model, "actor"),
        action=members(norm.action, model, "action"),
        window=during(norm.window, model),
    )


class Pair:
    """What is true of two norms in all models, or in some."""

    def __init__(self, left: Norm, right: Norm) -> None:
        self.left, self.right = left, right
        self.scope_inside = self.scope_around = self.act_inside = self.act_around = True
        self.always_meet = self.always_touch = self.hopeless = True
        self.ever_meet = self.ever_touch = False
        self.axes = {name: Axis() for name in ("bearer", "circumstance", "things", "towards", "action", "window")}

    def see(self, left: Seen, right: Seen) -> None:
        """Take in one more model."""
        meet, touch = bool(left.scope & right.scope), bool(left.act & right.act)
        self.always_meet &= meet
        self.ever_meet |= meet
        self.scope_inside &= not left.scope & ~right.scope
        self.scope_around &= not right.scope & ~left.scope
        self.always_touch &= touch
        self.ever_touch |= touch
        self.act_inside &= not left.act & ~right.act
        self.act_around &= not right.act & ~left.act
        if meet:
            self.hopeless &= not some_act_does(left.act, right.act)
        for name, axis in self.axes.items():
            axis.see(getattr(left, name), getattr(right, name))

    @property
    def certainty(self) -> Certainty:
        """Return how sure it is that the scopes meet."""
        if not self.always_meet:
            return Certainty.POSSIBLE
        both = self.axes["bearer"].comparable and self.axes["circumstance"].comparable
        return Certainty.CERTAIN if both else Certainty.LIKELY


def some_act_does(duty: int, ban: int) -> bool:
    """Say whether some behaviour complies with a duty and a ban, given the acts that each is about.

    It is enough to look at behaviours of one act: if any complies, its act that meets the duty complies alone, since a
    ban is broken by fewer acts, if at all. `test_one_act_of_a_duty_is_enough` compares that with all behaviours.
    """
    return bool(duty & ~ban)


class Judge:
    """The specification's tables, read off all the models of a world."""

    def __init__(self, world: World, norms: Sequence[Norm]) -> None:
        self._ontology = world.ontology
        self._pairs = {(a.id, b.id): Pair(a, b) for a, b in permutations(norms, 2)}
        self._follow: dict[tuple[str, str, str], list[Pair]] = {}
        for a, b in permutations(norms, 2):
            for action, degree in self._entailed(a.action).items():
                does = replace(a, id=f"{a.id} {action}", action=action)
                self._follow.setdefault((degree, a.id, b.id), []).append(Pair(does, b))
            for action in self._imposed(b.action):
                ban = replace(b, id=f"{b.id} {action}", bearer=b.counterparty or "", action=action, counterparty=None)
                self._follow.setdefault(("imposed", a.id, b.id), []).append(Pair(a, ban))
        pairs = [*self._pairs.values(), *(pair for found in self._follow.values() for pair in found)]
        every = {norm.id: norm for pair in pairs for norm in (pair.left, pair.right)}
        for model in world.models():
            seen = {name: look(world, norm, model) for name, norm in every.items()}
            for pair in pairs:
                pair.see(seen[pair.left.id], seen[pair.right.id])

    def verdicts(self) -> set[Verdict]:
        """Return every verdict, with its certainty, but those on bans of imposing."""
        found: dict[tuple[str, str, str], Certainty] = {}
        for (left, right), pair in self._pairs.items():
            if pair.ever_meet:
                for rule, certainty in self._rows(pair):
                    ends = sorted((left, right)) if rule in _SYMMETRIC else (left, right)
                    found[rule, ends[0], ends[1]] = certainty
        return {
            (rule, left, right, certainty)
            for (rule, left, right), certainty in found.items()
            if not any(
                (better, left, right) in found and _as_sure(found[better, left, right], certainty)
                for better in _YIELDS.get(rule, ())
            )
        }

    def _rows(self, pair: Pair) -> Iterator[tuple[str, Certainty]]:
        modalities = (pair.left.modality, pair.right.modality)
        if modalities in _ROWS:
            whole, partly = _ROWS[modalities]
            if pair.hopeless:
                yield whole, pair.certainty
            elif partly and pair.ever_touch:
                yield partly, pair.certainty if pair.always_touch else Certainty.POSSIBLE
        for degree, rules_of in (("necessary", _INDIRECT), ("typical", _AS_A_RULE)):
            if modalities in rules_of and any(each.hopeless for each in self._followers(degree, pair)):
                yield rules_of[modalities], pair.certainty
        if modalities[0] is modalities[1]:
            yield from self._same(pair)
        if modalities == (O, O):
            yield from self._two_duties(pair)

    def _same(self, pair: Pair) -> Iterator[tuple[str, Certainty]]:
        """Yield redundancy: complying with the right norm always complies with the left one."""
        if pair.scope_inside and pair.scope_around and pair.act_inside and pair.act_around:
            yield "duplicate-norm", Certainty.CERTAIN
        # The page reads the act of every duty as existential here, also of one to be kept up throughout a window.
        elif pair.scope_inside and (pair.act_around if pair.left.modality is O else pair.act_inside):
            yield "redundant-norm", Certainty.CERTAIN

    def _two_duties(self, pair: Pair) -> Iterator[tuple[str, Certainty]]:
        """Yield incompatible acts, and one act with two values.

        The page speaks of actions that are incompatible, not of single acts: that they may be done to different things
        of one class does not help the bearer, so what counts is whether the things can be the same at all.
        """
        if (
            self._clash(pair.left.action, pair.right.action)
            and pair.axes["things"].ever_meet
            and pair.axes["towards"].ever_meet
        ):
            when = _in_each_others_way(pair)
            if when is not None:
                certainty = pair.certainty
                for axis in (pair.axes["things"], pair.axes["towards"]):
                    certainty = _weakest(certainty, _of(axis))
                yield "incompatible-duties", _weakest(certainty, when)
        bounds = [{bound.measure: bound.span for bound in norm.limits} for norm in (pair.left, pair.right)]
        apart = any(bounds[0][name].meet(bounds[1][name]) is None for name in bounds[0].keys() & bounds[1].keys())
        if apart and pair.axes["action"].equal and pair.axes["things"].equal and pair.axes["towards"].ever_meet:
            yield "clashing-values", _weakest(pair.certainty, _of(pair.axes["towards"]))

    def impositions(self) -> tuple[set[Verdict], set[Verdict]]:
        """Return the impositions that the page calls forbidden, and all on which the page does not say the opposite.

        The page wants the bearer of the duty within whom the ban protects, and the issuer within whom it addresses.
        Where the two bearers merely meet, or the issuer is named by a wider class, some of what is imposed is forbidden.
        """
        must, may = set[Verdict](), set[Verdict]()
        for (degree, left, right), pairs in self._follow.items():
            for pair in pairs if degree == "imposed" else ():
                if (pair.left.modality, pair.right.modality) != (O, F) or not pair.ever_meet or not pair.act_inside:
                    continue
                issuer, addressed = pair.left.issuer or "", self._pairs[left, right].right.bearer
                verdict = ("forbidden-imposition", left, right, pair.certainty)
                issued_within = self._ontology.is_kind_of("actor", issuer, addressed)
                if issued_within and pair.axes["bearer"].always_inside:
                    must.add(verdict)
                if issued_within or self._ontology.is_kind_of("actor", addressed, issuer):
                    may.add(verdict)
        return must, may

    def _followers(self, degree: str, pair: Pair) -> list[Pair]:
        return self._follow.get((degree, pair.left.id, pair.right.id), [])

    def _clash(self, one: str, other: str) -> bool:
        """Say whether a stated incompatibility is inherited by two actions."""
        kind_of = self._ontology.is_kind_of
        return any(
            kind_of("action", a, first) and kind_of("action", b, second)
            for first, second in self._ontology.incompatible
            for a, b in ((one, other), (other, one))
        )

    def _entailed(self, action: str) -> dict[str, str]:
        """Return what doing an action does as well: unavoidably if every link of some chain is, else as a rule."""
        kind_of = self._ontology.is_kind_of
        reached = {degree: {action} for degree in ("necessary", "typical")}
        for degree, found in reached.items():
            degrees = {"necessary", degree}
            while new := {
                other
                for acting, other, strength in self._ontology.entails
                if strength in degrees and other not in found and any(kind_of("action", each, acting) for each in found)
            }:
                found |= new
        own = {other for other in reached["typical"] if kind_of("action", action, other)}
        return {
            other: "necessary" if other in reached["necessary"] else "typical" for other in reached["typical"] - own
        }

    def _imposed(self, act: str) -> list[str]:
        """Return what a ban of a normative act bans imposing: by acts of that kind, or of a kind that it is of."""
        kind_of = self._ontology.is_kind_of
        return [
            imposed
            for imposing, imposed in self._ontology.imposes
            if kind_of("action", imposing, act) or kind_of("action", act, imposing)
        ]


_ROWS = {
    (O, F): ("impossible-duty", "narrowed-duty"),
    (P, F): ("void-permission", "partly-void-permission"),
    (O, E): ("exempted-duty", ""),
}
_INDIRECT = {(O, F): "indirectly-impossible-duty", (P, F): "indirectly-void-permission"}
_AS_A_RULE = {(O, F): "typical-side-effect"}
_YIELDS = {
    "indirectly-impossible-duty": ("impossible-duty",),
    "indirectly-void-permission": ("void-permission", "partly-void-permission"),
    "typical-side-effect": ("impossible-duty", "indirectly-impossible-duty"),
}
_RANK = list(Certainty)


def _weakest(*found: Certainty) -> Certainty:
    return max(found, key=_RANK.index)


def _as_sure(one: Certainty, other: Certainty) -> bool:
    return _RANK.index(one) <= _RANK.index(other)


def _of(axis: Axis) -> Certainty:
    """Return how surely two classes share something."""
    if not axis.always_meet:
        return Certainty.POSSIBLE
    return Certainty.CERTAIN if axis.comparable else Certainty.LIKELY


def _in_each_others_way(pair: Pair) -> Certainty | None:
    """Return how surely two incompatible duties fall together in time, by the page's paragraph on windows.

    What is to be kept up bars what is due once if the window of the latter lies within that of the former; otherwise the
    windows need only meet. Between windows that are counted from different events nothing is known.
    """
    left, right = pair.left.window, pair.right.window
    if left and right and left.after != right.after:
        return Certainty.POSSIBLE
    lasting = [window is not None and window.mode is Mode.MAINTENANCE for window in (left, right)]
    if lasting[0] != lasting[1]:
        falls = pair.axes["window"].always_around if lasting[0] else pair.axes["window"].always_inside
    else:
        falls = pair.axes["window"].ever_meet
    return Certainty.CERTAIN if falls else None


def _knowledge(ontology: Ontology) -> Knowledge:
    """Return the same ontology as the engine knows it."""
    stated = ontology.axioms.values()
    return Knowledge(
        taxonomy=Taxonomy(
            Axioms(
                classes=frozenset().union(*(each.classes for each in stated)),
                subclasses=frozenset().union(*(each.subclasses for each in stated)),
                disjoint=frozenset().union(*(each.disjoint for each in stated)),
                complements=frozenset().union(*(each.complements for each in stated)),
                unions={name: found for each in stated for name, found in (each.unions or {}).items()},
                intersections={name: found for each in stated for name, found in (each.intersections or {}).items()},
            )
        ),
        places=Places(ontology.parts, ontology.memberships),
        actions=ActionFacts(incompatible=ontology.incompatible, entails=ontology.entails, imposes=ontology.imposes),
        single_valued=frozenset({"measure"}),
    )


def _found(norms: Sequence[Norm], knowledge: Knowledge, *, possible: bool) -> set[Verdict]:
    """Return what the engine finds, each with the certainty that the algebra gives it."""
    named = {rule.name(): rule for rule in PAIR_RULES}
    run = search(norms, (), PAIR_RULES, knowledge, possible=possible)
    found = set[Verdict]()
    for pair in run.pairs:
        left, right = run.norms[pair.left], run.norms[pair.right]
        certainty = holds(named[pair.rule], compare(left, right, knowledge), knowledge)
        assert certainty is not None
        ends = sorted((left.id, right.id)) if pair.rule in _SYMMETRIC else (left.id, right.id)
        found.add((pair.rule, ends[0], ends[1], certainty))
    return found


def test_the_engine_agrees_with_all_models_on_every_pair_and_every_certainty() -> None:
    seen = set[tuple[str, Certainty]]()

    @given(st.randoms(use_true_random=True))
    @settings(max_examples=WORLDS, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    def agree(chance: Random) -> None:
        world, norms = generated.world(chance, NORMS, MOST_MODELS)
        judge = Judge(world, norms)
        knowledge = _knowledge(world.ontology)
        must, may = judge.impositions()
        found = _found(norms, knowledge, possible=True)
        imposed = {verdict for verdict in found if verdict[0] == "forbidden-imposition"}
        note(f"{world.ontology}\n{norms}")
        assert found - imposed == judge.verdicts()
        assert must <= imposed <= may
        shown = {verdict for verdict in found if verdict[3] is not Certainty.POSSIBLE}
        assert _found(norms, knowledge, possible=False) == shown
        seen.update((verdict[0], verdict[3]) for verdict in found)

    agree()
    every = {(rule.name(), certainty) for rule in PAIR_RULES for certainty in Certainty}
    assert seen == every - {
        (rule, certainty) for rule in ("duplicate-norm", "redundant-norm") for certainty in _RANK[1:]
    }


def test_one_act_of_a_duty_is_enough() -> None:
    every = range(1 << 5)
    for duty in every:
        for ban in every:
            complies = any(behaviour & duty and not behaviour & ban for behaviour in every)
            assert complies == some_act_does(duty, ban)
