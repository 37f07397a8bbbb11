"""The rule `incitement-threshold-missing`."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from rightsnet.algebra.incitement import FACTORS, threshold, why
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.shortcomings import NormRule, Shortcoming, Surroundings
from rightsnet.model.finding import Certainty, Severity
from rightsnet.model.names import rn
from rightsnet.model.norm import Norm
from rightsnet.model.rule import Case

_OPEN = "the threshold is for criminal penalties, and the norm does not say of what kind its sanction is"
_WORDS = ("context", "speaker", "intent", "content and form", "extent", "likelihood, including imminence")


class IncitementThresholdMissing(NormRule):
    """A penalty on hateful expression that does not apply the six factors of the Rabat threshold.

    What it finds:
        A norm of a State that punishes expression described as hatred or incitement and does not state all of the six
        factors by which the severity of the expression is judged: context, speaker, intent, content and form, extent, and
        likelihood with imminence. It names those that are missing.

    Why it matters:
        ICCPR art. 20(2) makes States prohibit incitement, and every such law is itself a limitation of expression that has
        to meet art. 19(3). Only a high threshold keeps penalties from reaching what merely offends, and in practice the
        minorities whom the law should protect.

    What it leaves alone:
        Bans without a penalty: art. 20(2) asks for a law, not for a crime. Duties of platforms about hateful content.
        Direct incitement to genocide, which the Genocide Convention has punished. Whether a court would find the factors
        fulfilled. If a norm names a sanction without saying that it is a criminal one, the finding says so.

    Sources:
        Rabat Plan of Action, paras 20, 29. ICCPR arts 19(3), 20(2). Human Rights Committee, General Comment 34, paras
        50-52. CERD, General Recommendation 35, paras 12, 15-16.
    """

    severity = Severity.WARNING

    def shortcomings(self, norm: Norm, around: Surroundings, knowledge: Knowledge, day: date) -> Iterator[Shortcoming]:
        """Yield one shortcoming that names all missing factors, if there are any."""
        found = threshold(norm, around, knowledge, day)
        if found is None or not found.missing:
            return
        missing = [word for factor, word in zip(FACTORS, _WORDS, strict=True) if factor in found.missing]
        if len(missing) == len(FACTORS):
            said = "states none of the six factors that set the threshold for a penalty"
        else:
            left = len(FACTORS) - len(missing)
            said = f"states {_number(left)} of the six factors that set the threshold for a penalty; missing"
        yield Shortcoming(
            message=f"This norm punishes hateful expression and {said}: {_listed(missing)}.",
            help="Let the offence require all six factors, and state them: `safeguards: [CriminalThresholdTest]`, or each "
            "one that it requires.",
            severity=self.severity,
            provisions=found.provisions,
            rights=(rn("FreedomOfExpression"), rn("ProtectionFromIncitement")),
            steps=why(found, knowledge, day),
            certainty=Certainty.CERTAIN if found.penal else Certainty.LIKELY,
            because="; ".join(part for part in ("" if found.penal else _OPEN, found.because) if part),
            at="action",
            key=found.missing,
        )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: offence, modality: power, bearer: State, action: CriminaliseConduct, object: HateSpeech, place: KEN,
               issuer: KEN, rank: statute, valid: {from: 2027-01-01}}
            """,
            frozenset({("offence",)}),
            against="law",
        ),
        Case(  # four of the six
            """
            - {id: offence, modality: duty, bearer: State, action: CriminaliseExpression, object: IncitementContent,
               place: DEU, issuer: DEU, rank: statute, valid: {from: 2027-01-01},
               safeguards: [SocialContextTest, SpeakerTest, IntentTest, ContentAndFormTest]}
            """,
            frozenset({("offence",)}),
            against="law",
        ),
        Case(
            """
            - {id: ban, modality: prohibition, bearer: Individual, action: InciteHatred, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, sanction: imprisonment of up to three years}
            - {id: post, modality: prohibition, bearer: User, action: PublishContent,
               object: {any_of: [HateSpeech, TerroristContent]}, place: BRA, issuer: BRA, rank: statute,
               valid: {from: 2027-01-01}, sanction: a fine}
            """,
            frozenset({("ban",), ("post",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # the whole test, or each factor
            """
            - {id: whole, modality: power, bearer: State, action: CriminaliseConduct, object: HateSpeech, place: KEN,
               issuer: KEN, rank: statute, valid: {from: 2027-01-01}, safeguards: [CriminalThresholdTest]}
            - {id: each, modality: power, bearer: State, action: CriminaliseConduct, object: IncitementContent, place: KEN,
               issuer: KEN, rank: statute, valid: {from: 2027-01-01},
               safeguards: [SocialContextTest, SpeakerTest, IntentTest, ContentAndFormTest, ExtentTest, LikelihoodTest]}
            """,
            against="law",
        ),
        Case(  # a ban without a penalty, a duty of platforms, another offence, a rule of a company
            """
            - {id: ban, modality: prohibition, bearer: Individual, action: InciteHatred, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}}
            - {id: takedown, modality: duty, bearer: OnlinePlatform, action: RemoveContent, object: HateSpeech, place: BRA,
               issuer: BRA, rank: statute, valid: {from: 2027-01-01}, sanction: a fine}
            - {id: csam, modality: duty, bearer: State, action: CriminaliseConduct, object: Csam, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}}
            - {id: terms, modality: prohibition, bearer: User, action: InciteHatred, issuer: OnlinePlatform,
               rank: CorporatePolicy, valid: {from: 2027-01-01}, sanction: suspension of the account}
            """,
            against="law",
        ),
    )


def _listed(words: list[str]) -> str:
    """Return words as a list in a sentence; one of them holds a comma, so the last is set off by “and” alone."""
    return words[0] if len(words) == 1 else f"{'; '.join(words[:-1])}; and {words[-1]}"


def _number(number: int) -> str:
    return ("none", "one", "two", "three", "four", "five", "six")[number]
