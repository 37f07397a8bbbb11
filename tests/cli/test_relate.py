"""The command `relate`: two norms, axis by axis."""

from __future__ import annotations

import json

from cli.running import Command
from rightsnet.resources import folder

SCAN, BAN = f"{folder('examples')}/takedown-24-hours/proposal.yaml#s5", "law#dsa-20-1-complaints"


def test_every_axis_is_shown_with_its_relation_and_reason(command: Command) -> None:
    found = command("relate", SCAN, BAN)
    lines = found.out.splitlines()
    assert found.status == 0
    assert lines[:2] == ["left:  “s5” (s 4(2))", "right: DSA art. 20(1)"]
    assert [line.split()[0] for line in lines[3:] if line and not line.startswith(" ")][:10] == [
        "bearer",
        "place",
        "validity",
        "circumstance",
        "conditions",
        "action",
        "object",
        "counterparty",
        "window",
        "limits",
    ]
    assert lines[-2:] == ["scope: OVERLAPS; act: CONTAINS", "The norms meet from 2027-01-01 (certain)."]


def test_json_holds_the_same_relations(command: Command) -> None:
    found = json.loads(command("relate", SCAN, BAN, "--format", "json").out)
    assert {axis["axis"]: axis["relation"] for axis in found["axes"]} == {
        "bearer": "WITHIN",
        "place": "WITHIN",
        "validity": "WITHIN",
        "circumstance": "CONTAINS",
        "conditions": "EQUAL",
        "action": "EQUAL",
        "object": "CONTAINS",
        "counterparty": "CONTAINS",
        "window": "CONTAINS",
        "limits": "EQUAL",
    }
    assert (found["scope"], found["act"], found["meet"], found["certainty"]) == (
        "OVERLAPS",
        "CONTAINS",
        True,
        "certain",
    )


def test_a_norm_that_is_not_there_is_answered_with_the_nearest_ids(command: Command) -> None:
    found = command("relate", SCAN, "law#dsa-20-1-complaint")
    assert found.status == 2
    assert found.err.startswith("error: There is no norm “dsa-20-1-complaint” in law. Did you mean dsa-20-1-complaints")


def test_a_name_without_an_id_is_refused(command: Command) -> None:
    found = command("relate", "bill.yaml", BAN)
    assert found.status == 2
    assert found.err == "error: “bill.yaml” names no norm. Write FILE#ID, such as bill.yaml#s4 or law#dsa-8-states.\n"
