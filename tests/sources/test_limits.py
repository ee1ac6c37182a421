"""Optional values that cannot be true."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from stillwatch.records.tables import TIMESTAMP
from stillwatch.sources.limits import within_limits
from stillwatch.sources.quarantine import Quarantine

FIRST, LAST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def _limited(name: str, values: list[Any], kind: pa.DataType) -> tuple[list[Any], int]:
    quarantine = Quarantine()
    batch = pa.RecordBatch.from_arrays([pa.array(values, kind)], names=[name])
    return within_limits(batch, FIRST, LAST, quarantine)[name].to_pylist(), quarantine.nulled[name]


def test_counts_and_floats() -> None:
    assert _limited("input_tokens", [-1, 0, None, 5], pa.int64()) == ([None, 0, None, 5], 1)
    assert _limited("temperature", [float("nan"), float("inf"), -0.1, 0.0], pa.float64()) == ([None] * 3 + [0.0], 3)
    assert _limited("weight", [0.0, 0.5], pa.float64()) == ([None, 0.5], 1)


def test_instants() -> None:
    past, inside = datetime(1970, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)
    assert _limited("created_at", [past, inside, None], TIMESTAMP) == ([None, inside, None], 1)


def test_an_empty_identifier_links_nobody_and_an_empty_prompt_stays() -> None:
    assert _limited("ip", ["", "192.0.2.1"], pa.string()) == ([None, "192.0.2.1"], 0)
    assert _limited("prompt", ["", "x"], pa.string()) == (["", "x"], 0)
    assert _limited("ip", [None, None], pa.string()) == ([None, None], 0)
