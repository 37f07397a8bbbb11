"""JSON Lines hold the same findings as JSON, one on each line."""

from __future__ import annotations

import json

from rightsnet.report import json_format, jsonl
from rightsnet.report.result import Report


def test_the_lines_are_the_findings_of_the_json_report(every: Report) -> None:
    lines = jsonl.render(every).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(json_format.render(every))["findings"]


def test_without_findings_there_is_nothing(silent: Report) -> None:
    assert jsonl.render(silent) == ""
