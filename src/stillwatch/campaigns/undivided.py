"""Whether what an operation's accounts send beyond its known exchanges leaves no room for honest traffic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import Codes, Floats, Log
from stillwatch.evidence.rhythm import residual

MOSTLY: Final = 0.5
"""Part of the accounts' exchanges that is not known, from which the operation cannot be told by its words."""
COMMON: Final = 0.03
"""Part of everybody's exchanges that look alike in one trait, from which honest traffic would have some of them."""
ROOM: Final = 0.05
"""Most that honest traffic may be of the rest for the rest to be the operation's own."""
AGREE: Final = 0.8
"""Least correlation of the rest's and the known exchanges' activity, beyond everybody's and corrected for noise."""
ERRORS: Final = 3.0
"""Standard errors that a share is taken high; there are some tens of them to choose the lowest from."""
SEED: Final = 1910


def is_undivided(log: Log, shapes: Sequence[Codes], member: Marks, known: Codes) -> bool:
    """Whether most of the members' exchanges are not known but are all the same work.

    Two independent signs are needed: hardly any of the rest can be like other people's exchanges, and the rest goes on
    and off with what is known. Honest customers of a relay bring their own clients' parameters and their own hours.
    """
    inside = member[log.account]
    own = np.zeros(len(log), dtype=np.bool_)
    own[known] = True
    rest = np.flatnonzero(inside & ~own).astype(np.int32)
    if len(rest) < MOSTLY * np.count_nonzero(inside) or not len(known):
        return False
    return (
        most_honest(shapes, rest, np.flatnonzero(~inside).astype(np.int32)) <= ROOM
        and in_time(log, known, rest) >= AGREE
    )


def most_honest(shapes: Sequence[Codes], rest: Codes, outside: Codes) -> float:
    """The most that exchanges like those ``outside`` can be of the ``rest``.

    A mixture has of each kind of exchange at least what its honest part brings, so the kind that is scarcest in the
    rest, against what is usual, bounds that part (Blanchard, Lee and Scott 2010). Shares of the rest are taken high.
    """
    return float(min((_bound(codes[rest], codes[outside]) for codes in shapes), default=1.0))


def _bound(rest: Codes, outside: Codes) -> float:
    length = int(max(rest.max(initial=0), outside.max(initial=0))) + 1
    usual = np.bincount(outside, minlength=length) / max(len(outside), 1)
    share = np.bincount(rest, minlength=length) / max(len(rest), 1)
    high = share + ERRORS * np.sqrt(share * (1 - share) / max(len(rest), 1)) + ERRORS**2 / max(len(rest), 1)
    common = usual >= COMMON
    return float(min((high[common] / usual[common]).min(initial=1.0), 1.0))


def in_time(log: Log, known: Codes, rest: Codes) -> float:
    """Correlation of two sets' activity beyond everybody's, corrected for the noise of counting (Spearman 1904).

    0 where one of them has no rhythm of its own, or the log is too short for any.
    """
    reliability = [_reliability(log, rows) for rows in (known, rest)]
    if min(reliability) <= 0:
        return 0.0
    return min(_correlation(residual(log, known), residual(log, rest)) / float(np.sqrt(np.prod(reliability))), 1.0)


def _reliability(log: Log, rows: Codes) -> float:
    """What a set's rhythm would correlate with that of another sample of it, from random halves (Brown 1910).

    Every other row of an ordered set would be no random half: its counts are more even than chance has them.
    """
    mixed = np.random.default_rng(SEED).permutation(rows)
    halves = _correlation(residual(log, mixed[::2]), residual(log, mixed[1::2]))
    return 2 * halves / (1 + halves) if halves > 0 else 0.0


def _correlation(left: Floats, right: Floats) -> float:
    length = float(np.sqrt((left @ left) * (right @ right)))
    return float(left @ right) / length if length else 0.0
