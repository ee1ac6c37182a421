"""Batches are fingerprinted in order, counted, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from stillwatch.findings.excerpts import Excerpts
from stillwatch.fingerprints.traits import TRAITS
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.ingest import AHEAD, SAMPLE_ONE_IN, take_in


@pytest.fixture(scope="module")
def batches(town: Any) -> list[pa.RecordBatch]:
    """The town in small batches, latest first."""
    table = town.table().combine_chunks()
    return [batch.combine_chunks() if isinstance(batch, pa.Table) else batch for batch in table.to_batches(500)][::-1]


@pytest.mark.parametrize("threads", [1, 3])
def test_every_row_is_kept_in_time_order(batches: list[pa.RecordBatch], threads: int) -> None:
    table = take_in(iter(batches), threads=threads, keep_text=False).table()

    assert table.schema.equals(TRAITS)
    assert sorted(table["exchange_id"].to_pylist()) == sorted(
        name for batch in batches for name in batch["exchange_id"].to_pylist()
    )
    assert pc.all(pc.less_equal(table["started_at"][:-1], table["started_at"][1:])).as_py()


def test_no_thread_count_changes_the_traits(batches: list[pa.RecordBatch]) -> None:
    one, several = (take_in(iter(batches), threads=n, keep_text=False).table() for n in (1, 3))

    assert one.equals(several)


def test_a_sample_of_texts_is_kept_only_where_it_may_be(batches: list[pa.RecordBatch]) -> None:
    kept = take_in(iter(batches), threads=1, keep_text=True).excerpts().sample
    rows = sum(batch.num_rows for batch in batches)

    assert kept is not None
    assert kept.num_rows == pytest.approx(rows / SAMPLE_ONE_IN, rel=0.3)
    assert take_in(iter(batches), threads=1, keep_text=False).excerpts() == Excerpts(None)


def test_coverage_is_the_share_of_rows_with_a_value(batches: list[pa.RecordBatch]) -> None:
    found = take_in(iter(batches), threads=1, keep_text=False).coverage()

    assert set(found) == set(EXCHANGES.names)
    assert found["exchange_id"] == found["prompt"] == found["ip"] == 1
    assert found["reasoning"] == 0
    assert 0.4 < found["system"] < 0.6


def test_nothing_read_is_an_empty_table() -> None:
    intake = take_in(iter(()), threads=1, keep_text=True)

    assert intake.table().num_rows == 0
    assert intake.coverage()["prompt"] == 0


def test_only_a_few_batches_are_read_ahead(batches: list[pa.RecordBatch], monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    given: list[int] = []

    def reading() -> Iterator[pa.RecordBatch]:
        for i, batch in enumerate(batches):
            given.append(i - len(done))
            yield batch

    def collect(*_: object) -> None:
        done.append(1)

    monkeypatch.setattr("stillwatch.scanning.ingest.collect", collect)
    take_in(reading(), threads=1, keep_text=False)

    assert max(given) == AHEAD
    assert len(done) == len(batches)
