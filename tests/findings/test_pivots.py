"""A pivot is found where traffic moves soon after a launch, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from stillwatch.evidence.log import HOUR, Codes, Ints
from stillwatch.findings.pivots import as_time, pivot_to, pivots
from stillwatch.records.result import Release

START = datetime(2026, 6, 1, tzinfo=UTC)
LAUNCH = Release("new", START + timedelta(days=7))
PER_HOUR = 4


@pytest.fixture
def time() -> Ints:
    """Four exchanges an hour over two weeks."""
    return int(START.timestamp() * 1e6) + np.arange(14 * 24 * PER_HOUR, dtype=np.int64) * (HOUR // PER_HOUR)


def moved(time: Ints, hours: float, share: float) -> Codes:
    """Uses of the new model: ``share`` of what comes ``hours`` or more after the launch."""
    late = time >= int(LAUNCH.released_at.timestamp() * 1e6) + int(hours * HOUR)
    return (late & (np.arange(len(time)) % 100 < 100 * share)).astype(np.int32)


@pytest.mark.parametrize(("hours", "share"), [(0, 1.0), (0, 0.5), (9, 1.0), (20, 0.6)])
def test_traffic_that_moves_is_a_pivot(time: Ints, hours: float, share: float) -> None:
    found = pivot_to(time, moved(time, hours, share), LAUNCH)

    assert found is not None
    assert found.to_model == "new"
    assert found.released_at == LAUNCH.released_at
    assert found.lag_hours == pytest.approx(hours, abs=4)
    assert found.share_moved == pytest.approx(share, abs=0.2 + share * hours / 72)


def test_traffic_that_stays_is_none(time: Ints) -> None:
    assert pivot_to(time, np.zeros(len(time), dtype=np.int32), LAUNCH) is None
    assert pivot_to(time, np.ones(len(time), dtype=np.int32), LAUNCH) is None


def test_a_move_days_later_or_a_trickle_is_none(time: Ints) -> None:
    assert pivot_to(time, moved(time, 73, 1.0), LAUNCH) is None
    assert pivot_to(time, moved(time, 0, 0.05), LAUNCH) is None


def test_too_little_on_either_side_tells_nothing(time: Ints) -> None:
    uses = moved(time, 0, 1.0)

    assert pivot_to(time[:5], uses[:5], LAUNCH) is None
    assert pivot_to(time[7 * 96 :], uses[7 * 96 :], LAUNCH) is None


def test_each_release_is_tried_on_its_model(time: Ints) -> None:
    model = 1 - moved(time, 0, 1.0)
    other = Release("old", START + timedelta(days=3))
    unseen = Release("never asked for", LAUNCH.released_at)

    found = pivots(time, model.astype(np.int32), ("new", "old"), (other, LAUNCH, unseen))

    assert [pivot.to_model for pivot in found] == ["new"]


def test_times_are_aware() -> None:
    assert as_time(int(START.timestamp() * 1e6)) == START
