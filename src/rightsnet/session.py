"""Bodies of norms and what can be asked of them: the one place where RDF and rules meet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import rdflib

from rightsnet.algebra import coverage, interferences, precedence, wording
from rightsnet.algebra.boxes import ACT, SCOPE, NormComparison, compare
from rightsnet.algebra.declarations import declared, excepted, name
from rightsnet.algebra.derivation import why_entailed
from rightsnet.algebra.evidence import Evidence
from rightsnet.algebra.interferences import Failure, Interference, InterferenceRule
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.pairs import holds
from rightsnet.algebra.weighing import weigh
from rightsnet.checker import check as judge
from rightsnet.checker.premises import triple
from rightsnet.engine.search import Pair, Search, search
from rightsnet.errors import InputError, InternalError, Location, UsageError
from rightsnet.model.finding import Certainty, Finding, NormReference, PrincipleVerdict, Resolution, Severity, Status
from rightsnet.model.interval import Interval
from rightsnet.model.law import ClauseForm, LimitationClause
from rightsnet.model.names import curie, local_name, rn
from rightsnet.model.norm import Norm, Provision
from rightsnet.model.related import AxisRelation, Related
from rightsnet.model.rule import PairRule, Rule, Via
from rightsnet.model.stated import Stated
from rightsnet.rdf import files, reading
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.ranks import read_hierarchy
from rightsnet.rdf.sources import Sources
from rightsnet.rdf.stated import stated
from rightsnet.rdf.tables import check_table, is_table, norms_from_table
from rightsnet.rdf.terms import check_terms
from rightsnet.rdf.validation import shape_names, validate
from rightsnet.rdf.vocabulary import Vocabulary
from rightsnet.report.result import Checked, Counts, Report
from rightsnet.resources import folder
from rightsnet.rules import collect
from rightsnet.rules.dangling_exception import DanglingException
from rightsnet.rules.jointly_impossible_norms import JointlyImpossibleNorms
from rightsnet.rules.precedence_cycle import PrecedenceCycle


@dataclass(frozen=True)
class Corpus:
    """A body of norms: the shipped law, or what was loaded from files.

    Args:
        facts: its own triples, without the ontology.
        extra: the user's own terms, from `--ontology`.
        sources: the files it came from, with the line of every triple; ``terms``: those of `--ontology`.
        tables: norms that came from tables, by file.
    """

    facts: Facts
    extra: Facts = field(default_factory=Facts)
    sources: tuple[LocatedGraph, ...] = ()
    terms: tuple[LocatedGraph, ...] = ()
    tables: tuple[tuple[str, tuple[Norm, ...]], ...] = ()

    @cached_property
    def _body(self) -> reading.Body:
        return reading.read_body(self.facts, self._locate)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """Return the norms, in the order of their IRIs."""
        rows = (norm for _, norms in self.tables for norm in norms)
        return tuple(sorted((*self._body.norms, *rows), key=lambda norm: norm.id))

    @property
    def clauses(self) -> tuple[LimitationClause, ...]:
        """Return the clauses by which rights may be limited."""
        return self._body.clauses

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of the files it came from."""
        return (*(source.file for source in self.sources), *(file for file, _ in self.tables))

    @cached_property
    def graph(self) -> rdflib.Graph:
        """Return the norms and their sources as one rdflib graph."""
        graph = rdflib.Graph()
        for source in self.sources:
            graph += source.graph
        if not self.sources:
            for path in _law_files():
                graph.parse(path, format="turtle")
        return graph

    @cached_property
    def knowledge(self) -> Knowledge:
        """Return what the algebra knows: the shipped ontology, the user's terms, and the classes that norms define."""
        return _knowledge((self,))

    @cached_property
    def stated(self) -> Stated:
        """Return what the shipped ontology, the law and this body state, as the checker of findings reads it."""
        return _stated((self,))

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
    ) -> Report:
        """Say what is wrong with the norms, alone and against other norms.

        Args:
            against: the law to compare with; the shipped law if nothing is given, nothing for an empty sequence.
            at: judge the state of the law on this day: only what is in force then counts. Without it, norms are compared
                for the whole time in which they are in force together, and rights are examined on the day on which the
                norms enter into force (today if they do not say).
            place: where norms apply that do not say so.
            select, ignore: names of rules and shapes to use, or not to use.
            possible: also report what rests on a relation that is not known.
            everything: also report what the texts resolve by declaration, and what precedence resolves.
            policy: the principles of precedence, the weightiest first; see `rightsnet.algebra.precedence`.

        Raises:
            UsageError: for the name of a rule or place that does not exist.
            InternalError: if the search and the algebra disagree.
        """
        others = (law(),) if against is None else (against,) if isinstance(against, Corpus) else tuple(against)
        wanted = _wanted(select, ignore)
        return _Check(self, others, at, place, wanted, possible=possible, everything=everything, policy=policy).report()

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
    ) -> Report:
        """Compare every two norms of this body; the arguments are those of `check`.

        Raises:
            UsageError: for the name of a rule that does not exist.
        """
        wanted = _wanted(select, ignore) & {rule.name() for rule in collect() if not issubclass(rule, InterferenceRule)}
        return _Check(
            self, (), at, place, wanted, possible=possible, everything=everything, policy=policy, dates=False
        ).report()

    def _locate(self, subject: str, predicate: str | None) -> Location | None:
        node = rdflib.BNode(subject[2:]) if subject.startswith("_:") else rdflib.URIRef(subject)
        wanted = None if predicate is None else rdflib.URIRef(predicate)
        found = (source.location(node, wanted) for source in self.sources)
        return next((location for location in found if location is not None), None)


