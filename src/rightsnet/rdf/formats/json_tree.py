"""JSON as a tree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from rightsnet.errors import InputError
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.formats.tree import DEEPEST, Distinct, Entries, Items, Scalar, Value, too_deep

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s,:{}\[\]"]+')


def parse_json(source: Source) -> Value:
    """Return the tree of a JSON file.

    Raises:
        InputError: if it is not JSON, or an object has the same key twice.

    >>> parse_json(Source("bill.json", '{"a": [1, 2}'))
    Traceback (most recent call last):
    rightsnet.errors.InputError: bill.json:1:12: This is not JSON: expecting “,” delimiter.
    """
    try:
        json.loads(source.text, parse_int=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        reason = re.sub(r"'([^']*)'", r"“\1”", error.msg[:1].lower() + error.msg[1:])
        raise InputError(f"This is not JSON: {reason}.", source.at(error.pos)) from None
    except ValueError as error:
        raise InputError(str(error), source.whole()) from None
    except RecursionError:
        raise too_deep(source.whole()) from None
    # Only what is known to be JSON gets here, so finding the tokens is enough to find the places.
    return _json_value(source, _TOKEN.finditer(source.text), None, 0)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON.")


def _json_value(source: Source, tokens: Iterator[re.Match[str]], token: re.Match[str] | None, depth: int) -> Value:
    """Return the value that begins with a token, by default the next one."""
    token = next(tokens) if token is None else token
    text, location = token[0], source.at(token.start())
    if depth > DEEPEST:
        raise too_deep(location)
    if text == "[":
        items = iter(lambda: _unless("]", tokens), None)
        return Items(tuple(_json_value(source, tokens, item, depth + 1) for item in items), location)
    if text == "{":
        entries = Distinct()
        for key in iter(lambda: _unless("}", tokens), None):
            name = Scalar(_unescaped(key[0]), "str", source.at(key.start()))
            entries.add(name, _json_value(source, tokens, None, depth + 1))
        return Entries(tuple(entries), location)
    if text.startswith('"'):
        return Scalar(_unescaped(text), "str", location)
    kind = {"t": "bool", "f": "bool", "n": "null"}.get(text[0], "float" if re.search(r"[.eE]", text) else "int")
    return Scalar(text, kind, location)


def _unless(end: str, tokens: Iterator[re.Match[str]]) -> re.Match[str] | None:
    token = next(tokens)
    return None if token[0] == end else token


def _unescaped(text: str) -> str:
    found: str = json.loads(text) if "\\" in text else text[1:-1]
    # An escape that is half of a pair stands for no character at all.
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\u" in text else found
