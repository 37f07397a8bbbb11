"""Everything the analyses know besides norms: classes, places, relations between actions, readings of aims, labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.places import Places
from rightsnet.algebra.taxonomy import Axioms, Taxonomy
from rightsnet.model.law import AimReading, DerogationNotice, Reservation
from rightsnet.model.names import local_name, rn

Degree = Literal["necessary", "typical", "possible"]
"""How an act entails another: unavoidably, as a rule, or only sometimes."""

ENTAILMENT: Mapping[Degree, str] = {
    "necessary": rn("necessarilyEntails"),
    "typical": rn("typicallyEntails"),
    "possible": rn("possiblyEntails"),
}


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """Stated relations between actions, and from actions to rights; each inherited downwards from the action.

    Args:
        indiscriminate: acts that by what they are reach everybody; ``continuing``: those that go on until they are ended.
        promotes: acts that serve a right, although they are of a kind that interferes with it.
    """

    interferes: tuple[tuple[str, str], ...] = ()
    exercises: tuple[tuple[str, str], ...] = ()
    imposes: tuple[tuple[str, str], ...] = ()
    incompatible: tuple[tuple[str, str], ...] = ()
    entails: tuple[tuple[str, str, Degree], ...] = ()
    indiscriminate: frozenset[str] = frozenset()
    continuing: frozenset[str] = frozenset()
    promotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SafeguardFacts:
    """Stated relations of safeguards to acts, and what a limit on a measure bounds.

    Args:
        given_by: safeguard and the act by which somebody gives it.
        excludes: safeguard and the act that it takes out of a measure.
        decides: kind of decision and the act that it decides on.
        durations: measures of how long something lasts; ``sanctions``: of how grave a sanction is.
    """

    given_by: tuple[tuple[str, str], ...] = ()
    excludes: tuple[tuple[str, str], ...] = ()
    decides: tuple[tuple[str, str], ...] = ()
    durations: frozenset[str] = frozenset()
    sanctions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reached:
    """A class that an action reaches: by being of that kind, or by a stated relation, with the premises."""

    name: str
    degree: Degree
    premises: tuple[Premise, ...]


@dataclass(frozen=True)
class Knowledge:
    """The ontology as the algebra sees it.

    Args:
        readings: which aims count as which wider aims.
        characters: right → the local name of its character (`Absolute`, `QualifiedByClause` …).
        reservations, notices: what States declared about treaties.
        executive: ranks of acts that the executive makes alone.
        single_valued: measures that can have only one value at a time.
        labels: IRI → label in the language of the report; what has none is named by the words of its local name.
    """

    taxonomy: Taxonomy = field(default_factory=lambda: Taxonomy(Axioms()))
    places: Places = field(default_factory=lambda: Places({}))
    actions: ActionFacts = field(default_factory=ActionFacts)
    safeguards: SafeguardFacts = field(default_factory=SafeguardFacts)
    readings: tuple[AimReading, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    notices: tuple[DerogationNotice, ...] = ()
    executive: frozenset[str] = frozenset()
    characters: Mapping[str, str] = field(default_factory=dict)
    single_valued: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    _amounts: dict[str, Mapping[str, tuple[Premise, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def label(self, iri: str | None) -> str:
        """Return the label of a term, place or instrument.

        >>> Knowledge(labels={"https://e.org/#x": "an X"}).label("https://e.org/#x")
        'an X'
        >>> Knowledge().label("https://e.org/#OnlinePlatform")
        'online platform'
        """
        if iri is None:
            return "anything"
        if " " in iri:  # two classes: someone of one kind in the role of the other
            kind, role = iri.split(" ", 1)
            return f"{self.label(kind)} that is also {self.label(role)}"
        return self.labels.get(iri) or _spaced(local_name(iri))

    def reached(self, action: str, *, typical: bool = False) -> list[Reached]:
        """Return every action that doing the given one amounts to: its kinds, and what they necessarily entail.

        Entailment is inherited downwards from the entailing act and upwards from the entailed one; a chain is as
        strong as its weakest link. ``typical`` follows typical entailment too.
        """
        found: dict[str, Reached] = {}
        stack = [Reached(action, "necessary", ())]
        while stack:
            here = stack.pop(0)
            for ancestor in self.taxonomy.ancestors(here.name):
                _, way = self.taxonomy.chain(here.name, ancestor)
                if ancestor in found and not (found[ancestor].degree == "typical" and here.degree == "necessary"):
                    continue
                found[ancestor] = Reached(ancestor, here.degree, (*here.premises, *way))
                for acting, entailed, degree in self.actions.entails:
                    if acting != ancestor or degree == "possible" or (degree == "typical" and not typical):
                        continue
                    weakest: Degree = "typical" if "typical" in (here.degree, degree) else "necessary"
                    fact = Premise(acting, ENTAILMENT[degree], entailed)
                    stack.append(Reached(entailed, weakest, (*here.premises, *way, fact)))
        return sorted(found.values(), key=lambda reached: reached.name)

    def amounts_to(self, action: str) -> Mapping[str, tuple[Premise, ...]]:
        """Return every act that doing the given one amounts to, or makes somebody do, with the premises."""
        if action not in self._amounts:
            self._amounts[action] = self._amounting(action)
        return self._amounts[action]

    def _amounting(self, action: str) -> Mapping[str, tuple[Premise, ...]]:
        imposes: dict[str, list[str]] = {}
        for imposing, imposed in self.actions.imposes:
            imposes.setdefault(imposing, []).append(imposed)
        found: dict[str, tuple[Premise, ...]] = {}
        todo: list[tuple[str, tuple[Premise, ...]]] = [(action, ())]
        while todo:
            start, way = todo.pop(0)
            for reached in self.reached(start):
                if reached.name not in found:
                    found[reached.name] = (*way, *reached.premises)
                    todo.extend(
                        (imposed, (*found[reached.name], Premise(reached.name, rn("imposes"), imposed)))
                        for imposed in imposes.get(reached.name, ())
                    )
        return found

    def imposed_by(self, action: str) -> Iterator[tuple[str, Premise]]:
        """Yield what a normative act makes its addressee do."""
        for imposing, imposed in self.actions.imposes:
            if self.taxonomy.is_kind_of(imposing, action) or self.taxonomy.is_kind_of(action, imposing):
                yield imposed, Premise(imposing, rn("imposes"), imposed)


def _spaced(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))
