"""What is usual in a log, and how surprising a figure is against it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.evidence.background import FEWEST, MOST, Null, null_of, weighted_median, weighted_quantiles

VALUES = st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 9)), min_size=1, max_size=40)


@pytest.mark.parametrize("campaign", [5, 250])
def test_slices_of_a_campaign_do_not_set_what_is_usual(campaign: int) -> None:
    honest = np.random.default_rng(1).normal(0, 1, 500)
    figure = np.concatenate([honest, np.full(campaign, 9.0)])

    null = null_of(figure, np.full(len(figure), 10), 0.1)

    assert abs(null.centre) < 0.8
    assert null.scale == pytest.approx(1, abs=0.4)
    assert null.bits(np.array([null.centre]))[0] == pytest.approx(0, abs=0.01)
    assert null.bits(np.array([9.0]))[0] == MOST


def test_the_scale_is_at_least_what_honest_groups_differ_by() -> None:
    null = null_of(np.full(40, 3.0), np.full(40, 10), 0.25)

    assert null.centre == pytest.approx(3, abs=0.2)
    assert null.scale == 0.25


def test_with_too_little_to_compare_nothing_is_surprising() -> None:
    few = null_of(np.arange(FEWEST - 1.0), np.full(FEWEST - 1, 10), 0.1)
    enough = null_of(np.arange(FEWEST * 1.0), np.full(FEWEST, 10), 0.1)

    assert few.bits(np.array([1e9]))[0] == 0
    assert enough.bits(np.array([1e9]))[0] == MOST


def test_unknown_figures_weigh_nothing() -> None:
    null = null_of(np.append(np.arange(40.0), np.nan), np.full(41, 10), 0.1)

    assert null.bits(np.array([np.nan]))[0] == 0


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=20))
def test_more_is_never_less_surprising(figures: list[float]) -> None:
    null = null_of(np.arange(40.0), np.full(40, 10), 0.1)

    bits = null.bits(np.sort(np.array(figures)))

    assert np.all(np.diff(bits) >= 0)
    assert 0 <= bits.min() <= bits.max() <= MOST


@given(VALUES, st.floats(0.01, 0.99))
def test_a_weighted_quantile_counts_each_value_as_often_as_it_weighs(
    values: list[tuple[int, int]], share: float
) -> None:
    repeated = np.sort(np.repeat([value for value, _ in values], [weight for _, weight in values]))

    found = weighted_quantiles(
        np.array([float(value) for value, _ in values]), np.array([float(weight) for _, weight in values]), (share,)
    )

    assert found[0] == repeated[int(np.searchsorted(np.arange(1, len(repeated) + 1), share * len(repeated)))]


def test_the_weighted_median_is_where_half_of_the_weight_is_reached() -> None:
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([10.0, 1.0, 1.0])) == 3.0


def test_a_noisy_figure_surprises_less() -> None:
    null = Null(0.0, 0.03)

    exact, noisy = null.bits(np.array([0.12])), null.bits(np.array([0.12]), np.array([0.06]))

    assert exact[0] > 2 * noisy[0] > 0
    assert noisy[0] == pytest.approx(Null(0.0, np.hypot(0.03, 0.06)).bits(np.array([0.12]))[0])
