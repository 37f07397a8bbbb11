"""Every mutant of a shipped norm is found by exactly the rules that follow from how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pytest

from oracles.mutations import OF_THE_ORIGIN, Disk, Label, Mutant, kinds, mutants
from rightsnet import rules, session
from rightsnet.algebra.boxes import compare
from rightsnet.algebra.declarations import declared
from rightsnet.algebra.pairs import holds
from rightsnet.engine.search import search
from rightsnet.model.finding import Certainty, Status
from rightsnet.model.names import rn
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.rule import PairRule
from rightsnet.rdf.facts import RDF_TYPE, Facts
from rightsnet.rdf.reading import SURFACE_CLASSES

PAIR_RULES = [rule for rule in rules.collect() if issubclass(rule, PairRule)]
KNOWLEDGE = session.law().knowledge
ORIGINS_AT_ONCE = 40
NORMS_AT_ONCE = 60
Found = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Tried:
    """All mutants, and what was found between each and its origin."""

    mutants: Sequence[Mutant]
    found: Found
    declared: frozenset[str]
    sure: frozenset[str]


@pytest.fixture(scope="module")
def disk() -> Disk:
    return Disk()


@pytest.fixture(scope="module")
def tried(disk: Disk) -> Tried:
    """Search each origin beside its mutants as the law, and the restatements as drafts beside their origins."""
    every = tuple(mutants({norm.id: norm for norm in session.law().norms}, disk))
    found: dict[str, set[str]] = {mutant.norm.id: set() for mutant in every}
    settled, sure = set[str](), set[str]()
    for part in _parts(every):
        origins, changed = _norms(part)
        alike = [mutant.norm for mutant in part if mutant.norm.modality is mutant.origin.modality]
        for drafts, law in ((origins, changed), (alike, origins)):
            for rule, left, right in _between(drafts, law, part, possible=False):
                mutant, origin = (left, right) if left.id in found else (right, left)
                mark = OF_THE_ORIGIN if rule.name() == "redundant-norm" and left is origin else ""
                found[mutant.id].add(rule.name() + mark)
                if declared(mutant, origin, (), KNOWLEDGE):
                    settled.add(mutant.id)
                if holds(rule, compare(left, right, KNOWLEDGE), KNOWLEDGE) is Certainty.CERTAIN:
                    sure.add(mutant.id)
    return Tried(every, {name: frozenset(rules) for name, rules in found.items()}, frozenset(settled), frozenset(sure))


def _parts(every: Sequence[Mutant]) -> Iterable[list[Mutant]]:
    """Yield the mutants of a few origins at a time, since only a mutant and its own origin are asked about."""
    by_origin: dict[str, list[Mutant]] = {}
    for mutant in every:
        by_origin.setdefault(mutant.origin.id, []).append(mutant)
    names = sorted(by_origin)
    for start in range(0, len(names), ORIGINS_AT_ONCE):
        yield [mutant for name in names[start : start + ORIGINS_AT_ONCE] for mutant in by_origin[name]]


def _norms(part: Iterable[Mutant]) -> tuple[list[Norm], list[Norm]]:
    origins = {mutant.origin.id: mutant.origin for mutant in part}
    return list(origins.values()), [mutant.norm for mutant in part]


def _between(
    drafts: Sequence[Norm], law: Sequence[Norm], part: Iterable[Mutant], *, possible: bool
) -> Iterable[tuple[type[PairRule], Norm, Norm]]:
    """Yield what the search finds between a mutant and its own origin."""
    origin_of = {mutant.norm.id: mutant.origin.id for mutant in part}
    named = {rule.name(): rule for rule in PAIR_RULES}
    run = search(drafts, law, PAIR_RULES, KNOWLEDGE, possible=possible)
    for pair in run.pairs:
        left, right = run.norms[pair.left], run.norms[pair.right]
        if origin_of.get(left.id) == right.id or origin_of.get(right.id) == left.id:
            yield named[pair.rule], left, right


def test_the_rules_that_find_a_mutant_are_those_of_its_label(tried: Tried) -> None:
    wrong = [
        (mutant.norm.id, sorted(mutant.label), sorted(tried.found[mutant.norm.id]))
        for mutant in tried.mutants
        if mutant.label != tried.found[mutant.norm.id]
    ]
    assert wrong == []


def test_precision_and_recall_are_one_for_every_kind(tried: Tried) -> None:
    table: dict[str, Counter[str]] = {}
    for mutant in tried.mutants:
        label: Label = mutant.label
        found = tried.found[mutant.norm.id]
        counts = table.setdefault(mutant.kind.name, Counter())
        counts.update(mutants=1, expected=len(label), found=len(found), right=len(label & found))
    print(f"\n{'kind of mutant':<52}{'mutants':>8}{'expected':>9}{'found':>7}{'precision':>10}{'recall':>8}")  # noqa: T201
    measured = {}
    for name, counts in table.items():
        precision = counts["right"] / counts["found"] if counts["found"] else 1.0
        recall = counts["right"] / counts["expected"] if counts["expected"] else 1.0
        measured[name] = (precision, recall)
        numbers = f"{counts['mutants']:>8}{counts['expected']:>9}{counts['found']:>7}{precision:>10.3f}{recall:>8.3f}"
        print(f"{name:<52}{numbers}")  # noqa: T201
    print(f"{'together':<52}{len(tried.mutants):>8}{sum(c['expected'] for c in table.values()):>9}")  # noqa: T201
    assert measured == dict.fromkeys(table, (1.0, 1.0))


def test_every_norm_on_the_disk_has_its_mutants_of_every_kind(tried: Tried, disk: Disk) -> None:
    rows = disk.rows()
    assert sorted(row.id for row in rows) == [norm.id for norm in session.law().norms]
    expected = {kind.name: sum(kind.applies(row.modality, row.values) for row in rows) for kind in kinds(disk)}
    made = Counter(mutant.kind.name for mutant in tried.mutants)
    assert made == expected
    assert all(expected.values())
    assert len(expected) >= 12


def test_every_rule_on_pairs_is_the_label_of_some_mutant(tried: Tried) -> None:
    labels = {rule.removesuffix(OF_THE_ORIGIN) for mutant in tried.mutants for rule in mutant.label}
    assert labels == {rule.name() for rule in PAIR_RULES}


def test_every_finding_on_a_mutant_is_certain(tried: Tried) -> None:
    assert tried.sure == {name for name, found in tried.found.items() if found}


def test_exactly_the_mutants_that_declare_themselves_are_settled_by_declaration(tried: Tried) -> None:
    assert tried.declared == {mutant.norm.id for mutant in tried.mutants if mutant.kind.declared and mutant.label}


def test_a_report_says_of_each_mutant_whether_a_declaration_settles_it() -> None:
    """Every fifth norm goes all the way from triples to a report."""
    norms = session.law().norms[::5]
    for start in range(0, len(norms), NORMS_AT_ONCE):
        chosen = norms[start : start + NORMS_AT_ONCE]
        contradictions = ("impossible-duty", "void-permission", "exempted-duty")
        report = session.Corpus(_facts(chosen)).conflicts(select=contradictions, everything=True)
        status = {frozenset(norm.id for norm in found.norms): found.status for found in report.findings}
        for norm in chosen:
            assert status[frozenset({norm.id, f"{norm.id}--excepted"})] is Status.DECLARED, norm.id
            if not (norm.exception_to or norm.subject_to or norm.without_prejudice_to or norm.overrides):
                assert status[frozenset({norm.id, f"{norm.id}--opposite"})] is Status.OPEN, norm.id


def _facts(norms: Sequence[Norm]) -> Facts:
    """Return the law with these norms only, and each of them reversed: plainly, and as a declared exception."""
    law = session.law().facts
    every = {norm.id for norm in session.law().norms}
    opposite = {
        Modality.OBLIGATION: "Prohibition",
        Modality.PERMISSION: "Prohibition",
        Modality.PROHIBITION: "Obligation",
        Modality.EXEMPTION: "Obligation",
    }
    modalities = {norm.id: norm.modality for norm in norms}
    facts = Facts()
    for subject, predicate, value in law:
        if subject not in every or subject in modalities:
            facts.add(subject, predicate, value)
        if subject in modalities:
            kind = predicate == RDF_TYPE and isinstance(value, str) and value in SURFACE_CLASSES
            for name in ("opposite", "excepted"):
                reversed_kind = rn(opposite[modalities[subject]])
                facts.add(f"{subject}--{name}", predicate, reversed_kind if kind else value)
    for norm in norms:
        facts.add(f"{norm.id}--excepted", rn("exceptionTo"), norm.id)
    return facts


def test_norms_that_never_meet_are_not_even_possibly_in_conflict(tried: Tried) -> None:
    apart = [mutant for mutant in tried.mutants if mutant.kind.apart]
    found = [
        (rule.name(), left.id, right.id)
        for part in _parts(apart)
        for rule, left, right in _between(*_norms(part), part, possible=True)
    ]
    assert found == []
