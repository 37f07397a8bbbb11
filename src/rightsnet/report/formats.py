"""The formats of reports by name, apart from what a report is, so that the command line starts quickly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

TextFormat = Literal[
    "full",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "junit",
    "github",
    "html",
    "markdown",
    "csv",
    "turtle",
    "shacl",
]
"""The formats that are text; ``xlsx`` is bytes."""

FORMATS: Mapping[str, str] = {
    "full": "rightsnet.report.full",
    "concise": "rightsnet.report.concise",
    "json": "rightsnet.report.json_format",
    "jsonl": "rightsnet.report.jsonl",
    "sarif": "rightsnet.report.sarif",
    "junit": "rightsnet.report.junit",
    "github": "rightsnet.report.github",
    "html": "rightsnet.report.html_format",
    "markdown": "rightsnet.report.markdown",
    "csv": "rightsnet.report.csv_format",
    "xlsx": "rightsnet.report.xlsx",
    "turtle": "rightsnet.report.turtle",
    "shacl": "rightsnet.report.shacl",
}
"""Every format by name, with the module whose ``render(report)`` writes it."""

COMPARISONS: Mapping[str, str] = {
    "full": "rightsnet.report.comparison_full",
    "concise": "rightsnet.report.comparison_concise",
    "json": "rightsnet.report.comparison_json",
    "markdown": "rightsnet.report.comparison_markdown",
}
"""Every format of a comparison by name, with the module whose ``render(comparison)`` writes it."""
