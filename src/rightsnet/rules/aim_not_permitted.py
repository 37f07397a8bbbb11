"""The rule `aim-not-permitted`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import doubtful_aims
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.wording import uncapitalised
from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case


class AimNotPermitted(InterferenceRule):
    """A norm that limits a right for an aim that the instrument does not permit.

    What it finds:
        An interference with a right whose limitation clause is a closed list of aims, where an aim that the norm states is
        not on the list and counts as none that is. If no stated aim is on the list it is an error; if another stated aim
        carries the limitation it is a warning; if the aim is on the list only by a disputed reading it is a note.

    Why it matters:
        The lists are closed on purpose: national security does not limit the manifestation of belief, and the honour of
        the State limits nothing.

    What it leaves alone:
        Norms that state no aim (see no-legitimate-aim). Whether the aim is the real one.

    Sources:
        ICCPR arts 18(3), 19(3); General Comment 22, para. 8; General Comment 34, paras 22, 28-32. ECHR art. 18.
    """

    severity = Severity.ERROR

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for each aim that some clause does not permit, or permits only arguably."""
        for each in doubtful_aims(interference, knowledge):
            aim = uncapitalised(knowledge.label(each.aim))
            if each.outside:
                yield Failure(
                    each.outside,
                    f"This norm limits {RIGHT} for the aim “{aim}”, which is on no list of permitted grounds there.",
                    "State an aim from the closed list of the clause, and only if the norm truly serves it.",
                    Severity.ERROR if each.alone else Severity.WARNING,
                    key=(each.aim,),
                    at=f"aim {each.aim}",
                )
            else:
                yield Failure(
                    each.disputed,
                    f"This norm limits {RIGHT} for the aim “{aim}”, which is a permitted ground only on a disputed reading.",
                    "Explain why the aim falls under a listed ground, or state the listed ground itself.",
                    Severity.NOTE,
                    key=(each.aim,),
                    at=f"aim {each.aim}",
                    arguable=True,
                )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, legal_basis: s 4(1), aim: [ProtectStateHonour]}
            """,
            frozenset({("block",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, legal_basis: s 4(1), aim: [NationalSecurity]}
            """,
            against="law",
        ),
    )
