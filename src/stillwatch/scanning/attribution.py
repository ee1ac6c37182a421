"""All exchanges of a large log are dealt to the operations found in a choice of them, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.campaigns.conversations import Beginnings, Small, Wide
from stillwatch.campaigns.extension import Extension, Outlines, by_pieces, keys_of, with_conversations
from stillwatch.evidence.log import Codes, Ints, Keys
from stillwatch.findings.tables import Counts
from stillwatch.findings.totals import Rows, Volume, add
from stillwatch.fingerprints.keys import draws
from stillwatch.scanning.ahead import ahead
from stillwatch.scanning.shards import Shard, column

FIRST: Final = ("exchange_id", "account", "started_at", "conversation", "pieces")
SECOND: Final = ("account", "started_at", "model", "route", "input_tokens", "output_tokens")


@dataclass(frozen=True, slots=True)
class Label:
    """Per exchange of a file: its operation, and what it is after; -1 for none."""

    owner: Wide
    capability: Small


@dataclass(frozen=True, slots=True)
class _Judged:
    """A file's verdicts by text, and what is needed to follow its conversations."""

    label: Label
    account: Codes
    draw: Keys
    time: Ints
    keys: Keys


def attribute(
    shards: tuple[Shard, ...], extension: Extension, volumes: Sequence[Volume], counts: Counts, threads: int
) -> tuple[tuple[Shard, ...], tuple[Label, ...]]:
    """Deal the exchanges of every file; fills ``volumes`` (per operation) and ``counts``; gives verdicts by file."""
    begun = Beginnings()
    judged = []
    for one in ahead(lambda shard: _first_pass(shard, extension), shards, threads, threads):
        theirs = one.keys != 0
        begun.note(one.keys[theirs], one.time[theirs], one.label.owner[theirs], one.label.capability[theirs])
        judged.append(one)
    labels = []
    pairs = list(zip(shards, judged, strict=True))
    second = ahead(lambda pair: _second_pass(*pair, extension, begun), pairs, threads, threads)
    for label, rows, account in second:
        counts.exchanges[:] += np.bincount(account, minlength=len(counts.exchanges))
        counts.taken[:] += np.bincount(account[label.owner >= 0], minlength=len(counts.taken))
        for volume, own in zip(volumes, rows, strict=True):
            add(volume, own)
        labels.append(label)
    return shards, tuple(labels)


def _first_pass(shard: Shard, extension: Extension) -> _Judged:
    parts = []
    for batch in shard.batches(FIRST):
        rows = outlines_of(batch)
        label = by_pieces(extension, rows)
        parts.append((*label, rows.account, rows.draw, rows.time, keys_of(extension, rows)))
    owner, capability, account, draw, time, keys = (np.concatenate(part) for part in zip(*parts, strict=True))
    return _Judged(Label(owner, capability), account, draw, time, keys)


def _second_pass(
    shard: Shard, judged: _Judged, extension: Extension, begun: Beginnings
) -> tuple[Label, list[Rows], Codes]:
    rows = Outlines(
        judged.draw, judged.account, judged.time, judged.keys, np.zeros(0, np.int32), np.zeros(0, np.uint32)
    )
    label = Label(*with_conversations(extension, rows, judged.keys, begun, judged.label.owner, judged.label.capability))
    table = pa.Table.from_batches(list(shard.batches(SECOND)))
    columns = {name: table[name].to_numpy() for name in SECOND}
    own = [rows_of(columns, label, np.flatnonzero(label.owner == i)) for i in range(len(extension.members))]
    return label, own, judged.account


def outlines_of(batch: pa.RecordBatch) -> Outlines:
    """The columns ``FIRST`` of a batch of outlines, as the attribution takes them."""
    lists = batch["pieces"]
    return Outlines(
        draws(batch["exchange_id"]),
        column(batch, "account"),
        column(batch, "started_at"),
        column(batch, "conversation"),
        lists.offsets.to_numpy(),
        lists.values.to_numpy(),
    )


def rows_of(columns: dict[str, npt.NDArray[Any]], label: Label, mine: Ints) -> Rows:
    """The rows ``mine`` of the columns ``SECOND``, with what they are after."""
    taken = {name: values[mine] for name, values in columns.items()}
    return Rows(
        taken["started_at"],
        taken["account"],
        taken["model"],
        taken["route"],
        label.capability[mine],
        taken["input_tokens"],
        taken["output_tokens"],
    )
