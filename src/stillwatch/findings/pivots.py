"""Traffic of a campaign that moves to a model soon after its launch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import numpy as np

from stillwatch.evidence.log import DAY, HOUR, Codes, Ints
from stillwatch.records.campaign import Pivot
from stillwatch.records.result import Release

REACH: Final = 3 * DAY
"""A move later than this after the launch is no pivot to it."""
LEAST_SHARE: Final = 0.1
LEAST_JUMP: Final = 0.1
FEWEST: Final = 20


def _microseconds(when: datetime) -> int:
    return int(when.timestamp() * 1_000_000)


def _lag_hours(time: Ints, used: Codes, launch: int, share: float) -> float:
    """Hours from the launch until ``FEWEST`` exchanges in a row first use the model half as much as ``share``."""
    after = np.flatnonzero(time >= launch)
    hits = np.convolve(used[after].astype(np.float64), np.ones(FEWEST) / FEWEST, mode="valid")
    reached = np.flatnonzero(hits >= share / 2)
    return float((time[after[reached[0]]] - launch) / HOUR) if len(reached) else float(REACH / HOUR)


def pivot_to(time: Ints, uses: Codes, release: Release) -> Pivot | None:
    """The pivot to one release, if any: ``time`` ascending, ``uses`` 1 where an exchange asked for the released model.

    ``share_moved`` is the model's share in the day after its lag, less its share in the day before the launch.
    """
    launch = _microseconds(release.released_at)
    before = uses[(time >= launch - DAY) & (time < launch)]
    window = (time >= launch) & (time < launch + REACH)
    if window.sum() < FEWEST or len(before) < FEWEST:
        return None
    day = uses[(time >= launch) & (time < launch + DAY)]
    three_days = uses[window]
    share = float(max(day.mean() if len(day) >= FEWEST else 0.0, three_days.mean()))
    moved = share - float(before.mean())
    if share < LEAST_SHARE or moved < LEAST_JUMP:
        return None
    return Pivot(release.model, release.released_at, round(_lag_hours(time, uses, launch, share), 1), round(moved, 4))


def pivots(time: Ints, model: Codes, models: Sequence[str], releases: Sequence[Release]) -> tuple[Pivot, ...]:
    """Every pivot of a campaign whose exchanges are given in time order."""
    found = []
    for release in releases:
        if release.model in models:
            uses = (model == models.index(release.model)).astype(np.int32)
            found.append(pivot_to(time, uses, release))
    return tuple(pivot for pivot in found if pivot is not None)


def as_time(microseconds: int) -> datetime:
    """A log time as an aware datetime in UTC."""
    return datetime.fromtimestamp(microseconds / 1_000_000, tz=UTC)
