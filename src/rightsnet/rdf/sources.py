"""Where a premise is stated: a line of the author's file, a provision of the law, a module of the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import rdflib

from rightsnet.model.names import PREFIXES, local_name, rn
from rightsnet.model.stated import PART_OF, Triple
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.located import LocatedGraph

_DEFINED_BY, _LABEL = (PREFIXES["rdfs"] + name for name in ("isDefinedBy", "label"))
_SOURCE = PREFIXES["dct"] + "source"


class Sources:
    """What is known of where triples come from.

    Args:
        shipped: the triples of the ontology and the law.
        own: the author's files.

    >>> facts = Facts()
    >>> facts.add(rn("Privacy"), _DEFINED_BY, "https://w3id.org/rightsnet/ns/rights")
    >>> Sources([facts], []).of((rn("Privacy"), PREFIXES["rdfs"] + "subClassOf", rn("Right")))
    'ontology/rights.ttl'
    """

    def __init__(self, shipped: Sequence[Facts], own: Iterable[LocatedGraph]) -> None:
        self._shipped, self._own = tuple(shipped), tuple(own)
        self._memberships: dict[tuple[str, str], list[str]] | None = None
        self._found: dict[Triple, str] = {}  # many findings rest on the same premises

    def of(self, triple: Triple) -> str:
        """Return where a triple is stated; empty if that is not known."""
        if triple not in self._found:
            self._found[triple] = self._of(triple)
        return self._found[triple]

    def _of(self, triple: Triple) -> str:
        subject, predicate, value = triple
        for source in self._own:
            for node in (_node(subject), _node(value)):
                found = source.location(node, rdflib.URIRef(predicate)) or source.location(node)
                if found:
                    return str(found)
        if predicate == PART_OF:
            dated = [self._membership(name) for name in self._dated(subject, value)]
            if dated:
                return "; ".join(dated)
        module = self._name(subject, _DEFINED_BY)
        if module:
            file, cited = f"ontology/{local_name(module)}.ttl", self._text(subject, _SOURCE)
            return f"{file} ({cited})" if cited else file
        return self._text(subject, _LABEL)

    def _membership(self, name: str) -> str:
        since, until = self._text(name, rn("since")), self._text(name, rn("until"))
        period = " ".join(
            part for part in (f"since {since}" if since else "", f"until {until}" if until else "") if part
        )
        return f"ontology/parties.ttl, {local_name(name)}{f': {period}' if period else ''}"

    def _dated(self, member: str, organisation: str) -> list[str]:
        if self._memberships is None:
            self._memberships = {}
            for facts in self._shipped:
                for name in facts.instances(rn("Membership")):
                    pair = facts.name(name, rn("member")) or "", facts.name(name, rn("organisation")) or ""
                    self._memberships.setdefault(pair, []).append(name)
        return self._memberships.get((member, organisation), [])

    def _name(self, subject: str, predicate: str) -> str | None:
        return next((found for facts in self._shipped if (found := facts.name(subject, predicate))), None)

    def _text(self, subject: str, predicate: str) -> str:
        return next((found for facts in self._shipped if (found := facts.text(subject, predicate))), "")


def _node(name: str) -> rdflib.term.Node:
    return rdflib.BNode(name[2:]) if name.startswith("_:") else rdflib.URIRef(name)
