"""The full report, to the letter."""

from dataclasses import replace

from rightsnet.errors import Location
from rightsnet.model.finding import Finding, NormReference, Severity, Status
from rightsnet.report.full import MANY, render
from rightsnet.report.result import Checked, Report
from rightsnet.report.summary import ADVICE

CONFLICT = """\
error[void-permission]: “s4” permits a law enforcement authority to hack device, which ICCPR
    art. 17(1) forbids: the permission is void.
 --> bill.yaml:7:13
  |
5 |     modality: power
6 |     bearer: LawEnforcementAuthority
7 |     action: HackDevice   # from afar
  |             ^^^^^^^^^^
8 |     place: DEU
  |
  = other side: ICCPR art. 17(1) — No State surveils people arbitrarily.
  = why: bearer: law enforcement authority is a kind of State organ, which is a kind of State
         place: Germany lies in the parties to the ICCPR
         act: the act of s4 lies within that of ICCPR art. 17(1)
         ICCPR art. 17(1) is mandatory
  = right: Privacy; Freedom of expression
  = demanded by: ICCPR art. 2(1)
  = help: Drop the permission, confine it to what the prohibition leaves open, or declare the
          exception (`exception_to`) if the other norm lets you make one.
  = explain: rightsnet explain void-permission
"""
SHAPE = """\
warning[missing-bearer] (likely, declared): A norm binds someone.
 --> bill.yaml
  = norm: s4
  = explain: rightsnet explain missing-bearer
"""
SUMMARY = (
    "1 error, 0 warnings, 0 notes (and 1 declared) in 3 norms of 1 file, "
    "checked against 412 norms of 47 instruments "
    "as of 2027-04-01 in GBR; of 1236 pairs of norms 40 met (kept apart: 900 by bearer, 200 by place).\n"
)


def test_findings_stand_apart_and_the_summary_ends_the_report(report: Report) -> None:
    assert render(report) == f"{CONFLICT}\n{SHAPE}\n{SUMMARY}{ADVICE}\n"


def test_a_report_without_findings_says_so(silent: Report) -> None:
    assert render(silent) == f"No findings.\n\n0 errors, 0 warnings, 0 notes in 1 norm of 2 files.\n{ADVICE}\n"


def test_colours_add_nothing_but_colours(report: Report) -> None:
    coloured = render(report, colour=True)
    assert coloured.startswith("\x1b[1;31merror[void-permission]\x1b[0m: “s4”")
    assert "\x1b[34m7\x1b[0m \x1b[34m|\x1b[0m     action: HackDevice   # from afar\n" in coloured
    assert "\x1b[1;31m^^^^^^^^^^\x1b[0m\n" in coloured
    for code in ("\x1b[1;31m", "\x1b[1;33m", "\x1b[34m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == render(report)


def test_two_norms_of_the_author_are_both_named(conflict: Finding) -> None:
    other = NormReference("https://example.org/bill#s9", "s9", "Bill s 9", "right", "No hacking.")
    bare = replace(conflict, reasons={}, because="", help="", provisions=(), rights=())
    finding = replace(bare, norms=(conflict.norms[0], other))
    assert _of(finding).splitlines()[3:] == [
        "  = left norm: s4",
        "  = right norm: Bill s 9 — No hacking.",
        "  = why: act: the act of s4 lies within that of Bill s 9",
        "  = explain: rightsnet explain void-permission",
    ]


def test_a_finding_without_a_place_in_a_file_still_names_its_norm(shape: Finding) -> None:
    assert _of(replace(shape, location=None)).splitlines() == [
        "warning[missing-bearer] (likely, declared): A norm binds someone.",
        "  = norm: s4",
        "  = explain: rightsnet explain missing-bearer",
    ]


def test_no_iri_is_shown_where_a_name_can_stand(shape: Finding) -> None:
    unnamed = NormReference("https://example.org/bill#s4", "", "", "")
    assert "  = norm: s4\n" in _of(replace(shape, location=None, norms=(unnamed,)))


def test_line_numbers_of_different_lengths_are_aligned(shape: Finding) -> None:
    text = "\n".join(f"a{n}" for n in range(1, 13))
    shown = _of(replace(shape, location=Location("x.yaml", 9, 1)), text)
    assert shown.splitlines()[1:9] == [
        "  --> x.yaml:9:1",
        "   |",
        " 7 | a7",
        " 8 | a8",
        " 9 | a9",
        "   | ^^",
        "10 | a10",
        "11 | a11",
    ]


def test_what_a_file_says_cannot_drive_the_terminal(shape: Finding) -> None:
    finding = replace(shape, message="A \x1b[2J norm", location=Location("x.yaml", 1, 8))
    assert _of(finding, "\taction: \x1b]0;owned\x07").splitlines()[:4] == [
        "warning[missing-bearer] (likely, declared): A �[2J norm",
        " --> x.yaml:1:8",
        "  |",
        "1 |  action: �]0;owned�",
    ]


def test_why_a_finding_is_suppressed_is_said(shape: Finding) -> None:
    suppressed = replace(shape, location=None, status=Status.SUPPRESSED, reason="The bearer is named in s 2.")
    assert _of(suppressed).splitlines()[:2] == [
        "warning[missing-bearer] (likely, suppressed): A norm binds someone.",
        "  = suppressed: The bearer is named in s 2.",
    ]


def test_a_long_report_ends_with_its_numbers(conflict: Finding) -> None:
    notes = (
        replace(conflict, rule="narrowed-duty", severity=Severity.NOTE, rights=(), key=(str(n),)) for n in range(MANY)
    )
    few = Report(checked=Checked(files=("x.yaml",), norms=1), findings=(conflict, *notes)[: MANY - 1])
    assert "by right" not in render(few)
    many = replace(few, findings=(*few.findings, replace(conflict, rights=("Privacy",), key=("more",))))
    assert render(many).split("\n\n")[-3:-1] == [
        "by right                 errors  warnings     notes\n"
        "Privacy                       2         0         0\n"
        "Freedom of expression         1         0         0",
        "by rule            errors  warnings     notes\n"
        "void-permission         2         0         0\n"
        "narrowed-duty           0         0        18",
    ]


def _of(finding: Finding, text: str = "") -> str:
    """Return the block of one finding."""
    report = Report(checked=Checked(files=("x.yaml",), norms=1), findings=(finding,), sources={"x.yaml": text})
    return render(report).split("\n\n")[0] + "\n"
