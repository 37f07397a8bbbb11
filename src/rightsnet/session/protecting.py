"""Findings on what one norm lacks in the midst of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rightsnet.algebra.shortcomings import NormRule, Shortcoming, Surroundings
from rightsnet.algebra.weighing import weigh
from rightsnet.model.finding import Finding
from rightsnet.model.names import local_name
from rightsnet.model.norm import Norm
from rightsnet.session.ground import Ground, reference, together


def lacking(ground: Ground) -> Iterator[Finding]:
    """Yield what the drafts lack, norm by norm."""
    rules = [rule for rule in ground.rules if issubclass(rule, NormRule)]
    if not rules:
        return
    around = Surroundings(ground.law, ground.norms, ground.rights.demands.clauses)
    for norm in ground.norms:
        # The day is the norm's own: what else is checked with it must not decide which law it meets.
        day = ground.given or norm.validity.low or date.today()
        for rule in rules:
            for found in rule().shortcomings(norm, around, ground.knowledge, day):
                yield _finding(rule, norm, found, day, ground)


def _finding(rule: type[NormRule], norm: Norm, found: Shortcoming, day: date, ground: Ground) -> Finding:
    severity, weaker = weigh(found.severity, (norm,))
    steps = ground.evidence.of_steps(found.steps)
    return Finding(
        rule=rule.name(),
        family=rule.family,
        severity=severity,
        message=found.message,
        help=found.help,
        certainty=found.certainty,
        norms=(reference(norm, "left"),),
        location=norm.location(found.at) if found.at else norm.location(),
        rights=tuple(local_name(right) for right in found.rights),
        provisions=found.provisions,
        witness={"on": day.isoformat()},
        premises=together(steps),
        steps=steps,
        because="; ".join(part for part in (found.because, weaker) if part),
        key=found.key,
    )
