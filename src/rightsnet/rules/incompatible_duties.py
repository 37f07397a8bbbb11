"""The rule `incompatible-duties`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import DECIDED_MEETING, Relation
from rightsnet.model.rule import Case, PairRule, Via


class IncompatibleDuties(PairRule):
    """Two duties of which each can be met, but not both.

    What it finds:
        Two obligations that bind a common bearer at one place and time and whose acts are incompatible: to retain data and
        to erase them, to keep a measure secret and to notify the person concerned.

    Why it matters:
        Whoever owes both breaks one. Which one is then decided by whoever enforces first, not by law.

    What it leaves alone:
        Duties on different things or towards different people. A duty to keep something up for a time beside a duty to do
        the opposite once, unless the second falls due wholly within the first: keeping for six months and erasing within a
        year can both be done. Declared exceptions.

    Sources:
        Specification §3, row on incompatible acts, and its paragraph on windows. Directive 2002/58/EC art. 6(1) against
        national retention duties; the incompatibilities are stated in the ontology of actions.
    """

    severity = Severity.ERROR
    left = Modality.OBLIGATION
    right = Modality.OBLIGATION
    acts = DECIDED_MEETING | {Relation.OVERLAPS, Relation.UNKNOWN}
    via = Via.INCOMPATIBLE
    message = "Under {left}, {bearer} must {act}, and under {right} {other}: each can be done, but not both."
    help = "Say when each of the duties applies, so that they never fall together, or declare which of them yields."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: keep, modality: duty, bearer: DataController, action: RetainData, object: TrafficData}
            - {id: erase, modality: duty, bearer: DataController, action: EraseData, object: TrafficData}
            """,
            frozenset({("erase", "keep")}),
        ),
        Case(  # erasure falls due while the data must still be kept
            """
            - {id: keep, modality: duty, bearer: DataController, action: RetainData,
               window: {from: PT0S, until: P12M, after: UserObjected, mode: maintenance}}
            - {id: erase, modality: duty, bearer: DataController, action: EraseData,
               window: {from: PT0S, until: P6M, after: UserObjected}}
            """,
            frozenset({("erase", "keep")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # first keep, then erase
            """
            - {id: keep, modality: duty, bearer: DataController, action: RetainData,
               window: {from: PT0S, until: P6M, after: UserObjected, mode: maintenance}}
            - {id: erase, modality: duty, bearer: DataController, action: EraseData,
               window: {from: PT0S, until: P12M, after: UserObjected}}
            """
        ),
        Case(  # about different things
            """
            - {id: keep, modality: duty, bearer: DataController, action: RetainData, object: ConnectionRecords}
            - {id: erase, modality: duty, bearer: DataController, action: EraseData, object: ApplicationAccessRecords}
            """
        ),
        Case(  # taking down and preserving a copy are compatible
            """
            - {id: remove, modality: duty, bearer: HostingProvider, action: RemoveContent}
            - {id: preserve, modality: duty, bearer: HostingProvider, action: PreserveContent}
            """
        ),
    )
