"""JSON Lines hold the same findings as JSON, one on each line."""

from __future__ import annotations

import json

from rightsnet import session
from rightsnet.report import json_format, jsonl
from rightsnet.resources import folder


def test_the_lines_are_the_findings_of_the_json_report() -> None:
    report = session.load(folder("examples") / "election-shutdown").check()
    lines = jsonl.render(report).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(json_format.render(report))["findings"]


def test_without_findings_there_is_nothing() -> None:
    assert jsonl.render(session.load(folder("examples") / "notice-and-action").check()) == ""
