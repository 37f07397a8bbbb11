"""The rule `no-legitimate-aim`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import aimless, permits
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.finding import Severity
from rightsnet.model.names import local_name
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
        Aims that are stated but not permitted (see aim-not-permitted). Clauses without a list of aims. Norms that suspend
        a right in an emergency (see invalid-derogation).

    Sources:
        ICCPR arts 12(3), 18(3), 19(3), 21, 22(2); General Comment 34, paras 21-22, 27. ECHR arts 8(2)-11(2). EU Charter
        art. 52(1).
    """

    severity = Severity.ERROR

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for the clauses with a list of aims, if the norm states none."""
        clauses = aimless(interference, knowledge)
        if clauses:
            known = {aim for clause in clauses for aim in clause.aims} | {each.narrower for each in knowledge.readings}
            shared = sorted(
                local_name(aim)
                for aim in known
                if all(permits(each, aim, knowledge) == (True, False) for each in clauses)
            )
            names = (
                f"every one of the clauses permits: {', '.join(shared)}"
                if shared
                else "the clauses permit none in common"
            )
            yield Failure(
                clauses,
                f"This norm limits {RIGHT} but states no aim.",
                f"Add `aim:` with what the limitation serves; {names}.",
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
