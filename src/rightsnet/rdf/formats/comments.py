"""The comments of a file of norms, and where the things that it describes begin."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML

from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.tree import Entries, Items
from rightsnet.rdf.formats.yaml_tree import parse_yaml

_COMMENT = re.compile(r"#[^\r\n]*")
_SCALAR_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
_TURTLE = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<comment>\#[^\r\n]*)
      | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3} | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*')
      | (?P<iri><[^<>\s]*>)
      | (?P<word>(?:\\.|[^\s<>"'#()\[\]{};,.\\]|\.+(?=[^\s<>"'#()\[\]{};,.]))+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
"""The tokens of Turtle, as coarse as tells comments from what only looks like one, and statements from each other."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, from its ``#`` to the end of its line, and the offset of the ``#``."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Remarks:
    """The comments of a file, and the offsets at which what it describes begins: norms of a list, or statements."""

    comments: tuple[Comment, ...]
    starts: tuple[int, ...]


def of_yaml(source: Source) -> Remarks:
    r"""Return the comments of a YAML file and where the norms of its list begin.

    >>> found = of_yaml(Source("bill.yaml", "norms:\n  - id: s1 # one\n    text: 'no # comment'\n  - id: s2"))
    >>> found.comments, found.starts
    ((Comment(text='# one', offset=18),), (11, 53))
    """
    root = parse_yaml(source)
    norms = root.get("norms") if isinstance(root, Entries) else None
    items = norms.items if isinstance(norms, Items) else ()
    starts = (source.offset(item.location) for item in items)
    return Remarks(tuple(_yaml_comments(source.text)), tuple(sorted(starts)))


def _yaml_comments(text: str) -> Iterator[Comment]:
    """Yield the comments: what begins with ``#`` between two tokens, or after the sign of a block of text."""
    end = 0
    for token in YAML(typ="safe", pure=True).scan(io.StringIO(text)):
        start = token.start_mark.index
        if start > end:
            yield from (Comment(match[0], match.start()) for match in _COMMENT.finditer(text, end, start))
        header = _SCALAR_HEADER.match(text, start, token.end_mark.index)
        if header:
            yield Comment(header[1], header.start(1))
        end = max(end, token.end_mark.index)
    yield from (Comment(match[0], match.start()) for match in _COMMENT.finditer(text, end))


def of_turtle(source: Source) -> Remarks:
    r"""Return the comments of a Turtle file and where its statements begin.

    >>> found = of_turtle(Source("bill.ttl", "<urn:a#b> <urn:c> '# no' . # one\n<urn:d> <urn:e> 1.5 ."))
    >>> found.comments, found.starts
    ((Comment(text='# one', offset=27),), (0, 33))
    """
    comments: list[Comment] = []
    starts: list[int] = []
    depth, begun, directive = 0, False, False
    for match in _TURTLE.finditer(source.text):
        kind, text = match.lastgroup, match[0]
        if kind == "space":
            continue
        if kind == "comment":
            comments.append(Comment(text, match.start()))
            continue
        if not begun:
            begun = True
            starts.append(match.start())
            # In the manner of SPARQL, these two end with an IRI and without a dot.
            directive = text.lower() in ("prefix", "base")
        elif directive and kind == "iri":
            begun = False
        depth += (text in "[(") - (text in "])") if kind == "sign" else 0
        if text == "." and depth == 0:
            begun = False
    return Remarks(tuple(comments), tuple(starts))
