"""What is left standing when all conflicts are weighed together, and what declarations of precedence make of themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import networkx as nx

from rightsnet.algebra.precedence import Side
from rightsnet.model.norm import Norm

_DECLARATIONS = ("exception_to", "subject_to", "without_prejudice_to", "overrides")


class Standing(Enum):
    """Whether a norm stands, falls where it clashes with one that stands, or is left unresolved."""

    IN = "in"
    OUT = "out"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two norms in conflict, by id, and which of them prevails; `Side.SILENT` if that is unresolved."""

    left: str
    right: str
    prevails: Side


@dataclass(frozen=True, slots=True)
class Dangling:
    """A declaration that names nothing: the key it stands under, and the IRI."""

    key: str
    named: str


def attacks(clashes: Iterable[Clash]) -> nx.DiGraph[str]:
    """Return who attacks whom: the preferred norm attacks the other, and the norms of an unresolved conflict each other.

    Source: Dung, "On the acceptability of arguments", Artificial Intelligence 77 (1995); preferences as in Amgoud and
    Cayrol, "Inferring from inconsistency in preference-based argumentation frameworks", J. Autom. Reasoning 29 (2002).

    >>> sorted(attacks([Clash("a", "b", Side.LEFT), Clash("b", "c", Side.SILENT)]).edges)
    [('a', 'b'), ('b', 'c'), ('c', 'b')]
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for clash in clashes:
        graph.add_nodes_from((clash.left, clash.right))
        if clash.prevails is not Side.RIGHT:
            graph.add_edge(clash.left, clash.right)
        if clash.prevails is not Side.LEFT:
            graph.add_edge(clash.right, clash.left)
    return graph


def grounded(graph: nx.DiGraph[str]) -> dict[str, Standing]:
    """Return the grounded extension: what stands, what falls and what is left open if nothing is assumed.

    A norm stands once all that attack it have fallen, and falls once something that stands attacks it. The result is
    the least fixpoint, so it does not depend on the order of the norms.

    >>> found = grounded(attacks([Clash("a", "b", Side.LEFT), Clash("b", "c", Side.LEFT), Clash("x", "y", Side.SILENT)]))
    >>> [found[norm].value for norm in "abcxy"]
    ['in', 'out', 'in', 'unresolved', 'unresolved']
    """
    found = dict.fromkeys(sorted(graph), Standing.UNRESOLVED)
    waiting = {norm: graph.in_degree(norm) for norm in found}
    ready = [norm for norm, attackers in waiting.items() if not attackers]
    while ready:
        norm = ready.pop()
        found[norm] = Standing.IN
        for beaten in graph.successors(norm):
            if found[beaten] is Standing.OUT:
                continue
            found[beaten] = Standing.OUT
            for relieved in graph.successors(beaten):
                waiting[relieved] -= 1
                if not waiting[relieved] and found[relieved] is Standing.UNRESOLVED:
                    ready.append(relieved)
    return found


@dataclass(frozen=True, slots=True)
class Standings:
    """The standing of every norm, after all conflicts."""

    found: dict[str, Standing]

    @classmethod
    def after(cls, clashes: Iterable[Clash]) -> Standings:
        """Return the standings that the conflicts leave.

        >>> Standings.after([Clash("a", "b", Side.RIGHT)]).of("a"), Standings.after([]).of("a")
        (<Standing.OUT: 'out'>, <Standing.IN: 'in'>)
        """
        return cls(grounded(attacks(clashes)))

    def of(self, norm: Norm | str) -> Standing:
        """Return the standing of a norm; one that is in no conflict stands."""
        return self.found.get(norm if isinstance(norm, str) else norm.id, Standing.IN)


def cycles(norms: Sequence[Norm]) -> list[tuple[Norm, ...]]:
    """Return the cycles in which each norm is declared to prevail over the next, and the last over the first.

    Only those without a shorter cycle among their norms are returned, each beginning with its least id.

    >>> from rightsnet.model.norm import Modality
    >>> def duty(id, **more): return Norm(id=id, modality=Modality.OBLIGATION, bearer="B", action="A", **more)
    >>> [[norm.id for norm in found] for found in cycles([duty("a", overrides=("b",)), duty("b", overrides=("a",))])]
    [['a', 'b']]
    >>> cycles([duty("a", overrides=("b",)), duty("b", subject_to=("a",))])
    []
    """
    by_id = {norm.id: norm for norm in norms}
    reached = _reached(by_id.values())
    graph: nx.DiGraph[str] = nx.DiGraph()
    for norm in by_id.values():
        for attribute in ("overrides", "subject_to"):
            for named in getattr(norm, attribute):
                # A text that prevails over its own instrument prevails over the rest of it; one that is subject to its
                # own article means the clause in it, not the norms beside itself.
                others = reached.get(named, [])
                if norm.id in others and named != norm.id:
                    others = [other for other in others if other != norm.id and attribute == "overrides"]
                for other in others:
                    graph.add_edge(*((norm.id, other) if attribute == "overrides" else (other, norm.id)))
    found = (_from_least(cycle) for cycle in nx.chordless_cycles(graph))
    return [tuple(by_id[id] for id in cycle) for cycle in sorted(found)]


def dangling(norm: Norm, known: Collection[str]) -> list[Dangling]:
    """Return the declarations of a norm that name nothing in the text to which they point.

    A text counts as known if anything of it is; what points elsewhere may point to law that is not here.

    Args:
        known: the IRIs of all norms, provisions, clauses and instruments that are loaded.

    >>> from rightsnet.model.norm import Modality
    >>> norm = Norm(id="https://e.org/bill#s4", modality=Modality.PERMISSION, bearer="B", action="A",
    ...             exception_to=("https://e.org/bill#s9", "https://e.org/act#s1"))
    >>> [found.named for found in dangling(norm, {"https://e.org/bill#s4"})]
    ['https://e.org/bill#s9']
    """
    return dangling_all([norm], known).get(norm.id, [])


def dangling_all(norms: Iterable[Norm], known: Collection[str]) -> dict[str, list[Dangling]]:
    """Return, for each norm that has any, its declarations that name nothing; see `dangling`."""
    texts = {_text(iri) for iri in known}
    names = {name for iri in known for name in _names(iri)}
    found: dict[str, list[Dangling]] = {}
    for norm in norms:
        for key in _DECLARATIONS:
            for named in sorted(getattr(norm, key)):
                if named not in names and _text(named) in texts:
                    found.setdefault(norm.id, []).append(Dangling(key, named))
    return found


def _reached(norms: Iterable[Norm]) -> dict[str, list[str]]:
    """Return the norms that each name reaches (see `rightsnet.algebra.declarations.covers`)."""
    found: dict[str, list[str]] = {}
    for norm in norms:
        provision = norm.provision.id if norm.provision else ""
        for name in {norm.id, norm.instrument, *_names(provision)} - {""}:
            found.setdefault(name, []).append(norm.id)
    return found


def _names(iri: str) -> Iterator[str]:
    """Yield an IRI and those of the provisions above it: a paragraph's begins with its article's and a hyphen."""
    yield iri
    while "-" in iri:
        iri = iri.rpartition("-")[0]
        yield iri


def _text(iri: str) -> str:
    """Return the document, or the namespace, in which an IRI names something."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _from_least(cycle: Sequence[str]) -> tuple[str, ...]:
    start = cycle.index(min(cycle))
    return (*cycle[start:], *cycle[:start])
