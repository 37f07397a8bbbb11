"""The command `compare`: what a revision changes, in each format, and what the exit status says of it."""

import json
from pathlib import Path

import pytest

from cli.running import Command
from rightsnet.resources import folder

# The two versions are compared with nothing else and by rules on two norms, so that only these findings are possible.
ALONE = ("--against", "none", "--select", "void-permission,exempted-duty")

OLD = """\
proposal: Safer Streams Bill
id: https://example.org/bill
place: DEU
valid: {from: 2027-04-01}
norms:
  - id: may
    modality: liberty
    bearer: Individual
    action: CriticisePublicAuthority
    text: Everyone may criticise the authorities.
  - id: tell
    modality: duty
    bearer: OnlinePlatform
    action: NotifyAffectedUser
"""
BAN = """\
  - id: ban
    modality: prohibition
    bearer: Individual
    action: CriticisePublicAuthority
    circumstance: ElectionPeriod
"""
NEW = OLD.replace("bearer: OnlinePlatform", "bearer: HostingProvider").replace("from: 2027-04-01", "from: 2028-01-01")
NEW = NEW.replace("    text: Everyone may criticise the authorities.\n", "    safeguards: [Appeal]\n") + BAN

EXPECTED = Path(__file__).parent / "compared"
FULL, CONCISE, MARKDOWN = (
    (EXPECTED / name).read_text(encoding="utf-8") for name in ("full.txt", "concise.txt", "markdown.md")
)


@pytest.fixture
def revision(tmp_path: Path) -> tuple[str, str]:
    """Return the names of a proposal and of a revision that adds a ban of what the proposal permits."""
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(NEW, encoding="utf-8")
    return "old.yaml", "new.yaml"


def test_the_full_comparison(command: Command, revision: tuple[str, str]) -> None:
    run = command("compare", *revision, *ALONE)
    assert (run.status, run.err) == (1, "")
    assert run.out == FULL


def test_one_line_for_each_change(command: Command, revision: tuple[str, str]) -> None:
    run = command("compare", *revision, *ALONE, "--format", "concise")
    assert run.out == CONCISE
    assert run.status == 1


def test_markdown(command: Command, revision: tuple[str, str]) -> None:
    run = command("compare", *revision, *ALONE, "--format", "markdown")
    assert run.out == MARKDOWN


def test_json_holds_every_edit_once(command: Command, revision: tuple[str, str]) -> None:
    read = json.loads(command("compare", *revision, *ALONE, "--format", "json").out)
    assert list(read) == [
        "version",
        "tool",
        "old",
        "new",
        "edits",
        "norms",
        "findings",
        "coverage",
        "terms",
        "summary",
        "checks",
    ]
    assert (read["version"], read["old"]["at"], read["new"]["at"]) == (1, "2027-04-01", "2028-01-01")
    edits = [(edit["kind"], edit["change"], edit["key"], edit["names"]) for edit in read["edits"]]
    assert edits == [
        ("key", "changed", "valid", ["“may”", "“tell”"]),
        ("key", "added", "safeguards", ["“may”"]),
        ("key", "changed", "bearer", ["“tell”"]),
        ("norm", "added", None, ["“ban”"]),
        ("key", "removed", "text", ["“may”"]),
    ]
    assert read["edits"][0]["location"] == {"file": "new.yaml", "line": 4, "column": 15}
    norms = [(norm["change"], norm["id"].rsplit("#")[-1], norm["edits"], norm["strictness"]) for norm in read["norms"]]
    assert norms == [
        ("changed", "may", [0, 1, 4], "grants less"),
        ("changed", "tell", [0, 2], "neither stricter nor looser"),
        ("added", "ban", [], None),
    ]
    (found,) = read["findings"]
    assert (found["change"], found["finding"]["rule"], found["old_finding"]) == ("added", "void-permission", None)
    assert found["cause"] == {"sets": [[3]], "complete": True, "note": None}
    assert read["summary"]["findings"] == {"added": 1, "removed": 0, "changed": 0, "kept": 0}


def test_a_version_compared_with_itself(command: Command, revision: tuple[str, str]) -> None:
    old, _ = revision
    run = command("compare", old, old, *ALONE)
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith("The two versions say the same.\n\nNorms: 0 added, 0 removed, 0 changed, 2 kept.")
    assert command("compare", old, old, *ALONE, "--quiet").out == ""


