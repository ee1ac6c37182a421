"""Active accounts are looked at with a bounded choice of their exchanges; what a known campaign has is no news."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from stillwatch.evidence.log import DAY
from stillwatch.records.known import Known, Traces
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.conclusion import SideTables
from stillwatch.scanning.options import ScanOptions
from stillwatch.watching import WatchOptions
from stillwatch.watching.focus import EACH, Alarm, alarms, recent
from stillwatch.watching.state import opened

NOW = datetime(2026, 6, 11, tzinfo=UTC)
UNTIL = int(NOW.timestamp()) * 1_000_000


def known(*accounts: str) -> Known:
    return Known("C-1", (), NOW, (), Traces(accounts))


def ring(stream: Any, *earlier: Known) -> tuple[Alarm, ...]:
    beside = SideTables(pq.read_table(stream.accounts), (), earlier)
    with opened(stream.state, WatchOptions()) as state:
        return alarms(state, UNTIL, beside, ScanOptions(threads=2), StageClock())


@pytest.fixture
def taken(stream: Any) -> Any:
    """Ten days of the town."""
    stream.add(0, 10)
    stream.take()
    return stream


def test_who_was_active_is_there_with_few_exchanges_of_each(taken: Any) -> None:
    with opened(taken.state, WatchOptions()) as state:
        table, counts = recent(state, UNTIL, 1_000_000)

    last = set(taken.between(9, 10)["account_id"].to_pylist())
    names = table["account_id"].combine_chunks()
    assert set(names.dictionary.to_pylist()) == last
    assert pc.min(table["started_at"]).value >= UNTIL - 8 * DAY
    shown = np.bincount(names.indices.to_numpy(), minlength=len(counts))
    assert (shown == np.minimum(counts, EACH)).all()
    week = taken.between(2, 10)
    sent = pc.value_counts(week["account_id"]).to_pylist()
    assert dict(zip(names.dictionary.to_pylist(), counts.tolist(), strict=True)) == {
        one["values"]: one["counts"] for one in sent if one["values"] in last
    }


def test_with_many_accounts_it_is_fewer_of_each(taken: Any) -> None:
    with opened(taken.state, WatchOptions()) as state:
        table, counts = recent(state, UNTIL, 1500)

    shown = np.bincount(table["account_id"].combine_chunks().indices.to_numpy(), minlength=len(counts))
    assert shown.max() < 12
    assert table.num_rows <= 1500
    assert (shown == np.minimum(counts, shown.max())).all()


def test_an_operation_that_nobody_knows_rings(taken: Any) -> None:
    (alarm,) = ring(taken)

    assert alarm.campaign_id is None
    assert sum(name.startswith("c") for name in alarm.accounts) >= 0.9 * len(alarm.accounts)


def test_a_known_one_does_not(taken: Any) -> None:
    assert ring(taken, known(*(f"c{i}" for i in range(40)), *ring(taken)[0].accounts)) == ()


def test_one_that_has_grown_does(taken: Any) -> None:
    (whole,) = ring(taken)
    (alarm,) = ring(taken, known(*whole.accounts[: len(whole.accounts) * 3 // 4]))

    assert alarm.campaign_id == "C-1"
    assert set(alarm.accounts) == set(whole.accounts[len(whole.accounts) * 3 // 4 :])
