"""No test reaches another machine, needs Java without saying so, or leaves anything in the user's folders."""

import importlib
import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from rightsnet.rdf import reasoner

OFFLINE = Path(__file__).parent / "offline"


def pytest_configure(config: pytest.Config) -> None:
    """Shut the network for this process and for every Python that it starts."""
    config.addinivalue_line("markers", "java: Java is the subject of this test, or of what it compares with.")
    os.environ["PYTHONPATH"] = os.pathsep.join(
        part for part in (str(OFFLINE), os.environ.get("PYTHONPATH", "")) if part
    )
    sys.path.insert(0, str(OFFLINE))
    sys.modules.pop("sitecustomize", None)
    importlib.import_module("sitecustomize")


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what is kept between runs among the temporary files."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _no_java(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide Java from every test that is not marked as one about it."""
    if request.node.get_closest_marker("java") is None:
        monkeypatch.setattr(reasoner, "find_java", _unexpected)


def _unexpected(path: str | None = None) -> NoReturn:
    raise AssertionError("This test needs Java; mark it with pytest.mark.java, or let it do without.")
