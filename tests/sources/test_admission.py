"""Rows that lack what they need, stand outside of time, or come twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.records.tables import EXCHANGES, TIMESTAMP
from stillwatch.sources.admission import Window, admit, outside_window
from stillwatch.sources.columns import rows_of_objects
from stillwatch.sources.duplicates import SeenIds
from stillwatch.sources.quarantine import Quarantine

WINDOW = Window(datetime(2015, 1, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))


def _admit(*values: dict[str, Any], seen: SeenIds | None = None) -> tuple[pa.RecordBatch, Quarantine]:
    quarantine = Quarantine()
    rows = rows_of_objects(values, EXCHANGES, range(len(values)), "row", 0, quarantine)
    return admit(rows, EXCHANGES, "log", WINDOW, seen, quarantine), quarantine


def _row(name: str, **more: Any) -> dict[str, Any]:
    return {"exchange_id": name, "started_at": "2026-01-01T00:00:00Z", "account_id": "a", "model": "m"} | more


def test_a_reason_names_all_that_is_missing_and_all_that_is_unreadable() -> None:
    batch, quarantine = _admit({"model": "m", "started_at": "noon"}, _row("x"))
    assert batch["exchange_id"].to_pylist() == ["x"]
    assert [kept.reason for kept in quarantine.kept] == ["missing exchange_id, account_id; unreadable started_at"]


def test_the_batch_has_exactly_the_schema() -> None:
    batch, _ = _admit(_row("x"))
    assert batch.schema.equals(EXCHANGES)
    empty, _ = _admit({})
    assert (empty.num_rows, empty.schema) == (0, EXCHANGES)


def test_a_broken_row_does_not_take_a_good_rows_id() -> None:
    batch, quarantine = _admit(_row("x", account_id=None), _row("x"), _row("x"), seen=SeenIds())
    assert batch.num_rows == 1
    assert [(kept.row, kept.reason) for kept in quarantine.kept] == [
        (0, "missing account_id"),
        (2, "duplicate exchange_id"),
    ]


@pytest.mark.parametrize("beyond", [timedelta(0), timedelta(microseconds=1)])
def test_the_window_includes_its_bounds(beyond: timedelta) -> None:
    instants = pa.array([WINDOW.first - beyond, WINDOW.last + beyond, None], TIMESTAMP)
    assert outside_window(instants, WINDOW.first, WINDOW.last).tolist() == [bool(beyond), bool(beyond), False]


def test_the_window_reaches_past_now_for_logs_that_are_dated_ahead() -> None:
    window = Window.around_now()
    ahead = window.last - datetime.now(UTC)
    assert timedelta(days=365) < ahead < timedelta(days=5000)
    assert str(WINDOW) == "2015 … 2026"


def test_counts_add_up_for_any_mixture() -> None:
    random = np.random.default_rng(3)
    rows = [_row(f"x{number % 50}", account_id=random.choice(["a", ""]).item()) for number in range(200)]
    batch, quarantine = _admit(*rows, seen=SeenIds())
    assert (quarantine.accepted, quarantine.read) == (batch.num_rows, 200)
    assert len(set(batch["exchange_id"].to_pylist())) == batch.num_rows
