"""A body of norms: the shipped law, or what was loaded from files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import rdflib

from rightsnet.algebra.boxes import NormComparison, compare
from rightsnet.algebra.interferences import InterferenceRule
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.errors import Location
from rightsnet.model.law import LimitationClause
from rightsnet.model.norm import Norm
from rightsnet.model.stated import Stated
from rightsnet.rdf import files, reading
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.tables import is_table, norms_from_table
from rightsnet.rdf.terms import check_terms
from rightsnet.report.baseline import Baseline
from rightsnet.report.comparison import Comparison
from rightsnet.report.result import Report
from rightsnet.rules import collect
from rightsnet.session import shipped
from rightsnet.session.checking import Check
from rightsnet.session.selecting import left_out, wanted


@dataclass(frozen=True)
class Corpus:
    """A body of norms: the shipped law, or what was loaded from files.

    Args:
        facts: its own triples, without the ontology.
        extra: the user's own terms, from `--ontology`.
        sources: the files it came from, with the line of every triple; ``terms``: those of `--ontology`.
        tables: norms that came from tables, by file.
        is_law: whether it is the shipped law, which the shipped knowledge already holds.
    """

    facts: Facts
    extra: Facts = field(default_factory=Facts)
    sources: tuple[LocatedGraph, ...] = ()
    terms: tuple[LocatedGraph, ...] = ()
    tables: tuple[tuple[str, tuple[Norm, ...]], ...] = ()
    is_law: bool = False

    @cached_property
    def body(self) -> reading.Body:
        """Return what the triples describe: norms, clauses, provisions and instruments."""
        return shipped.law_body() if self.is_law else reading.read_body(self.facts, self._locate)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """Return the norms, in the order of their IRIs."""
        rows = (norm for _, norms in self.tables for norm in norms)
        return tuple(sorted((*self.body.norms, *rows), key=lambda norm: norm.id))

    @property
    def clauses(self) -> tuple[LimitationClause, ...]:
        """Return the clauses by which rights may be limited."""
        return self.body.clauses

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of the files it came from."""
        return (*(source.file for source in self.sources), *(file for file, _ in self.tables))

    @property
    def described(self) -> int:
        """Return how many norms it describes, complete or not."""
        return len(reading.described(self.facts)) + sum(len(norms) for _, norms in self.tables)

    @property
    def added(self) -> tuple[Facts, ...]:
        """Return the triples that it adds to what comes with rightsnet."""
        return () if self.is_law else (self.extra, self.facts)

    @cached_property
    def graph(self) -> rdflib.Graph:
        """Return the norms and their sources as one rdflib graph."""
        graph = rdflib.Graph()
        for source in self.sources:
            graph += source.graph
        if not self.sources:
            for path in shipped.law_files():
                graph.parse(path, format="turtle")
        return graph

    @cached_property
    def knowledge(self) -> Knowledge:
        """Return what the algebra knows: the shipped ontology, the user's terms, and the classes that norms define."""
        return shipped.knowledge(self.added)

    @cached_property
    def stated(self) -> Stated:
        """Return what the shipped ontology, the law and this body state, as the checker of findings reads it."""
        return shipped.statements(self.added)

    def relation(self, left: Norm, right: Norm) -> NormComparison:
        """Compare two norms axis by axis, with the terms of this body."""
        return compare(left, right, self.knowledge)

    def check(
        self,
        against: Corpus | Sequence[Corpus] | None = None,
        *,
        at: date | None = None,
        place: str | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
        possible: bool = False,
        everything: bool = False,
        policy: Sequence[str] | None = None,
        baseline: Baseline | None = None,
        per_file_ignores: Mapping[str, Collection[str]] | None = None,
    ) -> Report:
        """Say what is wrong with the norms, alone and against other norms.

        Args:
            against: the law to compare with; the shipped law if nothing is given, nothing for an empty sequence.
            at: judge the state of the law on this day: only what is in force then counts. Without it, norms are compared
                for the whole time in which they are in force together, and rights are examined on the day on which the
                norms enter into force (today if they do not say).
            place: where norms apply that do not say so.
            select, ignore: names of rules, shapes and families to use, or not to use.
            possible: also report what rests on a relation that is not known.
            everything: also report what the texts resolve by declaration, what precedence resolves, what a comment
                suppresses and what the baseline knows.
            policy: the principles of precedence, the weightiest first; see `rightsnet.algebra.precedence`.
            baseline: findings that are known and do not count.
            per_file_ignores: pattern of file names → names of rules and families not to use for those files.

        Raises:
            UsageError: for the name of a rule or place that does not exist.
            InternalError: if the search and the algebra disagree.
        """
        others = (law(),) if against is None else (against,) if isinstance(against, Corpus) else tuple(against)
        check = Check(
            self,
            others,
            law(),
            at,
            place,
            wanted(select, ignore),
            wanted((), ignore),
            possible=possible,
            everything=everything,
            policy=policy,
            baseline=baseline,
            left_out=left_out(per_file_ignores or {}),
        )
        return check.report()

    def compare(
        self,
        new: Corpus,
        against: Corpus | Sequence[Corpus] | None = None,
        *,
        at: date | None = None,
        place: str | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
        possible: bool = False,
        everything: bool = False,
        policy: Sequence[str] | None = None,
        tries: int = 200,
    ) -> Comparison:
        """Say what a new version of these norms adds, removes and keeps, and which edits are the cause.

        Args:
            new: the new version.
            against, at, place, select, ignore, possible, everything, policy: as for `check`, for both versions alike.
            tries: how many mixtures of the two versions to check at most in the search for causes.

        Raises:
            UsageError: for a norm table, or for the name of a rule or place that does not exist.
        """
        from rightsnet.session.comparing import compare_versions  # it needs this module

        return compare_versions(
            self,
            new,
            against,
            at=at,
            place=place,
            select=select,
            ignore=ignore,
            possible=possible,
            everything=everything,
            policy=policy,
            tries=tries,
        )

    def of_sources(self, sources: Iterable[LocatedGraph]) -> Corpus:
        """Return a body that has these files instead of its own, with the same further terms."""
        files = tuple(sources)
        return replace(self, facts=merged(files), sources=files)

    def conflicts(
        self,
        *,
        at: date | None = None,
        place: str | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
        possible: bool = False,
        everything: bool = False,
        policy: Sequence[str] | None = None,
        per_file_ignores: Mapping[str, Collection[str]] | None = None,
    ) -> Report:
        """Compare every two norms of this body; the arguments are those of `check`.

        Raises:
            UsageError: for the name of a rule that does not exist.
        """
        compare = {rule.name() for rule in collect() if not issubclass(rule, InterferenceRule)}
        check = Check(
            self,
            (),
            law(),
            at,
            place,
            wanted(select, ignore) & compare,
            wanted((), ignore) & compare,
            possible=possible,
            everything=everything,
            policy=policy,
            dates=False,
            left_out=left_out(per_file_ignores or {}),
        )
        return check.report()

    def _locate(self, subject: str, predicate: str | None, value: str | None = None, /) -> Location | None:
        node, wanted, said = (None if name is None else _node(name) for name in (subject, predicate, value))
        assert node is not None
        found = (source.location(node, wanted, said) for source in self.sources)
        return next((location for location in found if location is not None), None)


