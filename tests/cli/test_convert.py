"""The command `convert`: files, standard streams, and errors that leave nothing behind."""

from pathlib import Path

from rdflib import Graph
from rdflib.compare import isomorphic

from cli.running import Command


def test_there_and_back_is_the_same_graph(command: Command, bill: str, tmp_path: Path) -> None:
    assert command("convert", bill, "bill.ttl").status == 0
    assert command("convert", "bill.ttl", "again.yaml").status == 0
    assert command("convert", "again.yaml", "again.ttl").status == 0
    first, again = (Graph().parse(tmp_path / name, format="turtle") for name in ("bill.ttl", "again.ttl"))
    assert len(first) > 10
    assert isomorphic(first, again)


def test_standard_output_holds_the_text_only(command: Command, bill: str, tmp_path: Path) -> None:
    run = command("convert", bill, "-", "--to", "turtle")
    assert command("convert", bill, "bill.ttl").out == ""
    assert run.out == (tmp_path / "bill.ttl").read_text(encoding="utf-8")
    assert (run.status, run.err) == (0, "")


def test_standard_input_is_read(command: Command, bill: str, tmp_path: Path) -> None:
    text = (tmp_path / bill).read_text(encoding="utf-8")
    run = command("convert", "-", "-", "--from", "yaml", "--to", "turtle", stdin=text)
    assert run.out == command("convert", bill, "-", "--to", "turtle").out


def test_a_file_that_cannot_be_read_leaves_no_target(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("proposal: [", encoding="utf-8")
    run = command("convert", "bad.yaml", "out.ttl")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("error: bad.yaml:1")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]
