"""Findings as one page for a browser, a phone or paper, which loads nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from rightsnet._version import __version__
from rightsnet.model.finding import Finding, NormReference, Severity, Status
from rightsnet.model.names import ID, local_name
from rightsnet.report.counting import count
from rightsnet.report.excerpt import Excerpt, excerpt
from rightsnet.report.explanation import asides, rows, words
from rightsnet.report.grouping import Group, by_provision, by_right, by_rule
from rightsnet.report.printable import printable
from rightsnet.report.result import Report
from rightsnet.report.sides import name
from rightsnet.report.summary import ADVICE, summary

if TYPE_CHECKING:
    from markupsafe import Markup

SYMBOLS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.NOTE: "●"}
"""What stands beside the word for a severity, so that it is told by its shape as well as by its colour."""
_FEW = 6
"""Up to how many findings a group is shown unfolded."""
_FOLDED = ("why", "prevails")
_TEMPLATES = ("page.html.jinja", "page.css", "page.js")


def render(report: Report) -> str:
    """Return the page: an overview, the findings by right, by rule and by provision, and each finding once in full.

    It works without scripts: a small one unfolds everything before printing. What comes from a draft is escaped, and a
    content security policy lets the browser run nothing but that script and load nothing at all.
    """
    from jinja2 import Environment, StrictUndefined  # only this format needs it

    page, style, script = (files("rightsnet.report").joinpath(each).read_text("utf-8") for each in _TEMPLATES)
    environment = Environment(
        autoescape=True, finalize=_shown, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["coded"] = _coded
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return environment.from_string(page).render(
        page=_Page(report), style=style, script=script, digest=digest, advice=ADVICE, version=__version__
    )


@dataclass(frozen=True)
class _Card:
    """One finding as the page shows it."""

    number: int
    finding: Finding
    shown: Excerpt | None

    @property
    def anchor(self) -> str:
        return f"finding-{self.finding.fingerprint}"

    @property
    def severity(self) -> str:
        return self.finding.severity.value

    @property
    def symbol(self) -> str:
        return SYMBOLS[self.finding.severity]

    @property
    def settled(self) -> bool:
        return self.finding.status is not Status.OPEN

    @property
    def asides(self) -> list[str]:
        return asides(self.finding)

    @property
    def sides(self) -> str:
        """Return the norms concerned, briefly: the author's by their labels, shipped ones by what they are cited as."""
        own_first = sorted(self.finding.norms, key=lambda norm: norm.id.startswith(ID))
        return " ↔ ".join(dict.fromkeys(_brief(norm) for norm in own_first))

    @property
    def lines(self) -> Iterator[tuple[int, str, bool]]:
        """Yield the lines of the excerpt with their numbers, and whether the carets stand under them."""
        if self.shown:
            for number, line in enumerate(self.shown.lines, self.shown.first):
                yield number, line, number == self.shown.marked

    @property
    def facts(self) -> list[tuple[str, list[str]]]:
        """Return what is said besides the message and the reasons."""
        return [(title, lines) for title, lines in rows(self.finding) if title not in _FOLDED]

    @property
    def reasons(self) -> list[tuple[str, list[str]]]:
        """Return why the norms meet and which prevails."""
        return [(title, lines) for title, lines in rows(self.finding) if title in _FOLDED]


@dataclass(frozen=True)
class _View:
    """The groups of one way to look at the findings; ``word`` names it in the page's anchors."""

    word: str
    title: str
    groups: list[Group]

    def anchor(self, position: int) -> str:
        return f"{self.word}-{position}"