def law(language: str = "en") -> Corpus:
    """Return the shipped law: its instruments, provisions, norms and clauses; the same object at every call."""
    return _law()


@cache
def _law() -> Corpus:
    return Corpus(Facts.from_turtle(_law_files()))


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
    extra = [files.read(path, vocabulary()) for path in ontology]
    words = vocabulary(tuple(ontology))
    graphs = [path for path in paths if isinstance(path, rdflib.Graph)]
    named = [path for path in paths if not isinstance(path, rdflib.Graph)]
    sources = [LocatedGraph("<graph>", "", graph) for graph in graphs]
    tables = []
    for path in files.find(named):
        if is_table(path):
            tables.append((str(path), tuple(norms_from_table(path, words))))
        else:
            sources.append(files.read(path, words, stdin_name=stdin_name))
    corpus = Corpus(_merged(sources), _merged(extra), tuple(sources), tuple(extra), tuple(tables))
    check_terms([*extra, *sources], ontology_facts(), corpus.knowledge, words)
    return corpus


def relation(left: Norm, right: Norm) -> NormComparison:
    """Compare two norms axis by axis, with the shipped ontology: relation, witness and premises on each axis.

    Raises:
        UsageError: if a norm names a class that the shipped ontology does not have; use `Corpus.relation` then.

    >>> norms = {norm.id.rsplit("/", 1)[-1]: norm for norm in law().norms}
    >>> some = next(iter(norms.values()))
    >>> relation(some, some).scope
    <Relation.EQUAL: 'equal'>
    """
    try:
        return law().relation(left, right)
    except KeyError as error:
        raise UsageError(f"The shipped ontology has no class {error}.", help="Use Corpus.relation.") from error


relate = relation


def related(left: str, right: str, *, ontology: Sequence[str | Path] = ()) -> Related:
    """Compare two norms that are named by file and id, as ``bill.yaml#s4``, or ``law#dsa-8-states``, and say it in words.

    Raises:
        UsageError: for a name without an id, or an id that is not in the file, with the nearest ids.
    """
    named = [_named(text, ontology) for text in (left, right)]
    bodies = [body for body, _ in named if body is not law()]
    knowledge = _knowledge(bodies) if bodies else law().knowledge
    ours, theirs = (norm for _, norm in named)
    pair = compare(ours, theirs, knowledge)
    words, shared = wording.reasons(pair, knowledge), wording.witness(pair, knowledge)
    axes = tuple(
        AxisRelation(
            axis,
            wording.value(axis, ours, knowledge),
            wording.value(axis, theirs, knowledge),
            pair.axes[axis].relation.value,
            shared.get(axis, ""),
            words.get(axis, ""),
            wording.premises(pair.axes[axis].premises),
        )
        for axis in (*SCOPE, *ACT)
    )
    return Related(
        left=name(ours),
        right=name(theirs),
        axes=axes,
        scope=pair.scope.value,
        act=pair.act.value,
        meet=pair.meet and bool(pair.periods),
        apart_by=pair.apart_by or "",
        periods=tuple((f"from {p.low}" if p.low else "", f"until {p.high}" if p.high else "") for p in pair.periods),
        certainty=pair.certainty.value,
    )


