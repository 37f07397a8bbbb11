"""Which of two conflicting norms prevails: every principle speaks for itself, and an ordered policy decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from rightsnet.algebra.boxes import NormComparison
from rightsnet.algebra.declarations import covers, name
from rightsnet.algebra.interferences import touched
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.errors import UsageError
from rightsnet.model.finding import PrincipleVerdict, Resolution
from rightsnet.model.names import ID, rn
from rightsnet.model.norm import Norm
from rightsnet.model.relation import Relation, combine

UN_CHARTER = ID + "un-charter"
TREATY = rn("InternationalTreaty")
INTERNATIONAL, UNION, NATIONAL = rn("InternationalOrder"), rn("EuOrder"), rn("NationalOrder")


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a kind of source stands: the higher level prevails, within one legal order only."""

    order: str
    level: int


Verdict = tuple[Norm | None, str]
"""The norm that a principle prefers, or ``None`` if it is silent, and why in words."""

Principle = Callable[[NormComparison, Knowledge, Mapping[str, Rank]], Verdict]


def resolve(
    pair: NormComparison, knowledge: Knowledge, ranks: Mapping[str, Rank], policy: Sequence[str] | None = None
) -> Resolution:
    """Ask every principle which of two norms prevails, and let the first of the policy that speaks decide.

    Args:
        ranks: rank → its legal order and level.
        policy: names of principles, the weightiest first; the `DEFAULT_POLICY` if not given.

    Raises:
        UsageError: for a name that is no principle, or that is given twice.

    Source: the specification's §5.
    """
    verdicts = {key: principle(pair, knowledge, ranks) for key, principle in PRINCIPLES.items()}
    found = tuple(PrincipleVerdict(key, chosen.id if chosen else None, why) for key, (chosen, why) in verdicts.items())
    speaking = {verdict.prefers for verdict in found if verdict.prefers}
    for key in checked(policy or DEFAULT_POLICY):
        chosen = verdicts[key][0]
        if chosen is not None:
            return Resolution(found, len(speaking) == 1, chosen.id, key)
    return Resolution(found, agree=True, prevails=None, by="")


def checked(policy: Sequence[str]) -> tuple[str, ...]:
    """Return the policy if every word in it is a principle, each once.

    >>> checked(["lex-posterior", "lex-superior"])
    ('lex-posterior', 'lex-superior')
    >>> checked(["lex-superiour"])
    Traceback (most recent call last):
    rightsnet.errors.UsageError: There is no principle “lex-superiour”. Did you mean lex-superior?
    """
    for position, word in enumerate(policy):
        if word not in PRINCIPLES:
            near = get_close_matches(word, PRINCIPLES, 1, 0.5)
            help = f"Did you mean {near[0]}?" if near else f"The principles are {', '.join(PRINCIPLES)}."
            raise UsageError(f"There is no principle “{word}”.", help=help)
        if word in policy[:position]:
            raise UsageError(f"The policy names “{word}” twice.", help="Keep the weightier of the two.")
    return tuple(policy)


def _peremptory(pair: NormComparison, knowledge: Knowledge, ranks: Mapping[str, Rank]) -> Verdict:
    """Jus cogens: VCLT 53, 64."""

    def core(norm: Norm) -> list[str]:
        return sorted(right for right in norm.protects if right in knowledge.peremptory)

    return _one_of(
        pair, lambda norm: bool(core(norm)), lambda norm: f"{knowledge.label(core(norm)[0])} is peremptory (VCLT 53, 64)"
    )


def _charter(pair: NormComparison, knowledge: Knowledge, ranks: Mapping[str, Rank]) -> Verdict:
    """The duties of members under the UN Charter prevail over other treaties: UN Charter 103."""
    for ours, theirs in ((pair.left, pair.right), (pair.right, pair.left)):
        if ours.instrument == UN_CHARTER and theirs.rank == TREATY:
            return ours, "duties under the Charter prevail over other agreements (UN Charter 103)"
    return None, "neither norm is of the UN Charter"


def _declared(pair: NormComparison, knowledge: Knowledge, ranks: Mapping[str, Rank]) -> Verdict:
    """What the texts say about each other: VCLT 30(2) for treaties."""
    for ours, theirs in ((pair.left, pair.right), (pair.right, pair.left)):
        for named, winner, words in (
            (ours.overrides, ours, "declares that it prevails over"),
            (ours.exception_to, ours, "declares itself an exception to"),
            (ours.subject_to, theirs, "declares that it yields to"),
            (ours.without_prejudice_to, theirs, "leaves untouched"),
        ):
            other = next((other for other in named if covers(other, theirs)), None)
            if other:
                return winner, f"{name(ours)} {words} {knowledge.label(other)}"
    return None, "neither text says anything about the other"


