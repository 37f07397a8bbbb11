"""The workflow commands of GitHub Actions, to the letter."""

from dataclasses import replace

from rightsnet.errors import Location
from rightsnet.model.finding import Finding, Severity, Status
from rightsnet.report.github import render
from rightsnet.report.result import Checked, Report

SUMMARY = "1 error, 0 warnings, 0 notes in 1 norm of 1 file.\n"


def test_a_finding_is_one_command(conflict: Finding) -> None:
    assert _of(replace(conflict, help="Drop it,\nor not: 100%.")) == (
        f"::error file=bill.yaml,line=7,col=13,title=error[void-permission]::{conflict.message}%0A"
        "Other side: ICCPR art. 17(1)%0ADrop it, or not: 100%25."
    )


def test_a_note_is_a_notice_and_so_is_what_is_settled(shape: Finding) -> None:
    note = replace(shape, severity=Severity.NOTE, status=Status.OPEN)
    assert _of(note) == "::notice file=bill.yaml,title=note[missing-bearer] (likely)::A norm binds someone."
    assert (
        _of(shape)
        == "::notice file=bill.yaml,title=warning[missing-bearer] (likely%2C declared)::A norm binds someone."
    )


def test_properties_are_escaped(shape: Finding) -> None:
    finding = replace(shape, location=Location("a,b: 50%.yaml", 2), status=Status.OPEN)
    assert _of(finding) == (
        "::warning file=a%2Cb%3A 50%25.yaml,line=2,title=warning[missing-bearer] (likely)::A norm binds someone."
    )


def test_no_text_starts_a_command_of_its_own(conflict: Finding) -> None:
    finding = replace(conflict, message="One\n::set-output name=x::y\r::error::z", help="", norms=())
    report = Report(checked=Checked(files=("bill.yaml",), norms=1), findings=(finding,))
    assert render(report) == (
        "::error file=bill.yaml,line=7,col=13,title=error[void-permission]::One ::set-output name=x::y ::error::z\n"
        + SUMMARY
    )


def _of(finding: Finding) -> str:
    report = Report(checked=Checked(files=("bill.yaml",), norms=1), findings=(finding,))
    return render(report).splitlines()[0]
