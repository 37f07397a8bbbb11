"""The terms an author may use: found by name, label, synonym or code, each with the kind of thing that it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from rightsnet.errors import InputError, Location
from rightsnet.model.names import ID, PREFIXES, RN, local_name, rn
from rightsnet.rdf.facts import RDF_TYPE, Facts, Literal
from rightsnet.rdf.spelling import alternatives, best, did_you_mean, likeness, normal, similarity, words
from rightsnet.resources import folder

CLASSES = {
    "actor": rn("Actor"),
    "action": rn("Action"),
    "object": rn("NormObject"),
    "circumstance": rn("Circumstance"),
    "right": rn("HumanRight"),
    "area": rn("PolicyArea"),
    "aim": rn("Aim"),
    "safeguard": rn("Safeguard"),
    "forum": rn("Forum"),
    "initiative": rn("InitiativeType"),
}
"""The kinds whose terms are classes, each with the class above all of them."""

INDIVIDUALS = {
    "place": rn("Place"),
    "rank": rn("Rank"),
    "status": rn("Status"),
    "measure": rn("Measure"),
    "strength": rn("Strength"),
    "force": rn("Force"),
    "obligation kind": rn("ObligationKind"),
}
"""The kinds whose terms are individuals, each with the class that they, or classes below it, are instances of."""

_LABEL, _SUBCLASS = (PREFIXES["rdfs"] + name for name in ("label", "subClassOf"))
_SYNONYM, _DEFINITION, _NOTATION = (PREFIXES["skos"] + name for name in ("altLabel", "definition", "notation"))
_EQUIVALENT, *_EXPRESSIONS = (PREFIXES["owl"] + name for name in ("equivalentClass", "unionOf", "intersectionOf"))
_CODES = (rn("isoAlpha3"), rn("isoAlpha2"), rn("m49"), _NOTATION)
_CITABLE = (rn("Provision"), rn("Instrument"))
_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(//|[^\s/])[^\s<>\"{}|\\^`\x00-\x20]*")
_LEAST_LIKENESS = 0.52
"""Below this, two names have so little in common that suggesting one for the other would puzzle more than help."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary as it is shown to people."""

    iri: str
    kind: str
    label: str
    synonyms: tuple[str, ...] = ()
    definition: str = ""

    @property
    def name(self) -> str:
        """Return the name to write in a proposal: the local name of our own terms, the IRI of others."""
        return self.iri.removeprefix(RN)


