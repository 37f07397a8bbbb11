"""One run of a check: what is compared, what is found, and what of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rightsnet.algebra import precedence
from rightsnet.algebra.evidence import Evidence
from rightsnet.algebra.examination import RightsLaw
from rightsnet.checker import check as judge
from rightsnet.checker.premises import triple
from rightsnet.engine.search import Search, search
from rightsnet.errors import InternalError, UsageError
from rightsnet.model.finding import Certainty, Finding, NormReference, Status
from rightsnet.model.law import ClauseForm, Demands
from rightsnet.model.names import local_name, rn
from rightsnet.model.rule import PairRule
from rightsnet.rdf import reading
from rightsnet.rdf.sources import Sources
from rightsnet.rdf.suppressions import Suppression, suppressions
from rightsnet.rdf.validation import validate
from rightsnet.report.baseline import Baseline
from rightsnet.report.result import Checked, Counts, Report
from rightsnet.rules import collect
from rightsnet.rules.unused_suppression import UnusedSuppression
from rightsnet.session import settling, shipped
from rightsnet.session.conflicting import conflict
from rightsnet.session.describing import described
from rightsnet.session.embracing import embracing
from rightsnet.session.ground import Ground, reference
from rightsnet.session.interfering import interference
from rightsnet.session.protecting import lacking
from rightsnet.session.selecting import rule_names

if TYPE_CHECKING:
    from rightsnet.session.corpus import Corpus


class Check:
    """One run: the norms, the law, and the rules that are wanted."""

    def __init__(
        self,
        drafts: Corpus,
        others: tuple[Corpus, ...],
        law: Corpus,
        at: date | None,
        place: str | None,
        names: frozenset[str],
        judged: frozenset[str],
        *,
        possible: bool,
        everything: bool,
        policy: Sequence[str] | None = None,
        dates: bool = True,
        baseline: Baseline | None = None,
        left_out: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._names, self._judged_rules = names, judged
        self._baseline, self._left_out = baseline, settling.LeftOut(rules=left_out or {})
        self._suppressions = [each for source in drafts.sources for each in suppressions(source)]
        if UnusedSuppression.name() in names:
            # Whether a suppression is of use can be told only if its rule runs, whichever rules are reported.
            names |= judged.intersection(each.rule for each in self._suppressions)
        self._dates = dates  # a body compared with itself is judged on no particular day
        self._drafts, self._law = drafts, law
        self._everything = everything
        # All of them, whichever are wanted: a rule may leave a pair to a better one (`PairRule.unless`).
        self._pair_rules = {rule.name(): rule for rule in collect() if issubclass(rule, PairRule)}
        foreign = [facts for other in others for facts in other.added]
        knowledge = shipped.knowledge((*drafts.added, *foreign)) if foreign else drafts.knowledge
        self._bodies = (drafts, *others)
        if place is not None and place not in knowledge.places:
            raise UsageError(f"There is no place “{place}”.", help="Use a code such as DEU, EU or WORLD.")
        self._place = place
        norms = [norm if norm.place or not place else replace(norm, place=place) for norm in drafts.norms]
        statutes = [norm for other in others for norm in other.norms]
        begins = min((norm.validity.low for norm in norms if norm.validity.low), default=None)
        self._at = at or begins or date.today()
        if at is not None:
            norms = [norm for norm in norms if at in norm.validity]
            statutes = [norm for norm in statutes if at in norm.validity]
        demands = sum((body.body.demands for body in others), Demands())
        self._ground = Ground(
            knowledge=knowledge,
            evidence=Evidence(knowledge),
            norms=tuple(norms),
            law=tuple(statutes),
            own={norm.id: norm for norm in norms},
            all={norm.id: norm for norm in (*statutes, *norms)},
            rights=RightsLaw(demands, statutes, norms),
            limitable=frozenset(clause.id for clause in demands.clauses if clause.form is not ClauseForm.NONE),
            rules=tuple(rule for rule in collect() if rule.name() in names),
            names=names,
            policy=precedence.order(precedence.PRINCIPLES if policy is None else policy),
            given=at,
            possible=possible,
        )

    def report(self) -> Report:
        """Return the findings that are wanted, in order, with what was compared."""
        ground = self._ground
        found = self._search(ground)
        findings = self._findings(found, ground)
        wanted = self._wanted(findings)
        settled = list(settling.known(wanted, self._baseline))
        shown = [f for f in settled if self._everything or f.status is Status.OPEN]
        kept = [f for f in settled if not self._everything and f.status in (Status.SUPPRESSED, Status.BASELINE)]
        places = {norm.place for norm in ground.norms}
        place = self._place or (places.pop() if len(places) == 1 else None)
        dated = ground.given is not None
        return Report(
            checked=Checked(
                files=self._drafts.files,
                norms=len(ground.norms) if dated else self._drafts.described,
                against_norms=len(ground.law),
                against_instruments=len({norm.instrument for norm in ground.law}),
                at=self._at if dated or self._dates else None,
                place=local_name(place) if place else "",
                place_label=self._place_label(place),
            ),
            findings=tuple(sorted(self._judged(shown), key=lambda finding: finding.order)),
            funnel=Counts(found.funnel.pairs, found.funnel.met, found.funnel.excluded),
            sources={source.file: source.text for source in self._drafts.sources},
            standing=_standing(findings),
            settled=tuple(sorted(self._judged(kept), key=lambda finding: finding.order)),
            stale=self._stale(wanted),
            rules=described((*shown, *kept)),
        )

    def _search(self, ground: Ground) -> Search:
        """Return the pairs of norms of which a rule on pairs finds something."""
        return search(ground.norms, ground.law, self._pair_rules.values(), ground.knowledge, possible=ground.possible)

    def _findings(self, found: Search, ground: Ground) -> list[Finding]:
        """Return what the rules that run find, each finding once, before the author has a say in it."""
        findings = [finding for source in self._drafts.sources for finding in validate(source)]
        findings.extend(
            conflict(found, pair, self._pair_rules[pair.rule], ground)
            for pair in found.pairs
            if pair.rule in ground.names
        )
        findings.extend(finding for norm in ground.norms for finding in interference(norm, ground))
        findings.extend(lacking(ground))
        findings.extend(embracing(ground, self._known_names()))
        asked = [f for f in findings if f.rule in ground.names]
        certain = [f for f in asked if ground.possible or f.certainty is not Certainty.POSSIBLE]
        # Of two that are the same finding, the one that is open.
        return list({f.fingerprint: f for f in sorted(certain, key=lambda f: f.status is Status.OPEN)}.values())

    def _wanted(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings that are wanted, with what suppressions make of them and what is wrong with these."""
        wrong = settling.faults(self._suppressions, self._unused(findings), rule_names(), self._refer)
        settled = (*settling.suppressed(findings, self._suppressions), *wrong)
        return [f for f in settled if f.rule in self._names and not self._leaves_out(f)]

    def _leaves_out(self, finding: Finding) -> bool:
        return finding.location is not None and self._left_out.has(finding.rule, finding.location.file)

    def _unused(self, findings: Sequence[Finding]) -> list[Suppression]:
        """Return the suppressions that are of no use, not even for what is found with `possible` only."""
        if UnusedSuppression.name() not in self._names:
            return []
        idle = settling.unused(self._suppressions, findings, self._ran)
        if idle and not self._ground.possible:
            ground = replace(self._ground, possible=True)
            idle = settling.unused(idle, self._findings(self._search(ground), ground), self._ran)
        return idle

    def _ran(self, suppression: Suppression) -> bool:
        ran = suppression.rule in self._judged_rules
        return ran and not self._left_out.has(suppression.rule, suppression.location.file)

    def _refer(self, norm: str) -> NormReference:
        return reference(self._ground.all[norm], "left") if norm in self._ground.all else settling.unlabelled(norm)

    def _stale(self, findings: Sequence[Finding]) -> tuple[str, ...]:
        """Return what the baseline holds and this check no longer finds."""
        facts = self._drafts.facts
        norms = {norm.id for norm in self._drafts.norms}
        proposals = {*facts.instances(rn("Proposal")), *(proposal for proposal, _ in facts.pairs(rn("norms")))}
        return settling.stale(
            self._baseline,
            findings,
            checked={*proposals, *norms, *reading.described(facts)},
            absent=norms - self._ground.own.keys(),
            ran=self._names.difference(*self._left_out.rules.values()),
            possible=self._ground.possible,
        )

    def _place_label(self, place: str | None) -> str:
        """Return the name of a place; a part of a country is named with the country."""
        if place is None:
            return ""
        knowledge = self._ground.knowledge
        wholes = knowledge.places.wholes(place) if "-" in local_name(place) else ()
        return ", ".join(knowledge.label(each) for each in (place, *wholes))

    def _known_names(self) -> set[str]:
        """Return everything that a declaration may name: the norms, provisions and instruments of all bodies and the law."""
        bodies = {id(body): body for body in (self._law, *self._bodies)}.values()
        return {
            each
            for body in bodies
            for each in (
                *(norm.id for norm in body.norms),
                *(clause.id for clause in body.clauses),
                *body.body.provisions,
                *body.body.instruments,
            )
        }

    def _judged(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings with the source of each premise, once the checker has derived them again."""
        known = shipped.statements([facts for body in self._bodies for facts in body.added])
        own = [graph for body in self._bodies for graph in (*body.sources, *body.terms)]
        sources = Sources([shipped.ontology_facts(), shipped.law_facts()], own)
        for finding in findings:
            if finding.family in ("conflict", "redundancy", "interference") and len(finding.norms) < 3:
                wrong = judge(finding, self._ground.all, known)
                if wrong:
                    norms = " and ".join(norm.id for norm in finding.norms)
                    raise InternalError(f"{finding.rule} for {norms} does not follow from its premises: {wrong}")
            yield replace(finding, sources={line: sources.of(triple(line)) for line in finding.premises})


def _standing(findings: Iterable[Finding]) -> dict[str, str]:
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
