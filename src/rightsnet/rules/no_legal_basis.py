"""The rule `no-legal-basis`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import Failure, Interference, InterferenceRule
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.wording import uncapitalised
from rightsnet.model.finding import Severity
from rightsnet.model.law import ClauseForm
from rightsnet.model.rule import Case


class NoLegalBasis(InterferenceRule):
    """A norm that limits a right and names no law as its basis.

    What it finds:
        An interference with a right that a binding instrument lets be limited only by law, where the norm states no
        legal basis.

    Why it matters:
        A limitation that is not laid down in accessible and precise law gives whoever applies it unfettered discretion,
        and people cannot foresee what is asked of them.

    What it leaves alone:
        Whether the law that is named is precise enough: that is a lawyer's judgement. Clauses that demand no law.

    Sources:
        ICCPR art. 19(3) ("provided by law"); General Comment 34, paras 24-26. ECHR arts 8(2)-11(2) and Sunday Times v
        United Kingdom (1979). EU Charter art. 52(1). Siracusa Principles 15-18.
    """

    severity = Severity.ERROR

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for the clauses that demand a law, if the norm names none."""
        clauses = tuple(c for c in interference.clauses if c.legality and c.form is not ClauseForm.NONE)
        if clauses and not interference.norm.legal_basis:
            right = uncapitalised(knowledge.label(interference.right))
            demanded = "; ".join(dict.fromkeys(f"“{clause.legality}”" for clause in clauses))
            yield Failure(
                clauses,
                f"This norm limits {right} but names no legal basis; a limitation must be {demanded}.",
                "Add `legal_basis:` with the section that lays the limitation down and defines its terms.",
                self.severity,
            )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity]}
            """,
            frozenset({("block",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 4(1)}
            """,
            against="law",
        ),
        Case(  # teaching people limits no right
            """
            - {id: teach, modality: duty, bearer: State, action: PromoteMediaLiteracy, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}}
            """,
            against="law",
        ),
    )
