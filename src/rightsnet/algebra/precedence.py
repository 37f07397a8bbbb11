"""Which of two norms prevails: each principle of the law of conflicts on its own, and an ordered policy over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from enum import Enum

from rightsnet.algebra.boxes import NormComparison
from rightsnet.algebra.declarations import covers, name
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.wording import uncapitalised
from rightsnet.errors import UsageError
from rightsnet.model.names import ID, rn
from rightsnet.model.norm import Force, Modality, Norm
from rightsnet.model.relation import Relation, combine

INTERNATIONAL, EU_LAW, NATIONAL, SOFT = (
    rn(order) for order in ("InternationalOrder", "EuOrder", "NationalOrder", "SoftOrder")
)
UN_CHARTER, TREATY, CONSTITUTION, DIRECTIVE = (
    rn(rank)
    for rank in ("InternationalConstitutional", "InternationalTreaty", "NationalConstitution", "EuSecondaryDirective")
)
_EU = rn("EU")

_SAVINGS = {
    "iccpr": "ICCPR art. 5(2)",
    "icescr": "ICESCR art. 5(2)",
    "crc": "CRC art. 41",
    "echr": "ECHR art. 53",
    "achr": "ACHR art. 29(b)",
    "eu-charter": "EU Charter art. 53",
}
"""The clauses by which treaties on human rights leave higher protection elsewhere untouched."""


class Side(Enum):
    """What a principle says of two norms: the left one prevails, the right one does, or nothing."""

    LEFT = "left"
    RIGHT = "right"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of an instrument in its legal order: the greater number prevails, within that order only."""

    order: str
    precedence: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """What is known of ranks and dates.

    Args:
        ranks: by the IRI of the rank.
        peremptory: the rights that a peremptory norm of general international law protects at their core.
        adopted: the day on which each instrument was adopted.
    """

    ranks: Mapping[str, Rank] = field(default_factory=dict)
    peremptory: frozenset[str] = frozenset()
    adopted: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one principle says of two norms, why, and by which provisions or cases."""

    principle: str
    prefers: Side
    reason: str
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which of two norms prevails.

    Args:
        principles: what each principle says, in the order of `PRINCIPLES`, whatever the policy.
        prevails: the side that the first principle of the policy that is not silent prefers; `Side.SILENT` if none
            speaks, and then the conflict is unresolved.
        by: that principle; empty if none speaks.
        beside: what holds beside the policy and decides nothing in it: that a treaty stands between States whatever the
            law of one of them says.
    """

    principles: tuple[Opinion, ...]
    prevails: Side
    by: str
    beside: tuple[Opinion, ...] = ()

    @property
    def agree(self) -> bool:
        """Say whether all principles that are not silent prefer the same norm."""
        return len({each.prefers for each in self.principles} - {Side.SILENT}) <= 1


def resolve(
    comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge, policy: Sequence[str] | None = None
) -> Resolution:
    """Return which of two compared norms prevails, by every principle and by the policy.

    Args:
        policy: words of `PRINCIPLES`, the first to be asked first; all of them in their order if none is given. A
            principle that it leaves out is shown and decides nothing.

    Raises:
        UsageError: for a word that names no principle.

    Source: the specification's §5.

    >>> from rightsnet.algebra.boxes import compare
    >>> from rightsnet.algebra.taxonomy import Axioms, Taxonomy
    >>> known = Knowledge(Taxonomy(Axioms(classes=frozenset("BA"))))
    >>> tap = Norm(id="e#tap", modality=Modality.OBLIGATION, bearer="B", action="A", subject_to=("e#ban",))
    >>> ban = Norm(id="e#ban", modality=Modality.PROHIBITION, bearer="B", action="A")
    >>> found = resolve(compare(tap, ban, known), Hierarchy(), known)
    >>> found.prevails, found.by, found.agree
    (<Side.RIGHT: 'right'>, 'declared-precedence', True)
    >>> resolve(compare(tap, ban, known), Hierarchy(), known, ["lex-superior"]).prevails
    <Side.SILENT: 'silent'>
    """
    words = order(PRINCIPLES if policy is None else policy)
    principles = tuple(ask(comparison, hierarchy, knowledge) for ask in _PRINCIPLES.values())
    by_word = {each.principle: each for each in principles}
    first = next((by_word[word] for word in words if by_word[word].prefers is not Side.SILENT), None)
    beside = _no_excuse(comparison, hierarchy, knowledge)
    return Resolution(
        principles,
        Side.SILENT if first is None else first.prefers,
        "" if first is None else first.principle,
        () if beside is None else (beside,),
    )


