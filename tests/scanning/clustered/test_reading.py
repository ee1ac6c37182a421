"""What a census tells: who counts, in which order names are met, and how much of each account is held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stillwatch.fingerprints.keys import draws
from stillwatch.records.errors import InputError
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.clustered.census import Door
from stillwatch.scanning.clustered.portions import open_ceiling
from stillwatch.scanning.clustered.reading import How, counted
from stillwatch.sources.admission import Window
from stillwatch.sources.quarantine import Quarantine

DOOR = Door(Window.around_now())


def how(most: int | None) -> How:
    """A reading that holds at most so many."""
    return How(DOOR, keep_text=False, most=most, progress=lambda *_: None)


def test_names_come_in_the_order_of_the_log(cluster: Any, log: Path, town: Any) -> None:
    paths = [str(log / f"part-{number}.parquet") for number in range(3)]
    quarantine = Quarantine()

    found = counted(cluster.read(paths, EXCHANGES.names), how(None), quarantine)

    rows = town.table()
    first = rows["account_id"].unique().to_pylist()
    assert found.choice.accounts.to_pylist() == first
    assert found.choice.models.to_pylist() == ["m1", "m2"]
    assert found.exchanges.sum() == len(rows) == quarantine.accepted
    assert len(found.choice.repeated) == 80
    assert found.limit is None
    assert np.array_equal(found.choice.ceiling, open_ceiling(len(first)))


def test_a_ceiling_holds_as_many_of_each_account(cluster: Any, log: Path, town: Any) -> None:
    paths = [str(log / f"part-{number}.parquet") for number in range(3)]

    found = counted(cluster.read(paths, EXCHANGES.names), how(4000), Quarantine())

    rows = town.table().combine_chunks()
    account = np.array(rows["account_id"].to_pylist())
    draw = draws(rows["exchange_id"].chunk(0))
    names = found.choice.accounts.to_pylist()
    held = [int((draw[account == name] <= found.choice.ceiling[i]).sum()) for i, name in enumerate(names)]
    assert found.limit
    assert held == np.minimum(found.exchanges, found.limit).tolist()
    assert sum(held) <= 4000


def test_a_log_without_rows_that_count_is_an_error(cluster: Any, log: Path) -> None:
    files = cluster.read([str(log / "accounts.parquet")], EXCHANGES.names)

    with pytest.raises(InputError, match="missing exchange_id"):
        counted(files, how(None), Quarantine())
