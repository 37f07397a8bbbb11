"""The tables of the README, made from what the package holds."""

from collections import Counter

from rdflib import DCTERMS, RDF, RDFS, Graph, URIRef

import rightsnet
from rightsnet.model.names import rn
from rightsnet.rdf.files import FORMATS as FILES
from rightsnet.report.formats import FORMATS as REPORTS


def law_table() -> str:
    """Return the instruments with their citation, norms and limitation clauses, by title."""
    law = rightsnet.law()
    norms = Counter(norm.instrument for norm in law.norms)
    clauses = Counter(_instrument(law.graph, clause) for clause in _all(law.graph, "LimitationClause"))
    rows = sorted(
        (
            str(law.graph.value(instrument, DCTERMS.title)),
            str(law.graph.value(instrument, RDFS.label)),
            norms[str(instrument)],
            clauses[str(instrument)],
        )
        for instrument in _all(law.graph, "Instrument")
    )
    head = ["| instrument | cited as | norms | limitation clauses |", "|---|---|---:|---:|"]
    total = f"| together | {len(rows)} | {sum(norms.values())} | {sum(clauses.values())} |"
    return "\n".join([*head, *("| {} | {} | {} | {} |".format(*row) for row in rows), total])


def file_formats() -> str:
    """Return the formats of proposals with the endings of their files."""
    return ", ".join(f"`{name}` ({', '.join(endings)})" for name, endings in FILES.items())


def report_formats() -> str:
    """Return the formats of reports."""
    return ", ".join(f"`{name}`" for name in REPORTS)


def _all(graph: Graph, kind: str) -> set[URIRef]:
    return {found for found in graph.subjects(RDF.type, URIRef(rn(kind))) if isinstance(found, URIRef)}


def _instrument(graph: Graph, clause: URIRef) -> str:
    """Return the instrument of a clause, which is a provision itself or names the provisions that it consists of."""
    provision = graph.value(clause, URIRef(rn("provision"))) or clause
    return str(graph.value(provision, URIRef(rn("instrument"))))
