"""What is kept between runs: the same as what is read, never of an earlier state, and never needed."""

import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from rightsnet import session
from rightsnet.resources import folder as folder_of
from rightsnet.session import compiled, shipped
from rightsnet.session.compiled import VARIABLE, kept

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Made:
    """Something that takes long to make."""

    value: int


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.ttl"
    path.write_text("one", encoding="utf-8")
    return path


@pytest.fixture
def numbers() -> Iterator[int]:
    return iter(range(100))


def test_what_was_made_is_not_made_again(folder: Path, source: Path, numbers: Iterator[int]) -> None:
    found = [kept([source], lambda: Made(next(numbers)), Made) for _ in range(3)]
    assert found == [Made(0)] * 3
    assert [path.suffix for path in folder.iterdir()] == [".pickle"]


def test_what_it_is_made_from_decides(folder: Path, source: Path, numbers: Iterator[int]) -> None:
    first = kept([source], lambda: Made(next(numbers)), Made)
    source.write_text("two", encoding="utf-8")
    second = kept([source], lambda: Made(next(numbers)), Made)
    source.write_text("one", encoding="utf-8")
    assert (first, second, kept([source], lambda: Made(next(numbers)), Made)) == (Made(0), Made(1), Made(0))


def test_the_program_decides_too(
    folder: Path, source: Path, numbers: Iterator[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = copytree(Path(compiled.__file__).parents[1], tmp_path / "rightsnet", ignore=lambda *_: ["__pycache__"])
    monkeypatch.setattr(compiled, "__file__", str(package / "session" / "compiled.py"))
    first = kept([source], lambda: Made(next(numbers)), Made)
    norm = package / "model" / "norm.py"
    norm.write_text(f"{norm.read_text(encoding='utf-8')}\n", encoding="utf-8")
    assert (first, kept([source], lambda: Made(next(numbers)), Made)) == (Made(0), Made(1))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda held: b"", id="empty"),
        pytest.param(lambda held: held[:-1], id="cut short"),
        pytest.param(lambda held: held[:40] + bytes([held[40] ^ 1]) + held[41:], id="one bit turned"),
        pytest.param(lambda held: held[:32] + pickle.dumps(Made(9)), id="of another content"),
    ],
)
def test_what_is_damaged_is_made_again(folder: Path, source: Path, numbers: Iterator[int], damage: object) -> None:
    kept([source], lambda: Made(next(numbers)), Made)
    (file,) = folder.iterdir()
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    assert kept([source], lambda: Made(next(numbers)), Made) == Made(1)
    assert kept([source], lambda: Made(next(numbers)), Made) == Made(1)


def test_what_is_of_another_kind_is_made_again(folder: Path, source: Path, numbers: Iterator[int]) -> None:
    kept([source], lambda: str(next(numbers)), str)
    assert kept([source], lambda: Made(next(numbers)), Made) == Made(1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights of access")
def test_what_others_could_have_written_is_not_read(folder: Path, source: Path, numbers: Iterator[int]) -> None:
    kept([source], lambda: Made(next(numbers)), Made)
    (file,) = folder.iterdir()
    file.chmod(0o666)
    assert kept([source], lambda: Made(next(numbers)), Made) == Made(1)
    assert file.stat().st_mode & 0o077 == 0


def test_without_a_folder_nothing_is_kept(
    tmp_path: Path, source: Path, numbers: Iterator[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert [kept([source], lambda: Made(next(numbers)), Made) for _ in range(2)] == [Made(0), Made(1)]
    monkeypatch.setenv(VARIABLE, str(source / "below a file"))
    assert [kept([source], lambda: Made(next(numbers)), Made) for _ in range(2)] == [Made(2), Made(3)]
    assert list(tmp_path.iterdir()) == [source]


def test_a_few_older_forms_are_left(folder: Path, source: Path, numbers: Iterator[int]) -> None:
    for number in range(7):
        source.write_text(str(number), encoding="utf-8")
        kept([source], lambda: Made(next(numbers)), Made)
        for age, path in enumerate(sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
            os.utime(path, ns=(age * 10**9, age * 10**9))
    assert len(list(folder.iterdir())) == 4
    assert kept([source], lambda: Made(next(numbers)), Made) == Made(6)


def test_what_comes_with_rightsnet_is_made_from_every_file_that_is_read() -> None:
    ontology = {path.name for path in folder_of("ontology").rglob("*.ttl")}
    read = {path.name for path in (*shipped.ontology_files(), *shipped.law_files())}
    assert ontology - read == {"rightsnet.ttl", "subdivisions.ttl"}


def test_a_check_finds_the_same_with_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    names = sorted(path.parent.name for path in EXAMPLES.glob("*/proposal.yaml"))
    assert names

    def reports() -> list[str]:
        return [session.load(EXAMPLES / name).check(session.law()).render("json") for name in names]

    read = shipped.read()
    monkeypatch.setattr(shipped, "_shipped", lambda: read)
    fresh = reports()
    again = pickle.loads(pickle.dumps(read, protocol=5))
    monkeypatch.setattr(shipped, "_shipped", lambda: again)
    assert reports() == fresh
