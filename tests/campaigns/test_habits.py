"""What was chosen for each conversation, and what two groups of conversations gain as one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.habits import Habit, counted, counts_in, gain, habits_of
from stillwatch.campaigns.texts import talks_of
from stillwatch.evidence.log import Floats, Log


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

    table = np.stack(tables, axis=1)
    found = gain(counts_in(table, usual), 0, np.arange(1, len(tables)))

    for one, value in zip(others, found, strict=True):
        both = (np.array(first) + np.array(one)).tolist()
        expected = evidence(both, usual) - evidence(first, usual) - evidence(one, usual)
        assert value == pytest.approx(expected, abs=1e-6)


@given(st.lists(PLACES, min_size=3, max_size=3))
def test_groups_that_were_joined_gain_as_one_that_always_was(tables: list[list[list[int]]]) -> None:
    usual = np.array([0.5, 1.0, 2.0])
    joined = counts_in(np.stack(tables, axis=1), usual)
    joined.join(0, 1)
    first = np.array(tables[0]) + np.array(tables[1])
    always = counts_in(np.stack([first, tables[2]], axis=1), usual)

    assert gain(joined, 0, np.array([2])) == pytest.approx(gain(always, 0, np.array([1])))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=60))
def test_counts_add_up(choices: list[tuple[int, int]]) -> None:
    where, code = (np.array(column, dtype=np.int64) for column in zip(*choices, strict=True))
    one = Habit(where, code, np.ones(3))

    table = counted(one, np.arange(len(choices)))

    assert table.sum() == len(choices)
    assert all(table[place, choice] == choices.count((place, choice)) for place, choice in choices)


def test_habits_are_of_conversations(pool_log: Log) -> None:
    talks = talks_of(pool_log, np.ones(len(pool_log.registry), dtype=np.bool_))

    model, hour, schedule = habits_of(pool_log, talks)

    assert len(model.code) == len(hour.code) == len(schedule.code) == len(talks)
    assert model.usual.sum() == pytest.approx(1)
    assert (hour.code < 8).all()
    assert schedule.places == 1
