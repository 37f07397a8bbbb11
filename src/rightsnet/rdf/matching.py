"""Which norm of an old version is which norm of a new one, whatever the two files and norms are called."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rightsnet.model.names import local_name
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.versions import LISTED, Version, documents_of, norms_of, take_apart

_NAMING = frozenset({LISTED, "label", "provision"})
"""Keys that say what a norm is called rather than what it demands."""


@dataclass(frozen=True)
class Names:
    """The names that things of the old version have in the new one.

    Args:
        norms, documents: old name → new name, for what both versions have.
    """

    norms: Mapping[str, str]
    documents: Mapping[str, str]

    def __call__(self, name: str) -> str:
        """Return the new name of anything: a norm, what belongs to a norm, a proposal, or what a proposal describes.

        >>> names = Names({"o#a": "n#b"}, {"o": "n"})
        >>> names("o#a"), names("o#a-window"), names("o#c"), names("o"), names("elsewhere")
        ('n#b', 'n#b-window', 'n#c', 'n', 'elsewhere')
        """
        for known in (self.norms, self.documents):
            if name in known:
                return known[name]
        stem, sign, part = name.partition("-")
        while sign:
            if stem in self.norms:
                return f"{self.norms[stem]}-{part}"
            further, sign, part = part.partition("-")
            stem = f"{stem}-{further}"
        base, sign, fragment = name.partition("#")
        return f"{self.documents[base]}#{fragment}" if sign and base in self.documents else name


def match(old: Sequence[LocatedGraph], new: Sequence[LocatedGraph]) -> Names:
    """Find each old norm in the new version: by its id, else by what it says, else by its provision and modality.

    Without the same id, a norm is matched only if nothing else in either version could be meant.
    """
    documents = _documents(old, new)
    ours, theirs = norms_of(old), norms_of(new)
    found = {norm: other for norm in ours if (other := Names({}, documents)(norm)) in theirs}
    _pair(found, {norm: local_name(norm) for norm in ours}, {norm: local_name(norm) for norm in theirs})
    for key in (_content, _place):
        if len(found) in (len(ours), len(theirs)):
            break
        names = Names(dict(found), documents)
        before, after = take_apart(old, names, "", str), take_apart(new, str, "", str)
        _pair(found, {n: key(before, names(n)) for n in ours}, {n: key(after, n) for n in theirs})
    return Names(found, documents)


def _documents(old: Sequence[LocatedGraph], new: Sequence[LocatedGraph]) -> dict[str, str]:
    """Return which proposal is which: the same IRI, else the same name of the file, else the only one there is."""
    ours = {document: source.file for source in old for document in documents_of(source)}
    theirs = {document: source.file for source in new for document in documents_of(source)}
    found = {document: document for document in ours if document in theirs}
    stems = ({document: PurePath(file).stem for document, file in side.items()} for side in (ours, theirs))
    _pair(found, *stems)
    _pair(found, dict.fromkeys(ours, True), dict.fromkeys(theirs, True))
    return found


def _pair(found: dict[str, str], ours: Mapping[str, Hashable], theirs: Mapping[str, Hashable]) -> None:
    """Add those of the rest on both sides that alone have the same key."""
    left, right = _by_key(ours, found), _by_key(theirs, found.values())
    for key, names in left.items():
        others = right.get(key, [])
        if key is not None and len(names) == len(others) == 1:
            found[names[0]] = others[0]


def _by_key(keys: Mapping[str, Hashable], without: Iterable[str]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    left_out = set(without)
    for name, key in keys.items():
        if name not in left_out:
            found.setdefault(key, []).append(name)
    return found


def _content(version: Version, norm: str) -> Hashable:
    """Return all that a norm demands."""
    said = version.of(norm)
    return frozenset((key, each.meaning) for key, each in said.items() if key not in _NAMING)


def _place(version: Version, norm: str) -> Hashable | None:
    """Return the provision and the modality of a norm; ``None`` if it does not say both."""
    said = version.of(norm)
    if "provision" not in said or "modality" not in said:
        return None
    return said["provision"].meaning, said["modality"].meaning
