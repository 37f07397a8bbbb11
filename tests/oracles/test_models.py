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

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from oracles import generated
from oracles.worlds import Ontology, Seen, World
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
MOST_POPULATIONS = 300
NORMS = 20
WORLDS = (*range(24), 39, 66, 74, 76, 131, 350)
"""The last few hold what is rare."""
FURTHER_WORLDS = 10
Verdict = tuple[str, str, str, Certainty]
_SYMMETRIC = {"incompatible-duties", "clashing-values", "duplicate-norm"}
O, F, P, E = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION, Modality.EXEMPTION  # noqa: E741


@dataclass(slots=True)
class Axis:
    """How two sets of values stand to each other in the models seen so far."""

    inside: bool = True
    around: bool = True
    always_meet: bool = True
    ever_meet: bool = False

    def see(self, left: int, right: int) -> None:
        """Take in one more model."""
        common = left & right
        self.inside = self.inside and common == left
        self.around = self.around and common == right
        if common:
            self.ever_meet = True
        else:
            self.always_meet = False

    @property
    def equal(self) -> bool:
        """Say whether the sets are the same in every model."""
        return self.inside and self.around

    @property
    def comparable(self) -> bool:
        """Say whether one set is a part of the other, the same one in every model."""
        return self.inside or self.around


class Pair:
    """What is true of two norms in all models, or in some."""

    def __init__(self, left: Norm, right: Norm) -> None:
        self.left, self.right = left, right
        self.scope, self.act, self.bearer, self.circumstance = Axis(), Axis(), Axis(), Axis()
        self.things, self.towards, self.action, self.window = Axis(), Axis(), Axis(), Axis()
        self.hopeless = True

    def see(self, left: Seen, right: Seen) -> None:
        """Take in one more model."""
        self.scope.see(left.scope, right.scope)
        self.act.see(left.act, right.act)
        self.bearer.see(left.bearer, right.bearer)
        self.circumstance.see(left.circumstance, right.circumstance)
        if left.scope & right.scope and some_act_does(left.act, right.act):
            self.hopeless = False
        if self.left.modality is self.right.modality is O:
            self.things.see(left.things, right.things)
            self.towards.see(left.towards, right.towards)
            self.action.see(left.action, right.action)
            self.window.see(left.window, right.window)

    @property
    def certainty(self) -> Certainty:
        """Return how sure it is that the scopes meet."""
        if not self.scope.always_meet:
            return Certainty.POSSIBLE
        both = self.bearer.comparable and self.circumstance.comparable
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
        self._pairs = {
            (a.id, b.id): Pair(a, b)
            for a, b in permutations(norms, 2)
            if a.modality is b.modality or (a.modality, b.modality) in _ROWS
        }
        self._follow: dict[tuple[str, str, str], list[Pair]] = {}
        for a, b in permutations(norms, 2):
            if (a.modality, b.modality) not in _INDIRECT:
                continue
            for action, degree in self._entailed(a.action).items():
                does = replace(a, id=f"{a.id} does {action}", action=action)
                self._follow.setdefault((degree, a.id, b.id), []).append(Pair(does, b))
            for action in self._imposed(b.action):
                ban = replace(
                    b, id=f"{b.id} bans {action}", bearer=b.counterparty or "", action=action, counterparty=None
                )
                self._follow.setdefault(("imposed", a.id, b.id), []).append(Pair(a, ban))
        pairs = [*self._pairs.values(), *(pair for found in self._follow.values() for pair in found)]
        every = {norm.id: norm for pair in pairs for norm in (pair.left, pair.right)}
        for model in world.models():
            seen = {name: world.look(norm, model) for name, norm in every.items()}
            for pair in pairs:
                pair.see(seen[pair.left.id], seen[pair.right.id])

    def verdicts(self) -> set[Verdict]:
        """Return every verdict, with its certainty, but those on bans of imposing."""
        found: dict[tuple[str, str, str], Certainty] = {}
        for (left, right), pair in self._pairs.items():
            if pair.scope.ever_meet:
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
            elif partly and pair.act.ever_meet:
                yield partly, pair.certainty if pair.act.always_meet else Certainty.POSSIBLE
        for degree, rules_of in (("necessary", _INDIRECT), ("typical", _AS_A_RULE)):
            if modalities in rules_of and any(each.hopeless for each in self._followers(degree, pair)):
                yield rules_of[modalities], pair.certainty
        if modalities[0] is modalities[1]:
            yield from self._same(pair)
        if modalities == (O, O):
            yield from self._two_duties(pair)

    def _same(self, pair: Pair) -> Iterator[tuple[str, Certainty]]:
        """Yield redundancy: complying with the right norm always complies with the left one."""
        if pair.scope.equal and pair.act.equal:
            yield "duplicate-norm", Certainty.CERTAIN
        # The page reads the act of every duty as existential here, also of one to be kept up throughout a window.
        elif pair.scope.inside and (pair.act.around if pair.left.modality is O else pair.act.inside):
            yield "redundant-norm", Certainty.CERTAIN

    def _two_duties(self, pair: Pair) -> Iterator[tuple[str, Certainty]]:
        """Yield incompatible acts, and one act with two values.

        The page speaks of actions that are incompatible, not of single acts: that they may be done to different things
        of one class does not help the bearer, so what counts is whether the things can be the same at all.
        """
        if self._clash(pair.left.action, pair.right.action) and pair.things.ever_meet and pair.towards.ever_meet:
            when = _in_each_others_way(pair)
            if when is not None:
                certainty = pair.certainty
                for axis in (pair.things, pair.towards):
                    certainty = _weakest(certainty, _of(axis))
                yield "incompatible-duties", _weakest(certainty, when)
        bounds = [{bound.measure: bound.span for bound in norm.limits} for norm in (pair.left, pair.right)]
        apart = any(bounds[0][name].meet(bounds[1][name]) is None for name in bounds[0].keys() & bounds[1].keys())
        if apart and pair.action.equal and pair.things.equal and pair.towards.ever_meet:
            yield "clashing-values", _weakest(pair.certainty, _of(pair.towards))

    def impositions(self) -> tuple[set[Verdict], set[Verdict]]:
        """Return the impositions that the page calls forbidden, and all on which the page does not say the opposite.

        The page wants the bearer of the duty within whom the ban protects, and the issuer within whom it addresses.
        Where the two bearers merely meet, or the issuer is named by a wider class, some of what is imposed is forbidden.
        """
        must, may = set[Verdict](), set[Verdict]()
        for (degree, left, right), pairs in self._follow.items():
            for pair in pairs if degree == "imposed" else ():
                if (
                    (pair.left.modality, pair.right.modality) != (O, F)
                    or not pair.scope.ever_meet
                    or not pair.act.inside
                ):
                    continue
                issuer, addressed = pair.left.issuer or "", self._pairs[left, right].right.bearer
                verdict = ("forbidden-imposition", left, right, pair.certainty)
                issued_within = self._ontology.is_kind_of("actor", issuer, addressed)
                if issued_within and pair.bearer.inside:
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
    falls = pair.window.ever_meet
    if lasting[0] != lasting[1]:
        falls = pair.window.around if lasting[0] else pair.window.inside
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


