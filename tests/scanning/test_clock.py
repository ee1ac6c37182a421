"""Stages are timed and told; nobody has to listen."""

from __future__ import annotations

import numpy as np

from stillwatch.scanning.clock import StageClock, peak_rss_bytes
from stillwatch.scanning.options import StageProgress


def test_each_stage_tells_its_beginning_and_end() -> None:
    told: list[StageProgress] = []
    clock = StageClock(told.append)

    with clock.stage("read"):
        clock.tell(StageProgress("read", 0.5, 1))
    with clock.stage("find"):
        pass

    assert [(one.stage, one.done) for one in told] == [
        ("read", 0),
        ("read", 0.5),
        ("read", 1),
        ("find", 0),
        ("find", 1),
    ]
    assert list(clock.seconds) == ["read", "find"]
    assert all(seconds >= 0 for seconds in clock.seconds.values())


def test_a_stage_entered_twice_adds_up() -> None:
    clock = StageClock(seconds={"read": 2.0})

    with clock.stage("read"):
        pass

    assert list(clock.seconds) == ["read"]
    assert clock.seconds["read"] >= 2


def test_the_peak_holds_what_was_used() -> None:
    size = 1 << 26
    held = np.ones(size, dtype=np.uint8)

    assert held.sum() == size
    assert peak_rss_bytes() > size
