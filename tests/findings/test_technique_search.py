"""The cases of ``technique_search`` as a trait of a whole campaign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stillwatch.findings.technique_search import technique_search

Load = Callable[[str], dict[str, list[dict[str, Any]]]]


def test_hits_show_and_near_misses_do_not(cases: Load, traffic: Callable[..., Any]) -> None:
    found = {
        side: [case["name"] for case in listed if technique_search(*traffic(case["runs"])) is not None]
        for side, listed in cases("technique_search").items()
    }

    assert found == {"hits": [case["name"] for case in cases("technique_search")["hits"]], "misses": []}
