"""Findings as an Excel workbook: the findings, their numbers by right and by rule, and the norms on both sides."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from rightsnet.model.finding import Severity
from rightsnet.model.names import local_name
from rightsnet.report.columns import COLUMNS, flat
from rightsnet.report.explanation import words
from rightsnet.report.result import Report
from rightsnet.report.sides import name
from rightsnet.report.summary import ADVICE, summary, tallies

_LONGEST = 32_767
"""How many characters a cell can hold."""
_WIDTHS = {
    "severity": 10,
    "rule": 24,
    "message": 70,
    "help": 50,
    "file": 28,
    "reason": 30,
    "norms": 40,
    "norm_names": 34,
}
_WIDTHS |= {"rights": 28, "provisions": 28, "provision_ids": 40, "because": 40, "prevails": 40, "fingerprint": 20}
_NORMS = {"fingerprint": 20, "rule": 24, "role": 10, "norm": 34, "text": 80, "instrument": 20, "place": 28, "id": 60}
_FILLS = {Severity.ERROR: "#FBE0DD", Severity.WARNING: "#FBEFD0", Severity.NOTE: "#E1ECFB"}


def render(report: Report) -> bytes:
    """Return the workbook; the same report gives the same bytes, and no cell is a formula or a link."""
    target = io.BytesIO()
    harmless = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with import_module("xlsxwriter").Workbook(target, {"in_memory": True, **harmless}) as book:
        # Without a fixed day, two runs would differ although they found the same.
        book.set_properties(
            {"title": "rightsnet report", "comments": ADVICE, "created": datetime(2000, 1, 1, tzinfo=UTC)}
        )
        sheets = _Sheets(book)
        findings = [list(flat(finding).values()) for finding in report.findings]
        sheets.table("Findings", COLUMNS, _WIDTHS, findings)
        sheets.summary(report)
        sheets.table("Norms", _NORMS, _NORMS, list(_norms(report)))
    return target.getvalue()


def _norms(report: Report) -> Iterator[list[str]]:
    for finding in report.findings:
        for norm in finding.norms:
            place = str(norm.location or "")
            instrument = local_name(norm.instrument) if norm.instrument else ""
            yield [finding.fingerprint, finding.rule, norm.role, name(norm), norm.text, instrument, place, norm.id]


class _Sheets:
    """The sheets of one workbook, in one style."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bg_color": "#1F2A44", "font_color": "#FFFFFF", "valign": "top"})
        self._cell = book.add_format({"text_wrap": True, "valign": "top"})
        self._bold = book.add_format({"bold": True, "font_size": 14})

    def table(self, title: str, columns: Iterable[str], widths: dict[str, int], rows: Sequence[Sequence[Any]]) -> None:
        """Add a sheet with a header that stays in sight, filters, and the severities tinted as well as named."""
        sheet = self._book.add_worksheet(title)
        names = list(columns)
        for position, column in enumerate(names):
            sheet.set_column(position, position, widths.get(column, 12), self._cell)
        self._line(sheet, 0, names, self._head)
        for number, row in enumerate(rows, 1):
            self._line(sheet, number, row, self._cell)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(names) - 1)
        if names[0] == "severity":
            for severity, colour in _FILLS.items():
                tint = self._book.add_format({"bg_color": colour})
                rule = {"type": "cell", "criteria": "==", "value": f'"{severity.value}"', "format": tint}
                sheet.conditional_format(1, 0, max(1, len(rows)), 0, rule)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def summary(self, report: Report) -> None:
        """Add a sheet that says what was checked, and how many findings there are by right and by rule."""
        sheet = self._book.add_worksheet("Summary")
        sheet.set_column(0, 0, 44, self._cell)
        sheet.set_column(1, 3, 12, self._cell)
        self._line(sheet, 0, [summary(report)], None)
        self._line(sheet, 1, [ADVICE], None)
        number = 3
        for kind, counted in tallies(report).items():
            self._line(sheet, number, [f"by {kind}", *(f"{severity.value}s" for severity in Severity)], self._head)
            for key, numbers in counted.items():
                number += 1
                self._line(sheet, number, [words(key) if kind == "right" else key, *numbers.values()], self._cell)
            number += 2

    def _line(self, sheet: Any, row: int, values: Sequence[Any], style: Any) -> None:
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(row, column, value, style)
            elif value:
                sheet.write_string(row, column, _fitting(value), style)


def _fitting(text: str) -> str:
    shown = text.encode(errors="replace").decode()
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
