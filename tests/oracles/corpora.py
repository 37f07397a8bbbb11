"""Generated bodies of norms over an ontology of trees, with everything that the rules on pairs look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from rightsnet.algebra.knowledge import ActionFacts, Degree, Knowledge
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model import duration
from rightsnet.model.interval import EVER, Interval, period
from rightsnet.model.law import Membership
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Measured, Modality, Mode, Norm, Window

EVERYBODY = rn("Actor")
MEASURES = ("copies", "fine")
SPANS = tuple(map(duration.seconds, ("PT0S", "PT1H", "P1D", "P7D")))
UNIONS = ("union", "alliance")
FIRST_DAY = date(2000, 1, 1)
_MODALITIES = (
    [Modality.OBLIGATION] * 9 + [Modality.PROHIBITION] * 5 + [Modality.PERMISSION] * 4 + [Modality.EXEMPTION] * 2
)
_KINDS = ("actor", "action", "object", "situation")
_DEGREES: tuple[Degree, ...] = ("necessary", "typical", "possible")


@dataclass(frozen=True)
class Corpus:
    """Norms with the stated facts that they are judged by; nothing in it is inferred."""

    axioms: Axioms
    parts: Mapping[str, tuple[str, ...]]
    memberships: tuple[Membership, ...]
    actions: ActionFacts
    single_valued: frozenset[str]
    norms: tuple[Norm, ...]

    def knowledge(self) -> Knowledge:
        """Return the facts as the engine knows them."""
        return Knowledge(
            taxonomy=Taxonomy(self.axioms),
            places=Places(self.parts, self.memberships),
            actions=self.actions,
            single_valued=self.single_valued,
        )


Tree = Mapping[str, tuple[str, ...]]
"""Name → parents."""


def corpus(count: int, seed: int, *, scale: int = 1) -> Corpus:
    """Return so many norms; ``scale`` multiplies the size of the ontology."""
    chance = Random(seed)
    actors, actions = _tree(chance, "actor", 16 * scale), _tree(chance, "action", 24 * scale)
    objects, situations = _tree(chance, "object", 10 * scale), _tree(chance, "situation", 5 * scale)
    trees = (actors, actions, objects, situations)
    parts, memberships = _places(chance, scale)
    return Corpus(
        axioms=Axioms(
            classes=frozenset({EVERYBODY}.union(*trees)),
            subclasses=frozenset(
                [(name, parent) for tree in trees for name, parents in tree.items() for parent in parents]
                + [(name, EVERYBODY) for name, parents in actors.items() if not parents]
            ),
            disjoint=frozenset(pair for tree in trees for pair in _apart(chance, tree, 3 * scale)),
        ),
        parts=parts,
        memberships=memberships,
        actions=ActionFacts(
            entails=tuple((*_two(chance, actions), chance.choice(_DEGREES)) for _ in range(12 * scale)),
            incompatible=tuple(_two(chance, actions) for _ in range(4 * scale)),
            imposes=tuple(_two(chance, actions) for _ in range(4 * scale)),
        ),
        single_valued=frozenset(MEASURES[:1]),
        norms=tuple(_norms(chance, count, dict(zip(_KINDS, trees, strict=True)), parts)),
    )


def _norms(chance: Random, count: int, trees: Mapping[str, Tree], parts: Tree) -> Iterator[Norm]:
    """Yield norms of which one in six takes up an earlier one, as it stands or with other limits."""
    earlier: list[Norm] = []
    for number in range(count):
        norm = _norm(chance, number, trees, parts)
        if earlier and chance.random() < 1 / 6:
            again = replace(chance.choice(earlier), id=norm.id, force=norm.force)
            norm = again if chance.random() < 0.5 else replace(again, limits=_bounds(chance))
        earlier.append(norm)
        yield norm


def _tree(chance: Random, letter: str, count: int) -> Tree:
    """Return classes of which the first few are tops; one in six has a second parent."""
    tree: dict[str, tuple[str, ...]] = {}
    tops = max(2, count // 6)
    for number in range(count):
        known = list(tree)
        above = {chance.choice(known[: max(tops, number // 2)])} if number >= tops else set()
        if above and chance.random() < 1 / 6:
            above.add(chance.choice(known))
        tree[f"{letter}{number}"] = tuple(sorted(above))
    return tree


def _apart(chance: Random, tree: Tree, tries: int) -> set[tuple[str, str]]:
    """Return pairs of classes that exclude each other, none of which leaves a class without members."""
    above: dict[str, set[str]] = {}
    for name, parents in tree.items():
        above[name] = {name}.union(*(above[parent] for parent in parents))
    drawn = (_two(chance, tree) for _ in range(tries))
    return {(a, b) for a, b in drawn if not any({a, b} <= wider for wider in above.values())}


def _two(chance: Random, names: Iterable[str]) -> tuple[str, str]:
    one, other = chance.sample(list(names), 2)
    return one, other


def _places(chance: Random, scale: int) -> tuple[Tree, tuple[Membership, ...]]:
    """Return regions, countries and their parts, and two unions whose members come and go or are disputed."""
    regions = {f"region{n}": () for n in range(3 * scale)}
    countries = {f"country{n}": (chance.choice(list(regions)),) for n in range(8 * scale)}
    provinces = {f"province{n}": (chance.choice(list(countries)),) for n in range(6 * scale)}
    memberships = [
        Membership(country, union, _period(chance), chance.random() < 0.8)
        for union in UNIONS
        for country in chance.sample(list(countries), 4 * scale)
    ]
    return {**regions, **countries, **provinces}, tuple(memberships)


def _norm(chance: Random, number: int, trees: Mapping[str, Tree], parts: Tree) -> Norm:
    def some(values: Iterable[str], given: float = 1.0) -> str | None:
        """Return a value, by Zipf's law, or nothing."""
        names = list(values)
        weights = [1 / position for position in range(1, len(names) + 1)]
        return chance.choices(names, weights)[0] if chance.random() < given else None

    modality = chance.choice(_MODALITIES)
    common = modality is Modality.PROHIBITION
    return Norm(
        id=f"n{number}",
        modality=modality,
        bearer=some(trees["actor"]) or "",
        action=some(trees["action"]) or "",
        object=some(trees["object"], 0.3 if common else 0.7),
        counterparty=some(trees["actor"], 0.1 if common else 0.4),
        circumstance=some(trees["situation"], 0.2),
        place=some([*UNIONS, *parts], 0.8),
        validity=_period(chance) if chance.random() < 0.6 else EVER,
        window=_window(chance) if chance.random() < 0.15 else None,
        limits=_bounds(chance) if chance.random() < 0.4 else (),
        conditions=_bounds(chance) if chance.random() < 0.1 else (),
        issuer=some(trees["actor"]),
        force=Force.SOFT if chance.random() < 0.15 else Force.BINDING,
    )


def _period(chance: Random) -> Interval[date]:
    low = FIRST_DAY + timedelta(days=chance.randrange(20))
    high = low + timedelta(days=chance.randrange(1, 20))
    return period(chance.choice([None, low]), chance.choice([None, high]))


def _window(chance: Random) -> Window:
    low, high = sorted(chance.choices(SPANS, k=2))
    ends = chance.choice([(low, high), (low, None), (None, high)])
    return Window(Interval(*ends), chance.choice(["notice", "notice", "order"]), chance.choice(list(Mode)))


def _bounds(chance: Random) -> tuple[Measured, ...]:
    found = []
    for measure in sorted(chance.sample(MEASURES, chance.choice([1, 1, 2]))):
        low, high = sorted(chance.sample([Decimal(number) for number in range(5)], 2))
        ends = chance.choice([(low, high), (low, None), (None, high)])
        opens = [end is not None and chance.random() < 0.5 for end in ends]
        found.append(Measured(measure, Interval(*ends, *opens)))
    return tuple(found)
