"""Whether two programs keep the same hours, as far as their own unevenness lets tell."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.joining import ALIKE
from stillwatch.evidence.log import DAY, HOUR, Floats, Ints

STEP: Final = 3 * HOUR
FEWEST_STEPS: Final = 16
EDGE: Final = 0.05
"""Part of a program's conversations that may lie before and after the time that it is compared in."""
HANDOVER: Final = 0.6
"""Part of two programs' work that falls on the same days, up to which one takes over from the other."""
STEADY: Final = 0.3
"""Correlation of a program's one half of accounts with its other, from which it has a schedule at all."""


def agreement(time: Ints, account: Ints, left: Ints, right: Ints) -> float:
    """Correlation of two programs' schedules as a part of that within each; nan where it cannot be told.

    ``time`` and ``account`` are of every conversation, ``left`` and ``right`` the conversations of each program. Each
    half of one program's accounts is held against the other half of the other's, and the result divided by what halves
    of one program have in common (correction for attenuation, Spearman 1904). Only the time when both were at work
    counts: texts that follow on others have no hours in common with them.
    """
    begin, end = (
        choose(np.quantile(time[one], edge) for one in (left, right)) for choose, edge in ((max, EDGE), (min, 1 - EDGE))
    )
    edges = np.arange(begin, end, STEP)
    if len(edges) <= FEWEST_STEPS:
        return float("nan")
    halves = [[_profile(time, one[account[one] % 2 == side], edges) for side in (0, 1)] for one in (left, right)]
    within = [float(np.corrcoef(one, other)[0, 1]) for one, other in halves]
    if not min(within) >= STEADY:
        return float("nan")
    across = [float(np.corrcoef(halves[0][side], halves[1][1 - side])[0, 1]) for side in (0, 1)]
    return float(np.mean(across) / np.sqrt(within[0] * within[1]))


def _profile(time: Ints, chosen: Ints, edges: Floats) -> Floats:
    """Conversations per step on the root scale, where counting noise is even."""
    return np.asarray(np.sqrt(np.histogram(time[chosen], edges)[0]), dtype=np.float64)


def follows(time: Ints, left: Ints, right: Ints) -> bool:
    """Whether one program goes on where the other stops, day by day: one operation that moved to other texts or models.

    Days, and not hours: two operators may share accounts by day and by night. What two programs' daily loads have in
    common is one less their total variation distance.
    """
    edges = np.arange(time.min(), time.max() + 2 * DAY, DAY)
    daily = [np.histogram(time[one], edges)[0] / len(one) for one in (left, right)]
    return float(np.minimum(*daily).sum()) <= HANDOVER


def apart(agreed: float) -> bool:
    """Whether two schedules agree less than those of one operation do."""
    return agreed < ALIKE
