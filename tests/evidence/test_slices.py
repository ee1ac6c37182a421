"""Members of a slice: one per customer, with what each did there."""

from collections.abc import Callable

import numpy as np

from stillwatch.evidence.log import HOUR, Log
from stillwatch.evidence.slices import distinct_rows, member_counts, slices_of


def test_members_are_counted_per_slice(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "ab"[i % 2], "hours": 20 * i} for i in range(6)])
    slices = slices_of(log, np.array([0, 4, 6]), np.array([0, 1, 2, 3, 4, 5], dtype=np.int32))
    assert slices.sizes.tolist() == [2, 2]
    assert slices.exchanges.tolist() == [4, 2]
    assert slices.count.tolist() == [2, 2, 1, 1]
    assert (slices.last - slices.first).tolist() == [40 * HOUR, 40 * HOUR, 0, 0]
    assert slices.days.tolist() == [2, 2, 1, 1]


def test_only_keeps_members_with_their_slice(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "abc"[i % 3], "hours": i} for i in range(9)])
    slices = slices_of(log, np.array([0, 3, 5, 9]), np.arange(9, dtype=np.int32))
    chosen = slices.only(np.array([2, 0]))
    assert chosen.exchanges.tolist() == [4, 3]
    assert chosen.rows.tolist() == [5, 6, 7, 8, 0, 1, 2]
    assert chosen.count.tolist() == [2, 1, 1, 1, 1, 1]
    assert chosen.sums(chosen.count.astype(float)).tolist() == [4, 3]


def test_members_can_be_counted_without_more(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "abc"[i % 3], "hours": i} for i in range(9)])
    offsets, rows = np.array([0, 2, 2, 9]), np.array([0, 3, *range(1, 8)], dtype=np.int32)
    assert member_counts(log, offsets, rows).tolist() == [1, 0, 3]
    assert member_counts(log, offsets, rows).tolist() == slices_of(log, offsets, rows).sizes.tolist()


def test_threads_change_nothing(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "abcde"[i % 5], "hours": 7 * i} for i in range(60)])
    offsets, rows = np.array([0, 3, 20, 41, 60]), np.arange(60, dtype=np.int32)
    one, three = slices_of(log, offsets, rows), slices_of(log, offsets, rows, threads=3)
    for name in ("offsets", "account", "count", "first", "last", "days"):
        assert getattr(one, name).tolist() == getattr(three, name).tolist()


def test_distinct_rows_ascend() -> None:
    assert distinct_rows(np.array([5, 2, 5, 0], dtype=np.int32)).tolist() == [0, 2, 5]
    assert distinct_rows(np.empty(0, dtype=np.int32)).tolist() == []
