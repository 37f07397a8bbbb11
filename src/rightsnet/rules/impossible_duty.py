"""The rule `impossible-duty`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule


class ImpossibleDuty(PairRule):
    """A duty that cannot be met without doing what another norm forbids.

    What it finds:
        An obligation and a prohibition that bind a common bearer at one place and time, where every way of doing what
        is owed is forbidden: the act owed lies wholly within the act forbidden.

    Why it matters:
        Whoever is bound by both breaks the law whatever they do. A platform, an operator or an official is left to
        choose which law to break, and the person whose right is at stake bears the outcome.

    What it leaves alone:
        A prohibition that forbids only some ways of doing the act (see narrowed-duty); norms that never apply to the
        same person, place, day or situation; exceptions that the text itself declares.

    Sources:
        Specification §3, first row. Hans Kelsen, General Theory of Norms (1991), ch. 29, on conflicts of norms. Vienna
        Convention on the Law of Treaties, art. 30, on successive norms about one subject.
    """

    severity = Severity.ERROR
    left = Modality.OBLIGATION
    right = Modality.PROHIBITION
    acts = INSIDE
    message = "Under {left}, {bearer} must {act}, which is forbidden by {right}: there is no way to comply with both."
    help = (
        "Drop or narrow the duty, confine it to a situation that the prohibition leaves open, or declare the exception "
        "(`exception_to`) if the other norm lets you make one."
    )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: tap, modality: duty, bearer: InternetAccessProvider, action: InterceptInBulk}
            - {id: ban, modality: prohibition, bearer: IntermediaryServiceProvider, action: InterceptCommunications}
            """,
            frozenset({("tap", "ban")}),
        ),
        Case(
            """
            - {id: erase, modality: duty, bearer: DataController, action: ErasePersonalData,
               window: {from: PT0S, until: P6M, after: UserObjected}}
            - {id: keep, modality: prohibition, bearer: DataController, action: ErasePersonalData,
               window: {from: PT0S, until: P12M, after: UserObjected}}
            """,
            frozenset({("erase", "keep")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # the prohibition leaves other ways of moderating
            """
            - {id: moderate, modality: duty, bearer: OnlinePlatform, action: ModerateContent}
            - {id: ban, modality: prohibition, bearer: OnlinePlatform, action: MonitorGenerally}
            """
        ),
        Case(  # never in force together
            """
            - {id: tap, modality: duty, bearer: InternetAccessProvider, action: InterceptInBulk,
               valid: {from: 2010-01-01, until: 2015-01-01}}
            - {id: ban, modality: prohibition, bearer: InternetAccessProvider, action: InterceptInBulk,
               valid: {from: 2015-01-01}}
            """
        ),
        Case(  # two situations that exclude each other
            """
            - {id: children, modality: duty, bearer: OnlinePlatform, action: VerifyAge, circumstance: UserIsMinor}
            - {id: adults, modality: prohibition, bearer: OnlinePlatform, action: VerifyAge, circumstance: UserIsAdult}
            """
        ),
    )
