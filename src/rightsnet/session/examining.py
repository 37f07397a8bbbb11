"""How two versions and the mixtures of them are checked: all alike, and the mixtures only as far as is needed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rightsnet.engine.search import Funnel, Search
from rightsnet.model.finding import Finding
from rightsnet.session.checking import Check
from rightsnet.session.ground import Ground
from rightsnet.session.selecting import wanted

if TYPE_CHECKING:
    from rightsnet.report.result import Report
    from rightsnet.session.corpus import Corpus


@dataclass(frozen=True, kw_only=True)
class Examination:
    """The options of a check; see `Corpus.check`.

    Args:
        others: the bodies that every version is checked against; ``law`` the shipped one.
    """

    others: tuple[Corpus, ...]
    law: Corpus
    at: date | None = None
    place: str | None = None
    select: Collection[str] = ()
    ignore: Collection[str] = ()
    possible: bool = False
    policy: Sequence[str] | None = None

    def report(self, body: Corpus) -> Report:
        """Return the report on a version; what its text settles is in it, since a conflict that is declared has not gone."""
        return body.check(
            self.others,
            at=self.at,
            place=self.place,
            select=self.select,
            ignore=self.ignore,
            possible=self.possible,
            everything=True,
            policy=self.policy,
        )

    def findings(self, body: Corpus, rules: frozenset[str]) -> list[Finding]:
        """Return what some rules find in a body; what they find in the two versions is proven in their own reports."""
        trial = _Trial(
            body,
            self.others,
            self.law,
            self.at,
            self.place,
            wanted(self.select, self.ignore) & rules,
            wanted((), self.ignore),
            possible=self.possible,
            everything=True,
            policy=self.policy,
        )
        return trial.findings()


class _Trial(Check):
    """One run of which only the findings are wanted."""

    def findings(self) -> list[Finding]:
        """Return the findings of the rules that run, in no order."""
        return self._wanted(self._findings(self._search(self._ground), self._ground))

    def _search(self, ground: Ground) -> Search:
        # The search compares with all of the law; no other rule has a use for it.
        idle = ground.names.isdisjoint(self._pair_rules)
        return Search((), (), Funnel(0, 0, {})) if idle else super()._search(ground)
