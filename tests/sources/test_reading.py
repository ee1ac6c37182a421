"""Reading whole inputs: folders, duplicates, progress and wrong use."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.records.errors import UsageError
from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.interface import Progress, ReadOptions
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.reading import read_exchanges

Read = Callable[..., tuple[pa.Table, Quarantine]]
Exchange = Callable[..., dict[str, Any]]
WriteLines = Callable[..., Path]


def _jsonl(exchange: Exchange, numbers: range) -> bytes:
    return b"".join(orjson.dumps(exchange(number)) + b"\n" for number in numbers)


def test_a_folder_of_every_canonical_form_is_one_input(
    tmp_path: Path, read: Read, exchange: Exchange, write_lines: WriteLines
) -> None:
    write_lines(tmp_path / "a.jsonl", [exchange(number) for number in range(100)])
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "b.jsonl.gz").write_bytes(gzip.compress(_jsonl(exchange, range(100, 150))))
    compressed = pa.Codec("zstd").compress(_jsonl(exchange, range(150, 200)), asbytes=True)
    (tmp_path / "c.jsonl.zst").write_bytes(compressed)
    loose = pa.schema([field.with_nullable(nullable=True) for field in EXCHANGES.remove(1)])
    rows = [{**exchange(number), "started_at": None} for number in range(200, 250)]
    table = pa.Table.from_pylist(rows, schema=loose)
    pq.write_table(table.append_column("started_at", pa.array([1_777_777_777] * 50)), tmp_path / "d.parquet")

    exchanges, quarantine = read(tmp_path)

    assert sorted(exchanges["exchange_id"].to_pylist()) == sorted(f"exchange-{number}" for number in range(250))
    assert quarantine.rejected == 0
    assert exchanges["tools"].to_pylist() == [["search"]] * 250


def test_an_id_is_accepted_once_over_all_files(
    tmp_path: Path, read: Read, exchange: Exchange, write_lines: WriteLines
) -> None:
    write_lines(tmp_path / "a.jsonl", [exchange(1), exchange(2), exchange(1)])
    write_lines(tmp_path / "b.jsonl", [exchange(2), exchange(3)])
    exchanges, quarantine = read(tmp_path)
    assert exchanges["exchange_id"].to_pylist() == ["exchange-1", "exchange-2", "exchange-3"]
    assert quarantine.by_reason == {"duplicate exchange_id": 2}
    assert [(kept.line, Path(kept.source).name) for kept in quarantine.kept] == [(3, "a.jsonl"), (1, "b.jsonl")]


def test_a_missing_path_and_an_unknown_format_are_told_before_reading() -> None:
    for inputs, options, said in (
        (["no/such/file"], ReadOptions(), "does not exist"),
        (["no/such/*.jsonl"], ReadOptions(), "does not exist"),
        ([], ReadOptions(), "no input"),
        (["."], ReadOptions(format="csv"), "canonical_jsonl"),
    ):
        with pytest.raises(UsageError, match=said):
            read_exchanges(inputs, options=options, quarantine=Quarantine())


def test_progress_ends_at_the_whole(tmp_path: Path, exchange: Exchange, write_lines: WriteLines) -> None:
    seen: list[Progress] = []
    path = write_lines(tmp_path / "a.jsonl", [exchange(number) for number in range(10)])
    options = ReadOptions(progress=seen.append)
    list(read_exchanges([path], options=options, quarantine=Quarantine()))
    assert seen[-1] == Progress(path.stat().st_size, path.stat().st_size, 10)
    assert [step.bytes_done for step in seen] == sorted(step.bytes_done for step in seen)
