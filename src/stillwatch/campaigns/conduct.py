"""What a campaign's accounts did and what was done to them, and what of it can be told from times alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.log import DAY, HOUR, UNKNOWN_TIME, Codes, Ints

Marks = npt.NDArray[np.bool_]

WAVE: Final = 6 * HOUR
FEWEST_CLOSED: Final = 5
LEAST_CLOSED: Final = 0.1
"""Accounts closed within a wave, and their part of the accounts that were there and open; fewer is wear and tear."""
SILENCE: Final = 3 * DAY
"""Without an exchange; an operation that rests at weekends is not silent."""
REACH: Final = 7 * DAY
"""Who comes later than this after a wave is no successor to it."""
RECENT: Final = 20
"""Exchanges in a row in which successors are counted, of three accounts at least."""
FEWEST_SUCCESSORS: Final = 3
LEAST_PART: Final = 0.5
LEAST_TAKEN: Final = 0.2
"""Successors' part of recent exchanges: half of what the closed accounts were, and no less than this."""
FRESH: Final = 2.0
"""And times the part that accounts new by a day had before the wave: an operation that grows has newcomers always."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """``time`` (ascending) and ``account`` per exchange; ``closed`` and ``known`` per account.

    ``closed`` is ``UNKNOWN_TIME`` for an open account; ``known`` are those that an earlier result had.
    """

    time: Ints
    account: Codes
    closed: Ints
    known: Marks

    @property
    def first(self) -> Ints:
        """When each account was first seen here; a known one long before, one without an exchange never."""
        out = np.full(len(self.closed), np.iinfo(np.int64).max)
        np.minimum.at(out, self.account, self.time)
        return np.where(self.known, UNKNOWN_TIME, out)


@dataclass(frozen=True, slots=True)
class Wave:
    """Closures of one wave: when the first and the last was, how many, and their part of the open accounts."""

    start: int
    end: int
    closed: int
    part: float


def waves(conduct: Conduct) -> tuple[Wave, ...]:
    """Waves of closures, the earliest first; one that goes on for longer than ``WAVE`` comes out as several."""
    first = conduct.first
    shut = np.sort(conduct.closed[(conduct.closed != UNKNOWN_TIME) & (first < conduct.closed)])
    found: list[Wave] = []
    i = 0
    while i < len(shut):
        j = int(np.searchsorted(shut, shut[i] + WAVE))
        there = int((first < shut[i]).sum()) - i
        if j - i >= FEWEST_CLOSED and j - i >= LEAST_CLOSED * there:
            found.append(Wave(int(shut[i]), int(shut[j - 1]), j - i, (j - i) / max(there, j - i)))
        i = j if found and found[-1].start == shut[i] else i + 1
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Takeover:
    """``accounts`` first seen after a wave that make ``share`` of the exchanges at ``at``."""

    at: int
    accounts: int
    share: float


def takeover(conduct: Conduct, wave: Wave) -> Takeover | None:
    """When successors took over from the closed accounts of ``wave``, if they did."""
    first = conduct.first[conduct.account]
    after = np.flatnonzero((conduct.time >= wave.start) & (conduct.time < wave.start + REACH))
    fresh = first[after] >= wave.start
    if len(after) < RECENT or not fresh.any():
        return None
    share = np.convolve(fresh.astype(np.float64), np.ones(RECENT) / RECENT, mode="valid")
    least = max(LEAST_PART * wave.part, LEAST_TAKEN, FRESH * _trickle(conduct, wave))
    seen = np.cumsum(fresh & (conduct.time[after] == first[after]))[RECENT - 1 :]
    reached = np.flatnonzero((share >= least - 1e-9) & (seen >= FEWEST_SUCCESSORS))
    if not len(reached):
        return None
    last = after[reached[0] + RECENT - 1]
    return Takeover(int(conduct.time[last]), int(seen[reached[0]]), float(share[reached[0]]))


def _trickle(conduct: Conduct, wave: Wave) -> float:
    """Part of the exchanges of the day before a wave that came from accounts new on that day; 0 on a log's first day.

    On that day every account is new.
    """
    begin = wave.start - DAY
    before = (conduct.time >= begin) & (conduct.time < wave.start)
    if not before.any() or conduct.time[0] >= begin:
        return 0.0
    return float((conduct.first[conduct.account[before]] >= begin).mean())


def silences(time: Ints, end: int) -> tuple[tuple[int, int | None], ...]:
    """Each silence: when three days had passed without an exchange, and when the next one came, None until ``end``."""
    after = np.append(time, end + 1)
    long = np.flatnonzero(np.diff(after) > SILENCE)
    return tuple((int(time[i] + SILENCE), int(time[i + 1]) if i + 1 < len(time) else None) for i in long)


def steady_from(time: Ints, turns: Sequence[tuple[int, bool]], begin: int) -> int | None:
    """When a day of work has passed since the turn at ``begin``; None where another turn or silence came before.

    ``turns`` are the times of all turns, True for a wave of closures: after one, the day needs half the traffic of the
    day before it.
    """
    due = begin + DAY
    if any(begin < at < due for at, _ in turns) or not ((time >= due) & (time < due + SILENCE)).any():
        return None
    day, before = (int(((time >= start) & (time < start + DAY)).sum()) for start in (begin, begin - DAY))
    return None if dict(turns).get(begin) and day < LEAST_PART * before else due