def _named(text: str, ontology: Sequence[str | Path]) -> tuple[Corpus, Norm]:
    file, sign, fragment = text.partition("#")
    if not sign or not fragment:
        raise UsageError(f"“{text}” names no norm.", help="Write FILE#ID, such as bill.yaml#s4 or law#dsa-8-states.")
    body = law() if file == "law" else load(file, ontology=ontology)
    ids = {local_name(norm.id): norm for norm in body.norms}
    norm = ids.get(fragment) or next((norm for norm in body.norms if norm.id == text), None)
    if norm is None:
        near = get_close_matches(fragment, ids, 3, 0.4)
        help = f"Did you mean {' or '.join(near)}?" if near else f"It has {len(ids)} complete norms."
        raise UsageError(f"There is no norm “{fragment}” in {file}.", help=help)
    return body, norm


@cache
def ontology_facts() -> Facts:
    """Return the triples of the shipped ontology, without the law."""
    skipped = {"rightsnet.ttl", "subdivisions.ttl"}
    return Facts.from_turtle(sorted(p for p in folder("ontology").glob("*.ttl") if p.name not in skipped))


@cache
def vocabulary(ontology: tuple[str | Path, ...] = ()) -> Vocabulary:
    """Return the terms by name, label and synonym: the shipped ones and those of further files."""
    facts = ontology_facts()
    if ontology:
        words = vocabulary()
        facts = Facts.union(facts, *(Facts.from_graph(files.read(path, words).graph) for path in ontology))
    return Vocabulary(facts, law().facts)


def detect(
    table: str | Path,
    out: str | Path,
    *,
    further: str | Path | None = None,
    ontology: Sequence[str | Path] = (),
    select: Collection[str] = (),
    possible: bool = False,
    progress: Callable[[str], None] | None = None,
) -> dict[str, int]:
    """Find the conflicts in a body of norms of any size, set at a time, and write them to a folder.

    The rules are those on acts as they stand. ``signatures.parquet`` holds the kinds of norms, ``conflicts.parquet`` which
    of them conflict and how many pairs of norms that is, ``pairs.parquet`` the pairs themselves.

    Args:
        table: a norm table in CSV or Parquet, or norms in N-Triples; ``further`` is the table of measured bounds.
        progress: takes a sentence at the beginning of each stage.

    Returns:
        rule → the exact number of pairs of norms.

    Raises:
        UsageError: for a rule that cannot be looked for in a table.
        InputError: for a fault of the table with its row, and for a folder that cannot be written.
    """
    from rightsnet.engine import bulk
    from rightsnet.rdf.bulk_triples import table_from_triples

    words = vocabulary(tuple(ontology))
    extra = [files.read(path, vocabulary()) for path in ontology]
    body = Corpus(Facts(), _merged(extra), (), tuple(extra))
    known = [rule for rule in collect() if issubclass(rule, PairRule) and rule.via is Via.ACT and rule.left is not None]
    wanted = _wanted(select, ())
    rules = [rule for rule in collect() if issubclass(rule, PairRule) and rule.name() in wanted] if select else known
    folder_out = Path(out)
    try:
        beside = TemporaryDirectory(prefix=".rightsnet-", dir=folder_out.parent)
    except OSError as error:
        raise InputError(f"The folder cannot be used: {error.strerror}.", Location(str(folder_out.parent))) from None
    with beside as workspace:
        source, bounds = Path(table), None if further is None else Path(further)
        if source.suffix.lower() == ".nt":
            source, bounds = table_from_triples(source, Path(workspace))
        checked = check_table(source, words, bounds)
        with bulk.detect(
            checked, body.knowledge, rules, Path(workspace), possible=possible, progress=progress or (lambda _: None)
        ) as found:
            found.write(folder_out)
            found.expand(folder_out / "pairs.parquet")
            return {rule: count.norms for rule, count in sorted(found.counts.items())}


