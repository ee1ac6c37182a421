"""Many small segments of a day become one, with the same exchanges."""

from __future__ import annotations

from typing import Any

import pyarrow.parquet as pq

from stillwatch.watching import WatchOptions
from stillwatch.watching.compaction import FEW
from stillwatch.watching.state import opened


def test_a_day_in_many_files_becomes_one(stream: Any) -> None:
    for part in range(8):
        stream.add(part / 8, (part + 1) / 8)
        stream.take()
    stream.add(1, 2)
    stream.take()
    stream.watch()

    with opened(stream.state, WatchOptions()) as state:
        segments = state.ledger.segments()
        assert [one.rows for one in segments] == [stream.between(day, day + 1).num_rows for day in range(2)]
        assert state.ledger.segments_of_hour(segments[0].first) == (segments[0].name,)
        assert len(list((stream.state / "segments").iterdir())) == len(segments)
        time = pq.read_table(stream.state / "segments" / segments[0].name)["started_at"].to_pylist()
        assert time == sorted(time)
        assert {path.name for path in (stream.state / "samples").iterdir()} == {one.name for one in segments}


def test_few_stay_as_they_are(stream: Any) -> None:
    for part in range(FEW):
        stream.add(0.4 + part / 20, 0.45 + part / 20)
        stream.take()
    stream.watch()

    with opened(stream.state, WatchOptions()) as state:
        assert len(state.ledger.segments()) == FEW
