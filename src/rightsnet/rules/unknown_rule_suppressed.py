"""The rule `unknown-rule-suppressed`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case, Rule


class UnknownRuleSuppressed(Rule):
    """A suppression of a rule that does not exist.

    What it finds:
        A comment `# rightsnet: ignore RULE -- reason` that names no rule, or something that is not the name of a rule.

    Why it matters:
        The comment has no effect. What it was to suppress is still reported, or is suppressed by nothing when the name is
        mended; either way the file says something that is not so.

    What it leaves alone:
        Comments in which `rightsnet:` is not followed by `ignore`.

    Sources:
        None in the law: this is about how a file of norms is kept.
    """

    family = "shape"
    severity = Severity.ERROR
    message: ClassVar[str] = "This comment is to suppress “{rule}”, but there is no rule of that name."
    """A sentence with the ``{rule}`` that does not exist in it."""
    nameless: ClassVar[str] = "This comment is to suppress something but names no rule."
    help: ClassVar[str] = "`rightsnet explain` lists the rules."

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            # rightsnet: ignore void-permision -- The court will decide.
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            """,
            frozenset({("may",)}),
        ),
        Case(
            """
            # rightsnet: ignore -- The court will decide.
            - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority}
            """,
            frozenset({("may",)}),
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
