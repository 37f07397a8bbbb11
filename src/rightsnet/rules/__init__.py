"""One file for each rule; `collect` walks the package and returns the classes."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from rightsnet.model.rule import Rule


@cache
def collect() -> tuple[type[Rule], ...]:
    """Return every rule, by name.

    >>> [rule.name() for rule in collect()][:2]
    ['absolute-right-limited', 'aim-not-permitted']
    """
    found: list[type[Rule]] = []
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found.extend(
            value
            for value in vars(loaded).values()
            if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == loaded.__name__
        )
    return tuple(sorted(found, key=lambda rule: rule.name()))