def _node(name: str) -> rdflib.term.Node:
    return rdflib.BNode(name[2:]) if name.startswith("_:") else rdflib.URIRef(name)


def law(language: str = "en") -> Corpus:
    """Return the shipped law: its instruments, provisions, norms and clauses; the same object at every call."""
    return _law()


@cache
def _law() -> Corpus:
    return Corpus(shipped.law_facts(), is_law=True)


def none() -> Corpus:
    """Return a body without norms, to check a proposal against itself only."""
    return Corpus(Facts())


def load(
    *paths: str | Path | rdflib.Graph,
    ontology: Sequence[str | Path] = (),
    stdin_name: str | None = None,
) -> Corpus:
    """Read norms from files, folders, standard input (``-``) or an rdflib graph.

    Args:
        ontology: files with further terms.
        stdin_name: the file name that standard input goes by; its ending gives the format.

    Raises:
        InputError: for a file that cannot be read, a term that does not exist, or terms in a circle, with its location.
    """
    extra = [files.read(path, shipped.vocabulary()) for path in ontology]
    words = shipped.vocabulary(tuple(ontology))
    graphs = [path for path in paths if isinstance(path, rdflib.Graph)]
    named = [path for path in paths if not isinstance(path, rdflib.Graph)]
    sources = [LocatedGraph("<graph>", "", graph) for graph in graphs]
    tables = []
    for path in files.find(named):
        if is_table(path):
            tables.append((str(path), tuple(norms_from_table(path, words))))
        else:
            sources.append(files.read(path, words, stdin_name=stdin_name))
    corpus = Corpus(merged(sources), merged(extra), tuple(sources), tuple(extra), tuple(tables))
    check_terms([*extra, *sources], shipped.ontology_facts(), corpus.knowledge, words)
    return corpus


def merged(sources: Iterable[LocatedGraph]) -> Facts:
    """Return the triples of several files together."""
    return Facts.union(*(Facts.from_graph(source.graph) for source in sources))
