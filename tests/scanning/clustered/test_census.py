"""Every row read is a row told, with its place and, where it does not count, why."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.engines.cluster import PLACE
from stillwatch.scanning.clustered.census import CENSUS, Door, as_signed, as_unsigned, census
from stillwatch.sources.admission import Window

DOOR = Door(Window.around_now())
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def told(rows: list[dict[str, object]], door: Door = DOOR) -> pa.Table:
    """The census of rows whose places count from 70."""
    full = [{"model": "m", "started_at": NOW, PLACE: 70 + i} | row for i, row in enumerate(rows)]
    return pa.Table.from_batches(census(door, iter([pa.RecordBatch.from_pylist(full)])), schema=CENSUS).sort_by(PLACE)


def test_rows_that_do_not_count_are_told_with_their_place() -> None:
    rows = told(
        [
            {"exchange_id": "a", "account_id": "x"},
            {"exchange_id": "b", "account_id": ""},
            {"exchange_id": None, "account_id": "x"},
            {"exchange_id": "d", "account_id": "y", "started_at": datetime(1971, 1, 1, tzinfo=UTC)},
        ]
    )

    assert rows[PLACE].to_pylist() == [70, 71, 72, 73]
    faults = rows["fault"].to_pylist()
    assert faults[:3] == [None, "missing account_id", "missing exchange_id"]
    assert faults[3].startswith("started_at is outside")
    assert rows["account_id"].to_pylist() == ["x", None, None, None]


def test_equal_ids_have_equal_numbers_and_others_not() -> None:
    rows = told([{"exchange_id": name, "account_id": "x"} for name in ("a", "b", "a")])

    ids = rows["id"].to_pylist()
    assert ids[0] == ids[2] != ids[1]


def test_accounts_become_pseudonyms() -> None:
    rows = told([{"exchange_id": "a", "account_id": "x"}], Door(Window.around_now(), b"0123456789abcdef"))

    assert len(rows["account_id"][0].as_py()) == 32


def test_a_log_without_a_required_column_is_one_of_faults() -> None:
    rows = told([{"exchange_id": "a"}, {"exchange_id": "b"}])

    assert rows["fault"].to_pylist() == ["missing account_id"] * 2


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1))
def test_signed_numbers_keep_the_order(values: list[int]) -> None:
    draw = np.array(values, dtype=np.uint64)

    assert np.array_equal(as_unsigned(as_signed(draw)), draw)
    assert np.array_equal(np.argsort(as_signed(draw), kind="stable"), np.argsort(draw, kind="stable"))
