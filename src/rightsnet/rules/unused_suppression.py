"""The rule `unused-suppression`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case, Rule


class UnusedSuppression(Rule):
    """A suppression that suppresses nothing.

    What it finds:
        A comment `# rightsnet: ignore RULE -- reason` where the rule finds nothing on the line or in the norm that the
        comment is about.

    Why it matters:
        It looks as if a flaw had been found and accepted, where there is none or none any more. And should the flaw come
        back with a later amendment, nobody would hear of it.

    What it leaves alone:
        Suppressions of rules that `--ignore` or `per-file-ignores` keeps from running, or that the command does not
        have. Suppressions of what is found with `--possible` only. A suppression without a reason or of a rule that does
        not exist: other rules speak of those.

    Sources:
        None in the law: this is about how a file of norms is kept.
    """

    family = "shape"
    severity = Severity.WARNING
    message: ClassVar[str] = "This comment suppresses “{rule}”, which finds nothing here."
    """A sentence with the name of the suppressed ``{rule}`` in it."""
    help: ClassVar[str] = "Remove it, unless a check on another day or against other law needs it."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            # rightsnet: ignore void-permission -- The ban ends before this right begins.
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            """,
            frozenset({("may",)}),
        ),
        Case(  # of two rules that are suppressed, one finds nothing
            """
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            # rightsnet: ignore void-permission, impossible-duty -- The court will decide.
            - {id: ban, modality: prohibition, bearer: Individual, action: CriticisePublicAuthority}
            """,
            frozenset({("ban",)}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            # rightsnet: ignore void-permission -- The court will decide.
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            - {id: ban, modality: prohibition, bearer: Individual, action: CriticisePublicAuthority}
            """
        ),
        Case(  # a comment about something else
            """
            # rightsnet: to be checked again after the second reading
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            """
        ),
    )
