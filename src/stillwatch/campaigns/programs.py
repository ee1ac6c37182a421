"""Which texts of a pool come from one program: one that has the same habits on each account that it uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import gammaln

from stillwatch.campaigns.texts import Talks
from stillwatch.evidence.log import DAY, HOUR, Codes, Floats, Ints, Log

HOURS: Final = 3 * HOUR
STEP: Final = 6 * HOUR
MOST_TEXTS: Final = 384
"""Texts that are put together; conversations with rarer ones are dealt out by their habits."""


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


def evidence(table: Floats, usual: Floats) -> Floats:
    """Log marginal likelihood of tables (... x places x choices) whose places have each a mixture of their own.

    The mixtures are Dirichlet with counts ``usual`` (Minka 2000, Estimating a Dirichlet distribution).
    """
    inner = (gammaln(table + usual) - gammaln(usual)).sum(axis=(-1, -2))
    outer = (gammaln(table.sum(axis=-1) + usual.sum()) - gammaln(usual.sum())).sum(axis=-1)
    return np.asarray(inner - outer)


class _Tree:
    """Groups of texts while they are put together."""

    def __init__(self, habits: Sequence[Habit], texts: Sequence[Ints]) -> None:
        self.tables = [np.stack([counted(habit, text) for text in texts]) for habit in habits]
        self.usual = [habit.usual for habit in habits]
        self.alone = np.sum([evidence(t, u) for t, u in zip(self.tables, self.usual, strict=True)], axis=0)
        self.groups = [[i] for i in range(len(texts))]
        self.gain = np.full((len(texts), len(texts)), -np.inf)
        for i in range(len(texts)):
            self._weigh(i, np.arange(i + 1, len(texts)))

    def _weigh(self, i: int, others: Ints) -> None:
        """How much likelier each of ``others`` and group ``i`` are as one than as two."""
        joint = [evidence(t[i] + t[others], u) for t, u in zip(self.tables, self.usual, strict=True)]
        gain = np.sum(joint, axis=0) - self.alone[i] - self.alone[others]
        self.gain[np.minimum(i, others), np.maximum(i, others)] = gain

    def join(self) -> bool:
        """Put the best pair together; False where no pair is likelier as one."""
        i, j = divmod(int(np.argmax(self.gain)), len(self.groups))
        best = self.gain[i, j]
        if not best > 0:
            return False
        for table in self.tables:
            table[i] += table[j]
        self.alone[i] += self.alone[j] + best
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
    tree = _Tree(habits, used)
    while tree.join():
        pass
    found = [np.unique(np.concatenate([used[i] for i in group])) for group in tree.groups if group]
    return sorted(found, key=lambda one: -len(one))


def usage_of(texts: Sequence[Ints], talks: int) -> Codes:
    """Per conversation the last of the ``texts`` that it carries, ``len(texts)`` where it carries none."""
    out = np.full(talks, len(texts), dtype=np.int32)
    for i, text in enumerate(texts):
        out[text] = i
    return out
