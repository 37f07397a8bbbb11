"""Two versions compared: against changing one by hand as the causes say, against the mirror image, and in spelling."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsnet import Corpus, Severity, UsageError, load, none
from rightsnet.model.names import local_name
from rightsnet.model.revision import Change, Edit, EditKind, Strictness
from rightsnet.report.comparison import Comparison

RULES = (
    "void-permission",
    "impossible-duty",
    "exempted-duty",
    "redundant-norm",
    "duplicate-norm",
    "dangling-exception",
)
Norms = dict[str, dict[str, Any]]
"""Norms by their ids, each with its keys."""
Found = frozenset[tuple[str, tuple[str, ...]]]

ACTIONS = (
    "RemoveContent",
    "RestrictContent",
    "NotifyAffectedUser",
    "GiveStatementOfReasons",
    "CriticisePublicAuthority",
)
CHOICES: Mapping[str, st.SearchStrategy[Any]] = {
    "modality": st.sampled_from(("duty", "prohibition", "liberty", "exemption")),
    "bearer": st.sampled_from(("OnlinePlatform", "HostingProvider", "Individual")),
    "action": st.sampled_from(ACTIONS),
    "object": st.sampled_from((None, "IllegalContent", {"any_of": ["IllegalContent", "UserGeneratedContent"]})),
    "place": st.sampled_from((None, "DEU", "EU")),
    "valid": st.sampled_from((None, {"from": "2027-01-01"}, {"until": "2026-01-01"})),
    "window": st.sampled_from((None, {"from": "PT0S", "until": "PT24H"}, {"from": "PT0S", "until": "P2D"})),
    "exception_to": st.sampled_from((None, None, ["#a"], ["#b"])),
}


def _norm(keys: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value is not None}


@st.composite
def versions(draw: st.DrawFn) -> tuple[Norms, Norms]:
    """Return norms, and what a revision makes of them."""
    norm = st.fixed_dictionaries(dict(CHOICES)).map(_norm)
    old = draw(st.dictionaries(st.sampled_from("abc"), norm, min_size=1))
    new: Norms = {}
    for name, keys in old.items():
        if draw(st.integers(0, 4)):
            edited = draw(st.lists(st.sampled_from(sorted(CHOICES)), max_size=3))
            new[name] = _norm({**keys, **{key: draw(CHOICES[key]) for key in edited}})
    for name in draw(st.lists(st.sampled_from("abcd"), max_size=1)):
        new.setdefault(name, draw(norm))
    # No two say the same, so that none is taken for another that goes by another name.
    for norms in (old, new):
        for name, keys in norms.items():
            keys["text"] = f"What {name} says."
    # What names a norm that neither version has cannot be read.
    names = {*old} & {*new}
    for keys in (*old.values(), *new.values()):
        if not {reference[1:] for reference in keys.get("exception_to", ())} <= names:
            del keys["exception_to"]
    return old, new


def _body(norms: Norms, folder: Path, base: str = "https://example.org/bill") -> Corpus:
    document = {"proposal": "Bill", "id": base, "norms": [{"id": name, **keys} for name, keys in norms.items()]}
    path = folder / "bill.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return load(path)


def _compared(old: Norms, new: Norms, folder: Path) -> Comparison:
    before, after = _body(old, folder), _body(new, folder, "https://example.org/amended")
    return before.compare(after, none(), select=RULES)


def _findings(norms: Norms, folder: Path) -> Found:
    report = _body(norms, folder).check(none(), select=RULES, everything=True)
    return frozenset((f.rule, (*(local_name(norm.id) for norm in f.norms), *map(local_name, f.key))) for f in report)


def _with(norms: Norms, other: Norms, edits: Iterable[Edit]) -> Norms:
    """Return the norms with what the edits touch as the other version has it."""
    made = {name: dict(keys) for name, keys in norms.items()}
    for edit in edits:
        for name in map(local_name, edit.subjects):
            if edit.kind is EditKind.NORM:
                made.pop(name, None)
                if name in other:
                    made[name] = dict(other[name])
            elif name in made:
                made[name].pop(edit.key, None)
                if edit.key in other[name]:
                    made[name][edit.key] = other[name][edit.key]
    return made


@given(pair=versions())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_changed_and_why(pair: tuple[Norms, Norms], tmp_path: Path) -> None:
    old, new = pair
    if not new:
        new = dict(sorted(old.items())[:1])
    compared = _compared(old, new, tmp_path)
    before, after = _findings(old, tmp_path), _findings(new, tmp_path)
    by_change: dict[Change, set[Any]] = {change: set() for change in Change}
    for found in compared.findings:
        finding = found.finding
        said = (finding.rule, (*(local_name(n.id) for n in finding.norms), *map(local_name, finding.key)))
        by_change[found.change].add(said)
        if found.change in (Change.ADDED, Change.REMOVED):
            start, other = (old, new) if found.change is Change.REMOVED else (new, old)
            assert found.cause is not None
            assert found.cause.sets, found.cause.note
            for edits in found.cause.sets:
                # What the causes say is done by hand, and the result is checked like any other proposal.
                assert said not in _findings(_with(start, other, edits), tmp_path)
                for kept_out in edits:
                    less = [edit for edit in edits if edit is not kept_out]
                    assert said in _findings(_with(start, other, less), tmp_path)
    assert by_change[Change.ADDED] == after - before
    assert by_change[Change.REMOVED] == before - after
    assert by_change[Change.KEPT] | by_change[Change.CHANGED] == before & after
    _is_mirrored(compared, _compared(new, old, tmp_path))


def _is_mirrored(there: Comparison, back: Comparison) -> None:
    """Check that the comparison of the new version with the old one says the same the other way round."""

    def edits(found: Iterable[Edit], *, mirrored: bool) -> frozenset[Any]:
        return frozenset(
            (
                edit.kind,
                edit.change.mirrored if mirrored else edit.change,
                edit.key,
                frozenset(map(local_name, edit.subjects)),
                *((edit.new, edit.old) if mirrored else (edit.old, edit.new)),
            )
            for edit in found
        )

    def said(found: Comparison, *, mirrored: bool) -> dict[str, Any]:
        def turned(change: Change) -> Change:
            return change.mirrored if mirrored else change

        return {
            "edits": edits(found.edits, mirrored=mirrored),
            "norms": {
                local_name(n.id): (
                    turned(n.change),
                    n.strictness and (n.strictness.mirrored if mirrored else n.strictness),
                )
                for n in found.norms
            },
            "findings": {
                (
                    f.finding.rule,
                    tuple(local_name(n.id) for n in f.finding.norms),
                    tuple(map(local_name, f.finding.key)),
                ): (
                    turned(f.change),
                    {edits(each, mirrored=mirrored) for each in f.cause.sets}
                    if f.cause and f.change is not Change.CHANGED
                    else None,
                )
                for f in found.findings
            },
            "coverage": {(c.kind, c.name): turned(c.change) for c in found.coverage},
        }

    assert said(there, mirrored=True) == said(back, mirrored=False)


@given(pair=versions(), chance=st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_and_names_of_files_change_nothing(pair: tuple[Norms, Norms], chance: Any, tmp_path: Path) -> None:
    old, _ = pair
    shuffled = {}
    for name in chance.sample(sorted(old), len(old)):
        shuffled[name] = {key: old[name][key] for key in chance.sample(sorted(old[name]), len(old[name]))}
        if isinstance(shuffled[name].get("object"), dict):
            shuffled[name]["object"] = {"any_of": shuffled[name]["object"]["any_of"][::-1]}
    compared = _compared(old, shuffled, tmp_path)
    assert compared.edits == ()
    assert {norm.change for norm in compared.norms} == {Change.KEPT}
    assert {found.change for found in compared.findings} <= {Change.KEPT}
    assert compared.terms == ()
    assert compared.conforms


OLD = """\
proposal: Bill
id: https://example.org/bill
place: DEU
valid: {from: 2027-01-01}
norms:
  - {id: may, modality: liberty, bearer: Individual, action: CriticisePublicAuthority, provision: s 1}
  - {id: ban, modality: prohibition, bearer: Individual, action: PractiseJournalism, provision: s 2}
  - {id: tell, modality: duty, bearer: OnlinePlatform, action: NotifyAffectedUser, provision: s 3}
