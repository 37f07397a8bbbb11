"""What comparing two values gives: the relation, what they share, why, and the premises it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from rightsnet.model.relation import Relation


@dataclass(frozen=True, slots=True, order=True)
class Premise:
    """A triple of the ontology or of a source on which a relation rests."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relation of two values.

    Args:
        witness: an IRI or words for what the two have in common; empty if they share nothing or it is not known.
        chain: for subsumption, the classes from the narrower to the wider; for disjointness, both classes declared so.
    """

    relation: Relation
    witness: str = ""
    chain: tuple[str, ...] = ()
    premises: tuple[Premise, ...] = ()

    @property
    def converse(self) -> Comparison:
        """Return the same comparison seen from the right."""
        return Comparison(self.relation.converse, self.witness, self.chain, self.premises)
