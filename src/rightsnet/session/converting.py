"""Norms written in another format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rightsnet.rdf import files
from rightsnet.session.shipped import vocabulary


def convert(
    source: str,
    target: str,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    ontology: Sequence[str | Path] = (),
) -> str | None:
    """Write a file of norms in another format; return the text instead if the target is ``-``.

    The target is written beside its place and then renamed, so that a failure leaves nothing half-written.
    """
    read = files.read(source, vocabulary(tuple(ontology)), format=from_format)
    text = files.write(read, to_format or files.format_of(target))
    if target == "-":
        return text
    files.replace(Path(target), text)
    return None
