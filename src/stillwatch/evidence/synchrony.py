"""Accounts that start, pause, move to a new model and end together, and carry even loads, as one pool does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.evidence.background import Null, null_of
from stillwatch.evidence.cohort import CHOICE, WIDTHS, best_of, time_bins
from stillwatch.evidence.coincidence import Agreement, agreement, coincidence, crowd
from stillwatch.evidence.log import DAY, HOUR, UNKNOWN_TIME, Floats, Ints, Log
from stillwatch.evidence.pivot import Launch, launches, pivot
from stillwatch.evidence.rhythm import BY_CHANCE, Rhythms, in_step
from stillwatch.evidence.slices import Slices
from stillwatch.records.evidence import Evidence

CENSORED: Final = DAY
"""First uses this close to the log's beginning say nothing about a start."""
FEWEST_FOR_LOAD: Final = 6
FEWEST_EACH: Final = 20
"""Exchanges per member from which loads can be compared."""
MOST_EVEN: Final = 2.5
"""Never strong by itself: evaluators who run one benchmark have even loads too."""
LOAD_SCALE: Final = 0.3
RHYTHM_SCALE: Final = 0.03
"""Honest groups of one trade have rhythms that correlate by some hundredths."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual among the candidate slices of a log: evenness of load, and correlation of rhythms."""

    load: Null
    rhythm: Null


@dataclass(frozen=True, slots=True)
class Synchrony:
    """Per slice: bits in all, and from joint starts, ends, activity, moves and even load; sd of log load."""

    bits: Floats
    start: Floats
    start_width: Ints
    end: Floats
    together: Floats
    pivot: Floats
    even: Floats
    spread: Floats
    correlation: Floats
    usual: Usual

    def explain(self, i: int) -> Evidence:
        """The evidence of slice ``i`` in words."""
        said = (
            (self.start[i], f"accounts start within {WIDTHS[self.start_width[i]] // HOUR} h of each other"),
            (self.end[i], "accounts were closed together"),
            (self.pivot[i], "they moved to a new model within two days of its first use, as few others did"),
            (
                self.together[i],
                f"they go on and off together (mean correlation {self.correlation[i]:.2f} beyond everybody's rhythm)",
            ),
            (self.even[i], f"their daily loads differ by a factor of only {np.exp(self.spread[i]):.1f}"),
        )
        text = (
            "; ".join(f"{words} ({bits:.1f} bits)" for bits, words in said if bits >= 1) or "no joint behaviour in time"
        )
        return Evidence("synchrony", round(float(self.bits[i]), 1), text)


@dataclass(frozen=True, slots=True)
class Meetings:
    """How often two customers of the log start, and two of its closed accounts end, in the same bin, per width.

    ``launches`` say who moved to new models.
    """

    starts: tuple[Agreement, ...]
    ends: tuple[Agreement, ...]
    launches: tuple[Launch, ...]


def meeting_rates(log: Log) -> Meetings:
    """What joint starts and ends are compared with."""
    starts = tuple(agreement(time_bins(_first_seen(log), width)) for width in WIDTHS)
    ends = tuple(agreement(time_bins(log.registry.closed, width)) for width in WIDTHS)
    return Meetings(starts, ends, launches(log))


def _first_seen(log: Log) -> Ints:
    first_seen = np.full(int(log.registry.customer.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first_seen, log.customer, log.time)
    return _uncensored(log, first_seen)


def _ends(log: Log, slices: Slices, rates: Sequence[Agreement]) -> Floats:
    """Closures in one wave; how many members went counts too, since a platform closes few accounts."""
    bins = [time_bins(log.registry.closed, width)[slices.account] for width in WIDTHS]
    found = [coincidence(slices.offsets, one, rate) for one, rate in zip(bins, rates, strict=True)]
    return np.asarray(np.maximum(np.max([one.bits + one.crowd for one in found], axis=0) - CHOICE, 0))


def _uncensored(log: Log, first: Ints) -> Ints:
    return np.where(first < log.lasted[0] + CENSORED, UNKNOWN_TIME, first)


def _starts(log: Log, slices: Slices, rates: Sequence[Agreement]) -> tuple[Floats, Ints]:
    first = _uncensored(log, slices.first)
    return best_of(
        [coincidence(slices.offsets, time_bins(first, width), rate) for width, rate in zip(WIDTHS, rates, strict=True)]
    )


def _load_spread(slices: Slices) -> Floats:
    """Standard deviation over members of the log of exchanges per active day; nan where unknown.

    The noise of counting is taken out.
    """
    load = np.log(slices.count / np.maximum(slices.days, 1))
    n = np.maximum(slices.sizes, 1)
    mean = slices.sums(load) / n
    spread = slices.sums((load - slices.spread(mean)) ** 2) / np.maximum(n - 1, 1)
    noise = slices.sums(1.0 / slices.count) / n
    known = (slices.sizes >= FEWEST_FOR_LOAD) & (slices.exchanges >= FEWEST_EACH * slices.sizes)
    return np.where(known, np.sqrt(np.maximum(spread - noise, 0.0025)), np.nan)


def synchrony(log: Log, slices: Slices, rates: Meetings, rhythm: Rhythms, usual: Usual | None = None) -> Synchrony:
    """Bits for joint behaviour in time; its parts depend on each other, so half of the weaker ones counts.

    ``rates`` are ``meeting_rates``; ``usual`` is what is usual among candidate slices (these, where it is not given).
    """
    start, width = _starts(log, slices, rates.starts)
    spread = _load_spread(slices)
    step = in_step(log, slices, rhythm)
    usual = usual or Usual(
        null_of(-np.log(spread), slices.sizes, LOAD_SCALE), null_of(step.correlation, slices.sizes, RHYTHM_SCALE)
    )
    even = np.minimum(usual.load.bits(-np.log(spread)), MOST_EVEN)
    together = usual.rhythm.bits(step.correlation - 2 * step.noise, step.noise)
    follow = crowd(step.along, step.known, BY_CHANCE / np.maximum(step.known - 1, 1))
    together = np.where(together > 0, together + follow, 0)
    end = _ends(log, slices, rates.ends)
    moved = pivot(log, slices, rates.launches)
    parts = np.sort([start, end, together, moved, even], axis=0)
    bits = parts[-1] + parts[:-1].sum(axis=0) / 2
    return Synchrony(bits, start, width, end, together, moved, even, spread, step.correlation, usual)
