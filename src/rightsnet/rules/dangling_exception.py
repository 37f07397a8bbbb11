"""The rule `dangling-exception`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case, Rule


class DanglingException(Rule):
    """An exception, or another declaration of precedence, that refers to nothing.

    What it finds:
        A norm that declares itself an exception to, subject to, without prejudice to or prevailing over a norm or provision
        that does not exist in the text to which the reference points.

    Why it matters:
        The exception has no effect: the norm that it was meant to soften applies in full. Such references are left behind
        when a bill is renumbered, and nobody notices until somebody relies on the exception.

    What it leaves alone:
        A fragment such as `#s9` in a file of norms that has none of that name: reading the file fails already. References to
        texts that are not loaded. References to a whole instrument or article of which any part is there. An
        exception to a norm that it never meets: that is for a reader to judge.

    Sources:
        Specification §3 and §6, "an exception that refers to nothing". Joint Practical Guide of the European Parliament, the
        Council and the Commission for persons involved in the drafting of legislation (2015), guideline 16, on references.
    """

    family = "precedence"
    severity = Severity.ERROR
    message: ClassVar[str] = "{norm} {declares} {named}, which does not exist."
    """A sentence with ``{norm}``, ``{declares}`` (see `declares`) and ``{named}`` in it."""
    help: ClassVar[str] = "Correct the reference, or drop the declaration."
    declares: ClassVar[dict[str, str]] = {
        "exception_to": "declares itself an exception to",
        "subject_to": "declares that it yields to",
        "without_prejudice_to": "leaves untouched",
        "overrides": "declares that it prevails over",
    }
    """What a norm says under each key."""

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: may, modality: power, bearer: LawEnforcementAuthority, action: HackDevice,
               exception_to: ["https://example.org/case#s9"]}
            - {id: ban, modality: prohibition, bearer: State, action: SurveillanceAct}
            """,
            frozenset({("may",)}),
        ),
        Case(
            """
            - {id: keep, modality: duty, bearer: DataController, action: RetainData, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, subject_to: ["id:gdpr-171-1"]}
            """,
            frozenset({("keep",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: may, modality: power, bearer: LawEnforcementAuthority, action: HackDevice, exception_to: ["#ban"]}
            - {id: ban, modality: prohibition, bearer: State, action: SurveillanceAct}
            """
        ),
        Case(  # law that is not loaded
            """
            - {id: may, modality: power, bearer: LawEnforcementAuthority, action: HackDevice,
               exception_to: ["https://example.org/code#s102"]}
            """
        ),
        Case(  # an article, of which the paragraphs are there
            """
            - {id: keep, modality: duty, bearer: DataController, action: RetainData, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, subject_to: ["id:gdpr-17"]}
            """,
            against="law",
        ),
    )
