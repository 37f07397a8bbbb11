"""The rule `no-legitimate-aim`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import Failure, Interference, InterferenceRule
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.wording import uncapitalised
from rightsnet.model.finding import Severity
from rightsnet.model.law import ClauseForm
from rightsnet.model.rule import Case


class NoLegitimateAim(InterferenceRule):
    """A norm that limits a right and states no aim.

    What it finds:
        An interference with a right that a binding instrument lets be limited for certain aims only, where the norm states
        none.

    Why it matters:
        Without an aim, necessity and proportionality cannot be examined at all, and the State cannot bear the burden of
        justifying the limitation.

    What it leaves alone:
        Aims that are stated but not permitted (see aim-not-permitted). Clauses without a list of aims.

    Sources:
        ICCPR arts 12(3), 18(3), 19(3), 21, 22(2); General Comment 34, paras 21-22, 27. ECHR arts 8(2)-11(2). EU Charter
        art. 52(1).
    """

    severity = Severity.ERROR

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for the clauses with a list of aims, if the norm states none."""
        clauses = tuple(c for c in interference.clauses if c.aims and c.form is not ClauseForm.NONE)
        if clauses and not interference.norm.aims:
            right = uncapitalised(knowledge.label(interference.right))
            shared = sorted(
                aim.rsplit("#", 1)[-1] for aim in set.intersection(*(set(clause.aims) for clause in clauses))
            )
            names = ", ".join(shared) or "no aim in common, so state one for each"
            yield Failure(
                clauses,
                f"This norm limits {right} but states no aim.",
                f"Add `aim:` with what the limitation serves; every one of the clauses permits: {names}.",
                self.severity,
            )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, legal_basis: s 4(1)}
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
    )
