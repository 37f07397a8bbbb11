"""The report as JSON, whose keys and their order are a promise to programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rightsnet._version import __version__
from rightsnet.model.finding import Finding, Resolution
from rightsnet.model.names import local_name
from rightsnet.report.result import Report
from rightsnet.report.summary import tallies

VERSION = 1
"""Raised when a key changes its meaning or goes; a new key does not raise it."""


def render(report: Report) -> str:
    """Return the report as one JSON object."""
    checked, funnel = report.checked, report.funnel
    document = {
        "version": VERSION,
        "tool": {"name": "rightsnet", "version": __version__},
        "checked": {
            "files": list(checked.files),
            "norms": checked.norms,
            "against": {"norms": checked.against_norms, "instruments": checked.against_instruments},
            "at": checked.at.isoformat() if checked.at else None,
            "place": checked.place or None,
        },
        "findings": [record(finding) for finding in report.findings],
        "funnel": {"pairs": funnel.pairs, "met": funnel.met, "excluded": dict(funnel.excluded)},
        "standing": dict(report.standing),
        "summary": report.summary,
        "summary_by": tallies(report),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def record(finding: Finding) -> dict[str, Any]:
    """Return one finding as the JSON report holds it."""
    place = finding.location
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "status": finding.status.value,
        "reason": finding.reason or None,
        "message": finding.message,
        "help": finding.help,
        "norms": [
            {"id": norm.id, "label": norm.label, "provision": norm.provision, "role": norm.role}
            for norm in finding.norms
        ],
        "location": {"file": place.file, "line": place.line, "column": place.column} if place else None,
        "rights": [local_name(right) for right in finding.rights],
        "provisions": [{"id": provision.id, "label": provision.label} for provision in finding.provisions],
        "relations": {axis: relation.upper() for axis, relation in finding.relations.items()},
        "witness": dict(finding.witness),
        "resolution": _resolution(finding.resolution),
        "premises": list(finding.premises),
        "derivation": list(_derivation(finding)),
        "fingerprint": finding.fingerprint,
    }


def _derivation(finding: Finding) -> Iterator[dict[str, Any]]:
    """Yield the steps that lead to the finding: how a norm follows from another, then each axis that says something."""
    axes = [axis for axis in finding.relations if axis != "act"]
    for step in (*(step for step in finding.steps if step not in axes), *axes):
        premises = finding.steps.get(step, ())
        if premises or step in finding.reasons:
            yield {
                "step": step,
                "relation": finding.relations[step].upper() if step in axes else None,
                "reason": finding.reasons.get(step),
                "premises": [{"stated": each, "in": finding.sources.get(each, "")} for each in premises],
            }


def _resolution(found: Resolution | None) -> dict[str, Any] | None:
    if found is None:
        return None
    principles = [
        {"principle": each.principle, "prefers": each.prefers, "reason": each.reason} for each in found.principles
    ]
    return {"principles": principles, "agree": found.agree, "prevails": found.prevails, "by": found.by or None}
