"""Tools on offer fit what a template is after."""

from __future__ import annotations

import numpy as np

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.operations.offered import offered
from stillwatch.simulation.tables import NONE


def lists(draft: Draft, capability: str, share: float) -> list[list[str] | None]:
    """The tools of 200 templates of one capability."""
    codes = offered(draft, np.full(200, CAPABILITIES.index(capability)), share)
    return [None if code == NONE else draft.toolsets[code] for code in codes]


def test_tool_use_nearly_always_has_functions_of_the_operators_own(draft: Draft) -> None:
    offers = lists(draft, "tool_use", 0.2)

    assert 0.7 < sum(tools is not None for tools in offers) / 200 < 0.97
    assert not {"bash", "read_file", "python"} & {name for tools in offers if tools for name in tools}
    assert len({tuple(tools) for tools in offers if tools}) == 3


def test_other_capabilities_have_the_tools_of_their_trade(draft: Draft) -> None:
    assert any(lists(draft, "coding", 0.5))
    assert any(lists(draft, "computer_use", 0.5))
    assert all("bash" in tools or "read_file" in tools for tools in lists(draft, "coding", 0.5) if tools)
    assert all(set(tools) & {"computer", "browser_click"} for tools in lists(draft, "computer_use", 0.5) if tools)
    assert set(map(str, lists(draft, "reasoning", 0.9))) == {"None"}


def test_without_tools_only_tool_use_offers_any(draft: Draft) -> None:
    assert set(map(str, lists(draft, "coding", 0.0))) == {"None"}
