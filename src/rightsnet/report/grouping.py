"""The findings of a report as three readers look for them: by right, by rule, by provision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rightsnet.model.finding import Finding, Severity, Status
from rightsnet.model.names import local_name
from rightsnet.report.explanation import words
from rightsnet.report.result import Report


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that concern one thing: a right, a rule or a provision; ``key`` is empty for those that concern none."""

    key: str
    title: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[Severity, int]:
        """Return how many open findings there are of each severity, the gravest first; none that is zero."""
        found = [finding.severity for finding in self.findings if finding.status is Status.OPEN]
        return {severity: found.count(severity) for severity in Severity if severity in found}

    @property
    def settled(self) -> int:
        """Return how many of the findings are not open."""
        return sum(finding.status is not Status.OPEN for finding in self.findings)


def by_right(report: Report) -> list[Group]:
    """Return the findings on each right; one that concerns several rights is in each of their groups."""
    return _groups(report, lambda finding: map(local_name, finding.rights), words, "No right named")


def by_rule(report: Report) -> list[Group]:
    """Return the findings of each rule."""
    return _groups(report, lambda finding: [finding.rule], str, "No rule")


def by_provision(report: Report) -> list[Group]:
    """Return the findings that cite each provision."""
    return _groups(report, lambda finding: [cited.label for cited in finding.provisions], str, "No provision cited")


def _groups(
    report: Report, keys: Callable[[Finding], Iterable[str]], title: Callable[[str], str], none: str
) -> list[Group]:
    """Return the groups, those with the gravest findings first, and last what belongs to none."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        for key in dict.fromkeys(keys(finding)) or [""]:
            found.setdefault(key, []).append(finding)
    groups = [Group(key, title(key) if key else none, tuple(findings)) for key, findings in found.items()]
    return sorted(groups, key=lambda group: (not group.key, [-group.counts.get(s, 0) for s in Severity], group.title))
