"""Which rows of a log count, and how many each account has, told before any text is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.engines.cluster import PLACE
from stillwatch.evidence.log import Ints, Keys
from stillwatch.fingerprints.keys import draws
from stillwatch.records.tables import EXCHANGES, IDENTIFIERS, REQUIRED
from stillwatch.sources.admission import Window, admit
from stillwatch.sources.columns import rows_of_batch
from stillwatch.sources.duplicates import hash_strings
from stillwatch.sources.interface import Rows
from stillwatch.sources.pseudonyms import pseudonymized
from stillwatch.sources.quarantine import Quarantine

COLUMNS: Final = (*REQUIRED, "route")
READ: Final = (*COLUMNS, PLACE)
NARROW: Final = pa.schema([EXCHANGES.field(name) for name in COLUMNS])
CENSUS: Final = pa.schema(
    [
        (PLACE, pa.int64()),
        ("id", pa.int64()),
        ("draw", pa.int64()),
        ("account_id", pa.string()),
        ("model", pa.string()),
        ("route", pa.string()),
        ("fault", pa.string()),
    ]
)
"""A row per row read: ``fault`` says why it does not count, the other columns are null then. ``draw`` has the order of
the unsigned number that it is told from."""

REPEATED: Final = """
WITH several AS (
    SELECT id, min(place) AS first FROM {entries} AS entries WHERE fault IS NULL GROUP BY id HAVING count(*) > 1
)
SELECT entries.place AS place FROM {entries} AS entries JOIN several ON entries.id = several.id
WHERE entries.fault IS NULL AND entries.place > several.first
"""
"""Rows whose exchange stands earlier in the log."""
ADMITTED: Final = """
WITH several AS (
    SELECT id, min(place) AS first FROM {entries} AS entries WHERE fault IS NULL GROUP BY id HAVING count(*) > 1
)
SELECT entries.* FROM {entries} AS entries LEFT JOIN several ON entries.id = several.id
WHERE entries.fault IS NULL AND (several.id IS NULL OR entries.place = several.first)
"""
"""Rows that count."""
FAULTS: Final = "SELECT place, fault FROM {entries} AS entries WHERE fault IS NOT NULL"
NAMES: Final = """
SELECT place >> {file_bits} AS file, model, route, min(place) AS first, count(*) AS exchanges FROM {entries} AS entries
GROUP BY place >> {file_bits}, model, route
"""
"""The models and routes of each file, where the log meets them first, and their exchanges."""
ACCOUNTS: Final = """
SELECT account_id AS name, min(place) AS first, count(*) AS exchanges FROM {entries} AS entries
GROUP BY account_id
"""
"""Every account, where the log meets it first, and its exchanges."""
CEILINGS: Final = """
SELECT account_id AS name, draw FROM (
    SELECT account_id, draw, row_number() OVER (PARTITION BY account_id ORDER BY draw, place) AS number
    FROM {entries} AS entries
) AS numbered WHERE number = {limit}
"""
"""The highest draw that is held of each account with as many exchanges."""
_TOP: Final = np.uint64(1 << 63)


@dataclass(frozen=True, slots=True)
class Door:
    """What a row is checked against, the same on every machine."""

    window: Window
    pseudonym_key: bytes | None = None


def census(door: Door, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Rows of schema ``CENSUS`` of batches with ``COLUMNS`` and ``PLACE``; a row read is a row told."""
    for batch in batches:
        kept, places, told = admitted(door, batch, NARROW)
        faults = [(one.row, one.reason) for one in told.kept]
        yield _rows(kept, places)
        if faults:
            columns = {PLACE: [place for place, _ in faults], "fault": [fault for _, fault in faults]}
            yield _batch({name: pa.array(values, CENSUS.field(name).type) for name, values in columns.items()})


def admitted(door: Door, batch: pa.RecordBatch, schema: pa.Schema) -> tuple[pa.RecordBatch, Ints, Quarantine]:
    """The rows that count, as ``schema``, with their places, and what is said of the others.

    Whether an exchange stands twice is not asked: one batch cannot know.
    """
    told = Quarantine(most_kept=batch.num_rows)
    places = batch[PLACE].to_numpy()
    rows = rows_of_batch(batch, schema, places, "row", 0, told)
    kept = admit(Rows(rows.batch, places, "row", 0, rows.unreadable), schema, "", door.window, None, told)
    if len(told.kept):
        places = places[~np.isin(places, [one.row for one in told.kept if one.row is not None])]
    if door.pseudonym_key is not None:
        names = [name for name in IDENTIFIERS if name in schema.names]
        kept = pseudonymized(kept, names, door.pseudonym_key)
    return kept, places, told


def _rows(kept: pa.RecordBatch, places: Ints) -> pa.RecordBatch:
    ids = kept["exchange_id"]
    columns = {name: kept[name] for name in ("account_id", "model", "route")}
    numbers = {"id": hash_strings(ids).view(np.int64), "draw": as_signed(draws(ids)), PLACE: places}
    return _batch(columns | {name: pa.array(values) for name, values in numbers.items()})


def _batch(columns: dict[str, pa.Array]) -> pa.RecordBatch:
    rows = len(next(iter(columns.values())))
    arrays = [columns[one.name] if one.name in columns else pa.nulls(rows, one.type) for one in CENSUS]
    return pa.RecordBatch.from_arrays(arrays, schema=CENSUS)


def as_signed(draw: Keys) -> Ints:
    """Signed numbers in the order of the unsigned ones."""
    return (draw ^ _TOP).view(np.int64)


def as_unsigned(draw: Ints) -> Keys:
    """What ``as_signed`` was given."""
    return draw.view(np.uint64) ^ _TOP
