"""What a shell offers when Tab is pressed: names read off the packaged files, without loading what runs a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from rightsnet.report.formats import FORMATS
from rightsnet.resources import folder

_MODULES = ("actions", "actors", "aims", "areas", "circumstances", "objects", "rights", "safeguards")
"""The modules of the ontology that hold nothing but terms."""
_TERM = re.compile(
    r"^rn:([A-Z]\w*) +a owl:Class\b(?=(?:.+\n)*? +rdfs:subClassOf )|rdfs:subClassOf +rn:(\w+)", re.MULTILINE
)
_PLACE = re.compile(r"^rn:([A-Z]\w*) +a rn:[A-Z]", re.MULTILINE)
_SUBDIVISION = re.compile(r"^rn:([A-Z]{2}-\w+) +a rn:Subdivision\b", re.MULTILINE)
_SHAPE = re.compile(r"^shape:([\w-]+) +a sh:\w+Shape\b(?=(?:.+\n)*? +sh:message )", re.MULTILINE)


def _offers(names: Callable[[str], Iterable[str]]) -> Callable[[str], list[str]]:
    """Return a function that offers the names which begin as the user began.

    Whatever goes wrong, pressing Tab prints no error into the middle of a command: then there is nothing to offer.
    """

    def offered(incomplete: str) -> list[str]:
        try:
            return sorted({name for name in names(incomplete) if name.startswith(incomplete)})
        except Exception:
            return []

    offered.__doc__ = names.__doc__
    return offered


@_offers
def formats(incomplete: str) -> Iterable[str]:
    """Offer the formats of a report, each also with the sign after which a file is named."""
    return [*FORMATS, *(f"{name}=" for name in FORMATS)]


@_offers
def rules(incomplete: str) -> Iterable[str]:
    """Offer the names of rules and shapes; in a list of names, for the last of them."""
    *before, _ = incomplete.split(",")
    start = "".join(f"{name}," for name in before)
    return [start + name for name in (*_rules(), *_shapes()) if name not in before]


@_offers
def places(incomplete: str) -> Iterable[str]:
    """Offer the codes of countries and organisations, and of parts of a country once the country stands there."""
    if "-" in incomplete:
        return _found(_SUBDIVISION, folder("ontology") / "subdivisions.ttl")
    return _found(_PLACE, folder("ontology") / "places.ttl")


@_offers
def terms(incomplete: str) -> Iterable[str]:
    """Offer the names of the terms that proposals are written in."""
    return _found(_TERM, *(folder("ontology") / f"{module}.ttl" for module in _MODULES))


@_offers
def kinds(incomplete: str) -> Iterable[str]:
    """Offer the kinds of file that `rightsnet new` writes."""
    from rightsnet.cli.new import KINDS

    return KINDS


def _rules() -> list[str]:
    """Return the names of the rules, which are those of their files."""
    from rightsnet import rules as package

    stems = (path.stem for path in Path(package.__path__[0]).glob("[!_]*.py"))
    return [stem.replace("_", "-") for stem in stems]


def _shapes() -> list[str]:
    return _found(_SHAPE, *folder("shapes").glob("*.ttl"))


def _found(pattern: re.Pattern[str], *paths: Path) -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [match[match.lastindex or 0] for text in texts for match in pattern.finditer(text)]
