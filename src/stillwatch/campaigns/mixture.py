"""Each conversation of a pool is dealt to one of the programs that share its accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.habits import Habit
from stillwatch.evidence.log import Codes, Floats, Ints

STEPS: Final = 50
SETTLED: Final = 1e-4
COMPANY: Final = 1.0
"""Conversations for which all texts' mixture counts when that of one text is estimated."""
LEAST: Final = 1e-9


def dealt(habits: Sequence[Habit], text: Codes, groups: Sequence[Ints]) -> Floats:
    """How likely each conversation comes from each program (conversations x programs).

    Every text mixes the programs in a proportion of its own, nearly always all of one; what a conversation shows beyond
    its text are its habits, judged by the program's other conversations (expectation maximization, Dempster, Laird and
    Rubin 1977). It begins with the conversations of ``groups``; the others are asked for as it goes on.
    """
    share = np.zeros((len(text), len(groups)))
    for k, group in enumerate(groups):
        share[group, k] = 1
    share /= np.maximum(share.sum(axis=1, keepdims=True), 1)
    for _ in range(STEPS):
        odds = sum((_log_odds(habit, share) for habit in habits), np.log(np.maximum(_mixtures(text, share), LEAST)))
        odds -= odds.max(axis=1, keepdims=True)
        new = np.exp(odds)
        new /= new.sum(axis=1, keepdims=True)
        moved = float(np.abs(new - share).mean()) if len(new) else 0.0
        share = new
        if moved < SETTLED:
            break
    return share


def needed(habits: Sequence[Habit], groups: Sequence[Ints]) -> list[Ints]:
    """The groups that the others together do not explain as well as they do themselves, looked at from the smallest.

    A text that two programs have in common is no third one: each of its conversations is as those of one of the two.
    Where the first habit is had, an account say, these are mixed in a proportion of its own.
    """
    kept = sorted(groups, key=lambda one: -len(one))
    for one in kept[::-1]:
        if len(kept) > 1:
            share = np.zeros((len(habits[0].code), len(kept)))
            for k, group in enumerate(kept):
                share[group, k] = 1
            found = np.sum([_log_odds(habit, share) for habit in habits], axis=0)[one]
            mine = next(k for k, group in enumerate(kept) if group is one)
            if _mixed(habits[0].where[one], np.delete(found, mine, axis=1)) >= found[:, mine].sum():
                kept.pop(mine)
    return kept


def _mixed(where: Ints, found: Floats) -> float:
    """Log likelihood of conversations as a mixture of programs in each place; ``found`` has that under each program."""
    place = np.unique(where, return_inverse=True)[1].astype(np.int32)
    most = found.max(axis=1, keepdims=True)
    likely = np.exp(found - most)
    share = likely / likely.sum(axis=1, keepdims=True)
    for _ in range(STEPS):
        joint = likely * _mixtures(place, share)
        share = joint / joint.sum(axis=1, keepdims=True)
    return float((np.log((likely * _mixtures(place, share)).sum(axis=1)) + most[:, 0]).sum())


def _log_odds(habit: Habit, share: Floats) -> Floats:
    """Log probability of each conversation's choice under each program, the conversation itself left out."""
    choices = len(habit.usual)
    key, out = habit.where * choices + habit.code, np.empty_like(share)
    for k in range(share.shape[1]):
        own = share[:, k]
        table = np.bincount(key, weights=own, minlength=habit.places * choices)
        whole = table.reshape(-1, choices).sum(axis=1)[habit.where]
        hit = np.maximum(table[key] - own, 0) + habit.usual[habit.code]
        out[:, k] = np.log(hit) - np.log(np.maximum(whole - own, 0) + habit.usual.sum())
    return out


def _mixtures(text: Codes, share: Floats) -> Floats:
    """Per conversation, the programs' parts of its text's other conversations."""
    usual = share.sum(axis=0) / max(float(share.sum()), LEAST)
    of_text = np.stack([np.bincount(text, weights=column) for column in share.T], axis=1)[text]
    left = np.maximum(of_text - share, 0)
    return np.asarray((left + COMPANY * usual) / (left.sum(axis=1, keepdims=True) + COMPANY))
