"""Files are taken once; rows known already, rows that come late and rows that cannot be read are counted."""

from __future__ import annotations

import errno
import json
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from stillwatch.records.disk import DiskFullError
from stillwatch.watching import WatchOptions
from stillwatch.watching.state import opened
from stillwatch.watching.taking import new_files

OPTIONS = WatchOptions(threads=2)


def test_only_new_files_are_read(stream: Any) -> None:
    stream.add(0, 1)
    first = stream.take()
    stream.add(1, 2)
    second = stream.take()

    assert (first.accepted, first.late, first.again) == (stream.between(0, 1).num_rows, 0, 0)
    assert (second.accepted, second.late, second.again) == (stream.between(1, 2).num_rows, 0, 0)
    assert stream.take() is None


def test_a_file_that_grew_is_read_again_and_what_was_known_is_passed_over(stream: Any) -> None:
    whole = stream.between(0, 1)
    stream.put(whole.slice(0, 100), "day.parquet")
    stream.take()
    stream.put(whole, "day.parquet")
    second = stream.take()

    assert (second.accepted, second.again) == (whole.num_rows - 100, 100)
    with opened(stream.state, OPTIONS) as state:
        assert state.ledger.rows() == whole.num_rows


def test_rows_of_an_hour_that_was_taken_before_are_late(stream: Any) -> None:
    day = stream.between(0, 1)
    held = pa.array([i % 10 == 0 for i in range(day.num_rows)])
    stream.put(day.filter(pc.invert(held)), "day.parquet")
    stream.take()
    stream.put(day.filter(held), "late.parquet")
    late = stream.take()

    newest = pc.floor_temporal(pc.max(day["started_at"]), unit="hour")
    expected = day.filter(held)
    assert late.accepted == expected.num_rows
    assert late.late == pc.sum(pc.less(expected["started_at"], newest)).as_py()


def test_what_cannot_be_read_is_kept_with_its_reason(stream: Any) -> None:
    stream.add(0, 1)
    (stream.folder / "logs" / "bad.jsonl").write_text(
        json.dumps({"exchange_id": "x", "account_id": "a", "model": "m"}) + "\nnot json\n"
    )
    taken = stream.take()

    assert taken.rejected == 2
    rejected = (stream.state / "rejected" / "000001.jsonl").read_text().splitlines()
    assert len(rejected) == 2
    assert all(json.loads(line)["source"].endswith("bad.jsonl") for line in rejected)


def test_an_id_that_came_in_another_hour_is_counted_once(stream: Any) -> None:
    day = stream.between(0, 10)
    stream.put(day, "day.parquet")
    shifted = day.slice(0, 5)
    later = pc.add(shifted["started_at"], pa.scalar(timedelta(days=20), pa.duration("us")))
    stream.put(shifted.set_column(1, day.schema.field(1), later), "later.parquet")
    stream.watch()

    assert len(stream.verdicts()) == day.num_rows


def test_a_full_disk_leaves_the_state_as_it_was(stream: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stream.add(0, 1)
    stream.take()
    stream.add(1, 2)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("stillwatch.watching.segments.pq.ParquetWriter.write_batch", full)
        with pytest.raises(DiskFullError, match="the disk is full: no room for run-000002"):
            stream.take()
    with opened(stream.state, OPTIONS) as state:
        assert state.ledger.rows() == stream.between(0, 1).num_rows
        assert len(new_files([stream.logs], state.ledger)) == 1
        assert len(list((stream.state / "segments").iterdir())) == 1
    assert stream.take().accepted == stream.between(1, 2).num_rows
