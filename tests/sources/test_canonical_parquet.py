"""Parquet in every encoding of the contract's columns, in bounded batches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.canonical_parquet import CanonicalParquet, column_names, read_parquet
from stillwatch.sources.discovery import describe
from stillwatch.sources.interface import Sample
from stillwatch.sources.quarantine import Quarantine

Read = Callable[..., tuple[pa.Table, Quarantine]]

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _write(path: Path, **columns: Any) -> Path:
    rows = max(len(column) for column in columns.values())
    whole = {
        "exchange_id": pa.array([f"e{number}" for number in range(rows)]),
        "started_at": pa.array([AT] * rows, pa.timestamp("us", tz="UTC")),
        "account_id": pa.array(["a"] * rows),
        "model": pa.array(["m"] * rows),
    }
    pq.write_table(pa.table(whole | columns), path)
    return path


@pytest.mark.parametrize(
    "times",
    [
        pa.array([AT], pa.timestamp("ns", tz="UTC")),
        pa.array([AT], pa.timestamp("ms", tz="Europe/Amsterdam")),
        pa.array([AT.replace(tzinfo=None)], pa.timestamp("us")),
        pa.array([int(AT.timestamp())]),
        pa.array([AT.timestamp() * 1000]),
        pa.array(["2026-03-01T13:00:00+01:00"]),
        pa.array(["2026-03-01 12:00:00"]),
    ],
)
def test_times_of_any_unit_and_zone(tmp_path: Path, read: Read, times: pa.Array) -> None:
    exchanges, _ = read(_write(tmp_path / "log.parquet", started_at=times))
    assert exchanges["started_at"].to_pylist() == [AT]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array(["m", "n", "m"]).dictionary_encode(), ["m", "n", "m"]),
        (pa.array(["m", "n", "o"], pa.large_string()), ["m", "n", "o"]),
        (pa.array([b"m", b"n", b"o"], pa.binary()), ["m", "n", "o"]),
        (pa.array([1, 2, 3]), ["1", "2", "3"]),
    ],
)
def test_text_of_any_encoding(tmp_path: Path, read: Read, column: pa.Array, expected: list[str]) -> None:
    exchanges, _ = read(_write(tmp_path / "log.parquet", model=column))
    assert exchanges["model"].to_pylist() == expected


def test_structures_are_read_as_in_json(tmp_path: Path, read: Read) -> None:
    tools = pa.array([[{"name": "f"}, {"name": "g"}], None])
    prompt = pa.array([[{"type": "text", "text": "one"}], [{"type": "text", "text": "two"}]])
    exchanges, quarantine = read(_write(tmp_path / "log.parquet", tools=tools, prompt=prompt))
    assert exchanges["tools"].to_pylist() == [["f", "g"], None]
    assert exchanges["prompt"].to_pylist() == ["one", "two"]
    assert quarantine.nulled == {}


def test_text_that_is_no_utf8_is_nulled_or_rejected(tmp_path: Path, read: Read) -> None:
    broken = pa.array([b"fine", b"\xff\xfe"], pa.binary()).view(pa.string())
    exchanges, quarantine = read(_write(tmp_path / "log.parquet", prompt=broken, account_id=broken))
    assert exchanges["prompt"].to_pylist() == ["fine"]
    assert [(kept.row, kept.reason) for kept in quarantine.kept] == [(1, "unreadable account_id")]
    assert quarantine.nulled == {"prompt": 1}


def test_a_missing_column_rejects_every_row_and_an_unrelated_table_one(tmp_path: Path, read: Read) -> None:
    pq.write_table(pa.table({"exchange_id": ["a", "b"], "model": ["m", "m"]}), tmp_path / "partial.parquet")
    _, quarantine = read(tmp_path / "partial.parquet")
    assert quarantine.by_reason == {"missing started_at, account_id": 2}
    pq.write_table(pa.table({"x": [1, 2, 3]}), tmp_path / "other.parquet")
    _, quarantine = read(tmp_path / "other.parquet")
    assert quarantine.by_reason == {"none of the columns": 1}


def test_long_values_make_short_batches(tmp_path: Path) -> None:
    system = pa.array(["x" * 100_000] * 2000).dictionary_encode()
    file = describe(_write(tmp_path / "log.parquet", system=system))
    assert file.size < 1_000_000
    sizes = [(rows.batch.num_rows, rows.batch.nbytes) for rows in read_parquet(file, EXCHANGES, Quarantine())]
    assert sum(rows for rows, _ in sizes) == 2000
    assert max(size for _, size in sizes) < 64 * 1024 * 1024


def test_positions_go_on_over_row_groups(tmp_path: Path) -> None:
    path = _write(tmp_path / "log.parquet", turns=pa.array(range(100)))
    pq.write_table(pq.read_table(path), path, row_group_size=7)
    rows = list(read_parquet(describe(path), EXCHANGES, Quarantine()))
    assert [place for part in rows for place in part.positions.tolist()] == list(range(100))
    assert rows[-1].bytes_done == path.stat().st_size


def test_an_empty_table_is_no_fault(tmp_path: Path, read: Read) -> None:
    pq.write_table(EXCHANGES.empty_table(), tmp_path / "log.parquet")
    _, quarantine = read(tmp_path / "log.parquet")
    assert (quarantine.read, quarantine.rejected) == (0, 0)


def test_recognition_and_names(tmp_path: Path) -> None:
    path = _write(tmp_path / "log", turns=pa.array([1]))
    assert "turns" in column_names(describe(path))
    path.write_bytes(path.read_bytes()[:50])
    assert column_names(describe(path)) == frozenset()
    assert CanonicalParquet().recognises(Sample(path, path.read_bytes()))
    assert not CanonicalParquet().recognises(Sample(path, b"PAR"))
