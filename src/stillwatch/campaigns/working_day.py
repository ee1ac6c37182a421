"""How much of a slice's work falls into the hours of one working day."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import DAY, Floats, Ints, Log
from stillwatch.evidence.slices import Slices

HOURS: Final = 24
WORKING: Final = 10
"""Hours of a working day, with what goes before and after it."""


@kernel
def _busiest(row_offsets: Ints, hour: Ints) -> Floats:
    """The share of each slice's rows in its busiest ``WORKING`` hours of the day, which may go past midnight."""
    out = np.zeros(len(row_offsets) - 1)
    for i in range(len(out)):
        count = np.zeros(HOURS + WORKING)
        for one in hour[row_offsets[i] : row_offsets[i + 1]]:
            count[one] += 1
        count[HOURS:] = count[:WORKING]
        most = 0.0
        for start in range(HOURS):
            most = max(most, count[start : start + WORKING].sum())
        out[i] = most / max(row_offsets[i + 1] - row_offsets[i], 1)
    return out


def in_a_working_day(log: Log, slices: Slices) -> Floats:
    """Share of each slice's exchanges in the ten hours of the day that hold most of them, in whatever time zone."""
    hour = (log.time[slices.rows] % int(DAY)) * HOURS // int(DAY)
    return _busiest(slices.row_offsets, hour)
