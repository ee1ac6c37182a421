"""Simulated worlds watched day by day end with the campaigns of one scan, and quiet ones with none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.evidence.log import DAY
from stillwatch.records.watching import Pass
from stillwatch.scanning import ScanOptions, scan
from stillwatch.simulation import load_scenario, simulate
from stillwatch.watching import WatchOptions, watch

LEAST_OVERLAP = 0.98


def passes(folder: Path, *, whole: bool = False) -> Pass:
    """One pass over what is new in ``folder``."""
    return watch(
        [folder / "logs"],
        state=folder / "state",
        out=folder / "out",
        accounts=folder / "world" / "accounts.parquet",
        releases=folder / "world" / "releases.parquet",
        options=WatchOptions(threads=2, whole=whole),
    )


def watched(scenario: str, exchanges: int, folder: Path) -> list[Pass]:
    """A pass for each day of a world."""
    simulate(load_scenario(scenario), exchanges=exchanges, seed=77, prompts=None, out=folder / "world")
    table = pq.read_table(folder / "world" / "exchanges")
    days = table["started_at"].cast(pa.int64()).to_numpy() // DAY
    (folder / "logs").mkdir()
    done = []
    for day in np.unique(days):
        pq.write_table(table.filter(pa.array(days == day)), folder / "logs" / f"{day}.parquet")
        done.append(passes(folder))
    return done


def campaigns(*tables: pa.Table) -> dict[str, set[str]]:
    """The exchanges of each campaign."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for row in table.to_pylist():
            if row["campaign_id"] is not None:
                found.setdefault(row["campaign_id"], set()).add(row["exchange_id"])
    return found


def least_overlap(theirs: dict[str, set[str]], ours: dict[str, set[str]]) -> float:
    """Over all campaigns, the least part that the nearest one has in common."""
    return min(max(len(ids & one) / len(ids | one) for one in ours.values()) for ids in theirs.values())


@pytest.mark.parametrize(("scenario", "exchanges"), [("record", 30_000), ("standby", 30_000)])
def test_the_campaigns_are_those_of_one_scan(scenario: str, exchanges: int, tmp_path: Path) -> None:
    done = watched(scenario, exchanges, tmp_path)
    out, world = tmp_path / "out", tmp_path / "world"
    since: list[Any] = [pq.read_table(path) for path in (out / "since").glob("*.parquet")]
    last = campaigns(pq.read_table(out / "exchanges.parquet"), *since)
    passes(tmp_path, whole=True)
    end = campaigns(pq.read_table(out / "exchanges.parquet"))
    options = ScanOptions(threads=2)
    tables = {"accounts": world / "accounts.parquet", "releases": world / "releases.parquet"}
    one = campaigns(scan([tmp_path / "logs"], **tables, options=options).exchanges)

    assert one
    assert least_overlap(one, last) >= LEAST_OVERLAP
    assert least_overlap(one, end) >= LEAST_OVERLAP
    assert len(end) == len(one)
    assert sum(each.look is None for each in done) > len(done) / 3


def test_quiet_stays_quiet(tmp_path: Path) -> None:
    done = watched("quiet", 15_000, tmp_path)

    assert [one.campaigns for one in done if one.campaigns] == []
