"""What a comparison of two versions returns, and the formats in which it can be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from rightsnet.errors import UsageError
from rightsnet.model.finding import Severity
from rightsnet.model.revision import Change, CoverageChange, Edit, FindingChange, NormChange, TermChange
from rightsnet.report.formats import COMPARISONS
from rightsnet.report.result import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a revision changes.

    Args:
        old, new: what was checked of each version, and against what.
        edits: every edit, in the order of the new version.
        norms, findings: those of the new version in its order, then those that are gone.
        coverage: rights, bearers and areas; ``terms``: those that changed.
        checks: how many mixtures of the two versions were checked in the search for causes.
        old_sources, new_sources: file name → its text, for excerpts.
    """

    old: Checked
    new: Checked
    edits: tuple[Edit, ...] = ()
    norms: tuple[NormChange, ...] = ()
    findings: tuple[FindingChange, ...] = ()
    coverage: tuple[CoverageChange, ...] = ()
    terms: tuple[TermChange, ...] = ()
    checks: int = 0
    old_sources: Mapping[str, str] = field(default_factory=dict)
    new_sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Say whether the revision adds no open finding of severity `error`."""
        return not self.added(Severity.ERROR)

    def added(self, severity: Severity) -> tuple[FindingChange, ...]:
        """Return the findings that are open and so grave in the new version, and were not in the old one."""
        return tuple(found for found in self.findings if found.at_least(severity))

    @property
    def summary(self) -> dict[str, dict[str, int]]:
        """Return how many norms, findings, covered things and terms were added, removed, changed and kept."""
        return {
            "norms": _counts(each.change for each in self.norms),
            "findings": _counts(each.change for each in self.findings),
            "coverage": _counts(each.change for each in self.coverage),
            "terms": _counts(each.change for each in self.terms),
        }

    def render(self, format: str = "full") -> str:
        """Return the comparison as text in one of the `COMPARISONS`.

        Raises:
            UsageError: if there is no such format.
        """
        return renderer(format)(self)

    def to(self, format: str, path: str | Path) -> None:
        """Write the comparison to a file: first beside it, then renamed, so that no half-written one is left.

        Raises:
            UsageError: if it cannot be written.
        """
        target = Path(path)
        content = self.render(format)
        beside = target.with_name(f".{target.name}.partial")
        try:
            beside.write_bytes(content.encode())
            beside.replace(target)
        except OSError as error:
            raise UsageError(f"The comparison cannot be written to {target}: {error.strerror}.") from error
        finally:
            beside.unlink(missing_ok=True)

    def __bool__(self) -> bool:
        raise TypeError("A comparison is neither true nor false; ask comparison.conforms or comparison.edits.")

    def __str__(self) -> str:
        return self.render("full")


def renderer(format: str) -> Callable[[Comparison], str]:
    """Return the function that renders a format.

    >>> renderer("poem")
    Traceback (most recent call last):
    rightsnet.errors.UsageError: There is no format “poem” for a comparison. The formats are concise, full, json, markdown.
    """
    if format not in COMPARISONS:
        help = f"The formats are {', '.join(sorted(COMPARISONS))}."
        raise UsageError(f"There is no format “{format}” for a comparison.", help=help)
    render: Callable[[Comparison], str] = import_module(COMPARISONS[format]).render
    return render


def _counts(changes: Iterable[Change]) -> dict[str, int]:
    counted = Counter(changes)
    return {change.value: counted[change] for change in Change}
