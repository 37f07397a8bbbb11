"""How texts and IRIs are spelt in Turtle, whatever characters they hold."""

from __future__ import annotations

import re

from rightsnet.errors import Location
from rightsnet.model.finding import Finding
from rightsnet.model.names import PREFIXES

FINDING = "https://w3id.org/rightsnet/finding/"
"""What the fingerprint of a finding stands after."""
PROV = "http://www.w3.org/ns/prov#"
SH = "http://www.w3.org/ns/shacl#"

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONTROL = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')


def text(words: str) -> str:
    r"""Return a string literal.

    >>> print(text('He said "no".' + chr(10)))
    "He said \"no\".\n"
    """
    return f'"{_CONTROL.sub(_escaped, words)}"'


def iri(name: str) -> str:
    """Return an IRI in angle brackets, with what must not stand in one written by its number.

    >>> iri("https://example.org/a b>")
    '<https://example.org/a%20b%3E>'
    """
    return f"<{_FORBIDDEN.sub(lambda found: _percent(found[0]), name)}>"


def finding_iri(finding: Finding) -> str:
    """Return the IRI of a finding, the same in every run."""
    return iri(FINDING + finding.fingerprint)


def place_iri(finding: Finding) -> str:
    """Return the IRI of the place in a file at which a finding stands."""
    return iri(f"{FINDING}{finding.fingerprint}/place")


def place(finding: Finding, location: Location) -> str:
    """Return the description of the place of a finding."""
    return f"{place_iri(finding)} a prov:Location ;\n    rdfs:label {text(str(location))} ."


def head(**more: str) -> str:
    """Return the prefixes that rightsnet writes, and more."""
    prefixes = {**PREFIXES, **more}
    return "\n".join(f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in prefixes.items())


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return _ESCAPES.get(character) or ("\ufffd" if ord(character) > 0x7F else f"\\u{ord(character):04X}")


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="replace"))
