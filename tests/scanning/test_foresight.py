"""What may be held is foreseen from ids and accounts, and hardly anything else has its text told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from stillwatch.fingerprints import traits
from stillwatch.fingerprints.keys import draws
from stillwatch.scanning.foresight import SPARE, Foresight, foreseen
from stillwatch.scanning.ingest import Intake, take_in
from stillwatch.sources.interface import ReadOptions
from stillwatch.sources.roll_call import roll_call

HELD = 4000


@pytest.fixture(scope="module")
def batches(town: Any) -> list[pa.RecordBatch]:
    """The town in small batches."""
    found: list[pa.RecordBatch] = town.table().combine_chunks().to_batches(500)
    return found


def foresight(town: Any, folder: Path, most: int) -> Foresight | None:
    pq.write_table(town.table(), folder / "log.parquet")
    roll = roll_call([folder / "log.parquet"], ReadOptions())
    assert roll is not None
    return foreseen(roll, most, 2, lambda _done, _rows: None)


def taken(batches: list[pa.RecordBatch], seen: Foresight | None) -> tuple[Intake, int]:
    spilled: list[pa.RecordBatch] = []
    intake = take_in(iter(batches), threads=1, keep_text=False, most=HELD, spill=spilled.append, foresight=seen)
    return intake, sum(batch.num_rows for batch in spilled)


def ids(intake: Intake) -> set[str]:
    intake.reservoir.settle()
    return {name for batch, _ in intake.reservoir.held() for name in batch["exchange_id"].to_pylist()}


def test_the_same_exchanges_are_held_as_without(town: Any, batches: list[pa.RecordBatch], tmp_path: Path) -> None:
    with_it, spilled = taken(batches, foresight(town, tmp_path, HELD))
    without, _ = taken(batches, None)

    assert ids(with_it) == ids(without)
    assert with_it.reservoir.limit == without.reservoir.limit
    assert with_it.reservoir.counts.tolist() == without.reservoir.counts.tolist()
    assert with_it.reservoir.ceiling.tolist() == without.reservoir.ceiling.tolist()
    assert spilled == len(town.exchanges)


def test_hardly_any_text_is_told_that_is_not_held(
    town: Any, batches: list[pa.RecordBatch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[int] = []

    def told(sketch: pa.RecordBatch, batch: pa.RecordBatch) -> pa.RecordBatch:
        rows.append(sketch.num_rows)
        return traits.told(sketch, batch)

    monkeypatch.setattr("stillwatch.scanning.ingest.told", told)
    intake, _ = taken(batches, foresight(town, tmp_path, HELD))
    held = len(ids(intake))

    assert held <= sum(rows) <= held + SPARE * len(intake.accounts)


def test_rows_that_are_rejected_leave_room_for_others(town: Any, batches: list[pa.RecordBatch], tmp_path: Path) -> None:
    busy = Counter(row["account_id"] for row in town.exchanges).most_common(1)[0][0]
    seen = foresight(town, tmp_path, HELD)
    draw = {row["exchange_id"]: row for row in town.exchanges if row["account_id"] == busy}
    lowest = sorted(draw, key=lambda name: int(draws(pa.array([name]))[0]))[:SPARE]
    kept = [batch.filter(pc.invert(pc.is_in(batch["exchange_id"], pa.array(lowest)))) for batch in batches]

    assert ids(taken(kept, seen)[0]) == ids(taken(kept, None)[0])


def test_an_account_with_no_row_that_counts_is_not_known(
    town: Any, batches: list[pa.RecordBatch], tmp_path: Path
) -> None:
    gone = town.exchanges[0]["account_id"]
    kept = [batch.filter(pc.not_equal(batch["account_id"], gone)) for batch in batches]

    assert gone not in taken(kept, foresight(town, tmp_path, HELD))[0].accounts.names().to_pylist()


def test_an_account_that_nobody_called_is_held(town: Any, batches: list[pa.RecordBatch], tmp_path: Path) -> None:
    seen = foresight(town, tmp_path, HELD)
    rows = batches[0].slice(0, 3).to_pylist()
    late = [row | {"exchange_id": f"late {i}", "account_id": "late"} for i, row in enumerate(rows)]
    intake, _ = taken([*batches, pa.RecordBatch.from_pylist(late, schema=batches[0].schema)], seen)

    assert ids(intake) >= {"late 0", "late 1", "late 2"}


def test_what_fits_needs_no_foresight(town: Any, tmp_path: Path) -> None:
    assert foresight(town, tmp_path, 10_000_000) is None
