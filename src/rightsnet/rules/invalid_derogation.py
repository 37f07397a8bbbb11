"""The rule `invalid-derogation`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import DerogationFlaw, invalid_derogations
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.wording import uncapitalised
from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case

_FLAWS = {
    "untouchable": "it may not be suspended even in an emergency",
    "no-clause": "the instrument knows no derogation",
    "emergency": "the norm is not confined to an officially proclaimed emergency or to war",
    "DerogationNotification": "the derogation is not notified to the other parties",
    "StrictlyRequiredByExigencies": "it is not said that the measure goes no further than the situation strictly requires",
    "NonDiscriminationClause": "discrimination is not excluded",
}


class InvalidDerogation(InterferenceRule):
    """A norm that suspends a right in a way that the instrument does not allow.

    What it finds:
        A norm that derogates from a right (its act is to derogate, and `restricts:` names the right) where a binding
        instrument lets the right not be suspended at all, knows no derogation, or asks for what is not there: a
        proclaimed emergency, strict necessity, no discrimination, notice to the other parties. A norm that names no right
        suspends all of them.

    Why it matters:
        Derogation is the gravest interference. It is open only while an emergency threatens the life of the nation, only
        for some rights, and never in silence.

    What it leaves alone:
        Norms that limit a right in an emergency without suspending it: they are ordinary limitations. Whether the emergency
        is one: that is a judgement of fact.

    Sources:
        ICCPR art. 4; General Comment 29. ECHR art. 15; Lawless v Ireland (No. 3) (1961). ACHR art. 27.
    """

    severity = Severity.ERROR

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for all that keeps the derogation from being valid."""
        flaws = invalid_derogations(interference, knowledge)
        if flaws:
            yield Failure(
                tuple(dict.fromkeys(flaw.clause for flaw in flaws)),
                f"This norm suspends {RIGHT} where that is not allowed: {_listed(flaws, knowledge)}.",
                "Limit the right under its limitation clause instead; or let the derogation keep to a proclaimed emergency, "
                "to rights that can be suspended and to what is strictly required, without discrimination, and notify it.",
                self.severity,
                at="action",
                cites=tuple(dict.fromkeys(flaw.derogation or flaw.clause for flaw in flaws)),
                facts={"flaws": ", ".join(sorted({_key(flaw) for flaw in flaws}))},
            )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(  # freedom of belief stands in every emergency
            """
            - {id: belief, modality: power, bearer: ExecutiveGovernment, action: DerogateFromRight, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, restricts: [FreedomToManifestBelief],
               circumstance: ProclaimedPublicEmergency,
               safeguards: [StrictlyRequiredByExigencies, NonDiscriminationClause, DerogationNotification]}
            """,
            frozenset({("belief",)}),
            against="law",
        ),
        Case(  # no emergency, no notice
            """
            - {id: press, modality: power, bearer: ExecutiveGovernment, action: DerogateFromRight, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, restricts: [FreedomOfExpression], circumstance: ElectionPeriod}
            """,
            frozenset({("press",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: press, modality: power, bearer: ExecutiveGovernment, action: DerogateFromRight, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, restricts: [FreedomOfExpression],
               circumstance: ProclaimedPublicEmergency,
               safeguards: [StrictlyRequiredByExigencies, NonDiscriminationClause, DerogationNotification]}
            """,
            against="law",
        ),
        Case(  # an emergency alone is no flaw: this limits, and suspends nothing
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, circumstance: ProclaimedPublicEmergency}
            """,
            against="law",
        ),
    )


def _key(flaw: DerogationFlaw) -> str:
    return flaw.flaw.rpartition("#")[2]


def _listed(flaws: tuple[DerogationFlaw, ...], knowledge: Knowledge) -> str:
    """Return the flaws in words, each once, with the provisions that they are flaws of."""
    provisions: dict[str, list[str]] = {}
    for flaw in flaws:
        words = _FLAWS.get(_key(flaw)) or f"{uncapitalised(knowledge.label(flaw.flaw))} is missing"
        sources = [flaw.clause] if flaw.derogation is None else [flaw.clause, flaw.derogation]
        shown = sources if _key(flaw) in ("untouchable", "no-clause") else sources[1:]
        provisions.setdefault(words, []).extend(p.label for source in shown for p in source.provisions)
    alike: dict[str, list[str]] = {}
    for words, cited in provisions.items():
        alike.setdefault(", ".join(dict.fromkeys(cited)), []).append(words)
    return "; ".join(f"{', '.join(words)} ({cited})" for cited, words in alike.items())
