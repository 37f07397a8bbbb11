"""A number with its noun."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "norm"), count(0, "norm")
    ('1 norm', '0 norms')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