def order(words: Iterable[str]) -> tuple[str, ...]:
    """Return a policy: the names of principles in the order in which they are asked.

    Raises:
        UsageError: for an unknown word, a word that comes twice, and an empty policy.

    >>> order(["lex-posterior", "lex-superior"])
    ('lex-posterior', 'lex-superior')
    >>> order(["lex-posteriour"])
    Traceback (most recent call last):
    rightsnet.errors.UsageError: There is no principle “lex-posteriour”. Did you mean lex-posterior?
    >>> order(["lex-superior", "lex-superior"])
    Traceback (most recent call last):
    rightsnet.errors.UsageError: The policy names “lex-superior” twice. Keep one of them.
    """
    given = tuple(words)
    for position, word in enumerate(given):
        if word not in _PRINCIPLES:
            near = get_close_matches(word, PRINCIPLES, 1, 0.5)
            help = f"Did you mean {near[0]}?" if near else f"The principles are {', '.join(PRINCIPLES)}."
            raise UsageError(f"There is no principle “{word}”.", help=help)
        if word in given[:position]:
            raise UsageError(f"The policy names “{word}” twice.", help="Keep one of them.")
    if not given:
        raise UsageError("The policy names no principle.", help=f"The principles are {', '.join(PRINCIPLES)}.")
    return given


def peremptory_norm(comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge) -> Opinion:
    """Say whether one of the norms restates a peremptory norm of general international law.

    A treaty is void if it conflicts with one, and no other rule of law stands against it. A norm counts as such if it
    is international law, is a duty or a prohibition, and protects nothing but rights that a peremptory norm protects.

    Source: Vienna Convention on the Law of Treaties (VCLT), arts 53, 64; International Law Commission, Draft
    Conclusions on peremptory norms (2022), conclusions 3, 10 and annex.
    """
    cited = ("VCLT art. 53", "VCLT art. 64")

    def peremptory(norm: Norm) -> bool:
        rank = hierarchy.ranks.get(norm.rank or "")
        return (
            rank is not None
            and rank.order == INTERNATIONAL
            and norm.modality in (Modality.OBLIGATION, Modality.PROHIBITION)
            and bool(norm.protects)
            and all(_is_kind_of_any(right, hierarchy.peremptory, knowledge) for right in norm.protects)
        )

    left, right = peremptory(comparison.left), peremptory(comparison.right)
    if left and right:
        return Opinion("peremptory-norm", Side.SILENT, "both norms protect what a peremptory norm protects", cited)
    if not left and not right:
        return Opinion("peremptory-norm", Side.SILENT, "neither norm protects just what a peremptory norm protects")
    norm = comparison.left if left else comparison.right
    rights = ", ".join(uncapitalised(knowledge.label(right)) for right in norm.protects)
    reason = f"{name(norm)} protects {rights}, at its core a peremptory norm, from which no derogation is permitted"
    return Opinion("peremptory-norm", Side.LEFT if left else Side.RIGHT, reason, cited)


