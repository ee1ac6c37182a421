"""All exchanges of a log on a cluster are dealt to the operations found in those held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.campaigns.conversations import Beginnings, Small, Wide
from stillwatch.campaigns.extension import Extension, by_pieces, keys_of, with_conversations
from stillwatch.engines.cluster import PLACE, Progress, Rows
from stillwatch.evidence.log import Keys
from stillwatch.findings.tables import Counts
from stillwatch.findings.totals import Volume, add
from stillwatch.scanning.attribution import SECOND, Label, outlines_of, rows_of
from stillwatch.scanning.clustered.blobs import packed, unpacked
from stillwatch.scanning.shards import Shard, ShardWriter, column, shards_in

BEGINNING: Final = pa.schema(
    [
        ("key", pa.int64()),
        ("time", pa.int64()),
        (PLACE, pa.int64()),
        ("owner", pa.int16()),
        ("capability", pa.int8()),
    ]
)
BEGINNINGS: Final = """
SELECT key, time, owner, capability FROM (
    SELECT key, time, owner, capability,
        row_number() OVER (PARTITION BY key ORDER BY time, place) AS number, count(*) OVER (PARTITION BY key) AS turns
    FROM {entries} AS entries
) AS numbered WHERE number = 1 AND turns > 1 AND owner >= 0
"""
"""How each conversation of several turns began, where that was an operation's."""
VERDICT: Final = pa.schema([("verdicts", pa.binary()), ("taken", pa.binary())])
IDS: Final = pa.schema([("exchange_id", pa.string())])


@dataclass(frozen=True, slots=True)
class _Begun:
    """An extension, and the beginnings of conversations as columns."""

    extension: Extension
    keys: Keys
    owner: Wide
    capability: Small


def deal(
    made: Rows, extension: Extension, volumes: Sequence[Volume], counts: Counts, folder: Path, progress: Progress
) -> tuple[tuple[Shard, ...], tuple[Label, ...]]:
    """Deal the exchanges of ``made`` (portions); fills ``volumes`` and ``counts``, and writes ids into ``folder``."""
    lines = made.only(["outlines"])
    begun = lines.mapped(_beginnings, extension, BEGINNING).query(BEGINNINGS).table()
    key, owner, capability = (begun[name].to_numpy() for name in ("key", "owner", "capability"))
    shared = _Begun(extension, key.view(np.uint64), owner, capability)
    verdicts = lines.mapped(_verdicts, shared, VERDICT).kept(progress)
    labels: list[Label] = []
    with ShardWriter(folder, IDS) as writer:
        for row in verdicts.stream():
            told = unpacked(row["verdicts"])
            writer.write(told.select(IDS.names))
            labels.append(Label(column(told, "owner"), column(told, "capability")))
            _count(unpacked(row["taken"]), volumes, counts)
    verdicts.forget()
    shards = shards_in(folder)
    return shards, _by_shard(shards, labels)


def _by_shard(shards: Sequence[Shard], labels: Sequence[Label]) -> tuple[Label, ...]:
    ends = np.cumsum([len(shard.ids()) for shard in shards])[:-1]
    owner = np.split(np.concatenate([one.owner for one in labels]), ends)
    capability = np.split(np.concatenate([one.capability for one in labels]), ends)
    return tuple(Label(*pair) for pair in zip(owner, capability, strict=True))


def _count(taken: pa.RecordBatch, volumes: Sequence[Volume], counts: Counts) -> None:
    columns = {name: column(taken, name) for name in taken.schema.names}
    label = Label(columns.pop("owner"), columns.pop("capability"))
    counts.taken[:] += np.bincount(columns["account"], minlength=len(counts.taken))
    for i, volume in enumerate(volumes):
        add(volume, rows_of(columns, label, np.flatnonzero(label.owner == i)))


def _beginnings(extension: Extension, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Rows of schema ``BEGINNING``: the exchanges of an operation's accounts that are part of a conversation."""
    for lines in _unpacked(batches):
        rows = outlines_of(lines)
        owner, capability = by_pieces(extension, rows)
        keys = keys_of(extension, rows)
        theirs = np.flatnonzero(keys != 0)
        columns = (keys.view(np.int64), rows.time, column(lines, PLACE), owner, capability)
        yield pa.RecordBatch.from_arrays([pa.array(one[theirs]) for one in columns], schema=BEGINNING)


def _verdicts(shared: _Begun, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Rows of schema ``VERDICT``: of all exchanges whose they are, of an operation's what is counted of them."""
    begun = Beginnings()
    begun.note(shared.keys, np.zeros(len(shared.keys), dtype=np.int64), shared.owner, shared.capability)
    for lines in _unpacked(batches):
        rows = outlines_of(lines)
        label = by_pieces(shared.extension, rows)
        label = with_conversations(shared.extension, rows, keys_of(shared.extension, rows), begun, *label)
        owner, capability = (pa.array(one) for one in label)
        every = {"exchange_id": lines["exchange_id"], "owner": owner, "capability": capability}
        counted = {name: lines[name] for name in SECOND} | {"owner": owner, "capability": capability}
        taken = pa.RecordBatch.from_pydict(counted).filter(pa.array(label[0] >= 0))
        row = {"verdicts": packed(pa.RecordBatch.from_pydict(every)), "taken": packed(taken)}
        yield pa.RecordBatch.from_pylist([row], schema=VERDICT)


def _unpacked(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for blob in batch["outlines"]:
            yield unpacked(blob.as_buffer().to_pybytes())
