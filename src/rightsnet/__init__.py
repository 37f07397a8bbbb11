"""Norms of human rights on the internet: check proposals against each other and against the law in force."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from rightsnet._version import __version__

if TYPE_CHECKING:
    from rightsnet.algebra.boxes import NormComparison
    from rightsnet.errors import InputError, InternalError, Location, MissingToolError, RightsnetError, UsageError
    from rightsnet.model.finding import Certainty, Finding, NormReference, Severity, Status
    from rightsnet.model.norm import Modality, Norm, Provision
    from rightsnet.model.relation import Relation
    from rightsnet.report.comparison import Comparison
    from rightsnet.report.result import Report
    from rightsnet.session import Corpus, convert, law, load, none, relate, relation, vocabulary

__all__ = [
    "Certainty",
    "Comparison",
    "Corpus",
    "Finding",
    "InputError",
    "InternalError",
    "Location",
    "MissingToolError",
    "Modality",
    "Norm",
    "NormComparison",
    "NormReference",
    "Provision",
    "Relation",
    "Report",
    "RightsnetError",
    "Severity",
    "Status",
    "UsageError",
    "__version__",
    "convert",
    "law",
    "load",
    "none",
    "relate",
    "relation",
    "vocabulary",
]

if not TYPE_CHECKING:  # hidden from type checkers, so that a name that does not exist stays an error to them
    _HOMES = {
        "rightsnet.algebra.boxes": ("NormComparison",),
        "rightsnet.errors": (
            "InputError",
            "InternalError",
            "Location",
            "MissingToolError",
            "RightsnetError",
            "UsageError",
        ),
        "rightsnet.model.finding": ("Certainty", "Finding", "NormReference", "Severity", "Status"),
        "rightsnet.model.norm": ("Modality", "Norm", "Provision"),
        "rightsnet.model.relation": ("Relation",),
        "rightsnet.report.comparison": ("Comparison",),
        "rightsnet.report.result": ("Report",),
        "rightsnet.session": ("Corpus", "convert", "law", "load", "none", "relate", "relation", "vocabulary"),
    }

    def __getattr__(name: str) -> object:
        """Return a public name from the module that defines it, which is loaded now and not before."""
        for module, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(module), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module “rightsnet” has no attribute “{name}”")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
