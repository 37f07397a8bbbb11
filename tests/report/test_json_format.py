"""The JSON report: the keys that programs rely on, in their order."""

import json

from rightsnet._version import __version__
from rightsnet.model.finding import Finding
from rightsnet.report.json_format import render
from rightsnet.report.result import Report

KEYS = [
    "rule",
    "family",
    "severity",
    "certainty",
    "status",
    "reason",
    "message",
    "help",
    "norms",
    "location",
    "rights",
    "provisions",
    "relations",
    "witness",
    "resolution",
    "premises",
    "derivation",
    "fingerprint",
]


def test_the_whole_report(report: Report, conflict: Finding, shape: Finding) -> None:
    read = json.loads(render(report))
    findings = read.pop("findings")
    assert list(read.items()) == [
        ("version", 1),
        ("tool", {"name": "rightsnet", "version": __version__}),
        (
            "checked",
            {
                "files": ["bill.yaml"],
                "norms": 3,
                "against": {"norms": 412, "instruments": 47},
                "at": "2027-04-01",
                "place": "GBR",
            },
        ),
        ("funnel", {"pairs": 1236, "met": 40, "excluded": {"bearer": 900, "place": 200}}),
        ("standing", {}),
        ("summary", {"error": 1, "warning": 0, "note": 0}),
        (
            "summary_by",
            {
                "right": {
                    "FreedomOfExpression": {"error": 1, "warning": 0, "note": 0},
                    "Privacy": {"error": 1, "warning": 0, "note": 0},
                },
                "rule": {"void-permission": {"error": 1, "warning": 0, "note": 0}},
            },
        ),
    ]
    assert [list(finding) for finding in findings] == [KEYS, KEYS]
    assert findings[0] == {
        "rule": "void-permission",
        "family": "conflict",
        "severity": "error",
        "certainty": "certain",
        "status": "open",
        "reason": None,
        "message": conflict.message,
        "help": conflict.help,
        "norms": [
            {"id": "https://example.org/bill#s4", "label": "s4", "provision": "", "role": "left"},
            {
                "id": "https://w3id.org/rightsnet/id/iccpr-17-1-ban",
                "label": "no arbitrary surveillance",
                "provision": "ICCPR art. 17(1)",
                "role": "right",
            },
        ],
        "location": {"file": "bill.yaml", "line": 7, "column": 13},
        "rights": ["Privacy", "FreedomOfExpression"],
        "provisions": [
            {"id": "https://w3id.org/rightsnet/id/iccpr-17-1", "label": "ICCPR art. 17(1)"},
            {"id": "https://w3id.org/rightsnet/id/iccpr-2-1", "label": "ICCPR art. 2(1)"},
        ],
        "relations": {"bearer": "WITHIN", "place": "WITHIN", "validity": "OVERLAPS", "act": "WITHIN"},
        "witness": {"bearer": "law enforcement authority", "from": "2027-04-01"},
        "resolution": None,
        "premises": ["rn:HackDevice rdfs:subClassOf rn:SurveillanceAct"],
        "derivation": [
            {
                "step": "bearer",
                "relation": "WITHIN",
                "reason": "law enforcement authority is a kind of State organ, which is a kind of State",
                "premises": [],
            },
            {
                "step": "place",
                "relation": "WITHIN",
                "reason": "Germany lies in the parties to the ICCPR",
                "premises": [],
            },
        ],
        "fingerprint": conflict.fingerprint,
    }
    assert (findings[1]["certainty"], findings[1]["status"]) == ("likely", "declared")


def test_the_keys_stand_in_their_order(report: Report) -> None:
    read = json.loads(render(report))
    assert list(read) == ["version", "tool", "checked", "findings", "funnel", "standing", "summary", "summary_by"]


def test_what_is_not_known_is_null(silent: Report) -> None:
    checked = json.loads(render(silent))["checked"]
    assert (checked["at"], checked["place"]) == (None, None)


def test_text_is_legible_and_the_file_ends_in_a_line_end(report: Report) -> None:
    text = render(report)
    assert "“s4” permits" in text
    assert text.endswith("}\n")
    assert render(report) == text
