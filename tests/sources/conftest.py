"""Canonical rows, files of them, and a reading whose counts are checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.discovery import describe
from stillwatch.sources.interface import ReadOptions
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.reading import read_exchanges
from stillwatch.sources.registry import recognised
from stillwatch.sources.sampling import sample

# Else LiteLLM asks the network for prices when it is imported.
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")


def _exchange(number: int = 0, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "exchange_id": f"exchange-{number}",
        "started_at": "2026-05-01T12:00:00.250000Z",
        "account_id": f"account-{number % 7}",
        "model": "model-1",
        "prompt": f"prompt {number}",
        "tools": ["search"],
        "input_tokens": 10,
        "temperature": 0.5,
    }
    return row | more


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any] | bytes]) -> Path:
    path.write_bytes(b"".join((row if isinstance(row, bytes) else orjson.dumps(row)) + b"\n" for row in rows))
    return path


def _read(*inputs: Path | str, **options: Any) -> tuple[pa.Table, Quarantine]:
    quarantine = Quarantine()
    batches = list(read_exchanges(inputs, options=ReadOptions(**options), quarantine=quarantine))
    table = pa.Table.from_batches(batches, schema=EXCHANGES)
    assert quarantine.accepted == table.num_rows
    assert quarantine.read == quarantine.accepted + quarantine.rejected
    assert all(batch.schema.equals(EXCHANGES) and 0 < batch.num_rows <= 65_536 for batch in batches)
    return table, quarantine


@pytest.fixture(scope="session")
def exchange() -> Callable[..., dict[str, Any]]:
    """``exchange(number, **columns)``: a complete row; keywords replace its values."""
    return _exchange


@pytest.fixture(scope="session")
def write_lines() -> Callable[..., Path]:
    """``write_lines(path, rows)``: a JSON Lines file of objects and raw lines."""
    return _write_lines


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[pa.Table, Quarantine]]:
    """``read(*inputs, **options)``: the accepted exchanges in one table, and the quarantine, its counts checked."""
    return _read


@pytest.fixture(scope="session")
def row_of(
    read: Callable[..., tuple[pa.Table, Quarantine]],
    write_lines: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., dict[str, Any]]:
    """``row_of(line, source)``: the one exchange on a log line that is recognised as that source's, nulls left out."""

    def only(line: Mapping[str, Any], source: str) -> dict[str, Any]:
        path = write_lines(tmp_path_factory.mktemp("line") / "log.jsonl", [line])
        found = recognised(sample(describe(path)))
        assert found is not None
        assert found.name == source
        exchanges, quarantine = read(path)
        assert quarantine.kept == []
        (row,) = exchanges.to_pylist()
        return {name: value for name, value in row.items() if value is not None}

    return only
