"""The rule `precedence-cycle`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.rule import Case, Rule


class PrecedenceCycle(Rule):
    """Norms of which each is declared to prevail over the next, in a circle.

    What it finds:
        Norms that say of themselves that they prevail over others (`overrides`) or yield to them (`subject_to`), where
        following these declarations from norm to norm leads back to the first. A norm that prevails over itself is one.

    Why it matters:
        The declarations were made to settle conflicts and settle none: whichever norm is applied, another one claims to
        come first. Readers notice only once two of the norms are invoked against each other.

    What it leaves alone:
        Exceptions and savings (`exception_to`, `without_prejudice_to`): two norms may each leave the other untouched. A norm
        that prevails over its own instrument: that means the rest of it. Longer circles through norms that already form a
        shorter one.

    Sources:
        Specification §5. Vienna Convention on the Law of Treaties, art. 30(2), on treaties that
        are subject to others.
    """

    family = "precedence"
    severity = Severity.ERROR
    message: ClassVar[str] = "Each of these norms is declared to prevail over the next, in a circle: {norms}."
    """A sentence with ``{norms}`` in it: the norms in the order of the circle, with the first again at the end."""
    help: ClassVar[str] = (
        "Drop one of the declarations (`overrides`, `subject_to`), or say in which situation it holds."
    )

    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: retain, modality: duty, bearer: DataController, action: RetainData, overrides: ["#erase"]}
            - {id: erase, modality: duty, bearer: DataController, action: EraseData, overrides: ["#retain"]}
            """,
            frozenset({("erase", "retain")}),
        ),
        Case(
            """
            - {id: a, modality: duty, bearer: OnlinePlatform, action: RemoveContent, overrides: ["#b"]}
            - {id: b, modality: prohibition, bearer: OnlinePlatform, action: MonitorGenerally, overrides: ["#c"]}
            - {id: c, modality: duty, bearer: OnlinePlatform, action: PreserveContent}
            - {id: d, modality: duty, bearer: OnlinePlatform, action: VerifyAge, overrides: ["#c"]}
            - {id: e, modality: duty, bearer: OnlinePlatform, action: AssureAge, overrides: ["#a"], subject_to: ["#c"]}
            """,
            frozenset({("a", "b", "c", "e")}),
        ),
    )
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # two ways of saying the same
            """
            - {id: retain, modality: duty, bearer: DataController, action: RetainData, overrides: ["#erase"]}
            - {id: erase, modality: duty, bearer: DataController, action: EraseData, subject_to: ["#retain"]}
            """
        ),
        Case(  # each leaves the other untouched
            """
            - {id: retain, modality: duty, bearer: DataController, action: RetainData,
               without_prejudice_to: ["#inform"]}
            - {id: inform, modality: duty, bearer: DataController, action: InformUsers,
               without_prejudice_to: ["#retain"]}
            """
        ),
    )
