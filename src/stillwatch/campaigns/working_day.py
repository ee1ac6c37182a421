"""How far each member of a slice keeps a working day, as people do and machines do not."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.words import Marks
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import DAY, Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices

HOURS: Final = 24
WORKING: Final = 10
"""Hours of a working day, with what goes before and after it."""

STAFF: Final = (0.7, 0.85)
"""Share of a slice's work in those hours of each member's day from which it is people's, and fully."""

Counts = npt.NDArray[np.int32]


@kernel
def _most(count: Counts) -> int:
    """The most that ``WORKING`` hours of the day hold, one after the other, which may go past midnight."""
    held = count[:WORKING].sum()
    most = held
    for start in range(1, HOURS):
        held += count[(start + WORKING - 1) % HOURS] - count[start - 1]
        most = max(most, held)
    return int(most)


@kernel
def _kept(row_offsets: Ints, customer: Codes, hour: Ints, customers: int) -> Floats:
    """The share of each slice's rows in its members' own busiest hours of the day."""
    out, count = np.zeros(len(row_offsets) - 1), np.zeros((customers, HOURS), dtype=np.int32)
    for i in range(len(out)):
        part = slice(row_offsets[i], row_offsets[i + 1])
        for who, when in zip(customer[part], hour[part]):  # noqa: B905 - Numba's zip has no strict
            count[who, when] += 1
        most = 0
        for who in customer[part]:
            most += _most(count[who])
            count[who] = 0
        out[i] = most / max(row_offsets[i + 1] - row_offsets[i], 1)
    return out


def in_a_working_day(log: Log, slices: Slices) -> Floats:
    """Share of each slice's exchanges in the ten hours of the day in which their sender is busiest.

    Each member has hours of his own: shops in two countries keep two working days, an account that is used in turns
    keeps none. Who sent few exchanges keeps one by chance, so that a group is people sooner than machines.
    """
    hour = (log.time[slices.rows] % int(DAY)) * HOURS // int(DAY)
    customer = log.customer[slices.rows]
    return _kept(slices.row_offsets, customer, hour, int(customer.max(initial=0)) + 1)


def staffed(log: Log, slices: Slices, asked: Marks) -> Floats:
    """How far each slice that is ``asked`` for keeps working days, from 0 to 1; 0 for the others."""
    out, chosen = np.zeros(len(slices)), np.flatnonzero(asked)
    share = in_a_working_day(log, slices.only(chosen))
    out[chosen] = np.clip((share - STAFF[0]) / (STAFF[1] - STAFF[0]), 0, 1)
    return out
