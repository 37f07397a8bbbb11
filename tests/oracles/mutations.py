"""Mutants of shipped norms whose verdict follows from the mutation and from axioms as they are stated in the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pyoxigraph

from rightsnet.model.interval import Interval, period
from rightsnet.model.names import PREFIXES, rn
from rightsnet.model.norm import META_ACTS, Force, Measured, Modality, Norm, Window

ONTOLOGY = Path(__file__).parents[2] / "ontology"
O, F, P, E = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION, Modality.EXEMPTION  # noqa: E741
ALL = frozenset(Modality)

Label = frozenset[str]
NOTHING: Label = frozenset()
OF_THE_ORIGIN = " of the origin"
"""Added to ``redundant-norm`` where the origin is the norm that adds nothing."""

_OPPOSITE = {O: F, P: F, F: O, E: O}
_CLASH = {
    frozenset({O, F}): "impossible-duty",
    frozenset({P, F}): "void-permission",
    frozenset({O, E}): "exempted-duty",
}
_PARTLY = {O: "narrowed-duty", P: "partly-void-permission"}
_CLAUSES = ("exception_to", "subject_to", "without_prejudice_to", "overrides")
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Row:
    """What the files say of one norm, as text: the disk's own account, against which the mutants are counted."""

    id: str
    modality: Modality
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One way to change a norm.

    Args:
        of: the modalities of the norms that it applies to.
        make: the mutant of a norm, given the choice made for the norm's value on the axis.
        label: the rules that must find mutant and origin, given both.
        axis: the axis that must have a value among the choices, if any; ``choices``: value → what replaces it.
        lacking: the axis that must have no value.
        apart: whether the two norms can never meet, so that not even a possible finding may come of them.
        declared: whether the mutant declares how it stands to its origin.
    """

    name: str
    of: frozenset[Modality] = ALL
    make: Callable[[Norm, str], Norm]
    label: Callable[[Norm, Norm], Label]
    axis: str = ""
    choices: Mapping[str, str] | None = None
    lacking: str = ""
    apart: bool = False
    declared: bool = False

    def applies(self, modality: Modality, values: Mapping[str, str]) -> bool:
        """Say whether a norm of that modality and those values has a mutant of this kind."""
        if modality not in self.of or (self.lacking and self.lacking in values):
            return False
        return not self.axis or (self.axis in values and (self.choices is None or values[self.axis] in self.choices))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed norm beside the one that it was made from."""

    kind: Kind
    origin: Norm
    norm: Norm

    @property
    def label(self) -> Label:
        """Return the rules that must find the two."""
        return self.kind.label(self.norm, self.origin)


class Disk:
    """The shipped files as a store of triples, asked in SPARQL and without any reasoning but stated paths."""

    def __init__(self) -> None:
        self._store = pyoxigraph.Store()
        for path in sorted(ONTOLOGY.rglob("*.ttl")):
            if path.name != "subdivisions.ttl":
                self._store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """Return the rows of a query, each term as text, the missing ones empty."""
        found = self._store.query(query, prefixes=dict(PREFIXES))
        assert isinstance(found, pyoxigraph.QuerySolutions)
        rows = (tuple(value.value if isinstance(value, _NAMED) else "" for value in solution) for solution in found)
        return sorted(rows)

    def rows(self) -> list[Row]:
        """Return every norm of every instrument."""
        found = []
        for identity, kind, *values in self.ask(_NORMS):
            given = {axis: value for axis, value in zip(_AXES, values, strict=True) if value}
            found.append(Row(identity, _MODALITIES[kind.removeprefix(PREFIXES["rn"])], given))
        return found

    def choices(self, pattern: str) -> dict[str, str]:
        """Return value → the first other value, by name, that the pattern relates to it as ``?from`` and ``?to``."""
        query = f"SELECT ?from (MIN(STR(?to)) AS ?choice) WHERE {{ {pattern} }} GROUP BY ?from"
        return {row[0]: row[1] for row in self.ask(query) if row[0] and row[1]}

    def elsewhere(self) -> dict[str, str]:
        """Return for each place the first country that at no time shares any place with it."""
        above: dict[str, set[str]] = {}
        for inner, outer in self.ask(
            "SELECT ?a ?b WHERE { { ?a rn:partOf ?b } UNION { ?a ^rn:member/rn:organisation ?b } }"
        ):
            above.setdefault(inner, {inner}).add(outer)
            above.setdefault(outer, {outer})
        grown = True
        while grown:
            sizes = sum(map(len, above.values()))
            for wholes in above.values():
                wholes.update(*(above[whole] for whole in tuple(wholes)))
            grown = sum(map(len, above.values())) > sizes
        shared = {pair for wholes in above.values() for pair in product(wholes, wholes)}
        countries = [row[0] for row in self.ask("SELECT ?place WHERE { ?place a rn:Country }")]
        found = {place: next((each for each in countries if (place, each) not in shared), "") for place in above}
        return {place: country for place, country in found.items() if country}


