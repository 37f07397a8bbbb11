"""The report as JSON Lines: one finding on each line, for programs that read a stream."""

from __future__ import annotations

import json

from rightsnet.report.json_format import record
from rightsnet.report.result import Report


def render(report: Report) -> str:
    """Return one line for each finding, in the order of the report; nothing if there is none."""
    return "".join(json.dumps(record(finding), ensure_ascii=False) + "\n" for finding in report.findings)
