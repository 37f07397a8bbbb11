"""Law that waits for a second reading: it can be read and checked against, and none of it is shipped by accident."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from rightsnet import session
from rightsnet.model.names import local_name
from rightsnet.resources import folder

ROOT = Path(__file__).parents[2]
DRAFTS = ROOT / "drafts"
README = (DRAFTS / "README.md").read_text(encoding="utf-8")


@cache
def _body() -> session.Corpus:
    return session.load(DRAFTS / "law", ontology=(DRAFTS / "terms.ttl", DRAFTS / "parties.ttl"))


def test_each_file_holds_one_instrument() -> None:
    stems = sorted(path.stem for path in (DRAFTS / "law").iterdir())
    assert sorted(local_name(name) for name in _body().body.instruments) == stems
    assert len(stems) == 99


def test_each_norm_is_cited_paraphrased_and_says_how_sure_it_is() -> None:
    faults = [
        norm.id
        for norm in _body().norms
        if not (norm.provision and norm.provision.instrument and norm.text.endswith(".") and norm.areas)
        or norm.certainty not in ("sure", "fairly-sure", "check")
    ]
    assert faults == []
    assert len(_body().norms) == 1011


def test_nothing_of_it_is_law_yet() -> None:
    law = session.law()
    assert {norm.id for norm in law.norms} & {norm.id for norm in _body().norms} == set()
    assert law.body.instruments.keys() & _body().body.instruments.keys() == set()
    shipped = {path.name for path in (folder("ontology") / "instruments").iterdir()}
    assert shipped & {path.name for path in (DRAFTS / "law").iterdir()} == set()


def test_the_page_says_what_there_is() -> None:
    norms = Counter(norm.instrument for norm in _body().norms)
    expected = {each.label: str(norms[each.id]) for each in _body().body.instruments.values()}
    assert dict(re.findall(r"^\| ([^`|]+) \| (\d+) \|$", README, re.MULTILINE)) == expected
    certainty = Counter(norm.certainty for norm in _body().norms)
    for number, words in ((certainty["sure"], "sure"), (certainty["fairly-sure"], "fairly sure")):
        assert f"{number} are marked *{words}*" in README or f"{number} *{words}*" in README


def test_a_proposal_can_be_checked_against_it(tmp_path: Path) -> None:
    bill = tmp_path / "bill.yaml"
    bill.write_text(
        "proposal: Order\nid: https://example.org/order\nissuer: GHA\nplace: GHA\nrank: statute\nstatus: proposed\n"
        "valid: {from: 2027-01-01}\nnorms:\n"
        "  - {id: censor, modality: duty, bearer: InternetAccessProvider, action: ShutDownInternet}\n",
        encoding="utf-8",
    )
    draft = session.load(bill, ontology=(DRAFTS / "terms.ttl", DRAFTS / "parties.ttl"))
    found = draft.check(against=(session.law(), _body()), select=["no-legal-basis"])
    cited = {provision.label for finding in found for provision in finding.provisions}
    assert {"African Charter art. 27(2)", "ICCPR art. 19(3)"} <= cited
