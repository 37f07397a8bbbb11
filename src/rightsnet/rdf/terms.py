"""Whether every term that a file uses exists and is of the right kind, whatever format the file is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import RDF, RDFS, BNode, URIRef

from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.taxonomy import Taxonomy
from rightsnet.errors import InputError
from rightsnet.model.names import RN, local_name, rn
from rightsnet.rdf.facts import RDF_TYPE, Facts
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.vocabulary import CLASSES, INDIVIDUALS, Vocabulary

AXES: Mapping[str, tuple[str, str]] = {
    "bearer": ("Actor", "an actor"),
    "counterparty": ("Actor", "an actor"),
    "action": ("Action", "an action"),
    "object": ("NormObject", "an object"),
    "circumstance": ("Circumstance", "a circumstance"),
    "protects": ("HumanRight", "a right"),
    "restricts": ("HumanRight", "a right"),
    "aim": ("Aim", "an aim"),
    "safeguards": ("Safeguard", "a safeguard"),
    "areas": ("PolicyArea", "a policy area"),
    "after": ("Circumstance", "a circumstance"),
    "addressee": ("Actor", "an actor"),
    "demands": ("Safeguard", "a safeguard"),
    "excludes": ("Action", "an action"),
    "exercises": ("HumanRight", "a right"),
    "imposes": ("Action", "an action"),
    "incompatibleWith": ("Action", "an action"),
    "interferesWith": ("HumanRight", "a right"),
    "limitsRight": ("HumanRight", "a right"),
    "mayHoldRole": ("Actor", "an actor"),
    "narrowerAim": ("Aim", "an aim"),
    "necessarilyEntails": ("Action", "an action"),
    "nonDerogableRight": ("HumanRight", "a right"),
    "permittedAim": ("Aim", "an aim"),
    "possiblyEntails": ("Action", "an action"),
    "promotes": ("HumanRight", "a right"),
    "typicallyEntails": ("Action", "an action"),
    "widerAim": ("Aim", "an aim"),
}
"""Properties whose values are classes, each with the class under which they must lie."""

MEMBERS: Mapping[str, tuple[str, str]] = {
    "actorKind": ("ActorKind", "a kind of actor"),
    "character": ("RightCharacter", "a character of a right"),
    "force": ("Force", "a legal force"),
    "form": ("LimitationForm", "a form of a limitation clause"),
    "instrumentKind": ("InstrumentKind", "a kind of instrument"),
    "legalOrder": ("LegalOrder", "a legal order"),
    "measure": ("Measure", "a measure"),
    "member": ("Place", "a place"),
    "obligationKind": ("ObligationKind", "a kind of duty"),
    "partOf": ("Place", "a place"),
    "place": ("Place", "a place"),
    "rank": ("Rank", "a rank"),
    "standing": ("Standing", "a standing"),
    "status": ("Status", "a status"),
    "strength": ("Strength", "a strength"),
}
"""Properties whose values are individuals, each with the class of which they must be members."""


def check_terms(sources: Iterable[LocatedGraph], ontology: Facts, knowledge: Knowledge, vocabulary: Vocabulary) -> None:
    """Refuse terms that no ontology declares, values of the wrong kind, and classes in a circle.

    Raises:
        InputError: for the first such term of the first file, with its location and the nearest terms.
    """
    files = list(sources)
    declared = {str(subject) for source in files for subject in set(source.graph.subjects(RDF.type, None))}
    for source in files:
        _undeclared(source, ontology, declared, vocabulary)
        _circles(source, knowledge)
        _kinds(source, knowledge, vocabulary)
        _members(source, ontology, files, knowledge, vocabulary)


def _undeclared(source: LocatedGraph, ontology: Facts, declared: set[str], vocabulary: Vocabulary) -> None:
    for triple in sorted(source.graph, key=lambda t: (source.locations.get(t) is None, source.locations.get(t), t)):
        for node in triple[1:]:
            name = str(node)
            if not isinstance(node, URIRef) or not name.startswith(RN) or name in declared or name in ontology:
                continue
            if vocabulary.kind_of(name) is None:
                near = vocabulary.nearest(local_name(name))
                help = f"Did you mean {' or '.join(near)}?" if near else "`rightsnet terms` searches the vocabulary."
                raise InputError(
                    f"The ontology has no term rn:{local_name(name)}.", source.locations.get(triple), help=help
                )


def _circles(source: LocatedGraph, knowledge: Knowledge) -> None:
    taxonomy = knowledge.taxonomy
    empty = set(taxonomy.unsatisfiable())
    for narrower, _, wider in sorted(source.graph.triples((None, RDFS.subClassOf, None))):
        a, b = str(narrower), str(wider)
        if isinstance(narrower, BNode) or isinstance(wider, BNode):
            continue
        where = source.locations.get((narrower, RDFS.subClassOf, wider))
        if a in empty:
            message = f"The class {knowledge.label(a)} can have no member: its parents exclude each other."
            raise InputError(message, where, help="Give it other parents, or drop one of them.")
        if a != b and taxonomy.is_kind_of(b, a):
            way, _ = taxonomy.chain(b, a)
            circle = " → ".join(local_name(name) for name in (a, *way))
            message = f"These classes stand in a circle: {circle}."
            raise InputError(
                message, where, help="Drop one of the links, or use owl:equivalentClass if they mean the same."
            )


def _kinds(source: LocatedGraph, knowledge: Knowledge, vocabulary: Vocabulary) -> None:
    taxonomy = knowledge.taxonomy
    for key, (root, words) in AXES.items():
        for triple in sorted(source.graph.triples((None, URIRef(rn(key)), None))):
            value = triple[2]
            name = f"_:{value}" if isinstance(value, BNode) else str(value)
            if name in taxonomy and taxonomy.is_kind_of(name, rn(root)):
                continue
            kind = vocabulary.kind_of(name)
            what = f"is a kind of {kind}" if kind else "is not a class of the ontology"
            message = f"“{knowledge.label(name)}” {what}, but `{key}` wants {words}."
            raise InputError(message, source.locations.get(triple), help="`rightsnet terms` searches the vocabulary.")


def _members(
    source: LocatedGraph, ontology: Facts, files: list[LocatedGraph], knowledge: Knowledge, vocabulary: Vocabulary
) -> None:
    """Refuse values that are known to be of another kind; of a name that nothing describes nothing is known."""
    taxonomy = knowledge.taxonomy
    for key, (root, words) in MEMBERS.items():
        for triple in sorted(source.graph.triples((None, URIRef(rn(key)), None))):
            value = triple[2]
            name = str(value)
            kinds = {*ontology.names(name, RDF_TYPE)} if isinstance(value, URIRef) else set()
            kinds.update(str(kind) for file in files for kind in file.graph.objects(value, RDF.type))
            kind = vocabulary.kind_of(name)
            if kind is not None and not kinds:
                kinds.add((CLASSES | INDIVIDUALS)[kind])
            if isinstance(value, URIRef) and (not kinds or any(_below(each, rn(root), taxonomy) for each in kinds)):
                continue
            what = "is something else" if kind is None else f"is {_with_article(kind)}"
            if kind is not None and (CLASSES | INDIVIDUALS)[kind] == rn(root):
                what = "is the name of a whole kind"
            message = f"“{knowledge.label(name)}” {what}, but `{key}` wants {words}."
            raise InputError(message, source.locations.get(triple), help="`rightsnet terms` searches the vocabulary.")


def _below(kind: str, root: str, taxonomy: Taxonomy) -> bool:
    return kind == root or (kind in taxonomy and root in taxonomy and taxonomy.is_kind_of(kind, root))


def _with_article(kind: str) -> str:
    if kind in CLASSES:
        return f"a kind of {kind}"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