class Vocabulary:
    """The terms of an ontology.

    Args:
        facts: the triples of the shipped ontology, and of the user's own terms if there are any.
        law: the triples of the shipped law, whose provisions an author may cite.

    >>> facts = Facts()
    >>> facts.add(rn("OnlinePlatform"), PREFIXES["rdfs"] + "subClassOf", rn("Actor"))
    >>> Vocabulary(facts).resolve("online platform", "actor")
    'https://w3id.org/rightsnet/ns#OnlinePlatform'
    >>> Vocabulary(facts).resolve("Online Platfrom", "actor")
    Traceback (most recent call last):
    rightsnet.errors.InputError: Unknown actor “Online Platfrom”. Did you mean OnlinePlatform?
    """

    def __init__(self, facts: Facts, law: Facts | None = None) -> None:
        self.facts = facts
        self.law = Facts() if law is None else law
        self._kinds: dict[str, tuple[str, ...]] = {}
        for iri, kind in _kinds(facts):
            # A name can be a class of one kind and an individual of another, such as Safeguard.
            self._kinds[iri] = tuple(dict.fromkeys((*self._kinds.get(iri, ()), kind)))
        self._expressions = {**_expressions(self.law, self._kinds), **_expressions(facts, self._kinds)}

    def kind_of(self, iri: str) -> str | None:
        """Return the kind of a term, a key of `CLASSES` or `INDIVIDUALS`; ``None`` for what is no term.

        A name that is a class of one kind and an individual of another is of the first.

        >>> Vocabulary(Facts()).kind_of(rn("Actor")), Vocabulary(Facts()).kind_of(rn("Norm"))
        ('actor', None)
        """
        return next(iter(self._kinds_of(iri)), None)

    def label(self, iri: str) -> str:
        """Return the English label of anything that has one, else the words of its local name.

        >>> Vocabulary(Facts()).label(rn("OnlinePlatform"))
        'online platform'
        """
        found = self.facts.text(iri, _LABEL) or self.law.text(iri, _LABEL)
        if not found and _is_subdivision(iri):
            found = subdivisions().text(iri, _LABEL)
        return found or words(local_name(iri))

    def term(self, iri: str) -> Term:
        """Return what there is to say about a term.

        Raises:
            InputError: if there is no such term.
        """
        kind = self.kind_of(iri)
        if kind is None:
            raise InputError(f"“{iri}” is not a term of the vocabulary.")
        return Term(iri, kind, self.label(iri), _texts(self.facts, iri, _SYNONYM), self.facts.text(iri, _DEFINITION))

    def resolve(self, text: str, kind: str | tuple[str, ...], location: Location | None = None) -> str:
        """Return the IRI of the term that an author names.

        A name is a local name, a label or a synonym (in any case, with or without spaces, hyphens and underscores),
        a CURIE such as ``rn:State``, an IRI, and for a place also its code in ISO 3166 or UN M49. Our own local names
        win over labels and codes: ``AU`` is the African Union, Australia is ``AUS``.

        Args:
            text: what the author wrote.
            kind: the kind that is wanted, or several of which the first that fits is taken.
            location: where it was written.

        Raises:
            InputError: if there is no such term of that kind, with the nearest terms that there are.
        """
        kinds = (kind,) if isinstance(kind, str) else kind
        iri = expand(text)
        found = [iri] if iri is not None else self._named(text.strip(), kinds)
        fitting = [name for name in found if self._is_one_of(name, kinds)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise InputError(
                f"“{text}” may mean {alternatives(self._shown(name) for name in fitting)}.",
                location,
                help="Write one of these names.",
            )
        others = [iri] if iri is not None else self._named(text.strip(), tuple(CLASSES | INDIVIDUALS))
        other = next((kind for kind in map(self.kind_of, others) if kind), None)
        if other is not None:
            wanted = alternatives(map(_with_article, kinds))
            raise InputError(f"“{text}” is {_with_article(other)}, not {wanted}.", location)
        raise InputError(
            f"Unknown {alternatives(map(_kind_in_words, kinds))} “{text}”.",
            location,
            help=did_you_mean(self.nearest(text, kinds)),
        )

    def reference(self, text: str, location: Location | None = None) -> str:
        """Return the IRI of a norm, provision or instrument that an author cites.

        An IRI or a CURIE is taken as it stands, since it may be of a law that is not here; any other text must be the
        citation of shipped law.

        >>> law = Facts()
        >>> law.add(ID + "gdpr-17-1", _LABEL, Literal("GDPR art. 17(1)"))
        >>> Vocabulary(Facts(), law).reference("GDPR Article 17(1)")
        'https://w3id.org/rightsnet/id/gdpr-17-1'
        >>> Vocabulary(Facts(), law).reference("GDPR art. 71(1)")
        Traceback (most recent call last):
        rightsnet.errors.InputError: Unknown provision “GDPR art. 71(1)”. Did you mean GDPR art. 17(1)?
        """
        iri = expand(text)
        if iri is not None:
            return iri
        cited = self._citations.get(_citation(text))
        if cited is not None:
            return cited
        labels = {citation: self.label(iri) for citation, iri in self._citations.items()}
        near = best(((likeness(_citation(text), citation), label) for citation, label in labels.items()), 0.6)
        help = did_you_mean(near) or "Write its IRI."
        raise InputError(f"Unknown provision “{text}”.", location, help=help)

    def search(self, query: str) -> list[Term]:
        """Return the terms in whose name, label, synonyms or definition every word of the query occurs, best first.

        >>> facts = Facts()
        >>> facts.add(rn("OnlinePlatform"), PREFIXES["rdfs"] + "subClassOf", rn("Actor"))
        >>> [term.name for term in Vocabulary(facts).search("platform")], Vocabulary(facts).search("submarine")
        (['OnlinePlatform'], [])
        """
        wanted = [word.casefold() for word in re.findall(r"\w+", query)]
        ranked = []
        for iri in self._kinds:
            term = self.term(iri)
            scores = [_relevance(word, term) for word in wanted]
            if scores and all(scores):
                whole = normal(query) in {normal(name) for name in (term.name, term.label, *term.synonyms)}
                ranked.append((-sum(scores) - 10 * whole, term.label.casefold(), iri, term))
        return [term for *_, term in sorted(ranked, key=lambda entry: entry[:3])]

    def tree(self, root: str) -> list[tuple[int, Term]]:
        """Return a term and all below it, each with its depth; what has two parents stands below both.

        >>> facts = Facts()
        >>> facts.add(rn("OnlinePlatform"), PREFIXES["rdfs"] + "subClassOf", rn("Actor"))
        >>> [(depth, term.name) for depth, term in Vocabulary(facts).tree(rn("Actor"))]
        [(0, 'Actor'), (1, 'OnlinePlatform')]
        >>> Vocabulary(facts).tree(rn("Poem"))
        Traceback (most recent call last):
        rightsnet.errors.InputError: “https://w3id.org/rightsnet/ns#Poem” is not a term of the vocabulary.
        """
        return list(self._branch(root, (), self._kinds_of(root)))

    def _branch(self, iri: str, above: tuple[str, ...], kinds: Sequence[str]) -> Iterator[tuple[int, Term]]:
        yield len(above), self.term(iri)
        below = {*self.facts.subjects(_SUBCLASS, iri)}
        if any(kind in INDIVIDUALS for kind in self._kinds_of(iri)):
            below |= {*self.facts.instances(iri)}
        known = [name for name in below if self._is_one_of(name, kinds) and name not in (iri, *above)]
        for name in sorted(known, key=lambda name: (self.label(name).casefold(), name)):
            yield from self._branch(name, (*above, iri), kinds)

    def _named(self, text: str, kinds: Sequence[str]) -> list[str]:
        """Return the terms of these kinds that bear a name, by the strongest kind of name that any of them has."""
        if rn(text) in self._kinds and self._is_one_of(rn(text), kinds):
            return [rn(text)]
        if "place" in kinds and _SUBDIVISION.fullmatch(text) and rn(text.upper()) in subdivisions():
            return [rn(text.upper())]
        for index in self._names:
            found = index.get(normal(text), set())
            for kind in kinds:
                of_kind = sorted(iri for iri in found if kind in self._kinds[iri])
                if of_kind:
                    return of_kind
        return []

    @cached_property
    def _names(self) -> tuple[dict[str, set[str]], ...]:
        """Return the terms by local name, by code, by label and by synonym."""
        indexes: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(4))
        for iri, kinds in self._kinds.items():
            codes = [code for key in _CODES for code in _texts(self.facts, iri, key)] if "place" in kinds else []
            for index, names in zip(
                indexes,
                ([local_name(iri)], codes, _texts(self.facts, iri, _LABEL), _texts(self.facts, iri, _SYNONYM)),
                strict=True,
            ):
                for name in names:
                    index[normal(name)].add(iri)
        return indexes

    @cached_property
    def _citations(self) -> dict[str, str]:
        """Return shipped law by citation; a provision wins over a norm of the same label."""
        ranked = []
        for iri, label in self.law.pairs(_LABEL):
            if iri.startswith(ID) and isinstance(label, Literal) and iri not in self._expressions:
                kinds = self.law.names(iri, RDF_TYPE)
                ranked.append((not any(kind in _CITABLE for kind in kinds), iri, label.value))
        return {_citation(label): iri for _, iri, label in sorted(ranked, reverse=True)}

    def nearest(self, text: str, kinds: Sequence[str] = (*CLASSES, *INDIVIDUALS)) -> list[str]:
        """Return the names of the terms that an author most likely meant, at most three, the likeliest first.

        >>> Vocabulary(Facts()).nearest("Acter", ["actor"]), Vocabulary(Facts()).nearest("Zebra")
        (['Actor'], [])
        """
        if "place" in kinds and _SUBDIVISION.fullmatch(text):
            codes = [local_name(iri) for iri in subdivisions().instances(rn("Subdivision"))]
            country = [code for code in codes if code.startswith(text[:3].upper())]
            return best(((likeness(normal(text), normal(code)), code) for code in country), _LEAST_LIKENESS)
        iri = expand(text)
        wanted = text if iri is None else local_name(iri)
        scored = []
        for term in self._kinds:
            if self._is_one_of(term, kinds):
                names = {local_name(term), *_texts(self.facts, term, _LABEL)}
                closest = max(similarity(wanted, name) for name in names)
                synonyms = (0.95 * similarity(wanted, name) for name in _texts(self.facts, term, _SYNONYM))
                scored.append((max(closest, *synonyms, 0.0), self._shown(term)))
        return best(scored, _LEAST_LIKENESS)

    def _kinds_of(self, iri: str) -> tuple[str, ...]:
        if iri in self._kinds:
            return self._kinds[iri]
        if iri in self._expressions:
            return (self._expressions[iri],)
        return ("place",) if _is_subdivision(iri) else ()

    def _is_one_of(self, iri: str, kinds: Sequence[str]) -> bool:
        return any(kind in kinds for kind in self._kinds_of(iri))

    def _shown(self, iri: str) -> str:
        """Return the name to write, and what it stands for if it is a code."""
        name = iri.removeprefix(RN)
        is_code = "place" in self._kinds_of(iri) and (name.isupper() or "_" in name)
        return f"{name} ({self.label(iri)})" if is_code else name