def _superior(pair: NormComparison, knowledge: Knowledge, ranks: Mapping[str, Rank]) -> Verdict:
    """The higher rank prevails within one legal order; Union law prevails over that of its members: Costa v ENEL, 6/64."""
    left, right = (ranks.get(norm.rank or "") for norm in (pair.left, pair.right))
    if left is None or right is None:
        return None, "a norm states no rank"
    if left.order == right.order:
        if left.level == right.level:
            return None, "both are of one rank"
        higher = pair.left if left.level > right.level else pair.right
        return higher, f"{_rank(higher, knowledge)} ranks above {_rank(_other(pair, higher), knowledge)}"
    orders = {left.order, right.order}
    if orders == {UNION, NATIONAL}:
        union = pair.left if left.order == UNION else pair.right
        national = _other(pair, union)
        within = pair.axes["place"].relation is not Relation.DISJOINT
        if within:
            return union, f"Union law prevails over {_rank(national, knowledge)} of a member (CJEU 6/64, Costa v ENEL)"
    if orders == {INTERNATIONAL, NATIONAL}:
        return None, "ranks of two legal orders; internal law is no excuse for breaking a treaty (VCLT 27)"
    return None, "ranks of two legal orders are not compared"


def _for_the_person(pair: NormComparison, knowledge: Knowledge, ranks: Mapping[str, Rank]) -> Verdict:
    """The norm that protects the individual more: ICCPR 5(2), ECHR 53, ACHR 29(b), EU Charter 53."""

    def limits(norm: Norm) -> bool:
        return bool(norm.restricts or touched(norm, knowledge))

    def protects(norm: Norm) -> bool:
        return bool(norm.protects) and not norm.restricts and limits(_other(pair, norm))

    return _one_of(
        pair,
        protects,
        lambda norm: f"{name(norm)} protects a right that the other limits (ICCPR 5(2), ECHR 53, EU Charter 53)",
    )


def _special(pair: NormComparison, knowledge: Knowledge, ranks: Mapping[str, Rank]) -> Verdict:
    """The more specific norm prevails, within one legal order."""
    if not _one_order(pair, ranks):
        return None, "the norms are not known to be of one legal order"
    box = combine([pair.scope, pair.act])
    if box is Relation.WITHIN:
        return pair.left, f"{name(pair.left)} is the more specific of the two"
    if box is Relation.CONTAINS:
        return pair.right, f"{name(pair.right)} is the more specific of the two"
    return None, "neither is more specific in every respect"


def _later(pair: NormComparison, knowledge: Knowledge, ranks: Mapping[str, Rank]) -> Verdict:
    """The later norm prevails over the earlier one of the same rank and order: VCLT 30(3) for treaties."""
    left, right = (ranks.get(norm.rank or "") for norm in (pair.left, pair.right))
    if left is None or left != right:
        return None, "the norms are not of one rank in one legal order"
    since, other = pair.left.validity.low, pair.right.validity.low
    if since is None or other is None or since == other:
        return None, "neither is known to be the later one"
    newer = pair.left if since > other else pair.right
    return newer, f"{name(newer)} is in force since {newer.validity.low}, the later day"


PRINCIPLES: Mapping[str, Principle] = {
    "peremptory-norm": _peremptory,
    "un-charter-103": _charter,
    "declared-precedence": _declared,
    "lex-superior": _superior,
    "pro-persona": _for_the_person,
    "lex-specialis": _special,
    "lex-posterior": _later,
}
"""The principles in the order in which the default policy asks them."""

DEFAULT_POLICY = tuple(PRINCIPLES)


def _one_of(pair: NormComparison, holds: Callable[[Norm], bool], why: Callable[[Norm], str]) -> Verdict:
    """Return the norm of which something holds, if it holds of one of the two only."""
    left, right = holds(pair.left), holds(pair.right)
    if left == right:
        return None, "it says the same of both" if left else "it says nothing of either"
    chosen = pair.left if left else pair.right
    return chosen, why(chosen)


def _other(pair: NormComparison, norm: Norm) -> Norm:
    return pair.right if norm is pair.left else pair.left


def _one_order(pair: NormComparison, ranks: Mapping[str, Rank]) -> bool:
    left, right = (ranks.get(norm.rank or "") for norm in (pair.left, pair.right))
    return left is not None and right is not None and left.order == right.order


def _rank(norm: Norm, knowledge: Knowledge) -> str:
    return knowledge.label(norm.rank)
