"""What a check returns: the findings, what was checked against what, and the funnel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, overload

from rightsnet.errors import UsageError
from rightsnet.model.finding import Finding, Severity, Status
from rightsnet.report.columns import row
from rightsnet.report.formats import FORMATS, TextFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNote:
    """What a rule is about, as reports that carry the texts of rules show it.

    Args:
        sections: heading → plain text, in the order of the rule's page.
    """

    name: str
    family: str
    severity: Severity
    title: str
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was checked, and against how much of what; ``place`` is a code, ``place_label`` its name."""

    files: tuple[str, ...]
    norms: int
    against_norms: int = 0
    against_instruments: int = 0
    at: date | None = None
    place: str = ""
    place_label: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The funnel: pairs compared, pairs that met, and pairs kept apart by each axis."""

    pairs: int = 0
    met: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The findings of one check, in the order in which they are reported.

    Args:
        sources: file name → its text, for excerpts.
        standing: norm → ``in``, ``out`` or ``unresolved``, for the norms that are in an open or resolved contradiction.
        rules: name → what the rule is about, for the rules that found something.
        settled: findings that the author suppressed or a baseline knows, where they are not shown among the findings.
        stale: fingerprints that stand in the baseline and that a check of these norms no longer gives.

    A report is neither true nor false: ask `conforms`.
    """

    checked: Checked
    findings: tuple[Finding, ...] = ()
    funnel: Counts = field(default_factory=Counts)
    sources: Mapping[str, str] = field(default_factory=dict)
    standing: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, RuleNote] = field(default_factory=dict)
    settled: tuple[Finding, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Say whether there is no open finding of severity `error`."""
        return not self.at_least(Severity.ERROR)

    @property
    def summary(self) -> dict[str, int]:
        """Return how many open findings there are of each severity, gravest first."""
        counted = Counter(finding.severity for finding in self.findings if finding.status is Status.OPEN)
        return {severity.value: counted[severity] for severity in Severity}

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the open findings that are as grave as this or graver."""
        grave = (finding for finding in self.findings if finding.severity.rank <= severity.rank)
        return tuple(finding for finding in grave if finding.status is Status.OPEN)

    @overload
    def render(self, format: TextFormat = "full") -> str: ...
    @overload
    def render(self, format: Literal["xlsx"]) -> bytes: ...
    @overload
    def render(self, format: str) -> str | bytes: ...

    def render(self, format: str = "full") -> str | bytes:
        """Return the report in one of the `FORMATS`: as text, or as bytes if it is ``xlsx``.

        Raises:
            UsageError: if there is no such format.
        """
        return renderer(format)(self)

    def to(self, format: str, path: str | Path) -> None:
        """Write the report to a file: first beside it, then renamed, so that no half-written report is left."""
        target = Path(path)
        content = self.render(format)
        beside = target.with_name(f".{target.name}.partial")
        try:
            # As bytes: each format says itself how its lines end.
            beside.write_bytes(content if isinstance(content, bytes) else content.encode(errors="backslashreplace"))
            beside.replace(target)
        except OSError as error:
            raise UsageError(f"The report cannot be written to {target}: {error.strerror}.") from error
        finally:
            beside.unlink(missing_ok=True)

    def rows(self) -> list[dict[str, Any]]:
        """Return one flat dictionary for each finding, with the columns of the ``csv`` format."""
        return [row(finding) for finding in self.findings]

    def to_pandas(self) -> Any:
        """Return the rows as a pandas data frame; pandas must be installed."""
        return import_module("pandas").DataFrame(self.rows())

    def to_polars(self) -> Any:
        """Return the rows as a polars data frame; polars must be installed."""
        return import_module("polars").DataFrame(self.rows())

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        raise TypeError("A report is neither true nor false; ask report.conforms or len(report.findings).")

    def __str__(self) -> str:
        return self.render("full")


def renderer(format: str) -> Callable[[Report], str | bytes]:
    """Return the function that renders a format.

    >>> renderer("poem")
    Traceback (most recent call last):
    rightsnet.errors.UsageError: There is no format “poem”. The formats are concise, csv, full, github, html, json, \
jsonl, junit, markdown, sarif, shacl, turtle, xlsx.
    """
    if format not in FORMATS:
        raise UsageError(f"There is no format “{format}”.", help=f"The formats are {', '.join(sorted(FORMATS))}.")
    render: Callable[[Report], str | bytes] = import_module(FORMATS[format]).render
    return render
