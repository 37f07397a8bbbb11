"""Files of norms: finding, reading and writing them, in whatever format they are."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile

from rdflib import OWL, XSD, Graph, Literal

from rightsnet.errors import InputError, Location
from rightsnet.rdf.formats import jsonld, jsonld_writer, turtle, turtle_writer, yaml_norms, yaml_writer
from rightsnet.rdf.formats.source import Source
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.spelling import alternatives
from rightsnet.rdf.vocabulary import Vocabulary

FORMATS: Mapping[str, tuple[str, ...]] = {
    "yaml": (".yaml", ".yml"),
    "json": (".json",),
    "turtle": (".ttl",),
    "jsonld": (".jsonld",),
}
"""The formats of norms, each with the endings of its files; ``json`` is the authoring format written as JSON."""

_MEGABYTE = 1_000_000
_LARGEST = {"yaml": 10 * _MEGABYTE, "json": 10 * _MEGABYTE, "jsonld": 10 * _MEGABYTE, "turtle": 100 * _MEGABYTE}
_OURS = "https://w3id.org/rightsnet/"
_JSON_LD = re.compile(r'\s*[\[{]\s*\{?\s*"@(context|graph|id|type)"')


def find(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files of norms that the paths name: files as they are, folders with all that is below them.

    Hidden files and folders and files called README are left out; ``-`` is standard input.

    Raises:
        InputError: if a path does not exist, or a folder holds no file of norms.

    >>> find(["-"])
    [PosixPath('-')]
    >>> find(["no-such-folder"])
    Traceback (most recent call last):
    rightsnet.errors.InputError: There is no file or folder “no-such-folder”.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            below = sorted(_below(path))
            if not below:
                endings = alternatives(ending for endings in FORMATS.values() for ending in endings)
                raise InputError(f"The folder “{path}” holds no file of norms.", help=f"They end in {endings}.")
            found.update(dict.fromkeys(below))
        elif str(path) == "-" or path.exists():
            found[path] = None
        else:
            raise InputError(f"There is no file or folder “{path}”.")
    return list(found)


def format_of(name: str | Path) -> str:
    """Return the format that the ending of a file name stands for.

    >>> format_of("bill.yml"), format_of("law.TTL")
    ('yaml', 'turtle')
    >>> format_of("bill.docx")
    Traceback (most recent call last):
    rightsnet.errors.InputError: bill.docx: No format of norms ends in “.docx”. Use .yaml, .yml, .json, .ttl or .jsonld.
    """
    ending = PurePath(name).suffix.lower()
    for format, endings in FORMATS.items():
        if ending in endings:
            return format
    known = alternatives(each for endings in FORMATS.values() for each in endings)
    what = f"No format of norms ends in “{ending}”." if ending else "A file name needs an ending."
    raise InputError(what, Location(str(name)), help=f"Use {known}.")


def read(
    path: str | Path, vocabulary: Vocabulary, *, stdin_name: str | None = None, format: str | None = None
) -> LocatedGraph:
    """Read a file of norms.

    Args:
        path: the file, or ``-`` for standard input.
        vocabulary: the terms that the file may use.
        stdin_name: the name that standard input goes by; its ending gives the format, which is YAML without one.
        format: a key of `FORMATS`, if the ending does not tell.

    Raises:
        InputError: for a file that cannot be read or does not say what it should, with the location.

    >>> from rightsnet.rdf.facts import Facts
    >>> read("no-such-bill.yaml", Vocabulary(Facts()))
    Traceback (most recent call last):
    rightsnet.errors.InputError: no-such-bill.yaml: There is no such file.
    """
    if str(path) == "-":
        name = stdin_name or "<stdin>"
        format = format or (format_of(stdin_name) if stdin_name else "yaml")
    else:
        name = str(path)
        format = format or format_of(path)
    limit = _limit(format)
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(limit + 1)
    except FileNotFoundError:
        raise InputError("There is no such file.", Location(name)) from None
    except IsADirectoryError:
        raise InputError("This is a folder, not a file.", Location(name)) from None
    except OSError as error:
        raise InputError(f"The file cannot be read: {error.strerror}.", Location(name)) from None
    if len(data) > limit:
        help = "Write a body of norms of that size as a norm table, in CSV or Parquet."
        raise InputError(f"The file is larger than {limit // _MEGABYTE} MB.", Location(name), help=help)
    return read_text(_decoded(name, data), name, format, vocabulary)


def read_text(text: str, name: str, format: str, vocabulary: Vocabulary) -> LocatedGraph:
    """Read norms from a text.

    Args:
        text: what the file holds.
        name: the name of the file, which messages give.
        format: a key of `FORMATS`.
        vocabulary: the terms that the file may use.

    Raises:
        InputError: if the text does not say what it should, with the location.

    >>> from rightsnet.rdf.facts import Facts
    >>> len(read_text("<urn:a> <urn:b> <urn:c> .", "a.ttl", "turtle", Vocabulary(Facts())).graph)
    1
    >>> read_text("", "a.ttl", "turtle", Vocabulary(Facts()))
    Traceback (most recent call last):
    rightsnet.errors.InputError: a.ttl: The file is empty.
    """
    _limit(format)
    text = text.removeprefix("\ufeff")
    source = Source(name, text)
    if not text.strip():
        raise InputError("The file is empty.", source.whole())
    if format == "turtle":
        located = turtle.read(source)
    elif format == "jsonld" or (format == "json" and _JSON_LD.match(text)):
        located = jsonld.read(source)
    else:
        located = yaml_norms.read(source, vocabulary, json=format == "json")
    _refuse_imports(located)
    return located


def write(graph: Graph | LocatedGraph, format: str) -> str:
    """Return a graph in a format; reading it again gives the same graph.

    Args:
        graph: what to write.
        format: a key of `FORMATS`.

    Raises:
        InputError: naming a triple that the format cannot say.

    >>> write(Graph(), "telegram")
    Traceback (most recent call last):
    rightsnet.errors.InputError: “telegram” is not a format of norms. Use yaml, json, turtle or jsonld.
    """
    _limit(format)
    plain = _with_plain_strings(graph.graph if isinstance(graph, LocatedGraph) else graph)
    if format == "turtle":
        return turtle_writer.write(plain)
    return jsonld_writer.write(plain) if format == "jsonld" else yaml_writer.write(plain, json=format == "json")


def replace(path: Path, text: str) -> None:
    """Put a text into a file, all of it or, if that fails, nothing.

    Raises:
        InputError: if the file cannot be written.

    >>> replace(Path("no-such-folder/bill.ttl"), "")
    Traceback (most recent call last):
    rightsnet.errors.InputError: no-such-folder/bill.ttl: The file cannot be written: No such file or directory.
    """
    beside: Path | None = None
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            beside = Path(file.name)
            file.write(text)
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise InputError(f"The file cannot be written: {error.strerror}.", Location(str(path))) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _below(folder: Path) -> Iterator[Path]:
    known = {ending for endings in FORMATS.values() for ending in endings}
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if path.suffix.lower() in known and not name.startswith(".") and path.stem.upper() != "README":
                yield path


def _limit(format: str) -> int:
    if format not in FORMATS:
        raise InputError(f"“{format}” is not a format of norms.", help=f"Use {alternatives(FORMATS)}.")
    return _LARGEST[format]


def _decoded(name: str, data: bytes) -> str:
    nul = data.find(b"\0")
    try:
        if nul < 0:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        nul = error.start
    line = data.count(b"\n", 0, nul) + 1
    raise InputError(
        f"The byte 0x{data[nul]:02X} on line {line} is not text in UTF-8.",
        Location(name, line),
        help="Save the file as UTF-8.",
    )


def _refuse_imports(located: LocatedGraph) -> None:
    imports = sorted(located.graph.subject_objects(OWL.imports), key=lambda pair: str(pair[1]))
    for subject, imported in imports:
        if not str(imported).startswith(_OURS):
            raise InputError(
                f"The import of <{imported}> would have to be fetched, and rightsnet fetches nothing.",
                located.locations.get((subject, OWL.imports, imported)),
                help="Name the file on the command line with --ontology.",
            )


def _with_plain_strings(graph: Graph) -> Graph:
    """Return a graph in which no string spells out its datatype, which rdflib would take for another literal."""
    if not any(isinstance(value, Literal) and value.datatype == XSD.string for value in graph.objects()):
        return graph
    plain = Graph()
    for subject, predicate, value in graph:
        is_string = isinstance(value, Literal) and value.datatype == XSD.string
        plain.add((subject, predicate, Literal(str(value)) if is_string else value))
    return plain
