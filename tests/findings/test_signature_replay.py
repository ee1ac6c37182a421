"""The cases of ``signature_replay`` as a trait of a whole campaign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stillwatch.findings.signature_replay import signature_replay

Load = Callable[[str], dict[str, list[dict[str, Any]]]]


def test_hits_show_and_near_misses_do_not(cases: Load, traffic: Callable[..., Any]) -> None:
    found = {
        side: [case["name"] for case in listed if signature_replay(*traffic(case["runs"])) is not None]
        for side, listed in cases("signature_replay").items()
    }

    assert found == {"hits": [case["name"] for case in cases("signature_replay")["hits"]], "misses": []}
