"""The diagram and the tables of a campaign's life cycle, made from its transition table: ``make docs`` writes them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from stillwatch.campaigns.lifecycle import EVENTS, STATES, TRANSITIONS, UNSEEN
from stillwatch.evaluation.markdown import with_table

BEGINNING: Final = "[*]"
"""What Mermaid calls the place before the first state."""


def diagram() -> str:
    """The transition table as a Mermaid state diagram, one arrow for all events between two states."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for (state, event), after in TRANSITIONS.items():
        arrows.setdefault((state, after), []).append(event)
    lines = [f"    {_node(left)} --> {right}: {', '.join(events)}" for (left, right), events in arrows.items()]
    return "\n".join(("```mermaid", "stateDiagram-v2", *lines, "```")) + "\n"


def page_part() -> str:
    """The diagram, then what each state and each event means."""
    states = [f"| `{name}` | {meaning} |" for name, meaning in STATES.items()]
    events = [f"| `{name}` | {meaning} |" for name, meaning in EVENTS.items()]
    tables = ("| state | meaning |", "|---|---|", *states, "", "| event | when it is told |", "|---|---|", *events)
    return diagram() + "\n" + "\n".join(tables) + "\n"


def _node(state: str) -> str:
    return BEGINNING if state == UNSEEN else state


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(with_table(page.read_text(encoding="utf-8"), page_part()), encoding="utf-8")
