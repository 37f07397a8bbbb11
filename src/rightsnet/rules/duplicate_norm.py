"""The rule `duplicate-norm`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.relation import Relation
from rightsnet.model.rule import Case, PairRule, Via


class DuplicateNorm(PairRule):
    """Two norms that say the same.

    What it finds:
        Two norms of one modality that are equal in every respect: bearer, place, time, circumstance, act and all limits.

    Why it matters:
        One of them is superfluous, and an amendment of the other will be overlooked in it.

    What it leaves alone:
        Norms of which one says more (see redundant-norm). A binding norm that repeats one that does not bind.

    Sources:
        Specification §7, last sentence.
    """

    family = "redundancy"
    severity = Severity.NOTE
    left = None
    right = None
    acts = frozenset({Relation.EQUAL})
    via = Via.SAME
    message = "{left} says the same as {right}."
    help = "Keep one of the two."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: one, modality: duty, bearer: HostingProvider, action: GiveStatementOfReasons}
            - {id: two, modality: obligation, bearer: HostingProvider, action: GiveStatementOfReasons}
            """,
            frozenset({("one", "two")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: one, modality: duty, bearer: HostingProvider, action: GiveStatementOfReasons}
            - {id: two, modality: duty, bearer: OnlinePlatform, action: GiveStatementOfReasons}
            """
        ),
    )
