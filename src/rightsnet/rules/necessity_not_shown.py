"""The rule `necessity-not-shown`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import DEMANDED, RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import unreasoned
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case

_MISSING = {
    ("necessity",): "does not say why that is necessary",
    ("less_restrictive_means",): "does not say which less restrictive means were considered",
    ("necessity", "less_restrictive_means"): "says neither why that is necessary nor which less restrictive means were "
    "considered",
}


class NecessityNotShown(InterferenceRule):
    """A norm that limits a right without reasons for its necessity.

    What it finds:
        An interference with a right that an instrument lets be limited only as far as necessary, where the norm does not
        say why it is necessary, or which less restrictive means were considered and why they fail. A safeguard that
        promises a test of necessity later does not replace these reasons.

    Why it matters:
        The burden is on the State: it must show a specific threat, that the measure meets it, and that nothing milder
        would. Nobody can examine reasons that are not given.

    What it leaves alone:
        Whether the reasons are good: that is a lawyer's judgement. Norms that suspend a right in an emergency (see
        invalid-derogation).

    Sources:
        ICCPR arts 12(3), 18(3), 19(3), 21, 22(2); General Comment 34, paras 33-35; General Comment 27, paras 14-15. ECHR
        arts 8(2)-11(2) and Handyside v United Kingdom (1976), paras 48-49. EU Charter art. 52(1). Siracusa Principles
        10-12.
    """

    severity = Severity.WARNING

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for the clauses that demand necessity, if a reason is missing."""
        clauses, missing = unreasoned(interference, knowledge)
        if clauses:
            keys = " and ".join(f"`{key}:`" for key in missing)
            yield Failure(
                clauses,
                f"This norm limits {RIGHT} but {_MISSING[missing]}; the standard is: {DEMANDED}.",
                f"Add {keys} with the reasons: the threat, how the measure meets it, and what milder means were rejected.",
                self.severity,
                demanded=tuple(clause.necessity for clause in clauses),
                facts={"missing": ", ".join(missing)},
            )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 4(1),
               necessity: The site trains attackers., safeguards: [NecessityTest, ProportionalityTest]}
            """,
            frozenset({("block",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 4(1),
               necessity: The site trains attackers., less_restrictive_means: Removal at the source failed three times.}
            """,
            against="law",
        ),
        Case(  # a duty to tell people something limits nobody
            """
            - {id: notify, modality: duty, bearer: HostingProvider, action: NotifyAffectedUser, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}}
            """,
            against="law",
        ),
    )
