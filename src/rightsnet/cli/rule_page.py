"""The page of a rule or a shape: what it finds and why, how grave that is, and an example with what is found in it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rightsnet.algebra.weighing import weigh
from rightsnet.model.finding import Severity
from rightsnet.model.names import rn
from rightsnet.model.norm import Force, Modality, Norm, Strength
from rightsnet.model.rule import SECTIONS, Case, Rule
from rightsnet.resources import folder

if TYPE_CHECKING:
    from rightsnet.report.result import Report

FAMILIES: Mapping[str, str] = {
    "interference": "rights that are limited, and whether what justifies that is stated",
    "conflict": "norms that cannot all be obeyed or used, and norms that their issuer may not make",
    "redundancy": "norms that say what others say already",
    "precedence": "declarations of which norm yields to which",
    "shape": "what the description of one thing lacks",
}
"""The families of findings, in the order in which they are listed."""

WIDTH = 100

_HEAD = "proposal: A case\nid: https://example.org/case\nissuer: WORLD\nnorms:\n"
_FILE = "case.yaml"
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Example:
    """A small proposal, what it was compared with, and what was found when the page was made.

    Args:
        against: ``law`` or ``none``; ``printed``: the findings as `rightsnet check` prints them.
    """

    text: str
    against: str
    printed: str = ""
    findings: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All there is to say of a rule or a shape.

    Args:
        sections: heading → paragraphs.
        turtle: the shape itself, for a shape.
    """

    name: str
    family: str
    severity: Severity
    title: str
    sections: Mapping[str, str] = field(default_factory=dict)
    finds: Example | None = None
    leaves: Example | None = None
    turtle: str = ""

    def as_text(self) -> str:
        """Return the page for a person."""
        return "\n\n".join(self._blocks()) + "\n"

    def _blocks(self) -> Iterator[str]:
        yield f"{self.name} ({self.family}, {self.severity.value})"
        yield textwrap.fill(self.title, WIDTH)
        for heading, text in self.sections.items():
            yield _block(heading, text)
        if self.finds:
            yield _block(f"Example that it finds, {_compared(self.finds)}", self.finds.text)
            yield _block("What is found in it", self.finds.printed)
        if self.leaves:
            yield _block(f"Example that it leaves alone, {_compared(self.leaves)}", self.leaves.text)
        if self.turtle:
            yield _block("The shape", self.turtle)

    def as_data(self) -> dict[str, Any]:
        """Return the page as values of JSON."""
        data: dict[str, Any] = {
            "name": self.name,
            "family": self.family,
            "severity": self.severity.value,
            "title": self.title,
            "sections": {heading: _unwrapped(text) for heading, text in self.sections.items()},
        }
        if self.finds:
            data["finds"] = {
                "proposal": self.finds.text,
                "against": self.finds.against,
                "findings": list(self.finds.findings),
            }
        if self.leaves:
            data["leaves"] = {"proposal": self.leaves.text, "against": self.leaves.against}
        return data | ({"turtle": self.turtle} if self.turtle else {})


def of_rule(rule: type[Rule]) -> Page:
    """Return the page of a rule; its first example is checked to make it."""
    finds, help = _checked(rule, rule.flags[0])
    written = rule.sections()
    return Page(
        name=rule.name(),
        family=rule.family,
        severity=rule.severity,
        title=rule.title(),
        sections={
            **{name: written[name] for name in SECTIONS if name in written},
            "How grave it is": textwrap.fill(gravity(rule.severity, rule.family), WIDTH),
            "What to do": textwrap.fill(help, WIDTH),
        },
        finds=finds,
        leaves=Example(_text(rule.clean[0]), rule.clean[0].against) if rule.clean else None,
    )


