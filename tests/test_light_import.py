"""What costs time to load is loaded when it is needed; the public names stand still."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import rightsnet

HEAVY = ("duckdb", "networkx", "owlready2", "pandas", "polars", "pyoxigraph", "pyshacl", "rdflib", "ruamel", "rich")


@pytest.mark.parametrize(
    "statement",
    [
        "import rightsnet",
        "import rightsnet; dir(rightsnet); rightsnet.Norm; rightsnet.Report; rightsnet.RightsnetError",
        "from rightsnet.cli.main import execute; execute(['--help'])",
        "from rightsnet.cli.main import execute; execute(['check', '--help'])",
        "from rightsnet.cli.main import execute; execute(['--version'])",
        "from rightsnet.cli.main import execute; execute(['explain', '--help'])",
    ],
)
def test_nothing_heavy_is_loaded(statement: str) -> None:
    assert _loaded(statement) == set()


def test_the_heavy_modules_are_seen_when_they_are_loaded() -> None:
    assert {"duckdb", "rdflib", "pyshacl"} <= _loaded("import rightsnet; rightsnet.law")


def test_every_public_name_is_there() -> None:
    assert rightsnet.__all__ == sorted(rightsnet.__all__)
    for name in rightsnet.__all__:
        assert getattr(rightsnet, name) is not None
    assert set(rightsnet.__all__) <= set(dir(rightsnet))


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"^module “rightsnet” has no attribute “poem”$"):
        rightsnet.poem  # type: ignore[attr-defined]  # noqa: B018


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert rightsnet.__version__ == project["version"]


def _loaded(statement: str) -> set[str]:
    """Return the heavy modules that a fresh interpreter has loaded after a statement."""
    program = f"import sys; {statement}; sys.stderr.write(' '.join(m for m in {HEAVY} if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(run.stderr.split())
