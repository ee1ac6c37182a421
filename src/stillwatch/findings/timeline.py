"""When a campaign was active, and when its accounts were closed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import numpy as np

from stillwatch.evidence.log import DAY, HOUR, UNKNOWN_TIME, Codes, Ints
from stillwatch.findings.pivots import as_time
from stillwatch.records.campaign import Timeline

STEPS: Final = (HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY)
MOST_STEPS: Final = 160


def timeline(time: Ints, account: Codes, closed: Ints) -> Timeline:
    """Counts in equal steps over the campaign's span, the finest step that needs at most ``MOST_STEPS``.

    ``time`` (ascending) and ``account`` are per exchange, ``closed`` per account of the campaign.
    """
    begin, end = int(time[0]), int(time[-1])
    step = step_of(begin, end)
    start = begin // step * step
    place = (time - start) // step
    length = int(place[-1]) + 1
    pairs = np.unique(np.stack([place, account.astype(np.int64)]), axis=1)
    return Timeline(
        start=as_time(start),
        step_seconds=step // 1_000_000,
        exchanges=tuple(int(n) for n in np.bincount(place, minlength=length)),
        accounts=tuple(int(n) for n in np.bincount(pairs[0], minlength=length)),
        closures=closures(closed, start, end),
    )


def step_of(begin: int, end: int) -> int:
    """The finest step that needs at most ``MOST_STEPS`` from ``begin`` to ``end``."""
    return next((step for step in STEPS if (end - begin) // step < MOST_STEPS), STEPS[-1])


def closures(closed: Ints, start: int, end: int) -> tuple[tuple[datetime, int], ...]:
    """How many accounts were closed, by hour, from ``start`` until a day after ``end``."""
    shut = closed[(closed != UNKNOWN_TIME) & (closed >= start) & (closed <= end + DAY)]
    hours, counts = np.unique(shut // HOUR * HOUR, return_counts=True)
    return tuple((as_time(int(when)), int(n)) for when, n in zip(hours, counts, strict=True))
