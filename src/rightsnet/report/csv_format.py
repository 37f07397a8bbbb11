"""Findings as a table for spreadsheets: one row for each, with the columns of `columns`."""

from __future__ import annotations

import csv
import io

from rightsnet.report.columns import COLUMNS, flat
from rightsnet.report.result import Report

BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel reads a CSV file in an old code page and spoils every quotation mark and every accent."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report) -> str:
    """Return CSV after RFC 4180: a header, lines that end in CR LF, quotes where needed; UTF-8 with a byte order mark.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, since drafts come from strangers;
    several norms, rights or provisions in one cell are parted by semicolons.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, dialect="excel")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(value) for value in flat(finding).values()] for finding in report.findings)
    return BYTE_ORDER_MARK + table.getvalue()


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
