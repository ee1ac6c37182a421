"""Texts are put together where their senders have the same habits on each account."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.habits import Habit
from stillwatch.campaigns.programs import programs, usage_of
from stillwatch.evidence.log import Ints

ACCOUNTS = 12


def habit(own: Ints, account: Ints) -> Habit:
    """A model on each account: ``own`` numbers the program of each conversation."""
    return Habit(account, (account + own) % 3, np.full(3, 1 / 3))


def split(conversations: int, size: int) -> list[Ints]:
    return [np.arange(at, at + size) for at in range(0, conversations, size)]


def test_texts_of_two_programs_on_the_same_accounts_are_two() -> None:
    account = np.random.default_rng(1).integers(0, ACCOUNTS, 480)
    own = np.repeat([0, 1, 0, 1], 120)

    found = programs([habit(own, account)], split(480, 40))

    assert sorted(tuple(np.unique(own[one])) for one in found) == [(0,), (1,)]
    assert [len(one) for one in found] == [240, 240]


def test_texts_of_one_program_are_one() -> None:
    account = np.random.default_rng(2).integers(0, ACCOUNTS, 240)

    assert [len(one) for one in programs([habit(np.zeros(240, dtype=np.int64), account)], split(240, 40))] == [240]


def test_no_text_is_no_program() -> None:
    assert programs([], []) == []


def test_a_part_of_many_accounts_tells_the_same_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    where = np.repeat(np.arange(40), 20)
    mine = random.random(len(where)) < 0.5
    choice = np.where(mine, where % 3, (where + 1) % 3)
    habits = [Habit(where, choice, np.ones(3) / 3)]
    texts = [np.flatnonzero(mine)[k::2] for k in (0, 1)] + [np.flatnonzero(~mine)[k::2] for k in (0, 1)]

    whole = programs(habits, texts)
    monkeypatch.setattr("stillwatch.campaigns.programs.MOST_ACCOUNTS", 13)

    assert [one.tolist() for one in programs(habits, texts)] == [one.tolist() for one in whole]
    assert len(whole) == 2


def test_a_conversation_has_the_last_text_that_it_carries() -> None:
    texts = [np.array([0, 1, 2, 3]), np.array([2, 3]), np.array([3])]

    assert usage_of(texts, 6).tolist() == [0, 0, 1, 2, 3, 3]