_NAMED = (pyoxigraph.NamedNode, pyoxigraph.Literal)
_MODALITIES = {
    **dict.fromkeys(("Obligation", "Duty", "ClaimRight"), O),
    **dict.fromkeys(("Prohibition", "Immunity", "Disability"), F),
    **dict.fromkeys(("Permission", "Liberty", "Power"), P),
    "Exemption": E,
}
_AXES = ("bearer", "action", "circumstance", "place", "issuer", "since", "window", "last", "conditions", "single")
_NORMS = f"""
SELECT ?norm ?kind ?bearer ?action ?circumstance ?place ?issuer ?since ?window ?last ?conditions ?single WHERE {{
  VALUES ?kind {{ {" ".join(f"rn:{name}" for name in _MODALITIES)} }}
  ?norm a ?kind ; rn:bearer ?bearer ; rn:action ?action ; rn:provision/rn:instrument ?instrument .
  OPTIONAL {{ ?norm rn:circumstance ?circumstance }}
  OPTIONAL {{ ?norm rn:place ?own }}
  OPTIONAL {{ ?instrument rn:place ?theirs }}
  OPTIONAL {{ ?norm rn:issuer ?maker }}
  OPTIONAL {{ ?instrument rn:issuer ?their_maker }}
  OPTIONAL {{ ?norm rn:validFrom ?begins }}
  OPTIONAL {{ ?instrument rn:appliesFrom ?applies }}
  OPTIONAL {{ ?instrument rn:inForceFrom ?in_force }}
  OPTIONAL {{ ?norm rn:window ?window OPTIONAL {{ ?window rn:until ?last }} }}
  OPTIONAL {{ SELECT ?norm (MIN(STR(?bound)) AS ?conditions) WHERE {{ ?norm rn:conditions ?bound }} GROUP BY ?norm }}
  OPTIONAL {{ SELECT ?norm (MIN(STR(?bound)) AS ?single)
    WHERE {{ ?norm rn:limits ?bound . ?bound rn:measure/rn:singleValued true }} GROUP BY ?norm }}
  BIND(COALESCE(?own, ?theirs) AS ?place)
  BIND(COALESCE(?maker, ?their_maker) AS ?issuer)
  BIND(COALESCE(?begins, ?applies, ?in_force) AS ?since)
}}"""

_KIND = "FILTER(isIRI(?from) && isIRI(?to) && ?from != ?to)"
_NARROWER = f"""?to rdfs:subClassOf ?from . {_KIND}
    FILTER NOT EXISTS {{ ?from rdfs:subClassOf+ ?to }}
    FILTER NOT EXISTS {{ ?from owl:equivalentClass|^owl:equivalentClass ?to }}"""
_DOES = "(rdfs:subClassOf*/(rn:necessarilyEntails|rn:typicallyEntails))+/rdfs:subClassOf*"
_NARROWER_ACTION = f"{_NARROWER} FILTER NOT EXISTS {{ ?from {_DOES} ?to }}"
_WIDER_ACTION = f"""?from rdfs:subClassOf ?to . {_KIND}
    FILTER NOT EXISTS {{ ?to rdfs:subClassOf+ ?from }}
    FILTER NOT EXISTS {{ ?from owl:equivalentClass|^owl:equivalentClass ?to }}
    FILTER NOT EXISTS {{ ?to {_DOES} ?from }}"""
_APART = f"""?from rdfs:subClassOf* ?kind . {_KIND}
    {{ ?kind owl:disjointWith|^owl:disjointWith ?to }}
    UNION {{ ?each a owl:AllDisjointClasses ; owl:members ?list .
             ?list rdf:rest*/rdf:first ?kind , ?to . FILTER(?kind != ?to) }}"""
