"""What comes with rightsnet in a form that loads quickly, kept between runs and never stale.

Reading the ontology and the law takes longer than most checks. The result is kept in the user's cache folder under a name
that is the digest of everything it was made from: the files of the ontology and the law, the program, and the version of
Python. A change of any of them is another name, so an old form can be left over but not used.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

VARIABLE = "RIGHTSNET_CACHE_DIR"
"""The environment variable that names another folder; if it is empty, nothing is kept."""

_Made = TypeVar("_Made")
_KEPT = 4
_DIGEST = 32


def kept(made_from: Iterable[Path], make: Callable[[], _Made], kind: type[_Made]) -> _Made:
    """Return what an earlier run made from the same files, or make it now and keep it for the next one.

    A folder that cannot be used, or a file that is damaged or belongs to somebody else, costs time and nothing more.

    Args:
        made_from: the files that it is made from, besides the program itself.
        kind: the class of what is made; anything else is made again.
    """
    folder = _folder()
    if folder is None:
        return make()
    file = folder / f"{_name(made_from)}.pickle"
    found = _read(file)
    if isinstance(found, kind):
        return found
    made = make()
    _write(file, made)
    return made


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path

    return user_cache_path("rightsnet", appauthor=False)


def _name(made_from: Iterable[Path]) -> str:
    program = sorted(Path(__file__).parents[1].rglob("*.py"))
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.version}".encode())
    for path in (*program, *made_from):
        digest.update(f"\n{path.name} ".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:40]


def _read(file: Path) -> object:
    """Return what a file holds, or ``None`` if it is not there, not whole, or could have been written by others."""
    with suppress(Exception):  # whatever is wrong with it, it can be made again
        status = file.stat()
        if os.name == "posix" and (status.st_uid != os.getuid() or status.st_mode & 0o022):
            return None
        held = file.read_bytes()
        digest, content = held[:_DIGEST], held[_DIGEST:]
        if hashlib.sha256(content).digest() == digest:
            return pickle.loads(content)
    return None


def _write(file: Path, made: object) -> None:
    """Write a file beside its place and rename it; of the older forms in the folder a few are left."""
    content = pickle.dumps(made, protocol=5)
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=".", suffix=".partial", delete=False) as beside:
            try:
                beside.write(hashlib.sha256(content).digest() + content)
                beside.close()
                Path(beside.name).replace(file)
            finally:
                Path(beside.name).unlink(missing_ok=True)
        older = sorted(file.parent.glob("*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in older[_KEPT:]:
            path.unlink(missing_ok=True)