def un_charter_103(comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge) -> Opinion:
    """Say whether a duty under the Charter of the United Nations meets another international agreement.

    Source: UN Charter art. 103. Law of the Union is reviewed by its own measure: CJEU C-402/05 P Kadi.
    """
    word = "un-charter-103"
    for side, charter, other in _sides(comparison):
        if charter.rank != UN_CHARTER:
            continue
        if other.rank == UN_CHARTER:
            return Opinion(word, Side.SILENT, "both norms stand under the UN Charter", ("UN Charter art. 103",))
        if charter.modality not in (Modality.OBLIGATION, Modality.PROHIBITION):
            reason = f"{name(charter)} imposes no obligation under the UN Charter"
            return Opinion(word, Side.SILENT, reason, ("UN Charter art. 103",))
        if other.rank == TREATY:
            reason = f"the obligation under {name(charter)} prevails over {name(other)}, which is of another agreement"
            return Opinion(word, side, reason, ("UN Charter art. 103",))
        rank = hierarchy.ranks.get(other.rank or "")
        if rank is not None and rank.order == EU_LAW:
            reason = f"{name(other)} is law of the Union, whose courts review how the Charter is carried out"
            return Opinion(word, Side.SILENT, reason, ("CJEU C-402/05 P Kadi",))
        return Opinion(word, Side.SILENT, f"{name(other)} is of no other agreement", ("UN Charter art. 103",))
    return Opinion(word, Side.SILENT, "neither norm is an obligation under the UN Charter")


def declared_precedence(comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge) -> Opinion:
    """Say which norm the texts themselves let prevail.

    Source: VCLT art. 30(2), on treaties that are subject to others or not to be taken as incompatible with them.
    """
    word = "declared-precedence"
    found: dict[Side, str] = {}
    for side, norm, other in _sides(comparison):
        wins = (("overrides", "declares that it prevails over"), ("exception_to", "declares itself an exception to"))
        yields = (("subject_to", "declares that it yields to"), ("without_prejudice_to", "leaves untouched"))
        for preferred, ways in ((side, wins), (_other(side), yields)):
            for attribute, words in ways:
                for named in getattr(norm, attribute):
                    # What is subject to its own article means the clause in it, not the norms beside itself.
                    if not covers(named, other) or (attribute == "subject_to" and covers(named, norm)):
                        continue
                    found.setdefault(preferred, f"{name(norm)} {words} {knowledge.label(named)}")
    treaties = {comparison.left.rank, comparison.right.rank} <= {TREATY, UN_CHARTER}
    cited = ("VCLT art. 30(2)",) if treaties else ()
    if len(found) == 2:
        return Opinion(word, Side.SILENT, f"the declarations clash: {'; '.join(found.values())}", cited)
    for side, reason in found.items():
        return Opinion(word, side, reason, cited)
    return Opinion(word, Side.SILENT, "neither text says which of them prevails")


def lex_superior(comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge) -> Opinion:
    """Say which norm has the higher rank in one legal order.

    No rank reaches across legal orders. The law of the Union is no exception, but part of the legal order of each
    Member State, where it has primacy over what that State enacts.

    Source: CJEU 6/64 Costa v ENEL (primacy), 11/70 Internationale Handelsgesellschaft (over constitutions too), 106/77
    Simmenthal (national courts set aside what conflicts), C-573/17 Popławski II (if the law of the Union has direct
    effect).
    """
    word = "lex-superior"
    left, right = comparison.left, comparison.right
    same, why = _same_order(left, right, hierarchy, knowledge)
    if same and _source(left) == _source(right):
        return Opinion(word, Side.SILENT, why)
    ours, theirs = (hierarchy.ranks.get(norm.rank or "") for norm in (left, right))
    if ours is None or theirs is None:
        return Opinion(word, Side.SILENT, why)
    if same and ours.precedence == theirs.precedence:
        return Opinion(word, Side.SILENT, f"{name(left)} and {name(right)} have equal ranks in {why}")
    if same:
        side = Side.LEFT if ours.precedence > theirs.precedence else Side.RIGHT
        high, low = (ours, theirs) if side is Side.LEFT else (theirs, ours)
        reason = f"in {why}, {_rank_label(high)} stands above {_rank_label(low)}"
        return Opinion(word, side, reason, ("UN Charter art. 103",) if high.order == INTERNATIONAL else ())
    for side, european, national in _sides(comparison):
        if _is_primary(european, national, comparison, hierarchy, knowledge):
            return Opinion(word, side, *_primacy(european, national, knowledge))
    if {ours.order, theirs.order} == {INTERNATIONAL, NATIONAL}:
        reason = f"{why}: whether a treaty outranks a statute at home is for the constitution of the State to say"
        return Opinion(word, Side.SILENT, reason, ("VCLT art. 27",))
    return Opinion(word, Side.SILENT, why)


