"""The rule `absolute-right-limited`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import untouchable
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case


class AbsoluteRightLimited(InterferenceRule):
    """A norm that limits a right which nothing may limit.

    What it finds:
        A norm of a public authority whose act interferes with a right, or that forbids conduct by which the right is
        exercised, where a binding instrument lets that right be limited on no ground at all.

    Why it matters:
        No law, aim or necessity justifies it: freedom of opinion, freedom from torture, slavery and retroactive
        punishment hold in every situation.

    What it leaves alone:
        Rights that the instrument lets be limited under conditions; instruments that do not bind the author of the norm
        at that place on that day. Norms that suspend a right in an emergency (see invalid-derogation).

    Sources:
        ICCPR arts 7, 8(1)-(2), 15, 16, 18(1)-(2), 19(1). ECHR arts 3, 4(1), 7. EU Charter arts 1, 4. Human Rights
        Committee, General Comment 34, para. 9.
    """

    severity = Severity.ERROR

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for the clauses that allow no limitation."""
        clauses = untouchable(interference, knowledge)
        if clauses:
            yield Failure(
                clauses,
                f"This norm limits {RIGHT}, which admits no limitation.",
                "Take the limitation out: no aim and no safeguard can justify it.",
                self.severity,
                at="action",
            )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: thought, modality: prohibition, bearer: Individual, action: HoldOpinion, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 1}
            """,
            frozenset({("thought",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: speech, modality: prohibition, bearer: Individual, action: AdvertisePolitically, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, aim: [RightsOfOthers], legal_basis: s 1}
            """,
            against="law",
        ),
    )
