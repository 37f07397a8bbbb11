"""A finding as one flat row: the columns of tables, spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rightsnet.model.finding import Finding
from rightsnet.model.names import local_name
from rightsnet.report.sides import name

COLUMNS: Mapping[str, str] = {
    "severity": "error, warning or note",
    "rule": "the name of the rule",
    "message": "what is wrong, in one sentence",
    "help": "what to do about it",
    "file": "the file, empty if none",
    "line": "the line in it, 0 if the file as a whole",
    "column": "the column in the line, 0 if the line as a whole",
    "certainty": "certain, likely or possible",
    "status": "open, resolved, declared, suppressed or baseline",
    "reason": "why the status is not open, if somebody said why",
    "family": "the family of the rule",
    "norms": "the IRIs of the norms concerned",
    "norm_names": "how they are cited, in the same order",
    "rights": "the rights concerned, as terms of the ontology",
    "provisions": "the provisions cited",
    "provision_ids": "their IRIs, in the same order",
    "because": "what else weighs in the law",
    "prevails": "the IRI of the norm that prevails, empty if no principle says so or none was asked",
    "prevails_by": "the principle that decides so",
    "fingerprint": "what identifies the finding from run to run",
}
"""Every column with what it holds, in order."""


def row(finding: Finding) -> dict[str, Any]:
    """Return the value of each column; several norms, rights or provisions are a list.

    >>> from rightsnet.model.finding import Severity
    >>> found = row(Finding(rule="void-permission", family="conflict", severity=Severity.ERROR, message="It is void."))
    >>> found["severity"], found["norms"], list(found) == list(COLUMNS)
    ('error', [], True)
    """
    place, resolution = finding.location, finding.resolution
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "message": finding.message,
        "help": finding.help,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "certainty": finding.certainty.value,
        "status": finding.status.value,
        "reason": finding.reason,
        "family": finding.family,
        "norms": [norm.id for norm in finding.norms],
        "norm_names": [name(norm) for norm in finding.norms],
        "rights": [local_name(right) for right in finding.rights],
        "provisions": [provision.label for provision in finding.provisions],
        "provision_ids": [provision.id for provision in finding.provisions],
        "because": finding.because,
        "prevails": (resolution.prevails or "") if resolution else "",
        "prevails_by": resolution.by if resolution else "",
        "fingerprint": finding.fingerprint,
    }


def flat(finding: Finding) -> dict[str, str | int]:
    """Return the row with each list as one text, its members parted by semicolons."""
    return {key: "; ".join(value) if isinstance(value, list) else value for key, value in row(finding).items()}
