"""A scan on a cluster gives the result of a scan here, in whatever order the cluster's parts come."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from stillwatch.engines.cluster import ClusterOptions
from stillwatch.records.result import ScanResult
from stillwatch.records.tables import EXCHANGE_RESULTS
from stillwatch.scanning import ScanOptions, scan

HELD = 2500
TOLD = ("read", "accepted", "rejected", "sources", "rejections_by_reason", "coverage", "gaps", "simulated")


def scanned(log: Path, folder: Path, **options: Any) -> tuple[ScanResult, list[dict[str, Any]]]:
    """A scan of the town, and what its quarantine says, in an order of its own."""
    folder.mkdir()
    rejected = folder / "quarantine.jsonl"
    given = ScanOptions(threads=2, quarantine=rejected, **options)
    result = scan([log], accounts=log / "accounts.parquet", options=given)
    return result, sorted(map(json.loads, rejected.read_text().splitlines()), key=str)


def plain(exchanges: pa.Table) -> pa.Table:
    """Rows by id, names as strings."""
    return exchanges.cast(EXCHANGE_RESULTS).sort_by("exchange_id")


@pytest.mark.parametrize(
    "options",
    [{}, {"pseudonym_key": b"0123456789abcdef"}, {"drop_content": True}],
    ids=["plain", "pseudonyms", "no text"],
)
@pytest.mark.parametrize("thinned", [False, True], ids=["held", "thinned"])
def test_a_cluster_gives_the_same_result(
    log: Path, instead: ClusterOptions, tmp_path: Path, options: dict[str, Any], *, thinned: bool
) -> None:
    works = [{"work": tmp_path / f"work-{name}", "most_held": HELD} if thinned else {} for name in ("here", "there")]

    here, refused_here = scanned(log, tmp_path / "here", **options, **works[0])
    there, refused_there = scanned(log, tmp_path / "there", engine="spark", cluster=instead, **options, **works[1])

    assert here.campaigns
    assert there.campaigns == here.campaigns
    assert there.accounts.equals(here.accounts)
    assert plain(there.exchanges).equals(plain(here.exchanges))
    assert there.unresolved == here.unresolved
    assert there.known == here.known
    assert refused_there == refused_here
    assert {name: getattr(there.run, name) for name in TOLD} == {name: getattr(here.run, name) for name in TOLD}
    assert there.run.rejected == 83
    assert (there.run.engine, here.run.engine) == ("spark", "duckdb")
    assert any(gap.name == "thinned" for gap in there.run.gaps) == thinned