def test_what_a_revision_mends_does_not_fail(command: Command, revision: tuple[str, str]) -> None:
    old, new = revision
    run = command("compare", new, old, *ALONE, "--format", "concise")
    assert run.status == 0
    assert "new.yaml:9:13: removed error[void-permission] " in run.out


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("warning", 1), ("never", 0)])
def test_the_fail_level(command: Command, revision: tuple[str, str], level: str, status: int) -> None:
    assert command("compare", *revision, *ALONE, "--fail-on", level, "--format", "concise").status == status


def test_a_finding_that_was_there_does_not_fail(command: Command, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(OLD + BAN, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(OLD.replace("Everyone may", "All may") + BAN, encoding="utf-8")
    run = command("compare", "old.yaml", "new.yaml", *ALONE)
    assert run.status == 0
    assert "Findings that both versions have\n  new.yaml:9:13: error[void-permission] " in run.out


@pytest.mark.parametrize("side", [0, 1])
def test_one_version_from_standard_input(command: Command, revision: tuple[str, str], side: int) -> None:
    paths, texts = list(revision), (OLD, NEW)
    name, paths[side] = paths[side], "-"
    run = command("compare", *paths, *ALONE, "--stdin-filename", name, stdin=texts[side])
    assert run.out == command("compare", *revision, *ALONE).out


def test_both_versions_of_one_name(command: Command, revision: tuple[str, str], tmp_path: Path) -> None:
    # As in `git show HEAD:bill.yaml | rightsnet compare - bill.yaml --stdin-filename bill.yaml`.
    run = command("compare", "-", "new.yaml", *ALONE, "--stdin-filename", "new.yaml", stdin=OLD)
    assert run.out == FULL
    assert run.status == 1


def test_folders(command: Command, tmp_path: Path) -> None:
    for name, text in (("one", OLD), ("two", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bill.yaml").write_text(text, encoding="utf-8")
        (tmp_path / name / "more.yaml").write_text(OLD.replace("example.org/bill", "example.org/more"), "utf-8")
    run = command("compare", "one", "two", *ALONE, "--format", "concise")
    assert run.out.splitlines()[-1].startswith("Norms: 1 added, 0 removed, 2 changed, 2 kept. Findings: 2 added")
    # A norm of one file meets those of the other; the finding names both.
    assert run.out.count("added error[void-permission]") == 2


def test_another_format_of_the_same_norms_is_no_change(command: Command, revision: tuple[str, str]) -> None:
    for name in ("new.ttl", "new.jsonld", "new.json"):
        assert command("convert", "new.yaml", name).status == 0
        run = command("compare", "new.yaml", name, *ALONE, "--format", "json")
        read = json.loads(run.out)
        assert (run.status, read["edits"], read["terms"]) == (0, [], [])
        assert read["summary"]["norms"] == {"added": 0, "removed": 0, "changed": 0, "kept": 3}


def test_an_edit_in_turtle_has_its_line(command: Command, revision: tuple[str, str], tmp_path: Path) -> None:
    assert command("convert", "new.yaml", "new.ttl").status == 0
    lines = (tmp_path / "new.ttl").read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, text in enumerate(lines, 1) if "rn:HostingProvider" in text)
    read = json.loads(command("compare", "old.yaml", "new.ttl", *ALONE, "--format", "json").out)
    assert [edit["location"]["line"] for edit in read["edits"] if edit["key"] == "bearer"] == [line]


def test_a_format_with_a_file(command: Command, revision: tuple[str, str], tmp_path: Path) -> None:
    run = command("compare", *revision, *ALONE, "--format", "json=changes.json", "--format", "markdown=changes.md")
    assert run.out == FULL
    assert json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))["version"] == 1
    assert (tmp_path / "changes.md").read_text(encoding="utf-8") == MARKDOWN


def test_colours_repeat_what_words_say(command: Command, revision: tuple[str, str]) -> None:
    run = command("compare", *revision, *ALONE, "--color", "always")
    assert "\x1b[1;31madded error[void-permission]\x1b[0m: " in run.out
    assert command("compare", *revision, *ALONE, "--color", "never").out == FULL


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("old.yaml", "none.yaml"), "error: There is no file or folder “none.yaml”.\n"),
        (("-", "-"), "error: Only one of the two versions can come from standard input. Name a file for the other.\n"),
        (
            ("old.yaml", "new.yaml", "--format", "poem"),
            "error: There is no format “poem” for a comparison. The formats are concise, full, json, markdown.\n",
        ),
        (
            ("old.yaml", "new.yaml", "--format", "json=new.yaml"),
            "error: “--format json=new.yaml” would overwrite a file that is to be compared.\n",
        ),
        (
            ("old.yaml", "new.yaml", "--format", "json="),
            "error: “--format json=” names no file. Write json=changes.txt, or json alone.\n",
        ),
        (("old.yaml", "new.yaml", "--at", "soon"), "error: “soon” is not a date. Write --at 2027-04-01.\n"),
    ],
)
def test_what_cannot_run(command: Command, revision: tuple[str, str], arguments: tuple[str, ...], line: str) -> None:
    run = command("compare", *arguments)
    assert (run.status, run.out, run.err) == (2, "", line)


