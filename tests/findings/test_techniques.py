"""A campaign's techniques: what its wordings show and what only the whole of it shows, each with its cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from stillwatch.findings.techniques import OF_THE_WHOLE, technique_shares, technique_uses
from stillwatch.records.vocabulary import TECHNIQUES

START = datetime(2026, 6, 1, tzinfo=UTC)

Load = Callable[[str], dict[str, list[dict[str, Any]]]]
Make = Callable[..., Any]


def test_every_detector_has_its_cases_and_no_file_is_left_over() -> None:
    assert {path.stem for path in (Path(__file__).parent / "cases").glob("*.yaml")} == set(OF_THE_WHOLE)
    assert set(OF_THE_WHOLE) <= set(TECHNIQUES)


@pytest.mark.parametrize("technique", OF_THE_WHOLE)
def test_a_detector_has_enough_cases_in_enough_languages(technique: str, cases: Load) -> None:
    listed = cases(technique)
    assert len(listed["hits"]) >= 2
    assert len(listed["misses"]) >= 3
    assert len({case["language"] for side in listed.values() for case in side}) >= 4


@pytest.mark.parametrize("technique", OF_THE_WHOLE)
def test_near_misses_of_one_are_near_misses_of_all(technique: str, cases: Load, traffic: Make) -> None:
    """A near miss may use the technique in its wordings; no trait of the whole campaign shows in it."""
    for case in cases(technique)["misses"]:
        log, operation = traffic(case["runs"])
        assert [name for name, detect in OF_THE_WHOLE.items() if detect(log, operation)] == [], case["name"]


def test_uses_count_the_wordings_and_the_whole_once(traffic: Make) -> None:
    runs = [
        {"count": 30, "hours": [0, 10], "aims": "do_not_flag"},
        {"count": 10, "hours": [10, 20], "aims": "signature_replay"},
        {"count": 20, "hours": [20, 30], "block": 2},
        {"count": 40, "hours": [30, 40]},
    ]
    first, second = technique_uses(*traffic(runs))

    assert (first.name, first.share, first.exchanges) == ("do_not_flag", 0.3, 30)
    assert (second.name, second.share, second.exchanges) == ("signature_replay", 0.3, 30)
    assert (first.first_seen, second.first_seen) == (START, START + timedelta(hours=10))
    assert first.text == "Exchanges whose wording shows it: 30."
    assert second.text.startswith("2 sealed reasoning blocks were sent in more than one session")
    assert second.text.endswith("Exchanges whose wording shows it: 10.")
    assert technique_shares((first, second)) == {"do_not_flag": 0.3, "signature_replay": 0.3}


def test_tries_outside_the_campaign_are_a_share_of_both(traffic: Make) -> None:
    runs = [
        {"count": 100, "hours": [0, 20], "answer": "refused", "aims": "technique_search", "outside": True},
        {"count": 300, "hours": [24, 90], "wording": "Summarise the report and name the departments."},
    ]
    (use,) = technique_uses(*traffic(runs))

    assert (use.name, use.share, use.exchanges) == ("technique_search", 0.25, 100)
    assert use.text == (
        "100 wordings were tried, 100% refused, before one was sent 300 times. Exchanges whose wording shows it: 0."
    )


def test_an_operation_without_techniques_has_no_uses(traffic: Make) -> None:
    assert technique_uses(*traffic([{"count": 20, "hours": [0, 10]}])) == ()
