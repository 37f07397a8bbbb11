"""Findings as a validation report in the vocabulary of SHACL, for tools that read such reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rightsnet.model.finding import Finding, Severity
from rightsnet.model.names import local_name, rn
from rightsnet.report.result import Report
from rightsnet.report.turtle_spelling import PROV, SH, finding_iri, head, iri, place, place_iri, text

_REPORT = "https://w3id.org/rightsnet/report/"
_RULE = "https://w3id.org/rightsnet/rule/"
_SHAPES = "https://w3id.org/rightsnet/shapes#"
_COMPONENT = "https://w3id.org/rightsnet/component/"
_SEVERITIES = {Severity.ERROR: "sh:Violation", Severity.WARNING: "sh:Warning", Severity.NOTE: "sh:Info"}


def render(report: Report) -> str:
    """Return one `sh:ValidationReport` in Turtle, with an `sh:ValidationResult` for each finding; no blank nodes.

    As SHACL demands (section 3.6), `sh:conforms` is true only if there is no result at all: a note, and a finding that
    is declared or suppressed, makes it false. Its status stands beside it (`rn:findingStatus`). The source of a result
    is the shape, or the rule for what no shape can see; the component is named after the family of the rule.
    """
    blocks = ["\n".join(_result(finding)) for finding in report.findings]
    return "\n\n".join([head(sh=SH, prov=PROV), "\n".join(_report(report)), *blocks]) + "\n"


def _report(report: Report) -> Iterator[str]:
    together = "\n".join((*report.checked.files, *(finding.fingerprint for finding in report.findings)))
    name = hashlib.sha256(together.encode(errors="backslashreplace")).hexdigest()[:16]
    yield f"{iri(_REPORT + name)} a sh:ValidationReport ;"
    for finding in report.findings:
        yield f"    sh:result {finding_iri(finding)} ;"
    yield f"    sh:conforms {'false' if report.findings else 'true'} ."


def _result(finding: Finding) -> Iterator[str]:
    own = [norm for norm in finding.norms if norm.location] or finding.norms
    shape = f"{_SHAPES if finding.family == 'shape' else _RULE}{finding.rule}"
    yield f"{finding_iri(finding)} a sh:ValidationResult , rn:Finding ;"
    yield f"    sh:focusNode {iri(own[0].id) if own else place_iri(finding)} ;"
    yield f"    sh:resultSeverity {_SEVERITIES[finding.severity]} ;"
    yield f"    sh:resultMessage {text(finding.message)}@en ;"
    yield f"    sh:sourceShape {iri(shape)} ;"
    yield f"    sh:sourceConstraintComponent {iri(_COMPONENT + finding.family)} ;"
    yield f"    rn:rule {text(finding.rule)} ; rn:findingCertainty {text(finding.certainty.value)} ;"
    for norm in finding.norms:
        yield f"    rn:concerns {iri(norm.id)} ;"
    for provision in finding.provisions:
        yield f"    rn:citesProvision {iri(provision.id)} ;"
    for right in finding.rights:
        yield f"    rn:concernsRight {iri(rn(local_name(right)))} ;"
    if finding.location:
        yield f"    prov:atLocation {place_iri(finding)} ;"
    yield f"    rn:findingStatus {text(finding.status.value)} ."
    if finding.location:
        yield place(finding, finding.location)
