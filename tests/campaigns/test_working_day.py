"""Staff keep a working day each, wherever they are; accounts of a harvest are used around the clock."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.working_day import HOURS, WORKING, in_a_working_day
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import slices_of


def share(make_log: Callable[..., Log], uses: list[tuple[int, float]]) -> float:
    """The share in each account's busiest ten hours, of exchanges of these accounts at these hours from the start."""
    log = make_log([{"account_id": f"a{who}", "hours": hour} for who, hour in uses])
    slices = slices_of(log, np.array([0, len(uses)]), np.arange(len(uses), dtype=np.int32))
    return float(in_a_working_day(log, slices)[0])


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 24 * 9)), min_size=1, max_size=60))
def test_it_is_the_most_that_ten_hours_of_each_hold(make_log: Callable[..., Log], uses: list[tuple[int, int]]) -> None:
    days = [[hour % HOURS for who, hour in uses if who == one] for one in range(5)]
    most = sum(max(sum((hour - start) % HOURS < WORKING for hour in day) for start in range(HOURS)) for day in days)

    assert share(make_log, [(who, hour + 0.5) for who, hour in uses]) == pytest.approx(most / len(uses))


def test_offices_in_three_countries_keep_a_day_and_accounts_used_in_turns_none(make_log: Callable[..., Log]) -> None:
    offices = [(who, 24 * day + 8 * who + 20.5 + hour) for who in range(3) for day in range(9) for hour in range(9)]
    turns = [(i % 7, i * 24 / 60) for i in range(60 * 30)]

    assert share(make_log, offices) == 1
    assert share(make_log, turns) == pytest.approx(10 / 24, abs=0.03)
