"""The tools that a campaign's requests offer: those that fit what the requests are after."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.columns import Ints
from stillwatch.simulation.draft import STANDARD_TOOLS, Draft
from stillwatch.simulation.tables import NONE

_STANDARD: Final = {
    "coding": (("bash", "text_editor"), ("read_file", "run_command", "search_files", "write_file")),
    "data_analysis": (("python",),),
    "computer_use": (
        ("bash", "computer", "text_editor"),
        ("browser_click", "browser_navigate", "browser_type"),
    ),
    "agentic_reasoning": (("web_search",), ("retrieval", "web_search")),
}
"""Lists that anybody has; the other capabilities come with functions of the operator's own."""
_OWN: Final = ("tool_use", "orchestration", "agentic_reasoning")
_OWN_LISTS: Final = 3
_NEEDED: Final = {"tool_use": 0.85}
"""Without tools on offer there is little use to ask for; the rest name their functions in the request."""


def offered(draft: Draft, capability: Ints, share: float) -> Ints:
    """The tool list of each template, or ``NONE``; ``share`` of the templates that tools suit have one."""
    own = draft.add_toolsets(_OWN_LISTS, rule="function_name")
    chances = np.full(len(capability), share)
    for name, least in _NEEDED.items():
        chances[capability == CAPABILITIES.index(name)] = max(share, least)
    lists = np.array([_suited(draft, CAPABILITIES[code], own) for code in capability], dtype=np.int64)
    return np.where(draft.rng.random(len(capability)) < chances, lists, NONE)


def _suited(draft: Draft, capability: str, own: Ints) -> int:
    standard = [STANDARD_TOOLS.index(tools) for tools in _STANDARD.get(capability, ())]
    lists = [*standard, *(own if capability in _OWN else ())]
    return int(draft.rng.choice(lists)) if lists else NONE
