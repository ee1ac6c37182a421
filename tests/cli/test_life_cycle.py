"""The page about the life cycle shows the table that the program uses."""

from __future__ import annotations

import re
from pathlib import Path

from stillwatch.campaigns.lifecycle import TRANSITIONS, UNSEEN
from stillwatch.cli.life_cycle import BEGINNING, diagram, page_part
from stillwatch.evaluation.markdown import with_table

ARROW = re.compile(r"^ {4}(\S+) --> (\S+): (.+)$", re.MULTILINE)


def test_the_page_is_what_the_program_makes(repository: Path) -> None:
    page = (repository / "docs" / "life-cycle.md").read_text(encoding="utf-8")

    assert with_table(page, page_part()) == page, "make docs"


def test_the_diagram_holds_the_whole_table_and_nothing_else() -> None:
    drawn = {
        (UNSEEN if left == BEGINNING else left, event): right
        for left, right, events in ARROW.findall(diagram())
        for event in events.split(", ")
    }

    assert drawn == TRANSITIONS
