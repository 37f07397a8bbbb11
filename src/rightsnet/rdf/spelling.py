"""Names as people spell them: their words, and how like one is to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher


def words(name: str) -> str:
    """Return the words of a local name, in lower case save for abbreviations.

    >>> words("VideoSharingPlatform"), words("EUGeneralInterest"), words("s4-window")
    ('video sharing platform', 'EU general interest', 's4 window')
    """
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^\W_A-Z]+", name)
    return " ".join(part if part.isupper() and len(part) > 1 else part.lower() for part in parts) or name


def alternatives(names: Iterable[str]) -> str:
    """Return names as one would say them.

    >>> alternatives(["a", "b", "c"]), alternatives(["a"])
    ('a, b or c', 'a')
    """
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def nearest(text: str, names: Iterable[str]) -> str:
    """Return a sentence that asks whether the nearest of some names was meant; empty if none is near.

    >>> nearest("bearar", ["bearer", "action"]), nearest("xyz", ["bearer"])
    ('Did you mean bearer?', '')
    """
    return did_you_mean(best(((likeness(normal(text), normal(name)), name) for name in names), 0.6))


def normal(text: str) -> str:
    """Return a name without case, spaces, hyphens and underscores, which people write as they please.

    >>> normal("Video-sharing Platform")
    'videosharingplatform'
    """
    return re.sub(r"[\s_‐‑–-]+", "", text).casefold()


def likeness(left: str, right: str) -> float:
    """Return from 0 to 1 how many characters two texts share, in order.

    >>> likeness("abcd", "abxd"), likeness("abcd", "wxyz")
    (0.75, 0.0)
    """
    matcher = SequenceMatcher(None, left, right)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.5 else 0.0


def similarity(text: str, name: str) -> float:
    """Return from 0 to 1 how like two names are: as wholes, or word by word if one word is missing or misspelt.

    >>> similarity("VideoPlatfrom", "VideoSharingPlatform") > similarity("VideoPlatfrom", "VideoGame")
    True
    """
    left, right = words(text).casefold().split(), words(name).casefold().split()
    whole = likeness(normal(text), normal(name))
    best = [max((likeness(a, b) for b in right), default=0.0) for a in left]
    by_word = sum(best) / len(best) * (0.7 + 0.3 * min(1.0, len(left) / len(right))) if best and right else 0.0
    return max(whole, by_word)


def best(scored: Iterable[tuple[float, str]], least: float) -> list[str]:
    """Return at most three names, best first, that score enough and not much worse than the best.

    >>> best([(0.9, "a"), (0.8, "b"), (0.5, "c"), (0.1, "d")], least=0.4)
    ['a', 'b']
    """
    ranked = sorted({(-round(score, 6), name) for score, name in scored if score >= least})
    return [name for score, name in ranked if score <= 0.65 * ranked[0][0]][:3]


def did_you_mean(names: Sequence[str]) -> str:
    """Return names as a question; empty if there are none.

    >>> did_you_mean(["State", "StateOrgan"]), did_you_mean([])
    ('Did you mean State or StateOrgan?', '')
    """
    return f"Did you mean {alternatives(names)}?" if names else ""
