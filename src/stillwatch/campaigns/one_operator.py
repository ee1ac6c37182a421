"""Programs on the same accounts that are one operator's are put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.habits import Habit, joint
from stillwatch.campaigns.schedules import agreement, apart, follows
from stillwatch.campaigns.texts import Talks
from stillwatch.evidence.log import Codes, Ints, Log

COMMON: Final = 0.5
"""Part of two programs' conversations with the same texts from which they are one operator's, who works in shifts."""


def told_apart(log: Log, talks: Talks, models: Habit, text: Codes, none: int, found: Sequence[Ints]) -> list[Ints]:
    """The conversations of each operator, most first; ``text`` is the rarest of each conversation, ``none`` for none.

    Two operators need three kinds of evidence: other texts, other ``models`` on the same accounts, and other hours. A
    program that lacks one of them, or goes on where another stops, goes to the operator whose models it shares most.
    """
    time, account = log.time[talks.first], np.unique(log.account[talks.first], return_inverse=True)[1]
    kept: list[Ints] = []
    for one in found:
        alike = np.array([joint(models, one, other) for other in kept])
        same = [
            gain >= 0
            or in_common(text, none, one, other) >= COMMON
            or not apart(agreement(time, account, one, other))
            or follows(time, one, other)
            for gain, other in zip(alike, kept, strict=True)
        ]
        if any(same):
            best = int(np.where(same, alike, -np.inf).argmax())
            kept[best] = np.union1d(kept[best], one)
        else:
            kept.append(one)
    return sorted(kept, key=lambda one: -len(one))


def in_common(text: Codes, none: int, left: Ints, right: Ints) -> float:
    """Part of two programs' conversations that have the same texts, each text as often as it is in both."""
    parts = [np.bincount(text[one], minlength=none)[:none] / len(one) for one in (left, right)]
    return float(np.minimum(*parts).sum())
