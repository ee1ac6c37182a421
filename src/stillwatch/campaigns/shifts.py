"""When the mixture of a campaign's fixed texts, or of the models it asks for, became another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.evidence.log import DAY, Codes, Floats, Ints

FEWEST: Final = 40
"""Exchanges in a day, and before it, below which a mixture is not compared."""


@dataclass(frozen=True, slots=True)
class Shift:
    """At ``at`` the mixture moved by ``moved`` (0 to 1), most of it away from ``left`` and to ``came``."""

    at: int
    moved: float
    left: int
    came: int


def shifts(time: Ints, kind: Codes, least: float) -> tuple[Shift, ...]:
    """Every move of at least ``least``: ``kind`` is a number per exchange, -1 where none is known.

    Days are compared with all days since the last move by total variation, so that a change that takes some days is
    seen when enough of it has happened. The moment is that at which a sum of steps, down for an exchange of the old
    kind and up for one of the new, is least (Page 1954).
    """
    if not len(time):
        return ()
    kinds = int(kind.max()) + 2
    day = (time - time[0]) // DAY
    found: list[Shift] = []
    held, begin = np.zeros(kinds), 0
    for number in np.unique(day):
        start, end = (int(place) for place in np.searchsorted(day, [number, number + 1]))
        counts = _counts(kind[start:end], kinds)
        change = _change(held, counts)
        if min(counts.sum(), held.sum()) < FEWEST or _size(change) < least:
            held += counts
            continue
        place = _moment(kind, change, begin, end)
        before, held = _counts(kind[begin:place], kinds), _counts(kind[place:end], kinds)
        change, begin = _change(before, held), place
        found.append(Shift(int(time[place]), _size(change), int(change.argmin()) - 1, int(change.argmax()) - 1))
    return tuple(found)


def _counts(kind: Codes, kinds: int) -> Floats:
    return np.bincount(kind + 1, minlength=kinds).astype(np.float64)


def _change(left: Floats, right: Floats) -> Floats:
    """What each kind's part gained from one to the other."""
    return np.asarray(right / max(right.sum(), 1) - left / max(left.sum(), 1))


def _size(change: Floats) -> float:
    return float(change[change > 0].sum())


def _moment(kind: Codes, change: Floats, begin: int, end: int) -> int:
    """The place between ``begin`` and ``end`` at which the new mixture begins."""
    path = np.cumsum(np.sign(change[kind[begin:end] + 1]))
    return min(begin + int(path.argmin()) + 1, end - 1)
