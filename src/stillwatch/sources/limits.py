"""Optional values that cannot be true are nulled, and counted, instead of costing the row."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.records.tables import CONTENT, TIMESTAMP
from stillwatch.sources.quarantine import Quarantine

_POSITIVE: Final = ("weight",)


def within_limits(batch: pa.RecordBatch, first: datetime, last: datetime, quarantine: Quarantine) -> pa.RecordBatch:
    """Null negative counts, infinite floats, weights not above zero and instants outside of the bounds.

    Empty strings become nulls too, except prose, since an empty address or key links nobody; that is not counted.
    """
    columns = [_limited(batch.column(i), field, first, last, quarantine) for i, field in enumerate(batch.schema)]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _limited(column: pa.Array, field: pa.Field, first: datetime, last: datetime, quarantine: Quarantine) -> pa.Array:
    if column.null_count == len(column):
        return column
    if pa.types.is_string(field.type):
        return column if field.name in CONTENT else _without(column, pc.equal(pc.binary_length(column), 0))
    impossible = _impossible(column, field, first, last)
    if impossible is None:
        return column
    kept = _without(column, impossible)
    quarantine.null(field.name, kept.null_count - column.null_count)
    return kept


def _impossible(column: pa.Array, field: pa.Field, first: datetime, last: datetime) -> pa.Array | None:
    if pa.types.is_integer(field.type):
        return pc.less(column, 0)
    if pa.types.is_floating(field.type):
        infinite = pc.invert(pc.is_finite(column))
        too_low = pc.less_equal(column, 0) if field.name in _POSITIVE else pc.less(column, 0)
        return pc.or_(infinite, too_low)
    if field.type == TIMESTAMP:
        return pc.or_(pc.less(column, pa.scalar(first, TIMESTAMP)), pc.greater(column, pa.scalar(last, TIMESTAMP)))
    return None


def _without(column: pa.Array, wrong: pa.Array) -> pa.Array:
    if not pc.any(wrong).as_py():
        return column
    return pc.if_else(wrong.fill_null(fill_value=False), pa.scalar(None, column.type), column)
