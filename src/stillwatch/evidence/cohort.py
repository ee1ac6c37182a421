"""Accounts that signed up together, compared with how sign-ups fall in the whole log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.coincidence import Agreement, Coincidence, agreement, coincidence
from stillwatch.evidence.log import DAY, UNKNOWN_TIME, Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices
from stillwatch.records.evidence import Evidence

NEVER: Final = np.int64(np.iinfo(np.int64).max)
WIDTHS: Final = (DAY // 4, DAY, 4 * DAY, 14 * DAY)
CHOICE: Final = np.log2(len(WIDTHS))
"""Bits given back for choosing the best of several widths (Bonferroni)."""


@kernel
def time_bins(times: Ints, width: int) -> Codes:
    """Bins of ``width`` microseconds, numbered from 1 on; unknown times are 0."""
    out = np.zeros(len(times), dtype=np.int32)
    first = NEVER
    for time in times:
        if time != UNKNOWN_TIME:
            first = min(first, time)
    before = first // width - 1
    for i in range(len(times)):
        if times[i] != UNKNOWN_TIME:
            out[i] = times[i] // width - before
    return out


def best_of(found: Sequence[Coincidence]) -> tuple[Floats, Ints]:
    """The best bits over several widths, less the price of the choice, and which width gave them."""
    bits = np.array([one.bits for one in found])
    return np.maximum(bits.max(axis=0) - CHOICE, 0), bits.argmax(axis=0)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Per slice: bits, which of ``WIDTHS`` gave them, and how many members signed up together with another."""

    bits: Floats
    width: Ints
    sharing: Ints
    known: Ints

    def explain(self, i: int) -> Evidence:
        """The evidence of slice ``i`` in words."""
        hours = WIDTHS[self.width[i]] // (DAY // 24)
        text = (
            f"{int(self.sharing[i])} of {int(self.known[i])} accounts with a known sign-up signed up within {hours} h "
            f"of another of them; pairs do so 2^{self.bits[i]:.1f} times as often as in the whole log"
        )
        return Evidence("signup_cohort", round(float(self.bits[i]), 1), text)


def signup_rates(log: Log) -> tuple[Agreement, ...]:
    """How often two customers of the log signed up in the same bin, per width."""
    first_of_customer = np.unique(log.registry.customer, return_index=True)[1]
    created = log.registry.created[first_of_customer]
    return tuple(agreement(time_bins(created, width)) for width in WIDTHS)


def cohort(log: Log, slices: Slices, rates: Sequence[Agreement]) -> Cohort:
    """Bits for sign-ups that bunch, against ``signup_rates``; waves count, since pairs are compared, not the spread."""
    bins = [time_bins(log.registry.created, width)[slices.account] for width in WIDTHS]
    found = [coincidence(slices.offsets, one, rate) for one, rate in zip(bins, rates, strict=True)]
    bits, width = best_of(found)
    sharing = np.array([one.sharing for one in found])[width, np.arange(len(slices))]
    return Cohort(bits, width, sharing, found[0].known)
