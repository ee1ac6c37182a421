"""Files of outlines are dealt and counted alike on one thread and on several."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.campaigns.extension import Extension, Judged
from stillwatch.campaigns.own_pieces import KINDS, PieceTable, slots_of
from stillwatch.findings.tables import Counts
from stillwatch.findings.totals import empty_volume
from stillwatch.fingerprints.outline import OUTLINE
from stillwatch.scanning import shards
from stillwatch.scanning.attribution import attribute
from stillwatch.scanning.shards import Shard, ShardWriter, shards_in

ROWS = 90


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Shard, ...]:
    """Three files; every third exchange is of account 0, and every second of those has the operation's piece."""
    monkeypatch.setattr(shards, "SHARD_ROWS", 30)
    number = np.arange(ROWS)
    columns = {
        "exchange_id": [f"x{n}" for n in number],
        "account": number % 3,
        "conversation": np.zeros(ROWS),
        "model": np.zeros(ROWS),
        "route": np.full(ROWS, -1),
        "pieces": [[7 if n % 2 else 9] for n in number],
    }
    table = pa.table([pa.array(columns.get(field.name, number), field.type) for field in OUTLINE], schema=OUTLINE)
    with ShardWriter(tmp_path) as writer:
        for batch in table.to_batches(10):
            writer.write(batch)
    return shards_in(tmp_path)


@pytest.mark.parametrize("threads", [1, 3])
def test_every_exchange_is_dealt_and_counted(files: tuple[Shard, ...], threads: int) -> None:
    judged = Judged(np.zeros(0, np.uint64), np.zeros(0, np.int16), np.zeros(0, np.int8), np.zeros(3, np.uint64))
    table = PieceTable(slots_of(np.array([7], np.uint32)), np.array([0], np.int32), np.ones((1, KINDS), np.float32))
    extension = Extension(table, np.array([[True, False, False]]), np.full(3, -1, np.int32), judged)
    volume = empty_volume(np.array([0], dtype=np.int32), (0, ROWS), 1, 1)
    counts = Counts(*np.zeros((2, 3), dtype=np.int64))

    _, labels = attribute(files, extension, [volume], counts, threads)

    owners = np.concatenate([label.owner for label in labels])
    assert len(files) == len(labels) == 3
    assert np.flatnonzero(owners == 0).tolist() == [n for n in range(ROWS) if n % 3 == 0 and n % 2]
    assert counts.exchanges.tolist() == [30, 30, 30]
    assert counts.taken.tolist() == [15, 0, 0]
    assert (volume.exchanges, volume.first, volume.last) == (15, 3, 87)
