"""How grave a finding is: strong words of binding sources make an error, all else makes less."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from rightsnet.algebra.weighing import weigh
from rightsnet.model.finding import Severity
from rightsnet.model.norm import Force, Modality, Norm, Provision, Strength

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def norm(strength: Strength = Strength.MANDATORY, force: Force = Force.BINDING, name: str = "s 1") -> Norm:
    return Norm(
        id="n", modality=Modality.OBLIGATION, bearer="B", action="A", label=name, strength=strength, force=force
    )


@pytest.mark.parametrize("severity", Severity)
def test_what_binds_and_is_mandatory_is_as_grave_as_the_rule_says(severity: Severity) -> None:
    assert weigh(severity, [norm(), norm(Strength.PERMISSIVE)]) == (severity, "")
    assert weigh(severity, []) == (severity, "")


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        (Strength.MANDATORY, ERROR),
        (Strength.PERMISSIVE, ERROR),
        (Strength.BEST_EFFORT, WARNING),
        (Strength.RECOMMENDED, WARNING),
        (Strength.ENCOURAGED, NOTE),
        (Strength.DECLARATORY, NOTE),
    ],
)
def test_weaker_words_make_less_of_an_error_and_the_reason_says_so(strength: Strength, expected: Severity) -> None:
    reason = "" if expected is ERROR else f"s 1 is {strength.value}, not mandatory"
    assert weigh(ERROR, [norm(), norm(strength)]) == (expected, reason)


def test_every_strength_has_its_weight() -> None:
    assert all(weigh(ERROR, [norm(strength)]) for strength in Strength)


@pytest.mark.parametrize(("force", "words"), [(Force.SOFT, "not binding"), (Force.NOT_YET, "not yet binding")])
def test_a_source_that_does_not_bind_makes_a_warning_at_most(force: Force, words: str) -> None:
    assert weigh(ERROR, [norm(force=force)]) == (WARNING, f"s 1 is {words}")
    assert weigh(ERROR, [norm(Strength.ENCOURAGED, force)]) == (NOTE, "s 1 is encouraged, not mandatory")


def test_what_binds_through_national_law_makes_a_warning_at_most() -> None:
    through = replace(norm(), via_transposition=True)
    words = "s 1 is binding on those it addresses only through the law that gives effect to it"
    assert weigh(ERROR, [norm(name="a"), through]) == (WARNING, words)
    assert weigh(NOTE, [through]) == (NOTE, "")


@pytest.mark.parametrize("severity", [WARNING, NOTE])
def test_what_makes_nothing_less_grave_is_no_reason(severity: Severity) -> None:
    assert weigh(severity, [norm(force=Force.SOFT), norm(Strength.BEST_EFFORT)]) == (severity, "")
    assert weigh(NOTE, [norm(Strength.ENCOURAGED)]) == (NOTE, "")


def test_the_weakest_norm_counts_and_every_reason_is_given_in_any_order() -> None:
    weak = [norm(Strength.RECOMMENDED, name="a"), norm(Strength.ENCOURAGED, name="b"), norm(force=Force.SOFT, name="c")]
    for some in permutations(weak):
        severity, reason = weigh(ERROR, some)
        assert severity is NOTE
        assert sorted(reason.split("; ")) == [
            "a is recommended, not mandatory",
            "b is encouraged, not mandatory",
            "c is not binding",
        ]


def test_a_norm_is_named_by_its_citation_if_it_has_one() -> None:
    provision = Provision("p", "Code art. 5")
    cited = Norm(
        id="n", modality=Modality.OBLIGATION, bearer="B", action="A", provision=provision, force=Force.SOFT, label="x"
    )
    assert weigh(ERROR, [cited]) == (WARNING, "Code art. 5 is not binding")
