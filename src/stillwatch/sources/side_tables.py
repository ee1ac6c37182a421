"""The accounts and releases tables that may stand beside a log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.records.errors import UsageError
from stillwatch.records.tables import ACCOUNT_IDENTIFIERS, ACCOUNTS, RELEASES
from stillwatch.sources.admission import Window, admit
from stillwatch.sources.batch_folder import is_batch_object
from stillwatch.sources.canonical_jsonl import read_jsonl
from stillwatch.sources.canonical_parquet import MAGIC, read_parquet
from stillwatch.sources.csv_tables import read_csv
from stillwatch.sources.discovery import describe
from stillwatch.sources.duplicates import SeenIds
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.pseudonyms import pseudonymized
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.sampling import sample

_OF_AN_EXCHANGE: Final = frozenset({"exchange_id", "started_at", "prompt", "messages", "input", "request", "response"})
_FIRST: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""An account can be older than any language model."""

_OF_A_WORLD: Final = frozenset({"scenario", "seed", "kinds"})
_OF_ACCOUNTS: Final = frozenset(ACCOUNTS.names) - {"account_id", "country"}


def side_table(beginning: Sample) -> str | None:
    """Why a file beside a log holds no exchanges, where its content says so, else None."""
    if any(is_batch_object(item) for item in beginning.objects[:1]):
        return "a batch object, which is read with the batch's results"
    if len(beginning.objects) == 1 and beginning.columns >= _OF_A_WORLD:
        return "a simulated world's description"
    rows = [frozenset(item) for item in beginning.objects] or [beginning.columns]
    if all({"model", "released_at"} <= row and not row & _OF_AN_EXCHANGE for row in rows):
        return "a releases table, which holds no exchanges"
    if all("account_id" in row and row & _OF_ACCOUNTS and not row & (_OF_AN_EXCHANGE | {"model"}) for row in rows):
        return "an accounts table, which holds no exchanges"
    return None


def read_accounts(path: str | Path, *, pseudonym_key: bytes | None = None, quarantine: Quarantine) -> pa.Table:
    """The accounts table (schema ``ACCOUNTS``) from Parquet, JSON Lines or CSV; of equal ids the last row counts.

    Raises:
        UsageError: the file does not exist.
    """
    table = _read(Path(path), ACCOUNTS, quarantine)
    if pseudonym_key is None:
        return table
    batches = [pseudonymized(batch, ACCOUNT_IDENTIFIERS, pseudonym_key) for batch in table.to_batches()]
    return pa.Table.from_batches(batches, schema=ACCOUNTS)


def read_releases(path: str | Path, quarantine: Quarantine) -> pa.Table:
    """The releases table (schema ``RELEASES``) from Parquet, JSON Lines or CSV; of equal models the last row counts.

    Raises:
        UsageError: the file does not exist.
    """
    return _read(Path(path), RELEASES, quarantine)


def _read(path: Path, schema: pa.Schema, quarantine: Quarantine) -> pa.Table:
    if not path.is_file():
        raise UsageError(f"{path} does not exist" if not path.exists() else f"{path} is not a file")
    try:
        file = describe(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    rows = _whole(list(_rows(file, schema, quarantine)))
    if rows is None:
        return schema.empty_table()
    # Last rows first, so that of equal keys the last claims the key; then back into the file's order.
    window = replace(Window.around_now(), first=_FIRST)
    batch = admit(_reversed(rows), schema, file.name, window, SeenIds(), quarantine)
    return pa.Table.from_batches([batch.take(pa.array(np.arange(batch.num_rows)[::-1]))], schema=schema)


def _rows(file: InputFile, schema: pa.Schema, quarantine: Quarantine) -> Iterator[Rows]:
    beginning = sample(file)
    if not file.size:
        quarantine.skip(file.name, "an empty file")
    elif beginning.head.startswith(MAGIC):
        yield from read_parquet(file, schema, quarantine)
    elif beginning.objects or beginning.head.lstrip()[:1] in {b"{", b"["}:
        yield from read_jsonl(file, schema, quarantine)
    else:
        yield from read_csv(file, schema, quarantine)


def _whole(parts: list[Rows]) -> Rows | None:
    if not parts:
        return None
    table = pa.Table.from_batches([part.batch for part in parts]).combine_chunks()
    batch = pa.RecordBatch.from_arrays([column.chunk(0) for column in table.columns], schema=table.schema)
    names = {name for part in parts for name in part.unreadable}
    unreadable = {name: np.concatenate([_mask(part, name) for part in parts]) for name in names}
    positions = np.concatenate([part.positions for part in parts])
    return Rows(batch, positions, parts[0].unit, parts[-1].bytes_done, unreadable)


def _mask(part: Rows, name: str) -> npt.NDArray[np.bool_]:
    return part.unreadable.get(name, np.zeros(part.batch.num_rows, dtype=np.bool_))


def _reversed(rows: Rows) -> Rows:
    order = np.arange(rows.batch.num_rows)[::-1]
    unreadable = {name: mask[order] for name, mask in rows.unreadable.items()}
    return Rows(rows.batch.take(pa.array(order)), rows.positions[order], rows.unit, rows.bytes_done, unreadable)