@cache
def subdivisions() -> Facts:
    """Return the parts of countries that ISO 3166-2 codes; a large file, so it is read when the first is asked for.

    >>> subdivisions().text(rn("GB-SCT"), _LABEL)
    'Scotland'
    """
    return Facts.from_turtle([folder("ontology") / "subdivisions.ttl"])


def expand(text: str) -> str | None:
    """Return the IRI that a text is, or is short for; ``None`` if it is a name or a label.

    >>> expand("rn:State"), expand("<https://example.org/a>"), expand("State"), expand("s 4: notice")
    ('https://w3id.org/rightsnet/ns#State', 'https://example.org/a', None, None)
    """
    bare = text.strip()
    if bare.startswith("<") and bare.endswith(">"):
        bare = bare[1:-1]
    if not _ABSOLUTE.fullmatch(bare):
        return None
    prefix, rest = bare.split(":", 1)
    return PREFIXES[prefix] + rest if prefix in PREFIXES and not rest.startswith("//") else bare


def _kinds(facts: Facts) -> Iterator[tuple[str, str]]:
    for kind, top in CLASSES.items():
        for iri in sorted(_below(facts, top)):
            yield iri, kind
    for kind, top in INDIVIDUALS.items():
        for group in sorted(_below(facts, top)):
            yield group, kind
            for iri in facts.instances(group):
                yield iri, kind


