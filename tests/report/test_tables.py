"""Findings as rows: the columns in CSV, in a workbook and in data frames, and that no cell is a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import polars
from hypothesis import given
from hypothesis import strategies as st

from rightsnet.model.finding import Finding, Resolution, Severity
from rightsnet.report import csv_format, xlsx
from rightsnet.report.columns import COLUMNS
from rightsnet.report.result import Checked, Report
from rightsnet.report.summary import ADVICE

ROW = {
    "severity": "error",
    "rule": "void-permission",
    "message": "It is “void”, for good.",
    "help": "Drop it.",
    "file": "bill.yaml",
    "line": 7,
    "column": 13,
    "certainty": "certain",
    "status": "open",
    "reason": "",
    "family": "conflict",
    "norms": ["https://example.org/bill#s4", "https://w3id.org/rightsnet/id/iccpr-17-1-ban"],
    "norm_names": ["s4", "ICCPR art. 17(1)"],
    "rights": ["Privacy", "FreedomOfExpression"],
    "provisions": ["ICCPR art. 17(1)", "ICCPR art. 2(1)"],
    "provision_ids": ["https://w3id.org/rightsnet/id/iccpr-17-1", "https://w3id.org/rightsnet/id/iccpr-2-1"],
    "because": "ICCPR art. 17(1) is mandatory",
    "prevails": "https://w3id.org/rightsnet/id/iccpr-17-1-ban",
    "prevails_by": "lex-superior",
}


def _one(conflict: Finding) -> Report:
    ban = conflict.norms[1].id
    resolution = Resolution((), agree=True, prevails=ban, by="lex-superior")
    finding = replace(conflict, message="It is “void”, for good.", help="Drop it.", resolution=resolution)
    return Report(checked=Checked(files=("bill.yaml",), norms=1), findings=(finding,))


def test_rows_have_the_columns(conflict: Finding) -> None:
    report = _one(conflict)
    (row,) = report.rows()
    assert row == {**ROW, "fingerprint": conflict.fingerprint}
    assert list(row) == list(COLUMNS)


def test_a_data_frame_has_the_columns(conflict: Finding, every: Report) -> None:
    frame = _one(conflict).to_polars()
    assert frame.columns == list(COLUMNS)
    assert frame.schema["line"] == polars.Int64
    assert every.to_polars()["fingerprint"].to_list() == [finding.fingerprint for finding in every.findings]


def test_csv_to_the_letter(conflict: Finding) -> None:
    assert csv_format.render(_one(conflict)) == (
        "\ufeffseverity,rule,message,help,file,line,column,certainty,status,reason,family,norms,norm_names,rights,provisions,"
        "provision_ids,because,prevails,prevails_by,fingerprint\r\n"
        'error,void-permission,"It is “void”, for good.",Drop it.,bill.yaml,7,13,certain,open,,conflict,'
        "https://example.org/bill#s4; https://w3id.org/rightsnet/id/iccpr-17-1-ban,s4; ICCPR art. 17(1),"
        "Privacy; FreedomOfExpression,ICCPR art. 17(1); ICCPR art. 2(1),"
        "https://w3id.org/rightsnet/id/iccpr-17-1; https://w3id.org/rightsnet/id/iccpr-2-1,ICCPR art. 17(1) is mandatory,"
        f"https://w3id.org/rightsnet/id/iccpr-17-1-ban,lex-superior,{conflict.fingerprint}\r\n"
    )


@given(st.text() | st.sampled_from("=+-@\t\r").map(lambda opening: f"{opening}1+1"))
def test_no_cell_is_a_formula_and_none_loses_a_character(text: str) -> None:
    finding = Finding(rule="r", family="f", severity=Severity.NOTE, message=text)
    report = Report(checked=Checked(files=(), norms=1), findings=(finding,))
    (row,) = csv.DictReader(io.StringIO(csv_format.render(report).removeprefix("\ufeff"), newline=""))
    assert not row["message"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row["message"].removeprefix("'") == text.removeprefix("'")


def test_the_workbook_has_its_sheets(every: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(every)))
    assert book.sheetnames == ["Findings", "Summary", "Norms"]
    findings = book["Findings"]
    assert [cell.value for cell in findings[1]] == list(COLUMNS)
    assert findings.freeze_panes == "C2"
    assert findings.auto_filter.ref == f"A1:T{len(every) + 1}"
    assert (book["Norms"].max_row, book["Norms"].freeze_panes) == (1 + sum(len(f.norms) for f in every), "C2")


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(every: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(every)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert sum(str(cell.value).startswith("=cmd|'/c calc'!A1 <script>") for cell in book["Findings"]["C"]) == 1


def test_the_summary_sheet_counts_by_right_and_by_rule(conflict: Finding) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(_one(conflict))))["Summary"]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ["1 error, 0 warnings, 0 notes in 1 norm of 1 file."],
        [ADVICE],
        [],
        ["by right", "errors", "warnings", "notes"],
        ["Freedom of expression", 1, 0, 0],
        ["Privacy", 1, 0, 0],
        [],
        ["by rule", "errors", "warnings", "notes"],
        ["void-permission", 1, 0, 0],
    ]


def test_a_text_that_no_cell_can_hold_is_cut(conflict: Finding) -> None:
    report = Report(checked=Checked(files=(), norms=1), findings=(replace(conflict, message="x" * 40_000),))
    shown = openpyxl.load_workbook(io.BytesIO(xlsx.render(report)))["Findings"]["C2"].value
    assert (len(shown), shown[-2:]) == (32_767, "x…")


def test_the_workbook_does_not_depend_on_the_day(every: Report) -> None:
    created = openpyxl.load_workbook(io.BytesIO(xlsx.render(every))).properties.created
    assert created is not None
    assert created.isoformat() == "2000-01-01T00:00:00"