def _agree(seed: int) -> set[Verdict]:
    """Return what the engine finds in a world, after comparing it with all the models of that world."""
    world, norms = generated.world(Random(seed), NORMS, MOST_POPULATIONS)
    judge = Judge(world, norms)
    knowledge = _knowledge(world.ontology)
    must, may = judge.impositions()
    found = _found(norms, knowledge, possible=True)
    imposed = {verdict for verdict in found if verdict[0] == "forbidden-imposition"}
    assert found - imposed == judge.verdicts(), seed
    assert must <= imposed <= may, seed
    shown = {verdict for verdict in found if verdict[3] is not Certainty.POSSIBLE}
    assert _found(norms, knowledge, possible=False) == shown, seed
    return found


def test_the_engine_agrees_with_all_models_on_every_pair_and_every_certainty() -> None:
    seen = {(rule, certainty) for seed in WORLDS for rule, _, _, certainty in _agree(seed)}
    every = {(rule.name(), certainty) for rule in PAIR_RULES for certainty in Certainty}
    never = {(rule, certainty) for rule in ("duplicate-norm", "redundant-norm") for certainty in _RANK[1:]}
    assert seen == every - never


@given(st.integers(max(WORLDS) + 1, 10**9))
@settings(max_examples=FURTHER_WORLDS, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_the_engine_agrees_with_all_models_of_further_worlds(seed: int) -> None:
    _agree(seed)


def test_one_act_of_a_duty_is_enough() -> None:
    every = range(1 << 5)
    for duty in every:
        for ban in every:
            complies = any(behaviour & duty and not behaviour & ban for behaviour in every)
            assert complies == some_act_does(duty, ban)
