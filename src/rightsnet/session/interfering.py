"""Findings on one norm and a right that it limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rightsnet.algebra import interferences, wording
from rightsnet.algebra.interferences import Failure, Interference, InterferenceRule
from rightsnet.algebra.weighing import weigh
from rightsnet.model.finding import Certainty, Finding
from rightsnet.model.names import local_name
from rightsnet.model.norm import Norm
from rightsnet.model.rule import Rule
from rightsnet.session.ground import Ground, reference, together


def interference(norm: Norm, ground: Ground) -> Iterator[Finding]:
    """Yield each test of justification that a norm fails, for each right that it limits."""
    # The day is the norm's own: what else is checked with it must not decide which rights bind its author.
    day = ground.given or norm.validity.low or date.today()
    for found in interferences.find(norm, ground.clauses, ground.law, ground.knowledge, day):
        for rule in ground.rules:
            if issubclass(rule, InterferenceRule):
                for failure in rule().failures(found, ground.knowledge):
                    yield _finding(rule, found, failure, day, ground)


def _finding(rule: type[Rule], found: Interference, failure: Failure, day: date, ground: Ground) -> Finding:
    norm = found.norm
    severity, weaker = weigh(failure.severity, (norm,))
    touches = wording.way(found.premises, ground.knowledge)
    provisions = tuple(dict.fromkeys(p for clause in failure.clauses for p in clause.provisions))
    steps = ground.evidence.of_interference(found, failure, day)
    return Finding(
        rule=rule.name(),
        family=rule.family,
        severity=severity,
        message=failure.message,
        help=failure.help,
        certainty=Certainty.LIKELY if failure.arguable else Certainty.CERTAIN,
        norms=(reference(norm, "left"),),
        location=norm.location(failure.at) if failure.at else norm.location(),
        rights=(local_name(found.right),),
        provisions=provisions,
        witness={"on": day.isoformat()},
        premises=together(steps),
        steps=steps,
        because="; ".join(part for part in (touches, weaker) if part),
        key=(found.right, *failure.key),
    )