def pro_persona(comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge) -> Opinion:
    """Say which norm protects the individual more, as far as the norms say it themselves.

    A norm that protects a right is more protective than one that protects none, and a norm that restricts a right is
    less so than one that restricts none. Where both protect somebody, the choice is a balance, and not made here.

    Source: ICCPR art. 5(2); ECHR art. 53; ACHR art. 29(b); EU Charter art. 53; CRC art. 41.
    """
    word = "pro-persona"
    reasons: dict[Side, str] = {}
    for side, norm, other in _sides(comparison):
        if norm.protects and not other.protects:
            rights = ", ".join(uncapitalised(knowledge.label(right)) for right in norm.protects)
            reasons[side] = f"{name(norm)} protects {rights}, {name(other)} protects no right"
        elif other.restricts and not norm.restricts:
            rights = ", ".join(uncapitalised(knowledge.label(right)) for right in other.restricts)
            reasons[side] = f"{name(other)} restricts {rights}, {name(norm)} restricts no right"
    if len(reasons) == 2:
        return Opinion(word, Side.SILENT, f"each norm protects somebody: {'; '.join(reasons.values())}")
    instruments = [norm.instrument.removeprefix(ID) for norm in (comparison.left, comparison.right)]
    cited = tuple(dict.fromkeys(_SAVINGS[each] for each in instruments if each in _SAVINGS))
    for side, reason in reasons.items():
        return Opinion(word, side, reason, cited or tuple(_SAVINGS.values()))
    if comparison.left.protects and comparison.right.protects:
        return Opinion(word, Side.SILENT, "both norms protect rights, which have to be balanced")
    return Opinion(word, Side.SILENT, "neither norm says that it protects or restricts a right")


def lex_specialis(comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge) -> Opinion:
    """Say which norm is the special one: its whole box lies strictly within that of the other.

    For how long a norm is in force does not count: what is merely newer is not special. A special norm of a lower rank,
    or of another legal order, does not set aside a general one.

    Source: a general principle of law; International Law Commission, Fragmentation of International Law (2006), part C.
    """
    word, cited = "lex-specialis", ("general principle of law",)
    box = combine(found.relation for axis, found in comparison.axes.items() if axis != "validity")
    if box not in (Relation.WITHIN, Relation.CONTAINS):
        return Opinion(word, Side.SILENT, f"neither norm lies wholly within the other: their boxes are {_BOX[box]}")
    side = Side.LEFT if box is Relation.WITHIN else Side.RIGHT
    special, general = _ordered(comparison, side)
    same, why = _same_order(special, general, hierarchy, knowledge)
    if not same:
        return Opinion(word, Side.SILENT, f"{name(special)} is narrower than {name(general)}, but {why}", cited)
    if _precedence(special, hierarchy) < _precedence(general, hierarchy) and _source(special) != _source(general):
        reason = f"{name(special)} is narrower than {name(general)}, but of a lower rank"
        return Opinion(word, Side.SILENT, reason, cited)
    return Opinion(word, side, f"{name(special)} lies wholly within {name(general)}", cited)


