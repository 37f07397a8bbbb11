"""The premises of findings, complete: from these alone, each of them stated, everything that a finding says follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from rightsnet.algebra.boxes import ACT, SCOPE, NormComparison
from rightsnet.algebra.comparison import Premise
from rightsnet.algebra.derivation import why_entailed
from rightsnet.algebra.interferences import STATE, Failure, Interference, issuing_actor
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.pairs import incompatible
from rightsnet.algebra.taxonomy import DISJOINT, EQUIVALENT, MAY_HOLD, OVERLAPS, SUBCLASS, Axioms, Taxonomy
from rightsnet.model.law import ClauseForm
from rightsnet.model.names import PREFIXES, curie, rn
from rightsnet.model.norm import Norm
from rightsnet.model.rule import PairRule, Via

UNION, INTERSECTION, COMPLEMENT = (PREFIXES["owl"] + name for name in ("unionOf", "intersectionOf", "complementOf"))
_CONCEPTS = ("bearer", "circumstance", "action", "object", "counterparty")
_FORMS = {
    ClauseForm.LISTED_AIMS: rn("ListedAims"),
    ClauseForm.GENERAL: rn("GeneralClause"),
    ClauseForm.INTERNAL: rn("InternalStandard"),
    ClauseForm.NONE: rn("NoLimitation"),
}


def of_pair(
    rule: type[PairRule], pair: NormComparison, left: Norm, right: Norm, knowledge: Knowledge
) -> dict[str, tuple[str, ...]]:
    """Return the premises of a finding on two norms, for each step of its derivation.

    Args:
        pair: the norms as they were compared.
        left, right: the norms themselves, from which those compared may follow.
    """
    steps: dict[str, Iterable[Premise]] = {}
    taxonomy = knowledge.taxonomy
    if pair.right.derivation:
        steps["imposed"] = _imposed(right.action, pair.right.action, knowledge)
        actor = issuing_actor(left, knowledge)
        if actor is not None and actor in taxonomy:
            steps["issuer"] = concepts(actor, right.bearer, taxonomy)
    if pair.left.derivation:
        steps["entailed"] = _proven(why_entailed(left.action, pair.left.action, knowledge), taxonomy)
    if rule.via is Via.INCOMPATIBLE:
        steps["incompatible"] = _proven(incompatible(left.action, right.action, knowledge), taxonomy)
    if rule.via is Via.VALUES:
        measures = {bound.measure for bound in left.limits} & {bound.measure for bound in right.limits}
        single = sorted(measures & knowledge.single_valued)
        steps["values"] = [Premise(measure, rn("singleValued"), "true") for measure in single]
    for axis in (*SCOPE, *ACT):
        if axis in _CONCEPTS:
            steps[axis] = concepts(getattr(pair.left, axis), getattr(pair.right, axis), taxonomy)
        else:
            steps[axis] = pair.axes[axis].premises
    return _lines(steps)


def of_interference(interference: Interference, failure: Failure, knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return the premises of a finding on a norm that limits a right, for each step of its derivation."""
    norm, taxonomy = interference.norm, knowledge.taxonomy
    actor = issuing_actor(norm, knowledge)
    public = [kind for kind in (STATE, rn("IntergovernmentalOrganization")) if kind in taxonomy]
    kind = next((kind for kind in public if actor and actor in taxonomy and taxonomy.is_kind_of(actor, kind)), None)
    return _lines(
        {
            "interference": [
                *_proven(interference.premises, taxonomy),
                *concepts(interference.touched, interference.right, taxonomy),
            ],
            "issuer": concepts(actor, kind, taxonomy) if kind else (),
            "clauses": [premise for clause in failure.clauses for premise in _clause(clause.id, failure, knowledge)],
        }
    )
