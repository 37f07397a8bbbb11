"""A baseline: the findings that a project knows and has put up with for now, so that only new ones count."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rightsnet.errors import InputError, Location, UsageError
from rightsnet.model.finding import Certainty, Finding, Severity

VERSION = 1
_KEYS = ("fingerprint", "rule", "severity", "certainty", "norms", "message")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding that is known.

    Args:
        fingerprint: what makes it the same finding in another run: the rule and the norms, never a line.
        severity, certainty: how grave and how sure it was when it was written down.
        norms, message: the norms by id and what was found, for whoever reviews the baseline.
    """

    fingerprint: str
    rule: str
    severity: Severity
    certainty: Certainty
    norms: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known, by fingerprint, and the name of the file that holds them."""

    file: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def knows(self, finding: Finding) -> bool:
        """Say whether a finding is known, and no graver than it was.

        >>> old = Finding(rule="r", family="shape", severity=Severity.WARNING, message="m")
        >>> new = Finding(rule="r", family="shape", severity=Severity.ERROR, message="m")
        >>> known = baseline_of([old], "baseline.json")
        >>> known.knows(old), known.knows(new)
        (True, False)
        """
        entry = self.entries.get(finding.fingerprint)
        return entry is not None and finding.severity.rank >= entry.severity.rank

    def without(self, fingerprints: Iterable[str]) -> Baseline:
        """Return the baseline without some entries."""
        gone = set(fingerprints)
        return Baseline(self.file, {key: entry for key, entry in self.entries.items() if key not in gone})


def baseline_of(findings: Iterable[Finding], file: str) -> Baseline:
    """Return the baseline that knows some findings."""
    entries = (
        Entry(
            fingerprint=finding.fingerprint,
            rule=finding.rule,
            severity=finding.severity,
            certainty=finding.certainty,
            norms=tuple(norm.id for norm in finding.norms),
            message=finding.message,
        )
        for finding in findings
    )
    return Baseline(file, {entry.fingerprint: entry for entry in entries})


def as_text(baseline: Baseline) -> str:
    """Return a baseline as JSON, in an order that no change of a file of norms disturbs."""
    entries = sorted(baseline.entries.values(), key=lambda entry: (entry.norms, entry.rule, entry.fingerprint))
    document = {"version": VERSION, "findings": [_record(entry) for entry in entries]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "fingerprint": entry.fingerprint,
        "rule": entry.rule,
        "severity": entry.severity.value,
        "certainty": entry.certainty.value,
        "norms": list(entry.norms),
        "message": entry.message,
    }


def read(file: str) -> Baseline:
    """Read a baseline.

    Raises:
        InputError: if the file is not there or is no baseline, with the line.

    >>> read("no-such-baseline.json")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    rightsnet.errors.InputError: no-such-baseline.json: There is no such baseline. `rightsnet baseline write PATH...
    """
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        help = "`rightsnet baseline write PATH` writes one."
        raise InputError("There is no such baseline.", Location(file), help=help) from None
    except UnicodeDecodeError:
        raise InputError("The baseline is not text in UTF-8.", Location(file)) from None
    except OSError as error:
        raise InputError(f"The baseline cannot be read: {error.strerror}.", Location(file)) from None
    return parse(text, file)


def parse(text: str, file: str) -> Baseline:
    r"""Return the baseline that a text holds.

    Raises:
        InputError: if it is no baseline, with the line.

    >>> parse('{"version": 1, "findings": [\n]', "b.json")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    rightsnet.errors.InputError: b.json:2:2: The baseline is not JSON: expecting ',' delimiter. Write it anew ...
    >>> parse('{\n"version": 2, "findings": []}', "b.json")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    rightsnet.errors.InputError: b.json:2:1: This baseline has version 2; this rightsnet reads version 1. Write it ...
    """
    anew = "Write it anew with `rightsnet baseline write`."
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"The baseline is not JSON: {error.msg[:1].lower()}{error.msg[1:]}."
        raise InputError(message, Location(file, error.lineno, error.colno), help=anew) from None
    except RecursionError:
        raise InputError("The baseline is nested too deeply.", Location(file), help=anew) from None
    if not isinstance(document, dict) or "version" not in document or not isinstance(document.get("findings"), list):
        message = "This is no baseline: it has no “version” or no list of “findings”."
        raise InputError(message, Location(file, 1, 1), help=anew)
    if document["version"] != VERSION:
        message = f"This baseline has version {document['version']}; this rightsnet reads version {VERSION}."
        raise InputError(message, _at(text, file, text.find('"version"')), help=anew)
    entries = _entries(document["findings"], text, file)
    return Baseline(file, {entry.fingerprint: entry for entry in entries})


def _entries(items: Iterable[Any], text: str, file: str) -> Iterator[Entry]:
    for number, item in enumerate(items):
        try:
            yield Entry(
                fingerprint=str(item["fingerprint"]),
                rule=str(item["rule"]),
                severity=Severity(item["severity"]),
                certainty=Certainty(item["certainty"]),
                norms=tuple(map(str, item["norms"])),
                message=str(item["message"]),
            )
        except (KeyError, TypeError, ValueError):
            raise InputError(
                f"Finding {number + 1} of the baseline is not complete.",
                _at(text, file, _offset(text, number)),
                help=f"It takes {', '.join(_KEYS)}, as `rightsnet baseline write` writes them.",
            ) from None


def _offset(text: str, number: int) -> int:
    """Return where a finding of the list begins in the text."""
    listed = re.search(r'"findings"\s*:\s*\[', text)
    start = position = listed.end() if listed else 0
    for _ in range(number + 1):
        start = position + len(text[position:]) - len(text[position:].lstrip(" \t\r\n,"))
        _, position = json.JSONDecoder().raw_decode(text, start)
    return start


def _at(text: str, file: str, offset: int) -> Location:
    return Location(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def write(baseline: Baseline) -> None:
    """Put a baseline into its file: first beside it, then renamed.

    Raises:
        UsageError: if it cannot be written.
    """
    target = Path(baseline.file)
    beside = target.with_name(f".{target.name}.partial")
    try:
        beside.write_text(as_text(baseline), encoding="utf-8", newline="\n")
        beside.replace(target)
    except OSError as error:
        raise UsageError(f"The baseline cannot be written to {target}: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
