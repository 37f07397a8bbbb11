"""The rule `partly-void-permission`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import Relation
from rightsnet.model.rule import Case, PairRule


class PartlyVoidPermission(PairRule):
    """A permission part of which another norm forbids.

    What it finds:
        A permission, liberty or power and a prohibition that meet, where some of what is permitted is forbidden. Unlike a
        duty, a permission reaches every act of its kind, so the common part is a contradiction.

    Why it matters:
        The holder cannot tell from the permission alone how far it goes; courts will, after the fact.

    What it leaves alone:
        A permission that is forbidden whole (see void-permission); declared exceptions; a liberty that its own
        instrument lets be restricted.

    Sources:
        Specification §3, fourth row. Georg Henrik von Wright, Norm and Action (1963), ch. VII.
    """

    severity = Severity.WARNING
    left = Modality.PERMISSION
    right = Modality.PROHIBITION
    acts = frozenset({Relation.CONTAINS, Relation.OVERLAPS, Relation.UNKNOWN})
    message = "Under {left}, {bearer} may {act}; part of that is forbidden by {right}: {other}."
    help = "Take the forbidden part out of the permission, or declare which of the two norms yields."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: may, modality: power, bearer: ExecutiveGovernment, action: OrderContentRestriction}
            - {id: ban, modality: prohibition, bearer: State, action: OrderServiceBlocking}
            """,
            frozenset({("may", "ban")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # the whole of the permission is void
            """
            - {id: may, modality: power, bearer: ExecutiveGovernment, action: OrderServiceBlocking}
            - {id: ban, modality: prohibition, bearer: State, action: OrderContentRestriction}
            """
        ),
        Case(  # different places
            """
            - {id: may, modality: power, bearer: ExecutiveGovernment, action: OrderContentRestriction, place: BRA}
            - {id: ban, modality: prohibition, bearer: State, action: OrderServiceBlocking, place: DEU}
            """
        ),
    )
