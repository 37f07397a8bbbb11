"""Findings as RDF, so that they can be queried: what was found, about which norms, and from which premises it follows."""

from __future__ import annotations

from collections.abc import Iterator

from rightsnet._version import __version__
from rightsnet.model.finding import Finding
from rightsnet.model.names import PREFIXES, local_name
from rightsnet.report.result import Report

_PROV = "http://www.w3.org/ns/prov#"
_BASE = "https://w3id.org/rightsnet/finding/"
_RUN = "https://w3id.org/rightsnet/program/"


def render(report: Report) -> str:
    """Return the findings in Turtle, with PROV-O for what they were derived from; no blank nodes.

    A premise is a statement (`rdf:Statement`) named by its finding and number, so that it can be cited.
    """
    prefixes = {**PREFIXES, "prov": _PROV}
    head = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in prefixes.items()]
    blocks = ["\n".join(_finding(finding)) for finding in report.findings]
    program = f"<{_RUN}{__version__}> a prov:SoftwareAgent ;\n    rdfs:label {_text(f'rightsnet {__version__}')} ."
    return "\n\n".join(["\n".join(head), program, *blocks]) + "\n"


def _finding(finding: Finding) -> Iterator[str]:
    iri = f"<{_BASE}{finding.fingerprint}>"
    yield f"{iri} a rn:Finding ;"
    yield f"    rn:rule {_text(finding.rule)} ; rn:family {_text(finding.family)} ;"
    yield f"    rn:severity {_text(finding.severity.value)} ; rn:findingCertainty {_text(finding.certainty.value)} ;"
    yield f"    rn:findingStatus {_text(finding.status.value)} ;"
    yield f"    rdfs:comment {_text(finding.message)} ;"
    for norm in finding.norms:
        yield f"    rn:concerns <{norm.id}> ; prov:wasDerivedFrom <{norm.id}> ;"
    for provision in finding.provisions:
        yield f"    rn:citesProvision <{provision.id}> ;"
    for right in finding.rights:
        yield f"    rn:concernsRight rn:{local_name(right)} ;"
    if finding.resolution and finding.resolution.prevails:
        yield f"    rn:prevails <{finding.resolution.prevails}> ;"
    for number, _ in enumerate(finding.premises, 1):
        yield f"    rn:premise <{_BASE}{finding.fingerprint}/premise-{number}> ;"
    yield f"    prov:wasAttributedTo <{_RUN}{__version__}> ."
    for number, premise in enumerate(finding.premises, 1):
        subject, predicate, value = premise.split(" ", 2)
        yield f"<{_BASE}{finding.fingerprint}/premise-{number}> a rdf:Statement ;"
        yield f"    rdf:subject {_name(subject)} ; rdf:predicate {predicate} ; rdf:object {_name(value)} ;"
        yield f"    dct:source {_text(finding.sources.get(premise, ''))} ."


def _name(word: str) -> str:
    """Return a name from a premise, with an IRI for a class that has none of its own."""
    return f"<{_BASE}nameless/{word[3:-1]}>" if word.startswith("<_:") else word


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