"""


def _texts(old: str, new: str, folder: Path, **options: Any) -> Comparison:
    bodies = []
    for name, text in (("old.yaml", old), ("new.yaml", new)):
        (folder / name).write_text(text, encoding="utf-8")
        bodies.append(load(folder / name))
    before, after = bodies
    return before.compare(after, none(), **{"select": RULES, **options})


def test_a_renamed_norm_is_found_by_what_it_says_or_by_its_provision(tmp_path: Path) -> None:
    new = (
        OLD.replace("id: may", "id: s1")
        .replace("id: tell", "id: s3")
        .replace("duty, bearer: OnlinePlatform", "duty, bearer: HostingProvider")
    )
    compared = _texts(OLD, new, tmp_path)
    assert [(n.change, local_name(n.before), local_name(n.id), n.strictness) for n in compared.norms] == [
        (Change.KEPT, "may", "s1", None),
        (Change.KEPT, "ban", "ban", None),
        (Change.CHANGED, "tell", "s3", Strictness.STRICTER),
    ]
    assert [edit.key for edit in compared.edits] == ["bearer"]


def test_a_finding_follows_a_norm_that_is_renamed(tmp_path: Path) -> None:
    old = OLD.replace("action: PractiseJournalism", "action: CriticisePublicAuthority")
    new = old.replace("id: may", "id: zz").replace("example.org/bill", "example.org/other")
    compared = _texts(old, new, tmp_path)
    assert [(found.change, found.finding.rule) for found in compared.findings] == [(Change.KEPT, "void-permission")]
    assert next((n.old_name, n.name, n.renamed) for n in compared.norms) == ("“may” (s 1)", "“zz” (s 1)", True)


def test_a_key_of_the_head_is_one_edit(tmp_path: Path) -> None:
    compared = _texts(OLD, OLD.replace("from: 2027-01-01", "from: 2028-01-01"), tmp_path)
    (edit,) = compared.edits
    assert (edit.key, edit.old, edit.new, str(edit.at), str(edit.was)) == (
        "valid",
        "from 2027-01-01",
        "from 2028-01-01",
        f"{tmp_path}/new.yaml:4:15",
        f"{tmp_path}/old.yaml:4:15",
    )
    assert edit.names == ("“ban” (s 2)", "“may” (s 1)", "“tell” (s 3)")
    assert {norm.strictness for norm in compared.norms} == {Strictness.LOOSER, Strictness.GRANTS_LESS}


def test_two_edits_that_only_together_make_a_conflict(tmp_path: Path) -> None:
    old = OLD.replace("ban, modality: prohibition, bearer: Individual", "ban, modality: duty, bearer: OnlinePlatform")
    new = OLD.replace("action: PractiseJournalism", "action: CriticisePublicAuthority")
    compared = _texts(old, new, tmp_path)
    (found,) = compared.findings
    assert (found.change, found.finding.rule) == (Change.ADDED, "void-permission")
    assert found.cause is not None
    assert [[edit.key for edit in each] for each in found.cause.sets] == [["modality"], ["bearer"], ["action"]]
    back = _texts(new, old, tmp_path)
    (found,) = back.findings
    assert found.cause is not None
    assert [[edit.key for edit in each] for each in found.cause.sets] == [["modality"], ["bearer"], ["action"]]


def test_edits_that_each_mend_a_conflict_and_edits_that_mend_it_only_together(tmp_path: Path) -> None:
    old = OLD.replace("action: PractiseJournalism", "action: CriticisePublicAuthority")
    # The permission goes, and what remains is no ban: either edit alone ends the conflict.
    new = old.replace("modality: liberty", "modality: exemption").replace("modality: prohibition", "modality: duty")
    (found,) = [each for each in _texts(old, new, tmp_path).findings if each.finding.rule == "void-permission"]
    assert found.cause is not None
    assert [[edit.names for edit in each] for each in found.cause.sets] == [[("“may” (s 1)",)], [("“ban” (s 2)",)]]
    # Back again: each of the edits is needed to make the conflict, and undoing either ends it.
    (found,) = [each for each in _texts(new, old, tmp_path).findings if each.finding.rule == "void-permission"]
    assert found.change is Change.ADDED
    assert found.cause is not None
    assert [len(each) for each in found.cause.sets] == [1, 1]


def test_a_conflict_that_only_two_edits_together_mend(tmp_path: Path) -> None:
    old = OLD.replace("action: PractiseJournalism", "action: CriticisePublicAuthority")
    apart = old.replace("id: may,", "id: may, place: FRA,").replace("id: ban,", "id: ban, place: DEU,")
    # The Union shares ground with each of its members, which share none with each other.
    together = apart.replace("place: FRA,", "place: EU,").replace("place: DEU,", "place: EU,")
    for versions_of_it, change in (((apart, together), Change.ADDED), ((together, apart), Change.REMOVED)):
        (found,) = _texts(*versions_of_it, tmp_path).findings
        assert (found.change, found.finding.rule) == (change, "void-permission")
        assert found.cause is not None
        assert [[(edit.key, *edit.names) for edit in each] for each in found.cause.sets] == [
            [("place", "“may” (s 1)"), ("place", "“ban” (s 2)")]
        ]
        assert found.cause.complete


def test_a_term_that_is_defined_otherwise(tmp_path: Path) -> None:
    def draft(parent: str) -> str:
        return f"""\
