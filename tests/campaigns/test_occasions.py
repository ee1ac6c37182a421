"""Two weekends of strangers last as long as one; work to which members come back lasts till its last day."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.campaigns.occasions import longest_occasions
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import slices_of

WEEKEND, LATER = range(48), range(168, 216)
"""Hours of two weekends."""


def days(make_log: Callable[..., Log], uses: list[tuple[str, float]]) -> float:
    """The longest occasion of exchanges of these accounts at these hours."""
    log = make_log([{"account_id": who, "hours": hour} for who, hour in sorted(uses, key=lambda use: use[1])])
    slices = slices_of(log, np.array([0, len(uses)]), np.arange(len(uses), dtype=np.int32))
    return float(longest_occasions(log, slices)[0])


def crowd(name: str, hours: range) -> list[tuple[str, float]]:
    """Ten members who use each of the hours, one after the other."""
    return [(f"{name}{hour % 10}", float(hour)) for hour in hours]


def test_two_weekends_of_strangers_last_as_long_as_one(make_log: Callable[..., Log]) -> None:
    one, two = crowd("a", WEEKEND), crowd("a", WEEKEND) + crowd("b", LATER)

    assert days(make_log, one) == pytest.approx(0.9 * 47 / 24)
    assert days(make_log, two) == pytest.approx(0.9 * 47 / 24)


def test_members_who_come_back_make_it_work_that_goes_on(make_log: Callable[..., Log]) -> None:
    assert days(make_log, crowd("a", WEEKEND) + crowd("a", LATER)) == np.inf


def test_a_stray_exchange_is_no_occasion(make_log: Callable[..., Log]) -> None:
    strays = [("a1", 100.0), ("a3", 400.0)]

    assert days(make_log, crowd("a", WEEKEND) * 9 + strays) == pytest.approx(0.9 * 47 / 24, abs=0.1)


def test_accounts_that_follow_each_other_day_by_day_are_one_occasion(make_log: Callable[..., Log]) -> None:
    relay = [(f"a{hour // 24}", float(hour)) for hour in range(24 * 12)]

    assert days(make_log, relay) == pytest.approx(0.9 * (24 * 12 - 1) / 24)


def test_nothing_has_no_occasion(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "a", "hours": 1}])

    assert longest_occasions(log, slices_of(log, np.array([0, 0]), np.empty(0, dtype=np.int32))).tolist() == [np.inf]
