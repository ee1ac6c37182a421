"""The cases of ``inline_reasoning_tags`` as a trait of a whole campaign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stillwatch.findings.inline_reasoning_tags import inline_reasoning_tags

Load = Callable[[str], dict[str, list[dict[str, Any]]]]


def test_hits_show_and_near_misses_do_not(cases: Load, traffic: Callable[..., Any]) -> None:
    found = {
        side: [case["name"] for case in listed if inline_reasoning_tags(*traffic(case["runs"])) is not None]
        for side, listed in cases("inline_reasoning_tags").items()
    }

    assert found == {"hits": [case["name"] for case in cases("inline_reasoning_tags")["hits"]], "misses": []}
