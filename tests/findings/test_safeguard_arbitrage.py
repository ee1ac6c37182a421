"""The cases of ``safeguard_arbitrage`` as a trait of a whole campaign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stillwatch.findings.safeguard_arbitrage import safeguard_arbitrage

Load = Callable[[str], dict[str, list[dict[str, Any]]]]


def test_hits_show_and_near_misses_do_not(cases: Load, traffic: Callable[..., Any]) -> None:
    found = {
        side: [case["name"] for case in listed if safeguard_arbitrage(*traffic(case["runs"])) is not None]
        for side, listed in cases("safeguard_arbitrage").items()
    }

    assert found == {"hits": [case["name"] for case in cases("safeguard_arbitrage")["hits"]], "misses": []}
