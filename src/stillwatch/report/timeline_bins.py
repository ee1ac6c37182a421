"""A timeline in few enough steps to be drawn: whole steps are merged until they fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from stillwatch.report.ticks import TIME_STEPS

if TYPE_CHECKING:
    from stillwatch.records.campaign import Timeline


@dataclass(frozen=True, slots=True)
class Bin:
    """Exchanges within ``start`` and ``end``, and the most accounts active in any one of the merged steps."""

    start: datetime
    end: datetime
    exchanges: int
    accounts: int


def timeline_bins(timeline: Timeline, most: int) -> tuple[Bin, ...]:
    """Merge steps into at most ``most`` bins; the last one is shorter where the steps do not divide evenly.

    Accounts cannot be added over steps (the same account acts in many), so a bin has its busiest step's.
    """
    merged = _merged_steps(len(timeline.exchanges), timeline.step_seconds, most)
    return tuple(_bin(timeline, first, merged) for first in range(0, len(timeline.exchanges), merged))


def _bin(timeline: Timeline, first: int, steps: int) -> Bin:
    exchanges = timeline.exchanges[first : first + steps]
    return Bin(
        start=_after(timeline, first),
        end=_after(timeline, first + len(exchanges)),
        exchanges=sum(exchanges),
        accounts=max(timeline.accounts[first : first + steps], default=0),
    )


def _merged_steps(steps: int, seconds: int, most: int) -> int:
    """How many steps go into one bin: the fewest that fit, preferably a round span of time."""
    fewest = max(1, -(-steps // most))
    if fewest == 1:
        return 1
    round_spans = (span // seconds for span in TIME_STEPS if span % seconds == 0)
    return next((merged for merged in round_spans if fewest <= merged <= 2 * fewest), fewest)


def _after(timeline: Timeline, steps: int) -> datetime:
    return timeline.start + timedelta(seconds=timeline.step_seconds * steps)
