"""One run of a check: what is compared, what is found, and what of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rightsnet.algebra import precedence
from rightsnet.algebra.evidence import Evidence
from rightsnet.checker import check as judge
from rightsnet.checker.premises import triple
from rightsnet.engine.search import search
from rightsnet.errors import InternalError, UsageError
from rightsnet.model.finding import Certainty, Finding, Status
from rightsnet.model.law import ClauseForm
from rightsnet.model.names import local_name
from rightsnet.model.rule import PairRule
from rightsnet.rdf.sources import Sources
from rightsnet.rdf.validation import validate
from rightsnet.report.result import Checked, Counts, Report
from rightsnet.rules import collect
from rightsnet.session import shipped
from rightsnet.session.conflicting import conflict
from rightsnet.session.embracing import embracing
from rightsnet.session.ground import Ground
from rightsnet.session.interfering import interference

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
        *,
        possible: bool,
        everything: bool,
        policy: Sequence[str] | None = None,
        dates: bool = True,
    ) -> None:
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
        clauses = tuple(clause for other in others for clause in other.clauses)
        self._ground = Ground(
            knowledge=knowledge,
            evidence=Evidence(knowledge),
            norms=tuple(norms),
            law=tuple(statutes),
            own={norm.id: norm for norm in norms},
            all={norm.id: norm for norm in (*statutes, *norms)},
            clauses=clauses,
            limitable=frozenset(clause.id for clause in clauses if clause.form is not ClauseForm.NONE),
            rules=tuple(rule for rule in collect() if rule.name() in names),
            names=names,
            policy=precedence.order(precedence.PRINCIPLES if policy is None else policy),
            given=at,
            possible=possible,
        )

    def report(self) -> Report:
        """Return the findings that are wanted, in order, with what was compared."""
        ground = self._ground
        found = search(ground.norms, ground.law, self._pair_rules.values(), ground.knowledge, possible=ground.possible)
        findings = [finding for source in self._drafts.sources for finding in validate(source)]
        findings.extend(
            conflict(found, pair, self._pair_rules[pair.rule], ground)
            for pair in found.pairs
            if pair.rule in ground.names
        )
        findings.extend(finding for norm in ground.norms for finding in interference(norm, ground))
        findings.extend(embracing(ground, self._known_names()))
        kept = {f.fingerprint: f for f in findings if f.rule in ground.names and self._shown(f)}
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
            findings=tuple(sorted(self._judged(kept.values()), key=lambda finding: finding.order)),
            funnel=Counts(found.funnel.pairs, found.funnel.met, found.funnel.excluded),
            sources={source.file: source.text for source in self._drafts.sources},
            standing=_standing(findings),
        )

    def _shown(self, finding: Finding) -> bool:
        certain = self._ground.possible or finding.certainty is not Certainty.POSSIBLE
        return certain and (self._everything or finding.status is Status.OPEN)

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
