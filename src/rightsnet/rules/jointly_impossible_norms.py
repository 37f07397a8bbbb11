"""The rule `jointly-impossible-norms`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case, Rule


class JointlyImpossibleNorms(Rule):
    """A duty that several prohibitions bar together, though none of them does alone.

    What it finds:
        An obligation and two or more prohibitions that all bind somebody at one place, on one day and in one situation,
        where every way of doing what is owed, or what it unavoidably entails, is forbidden by one prohibition or another,
        and where each of the prohibitions is needed for that.

    Why it matters:
        Each of these norms looks sound beside each of the others, so that a comparison of two texts at a time shows nothing.
        Whoever is bound by all of them breaks the law whatever they do.

    What it leaves alone:
        A duty that one prohibition bars by itself (see impossible-duty). Ways of doing the act that no axiom of the
        ontology rules out: that two kinds are all that there are must be stated, as a union. Norms that meet two by two
        but never all at once. Exceptions that the text itself declares between the duty and one of the prohibitions.

    Sources:
        Specification §3, "More than two norms". Hans Kelsen, General Theory of Norms (1991), ch. 29. Jörg Hansen,
        "Conflicting imperatives and dyadic deontic logic", Journal of Applied Logic 3 (2005), on sets of imperatives that
        cannot all be followed.
    """

    family = "conflict"
    severity = Severity.ERROR
    message: ClassVar[str] = (
        "Under {left}, {bearer} must {act}, and {others} together forbid every way of doing so: there is no way to comply "
        "with all of them."
    )
    """A sentence with ``{left}`` (the duty), ``{bearer}``, ``{act}`` and ``{others}`` (the prohibitions) in it."""
    help: ClassVar[str] = (
        "Drop one of these norms, leave open one way of meeting the duty, or declare the exception (`exception_to`) if one "
        "of the prohibitions lets you make one."
    )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(  # to end identifiability is to erase or to anonymise
            """
            - {id: end, modality: duty, bearer: DataController, action: EndIdentifiability}
            - {id: no-erasure, modality: prohibition, bearer: DataController, action: ErasePersonalData}
            - {id: no-anonymity, modality: prohibition, bearer: DataController, action: AnonymiseData}
            """,
            frozenset({("end", "no-anonymity", "no-erasure")}),
        ),
        Case(  # two periods that share out the time in which the duty falls due
            """
            - {id: erase, modality: duty, bearer: DataController, action: ErasePersonalData,
               window: {from: PT0S, until: P6M, after: UserObjected}}
            - {id: hold, modality: prohibition, bearer: DataController, action: ErasePersonalData,
               window: {from: PT0S, until: P3M, after: UserObjected}}
            - {id: keep, modality: prohibition, bearer: BusinessEnterprise, action: EraseData,
               window: {from: P3M, until: P2Y, after: UserObjected}}
            """,
            frozenset({("erase", "hold", "keep")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # anonymising is left
            """
            - {id: end, modality: duty, bearer: DataController, action: EndIdentifiability}
            - {id: no-erasure, modality: prohibition, bearer: DataController, action: ErasePersonalData}
            """
        ),
        Case(  # one prohibition bars the duty by itself
            """
            - {id: end, modality: duty, bearer: DataController, action: EndIdentifiability}
            - {id: no-ending, modality: prohibition, bearer: DataController, action: EndIdentifiability}
            - {id: no-anonymity, modality: prohibition, bearer: DataController, action: AnonymiseData}
            """
        ),
        Case(  # the prohibitions never apply at the same time
            """
            - {id: end, modality: duty, bearer: DataController, action: EndIdentifiability}
            - {id: no-erasure, modality: prohibition, bearer: DataController, action: ErasePersonalData,
               valid: {from: 2020-01-01, until: 2025-01-01}}
            - {id: no-anonymity, modality: prohibition, bearer: DataController, action: AnonymiseData,
               valid: {from: 2025-01-01}}
            """
        ),
        Case(  # one of the prohibitions lets the duty be an exception
            """
            - {id: end, modality: duty, bearer: DataController, action: EndIdentifiability, exception_to: ["#no-erasure"]}
            - {id: no-erasure, modality: prohibition, bearer: DataController, action: ErasePersonalData}
            - {id: no-anonymity, modality: prohibition, bearer: DataController, action: AnonymiseData}
            """
        ),
    )
