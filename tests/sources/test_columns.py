"""Columns of any type as the contract's, with what was lost on the way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.columns import cast, rows_of_batch, rows_of_objects
from stillwatch.sources.quarantine import Quarantine


@pytest.mark.parametrize(
    ("column", "name", "expected", "lost"),
    [
        (pa.array([1.0, 2.5, None]), "input_tokens", [1, None, None], [False, True, False]),
        (pa.array(["7", "x", None]), "input_tokens", [7, None, None], [False, True, False]),
        (pa.array([True, None]), "images", [None, None], [True, False]),
        (pa.array([2**40, 3]), "images", [None, 3], [True, False]),
        (pa.array(["0.5", "warm"]), "temperature", [0.5, None], [False, True]),
        (pa.array([1, 2], pa.uint8()), "temperature", [1.0, 2.0], None),
        (pa.array([None, None]), "prompt", [None, None], None),
        (pa.array([["a"], [b"b"]], pa.large_list(pa.binary())), "tools", [["a"], ["b"]], None),
        (pa.array([{"text": "t"}, {"text": None}]), "prompt", ["t", None], [False, True]),
    ],
)
def test_casts(column: pa.Array, name: str, expected: list[Any], lost: list[bool] | None) -> None:
    field = EXCHANGES.field(name)
    result, missing = cast(column, field)
    assert result.type == field.type
    assert result.to_pylist() == expected
    assert (None if missing is None else missing.tolist()) == lost


@given(st.lists(st.none() | st.integers(-(2**70), 2**70) | st.text() | st.booleans() | st.floats(), max_size=8))
def test_no_list_of_values_breaks_a_column(values: list[Any]) -> None:
    for field in EXCHANGES:
        quarantine = Quarantine()
        objects: list[dict[str, Any]] = [{field.name: value} for value in values]
        rows = rows_of_objects(objects, EXCHANGES, range(len(values)), "line", 0, quarantine)
        column = rows.batch.column(field.name)
        column.validate(full=True)
        given = sum(value is not None for value in values)
        dropped = quarantine.nulled.total() + sum(int(mask.sum()) for mask in rows.unreadable.values())
        assert len(column) - column.null_count == given - dropped


def test_absent_columns_are_null_and_unknown_ones_ignored() -> None:
    batch = pa.RecordBatch.from_pylist([{"model": "m", "other": 1}])
    rows = rows_of_batch(batch, EXCHANGES, np.arange(1), "row", 9, Quarantine())
    assert rows.batch.schema.names == EXCHANGES.names
    assert {name: value for name, value in rows.batch.to_pylist()[0].items() if value is not None} == {"model": "m"}
    assert (rows.unit, rows.bytes_done) == ("row", 9)


def test_a_lost_required_value_is_marked_and_a_lost_optional_one_counted() -> None:
    quarantine = Quarantine()
    objects: list[dict[str, Any]] = [{"model": [1], "status": "ok"}, {"model": "m", "status": 200}]
    rows = rows_of_objects(objects, EXCHANGES, [4, 5], "line", 0, quarantine)
    assert {name: mask.tolist() for name, mask in rows.unreadable.items()} == {"model": [True, False]}
    assert quarantine.nulled == {"status": 1}
