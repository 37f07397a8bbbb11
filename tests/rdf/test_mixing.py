"""Norms that are partly as one version has them and partly as another has them."""

from __future__ import annotations

import pytest
from rdflib.compare import isomorphic

from rightsnet.model.names import local_name
from rightsnet.rdf.files import read_text
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.matching import Names, match
from rightsnet.rdf.mixing import Mixture
from rightsnet.rdf.versions import Version, take_apart
from rightsnet.session import vocabulary

OLD = """\
proposal: Bill
id: https://example.org/bill
place: DEU
valid: {from: 2027-01-01, until: 2030-01-01}
norms:
  - id: a
    modality: duty
    bearer: {any_of: [OnlinePlatform, HostingProvider]}
    action: RemoveContent
    window: {from: PT0S, until: PT24H}
    provision: s 1
  - {id: b, modality: prohibition, bearer: Individual, action: HackDevice, provision: s 2}
"""
NEW = """\
norms:
  - {provision: s 2, action: HackDevice, bearer: Individual, modality: prohibition, id: b}
  - id: a
    provision: s 1
    window: {until: P1D, from: PT0S}
    action: RestrictContent
    modality: duty
    bearer: {any_of: [HostingProvider, OnlinePlatform]}
  - {id: c, modality: duty, bearer: OnlinePlatform, action: NotifyAffectedUser, provision: s 3, valid: {from: 2026-01-01}}
valid: {until: 2030-01-01, from: 2028-01-01}
place: Germany
id: https://example.org/bill2
proposal: Act
"""


def _read(text: str, name: str) -> LocatedGraph:
    return read_text(text, name, "turtle" if name.endswith("ttl") else "yaml", vocabulary())


def _mixture(old: LocatedGraph, new: LocatedGraph) -> Mixture:
    before = take_apart([old], match([old], [new]), "~before", local_name)
    return Mixture(before, take_apart([new], str, "", local_name), [old], [new])


def _meanings(version: Version) -> object:
    return {statement: said.meaning for statement, said in version.said.items()}


def test_only_what_differs_in_meaning_differs() -> None:
    mixture = _mixture(_read(OLD, "old.yaml"), _read(NEW, "new.yaml"))
    assert [(local_name(thing), key) for thing, key in mixture.differing] == [
        ("bill2", "proposal"),
        ("bill2", "valid"),
        ("a", "action"),
        ("a", "valid"),
        ("b", "valid"),
        ("c", ""),
        ("c", "action"),
        ("c", "bearer"),
        ("c", "modality"),
        ("c", "place"),
        ("c", "provision"),
        ("c", "valid"),
    ]


def test_a_difference_has_the_lines_of_both_versions() -> None:
    mixture = _mixture(_read(OLD, "old.yaml"), _read(NEW, "new.yaml"))
    statement = ("https://example.org/bill2#a", "valid")
    old, new = mixture.old.said[statement], mixture.new.said[statement]
    assert (str(old.location(new)), str(new.location(old))) == ("old.yaml:4:15", "new.yaml:10:34")
    assert (old.words, new.words) == ("from 2027-01-01, until 2030-01-01", "from 2028-01-01, until 2030-01-01")


def test_nothing_and_all_undone_give_the_two_versions() -> None:
    old, new = _read(OLD, "old.yaml"), _read(NEW, "new.yaml")
    mixture = _mixture(old, new)
    (nothing,) = mixture.mix(frozenset())
    assert isomorphic(nothing.graph, new.graph)
    assert {str(location) for location in nothing.locations.values()} == {str(each) for each in new.locations.values()}
    everything = mixture.mix(frozenset(mixture.differing))
    assert _meanings(take_apart(everything, str, "", local_name)) == _meanings(mixture.old)


def test_one_key_undone_leaves_the_others() -> None:
    mixture = _mixture(_read(OLD, "old.yaml"), _read(NEW, "new.yaml"))
    undone = ("https://example.org/bill2#a", "action")
    mixed = take_apart(mixture.mix(frozenset({undone})), str, "", local_name)
    assert _meanings(mixed) == {
        **{statement: said.meaning for statement, said in mixture.new.said.items()},
        undone: mixture.old.said[undone].meaning,
    }


TERM = """\
@prefix rn: <https://w3id.org/rightsnet/ns#> .
@prefix ex: <https://example.org/bill#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def test_a_term_that_is_used_is_defined() -> None:
    old = f"{TERM}ex:a a rn:Duty ; rn:bearer rn:OnlinePlatform ; rn:action ex:Own .\n"
    old += (
        "ex:Own a owl:Class ; rdfs:subClassOf ex:Wider .\nex:Wider a owl:Class ; rdfs:subClassOf rn:RemoveContent .\n"
    )
    new = f"{TERM}ex:a a rn:Duty ; rn:bearer rn:OnlinePlatform ; rn:action rn:RemoveContent .\n"
    mixture = _mixture(_read(old, "old.ttl"), _read(new, "new.ttl"))
    (mixed,) = mixture.mix(frozenset({("https://example.org/bill#a", "action")}))
    assert isomorphic(mixed.graph, _read(old, "old.ttl").graph)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({"a": "s 1", "b": "s 2"}, {"a": "s 9", "b": "s 9"}, {"a": "a", "b": "b"}),
        ({"a": "s 1", "b": "s 2"}, {"x": "s 1", "y": "s 2"}, {"a": "x", "b": "y"}),
        # Two that say the same in one provision: either could be meant, so neither is taken for the other.
        ({"a": "s 1", "b": "s 1"}, {"x": "s 1", "y": "s 1"}, {}),
        ({"a": "s 1"}, {"x": "s 1", "y": "s 1"}, {}),
        ({"a": "s 1", "b": "s 2"}, {"b": "s 2", "y": "s 1"}, {"a": "y", "b": "b"}),
    ],
)
def test_which_norm_is_which(old: dict[str, str], new: dict[str, str], found: dict[str, str]) -> None:
    def body(norms: dict[str, str], name: str) -> LocatedGraph:
        listed = [
            f"  - {{id: {norm}, modality: duty, bearer: OnlinePlatform, action: RemoveContent, provision: {provision}}}\n"
            for norm, provision in norms.items()
        ]
        return _read(f"proposal: {name}\nid: https://example.org/{name}\nnorms:\n{''.join(listed)}", f"{name}.yaml")

    names = match([body(old, "one")], [body(new, "two")])
    assert {local_name(norm): local_name(other) for norm, other in names.norms.items()} == found
    assert names.documents == {"https://example.org/one": "https://example.org/two"}


def test_names_of_parts_follow_their_norm() -> None:
    names = Names({"o#s-3": "n#x"}, {"o": "n"})
    assert [names(name) for name in ("o#s-3-condition-1", "o#s-3", "o#s-4", "o#provision-s-3")] == [
        "n#x-condition-1",
        "n#x",
        "n#s-4",
        "n#provision-s-3",
    ]
