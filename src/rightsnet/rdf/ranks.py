"""Ranks, peremptory rights and the dates of instruments, read from facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rightsnet.algebra.precedence import Hierarchy, Rank
from rightsnet.model.names import PREFIXES, rn
from rightsnet.rdf.facts import Facts, Literal

_LABEL = PREFIXES["rdfs"] + "label"


def read_ranks(facts: Facts) -> Mapping[str, Rank]:
    """Return every rank with its legal order and its place in it.

    >>> facts = Facts()
    >>> facts.add(rn("NationalStatute"), rn("legalOrder"), rn("NationalOrder"))
    >>> facts.add(rn("NationalStatute"), rn("precedence"), Literal("20", PREFIXES["xsd"] + "integer"))
    >>> read_ranks(facts)[rn("NationalStatute")].precedence
    20
    """
    found = {}
    for rank, order in facts.pairs(rn("legalOrder")):
        number = facts.text(rank, rn("precedence"))
        if isinstance(order, str) and number:
            found[rank] = Rank(order, int(number), facts.text(rank, _LABEL))
    return found


def read_hierarchy(ontology: Facts, *bodies: Facts) -> Hierarchy:
    """Return what is known of ranks and dates: ranks and rights from the ontology, days of adoption from the bodies of law.

    >>> read_hierarchy(Facts()).peremptory
    frozenset()
    """
    peremptory = {
        right
        for right, value in ontology.pairs(rn("peremptory"))
        if isinstance(value, Literal) and value.value in ("true", "1")
    }
    adopted = {
        instrument: date.fromisoformat(value.value)
        for facts in bodies
        for instrument, value in facts.pairs(rn("adopted"))
        if isinstance(value, Literal) and _is_day(value.value)
    }
    return Hierarchy(read_ranks(ontology), frozenset(peremptory), adopted)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
