"""The page of the command line in docs/ is what the program says of itself."""

from __future__ import annotations

from pathlib import Path

from stillwatch.cli.main import VERBS
from stillwatch.cli.reference import reference


def test_the_page_is_the_programs_own_help(repository: Path) -> None:
    page = (repository / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")

    assert page == reference(), "run 'make docs' and commit docs/reference/cli.md"


def test_every_verb_has_its_section() -> None:
    headings = [line for line in reference().splitlines() if line.startswith("## ")]

    assert headings == ["## stillwatch", *(f"## stillwatch {verb.name}" for verb in VERBS)]
