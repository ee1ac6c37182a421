"""An operation without words of its own owns what its accounts send, unless somebody honest may be among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns.shapes import shape_codes
from stillwatch.campaigns.undivided import ROOM, in_time, is_undivided, most_honest
from stillwatch.evidence.log import Log

DAYS = 14
BUSY = (1, 2, 5, 9, 10, 11)


def exchange(name: str, hours: float, **traits: Any) -> dict[str, Any]:
    return {"account_id": name, "hours": hours, "prompt": f"text {name} {hours}", **traits}


def world(make_log: Callable[..., Log], *, honest: float = 0.0, own_hours: bool = True) -> Log:
    """A pool that works on some days only and sends a part of ``honest`` exchanges; the known ones have ``turns`` 7.

    Other people use several temperatures, the pool one; without ``own_hours`` its unknown work goes on every day.
    """
    random = np.random.default_rng(3)
    rows = []
    for i in range(300):
        rows += [exchange(f"h{i}", 24 * DAYS * random.random(), temperature=float(i % 4), turns=1) for _ in range(20)]
    for i in range(30):
        for j in range(60):
            known, stranger = j % 6 == 0, random.random() < honest
            days = BUSY if known or (own_hours and not stranger) else range(DAYS)
            when = 24 * (random.choice(days) + random.random())
            temperature = float(random.integers(4)) if stranger and not known else 0.0
            rows.append(exchange(f"c{i}", when, temperature=temperature, turns=7 if known else 1))
    return make_log(rows)


def verdict(log: Log) -> bool:
    names = log.registry.names.to_pylist()
    member = np.array([name.startswith("c") for name in names])
    known = np.flatnonzero(log.column("turns") == 7).astype(np.int32)
    return is_undivided(log, shape_codes(log), member, known)


def test_one_job_on_all_accounts_is_undivided(make_log: Callable[..., Log]) -> None:
    assert verdict(world(make_log))


def test_strangers_leave_room_for_honest_traffic(make_log: Callable[..., Log]) -> None:
    assert not verdict(world(make_log, honest=0.4))


def test_other_hours_are_other_work(make_log: Callable[..., Log]) -> None:
    assert not verdict(world(make_log, own_hours=False))


def test_the_same_work_agrees_in_time_and_a_strangers_does_not(make_log: Callable[..., Log]) -> None:
    log = world(make_log)
    inside = np.array([name.startswith("c") for name in log.registry.names.to_pylist()])[log.account]
    pool, others = np.flatnonzero(inside).astype(np.int32), np.flatnonzero(~inside).astype(np.int32)

    assert in_time(log, pool[::2], pool[1::2]) == pytest.approx(1, abs=0.1)
    assert in_time(log, pool, others) < 0.5
    assert in_time(log, pool, others[:0]) == 0


@given(st.floats(0.1, 1), st.integers(0, 50))
def test_the_bound_is_never_below_the_honest_part(part: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    outside = random.integers(0, 5, 4000)
    honest = random.integers(0, 5, round(2000 * part))
    rest = np.concatenate([honest, np.full(2000 - len(honest), 5)])
    codes = np.concatenate([outside, rest]).astype(np.int32)
    places = np.arange(len(codes), dtype=np.int32)

    assert most_honest([codes], places[4000:], places[:4000]) >= 0.9 * part


def test_nothing_honest_leaves_no_room() -> None:
    codes = np.repeat([0, 1, 2], [2000, 2000, 4000]).astype(np.int32)
    places = np.arange(len(codes), dtype=np.int32)

    assert most_honest([codes], places[4000:], places[:4000]) <= ROOM
