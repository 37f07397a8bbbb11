"""How two norms relate, as a table to read and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from rightsnet.model.related import Related

WIDTH = 100


def as_json(found: Related) -> str:
    """Return the relation as one JSON object."""
    document = {
        "left": found.left,
        "right": found.right,
        "axes": [
            {
                "axis": axis.axis,
                "left": axis.left,
                "right": axis.right,
                "relation": axis.relation.upper(),
                "witness": axis.witness or None,
                "reason": axis.reason or None,
                "premises": list(axis.premises),
            }
            for axis in found.axes
        ],
        "scope": found.scope.upper(),
        "act": found.act.upper(),
        "meet": found.meet,
        "periods": [list(period) for period in found.periods],
        "certainty": found.certainty,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_text(found: Related) -> str:
    """Return the relation as a table, and the conclusion in words."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Related) -> Iterator[str]:
    yield f"left:  {found.left}"
    yield f"right: {found.right}"
    yield ""
    widest = max(len(axis.axis) for axis in found.axes)
    for axis in found.axes:
        start = f"{axis.axis:<{widest}}  {axis.relation.upper():<8}  "
        words = axis.reason or f"{axis.left} / {axis.right}"
        if axis.witness:
            words += f" (in common: {axis.witness})"
        yield textwrap.fill(words, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
    yield ""
    yield f"scope: {found.scope.upper()}; act: {found.act.upper()}"
    if not found.meet:
        yield f"The norms never meet: {found.apart_by} keeps them apart."
        return
    when = "; ".join(" ".join(part for part in period if part) for period in found.periods)
    yield f"The norms meet {when or 'at all times'} ({found.certainty})."