def lex_posterior(comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge) -> Opinion:
    """Say which norm is the later one, among norms of one rank in one legal order.

    The days of adoption count if both are known, else those of entry into force; never one against the other. Between
    treaties the later one prevails among the States that are parties to both.

    Source: a general principle of law; VCLT arts 30(3), 30(4) and 59.
    """
    word = "lex-posterior"
    left, right = comparison.left, comparison.right
    same, why = _same_order(left, right, hierarchy, knowledge)
    if not same:
        return Opinion(word, Side.SILENT, why)
    if _source(left) == _source(right):
        return Opinion(word, Side.SILENT, why)
    if _precedence(left, hierarchy) != _precedence(right, hierarchy):
        return Opinion(word, Side.SILENT, "the norms have different ranks")
    if hierarchy.ranks[left.rank or ""].order == SOFT:
        return Opinion(word, Side.SILENT, "what does not bind repeals nothing")
    verb, days = "adopted", [hierarchy.adopted.get(norm.instrument) for norm in (left, right)]
    if None in days:
        verb, days = "in force", [norm.validity.low for norm in (left, right)]
    ours, theirs = days
    if ours is None or theirs is None:
        return Opinion(word, Side.SILENT, "nothing says which norm is the later one")
    if ours == theirs:
        return Opinion(word, Side.SILENT, f"both norms were {verb} on {ours}")
    side = Side.LEFT if ours > theirs else Side.RIGHT
    later, earlier = _ordered(comparison, side)
    reason = f"{name(later)} ({verb} {max(ours, theirs)}) is later than {name(earlier)} ({min(ours, theirs)})"
    if lex_specialis(comparison, hierarchy, knowledge).prefers is _other(side):
        reason += ", though a later general rule is not presumed to repeal an earlier special one"
    if left.rank == TREATY:
        return Opinion(word, side, f"{reason}, among parties to both", ("VCLT art. 30(3)", "VCLT art. 30(4)(a)"))
    return Opinion(word, side, reason, ("general principle of law",))


_PRINCIPLES: Mapping[str, Callable[[NormComparison, Hierarchy, Knowledge], Opinion]] = {
    "peremptory-norm": peremptory_norm,
    "un-charter-103": un_charter_103,
    "declared-precedence": declared_precedence,
    "lex-superior": lex_superior,
    "pro-persona": pro_persona,
    "lex-specialis": lex_specialis,
    "lex-posterior": lex_posterior,
}
PRINCIPLES: tuple[str, ...] = tuple(_PRINCIPLES)
"""The words for the principles, in the order of the default policy."""

_BOX = {
    Relation.EQUAL: "equal",
    Relation.OVERLAPS: "partly the same",
    Relation.DISJOINT: "apart",
    Relation.UNKNOWN: "of unknown relation",
}


def _no_excuse(comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge) -> Opinion | None:
    """Return that a treaty stands between States, if a statute of a State for which it is in force is against it.

    Source: VCLT art. 27: a party may not invoke its internal law as justification for its failure to perform a treaty.
    """
    for side, treaty, statute in _sides(comparison):
        ranks = [hierarchy.ranks.get(norm.rank or "") for norm in (treaty, statute)]
        if [rank and rank.order for rank in ranks] != [INTERNATIONAL, NATIONAL] or treaty.force is not Force.BINDING:
            continue
        state = _state(statute, knowledge)
        if state and _bound_throughout(state, treaty.place, comparison, knowledge):
            reason = (
                f"between States, {name(treaty)} stands: {knowledge.label(state)} may not invoke {name(statute)} to "
                "justify that it does not perform the treaty, whatever that is worth at home"
            )
            return Opinion("internal-law-no-excuse", side, reason, ("VCLT art. 27",))
    return None


def _same_order(left: Norm, right: Norm, hierarchy: Hierarchy, knowledge: Knowledge) -> tuple[bool, str]:
    """Return whether both norms are of one legal order; if so, its name, else why not."""
    if _source(left) == _source(right) and _source(left):
        return True, "both norms stand in the same text"
    for norm in (left, right):
        if (norm.rank or "") not in hierarchy.ranks:
            return False, f"nothing says what rank {name(norm)} has"
    ours, theirs = (hierarchy.ranks[norm.rank or ""].order for norm in (left, right))
    if SOFT in (ours, theirs):
        soft = left if ours == SOFT else right
        return ours == theirs, f"{name(soft)} is soft law, which knows no ranks"
    labels = [_order_label(each, knowledge) for each in (ours, theirs)]
    if ours != theirs:
        return False, f"no rank reaches across legal orders ({labels[0]}, {labels[1]})"
    if ours != NATIONAL:
        return True, labels[0]
    states = [_state(norm, knowledge) for norm in (left, right)]
    if None in states:
        missing = left if states[0] is None else right
        return False, f"nothing says to which State {name(missing)} belongs"
    if any(_lies_in(a, b, None, knowledge) for a, b in (states, states[::-1])):
        return True, f"the law of {knowledge.label(states[0])}"
    return False, f"{knowledge.label(states[0])} and {knowledge.label(states[1])} have legal orders of their own"


