"""What the rules and shapes that found something are about, for reports that carry their texts."""

from __future__ import annotations

from collections.abc import Iterable

from rightsnet.model.finding import Finding
from rightsnet.rdf.shapes import shape_notes
from rightsnet.report.result import RuleNote
from rightsnet.rules import collect


def described(findings: Iterable[Finding]) -> dict[str, RuleNote]:
    """Return what each rule and shape that found something is about, by name.

    >>> described([])
    {}
    """
    found = sorted({finding.rule for finding in findings})
    rules, shapes = {rule.name(): rule for rule in collect()}, shape_notes()
    notes = {}
    for name in found:
        if name in rules:
            rule = rules[name]
            notes[name] = RuleNote(
                name=name, family=rule.family, severity=rule.severity, title=rule.title(), sections=rule.sections()
            )
        elif name in shapes:
            shape = shapes[name]
            why = {"Why it matters": shape.why} if shape.why else {}
            notes[name] = RuleNote(
                name=name, family="shape", severity=shape.severity, title=shape.message, sections=why
            )
    return notes
