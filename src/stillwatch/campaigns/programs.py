"""Which texts of a pool come from one program: one that has the same habits on each account that it uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma
from typing import Final, NamedTuple

import numpy as np

from stillwatch.campaigns.texts import Talks
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import DAY, HOUR, Codes, Floats, Ints, Log

HOURS: Final = 3 * HOUR
STEP: Final = 6 * HOUR
MOST_TEXTS: Final = 384
"""Texts that are put together; conversations with rarer ones are dealt out by their habits."""
MOST_ACCOUNTS: Final = 2000
"""Accounts whose conversations tell which texts to put together: more of them say the same."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A choice made for each conversation, and where: codes of both, and Dirichlet counts of what is usual."""

    where: Ints
    code: Ints
    usual: Floats

    @property
    def places(self) -> int:
        """How many places there are."""
        return int(self.where.max(initial=0)) + 1


def _habit(where: Ints, code: Ints, weight: float) -> Habit:
    """``weight`` is how many conversations what is usual counts for."""
    usual = np.bincount(code).astype(np.float64) + 1
    return Habit(where, code, weight * usual / usual.sum())


def habits_of(log: Log, talks: Talks) -> tuple[Habit, ...]:
    """The model and the hour of the day on each account, and the schedule over all accounts.

    Two programs that use one account have each their own habits on it: what a relay's customers choose and when is
    nothing to an operator on the same accounts. An account uses a model or two, so what is usual there counts for one
    conversation; hours and steps of the schedule count for one each.
    """
    account = np.unique(log.account[talks.first], return_inverse=True)[1]
    time = log.time[talks.first]
    hour, step = (time % DAY) // HOURS, time // STEP - (time.min() // STEP if len(time) else 0)
    model = np.unique(log.model[talks.first], return_inverse=True)[1]
    everywhere = np.zeros(len(talks), dtype=np.int64)
    return (
        _habit(account, model, 1.0),
        _habit(account, hour, float(DAY // HOURS)),
        _habit(everywhere, step, float(step.max(initial=0) + 1)),
    )


def counted(habit: Habit, chosen: Ints) -> Floats:
    """How often each choice was made in each place (places x choices), in the ``chosen`` conversations."""
    choices = len(habit.usual)
    key = habit.where[chosen] * choices + habit.code[chosen]
    return np.bincount(key, minlength=habit.places * choices).reshape(-1, choices).astype(np.float64)


class Counts(NamedTuple):
    """How often each choice was made (groups x places x choices), and how many there are (places x groups)."""

    table: Floats
    totals: Floats


def counts_of(habit: Habit, groups: Sequence[Ints]) -> Counts:
    """The counts of one habit in each group of conversations."""
    table = np.stack([counted(habit, group) for group in groups])
    return Counts(table, np.ascontiguousarray(table.sum(axis=2).T))


@kernel
def _gain(table: Floats, totals: Floats, i: int, others: Ints, usual: Floats, out: Floats) -> None:
    """Add to ``out`` what group ``i`` gains with each of ``others``.

    Where one of two made a choice and the other did not, what they would have as one is what they have as two.
    """
    everything = usual.sum()
    for place in range(table.shape[1]):
        mine = totals[place, i]
        if mine == 0:
            continue
        for k in range(len(others)):
            theirs = totals[place, others[k]]
            if theirs == 0:
                continue
            for choice in range(table.shape[2]):
                left, right, least = table[i, place, choice], table[others[k], place, choice], usual[choice]
                if left > 0 and right > 0:
                    both = lgamma(left + right + least) + lgamma(least)
                    out[k] += both - lgamma(left + least) - lgamma(right + least)
            out[k] -= (
                lgamma(mine + theirs + everything)
                - lgamma(mine + everything)
                - lgamma(theirs + everything)
                + lgamma(everything)
            )


def gain(counts: Counts, i: int, others: Ints, usual: Floats) -> Floats:
    """How much likelier group ``i`` and each of ``others`` are as one than as two, by one habit's ``counts``.

    Log of the ratio of marginal likelihoods; a group has in each place a mixture of its own, with the Dirichlet counts
    ``usual`` (Minka 2000, Estimating a Dirichlet distribution).
    """
    out = np.zeros(len(others))
    _gain(counts.table, counts.totals, i, others, usual, out)
    return out


class _Tree:
    """Groups of texts while they are put together."""

    def __init__(self, habits: Sequence[Habit], texts: Sequence[Ints]) -> None:
        self.counts = [counts_of(habit, texts) for habit in habits]
        self.usual = [habit.usual for habit in habits]
        self.groups = [[i] for i in range(len(texts))]
        self.gain = np.full((len(texts), len(texts)), -np.inf)
        for i in range(len(texts)):
            self._weigh(i, np.arange(i + 1, len(texts)))

    def _weigh(self, i: int, others: Ints) -> None:
        """How much likelier each of ``others`` and group ``i`` are as one than as two."""
        parts = [gain(t, i, others, u) for t, u in zip(self.counts, self.usual, strict=True)]
        self.gain[np.minimum(i, others), np.maximum(i, others)] = np.sum(parts, axis=0)

    def join(self) -> bool:
        """Put the best pair together; False where no pair is likelier as one."""
        i, j = divmod(int(np.argmax(self.gain)), len(self.groups))
        if not self.gain[i, j] > 0:
            return False
        for table, totals in self.counts:
            table[i] += table[j]
            totals[:, i] += totals[:, j]
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
