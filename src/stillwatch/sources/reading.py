"""Log files in, checked batches of exchanges out; everything else is in the quarantine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from stillwatch.records.tables import EXCHANGES, IDENTIFIERS
from stillwatch.sources.admission import Window, admit
from stillwatch.sources.discovery import find_files
from stillwatch.sources.duplicates import SeenIds
from stillwatch.sources.interface import InputFile, Progress, ReadOptions, Rows, Source
from stillwatch.sources.pseudonyms import pseudonymized
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.registry import recognised, source_named
from stillwatch.sources.sampling import sample
from stillwatch.sources.side_tables import side_table


def read_exchanges(
    inputs: Sequence[str | Path], *, options: ReadOptions, quarantine: Quarantine
) -> Iterator[pa.RecordBatch]:
    """Read files, folders (to any depth) and globs as batches with exactly the schema ``EXCHANGES``.

    A batch has 1 to 65 536 rows. ``exchange_id`` is unique over the whole input. Wrong use is told at the call,
    before the first batch is asked for; after that nothing in the input stops the reading.

    Raises:
        UsageError: a missing path or an unknown format.
    """
    forced = source_named(options.format) if options.format is not None else None
    files = find_files(inputs, quarantine)
    return _admitted(files, forced, options, quarantine)


def _admitted(
    files: Sequence[InputFile], forced: Source | None, options: ReadOptions, quarantine: Quarantine
) -> Iterator[pa.RecordBatch]:
    seen, window = SeenIds(), Window.around_now()
    total, before = sum(file.size for file in files), 0
    for file in files:
        for rows in _rows(file, forced, quarantine):
            batch = admit(rows, EXCHANGES, file.name, window, seen, quarantine)
            _report(options, before + rows.bytes_done, total, quarantine)
            if not batch.num_rows:
                continue
            yield pseudonymized(batch, IDENTIFIERS, options.pseudonym_key) if options.pseudonym_key else batch
        before += file.size
        _report(options, before, total, quarantine)


def _rows(file: InputFile, forced: Source | None, quarantine: Quarantine) -> Iterator[Rows]:
    beginning = sample(file)
    aside = side_table(beginning)
    if aside is not None:
        quarantine.skip(file.name, aside)
        return
    source = forced or recognised(beginning)
    if source is None:
        quarantine.reject(file.name, "not a log in any known format: name it with --format if it is one")
        return
    yield from source.batches(file, quarantine)


def _report(options: ReadOptions, done: int, total: int, quarantine: Quarantine) -> None:
    if options.progress is not None:
        options.progress(Progress(min(done, total), total, quarantine.accepted))
