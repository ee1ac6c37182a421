"""What is usual in a log, and how surprising a figure is against it."""

import numpy as np
import pytest

from stillwatch.evidence.background import MOST, null_of, weighted_median


def test_a_few_slices_of_a_campaign_do_not_set_what_is_usual() -> None:
    random = np.random.default_rng(1)
    honest, sizes = random.normal(0, 1, 500), np.full(505, 10)
    null = null_of(np.concatenate([honest, np.full(5, 9.0)]), sizes)
    assert abs(null.centre) < 0.2
    assert null.scale == pytest.approx(1, abs=0.2)
    assert null.bits(np.array([0.0]))[0] == pytest.approx(0, abs=0.5)
    assert null.bits(np.array([9.0]))[0] == MOST


def test_with_too_little_to_compare_nothing_is_surprising() -> None:
    null = null_of(np.arange(5.0), np.full(5, 10))
    assert null.bits(np.array([1e9]))[0] == 0


def test_unknown_figures_weigh_nothing() -> None:
    null = null_of(np.append(np.arange(40.0), np.nan), np.full(41, 10))
    assert null.bits(np.array([np.nan]))[0] == 0


def test_the_weighted_median_is_where_half_of_the_weight_is_reached() -> None:
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([10.0, 1.0, 1.0])) == 3.0
