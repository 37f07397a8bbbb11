"""Comments by which an author says that a finding is known and why it stays: ``# rightsnet: ignore RULE -- reason``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from rdflib import RDF, BNode, URIRef
from rdflib.term import Node

from rightsnet.errors import Location
from rightsnet.model.names import rn
from rightsnet.rdf.formats import comments
from rightsnet.rdf.formats.comments import Comment, Remarks
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.reading import SURFACE_CLASSES

_SUPPRESSION = re.compile(r"#+\s*rightsnet:\s*ignore\b(?P<rules>.*?)(?:(?:\s--|\s?[–—])(?P<reason>.*))?$")
"""The dashes that word processors make of two hyphens are as good as these."""
_NORMS = URIRef(rn("norms"))
_LINE, _LINE_END = re.compile(r"[^\r\n]*"), re.compile(r"\r\n|\n|\r")
_EMPTY = re.compile(r"\s*(?:-\s*)?(?:#.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One rule that one comment suppresses.

    Args:
        rule: the name as it was written; empty if the comment names none.
        reason: why, in the author's words; without it nothing is suppressed.
        location: where the name of the rule stands.
        line: the line that it is about; 0 if there is none.
        norms: the norms that begin on that line, which it is about as wholes.
        within: the norm in whose lines it stands.
    """

    rule: str
    reason: str
    location: Location
    line: int
    norms: frozenset[str] = frozenset()
    within: str = ""


def suppressions(source: LocatedGraph) -> tuple[Suppression, ...]:
    """Return the suppressions of a file, in its order.

    They stand in the comments of YAML and of Turtle; JSON and JSON-LD have none. A comment that follows something on its
    line is about that line; one on a line of its own is about the next line that is more than a comment. Where a norm
    begins on that line, the whole norm is meant.
    """
    if "rightsnet:" not in source.text:
        return ()
    text = Source(source.file, source.text)
    ending = PurePath(source.file).suffix.lower()
    if ending == ".ttl":
        return tuple(_Reading(source, text, comments.of_turtle(text)).suppressions())
    if ending in (".yaml", ".yml", ""):  # standard input without a name is YAML
        return tuple(_Reading(source, text, comments.of_yaml(text)).suppressions())
    return ()


class _Reading:
    """The comments of one file beside what the file says."""

    def __init__(self, source: LocatedGraph, text: Source, remarks: Remarks) -> None:
        self._text = text
        self._comments = remarks.comments
        self._begin: dict[int, set[str]] = defaultdict(set)
        lines = [text.at(start).line for start in remarks.starts]
        for norm, line in _places(source):
            # A norm begins where its item or statement does, though its name may stand further down.
            before = bisect_right(lines, line)
            first = lines[before - 1] if before and not _nested(norm, source) else line
            self._begin[first].add(f"_:{norm}" if isinstance(norm, BNode) else str(norm))
        self._lines = sorted({*lines, *self._begin})

    def suppressions(self) -> Iterator[Suppression]:
        """Yield one suppression for each rule that a comment names."""
        for comment in self._comments:
            found = _SUPPRESSION.match(comment.text)
            if found is None:
                continue
            line = self._about(comment)
            norms = frozenset(self._begin.get(line, ()))
            rules: list[re.Match[str] | None] = list(re.finditer(r"[^\s,]+", found["rules"]))
            for rule in rules or [None]:
                start = comment.offset + (found.start("rules") + rule.start() if rule else 0)
                yield Suppression(
                    rule=rule[0] if rule else "",
                    reason=(found["reason"] or "").strip(),
                    location=self._text.at(start),
                    line=line,
                    norms=norms,
                    within=self._within(line),
                )

    def _about(self, comment: Comment) -> int:
        """Return the line that a comment is about."""
        at = self._text.at(comment.offset)
        if self._text.text[comment.offset - at.column + 1 : comment.offset].strip():
            return at.line
        position = _end(self._text.text, comment.offset)
        while position < len(self._text.text):
            line = _LINE.match(self._text.text, position)
            if line and line[0] and not _EMPTY.fullmatch(line[0]):
                return self._text.at(position).line
            position = _end(self._text.text, position)
        return 0

    def _within(self, line: int) -> str:
        """Return the norm in whose lines a line stands, if it is one norm's."""
        before = bisect_right(self._lines, line)
        norms = self._begin.get(self._lines[before - 1], set()) if before else set()
        return next(iter(norms)) if len(norms) == 1 else ""


def _places(source: LocatedGraph) -> Iterator[tuple[Node, int]]:
    """Yield each norm with a line at which it stands."""
    graph, kinds = source.graph, {URIRef(kind) for kind in SURFACE_CLASSES}
    typed = {norm for norm, kind in graph.subject_objects(RDF.type) if kind in kinds}
    turtle = PurePath(source.file).suffix.lower() == ".ttl"
    for norm in {*typed, *graph.objects(None, _NORMS)}:
        listed = _lines(source, None, None if _nested(norm, source) else _NORMS, norm)
        stated = _lines(source, norm, RDF.type, None)
        # What a norm inherits from the head of a YAML file stands up there; the list says where the norm itself is.
        lines = (stated or listed) if turtle and not _nested(norm, source) else (listed or stated)
        if lines:
            yield norm, min(lines)


def _nested(norm: Node, source: LocatedGraph) -> bool:
    """Say whether a norm is written, without a name, as the value of something else."""
    return isinstance(norm, BNode) and (None, None, norm) in source.graph


def _lines(source: LocatedGraph, subject: Node | None, predicate: Node | None, value: Node | None) -> list[int]:
    triples = source.graph.triples((subject, predicate, value))
    return [source.locations[triple].line for triple in triples if triple in source.locations]


def _end(text: str, position: int) -> int:
    """Return where the line after that of a position begins."""
    match = _LINE_END.search(text, position)
    return match.end() if match else len(text)
