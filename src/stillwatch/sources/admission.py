"""The checks that every row passes before a scan sees it, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.records.tables import TIMESTAMP
from stillwatch.sources.duplicates import SeenIds
from stillwatch.sources.interface import Rows
from stillwatch.sources.limits import within_limits
from stillwatch.sources.quarantine import Quarantine

_FIRST_YEAR: Final = 2015
_AHEAD: Final = timedelta(days=3653)
"""Simulated logs, and those of a clock that is wrong, may be dated ahead; a wrong unit is off by much more."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Window:
    """The instants that a log of language-model traffic can hold."""

    first: datetime
    last: datetime

    @classmethod
    def around_now(cls) -> Self:
        """From the beginning of 2015 to ten years from now."""
        return cls(datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC), datetime.now(UTC) + _AHEAD)

    def __str__(self) -> str:
        return f"{self.first.year} … {self.last.year}"


def admit(
    rows: Rows, schema: pa.Schema, source: str, window: Window, seen: SeenIds | None, quarantine: Quarantine
) -> pa.RecordBatch:
    """The rows with every required value, a possible time and, where ``seen`` is given, a new first column.

    The others are quarantined. Optional values out of range are nulled. The batch has exactly ``schema``.
    """
    good = ~_reject_missing(rows, schema, source, quarantine)
    good &= ~_reject_times(rows, schema, source, window, good, quarantine)
    if seen is not None:
        good &= ~_reject_repeated(rows, schema, source, seen, good, quarantine)
    kept = rows.batch if good.all() else rows.batch.filter(pa.array(good))
    quarantine.accept(source, kept.num_rows)
    sane = within_limits(kept, window.first, window.last, quarantine)
    return pa.RecordBatch.from_arrays(sane.columns, schema=schema)


def _reject_missing(rows: Rows, schema: pa.Schema, source: str, quarantine: Quarantine) -> Mask:
    required = [field.name for field in schema if not field.nullable]
    faults = np.zeros(rows.batch.num_rows, dtype=np.int64)
    for place, name in enumerate(required):
        empty = _is_empty(rows.batch.column(name))
        if empty is None:
            continue
        unreadable = rows.unreadable.get(name)
        faults |= np.where(empty, 1 << place, 0)
        if unreadable is not None:
            faults |= np.where(unreadable, 1 << (place + len(required)), 0)
    for code in np.unique(faults[faults > 0]):
        reason = _reason(int(code), required)
        quarantine.reject_rows(source, reason, rows.unit, rows.positions[faults == code].tolist())
    bad: Mask = faults > 0
    return bad


def _is_empty(column: pa.Array) -> Mask | None:
    """Which values are null or the empty string; None where none is."""
    if pa.types.is_string(column.type):
        lengths = pc.binary_length(column).fill_null(0)
        empty: Mask = np.asarray(lengths) == 0
        return empty if empty.any() else None
    return np.asarray(column.is_null()) if column.null_count else None


def _reason(code: int, required: list[str]) -> str:
    unreadable = [name for place, name in enumerate(required) if code >> (place + len(required)) & 1]
    missing = [name for place, name in enumerate(required) if code >> place & 1 and name not in unreadable]
    parts = (("missing", missing), ("unreadable", unreadable))
    return "; ".join(f"{what} {', '.join(names)}" for what, names in parts if names)


def _reject_times(
    rows: Rows, schema: pa.Schema, source: str, window: Window, good: Mask, quarantine: Quarantine
) -> Mask:
    bad: Mask = np.zeros(rows.batch.num_rows, dtype=np.bool_)
    for field in schema:
        if field.nullable or field.type != TIMESTAMP:
            continue
        column = rows.batch.column(field.name)
        outside = good & ~bad & outside_window(column, window.first, window.last)
        for row in np.flatnonzero(outside):
            shown = _shown(column[int(row)])
            reason = f"{field.name} is outside {window}: {shown}, check the unit"
            quarantine.reject_rows(source, reason, rows.unit, [int(rows.positions[row])])
        bad |= outside
    return bad


def outside_window(column: pa.Array, first: datetime, last: datetime) -> Mask:
    """Which instants are before ``first`` or after ``last``; nulls are neither."""
    bounds = (pc.less(column, pa.scalar(first, TIMESTAMP)), pc.greater(column, pa.scalar(last, TIMESTAMP)))
    outside: Mask = np.asarray(pc.or_(*bounds).fill_null(fill_value=False))
    return outside


def _shown(instant: pa.Scalar) -> str:
    try:
        return str(instant.as_py().isoformat())
    except (ValueError, OverflowError):
        return f"{instant.value} µs since 1970"


def _reject_repeated(
    rows: Rows, schema: pa.Schema, source: str, seen: SeenIds, good: Mask, quarantine: Quarantine
) -> Mask:
    """Only rows that are otherwise good claim their id, so a broken row cannot shadow the whole one."""
    places: npt.NDArray[np.int64] = np.flatnonzero(good)
    ids = rows.batch.column(0)
    repeated = seen.add(ids if len(places) == len(ids) else ids.take(pa.array(places)))
    bad: Mask = np.zeros(len(ids), dtype=np.bool_)
    bad[places[repeated]] = True
    if bad.any():
        reason = f"duplicate {schema.names[0]}"
        quarantine.reject_rows(source, reason, rows.unit, rows.positions[bad].tolist())
    return bad