_UNRELATED = """FILTER NOT EXISTS { ?from rdfs:subClassOf* ?to } FILTER NOT EXISTS { ?to rdfs:subClassOf* ?from }
    FILTER NOT EXISTS { ?both rdfs:subClassOf+ ?from . ?both rdfs:subClassOf+ ?to }"""
_INEVITABLE = f"?from rdfs:subClassOf*/rn:necessarilyEntails ?to . {_KIND} {_UNRELATED}"
_USUAL = f"""?from rdfs:subClassOf*/rn:typicallyEntails ?to . {_KIND} {_UNRELATED}
    FILTER NOT EXISTS {{ ?from (rdfs:subClassOf*/rn:necessarilyEntails)+/rdfs:subClassOf* ?to }}"""
_INCOMPATIBLE = f"?from rdfs:subClassOf*/(rn:incompatibleWith|^rn:incompatibleWith) ?to . {_KIND}"
_IMPOSED = f"?from rdfs:subClassOf*/rn:imposes ?to . {_KIND}"


def kinds(disk: Disk) -> list[Kind]:
    """Return every kind of mutant."""
    narrower, wider = disk.choices(_NARROWER_ACTION), disk.choices(_WIDER_ACTION)
    fewer, apart = disk.choices(_NARROWER), disk.choices(_APART)
    return [
        *_flipped(narrower, wider),
        *_never_together(apart, disk.elsewhere()),
        *_restated(narrower, wider, fewer),
        *_measured(),
        *_related(disk, apart),
        Kind(name="an exception that declares itself", make=_excepted, label=_contradiction, declared=True),
        Kind(
            name="a contradiction for some of the bearers",
            axis="bearer",
            choices=fewer,
            make=_for_some,
            label=_contradiction,
        ),
        Kind(name="a contradiction from a later day on", axis="since", make=_later, label=_contradiction),
        Kind(
            name="a contradiction by a source that does not bind",
            make=lambda norm, _: _opposite(norm, force=Force.SOFT),
            label=_contradiction,
        ),
    ]


def mutants(norms: Mapping[str, Norm], disk: Disk) -> Iterator[Mutant]:
    """Yield every mutant of every norm to which a kind applies by what the files say."""
    rows = disk.rows()
    for kind in kinds(disk):
        for row in rows:
            if kind.applies(row.modality, row.values):
                origin = norms[row.id]
                choice = kind.choices[row.values[kind.axis]] if kind.choices else ""
                changed = replace(kind.make(origin, choice), id=f"{origin.id}--{kind.name.replace(' ', '-')}")
                yield Mutant(kind, origin, changed)


def _flipped(narrower: Mapping[str, str], wider: Mapping[str, str]) -> Iterator[Kind]:
    """The same box, or one with a narrower or wider act, under another modality."""
    for left, right, words in ((O, F, "forbidden"), (P, F, "forbidden"), (O, E, "exempted")):
        clash = _always(_CLASH[frozenset({left, right})])
        partly = _always(_PARTLY[left]) if right is F else _always()
        owed = {O: "owed", P: "permitted"}[left]
        for name, choices, of_left, of_right in (
            ("", None, clash, clash),
            (" in a narrower way", narrower, partly, clash),
            (" in a wider way", wider, clash, partly),
        ):
            axis = "action" if choices else ""
            yield Kind(
                name=f"{words} what was {owed}{name}",
                of=frozenset({left}),
                axis=axis,
                choices=choices,
                make=_with_action(right),
                label=of_left,
            )
            if right is F or not choices:
                was = "forbidden" if right is F else "exempted"
                yield Kind(
                    name=f"{owed} what was {was}{name}",
                    of=frozenset({right}),
                    axis=axis,
                    choices=choices,
                    make=_with_action(left),
                    label=of_right,
                )
    yield Kind(
        name="exempted what was not owed", of=frozenset({P, F}), make=lambda norm, _: _base(norm, E), label=_always()
    )


