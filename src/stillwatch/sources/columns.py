"""Any Arrow batch, or any list of objects, as a batch with exactly the schema asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.records.tables import TIMESTAMP
from stillwatch.sources.interface import Rows, Unit
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.times import to_timestamps
from stillwatch.sources.values import column_of

Lost = npt.NDArray[np.bool_]

_UNREADABLE: Final = b""
"""A value that no converter takes."""


def rows_of_batch(
    batch: pa.RecordBatch,
    schema: pa.Schema,
    positions: npt.NDArray[np.int64],
    unit: Unit,
    bytes_done: int,
    quarantine: Quarantine,
) -> Rows:
    """Cast each column that the schema has, vectorised where the type allows; absent columns are null."""
    columns, lost = [], {}
    for field in schema:
        index = batch.schema.get_field_index(field.name)
        if index < 0:
            columns.append(pa.nulls(batch.num_rows, field.type))
            continue
        column, bad = cast(batch.column(index), field)
        columns.append(column)
        lost[field.name] = bad
    unreadable = _account_for(lost, schema, quarantine)
    return Rows(_batch(columns, schema), positions, unit, bytes_done, unreadable)


def rows_of_objects(
    objects: Sequence[Mapping[str, Any]],
    schema: pa.Schema,
    positions: Sequence[int],
    unit: Unit,
    bytes_done: int,
    quarantine: Quarantine,
) -> Rows:
    """Read the schema's columns out of objects, value by value."""
    values = {name: [item.get(name) for item in objects] for name in schema.names}
    return rows_of_values(values, schema, positions, unit, bytes_done, quarantine)


def rows_of_values(
    values: Mapping[str, list[Any]],
    schema: pa.Schema,
    positions: Sequence[int],
    unit: Unit,
    bytes_done: int,
    quarantine: Quarantine,
) -> Rows:
    """Make a batch of columns of any values, one for each of the schema's, value by value."""
    columns, lost = [], {}
    for field in schema:
        column, bad = column_of(values[field.name], field)
        columns.append(column)
        lost[field.name] = bad if bad.any() else None
    unreadable = _account_for(lost, schema, quarantine)
    where = np.asarray(positions, dtype=np.int64)
    return Rows(_batch(columns, schema), where, unit, bytes_done, unreadable)


def cast(column: pa.Array, field: pa.Field) -> tuple[pa.Array, Lost | None]:
    """The column as the field's type, and which values were lost on the way (None where none was)."""
    column = plain(column)
    fast = _cast_at_once(column, field.type)
    if fast is not None:
        return fast, None if fast.null_count == column.null_count else _newly_null(column, fast)
    slow, lost = column_of(_values(column), field)
    return slow, lost if lost.any() else None


def _batch(columns: list[pa.Array], schema: pa.Schema) -> pa.RecordBatch:
    # A required column may still hold nulls here: admission turns those rows away.
    loose = pa.schema([field.with_nullable(nullable=True) for field in schema])
    return pa.RecordBatch.from_arrays(columns, schema=loose)


def _account_for(lost: Mapping[str, Lost | None], schema: pa.Schema, quarantine: Quarantine) -> dict[str, Lost]:
    unreadable = {}
    for name, bad in lost.items():
        if bad is None:
            continue
        if schema.field(name).nullable:
            quarantine.null(name, int(bad.sum()))
        else:
            unreadable[name] = bad
    return unreadable


def _newly_null(before: pa.Array, after: pa.Array) -> Lost:
    fresh: Lost = np.asarray(before.is_valid()) & ~np.asarray(after.is_valid())
    return fresh


def plain(column: pa.Array) -> pa.Array:
    """The column without dictionary, run-end or extension encoding."""
    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_run_end_encoded(column.type):
        column = column.cast(column.type.value_type)
    return column


def _cast_at_once(column: pa.Array, kind: pa.DataType) -> pa.Array | None:
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), kind)
    if kind == TIMESTAMP:
        return to_timestamps(column) if _is_sound(column) else None
    if not _castable(column.type, kind):
        return None
    try:
        result = column if column.type == kind else column.cast(kind)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
    return result if _is_sound(result) else None


def _castable(given: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether Arrow's cast means what the value converters mean (it would also turn true into 1)."""
    whole = bool(pa.types.is_integer(given))
    if pa.types.is_list(wanted):
        listed = pa.types.is_list(given) or pa.types.is_large_list(given)
        return listed and _is_textual(given.value_type)
    if pa.types.is_string(wanted):
        return whole or _is_textual(given)
    return whole or bool(pa.types.is_floating(given))


def _is_textual(kind: pa.DataType) -> bool:
    return any(
        is_kind(kind)
        for is_kind in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_string_view,
            pa.types.is_binary,
            pa.types.is_large_binary,
        )
    )


def _is_sound(column: pa.Array) -> bool:
    """Whether text is valid UTF-8, which neither the Parquet nor the JSON reader makes sure of."""
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _values(column: pa.Array) -> list[Any]:
    if pa.types.is_string(column.type):
        column = column.view(pa.binary())
    elif pa.types.is_large_string(column.type):
        column = column.view(pa.large_binary())
    return [_value(item) for item in column]


def _value(item: pa.Scalar) -> Any:
    try:
        value = item.as_py()
        return value.decode("utf-8") if isinstance(value, bytes) else value
    except (ValueError, OverflowError):  # a date outside of Python's years, or text that is no UTF-8
        return _UNREADABLE
