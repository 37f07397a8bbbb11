"""Norms that are partly as an old version has them, and otherwise as a new one has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from pathlib import PurePath

from rdflib import URIRef

from rightsnet.model.names import rn
from rightsnet.rdf.formats.source import empty_graph
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.versions import LISTED, Said, Statement, Version

_NORMS = URIRef(rn("norms"))


class Mixture:
    """Two versions that speak of the same things by the same names, to be mixed statement by statement.

    Args:
        old, new: the versions; ``old_sources`` and ``new_sources`` the files that they were taken from.
    """

    def __init__(
        self,
        old: Version,
        new: Version,
        old_sources: Sequence[LocatedGraph],
        new_sources: Sequence[LocatedGraph],
    ) -> None:
        self.old, self.new = old, new
        self._sources = list(new_sources)
        self._homes = dict(enumerate(self._home(source, number) for number, source in enumerate(old_sources)))

    def _home(self, source: LocatedGraph, number: int) -> int:
        """Return the file of the new version that takes what only the old one says in a file of its own."""
        says = {thing for (thing, _), said in self.old.said.items() if said.file == number}
        for known in (self.new.documents, self.new.norms):
            for thing in sorted(says & known):
                return next(iter(self.new.of(thing).values())).file
        same = [at for at, file in enumerate(self.new.files) if PurePath(file).stem == PurePath(source.file).stem]
        if same:
            return same[0]
        self._sources.append(LocatedGraph(source.file, source.text, empty_graph()))
        return len(self._sources) - 1

    def uses(self, thing: str) -> set[str]:
        """Return the terms that the files define, in either version, and that what is said of a thing names."""
        versions = (self.old, self.new)
        named = {str(triple[2]) for v in versions for said in v.of(thing).values() for triple, _ in said.triples}
        apart = {*self.old.norms, *self.new.norms, *self.old.documents, *self.new.documents}
        return {name for name in named if name not in apart and any(v.of(name) for v in versions)}

    @property
    def differing(self) -> list[Statement]:
        """Return every statement that the two versions do not make alike, sorted."""
        statements = sorted({*self.old.said, *self.new.said})
        return [statement for statement in statements if not self._alike(statement)]

    def _alike(self, statement: Statement) -> bool:
        ours, theirs = self.old.said.get(statement), self.new.said.get(statement)
        if statement[1] == LISTED:  # the order and the file of a norm say nothing
            return (statement[0] in self.old.norms) == (statement[0] in self.new.norms)
        return ours is not None and theirs is not None and ours.meaning == theirs.meaning

    def mix(self, old: Set[Statement]) -> list[LocatedGraph]:
        """Return the files with these statements as the old version has them, and all others as the new one has them.

        A term that is used but would be defined nowhere is taken from the version that defines it.
        """
        chosen: dict[Statement, tuple[Said, int]] = {}
        for statement in {*self.old.said, *self.new.said}:
            side = self._side(statement, is_old=statement in old)
            if side is not None:
                chosen[statement] = side
        described = {thing for thing, _ in chosen}
        todo = [said for said, _ in chosen.values()]
        while todo:
            for thing in sorted(self._undefined(todo.pop(), described)):
                described.add(thing)
                from_old = not self.new.of(thing)
                for key in (self.old if from_old else self.new).of(thing):
                    side = self._side((thing, key), is_old=from_old)
                    if side is not None:
                        chosen[thing, key] = side
                        todo.append(side[0])
        graphs = [replace(source, graph=empty_graph(), locations={}) for source in self._sources]
        for said, home in chosen.values():
            for triple, location in said.triples:
                graphs[home].graph.add(triple)
                if location is not None:
                    graphs[home].locations.setdefault(triple, location)
        return [graph for graph in graphs if len(graph.graph)]

    def _side(self, statement: Statement, *, is_old: bool) -> tuple[Said, int] | None:
        said = (self.old if is_old else self.new).said.get(statement)
        if said is None or not is_old:
            return None if said is None else (said, said.file)
        there = self.new.of(statement[0])
        return said, next(iter(there.values())).file if there else self._homes[said.file]

    def _undefined(self, said: Said, described: Set[str]) -> Iterator[str]:
        """Yield the terms that a statement uses and that only the version not chosen defines."""
        for (_, predicate, value), _ in said.triples:
            name = str(value)
            if not isinstance(value, URIRef) or predicate == _NORMS or name in described:
                continue
            is_norm = name in self.old.norms or name in self.new.norms  # one that is gone is referred to in vain
            if not is_norm and (self.old.of(name) or self.new.of(name)):
                yield name
