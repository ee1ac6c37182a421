"""The benchmark's tables are complete, whatever their figures are."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PAGE = "# Scale\n\n<!-- table: begin -->\nold\n<!-- table: end -->\n\nProse.\n"


@pytest.fixture
def conditions(scan_benchmark: ModuleType) -> Any:
    """A machine."""
    return scan_benchmark.Conditions("scenario `record`", "2026-11-23", "3.11.7", "any", cores=2, load=0.5)


@pytest.fixture
def run(scan_benchmark: ModuleType) -> Any:
    """A scan that meets its targets."""
    stages = {"read and fingerprint": 30.0, "evidence": 10.0}
    return scan_benchmark.ScanRun("0.1.0", 1_000_000, 3, stages, 50.0, 80.0, 2_000_000_000)


@pytest.fixture
def ways(scan_benchmark: ModuleType) -> list[Any]:
    """Ours, and one that is ten times slower."""
    quality = {"recall": 0.99, "clean": 0.9, "purity": 0.5}
    return [
        scan_benchmark.Way("ours", 2000, {"sketch": 0.5, "families": 0.5}, quality),
        scan_benchmark.Way("theirs", 2000, {"sketch": 10.0}, quality),
    ]


def test_the_page_holds_every_table_of_a_small_world(repository: Path, small_world: Path, tmp_path: Path) -> None:
    page = tmp_path / "scale.md"
    page.write_text(PAGE, encoding="utf-8")
    script = [sys.executable, str(repository / "benchmarks" / "scan.py")]
    options = ["--world", str(small_world), "--sample", "500", "--markdown", str(page)]

    printed = subprocess.run([*script, *options], check=True, capture_output=True, text=True).stdout  # noqa: S603 -- our own script

    written = page.read_text(encoding="utf-8")
    assert printed.strip() in written
    assert written.startswith("# Scale\n")
    assert written.endswith("Prose.\n")
    for stage in ("read and fingerprint", "shared text", "families", "evidence", "campaigns", "**whole command**"):
        assert f"\n| {stage} |" in written
    for way in ("stillwatch", "datasketch, similarity 0.5", "datasketch, similarity 0.3"):
        assert f"\n| {way} |" in written
    assert "| exchanges | ≥ 1,000,000 | 4,000 | **not met** |" in written
    assert "seed 3, 4,000 exchanges" in written


def test_rates_are_exchanges_per_second_and_what_no_stage_counts_is_a_row(
    scan_benchmark: ModuleType, conditions: Any, run: Any, ways: list[Any]
) -> None:
    text = scan_benchmark.report(conditions, run, ways)

    assert "| read and fingerprint | 30.0 | 33,300 |" in text
    assert "| start, side tables, writing | 10.0 | 100,000 |" in text
    assert "| **whole command** | 50.0 | 20,000 |" in text


def test_targets_are_judged(scan_benchmark: ModuleType, conditions: Any, run: Any, ways: list[Any]) -> None:
    met = scan_benchmark.report(conditions, run, ways)
    missed = scan_benchmark.report(conditions, replace(run, seconds=60.1, peak_bytes=4_000_000_001), ways)

    assert "not met" not in met
    assert "| whole command | ≤ 60 s | 60.1 s | **not met** |" in missed
    assert "| peak memory | ≤ 4 GB | 4.00 GB | **not met** |" in missed


def test_ways_are_compared_with_the_first(
    scan_benchmark: ModuleType, conditions: Any, run: Any, ways: list[Any]
) -> None:
    text = scan_benchmark.report(conditions, run, ways)

    assert "| ours | sketch 0.50; families 0.50 | 2,000 | 1 | 0.990 | 0.900 | 0.500 |" in text
    assert "| theirs | sketch 10.00 | 200 | 10 | 0.990 | 0.900 | 0.500 |" in text


def test_a_failed_command_is_told(scan_benchmark: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"scan failed: .*does not exist"):
        scan_benchmark.stillwatch("scan", tmp_path / "nowhere", "--out", tmp_path / "result")