def _is_primary(
    european: Norm, national: Norm, comparison: NormComparison, hierarchy: Hierarchy, knowledge: Knowledge
) -> bool:
    """Say whether the first is law of the Union and the second that of a Member State, whenever the two meet."""
    ranks = [hierarchy.ranks[norm.rank or ""].order for norm in (european, national)]
    state = _state(national, knowledge)
    if ranks != [EU_LAW, NATIONAL] or state is None or european.force is not Force.BINDING:
        return False
    return _bound_throughout(state, _EU, comparison, knowledge)


def _primacy(european: Norm, national: Norm, knowledge: Knowledge) -> tuple[str, tuple[str, ...]]:
    state = knowledge.label(_state(national, knowledge))
    reason = f"law of the Union has primacy over the law of {state}, a Member State, of whose order it is a part"
    cited = ["CJEU 6/64 Costa v ENEL", "CJEU 106/77 Simmenthal"]
    if national.rank == CONSTITUTION:
        reason += ", even over its constitution, which some constitutional courts contest"
        cited.append("CJEU 11/70 Internationale Handelsgesellschaft")
    if european.rank == DIRECTIVE:
        reason += "; a court sets the national norm aside only if the directive has direct effect"
        cited.append("CJEU C-573/17 Popławski II")
    return reason, tuple(cited)


def _state(norm: Norm, knowledge: Knowledge) -> str | None:
    """Return the State whose law a national norm is: that of its issuer if this is a place, else where it applies."""
    return norm.issuer if norm.issuer in knowledge.places else norm.place


def _lies_in(inner: str | None, outer: str | None, day: date | None, knowledge: Knowledge) -> bool:
    if inner is None or outer is None:
        return outer is None
    return knowledge.places.within(inner, outer, day or date(2000, 1, 1)) is True


def _bound_throughout(state: str, organisation: str | None, comparison: NormComparison, knowledge: Knowledge) -> bool:
    """Say whether a State is a member, or a party, in each of the periods in which the norms meet, of which there are some.

    Each is tried on its first day, or on its last if it has always begun.
    """
    days = []
    for period in comparison.periods:
        last = period.high - timedelta(days=1) if period.high else None
        days.append(period.low or last or date(2000, 1, 1))
    return bool(days) and all(_lies_in(state, organisation, day, knowledge) for day in days)


def _source(norm: Norm) -> str:
    """Return the text in which a norm stands: its instrument, or the document of a draft."""
    document, mark, _ = norm.id.partition("#")
    return norm.instrument or (document if mark else "")


def _precedence(norm: Norm, hierarchy: Hierarchy) -> int:
    rank = hierarchy.ranks.get(norm.rank or "")
    return rank.precedence if rank else 0


def _is_kind_of_any(right: str, wider: Iterable[str], knowledge: Knowledge) -> bool:
    taxonomy = knowledge.taxonomy
    return right in taxonomy and any(each in taxonomy and taxonomy.is_kind_of(right, each) for each in wider)


def _sides(comparison: NormComparison) -> tuple[tuple[Side, Norm, Norm], ...]:
    left, right = comparison.left, comparison.right
    return (Side.LEFT, left, right), (Side.RIGHT, right, left)


def _ordered(comparison: NormComparison, side: Side) -> tuple[Norm, Norm]:
    """Return the norm of a side, then the other."""
    left, right = comparison.left, comparison.right
    return (left, right) if side is Side.LEFT else (right, left)


def _other(side: Side) -> Side:
    return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(side, side)


def _rank_label(rank: Rank) -> str:
    return uncapitalised(rank.label) if rank.label else f"rank {rank.precedence}"


def _order_label(order: str, knowledge: Knowledge) -> str:
    return f"the {uncapitalised(knowledge.label(order))}"
