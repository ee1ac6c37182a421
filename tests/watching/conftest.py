"""The town as a log that grows, a file at a time, and what a watch over it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from stillwatch.records.watching import Pass
from stillwatch.scanning.clock import StageClock
from stillwatch.watching import WatchOptions, watch
from stillwatch.watching.state import opened
from stillwatch.watching.taking import Taken, take

START = datetime(2026, 6, 1, tzinfo=UTC)
OPTIONS = WatchOptions(threads=2)


@dataclass(frozen=True, slots=True)
class Stream:
    """A log folder that the town's days come into; ``accounts`` and ``releases`` are files."""

    folder: Path
    table: pa.Table
    accounts: Path
    releases: Path

    @property
    def logs(self) -> Path:
        """Where the log's files are."""
        return self.folder / "logs"

    @property
    def state(self) -> Path:
        """The watch's state."""
        return self.folder / "state"

    @property
    def out(self) -> Path:
        """The watch's result."""
        return self.folder / "out"

    def between(self, begin: float, end: float) -> pa.Table:
        """Exchanges from day ``begin`` to day ``end``."""
        first, last = (pa.scalar(START + timedelta(days=day), self.table["started_at"].type) for day in (begin, end))
        time = self.table["started_at"]
        return self.table.filter(pc.and_(pc.greater_equal(time, first), pc.less(time, last)))

    def add(self, begin: float, end: float) -> Path:
        """A file with the exchanges from day ``begin`` to day ``end`` comes into the log's folder."""
        return self.put(self.between(begin, end), f"{begin:06.2f}.parquet")

    def put(self, table: pa.Table, name: str) -> Path:
        """A file with these exchanges comes into the log's folder."""
        self.logs.mkdir(exist_ok=True)
        pq.write_table(table, self.logs / name)
        return self.logs / name

    def watch(self, options: WatchOptions = OPTIONS) -> Pass:
        """One pass."""
        return watch(
            [self.logs],
            state=self.state,
            out=self.out,
            accounts=self.accounts,
            releases=self.releases,
            options=options,
        )

    def take(self, options: WatchOptions = OPTIONS) -> Taken | None:
        """Take what is new and do nothing else."""
        with opened(self.state, options) as state:
            return take([self.logs], state, options, StageClock())

    def verdicts(self) -> dict[str, str | None]:
        """The campaign of every exchange, by the result and what was dealt since."""
        tables = [pq.read_table(self.out / "exchanges.parquet")]
        tables += [pq.read_table(path) for path in sorted((self.out / "since").glob("*.parquet"))]
        rows = [row for table in tables for row in table.to_pylist()]
        said = {row["exchange_id"]: row["campaign_id"] for row in rows}
        assert len(said) == len(rows), "an exchange has two verdicts"
        return said


@pytest.fixture
def stream(town: Any, tmp_path: Path) -> Stream:
    """The town before anything of it was logged."""
    made = Stream(tmp_path, town.table(), tmp_path / "accounts.parquet", tmp_path / "releases.parquet")
    pq.write_table(town.account_table(), made.accounts)
    pq.write_table(town.release_table(), made.releases)
    return made
