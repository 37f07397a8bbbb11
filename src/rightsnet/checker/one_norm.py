"""Who judges a finding on one norm, by its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from rightsnet.checker import protection, rights
from rightsnet.checker.premises import Premises
from rightsnet.model.finding import Finding
from rightsnet.model.norm import Norm
from rightsnet.model.stated import Stated

JUDGES: Mapping[str, Callable[[Finding, Norm, date, Premises, Stated], str]] = {
    **dict.fromkeys(rights.RULES, rights.check),
    **dict.fromkeys(protection.RULES, protection.check),
}
