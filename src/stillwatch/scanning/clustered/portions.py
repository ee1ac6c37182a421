"""Batches of a log become portions: outlines of all exchanges, traits of those held, a sample of texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.engines.cluster import PLACE
from stillwatch.evidence.log import Codes, Ints, Keys
from stillwatch.evidence.reservoir import OPEN, Marks
from stillwatch.fingerprints.codebook import CodeBook
from stillwatch.fingerprints.keys import draws
from stillwatch.fingerprints.outline import outline
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.clustered.blobs import packed
from stillwatch.scanning.clustered.census import Door, admitted
from stillwatch.scanning.ingest import Done, Taken, fingerprinted

ACCOUNT: Final = "account"
PORTION: Final = pa.schema(
    [
        ("filled", pa.list_(pa.int64())),
        ("held", pa.binary()),
        ("texts", pa.binary()),
        ("outlines", pa.binary()),
    ]
)
"""A row per batch. ``filled`` counts the values of each of the contract's columns; the others are packed batches:
traits with ``ACCOUNT`` and ``PLACE``, sampled texts (null where none are kept), and outlines with ``PLACE`` (null where
the whole log is held)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the census says of a log: the rows that are read a second time and do not count, and the names by number.

    ``ceiling`` is, by account, the highest draw that is held; ``thinned`` says whether not every exchange is.
    """

    door: Door
    repeated: Ints
    accounts: pa.Array
    models: pa.Array
    routes: pa.Array
    ceiling: Keys
    thinned: bool
    keep_text: bool


def portions(choice: Choice, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Rows of schema ``PORTION`` of batches with the contract's columns and ``PLACE``."""
    accounts, models, routes = (book_of(names) for names in (choice.accounts, choice.models, choice.routes))
    for batch in batches:
        kept, places = _counting(choice, batch)
        if not kept.num_rows:
            continue
        account = accounts.codes(kept["account_id"].dictionary_encode())
        draw = draws(kept["exchange_id"])
        worth = draw <= choice.ceiling[account] if choice.thinned else None
        done = fingerprinted(Taken(kept, account, draw, worth), keep_text=choice.keep_text)
        outlines = None
        if choice.thinned:
            sketch = done.sketch
            lines = outline(sketch, account, models.codes(sketch["model"]), routes.codes(sketch["route"]))
            outlines = packed(lines.append_column(PLACE, pa.array(places)))
        yield _portion(kept, _held(done, places, worth), done.sample, outlines)


def book_of(names: pa.Array) -> CodeBook:
    """The numbers of names that stand in their order."""
    book = CodeBook()
    book.codes(names.dictionary_encode())
    return book


def open_ceiling(accounts: int) -> Keys:
    """The ceiling of accounts of which every exchange is held."""
    return np.full(accounts, OPEN)


def _counting(choice: Choice, batch: pa.RecordBatch) -> tuple[pa.RecordBatch, Ints]:
    kept, places, _ = admitted(choice.door, batch, EXCHANGES)
    at = np.searchsorted(choice.repeated, places)
    again = np.append(choice.repeated, -1)[at] == places
    return (kept.filter(pa.array(~again)), places[~again]) if again.any() else (kept, places)


def _held(done: Done, places: Ints, worth: Marks | None) -> pa.RecordBatch:
    theirs: Ints = places if worth is None else places[worth]
    codes: Codes = done.account
    return done.evidence.append_column(ACCOUNT, pa.array(codes)).append_column(PLACE, pa.array(theirs))


def _portion(
    kept: pa.RecordBatch, held: pa.RecordBatch, sample: pa.RecordBatch | None, outlines: bytes | None
) -> pa.RecordBatch:
    filled = [kept.num_rows - kept[name].null_count for name in EXCHANGES.names]
    row = {
        "filled": filled,
        "held": packed(held),
        "texts": None if sample is None else packed(sample),
        "outlines": outlines,
    }
    return pa.RecordBatch.from_pylist([row], schema=PORTION)
