"""Findings as JUnit XML, which every build server shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from rightsnet.model.finding import Finding, Severity, Status
from rightsnet.report.explanation import asides, rows
from rightsnet.report.result import Report
from rightsnet.report.summary import summary

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""


def render(report: Report) -> str:
    """Return one test suite for each file and one test case for each finding.

    JUnit knows only passed, failed and skipped. An open error has failed; an open warning or note has passed, since
    it fails no run by default, and says what it is in its output; what is not open is skipped. Severity, certainty,
    status and fingerprint are properties of the case, so that nothing is lost. A file without a finding has one case
    that passes. Findings without a file are in a suite that bears the name of the tool.
    """
    found: dict[str, list[Finding]] = {file: [] for file in report.checked.files}
    for finding in report.findings:
        found.setdefault(_file(finding), []).append(finding)
    suites = Xml.Element("testsuites", name="rightsnet")
    suites.extend(_suite(file, findings) for file, findings in found.items())
    for key in ("tests", "failures", "errors", "skipped"):
        suites.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    Xml.indent(suites)
    suites.append(Xml.Comment(_legal(summary(report)).replace("--", "- -")))
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{Xml.tostring(suites, encoding='unicode')}\n"


def _file(finding: Finding) -> str:
    return finding.location.file if finding.location else "rightsnet"


def _suite(file: str, findings: Iterable[Finding]) -> Xml.Element:
    suite = Xml.Element("testsuite", name=_legal(file))
    for finding in findings:
        suite.append(_case(file, finding))
    if not len(suite):
        Xml.SubElement(suite, "testcase", classname=_legal(file), name="no findings", file=_legal(file))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite


def _case(file: str, finding: Finding) -> Xml.Element:
    place = finding.location
    where = f":{place.line}" if place and place.line else ""
    case = Xml.Element("testcase", classname=_legal(file), name=_legal(f"{finding.rule}{where} {finding.fingerprint}"))
    case.set("file", _legal(file))
    if place and place.line:
        case.set("line", str(place.line))
    properties = Xml.SubElement(case, "properties")
    for key in ("rule", "family", "fingerprint"):
        Xml.SubElement(properties, "property", name=key, value=_legal(getattr(finding, key)))
    for key in ("severity", "certainty", "status"):
        Xml.SubElement(properties, "property", name=key, value=getattr(finding, key).value)
    if finding.status is not Status.OPEN:
        Xml.SubElement(case, "skipped", message=_legal(": ".join(filter(None, (finding.status.value, finding.reason)))))
    elif finding.severity is Severity.ERROR:
        failure = Xml.SubElement(case, "failure", type=_legal(finding.rule), message=_legal(finding.message))
        failure.text = _legal(_whole(finding))
        return case
    Xml.SubElement(case, "system-out").text = _legal(_whole(finding))
    return case


def _whole(finding: Finding) -> str:
    aside = f" ({', '.join(asides(finding))})" if asides(finding) else ""
    where = f"{finding.location}: " if finding.location else ""
    lines = [f"{where}{finding.severity.value}[{finding.rule}]{aside} {finding.message}"]
    lines.extend(f"{title}: {line}" for title, several in rows(finding) for line in several)
    return "\n".join(lines)


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
