"""The rule `void-permission`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule


class VoidPermission(PairRule):
    """A permission all of which another norm forbids.

    What it finds:
        A permission, liberty or power and a prohibition that meet, where everything permitted lies within what is
        forbidden.

    Why it matters:
        Whoever relies on the permission is punished for it, or a power is exercised that its holder does not have.

    What it leaves alone:
        A prohibition of some of the permitted acts only (see partly-void-permission). A permission of something narrower
        that declares itself an exception. A liberty that its own instrument lets be restricted (`subject_to` a
        limitation clause): whether the restriction is justified is for the rules on interference.

    Sources:
        Specification §3, third row. Georg Henrik von Wright, Norm and Action (1963), ch. VII, on strong permission.
    """

    severity = Severity.ERROR
    left = Modality.PERMISSION
    right = Modality.PROHIBITION
    acts = INSIDE
    message = "Under {left}, {bearer} may {act}, which is forbidden by {right}: the permission is void."
    help = (
        "Drop the permission, confine it to what the prohibition leaves open, or declare the exception (`exception_to`) "
        "if the other norm lets you make one."
    )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: may, modality: power, bearer: LawEnforcementAuthority, action: HackDevice}
            - {id: ban, modality: prohibition, bearer: State, action: SurveillanceAct}
            """,
            frozenset({("may", "ban")}),
        ),
        Case(
            """
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            - {id: ban, modality: prohibition, bearer: Individual, action: CriticisePublicAuthority}
            """,
            frozenset({("may", "ban")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # only part of what is permitted is forbidden
            """
            - {id: may, modality: liberty, bearer: Individual, action: ImpartInformation}
            - {id: ban, modality: prohibition, bearer: Individual, action: AdvertisePolitically}
            """
        ),
        Case(  # no common bearer
            """
            - {id: may, modality: liberty, bearer: Individual, action: UseEncryption}
            - {id: ban, modality: prohibition, bearer: State, action: UseEncryption}
            """
        ),
        Case(  # the permission says that it is an exception
            """
            - {id: may, modality: power, bearer: LawEnforcementAuthority, action: HackDevice, exception_to: ["#ban"]}
            - {id: ban, modality: prohibition, bearer: State, action: SurveillanceAct}
            """
        ),
    )
