"""Findings as RDF, so that they can be queried: what was found, about which norms, and from which premises it follows."""

from __future__ import annotations

from collections.abc import Iterator

from rightsnet._version import __version__
from rightsnet.model.finding import Finding
from rightsnet.model.names import local_name, rn
from rightsnet.report.result import Report
from rightsnet.report.turtle_spelling import FINDING, PROV, finding_iri, head, iri, place, place_iri, text

_RUN = "https://w3id.org/rightsnet/program/"


def render(report: Report) -> str:
    """Return the findings in Turtle, with PROV-O for what they were derived from; no blank nodes.

    A premise is a statement (`rdf:Statement`) named by its finding and number, so that it can be cited.
    """
    blocks = ["\n".join(_finding(finding)) for finding in report.findings]
    program = f"<{_RUN}{__version__}> a prov:SoftwareAgent ;\n    rdfs:label {text(f'rightsnet {__version__}')} ."
    return "\n\n".join([head(prov=PROV), program, *blocks]) + "\n"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{finding_iri(finding)} a rn:Finding ;"
    yield f"    rn:rule {text(finding.rule)} ; rn:family {text(finding.family)} ;"
    yield f"    rn:severity {text(finding.severity.value)} ; rn:findingCertainty {text(finding.certainty.value)} ;"
    yield f"    rn:findingStatus {text(finding.status.value)} ;"
    yield f"    rdfs:comment {text(finding.message)} ;"
    for norm in finding.norms:
        yield f"    rn:concerns {iri(norm.id)} ; prov:wasDerivedFrom {iri(norm.id)} ;"
    for provision in finding.provisions:
        yield f"    rn:citesProvision {iri(provision.id)} ;"
    for right in finding.rights:
        yield f"    rn:concernsRight {iri(rn(local_name(right)))} ;"
    if finding.resolution and finding.resolution.prevails:
        yield f"    rn:prevails {iri(finding.resolution.prevails)} ;"
    if finding.location:
        yield f"    prov:atLocation {place_iri(finding)} ;"
    for number, _ in enumerate(finding.premises, 1):
        yield f"    rn:premise <{FINDING}{finding.fingerprint}/premise-{number}> ;"
    yield f"    prov:wasAttributedTo <{_RUN}{__version__}> ."
    if finding.location:
        yield place(finding, finding.location)
    for number, premise in enumerate(finding.premises, 1):
        subject, predicate, value = premise.split(" ", 2)
        yield f"<{FINDING}{finding.fingerprint}/premise-{number}> a rdf:Statement ;"
        yield f"    rdf:subject {_name(subject)} ; rdf:predicate {predicate} ; rdf:object {_name(value)} ;"
        yield f"    dct:source {text(finding.sources.get(premise, ''))} ."


def _name(word: str) -> str:
    """Return a name from a premise, with an IRI for a class that has none of its own."""
    return f"<{FINDING}nameless/{word[3:-1]}>" if word.startswith("<_:") else word
