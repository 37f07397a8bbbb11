"""The rule `justified-on-its-face`."""

from collections.abc import Iterator
from typing import ClassVar

from rightsnet.algebra.declarations import name
from rightsnet.algebra.interferences import RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import derogates, is_justified
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.wording import uncapitalised
from rightsnet.model.finding import Severity
from rightsnet.model.names import local_name
from rightsnet.model.rule import Case


class JustifiedOnItsFace(InterferenceRule):
    """A norm that limits a right and states all that is asked for.

    What it finds:
        An interference with a right that passes every formal test of the clauses that bind its author: a legal basis, a
        permitted aim, reasons for its necessity, bounds, and the safeguards that are demanded; or a derogation that keeps
        to its conditions. It says what was looked at.

    Why it matters:
        An interference stays one when it is justified, and a reader should know of it. The tool sees that reasons are given,
        permitted and bounded; whether they are good is for a lawyer to judge.

    What it leaves alone:
        Interferences that fail a test: the rule of that test reports them.

    Sources:
        ICCPR arts 4 and 19(3); General Comment 34, paras 22-36. ECHR arts 8(2)-11(2) and 15. EU Charter art. 52(1).
        Siracusa Principles.
    """

    severity = Severity.NOTE

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure, which is none, if every test is passed."""
        if not interference.beside and is_justified(interference, knowledge):
            does = "suspends" if derogates(interference.norm, knowledge) else "limits"
            yield Failure(
                interference.clauses,
                f"This norm {does} {RIGHT}, and states what is asked for on its face: {_stated(interference, knowledge)}. "
                "Whether the reasons are good is for a lawyer to judge.",
                "",
                self.severity,
                at="action",
            )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: Court, action: BlockWebsite, object: TerroristContent, place: DEU,
               issuer: DEU, rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 4(1),
               necessity: The site trains attackers., less_restrictive_means: Removal at the source failed.,
               safeguards: [TargetSpecificity, TimeLimit, NoticeToAffected, JudicialReview]}
            """,
            frozenset({("block",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # no reasons are given
            """
            - {id: block, modality: power, bearer: Court, action: BlockWebsite, object: TerroristContent, place: DEU,
               issuer: DEU, rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 4(1),
               safeguards: [TargetSpecificity, TimeLimit, NoticeToAffected, JudicialReview]}
            """,
            against="law",
        ),
        Case(  # nothing justifies a limit of what one thinks
            """
            - {id: thought, modality: prohibition, bearer: Individual, action: HoldOpinion, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity], legal_basis: s 1, necessity: It is.,
               less_restrictive_means: None., remedy: A court.}
            """,
            against="law",
        ),
    )


def _stated(interference: Interference, knowledge: Knowledge) -> str:
    """Return what was looked at and what the norm states for it."""
    norm, clauses = interference.norm, interference.limiting
    if derogates(norm, knowledge):
        needed = sorted({each for clause in interference.derogations for each in clause.safeguards})
        names = ", ".join(uncapitalised(knowledge.label(each)) for each in needed)
        return f"a proclaimed emergency; {names}"
    found = []
    if any(clause.legality for clause in clauses):
        found.append(f"its legal basis ({norm.legal_basis})")
    if any(clause.aims for clause in clauses):
        found.append(f"an aim ({', '.join(uncapitalised(knowledge.label(aim)) for aim in norm.aims)})")
    if any(clause.necessity for clause in clauses):
        found.append("why it is necessary, and which less restrictive means were considered")
        found.append("bounds of its reach, duration and sanction")
    given = [_given(norm.safeguards, knowledge)] if any(each.stated for each in interference.required) else []
    given += [
        f"{'/'.join(sorted(local_name(s) for s in each.demand.safeguards))} by {name(each.given)}"
        for each in interference.required
        if each.given is not None
    ]
    found.extend(dict.fromkeys(given))
    return "; ".join(found) or "the clauses that apply ask for nothing that a text could state"


def _given(safeguards: tuple[str, ...], knowledge: Knowledge) -> str:
    words = ", ".join(uncapitalised(knowledge.label(each)) for each in safeguards)
    return f"safeguards ({words or 'a remedy'})"
