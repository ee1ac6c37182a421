"""What is written is read again, column by column."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from stillwatch.fingerprints.outline import OUTLINE
from stillwatch.scanning import shards
from stillwatch.scanning.shards import ShardWriter, column, shards_in


def batch(first: int, rows: int) -> pa.RecordBatch:
    numbers = list(range(first, first + rows))
    lists = {"exchange_id": [str(n) for n in numbers], "pieces": [[n, n + 1] for n in numbers]}
    return pa.RecordBatch.from_arrays(
        [pa.array(lists.get(field.name, numbers), field.type) for field in OUTLINE], schema=OUTLINE
    )


def test_files_are_cut_and_read_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_ROWS", 5)
    with ShardWriter(tmp_path) as writer:
        for first in (0, 3, 6, 9):
            writer.write(batch(first, 3))

    found = shards_in(tmp_path)
    assert len(found) == 2
    batches = [one for shard in found for one in shard.batches(["account", "pieces"])]
    assert [n for one in batches for n in column(one, "account").tolist()] == list(range(12))
    assert [name for shard in found for name in shard.ids().to_pylist()] == [str(n) for n in range(12)]
    assert next(found[0].batches(["account"])).schema.names == ["account"]
