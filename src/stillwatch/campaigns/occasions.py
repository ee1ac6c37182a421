"""A group that met on several occasions lasts as long as the longest, where each member came to one of them."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.evidence.log import DAY, Floats, Ints, Log
from stillwatch.evidence.slices import Slices

HALF_DAY: Final = DAY // 2
QUIET: Final = 0.05
"""Part of the busiest half day, below which a half day is rest."""
APART: Final = 2
"""Half days of rest that end an occasion: nobody sleeps longer."""
LOYAL: Final = 0.8
"""Part of the median member's exchanges that one occasion has, or members come back: work that goes on."""
MIDDLE: Final = (0.05, 0.95)


def longest_occasions(log: Log, slices: Slices) -> Floats:
    """Days that hold the middle nine tenths of each slice's longest occasion; infinite where members come back."""
    return np.array([_longest(log, slices, i) for i in range(len(slices))])


def _longest(log: Log, slices: Slices, i: int) -> float:
    rows = slices.rows[slices.row_offsets[i] : slices.row_offsets[i + 1]]
    if not len(rows):
        return float(np.inf)
    time = log.time[rows]
    occasion = _occasions((time - time.min()) // HALF_DAY)
    inside = occasion >= 0
    account = np.unique(log.account[rows], return_inverse=True)[1]
    came = np.zeros((int(account.max()) + 1, int(occasion.max()) + 1))
    np.add.at(came, (account[inside], occasion[inside]), 1)
    if np.median(came.max(axis=1) / np.bincount(account)) < LOYAL:
        return float(np.inf)
    spans = [np.quantile(time[occasion == one], MIDDLE) for one in range(came.shape[1])]
    return float(max(late - early for early, late in spans) / DAY)


def _occasions(half_day: Ints) -> Ints:
    """The occasion of each exchange, from 0 on in time, -1 for those in between."""
    count = np.bincount(half_day)
    busy = np.flatnonzero(count >= QUIET * count.max())
    number = np.full(len(count), -1, dtype=np.int64)
    number[busy] = np.concatenate([[0], np.cumsum(np.diff(busy) > APART)])
    return np.asarray(number[half_day])
