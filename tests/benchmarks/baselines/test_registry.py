"""Every baseline judges every account of a world, alike each time, and none needs more than the required columns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from baselines.interface import Baseline, Log, made_log, read_log
from baselines.registry import BASELINES
from stillwatch.records.tables import REQUIRED


@pytest.fixture(scope="module")
def log(small_world: Path) -> Log:
    """The small world, without its truth."""
    return read_log(small_world)


def test_names_are_different() -> None:
    assert len({baseline.name for baseline in BASELINES}) == len(BASELINES)


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda baseline: baseline.name)
def test_every_account_has_a_score_and_it_is_the_same_again(baseline: Baseline, log: Log) -> None:
    one, again = baseline.judge(log), baseline.judge(log)

    assert one.score.shape == one.group.shape == (len(log.names),)
    assert np.isfinite(one.score).all()
    assert np.array_equal(one.score, again.score)
    assert np.array_equal(one.group, again.group)


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda baseline: baseline.name)
def test_the_required_columns_alone_are_enough(baseline: Baseline, log: Log) -> None:
    bare = made_log(log.exchanges.select(list(REQUIRED)).slice(0, 500))

    assert np.isfinite(baseline.judge(bare).score).all()
