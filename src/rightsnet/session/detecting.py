"""Conflicts in a body of norms of any size, set at a time, written to a folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rightsnet.errors import InputError, Location
from rightsnet.model.rule import PairRule, Via
from rightsnet.rdf import files
from rightsnet.rdf.tables import check_table
from rightsnet.rules import collect
from rightsnet.session import shipped
from rightsnet.session.corpus import merged
from rightsnet.session.selecting import wanted


def detect(
    table: str | Path,
    out: str | Path,
    *,
    further: str | Path | None = None,
    ontology: Sequence[str | Path] = (),
    select: Collection[str] = (),
    possible: bool = False,
    progress: Callable[[str], None] | None = None,
) -> dict[str, int]:
    """Find the conflicts in a body of norms of any size, set at a time, and write them to a folder.

    The rules are those on acts as they stand. ``signatures.parquet`` holds the kinds of norms, ``conflicts.parquet`` which
    of them conflict and how many pairs of norms that is, ``pairs.parquet`` the pairs themselves.

    Args:
        table: a norm table in CSV or Parquet, or norms in N-Triples; ``further`` is the table of measured bounds.
        progress: takes a sentence at the beginning of each stage.

    Returns:
        rule → the exact number of pairs of norms.

    Raises:
        UsageError: for a rule that cannot be looked for in a table.
        InputError: for a fault of the table with its row, and for a folder that cannot be written.
    """
    from rightsnet.engine import bulk
    from rightsnet.rdf.bulk_triples import table_from_triples

    words = shipped.vocabulary(tuple(ontology))
    extra = merged(files.read(path, shipped.vocabulary()) for path in ontology)
    known = [rule for rule in collect() if issubclass(rule, PairRule) and rule.via is Via.ACT and rule.left is not None]
    names = wanted(select, ())
    rules = [rule for rule in collect() if issubclass(rule, PairRule) and rule.name() in names] if select else known
    folder_out = Path(out)
    try:
        beside = TemporaryDirectory(prefix=".rightsnet-", dir=folder_out.parent)
    except OSError as error:
        raise InputError(f"The folder cannot be used: {error.strerror}.", Location(str(folder_out.parent))) from None
    with beside as workspace:
        source, bounds = Path(table), None if further is None else Path(further)
        if source.suffix.lower() == ".nt":
            source, bounds = table_from_triples(source, Path(workspace))
        checked = check_table(source, words, bounds)
        with bulk.detect(
            checked,
            shipped.knowledge([extra]),
            rules,
            Path(workspace),
            possible=possible,
            progress=progress or (lambda _: None),
        ) as found:
            found.write(folder_out)
            found.expand(folder_out / "pairs.parquet")
            return {rule: count.norms for rule, count in sorted(found.counts.items())}