def convert(
    source: str,
    target: str,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    ontology: Sequence[str | Path] = (),
) -> str | None:
    """Write a file of norms in another format; return the text instead if the target is ``-``.

    The target is written beside its place and then renamed, so that a failure leaves nothing half-written.
    """
    read = files.read(source, vocabulary(tuple(ontology)), format=from_format)
    text = files.write(read, to_format or files.format_of(target))
    if target == "-":
        return text
    files.replace(Path(target), text)
    return None


def rule_names() -> tuple[str, ...]:
    """Return the names of all rules and shapes, sorted."""
    return tuple(sorted({*(rule.name() for rule in collect()), *shape_names()}))


def _law_files() -> list[Path]:
    return sorted((folder("ontology") / "instruments").glob("*.ttl"))


def _merged(sources: Iterable[LocatedGraph]) -> Facts:
    return Facts.union(*(Facts.from_graph(source.graph) for source in sources))


@cache
def _shipped_facts() -> Facts:
    return Facts.union(ontology_facts(), law().facts)


def _knowledge(corpora: Sequence[Corpus]) -> Knowledge:
    """Return the shipped knowledge with what the bodies add to it; most proposals add nothing but labels."""
    added = [facts for corpus in corpora if corpus is not law() for facts in (corpus.extra, corpus.facts)]
    subdivided = any(_names_subdivision(facts) for facts in added)
    if not subdivided and not any(reading.adds_knowledge(facts) for facts in added):
        shipped = _shipped_knowledge()
        return replace(shipped, labels={**shipped.labels, **reading.read_labels(Facts.union(*added))})
    parts = [folder("ontology") / "subdivisions.ttl"] if subdivided else []
    return reading.read_knowledge(Facts.union(_shipped_facts(), Facts.from_turtle(parts), *added))


def _stated(corpora: Sequence[Corpus]) -> Stated:
    """Return what the shipped ontology, the law and the bodies state, as the checker reads it."""
    added = [facts for corpus in corpora if corpus is not law() for facts in (corpus.extra, corpus.facts)]
    subdivided = any(_names_subdivision(facts) for facts in added)
    if not subdivided and not any(reading.adds_knowledge(facts) for facts in added):
        return _shipped_stated()
    parts = [folder("ontology") / "subdivisions.ttl"] if subdivided else []
    return stated(Facts.union(_shipped_facts(), Facts.from_turtle(parts), *added))


@cache
def _shipped_stated() -> Stated:
    return stated(_shipped_facts())


@cache
def _hierarchy() -> precedence.Hierarchy:
    return read_hierarchy(ontology_facts(), law().facts)


@cache
def _shipped_knowledge() -> Knowledge:
    return reading.read_knowledge(_shipped_facts())


def _names_subdivision(facts: Facts) -> bool:
    return any(isinstance(place, str) and "-" in local_name(place) for _, place in facts.pairs(rn("place")))


def _wanted(select: Collection[str], ignore: Collection[str]) -> frozenset[str]:
    known = rule_names()
    for given in (*select, *ignore):
        if given not in known:
            near = get_close_matches(given, known, 3, 0.4)
            help = f"Did you mean {' or '.join(near)}?" if near else "`rightsnet explain` lists them."
            raise UsageError(f"There is no rule “{given}”.", help=help)
    return frozenset(select or known) - frozenset(ignore)


