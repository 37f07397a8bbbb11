"""What the documents say of the law and the formats is what the package holds."""

import re
from pathlib import Path

from docs.tables import file_formats, law_table, report_formats
from rightsnet import rules

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_the_law() -> None:
    page = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    assert "".join(re.findall(r"^\|.*\n", page, re.MULTILINE)).rstrip("\n") == law_table()


def test_the_formats_of_proposals_and_reports() -> None:
    assert f"| proposals (`check`, `convert`) | {file_formats()} |" in README
    assert f"| reports (`check --format`) | {report_formats()} |" in README


def test_the_rules_that_the_readme_names_exist() -> None:
    known = {rule.name() for rule in rules.collect()}
    named = set(re.findall(r"rightsnet explain ([a-z-]+)", README)) | set(
        re.findall(r"\[([a-z]+(?:-[a-z]+)+)\]:", README)
    )
    assert named
    assert named <= known
