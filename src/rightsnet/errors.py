"""What can go wrong on the user's side, each error with the place it concerns and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; lines and columns count from 1, and 0 means "the file as a whole"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``file:line:column`` without the parts that are not known.

        >>> str(Location("bill.yaml", 14, 5)), str(Location("bill.yaml"))
        ('bill.yaml:14:5', 'bill.yaml')
        """
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class RightsnetError(Exception):
    """Any error that rightsnet raises on purpose.

    Args:
        message: one whole sentence: what is wrong and what was expected.
        location: where in the user's files, if anywhere.
        help: what to do about it.

    >>> print(InputError("This date is not a date.", Location("bill.yaml", 3, 7), help="Write 2027-04-01."))
    bill.yaml:3:7: This date is not a date. Write 2027-04-01.
    """

    def __init__(self, message: str, location: Location | None = None, *, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.help = help

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        advice = f" {self.help}" if self.help else ""
        return f"{where}{self.message}{advice}"


class InputError(RightsnetError):
    """A file or value of the user that cannot be read as what it should be."""


class UsageError(RightsnetError):
    """A call that asks for something that does not exist or does not fit together."""


class MissingToolError(RightsnetError):
    """A program outside Python (Java for the OWL reasoner) that is not on this machine."""


class InternalError(RightsnetError):
    """The engine and the algebra disagree: a bug in rightsnet, reported and never dropped."""
