"""Accounts that start together, are on and off together, and carry even loads, as one operator's pool does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.background import Null, null_of
from stillwatch.evidence.cohort import WIDTHS, best_of, time_bins
from stillwatch.evidence.coincidence import MOST_BITS, coincidence, pair_rate
from stillwatch.evidence.log import DAY, HOUR, UNKNOWN_TIME, Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices
from stillwatch.records.evidence import Evidence

CENSORED: Final = DAY
"""First uses this close to the log's beginning say nothing about a start."""
FEWEST_FOR_LOAD: Final = 6


@dataclass(frozen=True, slots=True)
class Synchrony:
    """Per slice: bits in all, and from joint starts, joint activity and even load; ``spread`` is the sd of log load."""

    bits: Floats
    start: Floats
    start_width: Ints
    together: Floats
    even: Floats
    spread: Floats
    usual: Null

    def explain(self, i: int) -> Evidence:
        """The evidence of slice ``i`` in words."""
        said = (
            (self.start[i], f"accounts start within {WIDTHS[self.start_width[i]] // HOUR} h of each other"),
            (self.together[i], "they are active in the same hours"),
            (self.even[i], f"their daily loads differ by a factor of only {np.exp(self.spread[i]):.1f}"),
        )
        text = (
            "; ".join(f"{words} ({bits:.1f} bits)" for bits, words in said if bits >= 1) or "no joint behaviour in time"
        )
        return Evidence("synchrony", round(float(self.bits[i]), 1), text)


@kernel
def _joint_hours(row_offsets: Ints, rows: Codes, customer: Codes, customers: int, hour: Codes, hours: int) -> Floats:
    """Per slice, how often an exchange of each of two members falls in the same hour, every member weighing one."""
    out = np.zeros(len(row_offsets) - 1)
    total = np.zeros(customers, dtype=np.int64)
    run = np.zeros(customers)
    last = np.full(customers, -1, dtype=np.int64)
    profile = np.zeros(hours)
    for i in range(len(row_offsets) - 1):
        first, end = row_offsets[i], row_offsets[i + 1]
        members = 0
        for j in range(first, end):
            who = customer[rows[j]]
            members += total[who] == 0
            total[who] += 1
        own = 0.0
        for j in range(first, end):
            who, when = customer[rows[j]], hour[rows[j]]
            weight = 1.0 / total[who]
            profile[when] += weight
            if last[who] != when:
                last[who] = when
                run[who] = 0.0
            own += (run[who] + weight) ** 2 - run[who] ** 2
            run[who] += weight
        both = 0.0
        for j in range(first, end):
            when = hour[rows[j]]
            both += profile[when] ** 2
            profile[when] = 0.0
        for j in range(first, end):
            who = customer[rows[j]]
            total[who] = 0
            last[who] = -1
        if members > 1:
            out[i] = (both - own) / (members * (members - 1.0))
    return out


def start_rates(log: Log) -> tuple[float, ...]:
    """How often two customers of the log were first seen in the same bin, per width."""
    first_seen = np.full(int(log.registry.customer.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first_seen, log.customer, log.time)
    return tuple(pair_rate(time_bins(_uncensored(log, first_seen), width)) for width in WIDTHS)


def _uncensored(log: Log, first: Ints) -> Ints:
    return np.where(first < log.window[0] + CENSORED, UNKNOWN_TIME, first)


def _starts(log: Log, slices: Slices, rates: Sequence[float]) -> tuple[Floats, Ints]:
    first = _uncensored(log, slices.first)
    return best_of(
        [coincidence(slices.offsets, time_bins(first, width), rate) for width, rate in zip(WIDTHS, rates, strict=True)]
    )


def joint_rate(log: Log) -> float:
    """The chance that one exchange of each of two customers falls in the same hour."""
    everything = np.array([0, len(log)], dtype=np.int64)
    return float(_joint(log, everything, np.arange(len(log), dtype=np.int32))[0])


def _joint(log: Log, row_offsets: Ints, rows: Codes) -> Floats:
    hour = ((log.time - log.window[0]) // HOUR).astype(np.int32)
    hours, customers = int(hour.max(initial=0)) + 1, int(log.registry.customer.max(initial=0)) + 1
    return _joint_hours(row_offsets, rows, log.customer, customers, hour, hours)


def _together(log: Log, slices: Slices, rate: float) -> Floats:
    found = _joint(log, slices.row_offsets, slices.rows)
    low = found * np.clip(1 - 2 / np.sqrt(np.maximum(slices.sizes, 1)), 0.02, 1)
    return np.clip(np.log2(np.maximum(low, 1e-12) / max(rate, 1e-12)), 0, MOST_BITS)


def _load_spread(slices: Slices) -> Floats:
    """Standard deviation over members of the log of exchanges per active day; nan where unknown.

    The noise of counting is taken out.
    """
    load = np.log(slices.count / np.maximum(slices.days, 1))
    n = np.maximum(slices.sizes, 1)
    mean = slices.sums(load) / n
    spread = slices.sums((load - slices.spread(mean)) ** 2) / np.maximum(n - 1, 1)
    noise = slices.sums(1.0 / slices.count) / n
    known = (slices.sizes >= FEWEST_FOR_LOAD) & (slices.exchanges >= 5 * slices.sizes)
    return np.where(known, np.sqrt(np.maximum(spread - noise, 0.0025)), np.nan)


def synchrony(log: Log, slices: Slices, rates: Sequence[float], rate: float, usual: Null | None = None) -> Synchrony:
    """Bits for joint behaviour in time; its parts depend on each other, so half of the weaker ones counts.

    ``rates`` are ``start_rates``, ``rate`` is ``joint_rate``, and ``usual`` what loads are usually like (from these
    slices where it is not given).
    """
    start, width = _starts(log, slices, rates)
    together = _together(log, slices, rate)
    spread = _load_spread(slices)
    usual = usual or null_of(-np.log(spread), slices.sizes)
    even = usual.bits(-np.log(spread))
    parts = np.sort([start, together, even], axis=0)
    return Synchrony(parts[2] + (parts[0] + parts[1]) / 2, start, width, together, even, spread, usual)
