"""The rule `exempted-duty`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule


class ExemptedDuty(PairRule):
    """A duty from which another norm frees whoever owes it.

    What it finds:
        An obligation and an exemption that meet, where what is owed is of the kind that the exemption says is not owed.

    Why it matters:
        A safeguard that one law promises to people (notice, reasons, an appeal) is taken away by another without a word
        to them. The person protected by the duty cannot know which of the two the courts will apply.

    What it leaves alone:
        An exemption from something narrower than the duty: being free of one way of meeting it leaves the others owed.
        Exemptions that the duty's own instrument declares.

    Sources:
        Specification §3, fifth row. Wesley Newcomb Hohfeld, Some Fundamental Legal Conceptions (1913): a privilege not
        to act is the opposite of the duty to act.
    """

    severity = Severity.ERROR
    left = Modality.OBLIGATION
    right = Modality.EXEMPTION
    acts = INSIDE
    message = "Under {left}, {bearer} must {act}; an exemption from this too is granted by {right}."
    help = "Drop the exemption, or show which provision lets you grant it and declare it (`exception_to`)."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: tell, modality: duty, bearer: HostingProvider, action: GiveStatementOfReasons}
            - {id: silent, modality: exemption, bearer: OnlinePlatform, action: NotifyAffectedUser}
            """,
            frozenset({("tell", "silent")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # free of one way of telling, not of telling
            """
            - {id: tell, modality: duty, bearer: HostingProvider, action: NotifyAffectedUser}
            - {id: silent, modality: exemption, bearer: OnlinePlatform, action: GiveStatementOfReasons}
            """
        ),
        Case(  # declared
            """
            - {id: tell, modality: duty, bearer: HostingProvider, action: GiveStatementOfReasons}
            - {id: small, modality: exemption, bearer: OnlinePlatform, action: NotifyAffectedUser,
               exception_to: ["#tell"]}
            """
        ),
    )