def _never_together(apart: Mapping[str, str], elsewhere: Mapping[str, str]) -> Iterator[Kind]:
    """The opposite norm in a scope that shares no situation with the origin's."""
    yield Kind(
        name="opposite for other bearers",
        axis="bearer",
        choices=apart,
        make=lambda norm, bearer: replace(_opposite(norm), bearer=bearer),
        label=_always(),
        apart=True,
    )
    yield Kind(
        name="opposite in another place",
        axis="place",
        choices=elsewhere,
        make=lambda norm, place: replace(_opposite(norm), place=place),
        label=_always(),
        apart=True,
    )
    yield Kind(
        name="opposite that ended before",
        axis="since",
        make=lambda norm, _: replace(_opposite(norm), validity=period(None, norm.validity.low)),
        label=_always(),
        apart=True,
    )
    yield Kind(
        name="opposite in another situation",
        axis="circumstance",
        choices=apart,
        make=lambda norm, situation: replace(_opposite(norm), circumstance=situation),
        label=_always(),
        apart=True,
    )
    yield Kind(
        name="opposite for other numbers",
        axis="conditions",
        make=lambda norm, _: replace(_opposite(norm), conditions=_beyond(norm.conditions)),
        label=_always(),
        apart=True,
    )


def _restated(narrower: Mapping[str, str], wider: Mapping[str, str], fewer: Mapping[str, str]) -> Iterator[Kind]:
    """The same norm again, or one that says a part of it."""
    universal = frozenset({F, P, E})
    yield Kind(name="restated", make=lambda norm, _: _base(norm, norm.modality), label=_unless_meta("duplicate-norm"))
    yield Kind(
        name="restated by a source that does not bind",
        make=lambda norm, _: replace(_base(norm, norm.modality), force=Force.SOFT),
        # Beside a binding norm it is redundant; of two that do not bind, neither is the lesser.
        label=lambda mutant, origin: _unless_meta(
            "redundant-norm" if origin.force is Force.BINDING else "duplicate-norm"
        )(mutant, origin),
    )
    yield Kind(
        name="restated for some of the bearers",
        axis="bearer",
        choices=fewer,
        make=lambda norm, bearer: replace(_base(norm, norm.modality), bearer=bearer),
        label=_unless_meta("redundant-norm"),
    )
    yield Kind(
        name="restated from a later day on",
        axis="since",
        make=lambda norm, _: replace(_base(norm, norm.modality), validity=_from_later(norm)),
        label=_unless_meta("redundant-norm"),
    )
    for name, choices, part in (
        (" in a narrower way", narrower, universal),
        (" in a wider way", wider, frozenset({O})),
    ):
        yield Kind(
            name=f"restated{name}",
            of=part,
            axis="action",
            choices=choices,
            make=_with_action(None),
            label=_unless_meta("redundant-norm"),
        )
        yield Kind(
            name=f"said more strictly{name}",
            of=ALL - part,
            axis="action",
            choices=choices,
            make=_with_action(None),
            label=_unless_meta("redundant-norm", of_the_origin=True),
        )


def _measured() -> Iterator[Kind]:
    """Windows and limits that leave a part, or nothing, in common."""
    yield Kind(
        name="forbidden in the first hour only",
        of=frozenset(_PARTLY),
        lacking="window",
        make=lambda norm, _: replace(_base(norm, F), window=Window(Interval(0, 3_600))),
        label=lambda mutant, origin: frozenset({_PARTLY[origin.modality]}),
    )
    yield Kind(
        name="opposite in a window shifted behind the origin's",
        axis="last",
        make=lambda norm, _: replace(_opposite(norm), window=_behind(norm)),
        label=_always(),
    )
    yield Kind(
        name="opposite with other values of the measure",
        axis="single",
        make=lambda norm, _: replace(_opposite(norm), limits=_beyond(norm.limits)),
        label=_always(),
    )
    yield Kind(
        name="owed with other values of a measure that has one",
        of=frozenset({O}),
        axis="single",
        make=lambda norm, _: replace(_base(norm, O), limits=_beyond(norm.limits)),
        label=_always("clashing-values"),
    )


