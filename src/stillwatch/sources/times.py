"""Instants in every spelling a log has: RFC 3339 text, epoch numbers of any unit, Arrow timestamps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.records.tables import TIMESTAMP

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_UNIT_STARTS: Final = ((1e17, 1e-3), (1e14, 1.0), (1e11, 1e3), (0.0, 1e6))
"""An epoch number at least this large counts in units of this many microseconds: ns, us, ms, s.

Between 1973 and 5138 no two units overlap, so the magnitude says the unit.
"""


def micros_of(value: Any) -> int | None:
    """Microseconds since 1970 in UTC of one value, or None where it is no instant; text without a zone is UTC."""
    if isinstance(value, datetime):
        return _micros_of_datetime(value)
    if isinstance(value, str):
        return _micros_of_text(value.strip())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _micros_of_number(value)
    return None


def to_timestamps(column: pa.Array) -> pa.Array | None:
    """The column as ``TIMESTAMP`` in one vectorised step, or None where it needs to be read value by value."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        return _from_timestamps(column)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return _from_numbers(column)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _from_text(column)
    return None


def _from_timestamps(column: pa.Array) -> pa.Array | None:
    if column.type.tz is None:
        column = column.cast(pa.timestamp(column.type.unit, tz="UTC"))
    try:
        return column.cast(TIMESTAMP, safe=column.type.unit in {"s", "ms"})
    except pa.ArrowInvalid:
        return None


def _from_numbers(column: pa.Array) -> pa.Array:
    valid = np.asarray(column.is_valid())
    numbers = np.asarray(pc.fill_null(column, 0).cast(pa.float64(), safe=False))
    scale = np.full(len(numbers), _UNIT_STARTS[-1][1])
    for start, factor in reversed(_UNIT_STARTS):
        scale[np.abs(numbers) >= start] = factor
    micros = numbers * scale
    usable = valid & np.isfinite(micros) & (np.abs(micros) < 2.0**62)
    if pa.types.is_integer(column.type):
        exact = np.asarray(pc.fill_null(column, 0)).astype(np.int64)
        whole: npt.NDArray[np.int64] = np.where(scale >= 1, exact * scale.astype(np.int64), exact // 1000)
    else:
        whole = np.where(usable, micros, 0).round().astype(np.int64)
    return pa.array(whole, mask=~usable).cast(TIMESTAMP)


def _from_text(column: pa.Array) -> pa.Array | None:
    for kind in (TIMESTAMP, pa.timestamp("ns", tz="UTC"), pa.timestamp("us")):
        try:
            parsed = column.cast(kind)
        except pa.ArrowInvalid:
            continue
        return _from_timestamps(parsed)
    return None


def _micros_of_datetime(value: datetime) -> int | None:
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    try:
        return (aware - _EPOCH) // _MICROSECOND
    except OverflowError:
        return None


def _micros_of_text(text: str) -> int | None:
    if text.isascii() and text.lstrip("-").replace(".", "", 1).isdigit() and len(text) not in {4, 6, 8}:
        return _micros_of_number(float(text) if "." in text else int(text[:24]))
    try:
        return _micros_of_datetime(datetime.fromisoformat(text.upper()))
    except ValueError:
        return None


def _micros_of_number(value: float) -> int | None:
    if not abs(value) < 2.0**62:  # also true of NaN
        return None
    scale = next(factor for start, factor in _UNIT_STARTS if abs(value) >= start)
    if isinstance(value, int):
        return value // 1000 if scale < 1 else value * int(scale)
    return round(value * scale)
