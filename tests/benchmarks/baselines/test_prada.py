"""The growing set, the test of normality, and who is not judged."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from baselines import prada
from baselines.interface import Log


def on_a_line(*places: float) -> prada.Floats:
    """The smallest distances of queries that are points of a line."""
    points = np.array(places)
    return prada.smallest_distances(np.abs(points[:, None] - points[None, :]))


def test_each_query_is_measured_to_the_nearest_before_it() -> None:
    assert on_a_line(0, 1, 1.1, 5) == pytest.approx([1, 0.1, 3.9])


def test_a_query_too_near_the_set_does_not_join_it() -> None:
    # The threshold is 8 - 4 after four distances of 10, so that 40.5 stays out and 41 is measured to 40.
    assert on_a_line(0, 10, 20, 30, 40, 40.5, 41) == pytest.approx([10, 10, 10, 10, 0.5, 1])


def test_two_clusters_of_distances_are_less_normal_than_one() -> None:
    rng = np.random.default_rng(2)
    one, two = rng.normal(5, 1, 300), np.concatenate([rng.normal(2, 0.2, 150), rng.normal(8, 0.2, 150)])

    assert prada.abnormality(one) < 0.02
    assert prada.abnormality(two) > 0.2


def test_outliers_are_left_out() -> None:
    sample = np.random.default_rng(2).normal(5, 1, 300)

    assert prada.abnormality(np.append(sample, 500)) == pytest.approx(prada.abnormality(sample), abs=0.01)


@pytest.mark.parametrize("distances", [np.zeros(0), np.ones(500), np.arange(prada.FEWEST - 1.0)])
def test_too_few_or_equal_distances_say_nothing(distances: prada.Floats) -> None:
    assert prada.abnormality(distances) == 0


def test_queries_to_each_model_are_a_class_of_their_own(log_of: Callable[..., Log]) -> None:
    rng = np.random.default_rng(4)
    words = [f"w{i}" for i in range(40)]
    text = [" ".join(rng.choice(words, 6)) for _ in range(150)]
    # Each text is sent to one model and then to the other: in one class, every second distance would be zero.
    rows = [{"prompt": said, "model": model} for said in text for model in ("m1", "m2")]
    log = log_of([{"account_id": "a", "at": at, **row} for at, row in enumerate(rows)])
    merged = log_of([{"account_id": "a", "at": at, **row, "model": "m"} for at, row in enumerate(rows)])

    assert prada.judge(log).score[0] < prada.judge(merged).score[0]


def test_an_account_of_few_queries_is_not_judged(log_of: Callable[..., Log]) -> None:
    log = log_of([{"account_id": "a", "at": at, "prompt": f"text {at % 2}"} for at in range(prada.FEWEST)])

    assert prada.judge(log).score.tolist() == [0]
