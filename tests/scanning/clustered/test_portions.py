"""A batch leaves traits of what is held, outlines of all, and counts of what had a value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.engines.cluster import PLACE
from stillwatch.fingerprints.keys import draws
from stillwatch.fingerprints.traits import TRAITS
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.clustered.blobs import unpacked
from stillwatch.scanning.clustered.census import Door
from stillwatch.scanning.clustered.portions import ACCOUNT, PORTION, Choice, book_of, open_ceiling, portions
from stillwatch.sources.admission import Window

ROWS = 400
REPEATED = np.array([3, 5], dtype=np.int64)


@pytest.fixture
def batch(town: Any) -> pa.RecordBatch:
    """Some exchanges of the town with their places."""
    rows = town.table().slice(0, ROWS).combine_chunks().to_batches()[0]
    return rows.append_column(PLACE, pa.array(np.arange(ROWS)))


def choice(batch: pa.RecordBatch, *, thinned: bool) -> Choice:
    """What a census of the batch would say; of each account the lowest half of all draws is held."""
    names = [batch[name].unique() for name in ("account_id", "model", "route")]
    ceiling = np.full(len(names[0]), 2**63, dtype=np.uint64) if thinned else open_ceiling(len(names[0]))
    accounts, models, routes = names
    door = Door(Window.around_now())
    return Choice(door, REPEATED, accounts, models, routes, ceiling, thinned=thinned, keep_text=True)


def test_a_log_that_is_held_has_no_outlines(batch: pa.RecordBatch) -> None:
    (made,) = portions(choice(batch, thinned=False), iter([batch]))

    assert made.schema == PORTION
    row = made.to_pylist()[0]
    held = unpacked(row["held"])
    assert row["outlines"] is None
    assert set(held[PLACE].to_pylist()) == set(range(ROWS)) - set(REPEATED.tolist())
    assert set(held.schema.names) == {one.name for one in TRAITS} - {"account_id"} | {ACCOUNT, PLACE}
    filled = dict(zip(EXCHANGES.names, row["filled"], strict=True))
    assert filled["prompt"] == ROWS - len(REPEATED)
    assert filled["conversation_id"] == 0


def test_of_a_thinned_log_the_lowest_draws_are_held_and_all_are_outlined(batch: pa.RecordBatch) -> None:
    (made,) = portions(choice(batch, thinned=True), iter([batch]))

    row = made.to_pylist()[0]
    held, outlines = unpacked(row["held"]), unpacked(row["outlines"])
    low = np.setdiff1d(np.flatnonzero(draws(batch["exchange_id"]) <= 2**63), REPEATED)
    assert held[PLACE].to_pylist() == low.tolist()
    assert 0 < len(low) < ROWS - len(REPEATED) == outlines.num_rows
    names = batch["account_id"].unique().take(outlines["account"])
    assert names.equals(batch["account_id"].take(outlines[PLACE]))


def test_names_are_numbered_in_their_order() -> None:
    names = pa.array(["b", "a", "c"])

    assert book_of(names).codes(pa.array(["c", "b"]).dictionary_encode()).tolist() == [2, 0]