@prefix rn: <https://w3id.org/rightsnet/ns#> .
@prefix ex: <https://example.org/bill#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Mocking a owl:Class ; rdfs:label "mocking"@en ; rdfs:subClassOf rn:{parent} .
ex:may a rn:Liberty ; rn:bearer rn:Individual ; rn:action ex:Mocking .
ex:ban a rn:Prohibition ; rn:bearer rn:Individual ; rn:action rn:CriticisePublicAuthority .
"""

    bodies = []
    for name, parent in (("old.ttl", "PublishContent"), ("new.ttl", "CriticisePublicAuthority")):
        (tmp_path / name).write_text(draft(parent), encoding="utf-8")
        bodies.append(load(tmp_path / name))
    compared = bodies[0].compare(bodies[1], none(), select=RULES)
    (edit,) = compared.edits
    assert (edit.kind, edit.key, edit.names, edit.at and edit.at.line) == (
        EditKind.TERM,
        "subClassOf",
        ("“mocking”",),
        5,
    )
    (term,) = compared.terms
    assert (term.name, term.change, term.key) == ("“mocking”", Change.CHANGED, "subClassOf")
    (found,) = compared.findings
    assert (found.change, found.cause and found.cause.sets) == (Change.ADDED, ((edit,),))
    by_id = {local_name(norm.id): norm for norm in compared.norms}
    assert by_id["ban"].change is Change.KEPT
    assert (by_id["may"].change, by_id["may"].strictness) == (Change.CHANGED, Strictness.UNKNOWN)
    assert [effect.sentence for effect in by_id["may"].effects] == [
        "“mocking”, a term that it uses, is defined otherwise."
    ]


def test_a_search_that_is_cut_off_says_so(tmp_path: Path) -> None:
    new = OLD.replace("action: PractiseJournalism", "action: CriticisePublicAuthority")
    (found,) = _texts(OLD, new, tmp_path, tries=0).findings
    assert found.cause is not None
    assert (found.cause.sets, found.cause.complete) == ((), False)
    assert found.cause.note == "The search was cut off after 0 checks; other edits may account for this as well."


def test_only_edits_of_the_norms_of_a_finding_are_its_cause(tmp_path: Path) -> None:
    old = OLD.replace("action: PractiseJournalism", "action: CriticisePublicAuthority")
    apart = old.replace("id: may,", "id: may, place: FRA,").replace("id: ban,", "id: ban, place: DEU,")
    apart += "  - {id: dim, modality: prohibition, bearer: Individual, action: CriticisePublicAuthority, place: DEU}\n"
    together = apart.replace("place: FRA,", "place: EU,").replace("place: DEU,", "place: EU,")
    compared = _texts(apart, together, tmp_path)
    rules = [
        (found.change, found.finding.rule, [norm.label for norm in found.finding.norms]) for found in compared.findings
    ]
    assert (Change.ADDED, "void-permission", ["may", "ban"]) in rules
    for found in compared.findings:
        if found.change is Change.ADDED:
            assert found.cause is not None
            # The places of other norms than those of the finding are no cause of it.
            concerned = {norm.id for norm in found.finding.norms}
            assert all(concerned.issuperset(edit.subjects) for each in found.cause.sets for edit in each)
            assert found.cause.sets


def test_a_conflict_that_is_now_declared_has_not_gone(tmp_path: Path) -> None:
    old = OLD.replace("action: PractiseJournalism", "action: CriticisePublicAuthority")
    new = old.replace(
        "action: CriticisePublicAuthority, provision: s 1",
        "action: CriticisePublicAuthority, provision: s 1, exception_to: [ban]",
    )
    (found,) = _texts(old, new, tmp_path).findings
    assert (found.change, found.differences) == (Change.CHANGED, (("status", "open", "declared"),))
    assert found.cause is not None
    assert [[edit.key for edit in each] for each in found.cause.sets] == [["exception_to"]]
    assert not found.at_least(Severity.NOTE)
    (back,) = _texts(new, old, tmp_path).findings
    assert back.at_least(Severity.ERROR)


def test_a_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "norms.csv").write_text(
        "id,modality,bearer,action\na,obligation,OnlinePlatform,RemoveContent\n", "utf-8"
    )
    table = load(tmp_path / "norms.csv")
    with pytest.raises(UsageError, match="is a norm table, and only proposals can be compared"):
        table.compare(table, none())


def test_a_comparison_is_neither_true_nor_false(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"ask comparison\.conforms"):
        bool(_texts(OLD, OLD, tmp_path))
