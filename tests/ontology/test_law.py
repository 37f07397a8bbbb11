"""The law: every norm is cited, paraphrased, dated and says how sure it is; every clause and instrument is complete."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from ontology.shipped import INSTRUMENTS, facts
from rightsnet import session
from rightsnet.model.law import ClauseForm
from rightsnet.model.names import PREFIXES, local_name, rn
from rightsnet.model.norm import Norm
from rightsnet.rdf.reading import SURFACE_CLASSES, described
from rightsnet.rdf.terms import AXES

NORMS = session.law().norms
BINDING = ["budapest", "crc", "dsa", "echr", "echr-p1", "echr-p4", "eprivacy", "eu-charter", "gdpr", "iccpr"]
SOFT = ["gc16", "gc31", "gc34", "manila", "rabat", "santa-clara", "siracusa", "ungp"]
INSTRUMENT_NAMES = sorted([*BINDING, *SOFT])
LOCATORS = ("art. ", "arts ", "para. ", "paras ", "principle ", "foundational principle ", "operational principle ")


def test_each_instrument_has_its_file() -> None:
    assert sorted(path.stem for path in INSTRUMENTS) == INSTRUMENT_NAMES
    assert sorted(local_name(name) for name in facts().instances(rn("Instrument"))) == INSTRUMENT_NAMES


def test_there_are_as_many_norms_as_are_described() -> None:
    every = {name for kind in SURFACE_CLASSES for name in facts(*INSTRUMENTS).instances(kind)}
    assert {norm.id for norm in NORMS} == every == described(facts(*INSTRUMENTS))
    assert len(NORMS) >= 150


@pytest.mark.parametrize("norm", NORMS, ids=[local_name(norm.id) for norm in NORMS])
def test_a_norm_is_cited_paraphrased_and_says_how_sure_it_is(norm: Norm) -> None:
    assert norm.provision is not None
    assert norm.provision.locator.startswith(LOCATORS)
    assert norm.provision.label.endswith(norm.provision.locator)
    assert norm.instrument
    assert norm.text.endswith(".")
    assert norm.certainty in ("sure", "fairly-sure", "check")
    assert norm.areas
    assert norm.rank
    assert norm.place or facts().name(norm.instrument, rn("place")) == rn("WORLD")
    assert norm.validity.low is not None


def test_no_two_norms_of_one_instrument_on_one_bearer_are_paraphrased_alike() -> None:
    counted = Counter((norm.text, norm.bearer, norm.instrument) for norm in NORMS)
    assert [text for text, number in counted.items() if number > 1] == []


def test_every_value_of_a_norm_is_of_its_kind() -> None:
    knowledge = session.law().knowledge
    wrong = [
        (local_name(norm.id), key, value)
        for norm in NORMS
        for key, (root, _) in AXES.items()
        for value in facts().names(norm.id, rn(key))
        if not knowledge.taxonomy.is_kind_of(value, rn(root))
    ]
    assert wrong == []


def test_instruments_are_complete_and_their_dates_in_order() -> None:
    for name in facts().instances(rn("Instrument")):
        for key in ("adopted", "inForceFrom"):
            assert date.fromisoformat(facts().text(name, rn(key))), (name, key)
        for key in ("rank", "force", "place", "instrumentKind"):
            assert facts().name(name, rn(key)), (name, key)
        assert facts().text(name, PREFIXES["dct"] + "title"), name
        days = [facts().text(name, rn(key)) for key in ("adopted", "inForceFrom", "appliesFrom")]
        assert [day for day in days if day] == sorted(day for day in days if day), name


def test_no_norm_is_older_than_its_instrument() -> None:
    early = [
        local_name(norm.id)
        for norm in NORMS
        if norm.validity.low and norm.validity.low < date.fromisoformat(facts().text(norm.instrument, rn("adopted")))
    ]
    assert early == []


def test_clauses_are_complete() -> None:
    clauses = session.law().clauses
    assert len({clause.id for clause in clauses}) == len(facts().instances(rn("LimitationClause")))
    for clause in clauses:
        assert clause.provisions, clause.id
        if clause.form is ClauseForm.LISTED_AIMS:
            assert clause.aims, clause.id
        if clause.form is ClauseForm.NONE:
            assert not clause.aims, clause.id


def test_what_a_norm_refers_to_exists() -> None:
    known = set(facts().instances(rn("Provision"))) | set(facts().instances(rn("Instrument"))) | {n.id for n in NORMS}
    dangling = [
        (local_name(norm.id), other)
        for norm in NORMS
        for other in (*norm.exception_to, *norm.subject_to, *norm.without_prejudice_to, *norm.overrides)
        if other not in known
    ]
    assert dangling == []
