"""Sentences say what happened, in the singular where there is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from stillwatch.records.campaign import Detection, Pivot
from stillwatch.records.evidence import Alternative
from stillwatch.report import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from stillwatch.records.campaign import Campaign
    from stillwatch.records.result import ScanResult
    from stillwatch.records.run import Run

NBSP = "\N{NO-BREAK SPACE}"


def test_verdicts(
    three: ScanResult, empty: ScanResult, make_result: Callable[..., ScanResult], make_campaign: Callable[..., Campaign]
) -> None:
    assert sentences.verdict(three).startswith("3 alleged campaigns were found in 400,000")
    one = sentences.verdict(make_result((make_campaign(),), rows=2)).replace(NBSP, " ")
    assert one.startswith("One alleged campaign was found in 400,000 exchanges. It makes 32 %")
    assert sentences.verdict(empty).replace(NBSP, " ") == "No campaign was found in 400,000 exchanges."


def test_a_share_of_nothing_is_zero(make_result: Callable[..., ScanResult], make_run: Callable[..., Run]) -> None:
    assert sentences.traffic_share(5, make_result((), scan=make_run(read=0, accepted=0, rejected=0))) == 0


def test_a_summary_leaves_out_what_is_not_known(make_campaign: Callable[..., Campaign]) -> None:
    known = sentences.summary(make_campaign(), 0.32).replace(NBSP, " ")
    assert "812 accounts made 130,000 exchanges, 32 % of the traffic." in known
    assert "agentic reasoning (46 %), tool use (31 %) and coding (17 %)" in known
    unknown = sentences.summary(replace(make_campaign(), capabilities={}, input_tokens=0, output_tokens=0))
    assert "asked for" not in unknown
    assert "token" not in unknown


def test_a_pivot_in_words() -> None:
    pivot = Pivot("model-x", datetime(2026, 1, 29, 17, tzinfo=UTC), 19.5, 0.47)
    assert sentences.pivot_sentence(pivot).replace(NBSP, " ") == (
        "47 % of the traffic had moved to model-x within 19 h 30 min of its release on 2026-01-29 17:00 UTC."
    )


@pytest.mark.parametrize(
    ("p_value", "part"),
    [(None, "No significance"), (0.0, "never made"), (2e-5, "no more often than once in 50,000 times (p = 2e-05)")],
)
def test_chance_in_words(p_value: float | None, part: str) -> None:
    assert part in sentences.chance_sentence(p_value).replace(NBSP, " ")


def test_an_explanation_that_fits_as_well_is_not_ruled_out() -> None:
    assert sentences.verdict_on(Alternative("a", 3.0, 3.0, "")) == "not ruled out"


def test_how_early_a_watch_found_it_is_told() -> None:
    found = Detection(datetime(2026, 6, 1, 5, tzinfo=UTC), 90, 0.012)

    assert sentences.detection_sentence(found).replace("\N{NO-BREAK SPACE}", " ") == (
        "It was told first when the log went until 2026-06-01 05:00 UTC: 90 exchanges (1.2 % of those until now) had "
        "been served before it was found."
    )
    assert sentences.detection_sentence(None) == ""
