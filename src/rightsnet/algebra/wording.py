"""Comparisons in words that a lawyer reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rightsnet.algebra.boxes import ACT, SCOPE, NormComparison, numbers, spans
from rightsnet.algebra.comparison import Comparison, Premise
from rightsnet.algebra.interferences import ORGANISATIONS, issuing_actor
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.touching import is_group
from rightsnet.model.interval import Interval
from rightsnet.model.names import PREFIXES, curie, rn
from rightsnet.model.norm import Norm
from rightsnet.model.relation import Relation


def act(norm: Norm, knowledge: Knowledge) -> str:
    """Return the act of a norm in words: the action, and in brackets what it is done to, for whom and when.

    >>> from rightsnet.model.norm import Modality
    >>> act(Norm(id="n", modality=Modality.OBLIGATION, bearer="e#B", action="e#RemoveContent"), Knowledge())
    'remove content'
    """
    words = uncapitalised(knowledge.label(norm.action))
    details = []
    if norm.object:
        details.append(uncapitalised(knowledge.label(norm.object)))
    if norm.counterparty:
        details.append(f"towards {actor(norm.counterparty, knowledge)}")
    if norm.circumstance:
        details.append(f"when: {uncapitalised(knowledge.label(norm.circumstance))}")
    return f"{words} ({'; '.join(details)})" if details else words


def actor(iri: str | None, knowledge: Knowledge) -> str:
    """Return an actor in words, with an article where English wants one."""
    if iri is None:
        return "anyone"
    words = uncapitalised(knowledge.label(iri))
    first = words.partition(" ")[0]
    if first in ("everyone", "anyone", "everybody") or words == first.upper():
        return words
    if first in ("European", "Council", "United", "Human", "International", "Security"):
        return f"the {words}"
    spelt = first.isupper()  # an abbreviation is read letter by letter
    vowel = first[0] in "AEFHILMNORSX" if spelt else first[0].lower() in "aeio" or first.lower().startswith("un")
    return f"{'an' if vowel else 'a'} {words}"


def uncapitalised(words: str) -> str:
    """Return a label as it stands within a sentence; names and abbreviations keep their capital.

    >>> uncapitalised("Remove content"), uncapitalised("AI system"), uncapitalised("European Union")
    ('remove content', 'AI system', 'European Union')
    """
    first, _, rest = words.partition(" ")
    name = first in ("State", "European", "Council", "United", "Union") or any(c.isupper() for c in first[1:])
    return words if name or rest[:1].isupper() else words[:1].lower() + words[1:]


def rights(iris: Iterable[str], knowledge: Knowledge) -> str:
    """Return rights as they stand within a sentence.

    >>> rights(["e#FreedomOfExpression", "e#RightToPrivacy", "e#Equality"], Knowledge())
    'freedom of expression, the right to privacy and equality'
    """
    named = [_right(iri, knowledge) for iri in iris]
    return " and ".join(part for part in (", ".join(named[:-1]), named[-1]) if part)


def _right(iri: str, knowledge: Knowledge) -> str:
    words = uncapitalised(knowledge.label(iri))
    if is_group(iri, knowledge):
        return f"every {words}"
    return f"the {words}" if words.startswith("right") else words


def sentence(text: str) -> str:
    """Return a text that begins like a sentence; a name such as “ePrivacy Directive” keeps its first letter.

    >>> sentence("a norm"), sentence("ePrivacy Directive art. 5(1)")
    ('A norm', 'ePrivacy Directive art. 5(1)')
    """
    return text[:1].upper() + text[1:] if not text[1:2].isupper() else text


def reasons(comparison: NormComparison, knowledge: Knowledge) -> dict[str, str]:
    """Return, for each axis that says something, why the two values relate as they do."""
    found = {}
    for axis in (*SCOPE, *ACT):
        words = _reason(axis, comparison, comparison.axes[axis], knowledge)
        if words:
            found[axis] = words
    return found


def witness(comparison: NormComparison, knowledge: Knowledge) -> dict[str, str]:
    """Return what the two norms have in common, axis by axis, and the days between which they do."""
    found = {}
    for axis in (*SCOPE, *ACT):
        shared = comparison.axes[axis].witness
        if shared and axis != "validity":
            found[axis] = knowledge.label(shared) if "://" in shared.split(" ")[-1] else _named(shared, knowledge)
    if comparison.periods:
        first = comparison.periods[0]
        if first.low:
            found["from"] = first.low.isoformat()
        if first.high:
            found["until"] = first.high.isoformat()
    return found


def value(axis: str, norm: Norm, knowledge: Knowledge) -> str:
    """Return the value of a norm on an axis in words.

    >>> from rightsnet.model.norm import Modality
    >>> value("object", Norm(id="n", modality=Modality.OBLIGATION, bearer="e#B", action="e#A"), Knowledge())
    'any'
    """
    found = getattr(norm, axis)
    if axis == "place":
        return everywhere(found, knowledge)
    if axis == "validity":
        return period(found)
    if axis == "window":
        if found is None:
            return "any time"
        after = f" counted from: {uncapitalised(knowledge.label(found.after))}" if found.after else ""
        return f"{spans(found.span)}{after} ({found.mode.value})"
    if axis in ("conditions", "limits"):
        return "; ".join(f"{knowledge.label(each.measure)} {numbers(each.span)}" for each in found) or "any"
    return uncapitalised(knowledge.label(found)) if found else "any"


def premises(found: Iterable[Premise]) -> tuple[str, ...]:
    """Return premises as triples with short names, each once."""
    lines = (f"{curie(p.subject)} {curie(p.predicate)} {curie(p.object)}" for p in found)
    return tuple(dict.fromkeys(lines))


def period(interval: Interval[date]) -> str:
    """Return a period in words.

    >>> period(Interval(date(2027, 4, 1))), period(Interval())
    ('from 2027-04-01', 'at all times')
    """
    low = f"from {interval.low}" if interval.low else ""
    high = f"until {interval.high}" if interval.high else ""
    return f"{low} {high}".strip() or "at all times"


def way(premises: Iterable[Premise], knowledge: Knowledge) -> str:
    """Return a chain of kinds, ended by a stated relation, in words.

    >>> from rightsnet.model.names import PREFIXES, rn
    >>> kind = Premise("e#Remove", PREFIXES["rdfs"] + "subClassOf", "e#Restrict")
    >>> way([kind, Premise("e#Restrict", rn("interferesWith"), "e#Expression")], Knowledge())
    '“remove” is a kind of “restrict”, which interferes with expression'
    """
    words = ""
    for premise in premises:
        if premise.predicate in _STEPS:
            verb, quoted = _STEPS[premise.predicate]
            other = uncapitalised(knowledge.label(premise.object))
            start = f"{words}, which" if words else f"“{uncapitalised(knowledge.label(premise.subject))}”"
            words = f"{start} {verb} {f'“{other}”' if quoted else other}"
    return words


_STEPS = {
    PREFIXES["rdfs"] + "subClassOf": ("is a kind of", True),
    rn("necessarilyEntails"): ("unavoidably means to", True),
    rn("typicallyEntails"): ("as a rule means to", True),
    rn("interferesWith"): ("interferes with", False),
    rn("exercises"): ("exercises", False),
    rn("imposes"): ("imposes to", True),
}


def everywhere(place: str | None, knowledge: Knowledge) -> str:
    """Return a place in words."""
    return knowledge.label(place) if place else "the whole world"


def _reason(axis: str, pair: NormComparison, found: Comparison, knowledge: Knowledge) -> str:
    left, right = pair.left, pair.right
    if axis == "validity":
        common = left.validity.meet(right.validity)
        if common is None:
            return f"never in force together: {period(left.validity)}, and {period(right.validity)}"
        return f"both in force {period(common)}"
    if axis == "place":
        return _places(pair, found, knowledge)
    if axis in ("conditions", "limits", "window"):
        ours, theirs = getattr(left, axis), getattr(right, axis)
        if not ours and not theirs:
            return ""
        return {
            Relation.UNKNOWN: "the two windows are counted from different events",
            Relation.DISJOINT: "the numbers never meet",
        }.get(found.relation, f"common: {_named(found.witness, knowledge)}" if ours and theirs else "")
    return _concepts(getattr(left, axis), getattr(right, axis), found, knowledge)


def _named(words: str, knowledge: Knowledge) -> str:
    """Return words with every IRI in them replaced by its label."""
    return " ".join(uncapitalised(knowledge.label(word)) if "://" in word else word for word in words.split(" "))


def _concepts(left: str | None, right: str | None, found: Comparison, knowledge: Knowledge) -> str:
    if left is None and right is None:
        return ""
    ours, theirs = (uncapitalised(knowledge.label(value)) for value in (left, right))
    if left is None or right is None:
        return f"only one of the norms is confined to {theirs if left is None else ours}"
    if found.relation is Relation.EQUAL:
        return f"the same: {ours}" if left == right else f"{ours} and {theirs} mean the same"
    if found.relation is Relation.DISJOINT:
        a, b = (uncapitalised(knowledge.label(name)) for name in found.chain)
        return f"{ours} and {theirs} exclude each other, since {a} and {b} do"
    if found.relation is Relation.OVERLAPS:
        return f"{ours} and {theirs} have {uncapitalised(knowledge.label(found.witness))} in common"
    if found.relation is Relation.UNKNOWN:
        return f"nothing says whether {ours} and {theirs} have anything in common"
    way = ", which is a kind of ".join(uncapitalised(knowledge.label(name)) for name in found.chain[1:])
    start = uncapitalised(knowledge.label(found.chain[0]))
    return f"{start} is a kind of {way}"


def _places(pair: NormComparison, found: Comparison, knowledge: Knowledge) -> str:
    ours, theirs = (everywhere(norm.place, knowledge) for norm in (pair.left, pair.right))
    when = f" ({'; '.join(period(p) for p in pair.periods)})" if pair.periods and pair.periods != (Interval(),) else ""
    return {
        Relation.EQUAL: f"the same: {ours}",
        Relation.WITHIN: f"{ours} lies in {theirs}",
        Relation.CONTAINS: f"{theirs} lies in {ours}",
        Relation.OVERLAPS: f"{ours} and {theirs} share {knowledge.label(found.witness)}{when}",
        Relation.DISJOINT: f"{ours} and {theirs} share no territory",
        Relation.UNKNOWN: f"sources disagree whether {ours} and {theirs} share any territory",
    }[found.relation]


def issuer(norm: Norm, knowledge: Knowledge) -> str:
    """Return who made a norm, in words: a country by its name, else the kind of actor."""
    if norm.issuer and norm.issuer in knowledge.places:
        article = "the " if norm.issuer in ORGANISATIONS else ""
        return article + knowledge.label(norm.issuer)
    return actor(issuing_actor(norm, knowledge), knowledge)
