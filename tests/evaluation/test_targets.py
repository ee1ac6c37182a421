"""Shortfalls name each target that is missed, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stillwatch.evaluation.measures import CampaignMeasures, Measures
from stillwatch.evaluation.targets import Targets, shortfalls

FOUND = CampaignMeasures("A", 100, recall=0.98, precision=0.995, pieces=1, found_as="x")
GOOD = Measures(
    account_precision=1.0,
    account_recall=1.0,
    innocents_per_10k={"classroom": 0.5},
    innocents_restricted=0,
    exchange_precision=0.995,
    exchange_recall=0.98,
    campaigns=(FOUND,),
    false_campaigns=0,
    merged_campaigns={},
    capability_accuracy=0.9,
)


def test_a_result_that_meets_the_target_has_no_shortfall() -> None:
    assert shortfalls(GOOD, Targets()) == ()


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        (replace(GOOD, campaigns=(replace(FOUND, recall=0.969),)), "A recall 0.9690"),
        (replace(GOOD, campaigns=(replace(FOUND, precision=0.98),)), "A precision 0.9800"),
        (replace(GOOD, campaigns=(replace(FOUND, pieces=3),)), "A in 3 pieces"),
        (replace(GOOD, campaigns=(CampaignMeasures("A", 9, 0.0, None, 0, None),)), "A not found"),
        (replace(GOOD, false_campaigns=2), "2 false campaigns"),
        (replace(GOOD, merged_campaigns={"x": ("A", "B")}), "x merges A and B"),
        (replace(GOOD, innocents_per_10k={"classroom": 1.5}), "1.50 of 10,000 innocents of kind classroom"),
    ],
)
def test_each_miss_is_said(measures: Measures, said: str) -> None:
    assert shortfalls(measures, Targets()) == (said,)
