"""The rule `typical-side-effect`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule, Via


class TypicalSideEffect(PairRule):
    """A duty that, as it is usually carried out, does what another norm forbids.

    What it finds:
        An obligation and a prohibition that meet, where doing what is owed typically, though not always, entails an act that
        lies within what is forbidden. It is a note on a risk, never a contradiction.

    Why it matters:
        Filtering uploads usually turns into monitoring everybody. The duty can be met without that, but not by whoever
        takes the usual way.

    What it leaves alone:
        What the act entails necessarily (see indirectly-impossible-duty) and what it entails only now and then.

    Sources:
        Specification §3: only a necessary entailment can make a contradiction. CJEU C-401/19 Poland v Parliament and Council
        (26 April 2022), on filters that cannot tell lawful content from unlawful.
    """

    severity = Severity.NOTE
    left = Modality.OBLIGATION
    right = Modality.PROHIBITION
    acts = INSIDE
    via = Via.TYPICAL
    unless = ("impossible-duty", "indirectly-impossible-duty")
    message = "Under {left}, {bearer} must {act}; as a rule that means to {entailed}, which is forbidden by {right}."
    help = "Say how the duty is to be met without the side effect, and name the safeguard that rules it out."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: filter, modality: duty, bearer: OnlinePlatform, action: FilterUploads}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: MonitorGenerally}
            """,
            frozenset({("filter", "ban")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # necessary: that is a contradiction and reported as such
            """
            - {id: verify, modality: duty, bearer: OnlinePlatform, action: VerifyAge}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: ProcessPersonalData}
            """
        ),
    )
