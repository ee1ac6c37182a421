"""Exchanges of members are dealt by what a look at everything learned; those of others are nobody's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.evidence.log import Codes, Log
from stillwatch.fingerprints.traits import fingerprint
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.extent import taught
from stillwatch.scanning.reading import Facts, Reading
from stillwatch.scanning.scan import operations_of
from stillwatch.watching.dealing import STRANGER, Dealer


@pytest.fixture(scope="module")
def dealer(town_log: Log) -> Dealer:
    """What the town teaches."""
    found = operations_of(town_log, StageClock(), 1).operations
    facts = Facts(1, 1, 0, "", (), {}, {}, simulated=False)
    accounts = len(town_log.registry)
    nothing = np.zeros(accounts, np.int64), np.full(accounts, 2**64 - 1, np.uint64)
    reading = Reading(town_log.traits, None, facts, *nothing)
    names = [f"C-{i}" for i in range(len(found))]
    return Dealer.of(taught(town_log, found, reading), town_log.registry.names, names)


def dealt(dealer: Dealer, town: Any) -> tuple[pa.Table, dict[str, int]]:
    batch = fingerprint(town.table().combine_chunks().to_batches()[0])
    done = dealer.deal(batch)
    return done.table, done.counts


def test_the_towns_exchanges_are_dealt_as_they_were_found(dealer: Dealer, town: Any, crew: Codes) -> None:
    table, counts = dealt(dealer, town)
    mine = [row["exchange_id"] for row in table.to_pylist() if row["campaign_id"]]
    theirs = [name for name in table["exchange_id"].to_pylist() if name.startswith("campaign")]

    assert dealer.campaigns == ("C-0",)
    assert len(dealer.accounts) == len(crew)
    assert counts == {"C-0": len(mine)}
    assert len(set(mine) & set(theirs)) >= 0.98 * len(set(mine) | set(theirs))


def test_it_is_the_same_after_it_was_kept(dealer: Dealer, town: Any, tmp_path: Path) -> None:
    dealer.save(tmp_path)
    again = Dealer.load(tmp_path)

    assert again.campaigns == dealer.campaigns
    assert dealt(again, town)[0].equals(dealt(dealer, town)[0])


def test_accounts_that_are_no_members_are_strangers(dealer: Dealer) -> None:
    accounts = pa.array(["c3", "h1", "nobody", "c3"]).dictionary_encode()

    numbers = dealer.numbers(accounts)
    assert numbers[1] == numbers[2] == STRANGER
    assert dealer.accounts[numbers[0] - 1].as_py() == "c3"
    assert numbers[0] == numbers[3]


def test_with_no_campaign_nothing_is_dealt(dealer: Dealer, town: Any) -> None:
    extension = dealer.extension
    none = Dealer.of(
        type(extension)(extension.table, extension.members[:0], extension.wholly * 0 - 1, extension.judged),
        pa.array(["x", *dealer.accounts.to_pylist()]),
        [],
    )
    table, counts = dealt(none, town)

    assert counts == {}
    assert table["campaign_id"].null_count == table.num_rows
