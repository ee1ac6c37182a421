"""Traits on disk: a Parquet file for the exchanges of one day that one run took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.evidence.log import DAY, HOUR, Ints
from stillwatch.fingerprints.traits import TRAITS
from stillwatch.watching.ledger import Segment
from stillwatch.watching.state import SAMPLES, SEGMENTS

COMPRESSION: Final = "zstd"
BATCH: Final = 65_536


def times_of(batch: pa.RecordBatch) -> Ints:
    """When the exchanges of a batch began, in microseconds since 1970, UTC."""
    return np.asarray(batch["started_at"].cast(pa.int64()).to_numpy())


def read_segments(folder: Path, segments: Sequence[Segment]) -> Iterator[pa.RecordBatch]:
    """The traits in ``segments``, whose files are in ``folder``, batch by batch."""
    for one in segments:
        yield from pq.ParquetFile(folder / one.name).iter_batches(BATCH)


@dataclass(slots=True)
class _Part:
    """A segment that is being written."""

    writer: pq.ParquetWriter
    first: int
    last: int
    rows: int = 0


class SegmentWriter:
    """Writes traits of one run to a file per day, in ``folder``, and counts them by hour."""

    def __init__(self, folder: Path, run: int) -> None:
        self._folder = folder
        self._run = run
        self._parts: dict[str, _Part] = {}
        self._samples: dict[str, pq.ParquetWriter] = {}
        self._hours: Counter[tuple[int, str]] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the files of a run that failed go; what cannot be written any more need not be told twice."""
        if error is not None:
            for writer in self._writers():
                with suppress(OSError):
                    writer.close()

    def write(self, traits: pa.RecordBatch, texts: pa.RecordBatch | None) -> None:
        """Add traits (schema ``TRAITS``) and a sample of texts, if any is kept."""
        times = times_of(traits)
        days = times // DAY
        for day in np.unique(days):
            mine = days == day
            rows = traits if mine.all() else traits.filter(pa.array(mine))
            self._add(f"{self._run:06d}-{int(day):05d}.parquet", rows, times[mine])
        if texts is not None and texts.num_rows:
            self._sample(f"{self._run:06d}-{int(days[0]):05d}.parquet", texts)

    def finish(self) -> tuple[list[Segment], list[tuple[int, str, int]]]:
        """Close the files; gives the segments, and (hour, segment, rows) of every hour in them."""
        for writer in self._writers():
            writer.close()
        segments = [Segment(name, part.first, part.last, part.rows) for name, part in self._parts.items()]
        return segments, [(hour, name, rows) for (hour, name), rows in self._hours.items()]

    def _writers(self) -> tuple[pq.ParquetWriter, ...]:
        return (*self._samples.values(), *(part.writer for part in self._parts.values()))

    def _add(self, name: str, rows: pa.RecordBatch, times: Ints) -> None:
        if name not in self._parts:
            writer = pq.ParquetWriter(self._folder / SEGMENTS / name, TRAITS, compression=COMPRESSION)
            self._parts[name] = _Part(writer, int(times[0]), int(times[0]))
        part = self._parts[name]
        part.writer.write_batch(rows)
        part.first, part.last = min(part.first, int(times.min())), max(part.last, int(times.max()))
        part.rows += len(times)
        for hour, count in zip(*np.unique(times // HOUR, return_counts=True), strict=True):
            self._hours[int(hour), name] += int(count)

    def _sample(self, name: str, texts: pa.RecordBatch) -> None:
        if name not in self._samples:
            path = self._folder / SAMPLES / name
            self._samples[name] = pq.ParquetWriter(path, texts.schema, compression=COMPRESSION)
        self._samples[name].write_batch(texts)
