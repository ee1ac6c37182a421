"""A joint group beats every random group of the same log; a random group does not."""

from __future__ import annotations

import numpy as np

from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.significance import GROUPS, by_customer, p_value
from stillwatch.evidence.log import Codes, Log


def test_a_joint_group_is_beyond_chance(ground: Ground, crew: Codes) -> None:
    assert p_value(ground.log, ground.index, crew, ground.rates) == 1 / (GROUPS + 1)


def test_random_groups_are_not(ground: Ground, crew: Codes) -> None:
    random = np.random.default_rng(4)
    others = np.setdiff1d(np.arange(len(ground.log.registry), dtype=np.int32), crew)
    groups = [random.choice(others, 40, replace=False) for _ in range(12)]

    chances = np.array([p_value(ground.log, ground.index, group, ground.rates) for group in groups])

    assert (chances <= 0.1).sum() <= 4
    assert 0.25 < chances.mean() < 0.8


def test_too_small_a_log_proves_nothing(ground: Ground) -> None:
    nearly_all = np.arange(len(ground.log.registry) - 5, dtype=np.int32)

    assert p_value(ground.log, ground.index, nearly_all, ground.rates) in {1.0, 1 / (GROUPS + 1)}


def test_the_index_holds_every_row_once(town_log: Log) -> None:
    index = by_customer(town_log)

    assert sorted(index.rows.tolist()) == list(range(len(town_log)))
    for customer in (0, 7, 100):
        mine = index.rows[index.offsets[customer] : index.offsets[customer + 1]]
        assert mine.tolist() == np.flatnonzero(town_log.customer == customer).tolist()
    assert np.all(np.diff(np.diff(index.offsets)[index.ranked]) >= 0)
