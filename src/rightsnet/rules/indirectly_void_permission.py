"""The rule `indirectly-void-permission`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule, Via


class IndirectlyVoidPermission(PairRule):
    """A permission that cannot be used without doing what another norm forbids.

    What it finds:
        A permission, liberty or power and a prohibition that meet, where doing what is permitted necessarily entails an act
        that lies within what is forbidden.

    Why it matters:
        The permission looks like a right or a competence and is none.

    What it leaves alone:
        What the act entails only as a rule. Acts that are themselves forbidden (see void-permission,
        partly-void-permission). Liberties that their own instrument lets be restricted.

    Sources:
        Specification §3, row on entailment of a permission.
    """

    severity = Severity.ERROR
    left = Modality.PERMISSION
    right = Modality.PROHIBITION
    acts = INSIDE
    via = Via.NECESSARY
    unless = ("void-permission", "partly-void-permission")
    message = "Under {left}, {bearer} may {act}; that unavoidably means to {entailed}, which is forbidden by {right}."
    help = "Permit an act that does not entail what is forbidden, or obtain and declare an exception."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: hack, modality: power, bearer: LawEnforcementAuthority, action: HackDevice}
            - {id: ban, modality: prohibition, bearer: LawEnforcementAuthority, action: ProcessPersonalData}
            """,
            frozenset({("hack", "ban")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # interception is typical of hacking, not necessary
            """
            - {id: hack, modality: power, bearer: LawEnforcementAuthority, action: HackDevice}
            - {id: ban, modality: prohibition, bearer: LawEnforcementAuthority, action: InterceptInBulk}
            """
        ),
    )
