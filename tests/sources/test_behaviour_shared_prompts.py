"""The real prompts beside the repository go through as JSON Lines."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from stillwatch.sources.quarantine import Quarantine

Read = Callable[..., tuple[pa.Table, Quarantine]]
WriteLines = Callable[..., Path]


def test_raw_files_are_rejected_row_by_row_for_what_they_lack(shared: Path, read: Read) -> None:
    exchanges, quarantine = read(shared / "data" / "prompts")
    assert exchanges.num_rows == 0
    assert quarantine.read == sum(len(_rows(path)) for path in _files(shared))
    assert all(reason.startswith("missing ") for reason in quarantine.by_reason), quarantine.by_reason
    assert all("started_at" in kept.reason and "account_id" in kept.reason for kept in quarantine.kept)


def test_completed_rows_are_all_accepted(shared: Path, read: Read, write_lines: WriteLines, tmp_path: Path) -> None:
    for path in _files(shared):
        rows = [_completed(row) for row in _rows(path)]
        exchanges, quarantine = read(write_lines(tmp_path / path.name, rows))
        assert quarantine.kept == [], path.name
        assert exchanges["prompt"].to_pylist() == [row["prompt"] for row in rows]
        named = [row.get("tools") for row in rows]
        assert exchanges["tools"].to_pylist() == [
            None if tools is None else [tool["name"] for tool in tools] for tools in named
        ]
        assert quarantine.nulled == {}


def _files(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "prompts").glob("*.jsonl.gz"))


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path) as file:
        return [orjson.loads(line) for line in file]


def _completed(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"exchange_id": row["id"], "started_at": "2026-05-05T05:05:05Z", "account_id": "a", "model": "m"}
