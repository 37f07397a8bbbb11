"""The rule `forbidden-imposition`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule, Via


class ForbiddenImposition(PairRule):
    """A duty that its issuer may not impose.

    What it finds:
        An obligation made by an issuer whom another norm forbids to impose an obligation of that kind on that addressee.

    Why it matters:
        The norm is beyond the power of whoever makes it. The addressee may refuse it, courts will set it aside, and until
        they do people live under a duty that the higher law meant to spare them, such as being monitored without cause.

    What it leaves alone:
        Acts that the addressee does of their own accord: the prohibition is on imposing them. Duties of a narrower kind
        than the forbidden one are found too; wider ones are not, since they can be met in other ways. Issuers whom the
        prohibition does not address.

    Sources:
        Specification §3, row on forbidden imposition. Regulation (EU) 2022/2065 (Digital Services Act), art. 8: no general
        obligation to monitor. Hohfeld (1913): an immunity is the correlate of a disability.
    """

    severity = Severity.ERROR
    left = Modality.OBLIGATION
    right = Modality.PROHIBITION
    acts = INSIDE
    via = Via.IMPOSED
    message = "Under {left}, {bearer} must {act}, a duty that {issuer} may not impose under {right}."
    help = (
        "Narrow the duty until it is no longer of the forbidden kind (say what is to be done for whom, when and where), "
        "or drop it."
    )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: scan, modality: duty, bearer: OnlinePlatform, action: MonitorGenerally, issuer: DEU, place: DEU}
            - {id: ban, modality: disability, bearer: State, action: ImposeGeneralMonitoringObligation,
               counterparty: IntermediaryServiceProvider, place: EU}
            """,
            frozenset({("scan", "ban")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # a company's own rule imposes nothing by law
            """
            - {id: scan, modality: duty, bearer: OnlinePlatform, action: MonitorGenerally, issuer: OnlinePlatform,
               place: DEU}
            - {id: ban, modality: disability, bearer: State, action: ImposeGeneralMonitoringObligation,
               counterparty: IntermediaryServiceProvider, place: EU}
            """
        ),
        Case(  # searching for identified items is not general monitoring
            """
            - {id: match, modality: duty, bearer: OnlinePlatform, action: MatchHashes, issuer: DEU, place: DEU}
            - {id: ban, modality: disability, bearer: State, action: ImposeGeneralMonitoringObligation,
               counterparty: IntermediaryServiceProvider, place: EU}
            """
        ),
        Case(  # another legal space
            """
            - {id: scan, modality: duty, bearer: OnlinePlatform, action: MonitorGenerally, issuer: BRA, place: BRA}
            - {id: ban, modality: disability, bearer: State, action: ImposeGeneralMonitoringObligation,
               counterparty: IntermediaryServiceProvider, place: EU}
            """
        ),
    )