class _Page:
    """What the template asks for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.checked = report.checked
        self.funnel = report.funnel
        self.summary = summary(report)
        self.cards = [_Card(number, each, self._excerpt(each)) for number, each in enumerate(report.findings, 1)]
        self.views = [
            _View("right", "By right", by_right(report)),
            _View("rule", "By rule", by_rule(report)),
            _View("provision", "By provision", by_provision(report)),
        ]
        right = self.views[0]
        self._anchors = {group.key: right.anchor(number) for number, group in enumerate(right.groups, 1)}
        self._cards = {id(card.finding): card for card in self.cards}

    def _excerpt(self, finding: Finding) -> Excerpt | None:
        place = finding.location
        return excerpt(self.report.sources.get(place.file, ""), place) if place else None

    @property
    def title(self) -> str:
        files = self.checked.files
        return files[0] if len(files) == 1 else count(len(files), "file") if files else "the shipped law"

    @property
    def verdict(self) -> str:
        """Return the result in one sentence."""
        found = [count(number, severity) for severity, number in self.report.summary.items() if number]
        *most, last = found or ["no finding"]
        listed = f"{', '.join(most)} and {last}" if most else last
        return f"{listed} in {count(self.checked.norms, 'norm')}".capitalize()

    @property
    def tiles(self) -> list[tuple[str, str, int]]:
        """Return each severity with its symbol and the number of open findings."""
        return [(each.value, SYMBOLS[each], self.report.summary[each.value]) for each in Severity]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Return what was checked against what, under short titles."""
        checked = self.checked
        law = f"{count(checked.against_norms, 'norm')} of {count(checked.against_instruments, 'instrument')}"
        facts = [
            ("Norms", str(checked.norms)),
            ("Compared with", law if checked.against_norms else "each other"),
            ("As of", checked.at.isoformat() if checked.at else ""),
            ("Where", checked.place_label or checked.place),
        ]
        return [(title, words) for title, words in facts if words]

    @property
    def settled(self) -> dict[str, int]:
        """Return how many findings there are of each status but open, whether they are shown or not."""
        found = [finding.status for finding in (*self.report.findings, *self.report.settled)]
        return {s.value: found.count(s) for s in Status if s is not Status.OPEN and s in found}

    @property
    def kinds(self) -> int:
        """Return how many kinds of findings a reader can tell apart by the filter."""
        return sum(number > 0 for _, _, number in self.tiles) + self.shows_settled

    @property
    def shows_settled(self) -> bool:
        """Say whether there are findings on the page that are not open."""
        return any(card.settled for card in self.cards)

    @property
    def apart(self) -> list[tuple[str, int, float]]:
        """Return what became of the pairs: in words, how many, and which part of all."""
        found = [(f"kept apart by {axis}", number) for axis, number in self.funnel.excluded.items() if number]
        parts = [*found, ("met, and were compared further", self.funnel.met)]
        return [(words, number, 100 * number / self.funnel.pairs) for words, number in parts]

    @cached_property
    def matrix(self) -> list[list[tuple[str, str, int] | None]]:
        """Return for each right and rule the gravest severity, its symbol, and how many findings are open."""
        right, rule, _ = self.views
        return [[_cell(row, column.key) for column in rule.groups] for row in right.groups]

    def of(self, group: Group) -> list[_Card]:
        """Return the cards of a group."""
        return [self._cards[id(finding)] for finding in group.findings]

    def unfolded(self, group: Group) -> bool:
        """Say whether a group is short enough to be shown at once."""
        return len(group.findings) <= _FEW

    def about(self, view: _View, group: Group) -> str:
        """Return what a rule is about, if the report knows it."""
        note = self.report.rules.get(group.key) if view.word == "rule" else None
        return note.title if note else ""

    def symbol(self, severity: Severity) -> str:
        """Return what stands beside the word."""
        return SYMBOLS[severity]

    def rights(self, card: _Card) -> Mapping[str, str]:
        """Return the rights of a finding: the words, and the anchor of the group."""
        keys = map(local_name, card.finding.rights)
        return {words(key): self._anchors[key] for key in keys}


def _shown(value: object) -> object:
    """Return what stands in the page for a value of the template: a text without what a page may not hold."""
    return printable(value) if type(value) is str else value


def _coded(text: str) -> Markup:
    """Return the text as HTML, with what stands between backticks as code."""
    from markupsafe import Markup

    parts = printable(text).split("`")
    if len(parts) % 2 == 0:
        return Markup("{}").format(printable(text))
    shown = (Markup("<code>{}</code>" if position % 2 else "{}").format(part) for position, part in enumerate(parts))
    return Markup("").join(shown)


def _cell(group: Group, rule: str) -> tuple[str, str, int] | None:
    found = [each for each in group.findings if each.rule == rule and each.status is Status.OPEN]
    if not found:
        return None
    worst = min((each.severity for each in found), key=lambda severity: severity.rank)
    return worst.value, SYMBOLS[worst], len(found)


def _brief(norm: NormReference) -> str:
    return f"“{norm.label}”" if norm.label and not norm.id.startswith(ID) else name(norm)
