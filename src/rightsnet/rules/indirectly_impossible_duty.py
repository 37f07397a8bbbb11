"""The rule `indirectly-impossible-duty`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule, Via


class IndirectlyImpossibleDuty(PairRule):
    """A duty whose act unavoidably does what another norm forbids.

    What it finds:
        An obligation and a prohibition that meet, where doing what is owed necessarily entails an act that lies within what
        is forbidden, although the two acts themselves look unrelated.

    Why it matters:
        The clash hides in how technology works: one cannot verify an age without processing personal data, nor shut a
        network down without making lawful content inaccessible. Drafters of the two norms need not have noticed.

    What it leaves alone:
        What the act entails only as a rule (see typical-side-effect) or now and then. Acts that are themselves forbidden
        (see impossible-duty).

    Sources:
        Specification §3, row on entailment. The entailments, with their strength, are stated in the ontology of actions.
    """

    severity = Severity.ERROR
    left = Modality.OBLIGATION
    right = Modality.PROHIBITION
    acts = INSIDE
    via = Via.NECESSARY
    unless = ("impossible-duty",)
    message = "Under {left}, {bearer} must {act}; that unavoidably means to {entailed}, which is forbidden by {right}."
    help = "Choose an act that does not entail what is forbidden, or obtain and declare an exception."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: verify, modality: duty, bearer: OnlinePlatform, action: VerifyAge}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: ProcessPersonalData}
            """,
            frozenset({("verify", "ban")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # collecting is typical of verifying an age, not necessary
            """
            - {id: verify, modality: duty, bearer: OnlinePlatform, action: VerifyAge}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: CollectPersonalData}
            """
        ),
        Case(  # the wider act can be done in a way that does not entail it
            """
            - {id: assure, modality: duty, bearer: OnlinePlatform, action: AssureAge}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: ProcessPersonalData}
            """
        ),
    )
