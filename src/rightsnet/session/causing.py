"""Which edits account for a finding: found by checking the norms again with some of the edits undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from math import comb

from rightsnet.model.revision import Cause, Edit

Signature = tuple[object, ...]
"""What makes a finding the same in every mixture of the two versions."""
Verdict = tuple[str, ...]
"""How grave and how sure a finding is, and what became of it."""
Verdicts = Mapping[Signature, Verdict]
Rules = frozenset[str]
Accounted = Callable[["Verdict | None"], bool]
State = frozenset[int]
"""The edits that are undone, by number: none of them is the new version, all of them the old one."""

FEW = 40
"""So many edits are each tried for every finding; of more, only those of what it is about, if these account for it."""
CUT_OFF = "The search was cut off after {tries} checks; other edits may account for this as well."
NO_EDIT = (
    "No edit of a norm or a term accounts for this: it depends on something else that the files or options say, such as "
    "a comment that suppresses findings."
)


class _CutOff(Exception):  # noqa: N818 - not an error: the reader asked for no more than so many checks
    """The checks that the reader allows are used up."""


class Laboratory:
    """Mixtures of two versions, each checked once.

    Args:
        edits: all edits, in order.
        check: gives what some rules find in a mixture, or ``None`` if it makes no sense.
        tries: how many mixtures may be checked.

    Attributes:
        everything: all edits, which undone give the old version.
    """

    def __init__(self, edits: Sequence[Edit], check: Callable[[State, Rules], Verdicts | None], tries: int) -> None:
        self._edits = edits
        self._check = check
        self._tries = self._left = tries
        self._known: dict[tuple[State, Rules], Verdicts | None] = {}
        self._subjects = [frozenset(edit.subjects) for edit in edits]
        self.everything: State = frozenset(range(len(edits)))

    def cause(
        self, signature: Signature, rules: Rules, things: Iterable[str], start: State, accounted: Accounted
    ) -> Cause:
        """Return the smallest sets of edits that account for a finding.

        Args:
            signature: the finding.
            rules: those to be run; the fewer different sets of rules there are, the fewer checks.
            things: what it is about, by name in the new version; edits of these are tried first.
            start: the version that has the finding which is to be explained. A set of edits accounts for it if it is
                gone, or otherwise as it was, once just these edits are undone there, or made there if that is the old one.
            accounted: says so of what a mixture makes of the finding; ``None`` if the mixture does not have it.
        """
        trial = _Trial(self, signature, rules, start, accounted)
        found: list[tuple[int, ...]] = []
        try:
            if trial.flips(()) or not trial.flips(self.everything):
                return Cause(note=NO_EDIT)
            everything = sorted(self.everything)
            near = [number for number in everything if not self._subjects[number].isdisjoint({*things})]
            pool = near if near and trial.flips(near) else everything
            few = len(everything) <= FEW
            for number in (*pool, *(each for each in everything if few and each not in pool)):
                if trial.flips((number,)):
                    found.append((number,))
            if found:
                return self._of(found, complete=few or len(pool) == len(everything))
            if comb(len(pool), 2) <= self._left:
                found.extend(pair for pair in combinations(pool, 2) if trial.flips(pair))
                if found:
                    return self._of(found)
            return self._of([trial.shrunk(pool)], complete=False)
        except _CutOff:
            return self._of(found, complete=False, note=CUT_OFF.format(tries=self._tries))

    def _of(self, sets: Iterable[Sequence[int]], *, complete: bool = True, note: str = "") -> Cause:
        return Cause(
            sets=tuple(tuple(self._edits[number] for number in each) for each in sets), complete=complete, note=note
        )

    def verdicts(self, undone: State, rules: Rules) -> Verdicts | None:
        """Return the findings of a mixture.

        Raises:
            _CutOff: if that would take one check more than the reader allows.
        """
        if (undone, rules) not in self._known:
            if not self._left:
                raise _CutOff
            self._left -= 1
            self._known[undone, rules] = self._check(undone, rules)
        return self._known[undone, rules]

    @property
    def checks(self) -> int:
        """Return how many mixtures were checked."""
        return self._tries - self._left


class _Trial:
    """What sets of edits make of one finding."""

    def __init__(
        self, laboratory: Laboratory, signature: Signature, rules: Rules, start: State, accounted: Accounted
    ) -> None:
        self._laboratory, self._signature, self._rules = laboratory, signature, rules
        self._start, self._accounted = start, accounted

    def flips(self, some: Iterable[int]) -> bool:
        """Say whether these edits account for the finding; a mixture that makes no sense proves nothing."""
        verdicts = self._laboratory.verdicts(self._start ^ frozenset(some), self._rules)
        return verdicts is not None and self._accounted(verdicts.get(self._signature))

    def shrunk(self, pool: Sequence[int]) -> tuple[int, ...]:
        """Return a set that accounts for the finding and of which no member can be left out."""
        kept = list(pool)
        while True:
            before = len(kept)
            for number in tuple(kept):
                less = [each for each in kept if each != number]
                if self.flips(less):
                    kept = less
            if len(kept) == before:
                return tuple(kept)
