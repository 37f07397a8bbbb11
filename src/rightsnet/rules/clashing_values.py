"""The rule `clashing-values`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import Relation
from rightsnet.model.rule import Case, PairRule, Via


class ClashingValues(PairRule):
    """Two duties that want one thing to have two values at once.

    What it finds:
        Two obligations with the same action and object that meet, and that bound a measure which can have only one value (an
        age, a retention period) to ranges that share none.

    Why it matters:
        At least thirteen and at most twelve cannot both be met; whichever number the bearer applies is wrong.

    What it leaves alone:
        Ranges that overlap: the common part complies with both. Measures that may have several values. Different objects.

    Sources:
        Specification §3, row on single-valued measures. Which measures are single-valued is stated in the ontology.
    """

    severity = Severity.ERROR
    left = Modality.OBLIGATION
    right = Modality.OBLIGATION
    acts = frozenset({Relation.EQUAL})
    via = Via.VALUES
    message = "Under {left} and under {right}, {bearer} must {act}, but with values that share none."
    help = "Agree on one range, or say which of the two norms applies when."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: long, modality: duty, bearer: DataController, action: RetainData, object: TrafficData,
               limits: [{measure: RetentionMonths, min: 12}]}
            - {id: short, modality: duty, bearer: DataController, action: RetainData, object: TrafficData,
               limits: [{measure: RetentionMonths, max: 6}]}
            """,
            frozenset({("long", "short")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # six to twelve months comply with both
            """
            - {id: long, modality: duty, bearer: DataController, action: RetainData, object: TrafficData,
               limits: [{measure: RetentionMonths, min: 6}]}
            - {id: short, modality: duty, bearer: DataController, action: RetainData, object: TrafficData,
               limits: [{measure: RetentionMonths, max: 12}]}
            """
        ),
        Case(  # different data
            """
            - {id: long, modality: duty, bearer: DataController, action: RetainData, object: ConnectionRecords,
               limits: [{measure: RetentionMonths, min: 12}]}
            - {id: short, modality: duty, bearer: DataController, action: RetainData, object: ApplicationAccessRecords,
               limits: [{measure: RetentionMonths, max: 6}]}
            """
        ),
    )