class _Check:
    """One run: the norms, the law, and the rules that are wanted."""

    def __init__(
        self,
        drafts: Corpus,
        others: tuple[Corpus, ...],
        at: date | None,
        place: str | None,
        wanted: frozenset[str],
        *,
        possible: bool,
        everything: bool,
        policy: Sequence[str] | None = None,
        dates: bool = True,
    ) -> None:
        self._dates = dates  # a body compared with itself is judged on no particular day
        self._policy = precedence.order(precedence.PRINCIPLES if policy is None else policy)
        self._drafts = drafts
        self._everything = everything
        self._possible = possible
        self._rules = tuple(rule for rule in collect() if rule.name() in wanted)
        self._wanted = wanted
        # All of them, whichever are wanted: a rule may leave a pair to a better one (`PairRule.unless`).
        self._pair_rules = {rule.name(): rule for rule in collect() if issubclass(rule, PairRule)}
        foreign = [other for other in others if other is not law()]
        self._knowledge = _knowledge((drafts, *foreign)) if foreign else drafts.knowledge
        self._evidence = Evidence(self._knowledge)
        self._bodies = (drafts, *others)
        if place is not None and place not in self._knowledge.places:
            raise UsageError(f"There is no place “{place}”.", help="Use a code such as DEU, EU or WORLD.")
        self._place, self._dated = place, at is not None
        norms = [norm if norm.place or not place else replace(norm, place=place) for norm in drafts.norms]
        statutes = [norm for other in others for norm in other.norms]
        begins = min((norm.validity.low for norm in norms if norm.validity.low), default=None)
        self._at, self._given = at or begins or date.today(), at
        if at is not None:
            norms = [norm for norm in norms if at in norm.validity]
            statutes = [norm for norm in statutes if at in norm.validity]
        self._norms, self._law = tuple(norms), tuple(statutes)
        self._own = {norm.id: norm for norm in norms}
        self._all = {norm.id: norm for norm in (*statutes, *norms)}
        self._clauses = tuple(clause for other in others for clause in other.clauses)
        self._limitable = {clause.id for clause in self._clauses if clause.form is not ClauseForm.NONE}

    def report(self) -> Report:
        found = search(
            self._norms,
            self._law,
            self._pair_rules.values(),
            self._knowledge,
            possible=self._possible,
        )
        findings = [finding for source in self._drafts.sources for finding in validate(source)]
        findings.extend(self._conflict(found, pair) for pair in found.pairs if pair.rule in self._wanted)
        for norm in self._norms:
            findings.extend(self._interferences(norm))
        findings.extend(self._of_the_body())
        kept = {f.fingerprint: f for f in findings if f.rule in self._wanted and self._shown(f)}
        places = {norm.place for norm in self._norms}
        place = self._place or (places.pop() if len(places) == 1 else None)
        return Report(
            checked=Checked(
                files=self._drafts.files,
                norms=len(self._norms) if self._dated else self._described,
                against_norms=len(self._law),
                against_instruments=len({norm.instrument for norm in self._law}),
                at=self._at if self._dated or self._dates else None,
                place=local_name(place) if place else "",
                place_label=self._place_label(place),
            ),
            findings=tuple(sorted(self._judged(kept.values()), key=lambda finding: finding.order)),
            funnel=Counts(found.funnel.pairs, found.funnel.met, found.funnel.excluded),
            sources={source.file: source.text for source in self._drafts.sources},
            standing=self._standing(findings),
        )

    @property
    def _described(self) -> int:
        """Return how many norms the drafts describe, complete or not."""
        return len(reading.described(self._drafts.facts)) + sum(len(norms) for _, norms in self._drafts.tables)

    def _place_label(self, place: str | None) -> str:
        """Return the name of a place; a part of a country is named with the country."""
        if place is None:
            return ""
        wholes = self._knowledge.places.wholes(place) if "-" in local_name(place) else ()
        return ", ".join(self._knowledge.label(each) for each in (place, *wholes))

    def _standing(self, findings: Iterable[Finding]) -> dict[str, str]:
        """Return which norms stand after all conflicts that no text settles."""
        clashes = []
        for finding in findings:
            if finding.resolution is not None and finding.status is not Status.DECLARED:
                left, right = (norm.id for norm in finding.norms[:2])
                sides = {left: precedence.Side.LEFT, right: precedence.Side.RIGHT}
                clashes.append((left, right, sides.get(finding.resolution.prevails or "", precedence.Side.SILENT)))
        if not clashes:
            return {}
        from rightsnet.algebra.standing import Clash, attacks, grounded  # brings networkx, which most runs do not need

        stands = grounded(attacks(Clash(*clash) for clash in clashes))
        return {norm: standing.value for norm, standing in sorted(stands.items())}

    def _of_the_body(self) -> Iterable[Finding]:
        """Yield what can be seen only by looking at more than two norms, or at what a norm refers to."""
        if JointlyImpossibleNorms.name() in self._wanted:
            yield from self._joint()
        if not any(n.overrides or n.subject_to or n.exception_to or n.without_prejudice_to for n in self._norms):
            return
        from rightsnet.algebra.standing import cycles, dangling_all  # brings networkx, which most runs do not need

        if PrecedenceCycle.name() in self._wanted:
            circles = (
                circle for circle in cycles((*self._norms, *self._law)) if any(n.id in self._own for n in circle)
            )
            for circle in circles:
                words = ", ".join(name(norm) for norm in (*circle, circle[0]))
                yield self._body_finding(
                    PrecedenceCycle, circle, PrecedenceCycle.message.format(norms=words), "overrides"
                )
        if DanglingException.name() in self._wanted:
            found = dangling_all(self._norms, self._known_names())
            for norm in self._norms:
                for each in found.get(norm.id, ()):
                    declares = DanglingException.declares[each.key]
                    words = DanglingException.message.format(
                        norm=name(norm), declares=declares, named=curie(each.named)
                    )
                    yield self._body_finding(DanglingException, (norm,), words, each.key, (each.key, each.named))

    def _joint(self) -> Iterable[Finding]:
        from rightsnet.engine.joint import (
            find_joint,  # its solver is slow to load, and most runs of `relation` need none
        )

        rule = JointlyImpossibleNorms
        found = find_joint((*self._norms, *self._law), len(self._norms), self._knowledge, possible=self._possible)
        more = "" if found.complete else f"{len(found.conflicts)} of at least {found.total} such sets are listed"
        for conflict in found.conflicts:
            duty, bans = conflict.obligation, conflict.prohibitions
            acts = [coverage.act(ban) for ban in bans]
            ways = coverage.owed(duty, bans, self._knowledge)
            if not any(coverage.covered(way, acts, self._knowledge) for _, way in ways):
                together = ", ".join(norm.id for norm in conflict.norms)
                raise InternalError(f"The search reports {rule.name()} for {together}; the algebra does not.")
            message = rule.message.format(
                left=name(duty),
                bearer=wording.actor(duty.bearer, self._knowledge),
                act=wording.act(duty, self._knowledge),
                others=" and ".join(name(ban) for ban in bans),
            )
            settled = [
                declared(duty, ban, self._limitable, self._knowledge) or self._excepted(duty, ban) for ban in bans
            ]
            entailed = f"what it unavoidably means is “{self._knowledge.label(conflict.entailed)}”"
            first = conflict.meeting.periods[0] if conflict.meeting.periods else Interval()
            days = {"from": first.low, "until": first.high}
            yield replace(
                self._body_finding(rule, conflict.norms, message, "action"),
                certainty=conflict.certainty,
                status=Status.DECLARED if any(settled) else Status.OPEN,
                witness={
                    **{axis: self._knowledge.label(value) for axis, value in conflict.meeting.witness.items()},
                    **{end: day.isoformat() for end, day in days.items() if day},
                },
                premises=wording.premises((*conflict.premises, *conflict.meeting.premises)),
                because="; ".join(part for part in (*settled, entailed if conflict.entailed else "", more) if part),
            )

    def _body_finding(
        self, rule: type[Rule], norms: Sequence[Norm], message: str, at: str, key: tuple[str, ...] = ()
    ) -> Finding:
        severity, weaker = weigh(rule.severity, norms)
        roles = ("left", "right", *(f"member {number}" for number in range(3, len(norms) + 1)))
        mine = next((norm for norm in norms if norm.id in self._own), norms[0])
        return Finding(
            rule=rule.name(),
            family=rule.family,
            severity=severity,
            message=wording.sentence(message),
            help=getattr(rule, "help", ""),
            norms=tuple(_reference(norm, role) for norm, role in zip(norms, roles, strict=False)),
            location=mine.location(at),
            provisions=tuple(dict.fromkeys(n.provision for n in norms if n.provision and n.instrument)),
            because=weaker,
            key=key,
        )

    def _known_names(self) -> set[str]:
        """Return everything that a declaration may name: the norms, provisions and instruments of all bodies and the law."""
        bodies = {id(body): body for body in (law(), *self._bodies)}.values()
        return {
            each
            for body in bodies
            for each in (
                *(norm.id for norm in body.norms),
                *(clause.id for clause in body.clauses),
                *body._body.provisions,
                *body._body.instruments,
            )
        }

    def _resolution(self, pair: NormComparison) -> Resolution:
        """Return what the principles of precedence say of two norms, by the ids of the norms."""
        left, right = self._all[pair.left.id], self._all[pair.right.id]
        plain = pair if not (pair.left.derivation or pair.right.derivation) else compare(left, right, self._knowledge)
        found = precedence.resolve(plain, _hierarchy(), self._knowledge, self._policy)
        ids = {precedence.Side.LEFT: left.id, precedence.Side.RIGHT: right.id}
        opinions = (
            PrincipleVerdict(each.principle, ids.get(each.prefers), "; ".join((each.reason, *each.cited)))
            for each in (*found.principles, *found.beside)
        )
        return Resolution(tuple(opinions), found.agree, ids.get(found.prevails), found.by)

    def _status(self, reason: str, resolution: Resolution | None) -> Status:
        """Return what became of a conflict.

        A conflict that precedence decides against a draft is still one for its author, and so is one that only a maxim
        such as *lex specialis* decides; it is resolved where a higher source decides it and the draft stands.
        """
        if reason:
            return Status.DECLARED
        decided = resolution is not None and resolution.by in ("peremptory-norm", "un-charter-103", "lex-superior")
        stands = resolution is not None and resolution.prevails in self._own
        return Status.RESOLVED if decided and stands else Status.OPEN

    def _judged(self, findings: Iterable[Finding]) -> Iterable[Finding]:
        """Yield the findings with the source of each premise, once the checker has derived them again."""
        known = _stated(self._bodies)
        own = [graph for body in self._bodies for graph in (*body.sources, *body.terms)]
        sources = Sources([ontology_facts(), law().facts], own)
        for finding in findings:
            if finding.family in ("conflict", "redundancy", "interference") and len(finding.norms) < 3:
                wrong = judge(finding, self._all, known)
                if wrong:
                    norms = " and ".join(norm.id for norm in finding.norms)
                    raise InternalError(f"{finding.rule} for {norms} does not follow from its premises: {wrong}")
            yield replace(finding, sources={line: sources.of(triple(line)) for line in finding.premises})

    def _shown(self, finding: Finding) -> bool:
        certain = self._possible or finding.certainty is not Certainty.POSSIBLE
        return certain and (self._everything or finding.status is Status.OPEN)

    def _conflict(self, found: Search, pair: Pair) -> Finding:
        """Re-derive by the algebra what the join found, and say it in words."""
        rule = self._pair_rules[pair.rule]
        left, right = found.norms[pair.left], found.norms[pair.right]
        comparison = compare(left, right, self._knowledge)
        certainty = holds(rule, comparison, self._knowledge)
        if certainty is None:
            raise InternalError(f"The search reports {rule.name()} for {left.id} and {right.id}; the algebra does not.")
        own = self._own.get(left.id)
        mine = own or self._own[right.id]
        severity, weaker = weigh(rule.severity, (left, right))
        reason = declared(left, right, self._limitable, self._knowledge) or self._excepted(left, right)
        message = rule.message.format(
            left=name(left),
            right=name(right),
            bearer=wording.actor(left.bearer, self._knowledge),
            act=wording.act(self._all[left.id], self._knowledge),
            entailed=wording.uncapitalised(self._knowledge.label(left.action)),
            other=wording.act(right, self._knowledge),
            issuer=wording.issuer(left, self._knowledge),
        )
        cited = tuple(dict.fromkeys(n.provision for n in (left, right) if n.provision and n.instrument))
        rights = sorted({local_name(r) for n in (left, right) for r in n.protects})
        axes = {axis: comparison.axes[axis].relation for axis in SCOPE}
        acts = {
            axis: comparison.axes[axis].relation for axis in ("action", "object", "counterparty", "window", "limits")
        }
        contradicts = rule.family == "conflict" and rule.severity is Severity.ERROR
        resolution = self._resolution(comparison) if contradicts else None
        steps = self._evidence.of_pair(rule, comparison, self._all[left.id], self._all[right.id])
        return Finding(
            rule=rule.name(),
            family=rule.family,
            severity=severity,
            message=wording.sentence(message),
            help=rule.help,
            certainty=certainty,
            status=self._status(reason, resolution),
            norms=(_reference(left, "left"), _reference(right, "right")),
            resolution=resolution,
            location=mine.location("action"),
            rights=tuple(rights),
            provisions=cited,
            relations={axis: relation.name for axis, relation in {**axes, "act": comparison.act, **acts}.items()},
            reasons={**wording.reasons(comparison, self._knowledge), **self._beyond(left, right)},
            witness=wording.witness(comparison, self._knowledge),
            premises=_together(steps),
            steps=steps,
            because="; ".join(part for part in (reason, weaker) if part),
        )

    def _beyond(self, left: Norm, right: Norm) -> dict[str, str]:
        """Return the steps by which a norm that follows from another comes in, in words."""
        found = {}
        if left.derivation:
            found["entailment"] = wording.way(
                why_entailed(self._all[left.id].action, left.action, self._knowledge), self._knowledge
            )
        if right.derivation:
            ban = self._all[right.id]
            bound = wording.actor(ban.bearer, self._knowledge)
            found["issuer"] = f"{wording.issuer(left, self._knowledge)} makes the duty; {name(ban)} addresses {bound}"
            imposing, imposed = (wording.uncapitalised(self._knowledge.label(n.action)) for n in (ban, right))
            found["imposing"] = f"to “{imposing}” is to make somebody “{imposed}”"
        return found

    def _excepted(self, left: Norm, right: Norm) -> str:
        """Return the exception that the law makes for a draft to the norm it conflicts with."""
        for draft, target in ((left, right), (right, left)):
            if target.id not in self._own:
                return excepted(draft, target, self._law, self._knowledge)
        return ""

    def _interferences(self, norm: Norm) -> Iterable[Finding]:
        # The day is the norm's own: what else is checked with it must not decide which rights bind its author.
        day = self._given or norm.validity.low or date.today()
        for interference in interferences.find(norm, self._clauses, self._law, self._knowledge, day):
            for rule in self._rules:
                if issubclass(rule, InterferenceRule):
                    for failure in rule().failures(interference, self._knowledge):
                        yield self._interference(rule, interference, failure, day)

    def _interference(self, rule: type[Rule], interference: Interference, failure: Failure, day: date) -> Finding:
        norm = interference.norm
        severity, weaker = weigh(failure.severity, (norm,))
        touches = wording.way(interference.premises, self._knowledge)
        provisions = tuple(dict.fromkeys(p for clause in failure.clauses for p in clause.provisions))
        steps = self._evidence.of_interference(interference, failure, day)
        return Finding(
            rule=rule.name(),
            family=rule.family,
            severity=severity,
            message=failure.message,
            help=failure.help,
            certainty=Certainty.LIKELY if failure.arguable else Certainty.CERTAIN,
            norms=(_reference(norm, "left"),),
            location=norm.location(failure.at) if failure.at else norm.location(),
            rights=(local_name(interference.right),),
            provisions=provisions,
            witness={"on": day.isoformat()},
            premises=_together(steps),
            steps=steps,
            because="; ".join(part for part in (touches, weaker) if part),
            key=(interference.right, *failure.key),
        )


def _together(steps: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the premises of all steps, each once."""
    return tuple(dict.fromkeys(premise for way in steps.values() for premise in way))


def _reference(norm: Norm, role: str) -> NormReference:
    provision = norm.provision.label if norm.provision else ""
    return NormReference(norm.id, norm.label, provision, role, norm.text, norm.instrument)


__all__ = [
    "Corpus",
    "Provision",
    "Severity",
    "convert",
    "detect",
    "law",
    "load",
    "none",
    "relate",
    "related",
    "relation",
    "rule_names",
    "vocabulary",
]
