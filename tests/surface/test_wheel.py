"""The wheel holds the ontology, the shapes and the examples, and works where nothing else of the project is."""

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from rightsnet import __version__

ROOT = Path(__file__).parents[2]
DATA = ("ontology", "shapes", "examples")


@dataclass(frozen=True)
class Installed:
    """An environment in which the wheel is installed, and an empty folder to work in."""

    command: Path
    python: Path
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the installed command; nothing leads it to this copy of the sources."""
        return _run(str(self.command), *arguments, folder=self.folder)


def _run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    hidden = ("PYTHONPATH", "FORCE_COLOR", "GITHUB_ACTIONS")
    settings = {key: os.environ[key] for key in os.environ if key not in hidden and not key.startswith("RIGHTSNET_")}
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from this copy of the sources."""
    target = tmp_path_factory.mktemp("wheel")
    built = _run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(target),
        str(ROOT),
        folder=target,
    )
    assert built.returncode == 0, built.stderr
    (path,) = target.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return a new environment with the wheel, which borrows only the libraries that it depends on."""
    base = tmp_path_factory.mktemp("environment")
    venv.create(base, with_pip=False, symlinks=True)
    python = base / "bin" / "python"
    put = _run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        str(wheel),
        folder=base,
    )
    assert put.returncode == 0, put.stderr
    (packages,) = base.glob("lib/python*/site-packages")
    # A path file adds the libraries of this environment, but not what an editable installation hangs into them.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(base / "bin" / "rightsnet", python, tmp_path_factory.mktemp("empty"))


def test_the_wheel_holds_the_same_data_as_the_disk(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    for name in DATA:
        on_disk = {
            f"rightsnet/_data/{path.relative_to(ROOT).as_posix()}": path.read_bytes()
            for path in (ROOT / name).rglob("*")
            if path.is_file()
        }
        assert on_disk
        assert {key: value for key, value in packed.items() if key.startswith(f"rightsnet/_data/{name}/")} == on_disk


def test_the_wheel_holds_the_same_modules_as_the_disk(wheel: Path) -> None:
    source = ROOT / "src"
    on_disk = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file()
        and not any(part == "__pycache__" or part.startswith(".") for part in path.relative_to(source).parts)
    }
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("rightsnet/") and "/_data/" not in name}
    assert packed == on_disk


def test_the_wheel_holds_the_licences(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = {Path(name).name: archive.read(name) for name in archive.namelist() if "/licenses/" in name}
    assert packed == {
        name: (ROOT / name).read_bytes() for name in ("LICENSE", "LICENSE-ONTOLOGY", "THIRD-PARTY-NOTICES")
    }


def test_the_installed_command_tells_its_version(installed: Installed) -> None:
    run = installed.run("--version")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"rightsnet {__version__}\n", "")


def test_the_installed_package_is_the_one_that_runs(installed: Installed) -> None:
    where = _run(str(installed.python), "-c", "import rightsnet; print(rightsnet.__file__)", folder=installed.folder)
    assert Path(where.stdout.strip()).is_relative_to(installed.command.parents[1])


def test_the_installed_command_explains_a_rule(installed: Installed) -> None:
    run = installed.run("explain", "void-permission")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(
        "void-permission (conflict, error)\n\nA permission all of which another norm forbids.\n"
    )


def test_the_installed_command_checks_a_packed_example(installed: Installed) -> None:
    (example,) = installed.command.parents[1].glob("lib/python*/site-packages/rightsnet/_data/examples/data-retention")
    (installed.folder / "examples").mkdir()
    (installed.folder / "examples" / "data-retention").symlink_to(example)
    run = installed.run("check", "examples/data-retention")
    assert (run.stdout, run.stderr) == ((example / "findings.txt").read_text(encoding="utf-8"), "")
    assert run.returncode == 1
