"""A log is read once on this machine, and the same exchanges are held of it in whatever format it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from stillwatch.records.errors import InputError
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.local_reading import CHOOSE, READ, read_here
from stillwatch.scanning.options import ScanOptions
from stillwatch.scanning.reading import Reading
from stillwatch.scanning.work import WorkFolder

HELD = 4000


def read(log: Path, folder: Path, **given: Any) -> tuple[Reading, set[str]]:
    clock = StageClock()
    work = WorkFolder(folder)
    work.open({})
    reading, _ = read_here([log], ScanOptions(threads=2, work=folder, **given), work, clock)
    return reading, set(clock.seconds)


@pytest.fixture
def parquet(town: Any, tmp_path: Path) -> Path:
    """The town as Parquet."""
    pq.write_table(town.table(), tmp_path / "log.parquet")
    return tmp_path / "log.parquet"


@pytest.fixture
def lines(town: Any, tmp_path: Path) -> Path:
    """The town as JSON Lines."""
    town.table().to_pandas().to_json(tmp_path / "log.jsonl", orient="records", lines=True, date_format="iso")
    return tmp_path / "log.jsonl"


def test_what_to_hold_is_chosen_first_where_columns_can_be_read_apart(
    parquet: Path, lines: Path, tmp_path: Path
) -> None:
    fast, stages = read(parquet, tmp_path / "fast", most_held=HELD)
    slow, other = read(lines, tmp_path / "slow", most_held=HELD)

    assert (stages, other) == ({CHOOSE, READ}, {READ})
    assert sorted(fast.traits["exchange_id"].to_pylist()) == sorted(slow.traits["exchange_id"].to_pylist())
    assert fast.facts.thinned == slow.facts.thinned


def test_what_fits_is_read_at_once(parquet: Path, tmp_path: Path) -> None:
    reading, stages = read(parquet, tmp_path / "work")

    assert stages == {READ}
    assert reading.facts.thinned is None


def test_a_reading_that_is_there_is_not_made_again(parquet: Path, tmp_path: Path) -> None:
    first, _ = read(parquet, tmp_path / "work", most_held=HELD)
    parquet.unlink()
    again, _ = read(parquet, tmp_path / "work", most_held=HELD)

    assert again.traits.equals(first.traits)


def test_nothing_to_scan_is_told(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text('{"exchange_id": "a"}\n')

    with pytest.raises(InputError, match="nothing to scan"):
        read(tmp_path / "log.jsonl", tmp_path / "work")
