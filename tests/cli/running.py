"""What a run of the command line is, for the tests that run it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    status: int
    out: str
    err: str


class Command(Protocol):
    """Runs rightsnet with arguments, in this process."""

    def __call__(self, *arguments: str, stdin: str = "") -> Outcome: ...
