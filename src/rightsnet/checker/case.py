"""What a finding on one norm and its rights is about: the norm, the clauses, and what is stated of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rightsnet.checker.premises import Premises
from rightsnet.checker.told import done, has, kinds, marked, value, values
from rightsnet.model.names import local_name, rn
from rightsnet.model.norm import Modality, Norm
from rightsnet.model.stated import Stated


@dataclass(frozen=True)
class Case:
    """A finding on one norm: the clauses that it cites, what is about it besides the right, and what it says is missing."""

    norm: Norm
    key: list[str]
    witness: Mapping[str, str]
    clauses: frozenset[str]
    rights: tuple[str, ...]
    premises: Premises
    stated: Stated
    day: date

    @property
    def suspends(self) -> bool:
        """Say whether the norm derogates."""
        return rn("DerogateFromRight") in kinds(self.norm.action, self.stated)

    @property
    def acts(self) -> set[str]:
        """Return what the act does, as far as that is stated."""
        norm = self.norm
        return {norm.action} if norm.modality is Modality.PROHIBITION else done(norm.action, self.stated)

    def gives(self, *wanted: str) -> bool:
        """Say whether the norm itself gives one of some safeguards."""
        own = [*self.norm.safeguards, *([rn("EffectiveRemedy")] if self.norm.remedy else [])]
        return has(own, map(rn, wanted), self.stated)

    def all_say(self, name: str) -> bool:
        """Say whether every clause has a property."""
        return all(values(clause, name, self.stated) for clause in self.clauses)

    def forms(self) -> set[str]:
        """Return the forms of the clauses by the premises; a clause without one counts as of no form."""
        said = dict(self.premises.said("form"))
        return {local_name(said.get(clause, "")) for clause in self.clauses}

    @property
    def reaches_all(self) -> bool:
        """Say whether nothing says what, whom or when the measure reaches."""
        norm = self.norm
        bounds = (norm.object, norm.counterparty, norm.circumstance, norm.window, *norm.conditions, *norm.limits)
        return not any(bounds) and not self.gives("TargetSpecificity")

    @property
    def ends(self) -> bool:
        """Say whether the measure has an end, a limit in time or a review."""
        norm, window = self.norm, self.norm.window
        dated = norm.validity.high is not None or (window is not None and window.span.high is not None)
        return dated or self.capped("measuresDuration") or self.gives("TimeLimit", "PeriodicReview")

    @property
    def open_sanction(self) -> bool:
        """Say whether a sanction is stated without a limit."""
        limited = self.capped("measuresSanction") or self.gives("ProportionateSanctions")
        return bool(self.norm.sanction) and not limited and not any(each.isdigit() for each in self.norm.sanction)

    def capped(self, mark: str) -> bool:
        """Say whether an upper limit is set on a measure of some kind."""
        limited = [each.measure for each in self.norm.limits if each.span.high is not None]
        return bool(marked(limited, mark, self.stated))


def permits(clause: str, aim: str, stated: Stated) -> bool:
    """Say whether what is stated lets an aim count as one on the list of a clause, by readings that nobody disputes."""
    listed = values(clause, "permittedAim", stated)
    found, more = set[str](), kinds(aim, stated)
    while more:
        found |= more
        more = set()
        for reading, narrower in stated.having(rn("narrowerAim")).items():
            within = values(reading, "within", stated)
            undisputed = "true" not in values(reading, "arguable", stated)
            if narrower & found and undisputed and (not within or instrument(clause, stated) in within):
                more |= {k for wide in values(reading, "widerAim", stated) for k in kinds(wide, stated)}
        more -= found
    return bool(found & listed)


def instrument(demand: str, stated: Stated) -> str:
    """Return the instrument in which a demand stands."""
    cited = min(values(demand, "provision", stated), default=demand)
    return value(demand, "instrument", stated) or value(cited, "instrument", stated)
