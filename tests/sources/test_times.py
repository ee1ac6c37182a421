"""Instants in every spelling; the vectorised and the single way agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.records.tables import TIMESTAMP
from stillwatch.sources.times import micros_of, to_timestamps

NOON = 1_777_636_800_000_000
"""2026-05-01 12:00 UTC."""

BOUNDS = tuple(datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (1900, 2200))


def _at_once(column: pa.Array) -> list[int | None]:
    instants = to_timestamps(column)
    assert instants is not None
    assert instants.type == TIMESTAMP
    micros: list[int | None] = instants.cast(pa.int64()).to_pylist()
    return micros


@pytest.mark.parametrize(
    "value",
    [
        *("2026-05-01T12:00:00Z", "2026-05-01t12:00:00z", "2026-05-01 14:00:00+02:00", "2026-05-01T12:00:00"),
        *("2026-05-01T12:00:00.000000000Z", " 20260501T120000Z "),
        *(NOON // 10**6, NOON // 1000, NOON, NOON * 1000, NOON / 10**6, float(NOON)),
        *("1777636800", "1777636800.0", "1777636800000000000"),
        datetime(2026, 5, 1, 12, tzinfo=UTC),
        datetime(2026, 5, 1, 12),  # noqa: DTZ001 - without a zone it is UTC
        datetime(2026, 5, 1, 14, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_noon(value: Any) -> None:
    assert micros_of(value) == NOON


@pytest.mark.parametrize(
    "value", ["", "noon", "2026-13-01", None, True, [], {}, float("nan"), float("inf"), 10**30, "1e9"]
)
def test_what_is_no_instant(value: Any) -> None:
    assert micros_of(value) is None


@given(st.text() | st.integers() | st.floats())
def test_nothing_breaks_it(value: Any) -> None:
    micros = micros_of(value)
    assert micros is None or -(2**63) <= micros < 2**63


@given(st.lists(st.none() | st.integers(-(2**61), 2**61), max_size=6))
def test_whole_numbers_read_alike_one_by_one_and_at_once(values: list[int | None]) -> None:
    assert _at_once(pa.array(values, pa.int64())) == [micros_of(value) for value in values]


@given(st.lists(st.datetimes(*BOUNDS), min_size=1, max_size=5), st.sampled_from("ZN"))
def test_text_reads_alike_one_by_one_and_at_once(values: list[datetime], zone: str) -> None:
    texts = [value.isoformat() + ("Z" if zone == "Z" else "") for value in values]
    assert _at_once(pa.array(texts)) == [micros_of(text) for text in texts]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_arrow_timestamps_of_any_unit(unit: str) -> None:
    column = pa.array([NOON // 10**6, None]).cast(pa.timestamp("s")).cast(pa.timestamp(unit, tz="Asia/Tokyo"))
    assert _at_once(column) == [NOON, None]


def test_what_needs_to_be_read_value_by_value() -> None:
    assert to_timestamps(pa.array(["2026-05-01T12:00:00Z", "noon"])) is None
    assert to_timestamps(pa.array([True])) is None
    assert to_timestamps(pa.array([2**62]).cast(pa.timestamp("s"))) is None
