"""The moved world holds the same requests, from other accounts after the ban; the page is that of the script."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from stillwatch.simulation import load_scenario, simulate


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small world with one campaign."""
    folder = tmp_path_factory.mktemp("standby") / "world"
    simulate(load_scenario("hydra"), exchanges=4000, seed=5, prompts=None, out=folder)
    return folder


@pytest.mark.parametrize("pool", ["shared", "own"])
def test_the_same_requests_go_on_from_a_pool_that_was_silent(standby: ModuleType, world: Path, pool: str) -> None:
    moved: Any = standby.moved(world, pool, 5)
    before = pq.read_table(world / "exchanges").drop_columns(["account_id"])

    assert moved.exchanges.drop_columns(["account_id"]).equals(before)
    late = pc.greater_equal(moved.exchanges["started_at"], moved.ban + standby.dt.timedelta(seconds=standby.CLOSING))
    assert not moved.crew & set(moved.exchanges.filter(late)["account_id"].to_pylist())
    early = moved.exchanges.filter(pc.less(moved.exchanges["started_at"], moved.ban))
    assert not moved.pool & set(early["account_id"].to_pylist())


def test_the_pool_shares_cards_only_where_it_is_to(standby: ModuleType, world: Path) -> None:
    for pool, shared in (("shared", True), ("own", False)):
        moved: Any = standby.moved(world, pool, 5)
        rows = moved.accounts.to_pylist()
        cards = [
            {row["payment_id"] for row in rows if row["account_id"] in who} - {None} for who in (moved.crew, moved.pool)
        ]
        assert bool(cards[0] & cards[1]) is shared
        assert {row["closed_at"] is None for row in rows if row["account_id"] in moved.pool} == {True}


def test_the_page_has_the_scripts_table(standby: ModuleType, repository: Path) -> None:
    page = (repository / "docs" / "life-cycle.md").read_text(encoding="utf-8")
    table = page.partition(standby.BEGIN)[2].partition(standby.END)[0]

    assert table.strip().splitlines()[0] == f"| {' | '.join(standby.HEADINGS)} |"
