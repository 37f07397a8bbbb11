"""A baseline knows findings by what they mean; only new and graver ones count."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.running import Command
from rightsnet import session
from rightsnet.model.finding import Status
from rightsnet.report.baseline import Baseline, as_text, baseline_of, parse

ALONE = ("--against", "none", "--select", "void-permission")
FILE = "rightsnet-baseline.json"
HEAD = """\
proposal: Safer Streams Bill
id: https://example.org/bill
issuer: DEU
place: DEU
rank: statute
status: proposed
valid: {from: 2027-04-01}
norms:
"""


def _norm(name: str, modality: str, bearer: str = "Individual", action: str = "CriticisePublicAuthority") -> str:
    return f"  - id: {name}\n    modality: {modality}\n    bearer: {bearer}\n    action: {action}\n"


@pytest.fixture
def known(command: Command, bill: str) -> str:
    """Return the name of a proposal whose only finding is in the baseline."""
    run = command("baseline", "write", bill, *ALONE)
    assert (run.status, run.out, run.err) == (0, "", f"{FILE} now holds 1 finding.\n")
    return bill


def test_what_is_known_does_not_count(command: Command, known: str) -> None:
    run = command("check", known, *ALONE, "--fail-on", "note")
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith("No findings.\n")
    assert "0 errors, 0 warnings, 0 notes (and 1 in the baseline) in 2 norms of 1 file" in run.out
    assert command("check", known, *ALONE, "--no-baseline-file").status == 1


def test_what_is_known_is_shown_on_request(command: Command, known: str) -> None:
    run = command("check", known, *ALONE, "--all", "--format", "json")
    (finding,) = json.loads(run.out)["findings"]
    assert (finding["rule"], finding["status"], finding["reason"]) == (
        "void-permission",
        "baseline",
        f"{FILE} holds it.",
    )
    assert run.status == 0
    sarif = json.loads(command("check", known, *ALONE, "--format", "sarif").out)
    assert [each["baselineState"] for each in sarif["runs"][0]["results"]] == ["unchanged"]


def test_the_file_can_be_reviewed(known: str) -> None:
    text = Path(FILE).read_text(encoding="utf-8")
    document = json.loads(text)
    (finding,) = document["findings"]
    assert list(document) == ["version", "findings"]
    assert document["version"] == 1
    assert list(finding) == ["fingerprint", "rule", "severity", "certainty", "norms", "message"]
    assert finding["rule"] == "void-permission"
    assert finding["norms"] == ["https://example.org/bill#may", "https://example.org/bill#ban"]
    assert "line" not in text
    assert text.endswith("}\n")
    assert sorted(path.name for path in Path().iterdir()) == ["bill.yaml", FILE]


def test_what_is_new_counts(command: Command, known: str) -> None:
    path = Path(known)
    more = _norm("may-2", "liberty", bearer="Journalist")
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    run = command("check", known, *ALONE, "--format", "json")
    (finding,) = json.loads(run.out)["findings"]
    assert [norm["label"] for norm in finding["norms"]] == ["may-2", "ban"]
    assert run.status == 1


def test_what_has_become_graver_counts(command: Command, known: str) -> None:
    path = Path(FILE)
    path.write_text(path.read_text(encoding="utf-8").replace('"error"', '"warning"'), encoding="utf-8")
    assert command("check", known, *ALONE).status == 1
    path.write_text(path.read_text(encoding="utf-8").replace('"warning"', '"error"'), encoding="utf-8")
    assert command("check", known, *ALONE).status == 0


def test_what_no_longer_occurs_is_said_and_can_be_removed(command: Command, known: str) -> None:
    path = Path(known)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - id: ban")], encoding="utf-8")
    run = command("check", known, *ALONE)
    assert (run.status, run.err) == (
        0,
        f"1 finding of {FILE} no longer occurs; `rightsnet baseline prune` removes what is gone.\n",
    )
    assert command("check", known, *ALONE, "--quiet").err == ""
    run = command("baseline", "prune", known, *ALONE)
    assert (run.status, run.out, run.err) == (0, "", f"1 finding removed from {FILE}; 0 stay.\n")
    assert json.loads(Path(FILE).read_text(encoding="utf-8")) == {"version": 1, "findings": []}
    assert command("check", known, *ALONE).err == ""


def test_only_what_the_check_could_have_found_is_gone(command: Command, known: str) -> None:
    before = Path(FILE).read_text(encoding="utf-8")
    other = Path("other.yaml")
    other.write_text(HEAD.replace("org/bill", "org/other") + _norm("may", "liberty"), encoding="utf-8")
    for arguments in (
        ("other.yaml", *ALONE),
        (known, "--against", "none", "--select", "impossible-duty"),
        (known, *ALONE, "--per-file-ignores", "*.yaml=void-permission"),
        (known, *ALONE, "--at", "2020-01-01"),
    ):
        run = command("check", *arguments)
        assert (run.status, run.err) == (0, ""), arguments
        run = command("baseline", "prune", *arguments)
        assert run.err == f"0 findings removed from {FILE}; 1 stay.\n"
    assert Path(FILE).read_text(encoding="utf-8") == before


def test_what_is_only_possible_is_gone_only_if_it_was_looked_for(command: Command, tmp_path: Path) -> None:
    text = HEAD + _norm("may", "liberty", "Journalist") + _norm("ban", "prohibition", "VettedResearcher")
    (tmp_path / "bill.yaml").write_text(text, encoding="utf-8")
    assert command("baseline", "write", "bill.yaml", *ALONE, "--possible").err == f"{FILE} now holds 1 finding.\n"
    run = command("check", "bill.yaml", *ALONE, "--possible", "--fail-on", "note")
    assert (run.status, run.err) == (0, "")
    assert command("check", "bill.yaml", *ALONE).err == ""
    (tmp_path / "bill.yaml").write_text(HEAD + _norm("may", "liberty", "Journalist"), encoding="utf-8")
    assert command("check", "bill.yaml", *ALONE).err == ""
    assert command("check", "bill.yaml", *ALONE, "--possible").err.startswith(f"1 finding of {FILE} no longer occurs")


def test_a_suppressed_finding_needs_no_baseline(command: Command, known: str) -> None:
    path = Path(known)
    comment = "# rightsnet: ignore void-permission -- The court will decide."
    path.write_text(path.read_text(encoding="utf-8").replace("- id: may", f"- id: may  {comment}"), encoding="utf-8")
    run = command("check", known, *ALONE, "--all", "--format", "json")
    assert json.loads(run.out)["findings"][0]["status"] == "suppressed"
    assert "1 finding of " in run.err
    command("baseline", "write", known, *ALONE)
    assert json.loads(Path(FILE).read_text(encoding="utf-8"))["findings"] == []


def test_what_is_wrong_with_a_suppression_can_be_known_too(command: Command, tmp_path: Path) -> None:
    text = f"{HEAD}  # rightsnet: ignore void-permission -- Why.\n{_norm('may', 'liberty')}"
    (tmp_path / "bill.yaml").write_text(text, encoding="utf-8")
    check = ("bill.yaml", "--against", "none", "--select", "unused-suppression")
    assert command("baseline", "write", *check).err == f"{FILE} now holds 1 finding.\n"
    run = command("check", *check, "--fail-on", "note")
    assert (run.status, run.err) == (0, "")
    (tmp_path / "bill.yaml").write_text(text.replace("norms:\n", "norms:\n\n"), encoding="utf-8")
    assert command("check", *check, "--fail-on", "note").status == 0


def test_the_file_can_have_another_name(command: Command, bill: str, tmp_path: Path) -> None:
    (tmp_path / "ci").mkdir()
    assert command("baseline", "write", bill, *ALONE, "--out", "ci/known.json").status == 0
    assert not Path(FILE).exists()
    assert command("check", bill, *ALONE).status == 1
    assert command("check", bill, *ALONE, "--baseline-file", "ci/known.json").status == 0
    assert command("baseline", "prune", bill, *ALONE, "--baseline-file", "ci/known.json").status == 0
    assert sorted(path.name for path in (tmp_path / "ci").iterdir()) == ["known.json"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"version": 1,\n "findings": [}',
            f"{FILE}:2:15: The baseline is not JSON: expecting value. Write it anew with `rightsnet baseline write`.",
        ),
        (
            '{\n  "version": 2,\n  "findings": []\n}',
            f"{FILE}:2:3: This baseline has version 2; this rightsnet reads version 1. "
            "Write it anew with `rightsnet baseline write`.",
        ),
        (
            "[]",
            f"{FILE}:1:1: This is no baseline: it has no “version” or no list of “findings”. "
            "Write it anew with `rightsnet baseline write`.",
        ),
        (
            '{"version": 1, "findings": [\n  {"fingerprint": "a", "rule": "b", "severity": "error", "certainty": "certain", '
            '"norms": [], "message": "c"},\n  {"fingerprint": "a"}]}',
            f"{FILE}:3:3: Finding 2 of the baseline is not complete. It takes fingerprint, rule, severity, certainty, "
            "norms, message, as `rightsnet baseline write` writes them.",
        ),
        (
            '{"version": 1, "findings": ["x"]}',
            f"{FILE}:1:29: Finding 1 of the baseline is not complete. It takes fingerprint, rule, severity, certainty, "
            "norms, message, as `rightsnet baseline write` writes them.",
        ),
    ],
)
def test_what_is_no_baseline_is_refused(command: Command, bill: str, text: str, message: str) -> None:
    Path(FILE).write_text(text, encoding="utf-8")
    for arguments in (("check", bill, *ALONE), ("baseline", "prune", bill, *ALONE)):
        run = command(*arguments)
        assert (run.status, run.out, run.err) == (2, "", f"error: {message}\n")
    assert Path(FILE).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("check", "bill.yaml", *ALONE, "--baseline-file", "gone.json"),
            "error: gone.json: There is no such baseline. `rightsnet baseline write PATH` writes one.\n",
        ),
        (
            ("baseline", "prune", "bill.yaml", *ALONE),
            f"error: {FILE}: There is no such baseline. `rightsnet baseline write PATH` writes one.\n",
        ),
        (
            ("baseline", "write", "bill.yaml", *ALONE, "--out", "no/such.json"),
            "error: The baseline cannot be written to no/such.json: No such file or directory.\n",
        ),
        (
            ("baseline", "write", "bill.yaml", *ALONE, "--out", "bill.yaml"),
            "error: The baseline would overwrite bill.yaml, which is to be checked. Name another file with --out.\n",
        ),
    ],
)
def test_what_cannot_run(command: Command, bill: str, arguments: tuple[str, ...], message: str) -> None:
    run = command(*arguments)
    assert (run.status, run.out, run.err) == (2, "", message)


_NORMS = [_norm("may", "liberty"), _norm("ban", "prohibition"), _norm("must", "obligation"), _norm("may-2", "liberty")]
_OTHERS = [_norm("x1", "duty", "DataController", "RetainData"), _norm("x2", "duty", "DataController", "EraseData")]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.randoms(use_true_random=False),
    indent=st.integers(0, 4),
    others=st.lists(st.sampled_from(_OTHERS), unique=True),
    name=st.sampled_from(["bill.yaml", "renamed.yml"]),
    space=st.lists(st.sampled_from(["\n", "# A comment.\n"]), max_size=3),
)
def test_a_finding_stays_the_same_however_the_file_is_edited(
    tmp_path_factory: pytest.TempPathFactory,
    order: random.Random,
    indent: int,
    others: list[str],
    name: str,
    space: list[str],
) -> None:
    folder = tmp_path_factory.mktemp("edited")
    (folder / "bill.yaml").write_text(HEAD + "".join(_NORMS), encoding="utf-8")
    rules = ["void-permission", "impossible-duty"]
    before = session.load(folder / "bill.yaml").check(against=session.none(), select=rules)
    assert [finding.rule for finding in before.findings] == ["void-permission", "impossible-duty", "void-permission"]
    baseline = parse(as_text(baseline_of(before.findings, "b.json")), "b.json")
    norms = [*_NORMS, *others]
    order.shuffle(norms)
    body = "".join(" " * indent + line + "\n" for line in "".join(norms).splitlines())
    (folder / name).write_text(f"{''.join(space)}{HEAD}{''.join(space)}{body}", encoding="utf-8")
    after = session.load(folder / name).check(against=session.none(), select=rules, baseline=baseline, everything=True)
    assert [finding.status for finding in after.findings] == [Status.BASELINE] * 3
    assert after.stale == ()


def test_the_order_of_the_file_is_that_of_the_norms(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bill.yaml").write_text(HEAD + "".join(_NORMS), encoding="utf-8")
    command("baseline", "write", "bill.yaml", "--against", "none", "--select", "conflict")
    baseline = parse(Path(FILE).read_text(encoding="utf-8"), FILE)
    entries = list(baseline.entries.values())
    assert len(entries) > 1
    assert entries == sorted(entries, key=lambda entry: (entry.norms, entry.rule, entry.fingerprint))
    again = Baseline(FILE, dict(sorted(baseline.entries.items(), reverse=True)))
    assert as_text(again) == as_text(baseline) == Path(FILE).read_text(encoding="utf-8")


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/proposal.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_what_is_known_of_an_example_stays_known_when_it_is_edited(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head, _, body = text.partition("norms:\n")
    before, *norms = re.split(r"^(?=  - id: )", body, flags=re.MULTILINE)
    edited = "".join(f"  {line}\n" if line else "\n" for norm in reversed(norms) for line in norm.splitlines())
    new = "    - {id: entirely-new, modality: liberty, bearer: Individual, action: PromoteMediaLiteracy}\n"
    (tmp_path / "renamed.yaml").write_text(f"# A comment.\n{head}norms:\n{before}{edited}{new}", encoding="utf-8")
    known = session.load(path).check()
    found = session.load(tmp_path / "renamed.yaml").check(baseline=baseline_of(known.findings, FILE))
    assert [each for each in found.findings if all("entirely-new" not in norm.id for norm in each.norms)] == []
    assert {each.fingerprint for each in found.settled} == {each.fingerprint for each in known.findings}
    assert found.stale == ()


def test_every_example_is_edited() -> None:
    assert [path.parent for path in EXAMPLES] == sorted(EXAMPLES[0].parents[1].iterdir())
