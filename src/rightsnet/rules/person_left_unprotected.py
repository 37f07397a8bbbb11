"""The rule `person-left-unprotected`."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from rightsnet.algebra import wording
from rightsnet.algebra.knowledge import Knowledge
from rightsnet.algebra.protection import Duty, exposure, why
from rightsnet.algebra.shortcomings import NormRule, Shortcoming, Surroundings
from rightsnet.algebra.touching import is_group
from rightsnet.model.finding import Certainty, Severity
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.rule import Case


class PersonLeftUnprotected(NormRule):
    """A licence for private persons that leaves those whom it affects without protection.

    What it finds:
        A norm by which a State lets a private person or company do what interferes with a right of others, or frees one
        from doing what serves a right, where a binding instrument makes that State protect the right against third parties,
        and nothing bounds the licence: no safeguard, condition, limit or remedy in the norm, no prohibition of the act for
        the same person, and no duty of that person to give those affected a safeguard, such as notice or a complaint. It is
        an error if the text of an instrument itself demands the protection of that right by name, and a warning if the duty
        follows from the general duty to ensure rights, or from case law.

    Why it matters:
        A State answers not only for what it does. Whoever permits others to intrude, and offers those affected no way to
        defend themselves, breaks the duty to protect.

    What it leaves alone:
        What the State does or orders itself: the tests of limitation look at that. Licences about content that is illegal
        anyway. Acts that law in force forbids or regulates for the same person (see void-permission and exempted-duty).
        Whether the safeguards that are stated are enough: that is a lawyer's judgement.

    Sources:
        ICCPR arts 2(1), 17(2), 20(2); General Comment 31, para. 8; General Comment 34, para. 7; General Comment 16, paras
        1, 9. CRC arts 16(2), 19, 34. ECHR art. 1 with arts 8 and 10, as in X and Y v the Netherlands (1985). EU Charter
        arts 7, 8. UN Guiding Principles, principle 1.
    """

    severity = Severity.ERROR

    def shortcomings(self, norm: Norm, around: Surroundings, knowledge: Knowledge, day: date) -> Iterator[Shortcoming]:
        """Yield one shortcoming for all rights that the norm leaves unprotected."""
        found = exposure(norm, around, knowledge, day)
        if found is None:
            return
        names = sorted(wording.uncapitalised(knowledge.label(touch.right)) for touch in found.touches)
        rights = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        bearer, act = wording.actor(norm.bearer, knowledge), wording.act(norm, knowledge)
        surely = any(duty.surely for duty in found.all_duties)
        depends = dict.fromkeys(_depends(duty, knowledge) for duty in found.all_duties)
        if norm.modality is Modality.PERMISSION:
            said = f"{bearer} may {act}, which interferes with {rights} of others"
        else:
            said = f"{bearer} need not {act}, which serves {rights}"
        yield Shortcoming(
            message=f"Under this norm {said}; nothing in it, or in the law it was checked against, protects those "
            f"affected, although {wording.issuer(norm, knowledge)} must protect them against third parties.",
            help="Bound the licence: say when, for what and how far, and give those affected notice, a complaint and a "
            "remedy (`safeguards:`, `conditions:`, `limits:`, `remedy:`).",
            severity=self.severity if any(_by_name(duty, knowledge) for duty in found.all_duties) else Severity.WARNING,
            provisions=tuple(dict.fromkeys(duty.norm.provision for duty in found.all_duties if duty.norm.provision)),
            rights=tuple(touch.right for touch in found.touches),
            steps=why(found, knowledge, day),
            certainty=Certainty.CERTAIN if surely else Certainty.LIKELY,
            because="" if surely else "; ".join(depends),
            at="action",
        )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(  # ICCPR art. 17(2)
            """
            - {id: listen, modality: permission, bearer: TelecommunicationsOperator, action: InterceptCommunications,
               place: BRA, issuer: BRA, rank: statute, valid: {from: 2027-01-01}}
            """,
            frozenset({("listen",)}),
            against="law",
        ),
        Case(  # the general duty to ensure rights, ICCPR art. 2(1)
            """
            - {id: remove, modality: power, bearer: OnlinePlatform, action: RemoveContent, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}}
            - {id: silent, modality: exemption, bearer: OnlinePlatform, action: NotifyAffectedUser, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}}
            """,
            frozenset({("remove",), ("silent",)}),
            against="law",
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # bounded by itself
            """
            - {id: safeguard, modality: power, bearer: OnlinePlatform, action: RemoveContent, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, safeguards: [Appeal]}
            - {id: consent, modality: permission, bearer: TelecommunicationsOperator, action: InterceptCommunications,
               place: BRA, issuer: BRA, rank: statute, valid: {from: 2027-01-01}, circumstance: UserConsented}
            - {id: illegal, modality: power, bearer: OnlinePlatform, action: RemoveContent, object: Csam, place: BRA,
               issuer: BRA, rank: statute, valid: {from: 2027-01-01}}
            """,
            against="law",
        ),
        Case(  # bounded by another norm of the draft
            """
            - {id: remove, modality: power, bearer: OnlinePlatform, action: RemoveContent, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}}
            - {id: reasons, modality: duty, bearer: HostingProvider, action: GiveStatementOfReasons, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}, protects: [FreedomOfExpression]}
            """,
            against="law",
        ),
        Case(  # the law in force rules it (DSA arts 14, 17, 20)
            """
            - {id: remove, modality: power, bearer: OnlinePlatform, action: RemoveContent, place: DEU, issuer: DEU,
               rank: statute, valid: {from: 2027-01-01}}
            """,
            against="law",
        ),
        Case(  # the State's own acts, what a company allows itself, and what touches no right of others
            """
            - {id: police, modality: power, bearer: LawEnforcementAuthority, action: InterceptCommunications, place: BRA,
               issuer: BRA, rank: statute, valid: {from: 2027-01-01}}
            - {id: order, modality: duty, bearer: OnlinePlatform, action: RemoveContent, place: BRA, issuer: BRA,
               rank: statute, valid: {from: 2027-01-01}}
            - {id: terms, modality: permission, bearer: OnlinePlatform, action: RemoveContent, issuer: OnlinePlatform,
               rank: CorporatePolicy, valid: {from: 2027-01-01}}
            - {id: teach, modality: permission, bearer: CivilSocietyOrganization, action: PromoteMediaLiteracy, place: BRA,
               issuer: BRA, rank: statute, valid: {from: 2027-01-01}}
            """,
            against="law",
        ),
    )


def _by_name(duty: Duty, knowledge: Knowledge) -> bool:
    """Say whether the text of the duty names the right, and the duty is no reading that goes beyond the text."""
    return duty.surely and duty.norm.certainty == "sure" and not is_group(duty.right, knowledge)


def _depends(duty: Duty, knowledge: Knowledge) -> str:
    """Return in words on what it depends that a duty binds."""
    provision = duty.norm.provision.label if duty.norm.provision else duty.norm.label
    when = wording.uncapitalised(knowledge.label(duty.norm.circumstance)) if duty.norm.circumstance else ""
    return duty.because or f"{provision} holds only when: {when}"
