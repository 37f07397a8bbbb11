"""The grounded extension against brute force and against an answer-set program; cycles and dangling declarations."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations, product

import clingo
import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from rightsnet import session
from rightsnet.algebra.declarations import covers
from rightsnet.algebra.precedence import Side
from rightsnet.algebra.standing import Clash, Standing, Standings, attacks, cycles, dangling, dangling_all, grounded
from rightsnet.model.names import ID
from rightsnet.model.norm import Modality, Norm, Provision

NODES = "abcde"
edges = st.frozensets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=12)


def _graph(found: Iterable[tuple[str, str]]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(NODES)
    graph.add_edges_from(found)
    return graph


def _complete(graph: nx.DiGraph[str]) -> list[dict[str, Standing]]:
    """Return every labelling in which a norm is in just if all its attackers are out, and out just if one is in."""
    found = []
    for labels in product(Standing, repeat=len(graph)):
        labelling = dict(zip(sorted(graph), labels, strict=True))
        attackers = {node: [labelling[other] for other in graph.predecessors(node)] for node in graph}
        if all(
            (label is Standing.IN) == all(other is Standing.OUT for other in attackers[node])
            and (label is Standing.OUT) == any(other is Standing.IN for other in attackers[node])
            for node, label in labelling.items()
        ):
            found.append(labelling)
    return found


@given(edges)
def test_the_grounded_extension_is_the_least_of_all_complete_labellings(found: frozenset[tuple[str, str]]) -> None:
    graph = _graph(found)
    least = min(
        _complete(graph), key=lambda labelling: sum(label is not Standing.UNRESOLVED for label in labelling.values())
    )
    assert grounded(graph) == least


@given(edges)
@settings(deadline=None)
def test_an_answer_set_program_finds_the_same(found: frozenset[tuple[str, str]]) -> None:
    control = clingo.Control(["--enum-mode=cautious", "0"])
    facts = [*(f"norm({node})." for node in NODES), *(f"attacks({a},{b})." for a, b in sorted(found))]
    program = """
        1 { in(X); out(X); open(X) } 1 :- norm(X).
        hit(X) :- attacks(Y,X), in(Y).
        alive(X) :- attacks(Y,X), not out(Y).
        :- in(X), alive(X).    :- norm(X), not alive(X), not in(X).
        :- out(X), not hit(X). :- hit(X), not out(X).
        #show in/1.
    """
    control.add("base", [], "\n".join([*facts, program]))
    control.ground([("base", [])])
    standing: set[str] = set()
    with control.solve(yield_=True) as models:
        for model in models:
            standing = {str(symbol.arguments[0]) for symbol in model.symbols(shown=True)}
    labels = grounded(_graph(found))
    assert {node for node, label in labels.items() if label is Standing.IN} == standing


@given(st.lists(st.builds(Clash, st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from(Side)), max_size=8))
def test_a_preferred_norm_attacks_and_an_unresolved_conflict_attacks_both_ways(clashes: list[Clash]) -> None:
    expected = {(c.left, c.right) for c in clashes if c.prevails is not Side.RIGHT}
    expected |= {(c.right, c.left) for c in clashes if c.prevails is not Side.LEFT}
    assert set(attacks(clashes).edges) == expected
    assert Standings.after(clashes) == Standings.after(clashes[::-1])
    assert Standings.after(clashes).of("nobody") is Standing.IN


def test_a_norm_that_a_fallen_norm_attacks_stands() -> None:
    clashes = [Clash("draft", "statute", Side.LEFT), Clash("draft", "treaty", Side.RIGHT)]
    standings = Standings.after(clashes)
    assert [standings.of(name).value for name in ("treaty", "draft", "statute")] == ["in", "out", "in"]


def _norm(name: str, **more: tuple[str, ...]) -> Norm:
    return Norm(id=name, modality=Modality.OBLIGATION, bearer="B", action="A", **more)  # type: ignore[arg-type]


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(("overrides", "subject_to")), st.sampled_from("abcd")))
)
def test_cycles_are_the_smallest_circles_of_declarations(found: list[tuple[str, str, str]]) -> None:
    norms = []
    for name in "abcd":
        said = {
            key: tuple(sorted({other for norm, how, other in found if (norm, how) == (name, key)}))
            for key in ("overrides", "subject_to")
        }
        norms.append(_norm(name, **said))
    over = {(norm, other) if how == "overrides" else (other, norm) for norm, how, other in found}
    circles = {
        way
        for size in range(1, 5)
        for way in permutations("abcd", size)
        if way[0] == min(way) and all(pair in over for pair in zip(way, (*way[1:], way[0]), strict=True))
    }
    smallest = {way for way in circles if not any(set(other) < set(way) for other in circles)}
    assert {tuple(norm.id for norm in cycle) for cycle in cycles(norms)} == smallest
    assert cycles(norms) == cycles(norms[::-1])


def test_a_declaration_reaches_what_it_names_and_what_lies_below() -> None:
    code = Provision(id="e-17-1", label="E art. 17(1)", instrument="e")
    under = Norm(
        id="e-17-1-x",
        modality=Modality.OBLIGATION,
        bearer="B",
        action="A",
        provision=code,
        instrument="e",
        overrides=("f",),
    )
    for named in ("e", "e-17", "e-17-1", "e-17-1-x"):
        assert covers(named, under)
        assert [[norm.id for norm in cycle] for cycle in cycles([under, _norm("f", overrides=(named,))])] == [
            ["e-17-1-x", "f"]
        ]
    own = Norm(id="e-1", modality=Modality.OBLIGATION, bearer="B", action="A", instrument="e", overrides=("e",))
    assert cycles([own]) == []
    assert cycles([_norm("a", overrides=("a",))]) == [(_norm("a", overrides=("a",)),)]


def test_the_shipped_law_declares_no_circle_and_refers_to_nothing_that_is_missing() -> None:
    law = session.law()
    assert cycles(law.norms) == []
    known = {subject for subject, _, _ in law.facts}
    assert dangling_all(law.norms, known) == {}


def test_a_reference_that_dangles() -> None:
    norm = _norm("https://e.org/bill#1", subject_to=("https://e.org/bill#2", "https://e.org/bill#3", ID + "gdpr-171"))
    assert [found.named for found in dangling(norm, {norm.id, "https://e.org/bill#2"})] == ["https://e.org/bill#3"]
    known = {norm.id, "https://e.org/bill#2", "https://e.org/bill#3", ID + "gdpr-17-1"}
    assert [(found.key, found.named) for found in dangling(norm, known)] == [("subject_to", ID + "gdpr-171")]
    assert dangling(_norm("https://e.org/bill#1", exception_to=(ID + "gdpr-17", ID + "gdpr")), known) == []
