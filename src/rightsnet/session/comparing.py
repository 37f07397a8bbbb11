"""Two versions of a body of norms compared: what the revision adds, removes, keeps, and which edit is the cause."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from rightsnet.algebra import wording
from rightsnet.algebra.declarations import name
from rightsnet.errors import InputError, UsageError
from rightsnet.model.finding import Finding, Status
from rightsnet.model.revision import Cause, Change, FindingChange
from rightsnet.model.rule import PairRule, Via
from rightsnet.rdf.matching import Names, match
from rightsnet.rdf.mixing import Mixture
from rightsnet.rdf.versions import take_apart
from rightsnet.report.comparison import Comparison
from rightsnet.report.result import Report
from rightsnet.rules import collect
from rightsnet.session import shipped
from rightsnet.session.causing import Laboratory, Rules, Signature, State, Verdict, Verdicts
from rightsnet.session.editing import Editing, Undoable
from rightsnet.session.examining import Examination
from rightsnet.session.revising import coverage, norms, terms

if TYPE_CHECKING:
    from rightsnet.model.norm import Norm
    from rightsnet.session.corpus import Corpus

TRIES = 200
"""How many mixtures of the two versions are checked at most in the search for causes."""
_MARK = "~before"
"""What tells the parts of an old norm from those of the new one of the same name."""


class Revision:
    """An old and a new version, to be checked alike.

    Args:
        examination: how each is checked.
        tries: how many mixtures of the two may be checked in the search for causes.
    """

    def __init__(self, old: Corpus, new: Corpus, examination: Examination, *, tries: int = TRIES) -> None:
        for body in (old, new):
            for file, _ in body.tables:
                raise UsageError(
                    f"“{file}” is a norm table, and only proposals can be compared.", help="Use `conflicts`."
                )
        self._old, self._new, self._examination, self._tries = old, new, examination, tries
        self._names = match(old.sources, new.sources)

    def comparison(self, *, everything: bool = False) -> Comparison:
        """Return what the revision changes.

        Args:
            everything: also report what is not open in either version.
        """
        before, after = self._examination.report(self._old), self._examination.report(self._new)
        editing, edits = self._editing, tuple(each.edit for each in self._undoable)
        laboratory = Laboratory(edits, self._verdicts_of, self._tries)
        found = [each for each in _findings(before, after, self._names) if everything or _is_open(each)]
        groups = _groups({each.finding.rule for each in found if each.change is not Change.KEPT})
        findings = [replace(each, cause=self._cause(each, groups, laboratory)) for each in found]
        return Comparison(
            old=before.checked,
            new=after.checked,
            edits=edits,
            norms=norms(editing, edits, self._old_norms, self._names),
            findings=tuple(findings),
            coverage=coverage(editing, self._old_norms),
            terms=terms(editing, edits),
            checks=laboratory.checks,
            old_sources=before.sources,
            new_sources=after.sources,
        )

    @cached_property
    def _old_norms(self) -> Mapping[str, Norm]:
        """Return the norms of the old version as its author wrote them, by their name in the new one."""
        return {self._names(norm.id): norm for norm in self._old.norms}

    @cached_property
    def _mixture(self) -> Mixture:
        knowledge = shipped.knowledge((*self._old.added, *self._new.added))

        def label(term: str) -> str:
            return wording.uncapitalised(knowledge.label(term))

        before = take_apart(self._old.sources, self._names, _MARK, label)
        after = take_apart(self._new.sources, str, "", label)
        return Mixture(before, after, self._old.sources, self._new.sources)

    @cached_property
    def _editing(self) -> Editing:
        mixture = self._mixture
        before = self._body(frozenset(mixture.differing))
        return Editing(
            mixture=mixture,
            old={norm.id: norm for norm in before.norms},
            new={norm.id: norm for norm in self._new.norms},
            knowledge=shipped.knowledge((*before.added, *self._new.added)),
        )

    @cached_property
    def _undoable(self) -> tuple[Undoable, ...]:
        return self._editing.edits()

    def _body(self, statements: frozenset[tuple[str, str]]) -> Corpus:
        """Return the new version with some statements as the old one has them."""
        return self._new.of_sources(self._mixture.mix(statements))

    def _verdicts_of(self, undone: State, rules: Rules) -> Verdicts | None:
        statements = frozenset(each for number in undone for each in self._undoable[number].statements)
        try:
            found = self._examination.findings(self._body(statements), rules)
        except InputError:
            return None
        return {_signature(finding, _unmarked): _verdict(finding) for finding in found}

    def _cause(self, found: FindingChange, groups: Mapping[str, Rules], laboratory: Laboratory) -> Cause | None:
        if found.change is Change.KEPT:
            return None
        gone = found.change is Change.REMOVED
        rename: Callable[[str], str] = self._names if gone else str
        signature = _signature(found.finding, rename)
        rules = groups[found.finding.rule]
        things = {rename(norm.id) for norm in found.finding.norms}
        if found.before is None or gone:
            start = laboratory.everything if gone else frozenset()
            return self._dated(
                found, laboratory.cause(signature, rules, things, start, lambda verdict: verdict is None)
            )
        as_before = _verdict(found.before)
        return laboratory.cause(signature, rules, things, frozenset(), lambda verdict: verdict == as_before)

    def _dated(self, found: FindingChange, cause: Cause) -> Cause:
        """Add to a cause that lies in the dates alone which law it is that those dates bring."""
        if not cause.sets or any(edit.key != "valid" for each in cause.sets for edit in each):
            return cause
        laws = {norm.id: norm for body in self._examination.others for norm in body.norms}
        met = [laws[norm.id] for norm in found.finding.norms if norm.id in laws]
        words = [f"{name(norm)} is in force {wording.period(norm.validity)}" for norm in met]
        tense = "were" if found.change is Change.REMOVED else "are"
        note = f"It is the dates that count: {'; '.join(words)}." if words else ""
        if not note and found.finding.provisions:
            note = f"It is the dates that count: other law binds when the norms {tense} in force."
        return replace(cause, note=" ".join(part for part in (cause.note, note) if part))


def compare_versions(
    old: Corpus,
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
    tries: int = TRIES,
) -> Comparison:
    """Say what a revision adds, removes and keeps, and which edit is the cause of each change in the findings.

    Args:
        old, new: the two versions.
        against, at, place, select, ignore, possible, policy: as for `Corpus.check`, for both versions alike.
        everything: also report what is resolved, declared or suppressed in both versions.
        tries: how many mixtures of the two versions to check at most in the search for causes.

    Raises:
        UsageError: for a norm table, or for the name of a rule or place that does not exist.
    """
    from rightsnet.session.corpus import law  # it needs this module

    others = (law(),) if against is None else tuple(against) if isinstance(against, Sequence) else (against,)
    examination = Examination(
        others=others, law=law(), at=at, place=place, select=select, ignore=ignore, possible=possible, policy=policy
    )
    return Revision(old, new, examination, tries=tries).comparison(everything=everything)


def _groups(rules: Collection[str]) -> dict[str, Rules]:
    """Return, for each rule, the rules that are run together: those that compare norms, and those that do not."""
    comparing = {rule.name() for rule in collect() if rule.family in ("conflict", "redundancy")}
    parts = (frozenset(comparing.intersection(rules)), frozenset(rules) - comparing)
    return {rule: part for part in parts for rule in part}


def _findings(before: Report, after: Report, names: Names) -> list[FindingChange]:
    """Return every finding of either version: those of the new one in its order, then those that are gone."""
    ours = {_signature(finding, names): finding for finding in before.findings}
    theirs = {_signature(finding, str): finding for finding in after.findings}
    found = []
    for signature, finding in theirs.items():
        old = ours.get(signature)
        if old is None:
            found.append(FindingChange(change=Change.ADDED, finding=finding))
            continue
        pairs = zip(("severity", "certainty", "status"), _verdict(old), _verdict(finding), strict=True)
        differences = tuple((what, was, now) for what, was, now in pairs if was != now)
        change = Change.CHANGED if differences else Change.KEPT
        found.append(FindingChange(change=change, finding=finding, before=old, differences=differences))
    for signature, finding in ours.items():
        if signature not in theirs:
            found.append(FindingChange(change=Change.REMOVED, finding=finding, before=finding))
    return found


def _is_open(found: FindingChange) -> bool:
    return any(each is not None and each.status is Status.OPEN for each in (found.finding, found.before))


def _verdict(finding: Finding) -> Verdict:
    return (finding.severity.value, finding.certainty.value, finding.status.value)


def _signature(finding: Finding, rename: Callable[[str], str]) -> Signature:
    """Return what makes a finding the same under the names of the new version.

    Which of two norms comes first is a matter of their names where a rule does not tell them apart.
    """
    norms: tuple[object, ...] = tuple((norm.role, rename(norm.id)) for norm in finding.norms)
    if finding.rule in _symmetrical():
        norms = tuple(sorted(rename(norm.id) for norm in finding.norms))
    elif len(finding.norms) > 2:
        norms = (norms[0], *sorted(rename(norm.id) for norm in finding.norms[1:]))
    return (finding.rule, norms, tuple(rename(part) for part in finding.key))


def _symmetrical() -> frozenset[str]:
    """Return the rules that do not tell their norms apart."""
    either = (Via.INCOMPATIBLE, Via.VALUES)
    pairs = [rule for rule in collect() if issubclass(rule, PairRule)]
    return frozenset(["duplicate-norm", "precedence-cycle", *(rule.name() for rule in pairs if rule.via in either)])


def _unmarked(text: str) -> str:
    return text.removesuffix(_MARK)