def test_the_dates_of_the_head_bring_other_law(command: Command, tmp_path: Path) -> None:
    ban = OLD.replace("Safer Streams Bill", "Old Act").replace("example.org/bill", "example.org/act")
    ban = ban[: ban.index("norms:")].replace("from: 2027-04-01", "until: 2027-12-01") + "norms:\n" + BAN
    (tmp_path / "act.yaml").write_text(ban, encoding="utf-8")
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(OLD.replace("from: 2027-04-01", "from: 2028-01-01"), encoding="utf-8")
    run = command("compare", "old.yaml", "new.yaml", "--against", "act.yaml", "--select", "void-permission")
    assert (run.status, run.err) == (0, "")
    assert (
        "= because: Line 4 changes `valid` of “may” and “tell” from “from 2027-04-01” (old line 4) to “from 2028-01-01”; "
        "this edit alone removes it. It is the dates that count: “ban” is in force until 2027-12-01."
    ) in " ".join(run.out.split())


def test_a_takedown_duty_that_a_committee_has_mended(command: Command) -> None:
    first, mended = (f"{folder('examples')}/{name}" for name in ("takedown-24-hours", "takedown-revised"))
    rules = "forbidden-imposition,exempted-duty,no-legitimate-aim"
    run = command("compare", first, mended, "--select", rules, "--format", "json")
    read = json.loads(run.out)
    assert (run.status, run.err) == (0, "")
    causes = {
        (
            found["change"],
            found["finding"]["rule"],
            next(norm["label"] for norm in found["finding"]["norms"] if norm["id"].startswith("https://example.org/")),
            tuple(
                tuple((read["edits"][number]["change"], read["edits"][number]["key"]) for number in each)
                for each in found["cause"]["sets"]
            ),
        )
        for found in read["findings"]
    }
    assert causes == {
        ("removed", "no-legitimate-aim", "s3", ((("added", "aim"),),)),
        ("removed", "forbidden-imposition", "s3-search", ((("removed", None),),)),
        ("removed", "exempted-duty", "s4", ((("changed", "modality"),),)),
        ("removed", "exempted-duty", "s5", ((("removed", None),),)),
    }
    assert [(norm["name"], norm["change"], norm["strictness"]) for norm in read["norms"]] == [
        ("“s3” (s 3(2))", "changed", "strictness not known"),
        ("“s4” (s 4(1))", "changed", "another kind of norm"),
        ("“s3-search” (s 3(3))", "removed", None),
        ("“s5” (s 4(2))", "removed", None),
    ]
    assert read["terms"] == []


def test_a_comment_that_suppresses_a_finding_is_no_edit(
    command: Command, revision: tuple[str, str], tmp_path: Path
) -> None:
    comment = "action: CriticisePublicAuthority  # rightsnet: ignore void-permission -- agreed with the committee"
    (tmp_path / "commented.yaml").write_text(NEW.replace("action: CriticisePublicAuthority", comment, 1), "utf-8")
    run = command("compare", "new.yaml", "commented.yaml", *ALONE)
    assert run.status == 0
    assert run.out.startswith("No norm, no head and no term was edited.\n\nchanged error[void-permission]: ")
    assert (
        "= changed: status was open and is suppressed = because: No edit of a norm or a term accounts for this: "
    ) in " ".join(run.out.split())
    # Without the comment the finding is open again, which is as if it had been added.
    assert command("compare", "commented.yaml", "new.yaml", *ALONE).status == 1


def test_an_incomplete_norm_that_is_completed(command: Command, revision: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "incomplete.yaml").write_text(OLD.replace("    bearer: Individual\n", ""), encoding="utf-8")
    options = ("--against", "none", "--select", "missing-bearer", "--format", "json")
    read = json.loads(command("compare", "incomplete.yaml", "old.yaml", *options).out)
    (found,) = read["findings"]
    assert (found["change"], found["finding"]["rule"], found["cause"]["sets"]) == ("removed", "missing-bearer", [[0]])
    assert [(edit["change"], edit["key"], edit["new"]) for edit in read["edits"]] == [("added", "bearer", "individual")]
    assert [(norm["change"], norm["strictness"]) for norm in read["norms"]] == [("changed", None), ("kept", None)]
