"""A comparison as JSON, whose keys and their order are a promise to programs."""

from __future__ import annotations

import json
from typing import Any

from rightsnet._version import __version__
from rightsnet.errors import Location
from rightsnet.model.revision import Cause, CoverageChange, Edit, FindingChange, NormChange, TermChange
from rightsnet.report.comparison import Comparison
from rightsnet.report.json_format import record
from rightsnet.report.result import Checked

VERSION = 1
"""Raised when a key changes its meaning or goes; a new key does not raise it."""


def render(comparison: Comparison) -> str:
    """Return the comparison as one JSON object.

    ``edits`` holds every edit once; the ``edits`` of a norm and the ``sets`` of a cause name edits by their place in it,
    counted from 0. A ``change`` is added, removed, changed or kept. What is gone stands as the old version has it;
    otherwise ``finding``, ``id``, ``name`` and ``location`` are those of the new version, and ``old_finding``, ``old_id``,
    ``old_name`` and ``old_location`` those of the old one. Each of the ``sets`` accounts for the finding by itself;
    ``complete`` is false if there may be others. ``checks`` is how many altered texts were checked to find them.
    """
    numbers = {edit: number for number, edit in enumerate(comparison.edits)}
    document = {
        "version": VERSION,
        "tool": {"name": "rightsnet", "version": __version__},
        "old": _checked(comparison.old),
        "new": _checked(comparison.new),
        "edits": [_edit(edit) for edit in comparison.edits],
        "norms": [_norm(norm, numbers) for norm in comparison.norms],
        "findings": [_finding(found, numbers) for found in comparison.findings],
        "coverage": [_covered(covered) for covered in comparison.coverage],
        "terms": [_term(term) for term in comparison.terms],
        "summary": comparison.summary,
        "checks": comparison.checks,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _checked(checked: Checked) -> dict[str, Any]:
    return {
        "files": list(checked.files),
        "norms": checked.norms,
        "against": {"norms": checked.against_norms, "instruments": checked.against_instruments},
        "at": checked.at.isoformat() if checked.at else None,
        "place": checked.place or None,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "kind": edit.kind.value,
        "change": edit.change.value,
        "subjects": list(edit.subjects),
        "names": list(edit.names),
        "key": edit.key or None,
        "old": edit.old or None,
        "new": edit.new or None,
        "old_location": _place(edit.was),
        "location": _place(edit.at),
    }


def _norm(norm: NormChange, numbers: dict[Edit, int]) -> dict[str, Any]:
    return {
        "change": norm.change.value,
        "id": norm.id,
        "name": norm.name,
        "old_id": norm.before or None,
        "old_name": norm.old_name or None,
        "old_location": _place(norm.old),
        "location": _place(norm.new),
        "edits": [numbers[edit] for edit in norm.edits],
        "strictness": norm.strictness.value if norm.strictness else None,
        "effects": [
            {"axis": effect.axis, "relation": effect.relation.upper() or None, "sentence": effect.sentence}
            for effect in norm.effects
        ],
    }


def _finding(found: FindingChange, numbers: dict[Edit, int]) -> dict[str, Any]:
    return {
        "change": found.change.value,
        "finding": record(found.finding),
        "old_finding": record(found.before) if found.before else None,
        "differences": [{"what": what, "old": was, "new": now} for what, was, now in found.differences],
        "cause": _cause(found.cause, numbers) if found.cause else None,
    }


def _cause(cause: Cause, numbers: dict[Edit, int]) -> dict[str, Any]:
    return {
        "sets": [[numbers[edit] for edit in each] for each in cause.sets],
        "complete": cause.complete,
        "note": cause.note or None,
    }


def _covered(covered: CoverageChange) -> dict[str, Any]:
    return {
        "kind": covered.kind,
        "name": covered.name,
        "change": covered.change.value,
        "old": list(covered.old),
        "new": list(covered.new),
    }


def _term(term: TermChange) -> dict[str, Any]:
    return {
        "change": term.change.value,
        "id": term.id or None,
        "name": term.name,
        "key": term.key or None,
        "old": term.old or None,
        "new": term.new or None,
        "old_location": _place(term.was),
        "location": _place(term.at),
    }


def _place(place: Location | None) -> dict[str, Any] | None:
    return {"file": place.file, "line": place.line, "column": place.column} if place else None
