"""Files and folders: which are found, how they are read, and what is said of those that cannot be."""

import io
import sys
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from rightsnet.errors import InputError
from rightsnet.rdf import files
from rightsnet.rdf.vocabulary import Vocabulary

YAML = "proposal: P\nid: https://example.org/p\nnorms: [{id: a, bearer: State}]\n"
TURTLE = "<https://example.org/a> a <https://w3id.org/rightsnet/ns#Duty> .\n"
JSON_LD = '{"@context": "https://w3id.org/rightsnet/ns", "id": "https://example.org/a", "type": "Duty"}'


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(name: str, vocabulary: Vocabulary) -> str:
    with pytest.raises(InputError) as raised:
        files.read(name, vocabulary)
    return str(raised.value)


def test_folders_are_searched_to_the_bottom() -> None:
    for name in ("b.yaml", "a.yml", "x/c.json", "x/y/d.TTL", "x/y/e.jsonld"):
        put(f"law/{name}", YAML)
    for name in ("README.yaml", "readme.md", ".hidden.yaml", ".git/f.yaml", "notes.txt", "x/.cache/g.ttl"):
        put(f"law/{name}", YAML)
    put("z.yaml", YAML)
    assert [str(path) for path in files.find(["z.yaml", "law", "law/b.yaml", "-"])] == [
        "z.yaml",
        "law/a.yml",
        "law/b.yaml",
        "law/x/c.json",
        "law/x/y/d.TTL",
        "law/x/y/e.jsonld",
        "-",
    ]


def test_a_file_that_is_named_is_found_whatever_its_name() -> None:
    put(".README", YAML)
    assert files.find([".README"]) == [Path(".README")]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone.yaml", "There is no file or folder “gone.yaml”."),
        (
            "law",
            "The folder “law” holds no file of norms. They end in .yaml, .yml, .json, .ttl or .jsonld.",
        ),
    ],
)
def test_what_is_not_there_is_not_found(path: str, message: str) -> None:
    put("law/README.md", "")
    with pytest.raises(InputError) as raised:
        files.find([path])
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.yaml", YAML),
        ("p.YML", YAML),
        ("p.json", '{"proposal": "P", "id": "https://example.org/p", "norms": [{"id": "a", "bearer": "State"}]}'),
        ("a.ttl", TURTLE),
        ("a.jsonld", JSON_LD),
        ("a.json", JSON_LD),
        ("a.json", f"[{JSON_LD}]"),
    ],
)
def test_the_ending_gives_the_format(small: Vocabulary, name: str, content: str) -> None:
    located = files.read(put(name, content), small)
    assert len(located.graph) == (1 if "a." in name else 5)
    assert (located.file, located.text) == (name, content)


def test_a_format_that_is_named_wins_over_the_ending(small: Vocabulary) -> None:
    assert len(files.read(put("law.txt", TURTLE), small, format="turtle").graph) == 1
    assert refused("law.txt", small) == (
        "law.txt: No format of norms ends in “.txt”. Use .yaml, .yml, .json, .ttl or .jsonld."
    )
    assert refused("law", small) == "law: A file name needs an ending. Use .yaml, .yml, .json, .ttl or .jsonld."


def test_standard_input(small: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    give(YAML)
    assert files.read("-", small).file == "<stdin>"
    give(TURTLE)
    assert files.read("-", small, stdin_name="law/a.ttl").file == "law/a.ttl"
    give(TURTLE)
    assert len(files.read("-", small, format="turtle").graph) == 1


def test_a_byte_order_mark_is_no_part_of_the_text(small: Vocabulary) -> None:
    located = files.read(put("p.yaml", b"\xef\xbb\xbf" + YAML.encode()), small)
    assert located.text == YAML
    subject = URIRef("https://example.org/p")
    assert str(located.location(subject, URIRef("http://purl.org/dc/terms/title"))) == "p.yaml:1:11"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.yaml", b"", "a.yaml: The file is empty."),
        ("a.ttl", b" \n", "a.ttl: The file is empty."),
        ("a.jsonld", b"", "a.jsonld: The file is empty."),
        (
            "a.yaml",
            b"proposal: P\nnorms: \xff",
            "a.yaml:2: The byte 0xFF on line 2 is not text in UTF-8. Save the file as UTF-8.",
        ),
        (
            "a.ttl",
            b"\n\nPK\x03\x04\x00\xff",
            "a.ttl:3: The byte 0x00 on line 3 is not text in UTF-8. Save the file as UTF-8.",
        ),
        (
            "a.yaml",
            "proposal: P".encode("utf-16"),
            "a.yaml:1: The byte 0x00 on line 1 is not text in UTF-8. Save the file as UTF-8.",
        ),
        (
            "a.yaml",
            b"#" * 10_000_001,
            "a.yaml: The file is larger than 10 MB. "
            "Write a body of norms of that size as a norm table, in CSV or Parquet.",
        ),
        (
            "a.jsonld",
            b" " * 10_000_001,
            "a.jsonld: The file is larger than 10 MB. "
            "Write a body of norms of that size as a norm table, in CSV or Parquet.",
        ),
        (
            "a.ttl",
            b"#" * 100_000_001,
            "a.ttl: The file is larger than 100 MB. "
            "Write a body of norms of that size as a norm table, in CSV or Parquet.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 10 else "",
)
def test_what_is_no_text_is_said_where_it_is_not(small: Vocabulary, name: str, content: bytes, message: str) -> None:
    put(name, content)
    assert refused(name, small) == message


def test_files_that_cannot_be_opened(small: Vocabulary) -> None:
    found = files.find([put("p.yaml", YAML)])
    found[0].unlink()
    assert refused("p.yaml", small) == "p.yaml: There is no such file."
    Path("folder.yaml").mkdir()
    assert refused("folder.yaml", small) == "folder.yaml: This is a folder, not a file."
    Path("loop.yaml").symlink_to("loop.yaml")
    assert refused("loop.yaml", small) == "loop.yaml: The file cannot be read: Too many levels of symbolic links."


def test_a_graph_with_spelt_out_strings_is_written_like_any_other() -> None:
    graph = Graph().parse(data='<urn:a> <urn:b> "x"^^<http://www.w3.org/2001/XMLSchema#string> .', format="turtle")
    assert files.write(graph, "turtle") == '<urn:a> <urn:b> "x" .\n'
    assert '"urn:b": "x"' in files.write(graph, "jsonld")
    assert Literal("x") not in set(graph.objects())


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = put("a.ttl", "old")
    path.chmod(0o640)
    files.replace(path, "new é\n")
    assert path.read_bytes() == "new é\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    with pytest.raises(InputError) as raised:
        files.replace(Path("no/b.ttl"), "x")
    assert str(raised.value) == "no/b.ttl: The file cannot be written: No such file or directory."
    Path("folder").mkdir()
    with pytest.raises(InputError) as raised:
        files.replace(Path("folder"), "x")
    assert str(raised.value) == "folder: The file cannot be written: Is a directory."
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.ttl", "folder"]
