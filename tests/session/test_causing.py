"""The search for the edits that account for a finding, against families of sets that are known beforehand."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from rightsnet.model.revision import Cause, Change, Edit, EditKind
from rightsnet.session.causing import FEW, Laboratory, Rules, State, Verdicts

SIGNATURE, RULES = ("rule", ("a",)), frozenset({"rule"})


def _edit(number: int) -> Edit:
    return Edit(kind=EditKind.KEY, change=Change.CHANGED, subjects=(f"n{number}",), names=("n",), key="aim")


def _search(
    count: int, ends: list[frozenset[int]], *, tries: int = 1000, things: tuple[str, ...] = ()
) -> tuple[Cause, int]:
    """Search for the cause of a finding that is gone once all edits of one of the sets are undone."""

    def check(undone: State, rules: Rules) -> Verdicts:
        assert rules == RULES
        return {} if any(end <= undone for end in ends) else {SIGNATURE: ("error", "certain", "open")}

    laboratory = Laboratory([_edit(number) for number in range(count)], check, tries)
    cause = laboratory.cause(SIGNATURE, RULES, things, frozenset(), lambda verdict: verdict is None)
    return cause, laboratory.checks


def _numbers(cause: Cause) -> list[frozenset[int]]:
    return [frozenset(int(edit.subjects[0][1:]) for edit in each) for each in cause.sets]


@given(st.lists(st.frozensets(st.integers(0, 5), min_size=1), min_size=1, max_size=4))
def test_the_smallest_sets_are_found(ends: list[frozenset[int]]) -> None:
    cause, _ = _search(6, ends)
    minimal = {end for end in ends if not any(other < end for other in ends)}
    least = min(map(len, minimal))
    found = _numbers(cause)
    if least <= 2:
        assert found == sorted((end for end in minimal if len(end) == least), key=sorted)
        assert cause.complete
    else:
        assert len(found) == 1
        assert found[0] in minimal
        assert not cause.complete


def test_what_no_edit_accounts_for() -> None:
    cause, checks = _search(3, [frozenset({7})])
    assert (cause.sets, cause.note[:7], checks) == ((), "No edit", 2)


def test_edits_of_what_a_finding_is_about_come_first() -> None:
    cause, checks = _search(FEW + 1, [frozenset({0}), frozenset({FEW})], things=(f"n{FEW}",))
    # Among so many edits, the others are not tried where these are enough, and it is said that there may be more.
    assert (_numbers(cause), cause.complete) == ([frozenset({FEW})], False)
    assert checks == 3
    cause, _ = _search(FEW, [frozenset({0}), frozenset({FEW - 1})], things=(f"n{FEW - 1}",))
    assert (_numbers(cause), cause.complete) == ([frozenset({FEW - 1}), frozenset({0})], True)


def test_no_mixture_is_checked_twice_and_none_beyond_the_limit() -> None:
    ends = [frozenset(pair) for pair in combinations(range(6), 2)]
    assert _search(6, ends)[1] == 2 + 6 + 15
    for tries in range(9):
        cause, checks = _search(6, [frozenset({5})], tries=tries)
        assert (checks, cause.complete) == (min(tries, 8), tries == 8)
        assert _numbers(cause) == ([frozenset({5})] if tries == 8 else [])


def test_a_mixture_that_makes_no_sense_proves_nothing() -> None:
    def check(undone: State, rules: Rules) -> Verdicts | None:
        return None if undone == {0} else {} if 0 in undone else {SIGNATURE: ("error", "certain", "open")}

    laboratory = Laboratory([_edit(0), _edit(1)], check, 10)
    cause = laboratory.cause(SIGNATURE, RULES, (), frozenset(), lambda verdict: verdict is None)
    assert _numbers(cause) == [frozenset({0, 1})]
