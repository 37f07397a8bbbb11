"""One version of a body of norms, taken apart into what it says of each thing under each key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rdflib import RDF, BNode, Literal, URIRef
from rdflib.term import IdentifiedNode, Node

from rightsnet.errors import Location
from rightsnet.model import duration
from rightsnet.model.names import PREFIXES, local_name, rn
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.formats.keys import KEYS
from rightsnet.rdf.located import LocatedGraph, Triple
from rightsnet.rdf.reading import described

LISTED = ""
"""The key under which a norm stands in the list of its proposal; no author writes it."""
_NORMS, _PROPOSAL, _PROVISION, _LOCATOR = (URIRef(rn(name)) for name in ("norms", "Proposal", "Provision", "locator"))
_LABEL = URIRef(PREFIXES["rdfs"] + "label")
_CLASS, _EQUIVALENT = (URIRef(PREFIXES["owl"] + name) for name in ("Class", "equivalentClass"))
_DURATION = PREFIXES["xsd"] + "duration"
_KEY_OF = {
    **{key.property: name for name, key in KEYS.items()},
    rn("validUntil"): "valid",
    PREFIXES["dct"] + "title": "proposal",
}
_PARTS = ("window", "condition", "limit", *KEYS)
"""What follows the name of a norm in the name of something that belongs to it."""

_ENDS = {rn("validFrom"): "from ", rn("validUntil"): "until "}

Statement = tuple[str, str]
"""A thing, by its name in the new version, and a key of it."""
Value = tuple[object, ...]
"""What a statement says, whatever the names of its parts; two that are equal say the same."""


@dataclass(frozen=True)
class Said:
    """What one version says of one thing under one key.

    Args:
        file: the number of the file that says it.
        triples: all that belongs to it, with the lines.
        values: each value, without the names of its parts, and where it stands.
        words: the values as a reader writes them.
    """

    file: int
    triples: tuple[tuple[Triple, Location | None], ...]
    values: tuple[tuple[Value, Location | None, str], ...]

    @property
    def meaning(self) -> frozenset[Value]:
        """Return what is said, to be compared."""
        return frozenset(value for value, _, _ in self.values)

    @property
    def words(self) -> str:
        """Return the values in words."""
        return ", ".join(sorted({words for _, _, words in self.values}))

    def location(self, other: Said | None) -> Location | None:
        """Return where the first value stands that the other version does not have, else the first value."""
        known = other.meaning if other else frozenset()
        places = [(value in known, place) for value, place, _ in self.values if place is not None]
        return min(places)[1] if places else None


@dataclass(frozen=True)
class Version:
    """What a body of norms says, statement by statement.

    Args:
        files: the names of its files.
        norms, documents: the things that are norms, and proposals, by their name in the new version.
        terms: the classes that the files define.
    """

    files: tuple[str, ...]
    said: Mapping[Statement, Said]
    norms: frozenset[str]
    documents: frozenset[str]
    terms: frozenset[str]
    starts: Mapping[str, Location] = field(default_factory=dict)

    @cached_property
    def by_thing(self) -> Mapping[str, Mapping[str, Said]]:
        """Return what is said of each thing, key by key."""
        found: dict[str, dict[str, Said]] = {}
        for (thing, key), said in self.said.items():
            found.setdefault(thing, {})[key] = said
        return found

    def of(self, thing: str) -> Mapping[str, Said]:
        """Return what is said of a thing, key by key; nothing if it is not described."""
        return self.by_thing.get(thing, {})


def norms_of(sources: Iterable[LocatedGraph]) -> dict[str, tuple[str, str]]:
    """Return each described norm with the file and the proposal that it stands in."""
    found: dict[str, tuple[str, str]] = {}
    for source in sources:
        for norm in sorted(described(Facts.from_graph(source.graph))):
            document = next(iter(sorted(map(str, source.graph.subjects(_NORMS, URIRef(norm))))), "")
            found.setdefault(norm, (source.file, document))
    return found


def documents_of(source: LocatedGraph) -> list[str]:
    """Return the proposals that a file describes, sorted."""
    return sorted({str(node) for node in source.graph.subjects(RDF.type, _PROPOSAL)})


def take_apart(
    sources: Iterable[LocatedGraph], rename: Callable[[str], str], mark: str, label: Callable[[str], str]
) -> Version:
    """Return what the files say, statement by statement.

    Args:
        rename: gives the name that a norm, proposal or term has in the new version.
        mark: added to the names of what belongs to a statement, so that it meets none of the other version.
        label: gives the words for a term.
    """
    said: dict[Statement, Said] = {}
    norms, documents, terms = set[str](), set[str](), set[str]()
    starts: dict[str, Location] = {}
    files = []
    for number, source in enumerate(sources):
        files.append(source.file)
        reading = _File(source, number, rename, mark, label)
        norms |= {rename(name) for name in reading.norms}
        documents |= {rename(name) for name in reading.documents}
        terms |= {rename(str(name)) for name in reading.tops if (name, RDF.type, _CLASS) in source.graph}
        for statement, each in reading.statements():
            said.setdefault(statement, each)
        for top in reading.tops:
            place = source.location(top)
            if place is not None:
                starts.setdefault(rename(str(top)), place)
    return Version(tuple(files), said, frozenset(norms), frozenset(documents), frozenset(terms), starts)


def key_of(predicate: str, *, of_norm: bool = True) -> str:
    """Return the author's key for a property.

    >>> key_of(rn("validUntil")), key_of(rn("aim")), key_of(rn("partOf"), of_norm=False)
    ('valid', 'aim', 'partOf')
    """
    if predicate == str(RDF.type) and not of_norm:
        return "type"
    return _KEY_OF.get(predicate) or local_name(predicate)


class _File:
    """One file: what in it stands by itself, and what belongs to that."""

    def __init__(
        self,
        source: LocatedGraph,
        number: int,
        rename: Callable[[str], str],
        mark: str,
        label: Callable[[str], str],
    ) -> None:
        self._source, self._number, self._rename, self._mark, self._label = source, number, rename, mark, label
        self._graph = source.graph
        self.norms = described(Facts.from_graph(source.graph))
        self.documents = documents_of(source)
        subjects = {node for node in self._graph.subjects() if isinstance(node, IdentifiedNode)}
        parts = {f"{norm}-{part}" for norm in self.norms for part in _PARTS}
        self._owned = {node for node in subjects if self._belongs(node, parts)}
        self.tops = sorted(node for node in subjects - self._owned if isinstance(node, URIRef))

    def _belongs(self, node: IdentifiedNode, parts: set[str]) -> bool:
        """Say whether a node is a part of what a norm says: without a name, named after the norm, or a provision."""
        name = str(node)
        if isinstance(node, BNode):
            return True
        if name in self.norms or name in self.documents:
            return False
        return name in parts or name.rpartition("-")[0] in parts or (node, RDF.type, _PROVISION) in self._graph

    def statements(self) -> Iterator[tuple[Statement, Said]]:
        """Yield what is said of each thing, key by key."""
        for top in self.tops:
            name, is_norm = str(top), str(top) in self.norms
            by_key: dict[str, list[tuple[Node, Node]]] = {}
            for _, predicate, value in sorted(self._graph.triples((top, None, None))):
                if predicate != _NORMS:
                    by_key.setdefault(key_of(str(predicate), of_norm=is_norm), []).append((predicate, value))
            for key, pairs in by_key.items():
                triples: list[Triple] = [(top, predicate, value) for predicate, value in pairs]
                values = tuple(
                    (
                        (str(predicate), *self._meaning(value, ())),
                        self._source.locations.get((top, predicate, value)),
                        _ENDS.get(str(predicate), "") + self._words(value),
                    )
                    for predicate, value in pairs
                )
                yield (self._rename(name), key), Said(self._number, tuple(self._closed(triples)), values)
            listed = sorted(self._graph.triples((None, _NORMS, top)))
            if listed:
                located = tuple((self._renamed(triple), self._source.locations.get(triple)) for triple in listed)
                yield (self._rename(name), LISTED), Said(self._number, located, ())

    def _closed(self, triples: Iterable[Triple]) -> Iterator[tuple[Triple, Location | None]]:
        """Yield triples, and those of everything that belongs to them."""
        todo, seen = list(triples), set[Triple]()
        while todo:
            triple = todo.pop(0)
            if triple in seen:
                continue
            seen.add(triple)
            yield self._renamed(triple), self._source.locations.get(triple)
            if triple[2] in self._owned:
                todo.extend(sorted(self._graph.triples((triple[2], None, None))))

    def _renamed(self, triple: Triple) -> Triple:
        subject, predicate, value = triple
        return self._node(subject), predicate, self._node(value)

    def _node(self, node: Node) -> Node:
        if isinstance(node, BNode):
            return BNode(f"{node}{self._mark}")
        if not isinstance(node, URIRef):
            return node
        return URIRef(f"{node}{self._mark}") if node in self._owned else URIRef(self._rename(str(node)))

    def _meaning(self, node: Node, above: tuple[Node, ...]) -> Value:
        """Return what a value says, whatever it is called: a part by what is said of it, a list of classes as a set."""
        if isinstance(node, Literal):
            if str(node.datatype) == _DURATION:
                try:
                    return ("duration", duration.seconds(str(node)))
                except ValueError:
                    return ("text", str(node))
            return ("text", str(node))
        if node not in self._owned or node in above:
            return ("name", self._rename(str(node)))
        if (node, RDF.first, None) in self._graph:
            return ("list", *sorted((self._meaning(item, (*above, node)) for item in self._items(node)), key=repr))
        # A provision is what its number says, in whatever title; an expression is what it is made of, in whatever order.
        named_so = any((node, predicate, None) in self._graph for predicate in (_LOCATOR, _EQUIVALENT))
        pairs = sorted(
            (
                (str(predicate), *self._meaning(value, (*above, node)))
                for _, predicate, value in self._graph.triples((node, None, None))
                if not (named_so and predicate == _LABEL)
            ),
            key=repr,
        )
        return ("part", *pairs)

    def _items(self, head: Node) -> Iterator[Node]:
        seen = set[Node]()
        while head != RDF.nil and head not in seen:
            seen.add(head)
            yield from sorted(self._graph.objects(head, RDF.first), key=str)
            head = next(iter(sorted(self._graph.objects(head, RDF.rest), key=str)), RDF.nil)

    def _words(self, node: Node) -> str:
        if isinstance(node, Literal):
            return str(node)
        if node in self._owned:
            for predicate in (_LOCATOR, _LABEL):
                found = sorted(str(text) for text in self._graph.objects(node, predicate))
                if found:
                    return found[0]
            parts = sorted(
                f"{local_name(str(predicate))}: {self._words(value)}"
                for _, predicate, value in self._graph.triples((node, None, None))
                if predicate != RDF.type and value not in self._owned
            )
            return "; ".join(parts) or "a description"
        return self._label(str(node))
