"""JSON-LD, read so that every triple knows where its value stands, without ever fetching anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Self

from rdflib import RDF, BNode, Graph, Literal
from rdflib.plugins.parsers import jsonld
from rdflib.plugins.shared.jsonld.context import Context, Term
from rdflib.term import IdentifiedNode, Node

from rightsnet.errors import InputError, Location
from rightsnet.rdf.formats import literals
from rightsnet.rdf.formats.iris import is_iri
from rightsnet.rdf.formats.json_tree import parse_json
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.tree import Entries, Items, Scalar, Value
from rightsnet.rdf.located import LocatedGraph, Triple
from rightsnet.resources import folder

CONTEXT = "https://w3id.org/rightsnet/ns/context.jsonld"
"""The IRI of our context, by which files refer to it."""

_OURS = (CONTEXT, "https://w3id.org/rightsnet/ns")


def read(source: Source) -> LocatedGraph:
    r"""Return what a JSON-LD file says.

    Raises:
        InputError: for what is not JSON-LD, or a context that would have to be fetched, with its location.

    >>> bill = read(Source("bill.jsonld", '{"@id": "urn:a",\n "urn:b": [1,\n 2]}'))
    >>> [str(location) for location in sorted(bill.locations.values())]
    ['bill.jsonld:2:12', 'bill.jsonld:3:2']
    >>> read(Source("bill.jsonld", '{"@context": "https://schema.org"}'))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    rightsnet.errors.InputError: bill.jsonld:1:14: The context <https://schema.org> would have to be fetched, ...
    """
    root = parse_json(source)
    _refuse_remote(root)
    parser = _Parser(source)
    context = Context()
    for name in _OURS:
        context._context_cache[name] = {"@context": packaged_context()}
    found = _Found(parser)
    try:
        parser.parse(_located(root), context, found)
    except InputError:
        raise
    except Exception as error:
        # What rdflib raises for a malformed document depends on where it trips over it.
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"This is JSON, but not JSON-LD that rightsnet can read: {reason}."
        raise InputError(message, parser.place) from error
    return _relabelled(source, found.places)


@cache
def packaged_context() -> dict[str, Any]:
    """Return the terms of our context.

    >>> packaged_context()["legalBasis"]
    {'@id': 'rn:legalBasis'}
    """
    text = (folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    terms: dict[str, Any] = json.loads(text)["@context"]
    return terms


class _Key(str):
    """A key of a JSON object that knows where its value stands."""

    __slots__ = ("location",)
    location: Location


class _Text(str):
    __slots__ = ("location",)
    location: Location


class _Object(dict[str, Any]):
    location: Location


class _Array(list[Any]):
    location: Location
    places: list[Location]


def _located(value: Value) -> Any:
    """Return JSON as rdflib wants it, whose parts still know where they stand."""
    if isinstance(value, Entries):
        found = _Object()
        for key, part in value.entries:
            name = _Key(key.text)
            name.location = part.location
            found[name] = _located(part)
        found.location = value.location
        return found
    if isinstance(value, Items):
        array = _Array(_located(item) for item in value.items)
        array.places = [item.location for item in value.items]
        array.location = value.location
        return array
    return _plain(value)


def _plain(value: Scalar) -> Any:
    if value.kind == "null":
        return None
    if value.kind == "bool":
        return value.text == "true"
    if value.kind == "int":
        return int(value.text)
    if value.kind == "float":
        return float(value.text)
    text = _Text(value.text)
    text.location = value.location
    return text


def _refuse_remote(value: Value) -> None:
    """Refuse every context that is not in the file, is not ours and would have to be fetched."""
    if isinstance(value, Items):
        for item in value.items:
            _refuse_remote(item)
    if isinstance(value, Entries):
        for key, part in value.entries:
            contexts = part.items if isinstance(part, Items) else (part,)
            for context in contexts if key.text in ("@context", "@import") else ():
                if (
                    isinstance(context, Scalar)
                    and context.kind == "str"
                    and (context.text not in _OURS or key.text == "@import")
                ):
                    message = f"The context <{context.text}> would have to be fetched, and rightsnet fetches nothing."
                    help = f"Put its contents into the file, or refer to {CONTEXT}."
                    raise InputError(message, context.location, help=help)
            _refuse_remote(part)


class _Found(Graph):
    """Takes triples from the parser, each with the place where its value stands."""

    def __init__(self, parser: _Parser) -> None:
        super().__init__(bind_namespaces="none")
        self.places: dict[Triple, Location] = {}
        self._parser = parser

    def add(self, triple: Any) -> Self:
        in_list = triple[1] == RDF.rest and self._parser.lists
        self.places.setdefault(triple, self._parser.lists[-1] if in_list else self._parser.place)
        return self


class _Parser(jsonld.Parser):
    """Remembers where the value stands that it is turning into a node, until the triple with that node is added."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.place = source.whole()
        self.lists: list[Location] = []
        self._holders: list[tuple[Any, Location]] = [(None, self.place)]

    def _add_to_graph(
        self,
        dataset: Graph,
        graph: Graph,
        context: Context,
        node: Any,
        topcontext: bool = False,  # noqa: FBT001, FBT002
    ) -> Node | None:
        self.place = getattr(node, "location", self.place)
        return super()._add_to_graph(dataset, graph, context, node, topcontext)

    def _key_to_graph(
        self,
        dataset: Graph,
        graph: Graph,
        context: Context,
        subj: Node,
        key: str,
        obj: Any,
        reverse: bool = False,  # noqa: FBT001, FBT002
        no_id: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        self.place = key.location if isinstance(key, _Key) else self.place
        self._holders.append((obj, self.place))
        term = context.terms.get(key)
        property = term.id if term else context.expand(key)
        if isinstance(property, str) and ":" in property and not property.startswith("_:"):
            self._refuse_relative(property, self.place)
        super()._key_to_graph(dataset, graph, context, subj, key, obj, reverse, no_id)
        self._holders.pop()

    def _to_object(
        self,
        dataset: Graph,
        graph: Graph,
        context: Context,
        term: Term | None,
        node: Any,
        inlist: bool = False,  # noqa: FBT001, FBT002
    ) -> Node | None:
        place = self.place = self._place(node)
        self._refuse_false(context, term, node)
        found = super()._to_object(dataset, graph, context, term, node, inlist)
        self.place = place
        if isinstance(found, Literal) and found.datatype is not None:
            given = context.get_value(node) if isinstance(node, dict) else node
            return literals.typed(given if isinstance(given, str) else str(found), str(found.datatype))
        return found

    def _add_list(
        self, dataset: Graph, graph: Graph, context: Context, term: Term | None, node_list: Any
    ) -> IdentifiedNode:
        self.lists.append(getattr(node_list, "location", self.place))
        self._holders.append((node_list, self.lists[-1]))
        items = node_list if isinstance(node_list, list) else [node_list]
        # A list in a list is a list in JSON-LD 1.1; rdflib would make a string of it.
        nested = [{"@list": item} if isinstance(item, list) else item for item in items]
        head = super()._add_list(dataset, graph, context, term, nested)
        self._holders.pop()
        self.lists.pop()
        return head

    @classmethod
    def _expand_nested_list(cls, obj_nodes: list[Any]) -> dict[str, list[Any]]:
        # The method overridden makes new lists, which would not know any more where they stand.
        return {"@list": obj_nodes}

    def _to_rdf_id(self, context: Context, id_val: str) -> IdentifiedNode | None:
        if self._get_bnodeid(id_val) is None:
            # What `resolve` returns for a text with a space in it is empty; the text says more.
            self._refuse_relative(context.resolve(id_val) or id_val, getattr(id_val, "location", self.place))
        return super()._to_rdf_id(context, id_val)

    def _refuse_relative(self, iri: str, place: Location) -> None:
        if not is_iri(iri):
            help = "Write it in full, or add “@base” to the context."
            raise InputError(f"“{iri}” is not an absolute IRI.", place, help=help)

    def _place(self, node: Any) -> Location:
        if isinstance(node, tuple):
            node = node[0]
        elif isinstance(node, dict) and not isinstance(node, _Object):
            node = next(iter(node.values()))
        if hasattr(node, "location"):
            found: Location = node.location
            return found
        # A number or a truth value cannot carry its place, but the list that holds it can.
        holder, location = self._holders[-1]
        places = (place for item, place in _held(holder) if type(item) is type(node) and item == node)
        return next(places, location)

    def _refuse_false(self, context: Context, term: Term | None, node: Any) -> None:
        """Refuse a literal that is not what its datatype says, or in no language that there can be."""
        text, datatype = node, term.type if term else None
        language = node[1] if isinstance(node, tuple) else None
        if isinstance(node, dict):
            text, datatype, language = context.get_value(node), context.get_type(node), context.get_language(node)
            datatype = context.expand(datatype) if isinstance(datatype, str) else None
            if text is not None and datatype is not None and not datatype.startswith("@"):
                self._refuse_relative(datatype, self.place)
        if language is not None and not (isinstance(language, str) and literals.LANGUAGE.fullmatch(language)):
            raise InputError(f"“{language}” is not a language tag.", self.place, help="Write one such as en or pt-BR.")
        if isinstance(text, str | int | float) and isinstance(datatype, str):
            wrong = literals.fault(str(text).lower() if isinstance(text, bool) else str(text), datatype)
            if wrong is not None:
                raise InputError(wrong[0], self.place, help=wrong[1])


def _held(holder: Any) -> Iterator[tuple[Any, Location]]:
    """Yield the values that a list or a set holds, each with its place."""
    if isinstance(holder, _Array):
        for item, place in zip(holder, holder.places, strict=True):
            yield item, place
            yield from _held(item)
    if isinstance(holder, _Object):
        for key, value in holder.items():
            if key == "@set" and isinstance(key, _Key):
                yield value, key.location
                yield from _held(value)


def _relabelled(source: Source, places: dict[Triple, Location]) -> LocatedGraph:
    """Return the triples with blank nodes that are named by their order in the file."""
    located = source.graph()
    labels: dict[Node, BNode] = {}

    def label(node: Node) -> Node:
        if not isinstance(node, BNode):
            return node
        if node not in labels:
            labels[node] = source.blank()
        return labels[node]

    for (subject, predicate, value), location in places.items():
        triple = (label(subject), predicate, label(value))
        located.graph.add(triple)
        located.locations[triple] = location
    return located
