"""Spark reads files as they lie, maps them in its Python workers, and answers queries."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.engines.cluster import FILE_BITS, PLACE, ClusterOptions
from stillwatch.records.errors import UsageError

spark = pytest.importorskip("stillwatch.engines.spark", reason="pyspark is not installed")

COLUMNS = ("exchange_id", "model", "tools")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Spark in this process."""
    if shutil.which("java") is None:
        pytest.skip("there is no java on the PATH; Spark needs Java 17")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.sql.shuffle.partitions": "2"}
        with spark.connected(ClusterOptions("local[1]", settings)) as one:
            yield one


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three files with names that a pattern or an address would read otherwise, and a simulation's truth."""
    found = tmp_path_factory.mktemp("logs") / "a b%20 [x]{1}"
    found.mkdir()
    pq.write_table(pa.table({"exchange_id": ["a", "b", "c"], "model": ["m", None, "n"]}), found / "\u00fc 2.parquet")
    pq.write_table(pa.table({"exchange_id": ["d"], "tools": [["t", None]], "else": [1]}), found / "1 *.parquet")
    pq.write_table(pa.table({"exchange_id": ["e"]}), found / "3.parquet")
    pq.write_table(pa.table({"exchange_id": ["never"]}), found / "truth_exchanges.parquet")
    return found


def grown(shared: pa.Array, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """A row per batch: how many rows it had, and what was sent along."""
    for batch in batches:
        row = {"rows": batch.num_rows, "sent": b"".join(shared.to_pylist()), "list": [1, 2]}
        yield pa.RecordBatch.from_pylist([row], schema=GROWN)


GROWN = pa.schema([("rows", pa.int32()), ("sent", pa.binary()), ("list", pa.list_(pa.int64()))])


def broken(_: None, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """A worker that lacks a package."""
    raise ModuleNotFoundError("No module named 'stillwatch'", name=str(batches))
    yield


def test_files_keep_the_order_in_which_they_are_named(cluster: Any, folder: Path) -> None:
    names = [str(folder / name) for name in ("\u00fc 2.parquet", "1 *.parquet", "3.parquet")]

    files = cluster.read(names, COLUMNS)

    assert files.names == tuple(names)
    rows = files.rows.table().sort_by(PLACE).to_pylist()
    assert [row["exchange_id"] for row in rows] == ["a", "b", "c", "d", "e"]
    assert [(row[PLACE] >> FILE_BITS, row[PLACE] % (1 << FILE_BITS)) for row in rows] == [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (2, 0),
    ]
    assert [row["model"] for row in rows] == ["m", None, "n", None, None]
    assert rows[3]["tools"] == ["t", None]
    assert set(rows[0]) == {*COLUMNS, PLACE}


def test_a_folder_is_read_by_name_without_a_simulations_truth(cluster: Any, folder: Path) -> None:
    files = cluster.read([str(folder)], ["exchange_id"])

    assert [Path(name).name for name in files.names] == ["1 *.parquet", "3.parquet", "\u00fc 2.parquet"]
    assert sorted(files.rows.table()["exchange_id"].to_pylist()) == ["a", "b", "c", "d", "e"]


def test_maps_queries_and_streams(cluster: Any, folder: Path) -> None:
    rows = cluster.read([str(folder)], ["exchange_id"]).rows
    told: list[tuple[float, float | None]] = []

    made = rows.mapped(grown, pa.array([b"x", b"\0y"]), GROWN).kept(lambda *one: told.append(one))

    assert {row["sent"] for row in made.stream()} == {b"x\0y"}
    assert sum(row["rows"] for row in made.stream()) == 5
    query = "SELECT sum(rows) AS rows FROM {entries} AS entries WHERE rows < {most}"
    assert made.query(query, most=100).table()["rows"].to_pylist() == [5]
    made.forget()


def test_what_is_kept_is_made_once(cluster: Any, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = cluster.read([str(folder)], ["exchange_id"]).rows
    made = rows.mapped(grown, pa.array([b"x"]), GROWN).kept(lambda *_: None)
    made.query("SELECT rows FROM {entries} AS entries").table()

    made.query("SELECT sent FROM {entries} AS entries").frame.explain()

    assert "InMemoryTableScan" in capsys.readouterr().out
    made.forget()


def test_a_worker_without_stillwatch_is_told(cluster: Any, folder: Path) -> None:
    rows = cluster.read([str(folder)], ["exchange_id"]).rows

    with pytest.raises(UsageError, match="same Python and the same stillwatch"):
        rows.mapped(broken, None, GROWN).table()


def test_a_path_that_the_cluster_does_not_see_is_told(cluster: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this very path"):
        cluster.read([str(tmp_path / "nothing.parquet")], COLUMNS)
