"""The replay shows each hour what was known in it, and measures against the truth; the page has its tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from stillwatch.records.tables import ACCOUNTS
from stillwatch.simulation import load_scenario


@pytest.fixture(scope="module")
def world(watch_benchmark: ModuleType, small_world: Path) -> Any:
    """The first ten hours of a small world."""
    whole = watch_benchmark.world_in(small_world)
    early = whole.hours < whole.hours.min() + 10
    rows = whole.exchanges.filter(pa.array(early))
    return watch_benchmark.World(rows, whole.hours[early], whole.accounts, whole.releases, whole.truth, whole.members)


def test_accounts_are_as_they_were(watch_benchmark: ModuleType) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    hour = timedelta(hours=1)
    rows: list[dict[str, Any]] = [
        {"account_id": "old", "created_at": now - hour, "closed_at": now - hour},
        {"account_id": "closed later", "created_at": now - hour, "closed_at": now + hour},
        {"account_id": "not yet", "created_at": now + hour, "closed_at": None},
        {"account_id": "unknown", "created_at": None, "closed_at": None},
    ]
    table = pa.Table.from_pylist([{**dict.fromkeys(ACCOUNTS.names), **row} for row in rows], schema=ACCOUNTS)
    there = watch_benchmark.accounts_at(table, round(now.timestamp() * 1e6))

    assert there["account_id"].to_pylist() == ["old", "closed later", "unknown"]
    assert there["closed_at"].to_pylist() == [now - hour, None, None]


def test_every_hour_is_a_pass(watch_benchmark: ModuleType, world: Any, tmp_path: Path) -> None:
    replay = watch_benchmark.replayed(world, tmp_path)
    done = watch_benchmark.passed(world, tmp_path, watch_benchmark.WatchOptions(whole=True))

    assert len(replay.seconds) == len(replay.looked) == len(np.unique(world.hours)) == 10
    assert replay.looked[0]
    assert sum(replay.looked) < 10
    assert done.looks == sum(replay.looked) + 1
    assert not replay.false
    assert len(list((tmp_path / "logs").iterdir())) == 10


def test_what_was_served_is_counted_in_the_truth(watch_benchmark: ModuleType, world: Any) -> None:
    (true, ids) = next((true, ids) for true, ids in world.truth.items() if ids)
    mine = np.asarray(pc.is_in(world.exchanges["exchange_id"], value_set=pa.array(sorted(ids))))
    first = int(np.flatnonzero(np.unique(world.hours) == world.hours[mine].min())[0])

    assert watch_benchmark.served(world, true, None) == 1
    assert watch_benchmark.served(world, true, 9) == 1
    if first:
        assert watch_benchmark.served(world, true, first - 1) == 0


def test_overlap_is_what_both_have_of_what_either_has(watch_benchmark: ModuleType) -> None:
    ids = frozenset("abcd")

    assert watch_benchmark.overlap(ids, {"x": frozenset("abcde"), "y": frozenset("z")}) == 0.8
    assert watch_benchmark.overlap(ids, {}) == 0


def test_the_report_has_both_tables_and_what_they_come_to(watch_benchmark: ModuleType) -> None:
    found, cost = (["x"] * len(names) for names in (watch_benchmark.FOUND_HEADINGS, watch_benchmark.COST_HEADINGS))
    one = watch_benchmark.Measured([found], cost, [0.01, 0.03], [(0.99, 1.0)])
    text = watch_benchmark.report([one])

    assert "2.0% at the median, 3.0% at most" in text
    assert "0.9900 in the last hour, 1.0000 after all was looked at" in text
    assert sum(line.startswith("| x |") for line in text.splitlines()) == 2


def test_the_worlds_are_there(watch_benchmark: ModuleType, repository: Path) -> None:
    for world in watch_benchmark.WORLDS:
        own = repository / "benchmarks" / f"{world.partition('=')[0]}.yaml"
        assert load_scenario(own if own.is_file() else world.partition("=")[0])


def test_the_page_has_the_scripts_tables(watch_benchmark: ModuleType, repository: Path) -> None:
    page = (repository / "docs" / "watch.md").read_text(encoding="utf-8")
    table = page.partition("<!-- table: begin -->")[2].partition("<!-- table: end -->")[0]

    for headings in (watch_benchmark.FOUND_HEADINGS, watch_benchmark.COST_HEADINGS):
        assert f"| {' | '.join(headings)} |" in table
