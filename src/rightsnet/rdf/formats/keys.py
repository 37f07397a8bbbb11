"""The keys of the authoring format, each with its property and the form of its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from rightsnet.model.names import PREFIXES, rn


class Form(Enum):
    """What the value of a key looks like."""

    MODALITY = "a modality"
    TERM = "a term"
    EXPRESSION = "a term, or {any_of: […]}, {all_of: […]} or {not: …}"
    TERMS = "a list of terms"
    REFERENCES = "a list of norms or provisions"
    PROVISION = "the number of a provision, or its IRI"
    PROSE = "text in the language of the document"
    TEXT = "text"
    CHOICE = "one of a few words"
    FLAG = "true or false"
    PERIOD = "{from: …, until: …} with dates"
    WINDOW = "{from: …, until: …, after: …, mode: …}"
    BOUNDS = "a list of {measure: …, min: …, max: …}"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a norm.

    Args:
        property: the IRI of the property that it stands for; for a period, that of its first day.
        kinds: the kinds of term that it takes.
        choices: the words that it takes.
    """

    name: str
    property: str
    form: Form
    kinds: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


LABEL = PREFIXES["rdfs"] + "label"

KEYS: Mapping[str, Key] = {
    key.name: key
    for key in (
        Key("label", LABEL, Form.PROSE),
        Key("modality", PREFIXES["rdf"] + "type", Form.MODALITY),
        Key("issuer", rn("issuer"), Form.TERM, ("place", "actor")),
        Key("place", rn("place"), Form.TERM, ("place",)),
        Key("rank", rn("rank"), Form.TERM, ("rank",)),
        Key("status", rn("status"), Form.TERM, ("status",)),
        Key("force", rn("force"), Form.TERM, ("force",)),
        Key("valid", rn("validFrom"), Form.PERIOD),
        Key("areas", rn("areas"), Form.TERMS, ("area",)),
        Key("bearer", rn("bearer"), Form.EXPRESSION, ("actor",)),
        Key("action", rn("action"), Form.EXPRESSION, ("action",)),
        Key("object", rn("object"), Form.EXPRESSION, ("object",)),
        Key("counterparty", rn("counterparty"), Form.EXPRESSION, ("actor",)),
        Key("circumstance", rn("circumstance"), Form.EXPRESSION, ("circumstance",)),
        Key("window", rn("window"), Form.WINDOW),
        Key("conditions", rn("conditions"), Form.BOUNDS),
        Key("limits", rn("limits"), Form.BOUNDS),
        Key("provision", rn("provision"), Form.PROVISION),
        Key("text", rn("text"), Form.PROSE),
        Key("note", rn("note"), Form.PROSE),
        Key("protects", rn("protects"), Form.TERMS, ("right",)),
        Key("restricts", rn("restricts"), Form.TERMS, ("right",)),
        Key("aim", rn("aim"), Form.TERMS, ("aim",)),
        Key("legal_basis", rn("legalBasis"), Form.TEXT),
        Key("necessity", rn("necessity"), Form.TEXT),
        Key("less_restrictive_means", rn("lessRestrictiveMeans"), Form.TEXT),
        Key("safeguards", rn("safeguards"), Form.TERMS, ("safeguard",)),
        Key("sanction", rn("sanction"), Form.TEXT),
        Key("remedy", rn("remedy"), Form.TEXT),
        Key("exception_to", rn("exceptionTo"), Form.REFERENCES),
        Key("subject_to", rn("subjectTo"), Form.REFERENCES),
        Key("without_prejudice_to", rn("withoutPrejudiceTo"), Form.REFERENCES),
        Key("overrides", rn("overrides"), Form.REFERENCES),
        Key("strength", rn("strength"), Form.TERM, ("strength",)),
        Key("obligation_kind", rn("obligationKind"), Form.TERM, ("obligation kind",)),
        Key("via_transposition", rn("viaTransposition"), Form.FLAG),
        Key("certainty", rn("certainty"), Form.CHOICE, choices=("sure", "fairly-sure", "check")),
    )
}
"""Every key that a norm can have besides its ``id``, in the order in which the keys are written."""

PROPOSAL_KEYS = ("label", "issuer", "place", "rank", "status", "force", "valid", "areas")
"""The keys that describe the proposal itself; all but ``label`` hold for its norms too unless they say otherwise."""

HEAD_ONLY = ("proposal", "id", "lang", "norms")
"""The keys of the head that have no meaning on a norm, save ``id``."""

MODALITIES: Mapping[str, str] = {
    "obligation": rn("Obligation"),
    "prohibition": rn("Prohibition"),
    "permission": rn("Permission"),
    "exemption": rn("Exemption"),
    "duty": rn("Duty"),
    "claim": rn("ClaimRight"),
    "liberty": rn("Liberty"),
    "power": rn("Power"),
    "immunity": rn("Immunity"),
    "disability": rn("Disability"),
}
"""The words for a modality, each with its class."""

OPERATORS: Mapping[str, str] = {
    "any_of": PREFIXES["owl"] + "unionOf",
    "all_of": PREFIXES["owl"] + "intersectionOf",
    "not": PREFIXES["owl"] + "complementOf",
}
"""The operators of a class expression."""

WINDOW_KEYS = ("from", "until", "after", "mode")
MODES = ("achievement", "maintenance")
BOUND_KEYS: Mapping[str, str] = {
    "measure": rn("measure"),
    "min": rn("min"),
    "max": rn("max"),
    "min_open": rn("minOpen"),
    "max_open": rn("maxOpen"),
}
BOUND_NAMES: Mapping[str, str] = {"conditions": "condition", "limits": "limit"}
"""How one bound of a list is called in the IRI of its node."""
