"""A window of one topic deviates from everybody's topics; one that is drawn from them does not."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from baselines import mmd
from baselines.interface import Log

TOPICS = [[f"{topic}{i}" for i in range(30)] for topic in ("garden", "tax", "recipe", "novel", "travel", "code")]


@pytest.fixture(scope="module")
def log(log_of: Callable[..., Log]) -> Log:
    """Sixty accounts of few queries on anything, one of many on anything, one of many on one topic, one of nine."""
    chosen = random.Random(3)
    mixed = [(f"h{i}", TOPICS) for i in range(60) for _ in range(4)] + [("busy", TOPICS)] * 60
    narrow = [("narrow", TOPICS[-1:])] * 60 + [("short", TOPICS[-1:])] * (mmd.SHORTEST - 1)
    said = [(name, " ".join(chosen.choices(chosen.choice(topics), k=12))) for name, topics in mixed + narrow]
    return log_of([{"account_id": name, "prompt": text, "at": at} for at, (name, text) in enumerate(said)])


def test_the_narrow_account_deviates_and_the_busy_one_does_not(log: Log) -> None:
    score = dict(zip(log.names.to_pylist(), mmd.judge(log).score, strict=True))

    assert max(score, key=lambda name: score[name]) == "narrow"
    assert score["narrow"] > 10
    assert score["busy"] < 4


def test_too_few_queries_have_no_score(log: Log) -> None:
    score = dict(zip(log.names.to_pylist(), mmd.judge(log).score, strict=True))

    assert score["short"] == 0


def test_the_discrepancy_is_about_zero_for_one_distribution_and_grows_with_the_shift() -> None:
    rng = np.random.default_rng(1)
    sample = rng.normal(size=(800, 4)).astype(np.float32)
    reference = mmd.Reference(sample, rng)
    window = rng.normal(size=(200, 4)).astype(np.float32)
    found = [reference.discrepancy(window + np.float32(shift)) for shift in (0, 0.5, 1)]

    assert abs(found[0]) < 0.01
    assert found[0] < found[1] < found[2]