def of_shapes() -> dict[str, Page]:
    """Return the page of every shape that can find something, by name."""
    from rightsnet.rdf.shapes import shape_notes

    texts = _shape_texts()
    pages = {}
    for name, note in shape_notes().items():
        sections = {
            "Why it matters": note.why,
            "Sources": "; ".join(note.sources),
            "How grave it is": gravity(note.severity, "shape"),
            "What to do": note.help,
        }
        pages[name] = Page(
            name=name,
            family="shape",
            severity=note.severity,
            title=note.message,
            sections={heading: textwrap.fill(text, WIDTH) for heading, text in sections.items() if text},
            turtle=texts[name],
        )
    return pages


def gravity(severity: Severity, family: str) -> str:
    """Return how grave a finding is, and when it weighs less.

    >>> gravity(Severity.NOTE, "conflict")
    'Always a note.'
    >>> gravity(Severity.WARNING, "conflict")
    'A warning; a note if one of the norms is encouraged or declaratory.'
    >>> gravity(Severity.WARNING, "interference")
    'A warning; a note if the norm is encouraged or declaratory.'
    """
    weaker: dict[Severity, list[str]] = {}
    if family != "shape":
        for strength in Strength:
            weaker.setdefault(weigh(severity, [_sample(strength=strength)])[0], []).append(strength.value)
        for force in Force:
            weaker.setdefault(weigh(severity, [_sample(force=force)])[0], []).append(force.value)
    steps = [step for step in Severity if step in weaker and step.rank > severity.rank]
    if not steps:
        return f"Always {_an(severity)}."
    alone = family == "interference"
    said = {
        step: f"{_an(step)} if {'the norm' if alone else 'one of the norms'} is {_either(weaker[step])}"
        for step in steps
    }
    if alone and Severity.WARNING in said:
        said[Severity.WARNING] += ", or if nothing that binds in law demands what is missing"
    return f"{_an(severity).capitalize()}; {'; '.join(said.values())}."


def _sample(*, strength: Strength = Strength.MANDATORY, force: Force = Force.BINDING) -> Norm:
    return Norm(
        id="urn:sample",
        modality=Modality.OBLIGATION,
        bearer=rn("Actor"),
        action=rn("Action"),
        strength=strength,
        force=force,
    )


def _an(severity: Severity) -> str:
    return f"{'an' if severity is Severity.ERROR else 'a'} {severity.value}"


def _either(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _checked(rule: type[Rule], case: Case) -> tuple[Example, str]:
    """Return the example with what the rule finds in it now, and what is to be done about that."""
    from rightsnet import session
    from rightsnet.rdf import files
    from rightsnet.rdf.facts import Facts

    text = _text(case)
    source = files.read_text(text, _FILE, "yaml", session.vocabulary())
    body = session.Corpus(Facts.from_graph(source.graph), sources=(source,))
    report = body.check(against=session.law() if case.against == "law" else session.none(), select=[rule.name()])
    help = getattr(rule, "help", "") or next((finding.help for finding in report.findings if finding.help), "")
    example = Example(text, case.against, _printed(report), tuple(_data(report)))
    return example, help or "Nothing has to be done: it is there to be read."


def _printed(report: Report) -> str:
    from rightsnet.report import full

    findings, _ = full.render(report).rsplit("\n\n", 1)
    return findings


def _data(report: Report) -> list[dict[str, Any]]:
    import json

    found: list[dict[str, Any]] = json.loads(str(report.render("json")))["findings"]
    return found


def _text(case: Case) -> str:
    return _HEAD + textwrap.indent(textwrap.dedent(case.norms).strip(), _INDENT)


def _compared(example: Example) -> str:
    return "compared with the law" if example.against == "law" else "compared with itself"


def _block(heading: str, text: str) -> str:
    return f"{heading}\n{textwrap.indent(text, _INDENT)}"


def _unwrapped(text: str) -> str:
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text)


def _shape_texts() -> dict[str, str]:
    """Return the shapes as they are written, by name: in the files one blank line stands between two of them."""
    found = {}
    for path in sorted(folder("shapes").glob("*.ttl")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            match = re.match(r"(?:#.*\n)*shape:([\w-]+) +a ", block)
            if match:
                found[match[1]] = block.strip()
    return found
