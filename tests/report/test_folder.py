"""A result written as the contract's folder."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from stillwatch.records.result import ScanResult
from stillwatch.report.folder import write_result

FILES = [
    "accounts.parquet",
    "campaigns.json",
    "exchanges.parquet",
    "known_campaigns.json",
    "quarantine.jsonl",
    "report.html",
    "run.json",
    "unresolved.json",
]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", ["three", "empty", "hostile"])
def test_every_file_is_there_and_reads_back(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    result: ScanResult = request.getfixturevalue(kind)
    out = tmp_path / "made" / "with its parents"

    write_result(result, out)

    assert names(out) == FILES
    campaigns = json.loads((out / "campaigns.json").read_text(encoding="utf-8"))
    assert len(campaigns) == len(result.campaigns)
    assert len(json.loads((out / "unresolved.json").read_text(encoding="utf-8"))) == len(result.unresolved)
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["read"] == result.run.read
    assert pq.read_table(out / "accounts.parquet").equals(result.accounts)
    assert pq.read_table(out / "exchanges.parquet").equals(result.exchanges)
    assert (out / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_the_scan_rejected_is_left_as_it_is(three: ScanResult, tmp_path: Path) -> None:
    (tmp_path / "quarantine.jsonl").write_text('{"source": "log", "line": 1, "reason": "broken"}\n', encoding="utf-8")

    write_result(three, tmp_path)

    assert "broken" in (tmp_path / "quarantine.jsonl").read_text(encoding="utf-8")


def test_an_older_result_is_replaced(three: ScanResult, empty: ScanResult, tmp_path: Path) -> None:
    write_result(three, tmp_path)
    write_result(empty, tmp_path)

    assert names(tmp_path) == FILES
    assert json.loads((tmp_path / "campaigns.json").read_text(encoding="utf-8")) == []
