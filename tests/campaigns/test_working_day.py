"""Staff work within one day's hours wherever they are; a harvest goes on around the clock."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.working_day import HOURS, WORKING, in_a_working_day
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import slices_of


def share(make_log: Callable[..., Log], hours: list[float]) -> float:
    """The share in the busiest ten hours, of exchanges at these hours from the start."""
    log = make_log([{"account_id": f"a{i % 5}", "hours": hour} for i, hour in enumerate(hours)])
    slices = slices_of(log, np.array([0, len(hours)]), np.arange(len(hours), dtype=np.int32))
    return float(in_a_working_day(log, slices)[0])


@given(st.lists(st.integers(0, 24 * 9), min_size=1, max_size=60))
def test_it_is_the_most_that_ten_hours_hold(make_log: Callable[..., Log], hours: list[int]) -> None:
    day = [hour % HOURS for hour in hours]
    most = max(sum((hour - start) % HOURS < WORKING for hour in day) for start in range(HOURS))

    assert share(make_log, [hour + 0.5 for hour in hours]) == pytest.approx(most / len(hours))


def test_an_office_past_midnight_is_one_and_a_server_is_none(make_log: Callable[..., Log]) -> None:
    assert share(make_log, [24 * day + 20.5 + hour for day in range(9) for hour in range(9)]) == 1
    assert share(make_log, [hour + 0.5 for hour in range(24 * 9)]) == pytest.approx(10 / 24)
