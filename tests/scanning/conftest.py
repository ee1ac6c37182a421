"""The town as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.records.result import ScanResult
from stillwatch.scanning import ScanOptions, scan


@dataclass(frozen=True, slots=True)
class Files:
    """Where the town's tables are."""

    exchanges: Path
    accounts: Path
    releases: Path

    def scan(self, **options: Any) -> ScanResult:
        """Scan them with these options."""
        given = ScanOptions(threads=2, **options)
        return scan([self.exchanges], accounts=self.accounts, releases=self.releases, options=given)

    def table(self) -> pa.Table:
        """The exchanges."""
        return pq.read_table(self.exchanges)


@pytest.fixture(scope="session")
def files(town: Any, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The town written as Parquet."""
    folder = tmp_path_factory.mktemp("town")
    found = Files(*(folder / f"{name}.parquet" for name in ("exchanges", "accounts", "releases")))
    pq.write_table(town.table(), found.exchanges)
    pq.write_table(town.account_table(), found.accounts)
    pq.write_table(town.release_table(), found.releases)
    return found


@pytest.fixture(scope="session")
def result(files: Files) -> ScanResult:
    """The town scanned with everything that is known of it."""
    return files.scan()
