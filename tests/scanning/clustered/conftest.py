"""A cluster that is none: parts in any order, maps one after the other, relations in DuckDB."""

from __future__ import annotations

import pickle
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self, TypeVar

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.engines.cluster import FILE_BITS, PLACE, ClusterOptions, Files, Progress
from stillwatch.records.tables import EXCHANGES
from stillwatch.scanning.engines import CLUSTERS

S = TypeVar("S")
MOST_ROWS = 700


@dataclass(frozen=True)
class FakeRows:
    """Batches as they come from machines that work side by side: see ``Rows``."""

    batches: tuple[pa.RecordBatch, ...]
    schema: pa.Schema
    chosen: random.Random

    def mapped(
        self, work: Callable[[S, Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]], shared: S, schema: pa.Schema
    ) -> FakeRows:
        """See ``Rows``; ``shared`` goes through a pickle, as it would be sent."""
        sent = pickle.loads(pickle.dumps(shared))  # noqa: S301 -- what was pickled in this line
        made = [one for batch in self.batches for one in work(sent, iter([batch]))]
        assert all(one.schema.equals(schema) for one in made)
        return FakeRows(tuple(self.chosen.sample(made, len(made))), schema, self.chosen)

    def only(self, columns: Sequence[str]) -> FakeRows:
        """See ``Rows``."""
        names = [name for name in columns if name in self.schema.names]
        schema = pa.schema([self.schema.field(name) for name in names])
        return FakeRows(tuple(one.select(names) for one in self.batches), schema, self.chosen)

    def query(self, sql: str, **numbers: int) -> FakeRows:
        """See ``Rows``."""
        entries = pa.Table.from_batches(self.batches, schema=self.schema)  # noqa: F841 -- DuckDB finds it by its name
        with duckdb.connect() as connection:
            table = connection.sql(sql.format(entries="entries", **numbers)).to_arrow_table()
        return _parts(table, self.chosen)

    def kept(self, progress: Progress) -> Self:
        """See ``Rows``."""
        progress(1, 1)
        return self

    def forget(self) -> None:
        """See ``Rows``."""

    def table(self) -> pa.Table:
        """See ``Rows``."""
        return pa.Table.from_batches(self.batches, schema=self.schema)

    def stream(self) -> Iterator[dict[str, bytes]]:
        """See ``Rows``."""
        for batch in self.batches:
            yield from batch.to_pylist()


@dataclass(frozen=True)
class FakeCluster:
    """See ``Cluster``."""

    chosen: random.Random

    def read(self, paths: Sequence[str], columns: Sequence[str]) -> Files:
        """See ``Cluster``."""
        tables = []
        for number, path in enumerate(paths):
            table = pq.read_table(path)
            place = np.arange(len(table), dtype=np.int64) + (number << FILE_BITS)
            tables.append(
                table.select([name for name in columns if name in table.column_names]).append_column(PLACE, [place])
            )
        return Files(_parts(pa.concat_tables(tables, promote_options="permissive"), self.chosen), tuple(paths))

    def rows(self, batches: Sequence[pa.RecordBatch]) -> FakeRows:
        """A table that is there already."""
        return _parts(pa.Table.from_batches(batches), self.chosen)


def _parts(table: pa.Table, chosen: random.Random) -> FakeRows:
    batches: list[pa.RecordBatch] = []
    at = 0
    while at < len(table):
        rows = chosen.randrange(1, MOST_ROWS)
        batches += table.slice(at, rows).combine_chunks().to_batches()
        at += rows
    return FakeRows(tuple(chosen.sample(batches, len(batches))), table.schema, chosen)


@pytest.fixture(params=[1, 2])
def cluster(request: pytest.FixtureRequest) -> FakeCluster:
    """A cluster whose parts come in an order of their own."""
    return FakeCluster(random.Random(request.param))


@pytest.fixture
def instead(cluster: FakeCluster, monkeypatch: pytest.MonkeyPatch) -> ClusterOptions:
    """The options with which a scan runs on ``cluster``."""

    @contextmanager
    def connected(options: ClusterOptions) -> Iterator[FakeCluster]:
        assert options.master == "none"
        yield cluster

    monkeypatch.setitem(sys.modules, "a_cluster", SimpleNamespace(connected=connected))
    monkeypatch.setitem(CLUSTERS, "spark", "a_cluster")
    return ClusterOptions("none")


@pytest.fixture
def log(town: Any, tmp_path: Path) -> Path:
    """The town in three files, with rows that do not count: exchanges told twice, and rows with faults."""
    rows = town.table()
    broken = rows.slice(100, 3).to_pydict()
    broken["exchange_id"] = ["x1", "", "x3"]
    broken["account_id"] = [None, "h1", "h2"]
    broken["started_at"][2] = broken["started_at"][2].replace(year=1971)
    loose = pa.schema([one.with_nullable(nullable=True) for one in EXCHANGES])
    again = pa.concat_tables([rows.slice(0, 40), rows.slice(5000, 40)])
    parts = [rows.slice(0, 3000), pa.concat_tables([again, rows.slice(3000, 4000)]), rows.slice(7000)]
    tables = [one.cast(loose) for one in parts]
    tables[1] = pa.concat_tables([tables[1], pa.table(broken, schema=loose)])
    folder = tmp_path / "log"
    folder.mkdir()
    for number, table in enumerate(tables):
        pq.write_table(table, folder / f"part-{number}.parquet", row_group_size=1000)
    pq.write_table(town.account_table(), folder / "accounts.parquet")
    return folder
