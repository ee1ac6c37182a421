"""Schedules of two programs are compared as far as their own unevenness lets tell."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.schedules import agreement, apart, follows
from stillwatch.evidence.log import DAY, HOUR, Ints

ACCOUNTS = 10


def at_work(seed: int, count: int, begin: int, end: int) -> Ints:
    """Times over two weeks, in these hours of the day."""
    chosen = np.random.default_rng(seed)
    return chosen.integers(0, 14, count) * DAY + chosen.integers(begin * HOUR, end * HOUR, count)


def told(left: Ints, right: Ints) -> float:
    time = np.concatenate([left, right])
    account = np.arange(len(time)) % ACCOUNTS
    return agreement(time, account, np.arange(len(left)), np.arange(len(left), len(time)))


def test_the_same_hours_agree_though_there_are_few_conversations() -> None:
    assert told(at_work(1, 500, 8, 16), at_work(2, 150, 8, 16)) == pytest.approx(1, abs=0.2)


def test_other_hours_are_apart() -> None:
    assert apart(told(at_work(1, 500, 8, 16), at_work(2, 500, 18, 24)))


def test_texts_that_follow_on_others_cannot_be_compared() -> None:
    early, late = at_work(1, 500, 8, 16), at_work(2, 500, 18, 24)

    value = told(early[early < 7 * DAY], late[late >= 7 * DAY])

    assert np.isnan(value)
    assert not apart(value)


def test_who_has_no_schedule_cannot_be_told_apart() -> None:
    assert np.isnan(told(at_work(1, 300, 0, 24), at_work(2, 300, 8, 16)))


def days(seed: int, first: int, last: int, count: int = 600) -> Ints:
    """Times at all hours of some days."""
    chosen = np.random.default_rng(seed)
    return chosen.integers(first, last, count) * DAY + chosen.integers(0, DAY, count)


def follow(left: Ints, right: Ints) -> bool:
    time = np.concatenate([left, right])
    return follows(time, np.arange(len(left)), np.arange(len(left), len(time)))


def test_one_takes_over_from_another() -> None:
    assert follow(days(1, 0, 9), days(2, 8, 14))
    assert follow(days(2, 8, 14), days(1, 0, 9))


def test_who_goes_on_after_a_pause_takes_over_from_who_filled_it() -> None:
    before_and_after = np.concatenate([days(1, 0, 2, 100), days(2, 9, 14, 500)])

    assert follow(before_and_after, days(3, 1, 9))


def test_who_is_busier_on_other_days_takes_over_from_nobody() -> None:
    assert not follow(np.concatenate([days(1, 0, 7, 400), days(2, 7, 14, 200)]), days(3, 0, 14))


def test_by_day_and_by_night_nobody_takes_over() -> None:
    assert not follow(at_work(1, 500, 8, 16), at_work(2, 500, 18, 24))
    assert not follow(days(1, 0, 14), days(2, 0, 14))


def test_one_day_shows_no_succession() -> None:
    assert not follow(days(1, 3, 4), days(2, 3, 4))
