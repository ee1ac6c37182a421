"""Joint starts, joint pauses and even loads of one operator's pool, against independent customers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from stillwatch.evidence.background import Null
from stillwatch.evidence.log import Log
from stillwatch.evidence.rhythm import rhythms
from stillwatch.evidence.slices import Slices, slices_of
from stillwatch.evidence.synchrony import MOST_EVEN, Synchrony, Usual, meeting_rates, synchrony

BEGIN = datetime(2026, 7, 1, tzinfo=UTC)
USUAL = Usual(load=Null(0.5, 0.3), rhythm=Null(0.0, 0.04))


def of(log: Log, slices: Slices, usual: Usual | None = USUAL) -> Synchrony:
    return synchrony(log, slices, meeting_rates(log), rhythms(log), usual)


def test_a_pool_has_bits_and_a_random_group_none(town_log: Log, two_groups: Slices) -> None:
    found = of(town_log, two_groups)

    assert found.together[0] > 5
    assert found.bits[0] > 5
    assert found.bits[1] < 1
    assert "on and off together" in found.explain(0).text
    assert found.explain(1).text == "no joint behaviour in time"


def test_parts_depend_on_each_other_so_weaker_ones_count_half(town_log: Log, two_groups: Slices) -> None:
    found = of(town_log, two_groups)

    parts = np.sort([found.start, found.end, found.together, found.pivot, found.even], axis=0)
    assert found.bits == pytest.approx(parts[-1] + parts[:-1].sum(axis=0) / 2)


def test_without_anything_to_compare_with_rhythm_and_load_weigh_nothing(town_log: Log, two_groups: Slices) -> None:
    found = of(town_log, two_groups, None)

    assert found.together.tolist() == [0, 0]
    assert found.even.tolist() == [0, 0]
    assert np.isnan(found.usual.rhythm.scale)


def test_a_joint_start_is_seen_where_first_uses_are_spread(make_log: Callable[..., Log]) -> None:
    apart = [{"account_id": f"a{i}", "hours": i} for i in range(400)]
    joint = [{"account_id": f"b{i}", "hours": 200 + i / 4} for i in range(12)]
    log = make_log(sorted(apart + joint, key=lambda row: float(str(row["hours"]))))
    names = np.array(log.registry.names.to_pylist())[log.account]
    parts = [np.flatnonzero(np.char.startswith(names, "b")), np.flatnonzero(np.char.startswith(names, "a"))[::30]]

    found = of(log, slices_of(log, np.cumsum([0, *map(len, parts)]), np.concatenate(parts).astype(np.int32)))

    assert found.start[0] > 2
    assert found.start[1] == 0
    assert "start within" in found.explain(0).text


def test_a_log_that_begins_in_the_middle_of_use_shows_no_start(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i}", "hours": i / 40 + 30 * j} for j in range(12) for i in range(40)]
    log = make_log(rows)

    found = of(log, slices_of(log, np.array([0, len(log)]), np.arange(len(log), dtype=np.int32)))

    assert found.start.tolist() == [0]


def test_accounts_that_were_closed_together_are_seen(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": f"a{i}", "hours": i} for i in range(300)]
    closed = [BEGIN + timedelta(hours=3 * i) for i in range(288)] + [
        BEGIN + timedelta(hours=100, minutes=i) for i in range(12)
    ]
    log = make_log(rows, [{"account_id": f"a{i}", "closed_at": when} for i, when in enumerate(closed)])
    slices = slices_of(log, np.array([0, 12, 24]), np.r_[288:300, 0:288:24].astype(np.int32))

    found = of(log, slices)

    assert found.end[0] > 3
    assert found.end[1] == 0
    assert "closed together" in found.explain(0).text


def test_even_loads_weigh_but_never_much(make_log: Callable[..., Log]) -> None:
    even = [{"account_id": f"e{i}", "hours": j} for i in range(12) for j in range(30)]
    heavy = [
        {"account_id": f"u{i}", "hours": 100 + j / (1 + 4 * i)} for i in range(12) for j in range(22 * (1 + 4 * i))
    ]
    log = make_log(even + heavy)
    split = [len(even), len(heavy)]

    found = of(log, slices_of(log, np.cumsum([0, *split]), np.arange(len(log), dtype=np.int32)))

    assert 0 < found.even[0] <= MOST_EVEN
    assert found.even[1] < 1
    assert found.spread[0] < found.spread[1]


def test_the_explanation_tells_the_parts_that_count(town_log: Log, two_groups: Slices) -> None:
    found = of(town_log, two_groups)
    silent = replace(found, start=np.zeros(2), end=np.zeros(2), together=np.zeros(2), even=np.full(2, 2.0))

    assert "daily loads" in silent.explain(0).text
    assert "(2.0 bits)" in silent.explain(0).text
