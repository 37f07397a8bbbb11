"""The concise report, to the letter."""

from dataclasses import replace

from rightsnet.model.finding import Finding
from rightsnet.report.concise import render
from rightsnet.report.result import Checked, Report


def test_each_finding_is_one_line(report: Report) -> None:
    assert render(report) == (
        "bill.yaml:7:13: error[void-permission] “s4” permits a law enforcement authority to hack device, which ICCPR "
        "art. 17(1) forbids: the permission is void. (ICCPR art. 17(1))\n"
        "bill.yaml: warning[missing-bearer] A norm binds someone. (likely; declared)\n"
        "1 error, 0 warnings, 0 notes (and 1 declared) in 3 norms of 1 file, "
        "checked against 412 norms of 47 instruments as of "
        "2027-04-01 in GBR; of 1236 pairs of norms 40 met (kept apart: 900 by bearer, 200 by place).\n"
    )


def test_without_findings_only_the_summary_is_left(silent: Report) -> None:
    assert render(silent) == "0 errors, 0 warnings, 0 notes in 1 norm of 2 files.\n"


def test_a_finding_on_one_norm_cites_what_demands_it(conflict: Finding) -> None:
    finding = replace(conflict, norms=conflict.norms[:1], location=None, message="Two\nlines.")
    report = Report(checked=Checked(files=(), norms=1), findings=(finding,))
    first, *_ = render(report).splitlines()
    assert first == "error[void-permission] Two lines. (ICCPR art. 17(1), ICCPR art. 2(1))"
