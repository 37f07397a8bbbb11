"""The checker: it accepts every finding that is made, and none in which anything has been changed."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from algebra.generated_norms import changed, crowd, norms, worlds
from rightsnet import checker, session
from rightsnet.algebra.boxes import ACT, SCOPE, compare
from rightsnet.algebra.evidence import COMPLEMENT, INTERSECTION, UNION, Evidence
from rightsnet.algebra.interferences import InterferenceRule
from rightsnet.algebra.knowledge import ENTAILMENT, Knowledge
from rightsnet.algebra.pairs import holds
from rightsnet.algebra.taxonomy import DISJOINT, EQUIVALENT, MAY_HOLD, OVERLAPS, SUBCLASS
from rightsnet.algebra.wording import witness
from rightsnet.checker import places
from rightsnet.checker.premises import Premises
from rightsnet.engine.search import search
from rightsnet.errors import InternalError
from rightsnet.model.finding import Certainty, Finding, NormReference, Severity
from rightsnet.model.interval import period
from rightsnet.model.law import Membership
from rightsnet.model.names import ID, PREFIXES, rn
from rightsnet.model.norm import Norm, Provision
from rightsnet.model.relation import Relation
from rightsnet.model.rule import PairRule
from rightsnet.model.stated import PART_OF, Stated
from rightsnet.rules import collect
from rightsnet.session import checking

RULES = {rule.name(): rule for rule in collect() if issubclass(rule, PairRule)}
EXAMPLES = sorted(path.parent.name for path in (Path(__file__).parents[1] / "examples").glob("*/proposal.yaml"))
CHECKED = ("conflict", "redundancy", "interference")


def _without_a_premise(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    for number in range(len(finding.premises)):
        yield replace(finding, premises=(*finding.premises[:number], *finding.premises[number + 1 :]))


def _with_a_foreign_premise(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    for foreign in ("rn:Everything rdfs:subClassOf rn:Nothing", "rn:Moon rn:partOf rn:EU", "not a triple"):
        yield replace(finding, premises=(*finding.premises, foreign))


def _with_a_premise_turned_round(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    for number, premise in enumerate(finding.premises):
        subject, predicate, other = premise.split(" ")
        if predicate in ("rdfs:subClassOf", "rn:partOf") and f"{other} {predicate} {subject}" not in finding.premises:
            turned = f"{other} {predicate} {subject}"
            yield replace(finding, premises=(*finding.premises[:number], turned, *finding.premises[number + 1 :]))


def _with_another_relation(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    for axis, relation in finding.relations.items():
        for other in Relation:
            if other.name != relation:
                yield replace(finding, relations={**finding.relations, axis: other.name})
        yield replace(finding, relations={name: found for name, found in finding.relations.items() if name != axis})


def _with_another_rule(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    for rule in (*(rule.name() for rule in collect()), "no-such-rule"):
        if rule != finding.rule:
            yield replace(finding, rule=rule)


def _with_another_certainty(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    for certainty in Certainty:
        if certainty is not finding.certainty:
            yield replace(finding, certainty=certainty)


def _with_another_norm(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    for number, reference in enumerate(finding.norms):
        for other in ("https://example.org/nothing", *_unlike(known[reference.id], known)):
            norms = list(finding.norms)
            norms[number] = replace(reference, id=other)
            yield replace(finding, norms=tuple(norms))


def _unlike(norm: Norm, known: Mapping[str, Norm]) -> list[str]:
    """Return some norms of another modality: no finding holds of a norm and of one of these alike."""
    return sorted(other.id for other in known.values() if other.modality is not norm.modality)[::20]


def _with_norms_exchanged(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    if len(finding.norms) == 2 and len({known[reference.id].modality for reference in finding.norms}) == 2:
        yield replace(finding, norms=finding.norms[::-1])


def _on_another_day(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    yield replace(finding, witness={**finding.witness, "from": "1850-01-01", "on": "1850-01-01"})


def _with_another_fact(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    for key in ("missing", "unbounded", "flaws"):
        if key in finding.witness:
            for other in ("", "something", f"{finding.witness[key]}, something"):
                yield replace(finding, witness={**finding.witness, key: other})


def _with_another_right(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    if finding.family == "interference" and finding.key and finding.key[: len(finding.rights)]:
        count = len(finding.rights)
        for other in ("RightToWork", "RightOfReply"):
            if other not in finding.rights:
                key = (rn(other), *finding.key[1:])
                yield replace(finding, rights=(other, *finding.rights[1:]), key=key)
                longer = (*finding.key[:count], rn(other), *finding.key[count:])
                yield replace(finding, rights=(*finding.rights, other), key=longer)


def _with_a_foreign_provision(finding: Finding, known: Mapping[str, Norm]) -> Iterator[Finding]:
    if finding.family == "interference":
        for name in ("iccpr-1-1", "iccpr-2-1", "dsa-17-1"):
            foreign = Provision(ID + name, name)
            if foreign.id not in {each.id for each in finding.provisions}:
                yield replace(finding, provisions=(*finding.provisions, foreign))


CHANGES: Mapping[str, Callable[[Finding, Mapping[str, Norm]], Iterator[Finding]]] = {
    "a premise left out": _without_a_premise,
    "a foreign premise": _with_a_foreign_premise,
    "a premise turned round": _with_a_premise_turned_round,
    "another relation": _with_another_relation,
    "another rule": _with_another_rule,
    "another certainty": _with_another_certainty,
    "another norm": _with_another_norm,
    "norms exchanged": _with_norms_exchanged,
    "another day": _on_another_day,
}
LIMITS: Mapping[str, Callable[[Finding, Mapping[str, Norm]], Iterator[Finding]]] = {
    "another fact": _with_another_fact,
    "another right": _with_another_right,
    "a foreign provision": _with_a_foreign_provision,
}
"""Changes of what only findings on rights say."""
KINDS = tuple(CHANGES)


@cache
def _law() -> tuple[tuple[Finding, ...], Mapping[str, Norm], Stated]:
    law = session.law()
    return _judged(law.conflicts(everything=True).findings), {norm.id: norm for norm in law.norms}, law.stated


@cache
def _example(name: str) -> tuple[tuple[Finding, ...], Mapping[str, Norm], Stated]:
    draft = session.load(Path(__file__).parents[1] / "examples" / name)
    found = draft.check(everything=True, possible=True)
    return _judged(found.findings), {norm.id: norm for norm in (*session.law().norms, *draft.norms)}, draft.stated


def _judged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.family in CHECKED)


def test_every_finding_on_the_shipped_law_passes() -> None:
    findings, known, said = _law()
    assert {finding.family for finding in findings} >= {"conflict", "redundancy"}
    assert {checker.check(finding, known, said) for finding in findings} == {""}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_finding_on_an_example_passes(name: str) -> None:
    findings, known, said = _example(name)
    assert findings
    assert {checker.check(finding, known, said) for finding in findings} == {""}


def test_the_session_reports_no_finding_that_the_checker_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "judge", lambda finding, norms, stated: "Nothing follows.")
    with pytest.raises(InternalError, match=r" does not follow from its premises: Nothing follows\.$"):
        session.law().conflicts()


@pytest.mark.parametrize("kind", KINDS)
def test_no_changed_finding_on_the_shipped_law_passes(kind: str) -> None:
    _refuses(kind, *_law())


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_changed_finding_on_an_example_passes(kind: str, name: str) -> None:
    _refuses(kind, *_example(name))


@given(worlds(), st.lists(norms, min_size=2, max_size=5), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_finding_in_a_generated_world_passes(known: Knowledge, found: list[Norm], data: st.DataObject) -> None:
    axis = data.draw(st.sampled_from(("modality", "action", "validity", "limits", "object", "force")))
    near = changed(data.draw(st.sampled_from(found)), axis, getattr(data.draw(norms), axis))
    body = tuple(replace(norm, id=f"n{number}") for number, norm in enumerate((*found, near)))
    said = _said(known)
    for finding in _found(known, body):
        wrong = checker.check(finding, {norm.id: norm for norm in body}, said)
        assert not wrong, (finding, known.taxonomy.axioms, known.actions)


def test_a_place_that_comes_in_late_is_not_inside_all_the_time() -> None:
    said = Stated(
        memberships=(
            Membership("North", "Union", period(date(1999, 1, 1))),
            Membership("South", "Union", period(date(2000, 2, 10))),
        )
    )
    premises = Premises([("South", PART_OF, "Union")])

    def relation(since: date | None) -> Relation:
        return places.relate("Union", "South", period(since), date(2000, 2, 10), premises, said)

    assert relation(date(2000, 2, 10)) is Relation.CONTAINS
    assert relation(date(2000, 1, 2)) is relation(date(1998, 1, 1)) is relation(None) is Relation.OVERLAPS


@cache
def _crowd() -> tuple[tuple[Finding, ...], Mapping[str, Norm], Stated]:
    known, body = crowd(seed=3, count=80)
    findings = tuple(_found(known, tuple(body[:40]), tuple(body[40:])))
    return findings, {norm.id: norm for norm in body}, _said(known)


def test_in_a_crowd_of_norms_every_rule_on_pairs_has_findings_and_all_of_them_pass() -> None:
    findings, known, said = _crowd()
    assert {finding.rule for finding in findings} == set(RULES)
    assert {checker.check(finding, known, said) for finding in findings} == {""}


@pytest.mark.parametrize("kind", KINDS)
def test_no_changed_finding_in_a_crowd_of_norms_passes(kind: str) -> None:
    _refuses(kind, *_crowd(), most=6)


MADE_UP = """
proposal: Every way to limit a right
id: https://example.org/limits
issuer: DEU
place: DEU
rank: statute
valid: {from: 2027-01-01}
norms:
  - {id: thought, modality: prohibition, bearer: Individual, action: HoldOpinion, legal_basis: s 1}
  - {id: decree, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, rank: decree, legal_basis: s 1}
  - {id: honour, modality: prohibition, bearer: Individual, action: CriticisePublicAuthority, aim: [ProtectStateHonour],
     legal_basis: s 1, sanction: Prison., object: CriticismOfGovernment}
  - {id: order, modality: prohibition, bearer: Individual, action: AdvertisePolitically, legal_basis: s 1,
     aim: [PreventionOfDisorderOrCrime], necessity: It is.}
  - {id: listen, modality: power, bearer: LawEnforcementAuthority, action: InterceptInBulk, aim: [NationalSecurity]}
  - {id: shut, modality: duty, bearer: TelecommunicationsOperator, action: ShutDownInternet, object: InternetAccessService}
  - {id: access, modality: duty, bearer: DataController, action: DiscloseToAuthority, restricts: [RightToErasure],
     circumstance: WithinScopeOfUnionLaw}
  - {id: court, modality: power, bearer: Court, action: BlockWebsite, object: TerroristContent, aim: [NationalSecurity],
     legal_basis: s 4(1), necessity: The site trains attackers., less_restrictive_means: Removal at the source failed.,
     safeguards: [TargetSpecificity, TimeLimit, NoticeToAffected, JudicialReview]}
  - {id: suspend, modality: power, bearer: ExecutiveGovernment, action: DerogateFromRight, restricts: [FreedomOfExpression],
     circumstance: ElectionPeriod, issuer: BRA, place: BRA}
  - {id: all, modality: power, bearer: ExecutiveGovernment, action: DerogateFromRight, issuer: BRA, place: BRA,
     circumstance: ProclaimedPublicEmergency}
  - {id: rightly, modality: power, bearer: ExecutiveGovernment, action: DerogateFromRight, issuer: BRA, place: BRA,
     circumstance: ProclaimedPublicEmergency, restricts: [FreedomOfExpression],
     safeguards: [StrictlyRequiredByExigencies, NonDiscriminationClause, DerogationNotification]}
  - {id: torture, modality: power, bearer: LawEnforcementAuthority, action: InflictIllTreatment, issuer: USA, place: USA}
  - {id: doubtful, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, issuer: SGP, place: SGP}
