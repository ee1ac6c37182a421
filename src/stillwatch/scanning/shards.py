"""Outlines of all exchanges on disk, a file per stretch of them, written once and read column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.fingerprints.outline import OUTLINE

SHARD_ROWS: Final = 1_000_000


class ShardWriter:
    """Writes batches of outlines, or of their ids alone; a file is full when it has ``SHARD_ROWS`` or a few more."""

    def __init__(self, folder: Path, schema: pa.Schema = OUTLINE) -> None:
        self._folder = folder
        self._schema = schema
        self._files = 0
        self._rows = 0
        self._sink: pa.OSFile | None = None
        self._writer: pa.ipc.RecordBatchFileWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._finish()
        elif self._sink is not None:
            self._sink.close()

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch of the writer's schema."""
        if self._writer is None:
            self._sink = pa.OSFile(str(self._folder / f"outline-{self._files:05d}.arrow"), "wb")
            self._writer = pa.ipc.new_file(self._sink, self._schema)
            self._files += 1
        self._writer.write_batch(batch)
        self._rows += batch.num_rows
        if self._rows >= SHARD_ROWS:
            self._finish()

    def _finish(self) -> None:
        writer, sink = self._writer, self._sink
        self._writer, self._sink, self._rows = None, None, 0
        if writer is not None and sink is not None:
            writer.close()
            sink.close()


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of outlines."""

    path: Path

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Its batches with some of their columns; nothing else is read from the disk."""
        fields = [OUTLINE.get_field_index(name) for name in columns]
        options = pa.ipc.IpcReadOptions(included_fields=sorted(fields), use_threads=False)
        with pa.OSFile(str(self.path), "rb") as file, pa.ipc.open_file(file, options=options) as reader:
            for number in range(reader.num_record_batches):
                yield reader.get_batch(number)

    def ids(self) -> pa.ChunkedArray:
        """The ids of its exchanges, mapped from the file and not read into memory."""
        options = pa.ipc.IpcReadOptions(included_fields=[0], use_threads=False)
        with pa.memory_map(str(self.path)) as file, pa.ipc.open_file(file, options=options) as reader:
            return reader.read_all().column(0)


def shards_in(folder: Path) -> tuple[Shard, ...]:
    """The files of outlines of a folder in the order in which they were written."""
    return tuple(Shard(path) for path in sorted(folder.glob("outline-*.arrow")))


def column(batch: pa.RecordBatch, name: str) -> npt.NDArray[Any]:
    """A column without nulls as NumPy."""
    return np.asarray(batch[name].to_numpy(zero_copy_only=False))
