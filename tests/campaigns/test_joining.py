"""Groups that meet in a text are one operation where their accounts have one rhythm or one pool of identities."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from stillwatch.campaigns.joining import in_step, joined, share
from stillwatch.evidence.log import Codes, Log
from stillwatch.evidence.rhythm import rhythms

Schedule = Callable[[random.Random], float]


def crew(letter: str, schedule: Schedule, seed: int) -> list[dict[str, Any]]:
    chosen = random.Random(seed)
    return [{"account_id": f"{letter}{i}", "hours": schedule(chosen)} for i in range(10) for _ in range(60)]


def shifts(first: int) -> Schedule:
    """Work in every third stretch of 24 hours, beginning with stretch ``first``."""
    return lambda chosen: 72 * chosen.randrange(7) + 24 * first + 24 * chosen.random()


@pytest.fixture
def log(make_log: Callable[..., Log]) -> Log:
    """Crews ``a`` and ``b`` on one schedule, ``c`` on another that pools its cards with ``a``, among a town."""
    town = [
        {"account_id": f"h{i}", "hours": random.Random(i * 60 + j).uniform(0, 500)}
        for i in range(60)
        for j in range(60)
    ]
    crews = [*crew("a", shifts(0), 1), *crew("b", shifts(0), 2), *crew("c", shifts(1), 3)]
    cards = [{"account_id": f"{letter}{i}", "payment_id": f"card {i % 4}"} for letter in "ac" for i in range(10)]
    return make_log([*town, *crews], cards)


def of(log: Log, letter: str) -> Codes:
    return np.flatnonzero([name.startswith(letter) for name in log.registry.names.to_pylist()]).astype(np.int32)


def rows_of(log: Log, *letters: str) -> Codes:
    return np.flatnonzero(np.isin(log.account, np.concatenate([of(log, one) for one in letters]))).astype(np.int32)


def test_one_schedule_is_in_step_and_two_are_not(log: Log) -> None:
    found = rhythms(log)

    assert in_step(log, found, of(log, "a"), of(log, "b"))
    assert not in_step(log, found, of(log, "a"), of(log, "c"))
    assert not in_step(log, found, of(log, "h")[:30], of(log, "h")[30:])


def test_a_pool_of_cards_is_shared_both_ways(log: Log) -> None:
    assert share(log, of(log, "a"), of(log, "c"))
    assert not share(log, of(log, "a"), of(log, "b"))


def test_groups_that_meet_in_a_text_and_act_as_one_are_joined(log: Log) -> None:
    names, meeting = ("a", "b", "c", "h"), rows_of(log, "a", "b", "c", "h")

    number = joined(log, rhythms(log), [(of(log, name), meeting) for name in names])

    assert number[0] == number[1] == number[2]
    assert number[3] != number[0]


def test_groups_that_never_meet_stay_apart_whatever_their_rhythm(log: Log) -> None:
    groups = [(of(log, name), rows_of(log, name)) for name in ("a", "b")]

    assert len(set(joined(log, rhythms(log), groups))) == 2


def test_no_groups(log: Log) -> None:
    assert joined(log, rhythms(log), []) == []
