"""Lives of a campaign's accounts: closures are followed by replacements."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.simulation.operations.lives import plan_lives
from stillwatch.simulation.scenario import Bans

DAY = 86400.0


@given(st.integers(4, 120), st.floats(0, 0.9), st.integers(0, 3), st.integers(0, 1000))
def test_every_closure_has_one_replacement(count: int, share: float, waves: int, seed: int) -> None:
    lives = plan_lives(np.random.default_rng(seed), Bans(share=share, waves=waves), count, 0.0, 20 * DAY)
    new = lives.replaces >= 0

    assert lives.banned.sum() == new.sum()
    assert sorted(lives.replaces[new].tolist()) == np.flatnonzero(lives.banned).tolist()
    assert (lives.start < lives.end).all()
    assert lives.end.max() <= 20 * DAY + 3600


def test_replacements_start_soon_after_the_closure() -> None:
    lives = plan_lives(np.random.default_rng(1), Bans(share=0.4, replace_hours=5), 200, 0.0, 20 * DAY)
    new = np.flatnonzero(lives.replaces >= 0)
    lag = lives.start[new] - lives.end[lives.replaces[new]]

    assert lag.min() >= 0
    assert 3 * 3600 < lag.mean() < 7 * 3600


def test_waves_gather_the_closures() -> None:
    lives = plan_lives(np.random.default_rng(2), Bans(share=0.4, waves=2), 200, 0.0, 20 * DAY)
    closed = np.sort(lives.end[lives.banned])

    assert (np.diff(closed) > DAY / 2).sum() <= 1


def test_a_wave_comes_at_its_time_and_the_standby_within_minutes() -> None:
    bans = Bans(share=0.5, waves=1, at=0.4, wave_minutes=10, replace_hours=0.1)
    lives = plan_lives(np.random.default_rng(3), bans, 200, 0.0, 20 * DAY)
    new = np.flatnonzero(lives.replaces >= 0)

    assert lives.banned.sum() == 100
    assert (lives.end[lives.banned] >= 8 * DAY).all()
    assert lives.end[lives.banned].mean() - 8 * DAY < 1200
    assert (lives.start[new] - lives.end[lives.replaces[new]]).mean() < 600


def test_without_bans_everybody_lasts() -> None:
    lives = plan_lives(np.random.default_rng(1), Bans(), 30, 2 * DAY, 9 * DAY)

    assert not lives.banned.any()
    assert (lives.end == 9 * DAY).all()
    assert lives.start.min() >= 2 * DAY
