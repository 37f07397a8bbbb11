"""The rule `disproportionate-scope`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.interferences import RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import indiscriminate, reaches_all, unbounded
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.touching import reach
from rightsnet.algebra.wording import uncapitalised
from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case

_HELP = {
    "scope": "say what, whom and when the measure reaches (`object:`, `counterparty:`, `circumstance:`, or "
    "TargetSpecificity among the safeguards), or choose a measure that is aimed at somebody",
    "duration": "let it end (`valid: {until: …}`, `window:`, a limit, or TimeLimit, SunsetClause or PeriodicReview)",
    "sanction": "limit the sanction (say up to how much, in `sanction:` or `limits:`, or add ProportionateSanctions)",
}


class DisproportionateScope(InterferenceRule):
    """A norm that limits a right without bounds.

    What it finds:
        An interference with a right that an instrument lets be limited only proportionately, where nothing bounds what,
        whom or when the measure reaches, or the act by what it is reaches everybody; where a measure that goes on until
        it is ended has no end, limit or review; or where a sanction has no limit. One finding names all of them.

    Why it matters:
        A restriction must not be overbroad: general bans, monitoring of everybody and measures without an end limit the
        rights of many who have nothing to do with their aim.

    What it leaves alone:
        Whether the bounds that are stated are narrow enough: that is a lawyer's judgement. A sanction whose words name a
        number, which is taken for its limit. Norms that suspend a right in an emergency (see invalid-derogation).

    Sources:
        General Comment 34, paras 34 and 43, which reads ICCPR art. 19(3). EU Charter art. 52(1). CJEU C-293/12 Digital
        Rights Ireland (2014), paras 57-64. ECtHR, Ahmet Yıldırım v Turkey (2012), paras 66-68.
    """

    severity = Severity.WARNING

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for the clauses that demand proportion, if something is not bounded."""
        clauses, parts = unbounded(interference, knowledge)
        if clauses:
            norm = interference.norm
            acts = () if interference.touch.exercised else reach(norm.action, knowledge)
            everybody = [uncapitalised(knowledge.label(act)) for act in indiscriminate(norm, acts, knowledge)]
            scope = f"to “{everybody[0]}” is by what it is to reach everybody" if everybody else ""
            if reaches_all(norm, knowledge):
                scope = f"nothing says what, whom or when it reaches{f', and {scope}' if scope else ''}"
            words = {
                "scope": scope,
                "duration": "it goes on and nothing ends it",
                "sanction": "its sanction has no limit",
            }
            yield Failure(
                clauses,
                f"This norm limits {RIGHT} without bounds: {'; '.join(words[part] for part in parts)}.",
                f"Bound it: {'; '.join(_HELP[part] for part in parts)}.",
                self.severity,
                at="action",
                facts={"unbounded": ", ".join(parts)},
            )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(  # everybody is watched, for ever
            """
            - {id: watch, modality: duty, bearer: TelecommunicationsOperator, action: InterceptInBulk, place: BRA,
               issuer: BRA, rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 4(1),
               counterparty: User}
            """,
            frozenset({("watch",)}),
            against="law",
        ),
        Case(  # a ban with a sanction that has no limit
            """
            - {id: ban, modality: prohibition, bearer: Individual, action: CriticisePublicAuthority, place: DEU,
               issuer: DEU, rank: statute, valid: {from: 2027-01-01}, aim: [PublicOrder], legal_basis: s 1,
               object: CriticismOfGovernment, sanction: A fine.}
            """,
            frozenset({("ban",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: ban, modality: prohibition, bearer: Individual, action: CriticisePublicAuthority, place: DEU,
               issuer: DEU, rank: statute, valid: {from: 2027-01-01}, aim: [PublicOrder], legal_basis: s 1,
               object: CriticismOfGovernment, sanction: A fine of up to 500 euro.}
            """,
            against="law",
        ),
        Case(
            """
            - {id: block, modality: power, bearer: Court, action: BlockWebsite, object: TerroristContent, place: DEU,
               issuer: DEU, rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 4(1),
               safeguards: [TargetSpecificity, TimeLimit], sanction: A fine.,
               limits: [{measure: FineAmountEuro, max: 1000}]}
            """,
            against="law",
        ),
    )
