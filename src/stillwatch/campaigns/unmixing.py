"""A pool of accounts that several use is taken apart: operators, each by itself, and the pool's honest customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.habits import Habit, habits_of, joint
from stillwatch.campaigns.mixture import dealt, needed
from stillwatch.campaigns.one_operator import told_apart
from stillwatch.campaigns.programs import programs, usage_of
from stillwatch.campaigns.texts import Talks, talks_of, texts_of
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import Codes, Ints, Log

ROUNDS: Final = 5
FEWEST: Final = 20
LEAST: Final = 0.02
"""Conversations of a program, and its part of those of all programs, from which its habits can be told."""


def operators(corpus: Corpus, accounts: Codes) -> list[Codes]:
    """The exchanges of each operator on ``accounts``, most first; none where the accounts are not seen to be shared."""
    log = corpus.log
    member: Marks = np.zeros(len(log.registry), dtype=np.bool_)
    member[accounts] = True
    talks = talks_of(log, member)
    texts = [text.talks for text in texts_of(corpus, talks)]
    habits, none = habits_of(log, talks), len(texts)
    narrow, wide = usage_of(texts, len(talks)), usage_of(texts[::-1], len(talks))
    found = _settled(habits, _mixing(log, talks, narrow, none), programs(habits, texts))
    working = [one for one in found if _few_texts(log, talks, wide, none, one)]
    told = told_apart(log, talks, habits[0], narrow, none, working)
    if not told or (len(told) == 1 and len(working) == len(found)):
        return []
    return [talks.rows[np.isin(talks.of_row, one)] for one in told]


def _mixing(log: Log, talks: Talks, text: Codes, none: int) -> Codes:
    """What the programs mix in proportions of its own: each text, and all that is said with none.

    An account none of whose system prompts is known may have texts that cannot be seen: each of its conversations
    without one is as likely any program's as those of all.
    """
    account, place = np.unique(log.account[talks.first], return_inverse=True)
    told = np.bincount(log.account[log.column("system") != 0], minlength=len(log.registry))[account] > 0
    return np.where((text < none) | told[place], text, none + 1 + np.arange(len(text))).astype(np.int32)


def _settled(habits: Sequence[Habit], text: Codes, found: Sequence[Ints]) -> list[Ints]:
    """The conversations of each program that is large enough, all conversations dealt out.

    A text that two programs have in common makes a third of the two at first; dealt out it is one of them, or another
    that uses the same models, and then it is dealt out once more.
    """
    least = max(FEWEST, LEAST * sum(len(one) for one in found))
    groups = needed(habits, _joined(habits, [*found, _small(found, least)], least))
    for _ in range(ROUNDS):
        if len(groups) <= 1:
            return []
        best = dealt(habits, text, groups).argmax(axis=1)
        parts = needed(habits, _joined(habits, [np.flatnonzero(best == k) for k in range(len(groups))], FEWEST))
        if len(parts) == len(groups):
            break
        groups = parts
    return sorted(parts, key=lambda part: -len(part))


def _small(found: Sequence[Ints], least: float) -> Ints:
    """Programs too small to be told by their habits taken as one: customers who choose for themselves."""
    small = [one for one in found if len(one) < least]
    return np.unique(np.concatenate([*small, np.empty(0, dtype=np.int64)]))


def _joined(habits: Sequence[Habit], found: Sequence[Ints], least: float) -> list[Ints]:
    """Programs of at least so many conversations, one where their models are likelier one's, largest first."""
    kept: list[Ints] = []
    for one in sorted((one for one in found if len(one) >= least), key=lambda one: -len(one)):
        gain = [joint(habits[0], one, other) for other in kept]
        if kept and max(gain) >= 0:
            kept[int(np.argmax(gain))] = np.union1d(kept[int(np.argmax(gain))], one)
        else:
            kept.append(one)
    return kept


def _few_texts(log: Log, talks: Talks, text: Codes, none: int, chosen: Ints) -> bool:
    """Whether a program has fewer texts than accounts: one operator's work, where customers bring each their own.

    Texts are counted by how often two conversations have the same one (inverse Simpson index, Hill 1973), so that rare
    ones hardly count. ``text`` is the commonest of each conversation; one that has none that is shared has one of its
    own.
    """
    counts = np.bincount(text[chosen], minlength=none + 1).astype(np.float64)
    same = float((counts[:none] ** 2).sum() + counts[none]) / len(chosen) ** 2
    return 1 / same <= len(np.unique(log.account[talks.first[chosen]]))
