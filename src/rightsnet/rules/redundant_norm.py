"""The rule `redundant-norm`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule, Via


class RedundantNorm(PairRule):
    """A norm that says nothing which another norm does not say already.

    What it finds:
        Two norms of one modality where complying with the second always complies with the first: for duties, whoever owes
        the second owes at least as specific an act, wherever and whenever the first applies; for prohibitions, permissions
        and exemptions, the whole of the first lies within the second.

    Why it matters:
        Repetition looks like an addition, and sooner or later the two texts are amended apart. A State may not even repeat
        what a regulation of the Union already says.

    What it leaves alone:
        Norms that are equal in every respect (see duplicate-norm). A binding norm beside one that does not bind: it adds its
        force.

    Sources:
        Specification §7. CJEU 34/73 Variola (10 October 1973) on national law that repeats a regulation.
    """

    family = "redundancy"
    severity = Severity.NOTE
    left = None
    right = None
    acts = INSIDE
    via = Via.SAME
    message = "{left} adds nothing: whoever complies with {right} complies with it."
    help = "Drop the norm, or say what it adds."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(  # a duty to give reasons is met by everybody who meets the wider and stricter one
            """
            - {id: tell, modality: duty, bearer: OnlinePlatform, action: NotifyAffectedUser}
            - {id: reasons, modality: duty, bearer: HostingProvider, action: GiveStatementOfReasons}
            """,
            frozenset({("tell", "reasons")}),
        ),
        Case(
            """
            - {id: narrow, modality: prohibition, bearer: OnlinePlatform, action: MonitorGenerally}
            - {id: wide, modality: prohibition, bearer: HostingProvider, action: DetectContent}
            """,
            frozenset({("narrow", "wide")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # being told is not yet being told why
            """
            - {id: reasons, modality: duty, bearer: OnlinePlatform, action: GiveStatementOfReasons}
            - {id: tell, modality: duty, bearer: HostingProvider, action: NotifyAffectedUser}
            """
        ),
        Case(  # the other one is not in force for all of the time
            """
            - {id: narrow, modality: prohibition, bearer: OnlinePlatform, action: MonitorGenerally}
            - {id: wide, modality: prohibition, bearer: HostingProvider, action: DetectContent,
               valid: {from: 2027-01-01}}
            """
        ),
    )
