"""What the author has settled: findings that a comment suppresses, or that a baseline knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from rightsnet.model.finding import Certainty, Finding, NormReference, Status
from rightsnet.model.names import local_name
from rightsnet.model.rule import Rule
from rightsnet.rdf.spelling import nearest
from rightsnet.rdf.suppressions import Suppression
from rightsnet.report.baseline import Baseline
from rightsnet.rules.suppression_without_reason import SuppressionWithoutReason
from rightsnet.rules.unknown_rule_suppressed import UnknownRuleSuppressed
from rightsnet.rules.unused_suppression import UnusedSuppression


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Which rules are left out for which files.

    Args:
        rules: pattern of file names → names of rules. A pattern with a slash is a path from the working directory, in which
            ``*`` crosses folders too; one without is the name of a file in any folder.
    """

    rules: Mapping[str, frozenset[str]]

    def has(self, rule: str, file: str) -> bool:
        """Say whether a rule is left out for a file.

        >>> drafts = LeftOut(rules={"drafts/*": frozenset({"no-legal-basis"})})
        >>> drafts.has("no-legal-basis", "drafts/2027/bill.yaml"), drafts.has("no-legal-basis", "bill.yaml")
        (True, False)
        """
        return any(rule in rules and _matches(file, pattern) for pattern, rules in self.rules.items())


def _matches(file: str, pattern: str) -> bool:
    if "/" not in pattern:
        return fnmatchcase(PurePath(file).name, pattern)
    return fnmatchcase(Path(file).resolve().as_posix(), Path(pattern).resolve().as_posix())


def suppressed(findings: Iterable[Finding], suppressions: Sequence[Suppression]) -> Iterator[Finding]:
    """Yield the findings, those that are open and that a comment with a reason suppresses as suppressed."""
    for finding in findings:
        found = next((each for each in suppressions if each.reason and concerns(each, finding)), None)
        yield replace(finding, status=Status.SUPPRESSED, reason=found.reason) if found else finding


def concerns(suppression: Suppression, finding: Finding) -> bool:
    """Say whether a suppression is about a finding: one on its line, or on a norm that begins on its line."""
    if finding.status is not Status.OPEN or finding.rule != suppression.rule:
        return False
    if suppression.norms.intersection(norm.id for norm in finding.norms):
        return True
    place = finding.location
    return place is not None and (place.file, place.line) == (suppression.location.file, suppression.line)


def unused(
    suppressions: Iterable[Suppression], findings: Sequence[Finding], ran: Callable[[Suppression], bool]
) -> list[Suppression]:
    """Return the suppressions of rules that ran, with a reason, that are about none of the findings."""
    return [
        each
        for each in suppressions
        if each.reason and ran(each) and not any(concerns(each, finding) for finding in findings)
    ]


def faults(
    suppressions: Sequence[Suppression],
    idle: Sequence[Suppression],
    known: Collection[str],
    refer: Callable[[str], NormReference],
) -> Iterator[Finding]:
    """Yield what is wrong with suppressions: an unknown rule, no reason, nothing that is suppressed.

    Args:
        idle: those that are not used.
        known: the names of all rules and shapes.
        refer: returns a norm by its id as a finding names it.
    """
    times: Counter[tuple[str, ...]] = Counter()
    for each in suppressions:
        if each.rule not in known:
            rule: type[Rule] = UnknownRuleSuppressed
            message = UnknownRuleSuppressed.message if each.rule else UnknownRuleSuppressed.nameless
            help = nearest(each.rule, sorted(known)) or UnknownRuleSuppressed.help
        elif not each.reason:
            rule, message, help = (
                SuppressionWithoutReason,
                SuppressionWithoutReason.message,
                SuppressionWithoutReason.help,
            )
        elif each in idle:
            rule, message, help = UnusedSuppression, UnusedSuppression.message, UnusedSuppression.help
        else:
            continue
        # The same comment a second time in one norm is another finding, and no line may tell the two apart.
        same = (rule.name(), each.within, each.rule, each.reason)
        times[same] += 1
        yield Finding(
            rule=rule.name(),
            family=rule.family,
            severity=rule.severity,
            message=message.format(rule=each.rule),
            help=help,
            norms=() if not each.within or each.within.startswith("_:") else (refer(each.within),),
            location=each.location,
            key=(each.rule, each.reason, str(times[same])),
        )


def known(findings: Iterable[Finding], baseline: Baseline | None) -> Iterator[Finding]:
    """Yield the findings, those that are open and that the baseline knows with that status."""
    for finding in findings:
        if baseline is not None and finding.status is Status.OPEN and baseline.knows(finding):
            yield replace(finding, status=Status.BASELINE, reason=f"{baseline.file} holds it.")
        else:
            yield finding


def stale(
    baseline: Baseline | None,
    findings: Iterable[Finding],
    checked: Collection[str],
    absent: Collection[str],
    ran: Collection[str],
    *,
    possible: bool,
) -> tuple[str, ...]:
    """Return the entries of a baseline that no longer occur, by fingerprint, sorted.

    An entry is judged only if the check could have found it: its rule ran, and one of its norms belongs to a proposal
    that was checked, whether the norm is still there or not.

    Args:
        findings: those that were found, before the baseline was asked.
        checked: the IRIs of the proposals and norms that were checked.
        absent: norms that are there but not in force on the day of the check.
        ran: the names of the rules that ran.
        possible: whether what rests on something unknown was looked for.
    """
    if baseline is None:
        return ()
    documents = {document(iri) for iri in checked}
    occurring = {finding.fingerprint for finding in findings if finding.status is Status.OPEN}
    return tuple(
        sorted(
            fingerprint
            for fingerprint, entry in baseline.entries.items()
            if fingerprint not in occurring
            and entry.rule in ran
            and (possible or entry.certainty is not Certainty.POSSIBLE)
            and any(document(norm) in documents for norm in entry.norms)
            and not any(norm in absent for norm in entry.norms)
        )
    )


def document(iri: str) -> str:
    """Return the document that an IRI belongs to.

    >>> document("https://example.org/bill#s4"), document("https://example.org/bill")
    ('https://example.org/bill', 'https://example.org/bill')
    """
    return iri.partition("#")[0].rstrip("/")


def unlabelled(norm: str) -> NormReference:
    """Return a norm of which nothing but its id is known as a finding names it."""
    return NormReference(norm, local_name(norm), "", "left")