def _related(disk: Disk, apart: Mapping[str, str]) -> Iterator[Kind]:
    """Norms on acts that the origin's act entails, excludes or is imposed by."""
    imposed = disk.choices(_IMPOSED)
    yield Kind(
        name="forbidden what it unavoidably does",
        of=frozenset({O, P}),
        axis="action",
        choices=disk.choices(_INEVITABLE),
        make=_with_action(F),
        label=lambda mutant, origin: frozenset(
            {"indirectly-impossible-duty" if origin.modality is O else "indirectly-void-permission"}
        ),
    )
    yield Kind(
        name="forbidden what it does as a rule",
        of=frozenset({O, P}),
        axis="action",
        choices=disk.choices(_USUAL),
        make=_with_action(F),
        label=lambda mutant, origin: frozenset({"typical-side-effect"}) if origin.modality is O else NOTHING,
    )
    yield Kind(
        name="owed what cannot be done as well",
        of=frozenset({O}),
        axis="action",
        choices=disk.choices(_INCOMPATIBLE),
        make=_with_action(O),
        label=_always("incompatible-duties"),
    )
    yield Kind(
        name="imposed by whom the ban of imposing addresses",
        of=frozenset({F}),
        axis="action",
        choices=imposed,
        make=lambda norm, act: _imposed(norm, act, norm.bearer),
        label=_always("forbidden-imposition"),
    )
    yield Kind(
        name="imposed by somebody else",
        of=frozenset({F}),
        axis="action",
        choices=imposed,
        make=lambda norm, act: _imposed(norm, act, apart[norm.bearer]),
        label=_always(),
    )


def _base(norm: Norm, modality: Modality, *, force: Force | None = None) -> Norm:
    """Return a norm with the same box and no ties to the origin's text."""
    silent: dict[str, Any] = dict.fromkeys(_CLAUSES, ())
    return replace(norm, modality=modality, force=force or norm.force, provision=None, instrument="", **silent)


def _opposite(norm: Norm, *, force: Force | None = None) -> Norm:
    return _base(norm, _OPPOSITE[norm.modality], force=force)


def _with_action(modality: Modality | None) -> Callable[[Norm, str], Norm]:
    def make(norm: Norm, action: str) -> Norm:
        return replace(_base(norm, modality or norm.modality), action=action or norm.action)

    return make


def _excepted(norm: Norm, _: str) -> Norm:
    """Return the opposite, which says so: as an exception, or by another of the words for it."""
    word = _CLAUSES[sum(map(ord, norm.id)) % len(_CLAUSES)]
    said: dict[str, Any] = {word: (norm.id,)}
    return replace(_opposite(norm), **said)


def _for_some(norm: Norm, bearer: str) -> Norm:
    return replace(_opposite(norm), bearer=bearer)


def _later(norm: Norm, _: str) -> Norm:
    return replace(_opposite(norm), validity=_from_later(norm))


def _from_later(norm: Norm) -> Interval[date]:
    assert norm.validity.low is not None
    return period(date.fromordinal(norm.validity.low.toordinal() + _YEAR), norm.validity.high)


def _behind(norm: Norm) -> Window:
    assert norm.window is not None
    assert norm.window.span.high is not None
    return replace(norm.window, span=Interval(norm.window.span.high, None, low_open=True))


def _beyond(bounds: tuple[Measured, ...]) -> tuple[Measured, ...]:
    """Return ranges that share no number with the given ones."""
    found = []
    for bound in bounds:
        if bound.span.high is not None:
            span: Interval[Decimal] = Interval(bound.span.high + 1)
        else:
            assert bound.span.low is not None
            span = Interval(None, bound.span.low - 1)
        found.append(replace(bound, span=span))
    return tuple(found)


def _imposed(norm: Norm, act: str, maker: str) -> Norm:
    addressed = norm.counterparty or rn("BusinessEnterprise")
    return replace(_base(norm, O), bearer=addressed, action=act, counterparty=None, issuer=maker)


def _always(*rules: str) -> Callable[[Norm, Norm], Label]:
    return lambda mutant, origin: frozenset(rules)


def _contradiction(mutant: Norm, origin: Norm) -> Label:
    return frozenset({_CLASH[frozenset({mutant.modality, origin.modality})]})


def _unless_meta(rule: str, *, of_the_origin: bool = False) -> Callable[[Norm, Norm], Label]:
    """No norm on a whole stance towards a right makes another superfluous."""

    def label(mutant: Norm, origin: Norm) -> Label:
        superfluous = origin if of_the_origin else mutant
        if superfluous.action in META_ACTS:
            return NOTHING
        return frozenset({rule + OF_THE_ORIGIN if of_the_origin else rule})

    return label
