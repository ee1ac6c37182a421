"""Which texts of a pool come from one program: one that has the same habits on each account that it uses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.habits import Habit, counts_of, gain
from stillwatch.evidence.log import Codes, Ints

MOST_TEXTS: Final = 384
"""Texts that are put together; conversations with rarer ones are dealt out by their habits."""
MOST_ACCOUNTS: Final = 2000
"""Accounts whose conversations tell which texts to put together: more of them say the same."""


class _Tree:
    """Groups of texts while they are put together."""

    def __init__(self, habits: Sequence[Habit], texts: Sequence[Ints]) -> None:
        self.counts = [counts_of(habit, texts) for habit in habits]
        self.groups = [[i] for i in range(len(texts))]
        self.gain = np.full((len(texts), len(texts)), -np.inf)
        for i in range(len(texts)):
            self._weigh(i, np.arange(i + 1, len(texts)))

    def _weigh(self, i: int, others: Ints) -> None:
        """How much likelier each of ``others`` and group ``i`` are as one than as two."""
        parts = [gain(counts, i, others) for counts in self.counts]
        self.gain[np.minimum(i, others), np.maximum(i, others)] = np.sum(parts, axis=0)

    def join(self) -> bool:
        """Put the best pair together; False where no pair is likelier as one."""
        i, j = divmod(int(np.argmax(self.gain)), len(self.groups))
        if not self.gain[i, j] > 0:
            return False
        for counts in self.counts:
            counts.join(i, j)
        self.groups[i] += self.groups[j]
        self.groups[j] = []
        self.gain[j], self.gain[:, j] = -np.inf, -np.inf
        left = np.array([k for k, group in enumerate(self.groups) if group and k != i], dtype=np.int64)
        self._weigh(i, left)
        return True


def programs(habits: Sequence[Habit], texts: Sequence[Ints]) -> list[Ints]:
    """The conversations of each program, as far as its texts tell, those with most first.

    Texts are put together while that makes what was done on the accounts likelier (Bayesian hierarchical clustering,
    Heller and Ghahramani 2005); no number of programs and no distance has to be chosen.
    """
    used = texts[:MOST_TEXTS]
    if not used:
        return []
    tree = _Tree(*_on_some_accounts(habits, used))
    while tree.join():
        pass
    found = [np.unique(np.concatenate([used[i] for i in group])) for group in tree.groups if group]
    return sorted(found, key=lambda one: -len(one))


def _on_some_accounts(habits: Sequence[Habit], texts: Sequence[Ints]) -> tuple[list[Habit], list[Ints]]:
    """The conversations of at most ``MOST_ACCOUNTS`` accounts, evenly chosen, by their places among these."""
    account = habits[0]
    step = max(-(-account.places // MOST_ACCOUNTS), 1)
    kept = np.flatnonzero(account.where % step == 0)
    place = np.full(len(account.where), -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    fewer = [Habit(one.where[kept] // step, one.code[kept], one.usual) for one in habits]
    return fewer, [place[text][place[text] >= 0] for text in texts]


def usage_of(texts: Sequence[Ints], talks: int) -> Codes:
    """Per conversation the last of the ``texts`` that it carries, ``len(texts)`` where it carries none."""
    out = np.full(talks, len(texts), dtype=np.int32)
    for i, text in enumerate(texts):
        out[text] = i
    return out
