"""Scanned from a choice of every account's exchanges, a world has the campaigns that it has when held whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from stillwatch.records.result import ScanResult
from stillwatch.scanning import ScanOptions, scan, write_result
from stillwatch.simulation import load_scenario, simulate

EXCHANGES = 200_000
HELD = 110_000
LEAST = 0.98


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world of the record's proportions."""
    folder = tmp_path_factory.mktemp("world")
    simulate(load_scenario("record"), exchanges=EXCHANGES, seed=61, out=folder)
    return folder


def scanned(world: Path, options: ScanOptions) -> ScanResult:
    tables = {name: world / f"{name}.parquet" for name in ("accounts", "releases")}
    return scan([world / "exchanges"], accounts=tables["accounts"], releases=tables["releases"], options=options)


@pytest.fixture(scope="module")
def whole(world: Path) -> ScanResult:
    """The world held whole."""
    return scanned(world, ScanOptions(threads=2))


@pytest.fixture(scope="module")
def thinned(world: Path, tmp_path_factory: pytest.TempPathFactory) -> ScanResult:
    """The world with about half of its exchanges held."""
    work = tmp_path_factory.mktemp("thinned") / "work"
    return scanned(world, ScanOptions(threads=2, work=work, most_held=HELD))


def owners(result: ScanResult) -> dict[str, str | None]:
    return dict(zip(*(result.exchanges[name].to_pylist() for name in ("exchange_id", "campaign_id")), strict=True))


def test_each_campaign_has_the_same_exchanges(whole: ScanResult, thinned: ScanResult) -> None:
    left, right = owners(whole), owners(thinned)
    assert left.keys() == right.keys()
    both = Counter((left[name], right[name]) for name in left)

    assert whole.campaigns
    for campaign in whole.campaigns:
        mine = {pair[1]: count for pair, count in both.items() if pair[0] == campaign.campaign_id and pair[1]}
        best = max(mine, key=lambda name: mine[name])
        other = sum(count for pair, count in both.items() if pair[1] == best)
        assert mine[best] / (campaign.exchanges + other - mine[best]) >= LEAST


def test_none_is_found_that_is_not_there(world: Path, thinned: ScanResult) -> None:
    said = owners(thinned)
    truth = pq.read_table(world / "truth_exchanges.parquet")
    names, real = (truth[name].to_pylist() for name in ("exchange_id", "campaign_id"))
    both = Counter((said[name], own) for name, own in zip(names, real, strict=True))

    for campaign in thinned.campaigns:
        assert max(both[campaign.campaign_id, name] for name in ("S1", "S2", "S3")) >= LEAST * campaign.exchanges


def test_counts_are_of_all_exchanges(thinned: ScanResult) -> None:
    counted = Counter(owners(thinned).values())
    rows = thinned.accounts.to_pylist()

    assert sum(row["exchanges"] for row in rows) == thinned.run.accepted == EXCHANGES
    for campaign in thinned.campaigns:
        assert campaign.exchanges == counted[campaign.campaign_id]
        mine = [row for row in rows if row["campaign_id"] == campaign.campaign_id]
        assert sum(row["campaign_exchanges"] for row in mine) == pytest.approx(campaign.exchanges, rel=0.02)
        assert campaign.timeline is not None
        assert sum(campaign.timeline.exchanges) == campaign.exchanges
        for shares in (campaign.models, campaign.routes, campaign.capabilities):
            assert sum(shares.values()) == pytest.approx(1)


def test_it_says_that_it_was_thinned(whole: ScanResult, thinned: ScanResult) -> None:
    assert {gap.name for gap in thinned.run.gaps} - {gap.name for gap in whole.run.gaps} == {"thinned"}


def test_what_fits_is_scanned_as_ever(world: Path, whole: ScanResult, tmp_path: Path) -> None:
    kept = scanned(world, ScanOptions(threads=2, work=tmp_path / "work"))

    assert kept.campaigns == whole.campaigns
    assert kept.accounts.equals(whole.accounts)
    assert kept.exchanges.equals(whole.exchanges)


def test_it_is_written_as_any_result(thinned: ScanResult, tmp_path: Path) -> None:
    write_result(thinned, tmp_path)

    table = pq.read_table(tmp_path / "exchanges.parquet")
    assert [str(kind) for kind in table.schema.types] == ["string"] * 3
    assert table["exchange_id"].to_pylist() == thinned.exchanges["exchange_id"].to_pylist()
