"""Literals in the characters of the author, if these are what the datatype says."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from rdflib import Literal, URIRef

from rightsnet.model import duration
from rightsnet.model.names import PREFIXES

XSD = PREFIXES["xsd"]
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag, as far as its form goes."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_SHORT_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?")


def fault(text: str, datatype: str) -> tuple[str, str] | None:
    """Return what is wrong with a literal and what to do about it; ``None`` if nothing is, or nothing is known.

    >>> fault("2027-04-01", XSD + "date"), fault("2027-13-01", XSD + "date")
    (None, ('“2027-13-01” is not a date.', 'Write it as 2027-04-01.'))
    """
    kind = datatype.removeprefix(XSD)
    if kind == "date" and not is_day(text):
        return f"“{text}” is not a date.", "Write it as 2027-04-01."
    if kind == "duration":
        try:
            duration.seconds(text)
        except ValueError as error:
            return str(error), ""
    if kind == "decimal" and not _NUMBER.fullmatch(text):
        return f"“{text}” is not a decimal number.", "Write digits, such as 45000000 or 0.5."
    if kind == "integer" and not re.fullmatch(r"[+-]?\d+", text):
        return f"“{text}” is not a whole number.", "Write digits, such as 45000000."
    if kind == "boolean" and text not in ("true", "false", "1", "0"):
        return f"“{text}” is neither true nor false.", "Write true or false."
    return None


def typed(text: str, datatype: str) -> Literal:
    """Return a literal that keeps its characters, where rdflib would turn ``PT60M`` into ``PT1H``.

    In RDF 1.1 a string and a literal of the type ``xsd:string`` are one and the same, but not in rdflib, so that none
    of ours names that type.

    >>> str(typed("PT60M", XSD + "duration")), typed("a", XSD + "string").datatype
    ('PT60M', None)
    """
    return Literal(text) if datatype == XSD + "string" else Literal(text, datatype=URIRef(datatype), normalize=False)


def is_day(text: str) -> bool:
    """Say whether a text is a day of the calendar.

    >>> is_day("2028-02-29"), is_day("2027-02-29"), is_day("20270401")
    (True, False, False)
    """
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def decimal(text: str) -> str | None:
    """Return a number as an author writes it, in the characters of ``xsd:decimal``; ``None`` if it is no number.

    >>> decimal("6"), decimal("1e3"), decimal("six")
    ('6', '1000', None)
    """
    return format(Decimal(text), "f") if _SHORT_NUMBER.fullmatch(text) else None
