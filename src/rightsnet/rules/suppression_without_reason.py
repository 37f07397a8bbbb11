"""The rule `suppression-without-reason`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case, Rule


class SuppressionWithoutReason(Rule):
    """A suppression that does not say why.

    What it finds:
        A comment `# rightsnet: ignore RULE` without `-- reason` after it. Nothing is suppressed by it.

    Why it matters:
        A finding that is set aside was a legal question, and whoever reads the text next must be able to judge the answer.
        Without a reason nobody can tell a considered decision from a nuisance that was silenced.

    What it leaves alone:
        Whether the reason is a good one. What is known from a baseline, which needs no reason.

    Sources:
        None in the law: this is about how a file of norms is kept.
    """

    family = "shape"
    severity = Severity.ERROR
    message: ClassVar[str] = "This comment is to suppress “{rule}” but gives no reason, so it suppresses nothing."
    """A sentence with the name of the suppressed ``{rule}`` in it."""
    help: ClassVar[str] = "Write the reason after two hyphens: # rightsnet: ignore RULE -- the reason."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            # rightsnet: ignore void-permission
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            """,
            frozenset({("may",)}),
        ),
        Case(
            """
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            - {id: ban, modality: prohibition, bearer: Individual, action: HackDevice}  # rightsnet: ignore no-legal-basis --
            """,
            frozenset({("ban",)}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            # rightsnet: ignore void-permission -- The court will decide.
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            """
        ),
    )