"""
DECLARED = """
@prefix rn: <https://w3id.org/rightsnet/ns#> .
<https://example.org/m> a rn:Membership ; rn:member rn:SGP ; rn:organisation rn:PartiesToICCPR ; rn:standing rn:Unknown .
"""
RIGHTS = {rule.name() for rule in collect() if issubclass(rule, InterferenceRule)}


@cache
def _limits() -> tuple[tuple[Finding, ...], Mapping[str, Norm], Stated]:
    with TemporaryDirectory() as folder:
        bill, declared = Path(folder) / "limits.yaml", Path(folder) / "declared.ttl"
        bill.write_text(MADE_UP, encoding="utf-8")
        declared.write_text(DECLARED, encoding="utf-8")
        draft = session.load(bill, ontology=[declared])
        found = draft.check(select=sorted(RIGHTS), possible=True)
    return found.findings, {norm.id: norm for norm in (*session.law().norms, *draft.norms)}, draft.stated


def test_every_way_to_limit_a_right_is_found_with_every_certainty_and_passes() -> None:
    findings, known, said = _limits()
    assert {finding.rule for finding in findings} == RIGHTS
    assert {finding.certainty for finding in findings} == set(Certainty)
    assert {checker.check(finding, known, said) for finding in findings} == {""}


@pytest.mark.parametrize(
    "kind", [kind for kind in (*KINDS, *LIMITS) if kind not in ("another relation", "norms exchanged")]
)
def test_no_changed_finding_on_a_limited_right_passes(kind: str) -> None:
    _refuses(kind, *_limits())


def _refuses(
    kind: str, findings: Sequence[Finding], known: Mapping[str, Norm], said: Stated, *, most: int | None = None
) -> None:
    """Check that every change of one kind makes a finding wrong, unless what it says then is found too.

    Args:
        most: how many findings of each rule to change, if not all.
    """
    true = {finding.fingerprint for finding in findings}
    parts = {part for finding in findings for part in _parts(finding)}
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    tried = 0
    for finding in (finding for same in by_rule.values() for finding in same[:most]):
        for change in {**CHANGES, **LIMITS}[kind](finding, known):
            if change.fingerprint in true - {finding.fingerprint} or _parts(change) <= parts - _parts(finding):
                continue
            tried += 1
            assert checker.check(change, known, said), (kind, finding, change)
    assert tried


def _parts(finding: Finding) -> set[tuple[object, ...]]:
    """Return what a finding says of each right, since what fails alike for several rights is one finding."""
    count = len(finding.rights) if finding.family == "interference" and finding.key else 0
    about = (finding.rule, finding.norms, finding.certainty, finding.key[count:])
    return {(*about, right) for right in finding.key[:count]} or {(*about, finding.fingerprint)}


def _found(known: Knowledge, drafts: tuple[Norm, ...], law: tuple[Norm, ...] = ()) -> Iterator[Finding]:
    """Yield what a session would find in a generated world."""
    searched = search(drafts, law, RULES.values(), known, possible=True)
    evidence, by_id = Evidence(known), {norm.id: norm for norm in (*drafts, *law)}
    for pair in searched.pairs:
        left, right = searched.norms[pair.left], searched.norms[pair.right]
        compared = compare(left, right, known)
        certainty = holds(RULES[pair.rule], compared, known)
        assert certainty is not None
        steps = evidence.of_pair(RULES[pair.rule], compared, by_id[left.id], by_id[right.id])
        relations = {axis: compared.axes[axis].relation.name for axis in (*SCOPE, *ACT)}
        yield Finding(
            rule=pair.rule,
            family=RULES[pair.rule].family,
            severity=Severity.ERROR,
            message="",
            certainty=certainty,
            norms=tuple(NormReference(norm.id, "", "", role) for norm, role in ((left, "left"), (right, "right"))),
            relations={**relations, "act": compared.act.name},
            witness=witness(compared, known),
            premises=tuple(dict.fromkeys(premise for way in steps.values() for premise in way)),
        )


def _said(known: Knowledge) -> Stated:
    """Return what a generated world states."""
    axioms, actions = known.taxonomy.axioms, known.actions
    lists = ((UNION, axioms.unions or {}), (INTERSECTION, axioms.intersections or {}))
    triples = {
        (name, predicate, member) for predicate, found in lists for name, members in found.items() for member in members
    }
    triples |= {(member, SUBCLASS, name) for name, members in (axioms.unions or {}).items() for member in members}
    triples |= {
        (name, SUBCLASS, member) for name, members in (axioms.intersections or {}).items() for member in members
    }
    for predicate, pairs in (
        (SUBCLASS, axioms.subclasses),
        (SUBCLASS, axioms.equivalents),
        (SUBCLASS, {(b, a) for a, b in axioms.equivalents}),
        (EQUIVALENT, axioms.equivalents),
        (COMPLEMENT, axioms.complements),
        (DISJOINT, axioms.disjoint),
        (OVERLAPS, axioms.overlaps),
        (MAY_HOLD, axioms.roles),
        (rn("imposes"), actions.imposes),
        (rn("incompatibleWith"), actions.incompatible),
    ):
        triples |= {(one, predicate, other) for one, other in pairs}
        if predicate in (EQUIVALENT, COMPLEMENT, DISJOINT, rn("incompatibleWith")):
            triples |= {(other, predicate, one) for one, other in pairs}
    triples |= {(act, ENTAILMENT[degree], other) for act, other, degree in actions.entails}
    triples |= {(measure, rn("singleValued"), "true") for measure in known.single_valued}
    triples |= {(name, PREFIXES["rdf"] + "type", PREFIXES["owl"] + "Class") for name in axioms.classes}
    triples |= {(place, PART_OF, whole) for place, wholes in known.places._parents.items() for whole in wholes}
    members = tuple(each for found in known.places._of.values() for each in found)
    return Stated(frozenset(triples), members)


MODULES = sorted((Path(__file__).parents[1] / "src" / "rightsnet" / "checker").glob("*.py"))


def test_the_checker_is_small() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert "verdict.py" in lengths
    assert max(lengths.values()) <= 150


def test_the_checker_imports_the_model_and_the_standard_library_only() -> None:
    imported = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
            if isinstance(node, ast.Import):
                imported.update(name.name for name in node.names)
    own = {".".join(name.split(".")[:2]) for name in imported if name.startswith("rightsnet")}
    assert own == {"rightsnet.checker", "rightsnet.model"}
    assert {name.split(".")[0] for name in imported} - {"rightsnet"} <= sys.stdlib_module_names
