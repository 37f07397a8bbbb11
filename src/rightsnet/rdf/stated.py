"""What RDF states of classes, places and norms, as triples without lists."""

from __future__ import annotations

from collections.abc import Iterator

from rightsnet.model.names import PREFIXES, rn
from rightsnet.model.norm import RIGHTS_ACTS
from rightsnet.model.stated import Stated, Triple
from rightsnet.rdf.facts import Facts, Literal
from rightsnet.rdf.facts import Term as Value
from rightsnet.rdf.reading import read_memberships

_OWL, _SUBCLASS = PREFIXES["owl"], PREFIXES["rdfs"] + "subClassOf"
_EQUIVALENT, _DISJOINT, _COMPLEMENT, _UNION, _INTERSECTION, _DISJOINT_UNION = (
    _OWL + name
    for name in (
        "equivalentClass",
        "disjointWith",
        "complementOf",
        "unionOf",
        "intersectionOf",
        "disjointUnionOf",
    )
)
_LISTS = (_UNION, _INTERSECTION, _DISJOINT_UNION)
_ANNOTATIONS = (PREFIXES["skos"], PREFIXES["dct"])
_UNUSED = {
    *_LISTS,
    *(PREFIXES["rdfs"] + name for name in ("label", "comment", "isDefinedBy")),
    *(rn(name) for name in ("text", "note", "certainty", "isoAlpha2", "isoAlpha3", "m49", "areas")),
    *(rn(name) for name in ("member", "organisation", "since", "until", "standing")),  # `read_memberships` reads these
}
"""Properties on which no finding rests: what only people read, and what is read in another form."""
_BOTH_WAYS = {_EQUIVALENT, _DISJOINT, _COMPLEMENT, rn("incompatibleWith")}


def stated(facts: Facts) -> Stated:
    """Return what the facts state.

    A union, an intersection or a set of disjoint classes is one triple for each member or pair. What is stated of an
    expression without a name is stated of the class that it defines. A norm on several rights has their union for its
    object.

    >>> facts = Facts()
    >>> facts.add(rn("User"), _EQUIVALENT, "_:either")
    >>> facts.add("_:either", _UNION, "_:list")
    >>> facts.add("_:list", PREFIXES["rdf"] + "first", rn("Child"))
    >>> found = stated(facts).triples
    >>> (rn("User"), _UNION, rn("Child")) in found, (rn("Child"), _SUBCLASS, rn("User")) in found
    (True, True)
    """
    plain = {
        (s, p, o.value if isinstance(o, Literal) else o)
        for s, p, o in facts
        if p not in _UNUSED and not p.startswith(_ANNOTATIONS)
    }
    plain.update(_listed(facts))
    for action in sorted(RIGHTS_ACTS):
        for norm in facts.subjects(rn("action"), action):
            rights = {*facts.names(norm, rn("protects")), *facts.names(norm, rn("restricts"))}
            plain.update((f"{norm}-rights", _UNION, right) for right in rights if len(rights) > 1)
    plain.update([(o, p, s) for s, p, o in plain if p in _BOTH_WAYS])
    plain.update(list(_named(plain)))
    plain.update([(s, _SUBCLASS, o) for s, p, o in plain if p in (_INTERSECTION, _EQUIVALENT)])
    plain.update([(o, _SUBCLASS, s) for s, p, o in plain if p == _UNION])
    plain.update(list(_past_the_nameless(plain)))
    return Stated(frozenset(plain), tuple(read_memberships(facts)))


def _listed(facts: Facts) -> Iterator[Triple]:
    for predicate in (_UNION, _INTERSECTION):
        for name, head in facts.pairs(predicate):
            yield from ((name, predicate, member) for member in _members(facts, head))
    for name, head in facts.pairs(_DISJOINT_UNION):
        yield from ((name, _UNION, member) for member in _members(facts, head))
        yield from _apart(_members(facts, head))
    for name in facts.instances(_OWL + "AllDisjointClasses"):
        for head in facts.values(name, _OWL + "members"):
            yield from _apart(_members(facts, head))


def _members(facts: Facts, head: Value) -> list[str]:
    return [] if isinstance(head, Literal) else [item for item in facts.items(head) if isinstance(item, str)]


def _apart(members: list[str]) -> Iterator[Triple]:
    yield from ((a, _DISJOINT, b) for a in members for b in members if a != b)


def _named(plain: set[Triple]) -> Iterator[Triple]:
    """Yield what is stated of a nameless class, of the class that it defines."""
    names: dict[str, list[str]] = {}
    for s, p, o in plain:
        if p == _EQUIVALENT and _nameless(o) and not _nameless(s):
            names.setdefault(o, []).append(s)
    for s, p, o in plain:
        for one in names.get(s, [s]):
            yield from ((one, p, other) for other in names.get(o, [o]))


def _past_the_nameless(plain: set[Triple]) -> Iterator[Triple]:
    """Yield each subsumption of two names that only nameless classes lie between."""
    wider: dict[str, list[str]] = {}
    for s, p, o in plain:
        if p == _SUBCLASS:
            wider.setdefault(s, []).append(o)
    for name in wider:
        todo, seen = [name], set[str]()
        while todo:
            for above in wider.get(todo.pop(), ()):
                if not _nameless(above):
                    yield name, _SUBCLASS, above
                elif above not in seen:
                    seen.add(above)
                    todo.append(above)


def _nameless(name: str) -> bool:
    return name.startswith("_:")
