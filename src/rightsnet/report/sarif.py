"""Findings as SARIF 2.1.0, the format that code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from rightsnet._version import __version__
from rightsnet.errors import Location
from rightsnet.model.finding import Finding, NormReference, Status
from rightsnet.model.names import local_name
from rightsnet.report.excerpt import span
from rightsnet.report.explanation import rows
from rightsnet.report.result import Report, RuleNote
from rightsnet.report.sides import name, other_side

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "rightsnet/v1"
"""The name of our fingerprint, with the version of how it is made."""
ROOT = "%SRCROOT%"
HOME = "https://w3id.org/rightsnet"


def render(report: Report) -> str:
    """Return one run with all findings, also those that are settled and not shown elsewhere.

    Code hosts take at most 25 000 results from a run.
    The severities have the names that SARIF gives to its levels. Another norm that a result is about is a related
    location: a place in a file if it stands in one that was checked, else a logical location with its IRI. A finding
    that is declared or suppressed carries a suppression "in source", since the author's file says so, and one that a
    higher source resolves an external one; what a baseline holds is "unchanged". Columns count UTF-16 units.
    """
    # What is suppressed or known is always there: a code host closes it, and does not take it for mended.
    findings = (*report.findings, *report.settled)
    names = sorted({finding.rule for finding in findings})
    rules = [_rule(each, report) for each in names]
    run = {
        "tool": {
            "driver": {
                "name": "rightsnet",
                "semanticVersion": __version__,
                "informationUri": HOME,
                "shortDescription": {"text": "Checks norm proposals against human-rights law."},
                "rules": rules,
            }
        },
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which the check was started."}}},
        "artifacts": [{"location": _artifact(file), "roles": ["analysisTarget"]} for file in report.checked.files],
        "results": [_result(finding, names.index(finding.rule), report.sources) for finding in findings],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: str, report: Report) -> dict[str, Any]:
    first = next(finding for finding in (*report.findings, *report.settled) if finding.rule == rule)
    note = report.rules.get(rule) or RuleNote(
        name=rule, family=first.family, severity=first.severity, title=f"{rule.replace('-', ' ').capitalize()}."
    )
    page = f"For the rule's page: rightsnet explain {rule}"
    sections = list(note.sections.items())
    return {
        "id": rule,
        "name": "".join(word.capitalize() for word in rule.split("-")),
        "shortDescription": {"text": note.title},
        "fullDescription": {"text": _flat(sections[0][1]) if sections else note.title},
        "help": {
            "text": "\n\n".join((note.title, *(f"{head}\n{text}" for head, text in sections), page)),
            "markdown": "\n\n".join((note.title, *(f"## {head}\n\n{text}" for head, text in sections), page)),
        },
        "defaultConfiguration": {"level": note.severity.value},
        "properties": {"tags": [note.family, "human-rights", "law"]},
    }


def _result(finding: Finding, index: int, sources: Mapping[str, str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": _plain(_message(finding))},
    }
    if finding.location:
        result["locations"] = [_place(finding.location, sources)]
    elif finding.norms:
        result["locations"] = [{"logicalLocations": [_logical(finding.norms[0])]}]
    related = [_related(number, norm, sources) for number, norm in enumerate(_others(finding), 1)]
    if related:
        result["relatedLocations"] = related
    result["partialFingerprints"] = {FINGERPRINT: finding.fingerprint}
    if finding.status is Status.BASELINE:
        result["baselineState"] = "unchanged"
    elif finding.status is not Status.OPEN:
        result["suppressions"] = [_suppression(finding)]
    result["properties"] = {
        "family": finding.family,
        "certainty": finding.certainty.value,
        "status": finding.status.value,
        "rights": [local_name(right) for right in finding.rights],
        "provisions": [provision.label for provision in finding.provisions],
        "explanation": [f"{title}: {line}" for title, lines in rows(finding) for line in lines],
    }
    return result


def _message(finding: Finding) -> str:
    return f"{finding.message} {finding.help}" if finding.help else finding.message


def _others(finding: Finding) -> Iterator[NormReference]:
    """Yield the norms that the result is about, besides the one at whose place it stands."""
    yield from other_side(finding) or finding.norms[1:]


def _place(location: Location, sources: Mapping[str, str]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(location.file)}
    if location.line:
        region = {"startLine": location.line}
        if location.column:
            found = span(sources.get(location.file, ""), location)
            region["startColumn"] = found[0] if found else location.column
            if found:
                region["endColumn"] = found[1]
        place["region"] = region
    return {"physicalLocation": place}


def _related(number: int, norm: NormReference, sources: Mapping[str, str]) -> dict[str, Any]:
    said = f"{name(norm)}: {norm.text}" if norm.text else name(norm)
    place: dict[str, Any] = _place(norm.location, sources) if norm.location else {}
    return {"id": number, **place, "logicalLocations": [_logical(norm)], "message": {"text": _plain(said)}}


def _logical(norm: NormReference) -> dict[str, str]:
    return {"name": name(norm), "fullyQualifiedName": norm.id, "kind": "norm"}


def _suppression(finding: Finding) -> dict[str, str]:
    by = f"resolved by {finding.resolution.by}" if finding.resolution and finding.status is Status.RESOLVED else ""
    justification = "; ".join(part for part in (finding.reason, by, finding.because) if part)
    kind = "external" if finding.status is Status.RESOLVED else "inSource"
    return {"kind": kind, "status": "accepted", "justification": justification or finding.status.value}


def _artifact(file: str) -> dict[str, str]:
    """Return where a file is: below the folder in which the check ran, or anywhere if its path is absolute."""
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": ROOT}


def _flat(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Return the text so that SARIF finds no link in it: square brackets are escaped where they look like one."""
    return text if "](" not in text else text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
