"""Local inputs keep the rules of any scan; what a cluster does not read is told with what it reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from stillwatch.engines.cluster import Files
from stillwatch.records.errors import UsageError
from stillwatch.scanning import ScanOptions
from stillwatch.scanning.clustered.inputs import files_on
from stillwatch.sources.quarantine import Quarantine


class Asked:
    """A cluster that gives no rows and remembers the paths."""

    def __init__(self) -> None:
        """Nothing is asked yet."""
        self.paths: list[str] = []

    def read(self, paths: Sequence[str], columns: Sequence[str]) -> Files:
        """See ``Cluster``."""
        assert "exchange_id" in columns
        self.paths = list(paths)
        rows: Any = None
        return Files(rows, tuple(paths))


def test_side_tables_and_truth_are_left_out_and_addresses_stay(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (log / "truth_exchanges.parquet").touch()
    monkeypatch.chdir(tmp_path)
    cluster, quarantine = Asked(), Quarantine()

    files = files_on(cluster, [log.name, "s3a://logs/june"], ScanOptions(), quarantine)

    parts = [f"part-{number}.parquet" for number in range(3)]
    assert cluster.paths == [*(str((log / one).resolve()) for one in parts), "s3a://logs/june"]
    assert files.names == (*(f"{log.name}/{one}" for one in parts), "s3a://logs/june")
    assert {note for _, note in quarantine.skipped} == {
        "an accounts table, which holds no exchanges",
        "a simulation's truth is never read",
    }


def test_another_format_is_told_with_the_one_that_is_read(tmp_path: Path) -> None:
    row = {"exchange_id": "a", "started_at": "2026-06-01T00:00:00Z", "account_id": "x", "model": "m"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")

    with pytest.raises(UsageError, match=r"a.jsonl is in the format canonical_jsonl, .*only canonical_parquet is read"):
        files_on(Asked(), [tmp_path / "a.jsonl"], ScanOptions(), Quarantine())
    with pytest.raises(UsageError, match="leave --format bedrock out"):
        files_on(Asked(), [tmp_path], ScanOptions(format="bedrock"), Quarantine())


def test_a_damaged_file_is_quarantined(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and nothing after it")
    quarantine = Quarantine()

    with pytest.raises(UsageError, match="no Parquet files"):
        files_on(Asked(), [tmp_path], ScanOptions(), quarantine)
    assert quarantine.rejected == 1
