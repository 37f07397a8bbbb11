"""The Markdown report: its parts, and that no text of a draft becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rightsnet.errors import Location
from rightsnet.model.finding import Finding, Severity
from rightsnet.report.markdown import escaped, render
from rightsnet.report.printable import printable
from rightsnet.report.result import Checked, Report
from rightsnet.report.summary import ADVICE

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SILENT = f"""\
## rightsnet: 0 errors, 0 warnings, 0 notes

0 errors, 0 warnings, 0 notes in 1 norm of 2 files.

No findings.

*{ADVICE}*
"""
ONE = f"""\
## rightsnet: 1 error, 0 warnings, 0 notes

1 error, 0 warnings, 0 notes in 1 norm of 1 file.

### By right

| Right | errors | warnings | notes |
| --- | ---: | ---: | ---: |
| Privacy | 1 | 0 | 0 |

### By rule

| Rule | errors | warnings | notes |
| --- | ---: | ---: | ---: |
| <code>void-permission</code> | 1 | 0 | 0 |

### Findings

| # | Severity | Rule | Where | Finding |
| ---: | --- | --- | --- | --- |
| 1 | ❌ error | <code>void-permission</code> | <code>bill.yaml:2:9</code> | It is void. |

### Details

<details><summary>1. ❌ error <code>void-permission</code> · bill.yaml:2:9</summary>

It is void.

```text
1 | - id: s4
2 |   action: HackDevice
  |         ^^^^^^^^^^^^
```

- **right**: Privacy
- **explain**: rightsnet explain void-permission
- fingerprint: <code>FINGERPRINT</code>

</details>

*{ADVICE}*
"""


def test_a_report_without_findings(silent: Report) -> None:
    assert render(silent) == SILENT


def test_a_report_with_one_finding() -> None:
    finding = Finding(
        rule="void-permission",
        family="conflict",
        severity=Severity.ERROR,
        message="It is void.",
        location=Location("bill.yaml", 2, 9),
        rights=("Privacy",),
    )
    sources = {"bill.yaml": "- id: s4\n  action: HackDevice"}
    report = Report(checked=Checked(files=("bill.yaml",), norms=1), findings=(finding,), sources=sources)
    assert render(report) == ONE.replace("FINGERPRINT", finding.fingerprint)


def test_code_with_backticks_stays_in_its_fence(conflict: Finding) -> None:
    finding = replace(conflict, location=Location("bill.yaml", 1, 1))
    sources = {"bill.yaml": "text: ```\nmore: ````"}
    text = render(Report(checked=Checked(files=("bill.yaml",), norms=1), findings=(finding,), sources=sources))
    (fence,) = (token for token in GFM.parse(text) if token.type == "fence")
    assert (fence.markup, fence.content) == ("`````", "1 | text: ```\n  | ^^^^^^^^^\n2 | more: ````\n")


@example("# heading")
@example("- item")
@example("+ item")
@example("1. item")
@example("12) item")
@example("---")
@example("> quotation")
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("`*_|<>&[]()#+-.!~$@\\ \n1")))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    shown = " ".join(printable(text).split())
    html = GFM.render(escaped(shown)).replace("<!-- -->", "")
    plain = re.sub(r"^<p>(.*)</p>\n$", r"\1", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, character)
    assert plain == shown


@given(st.text(alphabet=st.sampled_from("`*_|<>&[]()#~$@\\ a\n")))
def test_no_text_breaks_a_table(text: str) -> None:
    finding = Finding(
        rule="r", family="f", severity=Severity.NOTE, message=f"x{text}", location=Location(f"x{text}", 3, 4)
    )
    rendered = render(Report(checked=Checked(files=(), norms=1), findings=(finding,)))
    tokens = [token.type for token in GFM.parse(rendered)]
    # One row for the rule, four cells; one for the finding, five.
    assert (tokens.count("td_open"), tokens.count("table_open")) == (9, 2)
    assert rendered.count("<details>") == rendered.count("</details>") == 1
