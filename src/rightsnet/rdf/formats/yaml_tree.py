"""YAML 1.2 as a tree, and what is wrong with it in the words of someone who never wrote a parser."""

from __future__ import annotations

import io
import re

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode
from ruamel.yaml.reader import ReaderError

from rightsnet.errors import InputError, Location
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.tree import DEEPEST, Distinct, Entries, Items, Scalar, Value, too_deep

_TAG = "tag:yaml.org,2002:"
_MOST_VALUES = 2_000_000
"""Aliases of aliases can make a small file stand for billions of values; no proposal comes near this many."""


def parse_yaml(source: Source) -> Value:
    r"""Return the tree of a YAML 1.2 file.

    Raises:
        InputError: if it is not YAML, or a mapping has the same key twice.

    >>> parse_yaml(Source("bill.yaml", "place: NO")).get("place").location.column
    8
    >>> parse_yaml(Source("bill.yaml", "place: NO\nplace: SE"))
    Traceback (most recent call last):
    rightsnet.errors.InputError: bill.yaml:2:1: The key “place” is given twice, first on line 1. Keep one of the two.
    """
    return _Composer(source).tree(source.text)


class _Composer:
    """Turns the nodes of ruamel.yaml into ours."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._count = 0

    def tree(self, text: str) -> Value:
        try:
            root = YAML(typ="rt", pure=True).compose(io.StringIO(text))
        except ReaderError as error:
            raise InputError(
                f"The character U+{error.character:04X} may not stand in a YAML file.", self._source.at(error.position)
            ) from None
        except MarkedYAMLError as error:
            raise self._explained(error) from None
        except RecursionError:
            raise too_deep(self._source.whole()) from None
        except YAMLError as error:
            reason = str(error).splitlines()[0]
            raise InputError(f"This is not YAML: {reason}.", self._source.whole()) from None
        if root is None:
            raise InputError("The file holds nothing but comments.", self._source.whole())
        return self._value(root, 0)

    def _value(self, node: YamlNode, depth: int) -> Value:
        location = self._source.at(node.start_mark.index)
        self._count += 1
        if self._count > _MOST_VALUES:
            raise InputError("The aliases of this file stand for too many values.", location)
        if depth > DEEPEST:
            raise too_deep(location)
        if isinstance(node, ScalarNode):
            return self._scalar(node, location)
        if isinstance(node, SequenceNode):
            return Items(tuple(self._value(item, depth + 1) for item in node.value), location)
        assert isinstance(node, MappingNode)
        entries = Distinct()
        for key_node, value_node in node.value:
            key = self._value(key_node, depth + 1)
            if not isinstance(key, Scalar):
                raise InputError("A key must be a word, not a list or a mapping.", key.location)
            entries.add(key, self._value(value_node, depth + 1))
        return Entries(tuple(entries), location)

    def _scalar(self, node: ScalarNode, location: Location) -> Scalar:
        tag = str(node.tag)
        kind = tag.removeprefix(_TAG)
        if not tag.startswith(_TAG):
            raise InputError(f"The tag “{tag}” means nothing here.", location, help="Leave it out.")
        text = str(node.value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return Scalar(text, {"timestamp": "date", "merge": "str"}.get(kind, kind), location)

    def _explained(self, error: MarkedYAMLError) -> InputError:
        """Return the parser's complaint in the words of someone who never wrote a parser."""
        problem, context = error.problem or "", error.context or ""
        mark, opened = error.problem_mark or error.context_mark, error.context_mark
        location = self._source.at(mark.index) if mark else self._source.whole()
        since = f" on line {self._source.at(opened.index).line}" if opened else ""
        for pattern, message, help in _EXPLANATIONS:
            match = re.search(pattern, f"{context}|{problem}")
            if match:
                return InputError(message.format(*match.groups(), since=since), location, help=help)
        return InputError(f"This is not YAML: {problem}.", location)


_EXPLANATIONS = (
    (r"character '\\t'", "A tab stands where YAML allows only spaces.", "Replace it with spaces."),
    (r"character '(.)' that cannot", "A value cannot begin with “{0}”.", "Put the value in quotation marks."),
    (
        r"mapping values are not allowed",
        "A colon stands where no key can be.",
        "Put a value that contains a colon in quotation marks, or check the indentation.",
    ),
    (r"sequence entries are not", "A list cannot begin on the line of its key.", "Begin it on the next line."),
    (
        r"quoted scalar\|found unexpected (end|document)",
        "The quotation mark opened{since} is never closed.",
        "Close it, or double it if it is part of the text.",
    ),
    (
        r"flow sequence\|",
        "The list opened with “[”{since} goes wrong here.",
        "Put a comma between values and “]” at the end.",
    ),
    (
        r"flow mapping\|",
        "The mapping opened with “{{”{since} goes wrong here.",
        "Put a comma between keys and “}” at the end.",
    ),
    (r"undefined alias '(.*)'", "“*{0}” refers to an anchor that this file does not define.", ""),
    (r"escape character '(.*)'", "“\\{0}” is not an escape that YAML knows.", "Write “\\\\” for a backslash."),
    (r"single document", "A second document begins here; a file holds one.", "Put it in a file of its own."),
    (r"could not find expected ':'", "The line before this has no colon after its key.", "Write “key: value”."),
    (
        r"block mapping\|expected <block end>, but found '<scalar>'",
        "Something follows the end of a value.",
        "Put the whole value in quotation marks.",
    ),
    (r"expected <block end>", "The indentation is broken here.", "Let the keys of one mapping begin in one column."),
    (r"expected the node content", "A value is missing here.", ""),
    (r"expected alphabetic or numeric", "A name must follow “&” or “*”.", "Put the value in quotation marks."),
    (
        r"expected (chomping|a comment)",
        "A text that begins with “|” or “>” starts on the next line.",
        "Put the value in quotation marks if the sign is part of it.",
    ),
    (r"expected '<document start>'", "What stands here belongs to no key.", "Check the indentation."),
    (r"mapping keys are not", "A question mark stands where no key can be.", "Put the value in quotation marks."),
    (r"incompatible YAML", "This version of YAML is not supported.", "Leave the “%YAML” line out."),
)
"""Patterns of ruamel.yaml's messages, what to say instead, and what to do."""
