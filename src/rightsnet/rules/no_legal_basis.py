"""The rule `no-legal-basis`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import DEMANDED, RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import lawless, made_by_the_executive
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case


class NoLegalBasis(InterferenceRule):
    """A norm that limits a right and names no law as its basis.

    What it finds:
        An interference with a right that an instrument lets be limited only by law, where the norm states no legal
        basis. If a basis is stated, but the norm is an act of the executive and no safeguard says that a law carries it,
        that is a warning.

    Why it matters:
        A limitation that is not laid down in accessible and precise law gives whoever applies it unfettered discretion,
        and people cannot foresee what is asked of them.

    What it leaves alone:
        Whether the law that is named is precise enough: that is a lawyer's judgement. Clauses that demand no law.
        Norms that suspend a right in an emergency (see invalid-derogation).

    Sources:
        ICCPR art. 19(3) ("provided by law"); General Comment 34, paras 24-26. ECHR arts 8(2)-11(2) and Sunday Times v
        United Kingdom (1979), paras 47-49. EU Charter art. 52(1). Siracusa Principles 15-18.
    """

    severity = Severity.ERROR

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for the clauses that demand a law, if the norm names none."""
        clauses = lawless(interference, knowledge)
        if clauses:
            enterprise = all(clause.addressee is not None for clause in clauses)
            what = "published rule on which it rests" if enterprise else "legal basis"
            yield Failure(
                clauses,
                f"This norm limits {RIGHT} but names no {what}; a limitation must be {DEMANDED}.",
                "Add `legal_basis:` with the section that lays the limitation down and defines its terms.",
                self.severity,
                demanded=tuple(clause.legality for clause in clauses),
            )
        clauses = made_by_the_executive(interference, knowledge)
        if clauses:
            yield Failure(
                clauses,
                f"This norm limits {RIGHT} by an act of the executive, and nothing says that a law empowers the executive "
                "to do so.",
                "Name in `legal_basis:` the provision of the statute that empowers the executive, and add LegalBasis to "
                "`safeguards:` to say so.",
                Severity.WARNING,
                key=("rank",),
                at="legal_basis",
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
        Case(
            """
            - {id: decree, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: DEU, issuer: DEU,
               rank: decree, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 1}
            """,
            frozenset({("decree",)}),
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
        Case(  # a decree under a statute that it names
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: DEU, issuer: DEU,
               rank: decree, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 9 of the Network Act,
               safeguards: [LegalBasis]}
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
