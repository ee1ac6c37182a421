"""The kinds of evidence side by side, adding up and told strongest first."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.evidence.log import Log
from stillwatch.evidence.measures import Measures, measure, rates_of
from stillwatch.evidence.slices import Slices
from stillwatch.records.vocabulary import EVIDENCE_KINDS


@pytest.fixture(scope="module")
def measures(town_log: Log, two_groups: Slices) -> Measures:
    """The campaign and a random group of the town, measured."""
    return measure(town_log, two_groups, np.array([True, False]), rates_of(town_log))


def test_every_kind_is_told_strongest_first(measures: Measures) -> None:
    told = measures.explain(0)

    assert sorted(one.kind for one in told) == sorted(EVIDENCE_KINDS)
    assert [one.bits for one in told] == sorted((one.bits for one in told), reverse=True)


def test_the_total_is_the_sum_of_what_is_told(measures: Measures) -> None:
    for i in range(2):
        assert measures.total[i] == pytest.approx(sum(one.bits for one in measures.explain(i)), abs=0.3)


def test_a_campaign_outweighs_a_random_group(measures: Measures) -> None:
    assert measures.total[0] > 15
    assert measures.total[1] < 3


def test_it_can_be_compared_with_what_was_usual_before(town_log: Log, two_groups: Slices, measures: Measures) -> None:
    again = measure(town_log, two_groups.only(np.array([0])), np.array([True]), rates_of(town_log), measures)

    assert again.partition.usual == measures.partition.usual
    assert again.total[0] == pytest.approx(measures.total[0])
