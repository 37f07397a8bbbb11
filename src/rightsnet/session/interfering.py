"""Findings on one norm and the rights that it limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rightsnet.algebra import examination, wording
from rightsnet.algebra.interferences import DEMANDED, RIGHT, Failure, Interference, InterferenceRule, standing
from rightsnet.algebra.rights_evidence import RightsEvidence
from rightsnet.algebra.weighing import weigh, weigh_sources
from rightsnet.model.finding import Finding
from rightsnet.model.names import local_name
from rightsnet.model.norm import Norm
from rightsnet.session.ground import Ground, reference, together

_Failed = tuple[Interference, Failure]


def interference(norm: Norm, ground: Ground) -> Iterator[Finding]:
    """Yield each test of justification that a norm fails; what fails alike for several rights is one finding."""
    # The day is the norm's own: what else is checked with it must not decide which rights bind its author.
    day = ground.given or norm.validity.low or date.today()
    rules = [rule for rule in ground.rules if issubclass(rule, InterferenceRule)]
    alike: dict[tuple[type[InterferenceRule], object], list[_Failed]] = {}
    for rule, found, failure in examination.failures(norm, ground.rights, rules, ground.knowledge, day):
        certainty = standing(found, failure).certainty
        soft = weigh_sources(failure.severity, failure.cites or failure.clauses, ground.knowledge)
        same = (failure.key, tuple(sorted(failure.facts.items())), failure.message, failure.help, certainty, soft)
        alike.setdefault((rule, same), []).append((found, failure))
    for (rule, _), failed in alike.items():
        yield _finding(rule, failed, day, ground)


def _finding(rule: type[InterferenceRule], failed: Sequence[_Failed], day: date, ground: Ground) -> Finding:
    failure, norm = failed[0][1], failed[0][0].norm
    sources = [source for _, each in failed for source in each.cites or each.clauses]
    severity, weaker = weigh(failure.severity, (norm,))
    severity, softer = weigh_sources(severity, sources, ground.knowledge)
    bonds = [standing(found, each) for found, each in failed]
    rights = sorted({found.right for found, _ in failed})
    ways = (
        wording.way(found.touch.premises, ground.knowledge) or "the norm says itself that it restricts the right"
        for found, _ in failed
    )
    reasons = (*ways, *(bond.because for bond in bonds), weaker, softer)
    demanded = "; ".join(dict.fromkeys(f"“{words}”" for _, each in failed for words in each.demanded))
    message = failure.message.replace(RIGHT, wording.rights(rights, ground.knowledge)).replace(DEMANDED, demanded)
    evidence = RightsEvidence(ground.knowledge, ground.evidence)
    steps: dict[str, tuple[str, ...]] = {}
    for found, each in failed:
        for step, way in evidence.of(found, each, day).items():
            steps[step] = tuple(dict.fromkeys((*steps.get(step, ()), *way)))
    return Finding(
        rule=rule.name(),
        family=rule.family,
        severity=severity,
        message=message,
        help=failure.help,
        certainty=bonds[0].certainty,
        norms=(reference(norm, "left"),),
        location=norm.location(failure.at) if failure.at else norm.location(),
        rights=tuple(local_name(right) for right in rights),
        provisions=tuple(dict.fromkeys(p for source in sources for p in source.provisions)),
        witness={"on": day.isoformat(), **failure.facts},
        premises=together(steps),
        steps=steps,
        because="; ".join(dict.fromkeys(reason for reason in reasons if reason)),
        key=(*rights, *failure.key),
    )
