"""The crowd of a launch comes within a day, half of it new."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.simulation.populations.launch_day import launch_day
from stillwatch.simulation.rhythm import DAY

LAUNCH = 11.6 * DAY


def test_the_crowd_comes_with_the_launch_and_goes(enrolled: Callable[..., Any]) -> None:
    streams = enrolled(launch_day, 400, 2000).streams

    assert streams.start.min() >= LAUNCH
    assert np.median(streams.start) < LAUNCH + 0.5 * DAY
    assert np.median(streams.end) < LAUNCH + 2.5 * DAY
    assert (streams.adopt_share == 0.9).all()


def test_half_of_the_crowd_is_new(enrolled: Callable[..., Any]) -> None:
    made = enrolled(launch_day, 400, 2000)
    before = made.streams.start - made.accounts.created

    assert 0.4 < (before < DAY / 2).mean() < 0.6
    assert before.min() >= 0
