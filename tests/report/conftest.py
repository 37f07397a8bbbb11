"""Hand-made findings and reports."""

from datetime import date

import pytest

from rightsnet.errors import Location
from rightsnet.model.finding import Certainty, Finding, NormReference, Severity, Status
from rightsnet.model.norm import Provision
from rightsnet.report.result import Checked, Counts, Report

BILL = """\
proposal: Safer Streams Bill
id: https://example.org/bill
norms:
  - id: s4
    modality: power
    bearer: LawEnforcementAuthority
    action: HackDevice   # from afar
    place: DEU
"""
ID = "https://w3id.org/rightsnet/id/"


@pytest.fixture
def conflict() -> Finding:
    return Finding(
        rule="void-permission",
        family="conflict",
        severity=Severity.ERROR,
        message="“s4” permits a law enforcement authority to hack device, which ICCPR art. 17(1) forbids: the "
        "permission is void.",
        help="Drop the permission, confine it to what the prohibition leaves open, or declare the exception "
        "(`exception_to`) if the other norm lets you make one.",
        norms=(
            NormReference("https://example.org/bill#s4", "s4", "", "left"),
            NormReference(
                f"{ID}iccpr-17-1-ban",
                "no arbitrary surveillance",
                "ICCPR art. 17(1)",
                "right",
                "No State surveils people arbitrarily.",
                f"{ID}iccpr",
            ),
        ),
        location=Location("bill.yaml", 7, 13),
        rights=("Privacy", "FreedomOfExpression"),
        provisions=(Provision(f"{ID}iccpr-17-1", "ICCPR art. 17(1)"), Provision(f"{ID}iccpr-2-1", "ICCPR art. 2(1)")),
        relations={"bearer": "WITHIN", "place": "WITHIN", "validity": "OVERLAPS", "act": "WITHIN"},
        reasons={
            "bearer": "law enforcement authority is a kind of State organ, which is a kind of State",
            "place": "Germany lies in the parties to the ICCPR",
        },
        witness={"bearer": "law enforcement authority", "from": "2027-04-01"},
        premises=("rn:HackDevice rdfs:subClassOf rn:SurveillanceAct",),
        because="ICCPR art. 17(1) is mandatory",
    )


@pytest.fixture
def shape() -> Finding:
    return Finding(
        rule="missing-bearer",
        family="shape",
        severity=Severity.WARNING,
        message="A norm binds someone.",
        certainty=Certainty.LIKELY,
        status=Status.DECLARED,
        norms=(NormReference("https://example.org/bill#s4", "s4", "", "left"),),
        location=Location("bill.yaml"),
    )


@pytest.fixture
def report(conflict: Finding, shape: Finding) -> Report:
    return Report(
        checked=Checked(
            files=("bill.yaml",),
            norms=3,
            against_norms=412,
            against_instruments=47,
            at=date(2027, 4, 1),
            place="GBR",
        ),
        findings=(conflict, shape),
        funnel=Counts(1236, 40, {"bearer": 900, "place": 200}),
        sources={"bill.yaml": BILL},
    )


@pytest.fixture
def silent() -> Report:
    return Report(checked=Checked(files=("bill.yaml", "other.yaml"), norms=1))