def _below(facts: Facts, top: str) -> set[str]:
    """Return a class, its subclasses at any depth, and the named classes stated to be the same as one of them."""
    found, open_ = {top}, [top]
    while open_:
        name = open_.pop()
        same = [other for other in facts.names(name, _EQUIVALENT) if not other.startswith("_:")]
        for other in (*facts.subjects(_SUBCLASS, name), *facts.subjects(_EQUIVALENT, name), *same):
            if other not in found and not other.startswith("_:"):
                found.add(other)
                open_.append(other)
    return found


def _expressions(facts: Facts, kinds: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the classes that are defined by others, such as the union of two, with the kind of their members."""
    found = {}
    for iri, definition in sorted(pair for pair in facts.pairs(_EQUIVALENT) if isinstance(pair[1], str)):
        if isinstance(definition, str) and definition.startswith("_:") and iri not in kinds:
            kind = next((kinds[name][0] for name in _members(facts, definition) if name in kinds), None)
            if kind is not None:
                found[iri] = kind
    return found


def _members(facts: Facts, expression: str, depth: int = 8) -> Iterator[str]:
    for operator in _EXPRESSIONS:
        for head in facts.names(expression, operator):
            for member in facts.items(head):
                if isinstance(member, str):
                    yield member
                    if member.startswith("_:") and depth:
                        yield from _members(facts, member, depth - 1)


def _is_subdivision(iri: str) -> bool:
    return bool(_SUBDIVISION.fullmatch(iri.removeprefix(RN))) and iri.startswith(RN) and iri in subdivisions()


def _texts(facts: Facts, iri: str, key: str) -> tuple[str, ...]:
    """Return what is said in English or in no language."""
    values = [value for value in facts.values(iri, key) if isinstance(value, Literal)]
    return tuple(value.value for value in values if value.language in ("", "en"))


def _citation(text: str) -> str:
    return re.sub(r"\bart(icle|icles|s)?\b\.?|\s+", "", text, flags=re.IGNORECASE).casefold()


def _relevance(word: str, term: Term) -> int:
    names = [words(term.name), term.label, *term.synonyms]
    spelt = [part.casefold() for name in names for part in re.findall(r"\w+", name)]
    if word in re.findall(r"\w+", " ".join(names[:2]).casefold()):
        return 5
    if word in spelt:
        return 4
    if any(part.startswith(word) for part in spelt):
        return 3
    if any(normal(word) in normal(name) for name in names):
        return 2
    return int(word in term.definition.casefold())


def _kind_in_words(kind: str) -> str:
    return "policy area" if kind == "area" else "type of initiative" if kind == "initiative" else kind


def _with_article(kind: str) -> str:
    name = _kind_in_words(kind)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
