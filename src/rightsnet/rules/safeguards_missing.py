"""The rule `safeguards-missing`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rightsnet.algebra.interferences import RIGHT, Failure, Interference, InterferenceRule
from rightsnet.algebra.justification import unguarded
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.safeguarding import Requirement
from rightsnet.algebra.wording import uncapitalised
from rightsnet.model.finding import Severity
from rightsnet.model.names import local_name
from rightsnet.model.rule import Case


class SafeguardsMissing(InterferenceRule):
    """A norm that limits a right without the safeguards that are demanded.

    What it finds:
        An interference with a right where an instrument demands an effective remedy, review by a court, independent
        oversight, notice to the person or another safeguard, and neither the norm states it, nor the draft or the law in
        force already obliges somebody to give it for such a measure. Which provision demands which safeguard, for which
        right or act, is recorded with the instruments. A stated remedy counts as an effective remedy.

    Why it matters:
        A person who is not told, or who can turn to nobody, cannot defend the right. Secret measures without oversight
        are open to abuse.

    What it leaves alone:
        Whether the safeguards that are stated work in practice. Norms that suspend a right in an emergency (see
        invalid-derogation).

    Sources:
        ICCPR arts 2(3), 9(4). ECHR arts 5(4), 8 and 13; Klass v Germany (1978); Roman Zakharov v Russia (2015). EU Charter
        arts 8(3) and 47. GDPR art. 23(2). General Comment 31, paras 15-16.
    """

    severity = Severity.WARNING

    def failures(self, interference: Interference, knowledge: Knowledge) -> Iterator[Failure]:
        """Yield one failure for all safeguards that are demanded and missing."""
        missing = unguarded(interference, knowledge)
        if missing:
            instruments = {each.demand.instrument for each in missing}
            alternatives = dict.fromkeys(_names(each) for each in missing)
            yield Failure(
                tuple(clause for clause in interference.limiting if clause.instrument in instruments),
                f"This norm limits {RIGHT} but gives {_listed(missing, knowledge)}.",
                f"Add to `safeguards:` {' and '.join(map(_one_of, alternatives))}, if the norm gives it; a remedy can also "
                "be described in `remedy:`.",
                self.severity,
                cites=tuple(each.demand for each in missing),
                facts={"missing": ", ".join(sorted({name for names in alternatives for name in names}))},
            )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, object: TerroristContent,
               place: DEU, issuer: DEU, rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity],
               legal_basis: s 4(1), safeguards: [TargetSpecificity]}
            """,
            frozenset({("block",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, object: TerroristContent,
               place: DEU, issuer: DEU, rank: statute, valid: {from: 2027-01-01}, aim: [NationalSecurity],
               legal_basis: s 4(1), safeguards: [NoticeToAffected, JudicialReview]}
            """,
            against="law",
        ),
        Case(  # the Digital Services Act already gives reasons and a way to settle disputes
            """
            - {id: remove, modality: duty, bearer: OnlinePlatform, action: RemoveContent, object: IllegalContent,
               place: DEU, issuer: DEU, rank: statute, valid: {from: 2027-01-01}, aim: [RightsOfOthers],
               legal_basis: s 4(1)}
            """,
            against="law",
        ),
    )


def _names(requirement: Requirement) -> tuple[str, ...]:
    return tuple(sorted(local_name(each) for each in requirement.demand.safeguards))


def _one_of(names: Sequence[str]) -> str:
    return f"one of {', '.join(names)}" if len(names) > 1 else names[0]


def _listed(missing: Sequence[Requirement], knowledge: Knowledge) -> str:
    """Return the missing safeguards in words, each set of alternatives once, with the provisions that demand it."""
    provisions: dict[str, list[str]] = {}
    for each in missing:
        names = sorted(uncapitalised(knowledge.label(safeguard)) for safeguard in each.demand.safeguards)
        words = " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
        provisions.setdefault(words, []).extend(provision.label for provision in each.demand.provisions)
    return ", and ".join(f"no {words} ({'; '.join(dict.fromkeys(cited))})" for words, cited in provisions.items())
