"""Traits are written to a file per day and read back as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from stillwatch.evidence.log import DAY
from stillwatch.fingerprints.traits import fingerprint
from stillwatch.watching.segments import SegmentWriter, read_segments, times_of


def test_days_are_apart_and_nothing_is_lost(town: Any, tmp_path: Path) -> None:
    for name in ("segments", "samples"):
        (tmp_path / name).mkdir()
    batches = [fingerprint(batch) for batch in town.table().to_batches(3000)]
    writer = SegmentWriter(tmp_path, 7)
    for batch in batches:
        writer.write(batch, None)
    segments, hours = writer.finish()

    assert sum(one.rows for one in segments) == sum(rows for _, _, rows in hours) == town.table().num_rows
    assert all(one.first // DAY == one.last // DAY and one.name.startswith("000007-") for one in segments)
    back = pa.Table.from_batches(read_segments(tmp_path / "segments", segments)).unify_dictionaries()
    whole = pa.Table.from_batches(batches)
    assert back.sort_by("exchange_id").to_pylist() == whole.sort_by("exchange_id").to_pylist()
    assert int(times_of(batches[0])[0]) == whole["started_at"][0].value
