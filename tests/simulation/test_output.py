"""A world's folder follows the contract, says that it is simulated, and its truth is consistent."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from stillwatch.records.tables import ACCOUNTS, EXCHANGES, RELEASES, REQUIRED, TRUTH_ACCOUNTS, TRUTH_EXCHANGES
from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation import load_scenario, simulate
from stillwatch.simulation.output import MARK, PART_ROWS


@pytest.fixture
def folder(world: Callable[..., Any]) -> Any:
    """The scenario `relay` with 12 000 exchanges."""
    return world("relay", 12_000)


def test_tables_have_the_contracts_schemas(folder: Any) -> None:
    assert folder.exchanges.schema.equals(EXCHANGES)
    assert folder.table("accounts").schema.equals(ACCOUNTS)
    assert folder.table("releases").schema.equals(RELEASES)
    assert folder.table("truth_accounts").schema.equals(TRUTH_ACCOUNTS)
    assert folder.table("truth_exchanges").schema.equals(TRUTH_EXCHANGES)


def test_every_file_says_that_it_is_simulated(folder: Any) -> None:
    for path in folder.path.rglob("*.parquet"):
        assert pq.read_metadata(path).metadata[b"stillwatch.simulated"] == MARK[b"stillwatch.simulated"], path
    assert json.loads((folder.path / "world.json").read_text())["simulated"] is True


def test_required_columns_are_filled_and_ids_unique(folder: Any) -> None:
    for column in REQUIRED:
        assert folder.exchanges[column].null_count == 0
    assert pc.count_distinct(folder.exchanges["exchange_id"]).as_py() == 12_000
    accounts = folder.table("accounts")
    assert pc.count_distinct(accounts["account_id"]).as_py() == accounts.num_rows


def test_truth_and_log_speak_of_the_same(folder: Any) -> None:
    assert folder.table("truth_exchanges")["exchange_id"].to_pylist() == folder.exchanges["exchange_id"].to_pylist()
    known = folder.table("truth_accounts")["account_id"].to_pylist()
    assert known == folder.table("accounts")["account_id"].to_pylist()
    assert set(folder.exchanges["account_id"].unique().to_pylist()) <= set(known)


def test_truth_is_consistent(folder: Any) -> None:
    kinds = {row["account_id"]: row for row in folder.table("truth_accounts").to_pylist()}
    for account, row in zip(
        folder.exchanges["account_id"].to_pylist(), folder.table("truth_exchanges").to_pylist(), strict=True
    ):
        assert (row["campaign_id"] is None) == (row["capability"] is None)
        if row["campaign_id"]:
            assert row["capability"] in CAPABILITIES
            assert kinds[account]["kind"] == "campaign"
            assert kinds[account]["campaign_id"] == row["campaign_id"]
    assert all((row["kind"] == "campaign") == (row["campaign_id"] is not None) for row in kinds.values())


def test_nobody_sends_before_opening_or_after_closing_the_account(world: Callable[..., Any]) -> None:
    for name in ("record", "replacement"):
        folder = world(name, 20_000)
        accounts = folder.table("accounts").to_pandas().set_index("account_id")
        rows = folder.exchanges.select(["account_id", "started_at"]).to_pandas().join(accounts, on="account_id")
        assert (rows["started_at"] >= rows["created_at"]).all()
        late = (rows["started_at"] - rows["closed_at"]).dt.total_seconds().dropna()
        assert (late < 2).all()


def test_ids_do_not_follow_kinds(world: Callable[..., Any]) -> None:
    truth = world("record", 60_000).table("truth_accounts").to_pandas()
    place = truth["account_id"].rank()
    ours = (truth["kind"] == "campaign").to_numpy()

    assert (truth["account_id"].str.len() == 16).all()
    assert abs(place[ours].mean() / len(truth) - 0.5) < 0.12
    assert truth["account_id"].is_monotonic_increasing


def test_large_worlds_come_in_sorted_parts(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    simulate(
        load_scenario("hydra"), exchanges=PART_ROWS + 1000, seed=1, out=tmp_path, progress=lambda *at: told.append(at)
    )
    parts = sorted((tmp_path / "exchanges").glob("*.parquet"))

    assert told == [(PART_ROWS, PART_ROWS + 1000), (PART_ROWS + 1000, PART_ROWS + 1000)]
    assert [pq.read_metadata(part).num_rows for part in parts] == [PART_ROWS, 1000]
    times = np.concatenate([pq.read_table(part, columns=["started_at"])["started_at"].to_numpy() for part in parts])
    assert (np.diff(times) >= np.timedelta64(0)).all()


def test_the_summary_counts_what_was_written(folder: Any) -> None:
    said = json.loads((folder.path / "world.json").read_text())
    written = Counter(name for name in folder.table("truth_exchanges")["campaign_id"].to_pylist() if name)

    assert said["campaigns"] == dict(written)
    assert said["exchanges"] == 12_000
    assert sum(said["kinds"].values()) == said["accounts"] == folder.table("accounts").num_rows
    assert said["prompts"] == "grammar"
