"""What was chosen for each conversation, and what two groups of conversations gain as one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.habits import Counts, Habit, counted, gain, habits_of
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

    table = np.array(tables, dtype=np.float64)
    found = gain(Counts(table, table.sum(axis=2).T.copy()), 0, np.arange(1, len(tables)), usual)

    for one, value in zip(others, found, strict=True):
        both = (np.array(first) + np.array(one)).tolist()
        expected = evidence(both, usual) - evidence(first, usual) - evidence(one, usual)
        assert value == pytest.approx(expected, abs=1e-6)


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
