"""The exchanges and accounts of a log in Parquet, read without the rest of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.records.tables import EXCHANGES, IDENTIFIERS
from stillwatch.sources.canonical_parquet import CanonicalParquet, read_parquet, rows_in
from stillwatch.sources.discovery import find_files
from stillwatch.sources.interface import InputFile, ReadOptions
from stillwatch.sources.pseudonyms import pseudonymized
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.registry import recognised, source_named
from stillwatch.sources.sampling import sample
from stillwatch.sources.side_tables import side_table

CALLED: Final = pa.schema([EXCHANGES.field(name) for name in ("exchange_id", "account_id")])


@dataclass(frozen=True, slots=True)
class RollCall:
    """A log's files, all of them Parquet, and how many rows they say they have."""

    files: tuple[InputFile, ...]
    rows: int
    pseudonym_key: bytes | None = None

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Batches of the schema ``CALLED``, unchecked, but for rows that lack either.

        What is wrong with a row or file is not told here: the reading that follows tells it.
        """
        unheard = Quarantine(None)
        for file in self.files:
            for rows in read_parquet(file, CALLED, unheard):
                batch = rows.batch
                if batch[0].null_count or batch[1].null_count:
                    batch = batch.filter(pc.and_(batch[0].is_valid(), batch[1].is_valid()))
                yield pseudonymized(batch, IDENTIFIERS, self.pseudonym_key) if self.pseudonym_key else batch


def roll_call(inputs: Sequence[str | Path], options: ReadOptions) -> RollCall | None:
    """The roll of a log; None where a file is in another format, which cannot be read by columns.

    Raises:
        UsageError: a missing path or an unknown format.
    """
    forced = source_named(options.format) if options.format is not None else None
    files = []
    for file in find_files(inputs, Quarantine(None)):
        beginning = sample(file)
        if side_table(beginning) is not None:
            continue
        if not isinstance(forced or recognised(beginning), CanonicalParquet):
            return None
        files.append(file)
    return RollCall(tuple(files), sum(map(rows_in, files)), options.pseudonym_key)
