"""Texts are put together where their senders have the same habits on each account."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.programs import Counts, Habit, counted, gain, habits_of, programs, usage_of
from stillwatch.campaigns.texts import talks_of
from stillwatch.evidence.log import Floats, Ints, Log

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


def evidence(table: list[list[int]], usual: Floats) -> float:
    """Log marginal likelihood, choice by choice."""
    total = 0.0
    for place in table:
        seen = np.zeros(len(usual))
        for choice in [k for k, times in enumerate(place) for _ in range(times)]:
            total += np.log((seen[choice] + usual[choice]) / (seen.sum() + usual.sum()))
            seen[choice] += 1
    return total


PLACES = st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=2)


@given(st.lists(PLACES, min_size=2, max_size=4))
def test_gain_is_what_the_choices_one_by_one_say(tables: list[list[list[int]]]) -> None:
    usual = np.array([0.5, 1.0, 2.0])
    first, others = tables[0], tables[1:]

    table = np.array(tables, dtype=np.float64)
    found = gain(Counts(table, table.sum(axis=2).T.copy()), 0, np.arange(1, len(tables)), usual)

    for one, value in zip(others, found, strict=True):
        both = (np.array(first) + np.array(one)).tolist()
        expected = evidence(both, usual) - evidence(first, usual) - evidence(one, usual)
        assert value == pytest.approx(expected, abs=1e-6)


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


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=60))
def test_counts_add_up(choices: list[tuple[int, int]]) -> None:
    where, code = (np.array(column, dtype=np.int64) for column in zip(*choices, strict=True))
    one = Habit(where, code, np.ones(3))

    table = counted(one, np.arange(len(choices)))

    assert table.sum() == len(choices)
    assert all(table[place, choice] == choices.count((place, choice)) for place, choice in choices)


def test_a_conversation_has_the_last_text_that_it_carries() -> None:
    texts = [np.array([0, 1, 2, 3]), np.array([2, 3]), np.array([3])]

    assert usage_of(texts, 6).tolist() == [0, 0, 1, 2, 3, 3]


def test_habits_are_of_conversations(pool_log: Log) -> None:
    talks = talks_of(pool_log, np.ones(len(pool_log.registry), dtype=np.bool_))

    model, hour, schedule = habits_of(pool_log, talks)

    assert len(model.code) == len(hour.code) == len(schedule.code) == len(talks)
    assert model.usual.sum() == pytest.approx(1)
    assert (hour.code < 8).all()
    assert schedule.places == 1
