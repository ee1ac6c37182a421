"""The contract's exchanges as Parquet, a batch at a time and only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.columns import plain, rows_of_batch
from stillwatch.sources.interface import MAX_ROWS, InputFile, Rows, Sample
from stillwatch.sources.quarantine import Quarantine

MAGIC: Final = b"PAR1"
SIMULATED: Final = b"stillwatch.simulated"
"""The key by which a simulated world says that it is one."""
_TARGET_BYTES: Final = 32 * 1024 * 1024
_PEEK_ROWS: Final = 256
_PEEK_GROUPS: Final = 4


class CanonicalParquet:
    """Parquet files with the contract's column names."""

    name = "canonical_parquet"

    def recognises(self, sample: Sample) -> bool:
        """Any Parquet file, a damaged one too: no other source reads Parquet."""
        return sample.head.startswith(MAGIC)

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """Batches of at most ``MAX_ROWS`` rows; a damaged file gives what stands before the damage."""
        return read_parquet(file, EXCHANGES, quarantine)


def read_parquet(file: InputFile, schema: pa.Schema, quarantine: Quarantine) -> Iterator[Rows]:
    """Parquet of any of the contract's tables; a file with none of its columns is one rejection."""
    done = 0
    try:
        with pq.ParquetFile(file.path) as parquet:
            names = [name for name in schema.names if name in parquet.schema_arrow.names]
            if not names:
                quarantine.reject(file.name, f"none of the columns: {', '.join(schema.names[:4])} …")
                return
            quarantine.simulated |= _is_simulated(parquet)
            total = max(parquet.metadata.num_rows, 1)
            for batch in parquet.iter_batches(_batch_rows(parquet, names), columns=names, use_threads=True):
                where = np.arange(done, done + batch.num_rows, dtype=np.int64)
                done += batch.num_rows
                yield rows_of_batch(batch, schema, where, "row", file.size * done // total, quarantine)
    except (OSError, pa.ArrowException) as error:
        quarantine.reject(file.name, f"unreadable Parquet: {' '.join(str(error).split())[:300]}", row=done or None)


def rows_in(file: InputFile) -> int:
    """How many rows a Parquet file says it has; none where the footer is damaged."""
    try:
        with pq.ParquetFile(file.path) as parquet:
            return int(parquet.metadata.num_rows)
    except (OSError, pa.ArrowException):
        return 0


def column_names(file: InputFile) -> frozenset[str]:
    """The names of the top-level columns, none where the footer is damaged."""
    try:
        with pq.ParquetFile(file.path) as parquet:
            return frozenset(parquet.schema_arrow.names)
    except (OSError, pa.ArrowException):
        return frozenset()


def is_simulated(file: InputFile) -> bool:
    """Whether a Parquet file says of itself that a simulation made it."""
    try:
        with pq.ParquetFile(file.path) as parquet:
            return _is_simulated(parquet)
    except (OSError, pa.ArrowException):
        return False


def _is_simulated(parquet: pq.ParquetFile) -> bool:
    return bool((parquet.schema_arrow.metadata or {}).get(SIMULATED) == b"true")


def _batch_rows(parquet: pq.ParquetFile, names: list[str]) -> int:
    """Rows per batch that hold about ``_TARGET_BYTES``.

    The footer's sizes alone would not do: a long system prompt that repeats is stored once and read many times. So
    the beginnings of some row groups are decoded and measured.
    """
    metadata = parquet.metadata
    groups = range(metadata.num_row_groups)
    stored = sum(metadata.row_group(group).total_byte_size for group in groups)
    peeked = groups[:: max(len(groups) // _PEEK_GROUPS, 1)]
    per_row = max(stored / max(metadata.num_rows, 1), *(_bytes_per_row(parquet, names, group) for group in peeked), 1.0)
    return int(min(max(_TARGET_BYTES / per_row, _PEEK_ROWS), MAX_ROWS))


def _bytes_per_row(parquet: pq.ParquetFile, names: list[str], group: int) -> float:
    for batch in parquet.iter_batches(_PEEK_ROWS, [group], columns=names, use_threads=False):
        return float(sum(plain(column).nbytes for column in batch.columns) / max(batch.num_rows, 1))
    return 0.0
