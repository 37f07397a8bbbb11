"""The JUnit report, to the letter, and that it is XML whatever it holds."""

from dataclasses import replace
from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from rightsnet.errors import Location
from rightsnet.model.finding import Finding, Severity, Status
from rightsnet.report.junit import render
from rightsnet.report.result import Checked, Report

SILENT = """\
<?xml version='1.0' encoding='UTF-8'?>
<testsuites name="rightsnet" tests="2" failures="0" errors="0" skipped="0">
  <testsuite name="bill.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="bill.yaml" name="no findings" file="bill.yaml" />
  </testsuite>
  <testsuite name="other.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="other.yaml" name="no findings" file="other.yaml" />
  </testsuite>
<!--0 errors, 0 warnings, 0 notes in 1 norm of 2 files.--></testsuites>
"""


def test_files_without_findings_pass(silent: Report) -> None:
    assert render(silent) == SILENT


def test_an_error_fails_a_warning_passes_and_what_is_settled_is_skipped(conflict: Finding, shape: Finding) -> None:
    warning = replace(shape, severity=Severity.WARNING, status=Status.OPEN)
    declared = replace(shape, reason="See s 2.", key=("1",))
    root = _read(Report(checked=Checked(files=("bill.yaml",), norms=1), findings=(conflict, warning, declared)))
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
    }
    cases = list(root.iter("testcase"))
    assert [[each.tag for each in case] for case in cases] == [
        ["properties", "failure"],
        ["properties", "system-out"],
        ["properties", "skipped", "system-out"],
    ]
    assert [(case.get("name"), case.get("file"), case.get("line")) for case in cases] == [
        (f"void-permission:7 {conflict.fingerprint}", "bill.yaml", "7"),
        (f"missing-bearer {warning.fingerprint}", "bill.yaml", None),
        (f"missing-bearer {declared.fingerprint}", "bill.yaml", None),
    ]
    failure, skipped = root.find(".//failure"), root.find(".//skipped")
    assert failure is not None
    assert failure.attrib == {"type": "void-permission", "message": conflict.message}
    assert (failure.text or "").splitlines()[:2] == [
        f"bill.yaml:7:13: error[void-permission] {conflict.message}",
        "other side: ICCPR art. 17(1) — No State surveils people arbitrarily.",
    ]
    assert skipped is not None
    assert skipped.attrib == {"message": "declared: See s 2."}


def test_findings_without_a_file_have_a_suite_of_their_own(shape: Finding) -> None:
    root = _read(Report(checked=Checked(files=("a.yaml",), norms=1), findings=(replace(shape, location=None),)))
    assert [suite.get("name") for suite in root] == ["a.yaml", "rightsnet"]


@given(st.text())
def test_any_text_is_xml(text: str) -> None:
    finding = Finding(
        rule="r", family="f", severity=Severity.ERROR, message=text, help=text, location=Location(text or "x", 1)
    )
    root = _read(Report(checked=Checked(files=(), norms=1, place=text), findings=(finding,)))
    assert len(list(root.iter("failure"))) == 1


def _read(report: Report) -> Xml.Element:
    return Xml.fromstring(render(report).encode())
