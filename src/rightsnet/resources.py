"""Where the packaged ontology, shapes and examples are, in an installed wheel and in a checkout alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rightsnet.errors import InternalError

_PACKAGE = Path(__file__).parent


@cache
def folder(name: str) -> Path:
    """Return the folder ``ontology``, ``shapes`` or ``examples`` that came with rightsnet.

    >>> (folder("ontology") / "norms.ttl").is_file()
    True
    >>> folder("poetry")
    Traceback (most recent call last):
    rightsnet.errors.InternalError: The folder “poetry” is missing from this installation. Reinstall rightsnet.
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise InternalError(f"The folder “{name}” is missing from this installation.", help="Reinstall rightsnet.")
