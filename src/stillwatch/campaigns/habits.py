"""What each conversation's sender chose, and how much likelier two groups of conversations have one sender than two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma
from typing import Final, NamedTuple

import numpy as np
from scipy.special import gammaln

from stillwatch.campaigns.texts import Talks
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import DAY, HOUR, Codes, Floats, Ints, Log

HOURS: Final = 3 * HOUR
STEP: Final = 6 * HOUR
KNOWN: Final = 4096
"""Counts below which logarithms of the gamma function are looked up: larger ones are few."""


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
    """How often each choice was made (places x groups x choices), and how many there are (places x groups).

    ``usual`` are the Dirichlet counts of the choices. ``known`` has the logarithms of the gamma function of 0, 1, 2, …
    with the counts of each choice added, and in its last row with those of all: each pair of groups needs them again.
    """

    table: Codes
    totals: Codes
    usual: Floats
    known: Floats

    def join(self, i: int, j: int) -> None:
        """Add the counts of group ``j`` to those of group ``i``."""
        self.table[:, i] += self.table[:, j]
        self.totals[:, i] += self.totals[:, j]


def counts_of(habit: Habit, groups: Sequence[Ints]) -> Counts:
    """The counts of one habit in each group of conversations."""
    return counts_in(np.stack([counted(habit, group) for group in groups], axis=1), habit.usual)


def counts_in(table: Floats | Ints, usual: Floats) -> Counts:
    """The counts of a ``table`` (places x groups x choices)."""
    totals = table.sum(axis=2, dtype=np.int32)
    times = np.arange(min(int(totals.max(initial=0)) + 1, KNOWN))
    return Counts(table.astype(np.int32), totals, usual, gammaln(np.append(usual, usual.sum())[:, np.newaxis] + times))


@kernel
def _log_gamma(known: Floats, usual: float, choice: int, times: int) -> float:
    if times < known.shape[1]:
        return float(known[choice, times])
    return float(lgamma(times + usual))


@kernel
def _choice_gain(known: Floats, usual: float, choice: int, mine: int, other: int) -> float:
    """What two counts of one choice gain as one; nothing where one of them is none."""
    both = _log_gamma(known, usual, choice, mine + other) + float(known[choice, 0])
    return both - _log_gamma(known, usual, choice, mine) - _log_gamma(known, usual, choice, other)


@kernel
def _gain(table: Codes, totals: Codes, usual: Floats, known: Floats, i: int, others: Ints) -> Floats:
    """What group ``i`` gains with each of ``others``.

    Where one of two made a choice and the other did not, what they would have as one is what they have as two.
    """
    out = np.zeros(len(others))
    all_of, everything = len(usual), usual.sum()
    for place in range(table.shape[0]):
        mine = totals[place, i]
        if mine == 0:
            continue
        for k in range(len(others)):
            other = others[k]
            if totals[place, other] == 0:
                continue
            out[k] -= _choice_gain(known, everything, all_of, mine, totals[place, other])
            for choice in range(all_of):
                here, there = table[place, i, choice], table[place, other, choice]
                if here > 0 and there > 0:
                    out[k] += _choice_gain(known, usual[choice], choice, here, there)
    return out


def gain(counts: Counts, i: int, others: Ints) -> Floats:
    """How much likelier group ``i`` and each of ``others`` are as one than as two, by one habit's ``counts``.

    Log of the ratio of marginal likelihoods; a group has in each place a mixture of its own, with the Dirichlet counts
    that are usual (Minka 2000, Estimating a Dirichlet distribution).
    """
    return _gain(*counts, i, others)


def joint(habit: Habit, left: Ints, right: Ints) -> float:
    """How much likelier two groups of conversations are as one than as two, by one habit; see :func:`gain`."""
    second = np.array([1], dtype=np.int64)
    return float(gain(counts_of(habit, (left, right)), 0, second)[0])
