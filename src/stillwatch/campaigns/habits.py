"""What each conversation's sender chose, and how much likelier two groups of conversations have one sender than two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma
from typing import Final, NamedTuple

import numpy as np

from stillwatch.campaigns.texts import Talks
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import DAY, HOUR, Floats, Ints, Log

HOURS: Final = 3 * HOUR
STEP: Final = 6 * HOUR


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


def joint(habit: Habit, left: Ints, right: Ints) -> float:
    """How much likelier two groups of conversations are as one than as two, by one habit; see :func:`gain`."""
    second = np.array([1], dtype=np.int64)
    return float(gain(counts_of(habit, (left, right)), 0, second, habit.usual)[0])
