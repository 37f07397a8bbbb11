"""The rule `narrowed-duty`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import Relation
from rightsnet.model.rule import Case, PairRule


class NarrowedDuty(PairRule):
    """A duty that can be met only in the ways that another norm leaves open.

    What it finds:
        An obligation and a prohibition that meet, where some ways of doing what is owed are forbidden and others are
        not. It is a note, not a conflict: a duty asks for some act of its kind, and an allowed one is enough.

    Why it matters:
        The drafter may believe that every way is open. If the ways that remain are not feasible, or cost a right more,
        the duty is in truth a different one.

    What it leaves alone:
        A duty of which every way is forbidden (see impossible-duty); acts that exclude each other.

    Sources:
        Specification §3, second row. Alf Ross, Imperatives and Logic (1941), on why a duty to do something general does
        not order each way of doing it.
    """

    severity = Severity.NOTE
    left = Modality.OBLIGATION
    right = Modality.PROHIBITION
    acts = frozenset({Relation.CONTAINS, Relation.OVERLAPS, Relation.UNKNOWN})
    message = "Under {left}, {bearer} must {act}; some of the ways to do so are forbidden by {right}: {other}."
    help = "Say in the norm which ways you mean, or check that the ways that remain serve its aim."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: moderate, modality: duty, bearer: OnlinePlatform, action: ModerateContent}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: MonitorGenerally}
            """,
            frozenset({("moderate", "ban")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # every way is forbidden: that is a contradiction, reported as such
            """
            - {id: scan, modality: duty, bearer: OnlinePlatform, action: MonitorGenerally}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: DetectContent}
            """
        ),
        Case(  # a permission is not a duty
            """
            - {id: moderate, modality: permission, bearer: OnlinePlatform, action: ModerateContent}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: MonitorGenerally}
            """
        ),
    )
