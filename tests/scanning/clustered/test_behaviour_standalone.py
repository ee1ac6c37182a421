"""A real Spark cluster, a master and two workers as processes, gives the campaigns of a scan here."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.cli.main import exit_status
from stillwatch.engines.cluster import ClusterOptions

sessions = pytest.importorskip("stillwatch.engines.spark_session", reason="pyspark is not installed")

EXCHANGES: Final = 20_000
WORLDS: Final = (("record", 16, 7_000), ("standby", 12, 7_000), ("two_in_relay", 13, EXCHANGES))
"""Scenarios with their seeds, and how many exchanges are held: a part in two of them, so that the others are dealt."""
FILES: Final = 4
PATIENCE: Final = 120.0
LOOPBACK: Final = "127.0.0.1"
ALIKE: Final = ("campaigns.json", "unresolved.json", "known_campaigns.json")
SETTINGS: Final = {
    "spark.executor.memory": "900m",
    "spark.driver.host": LOOPBACK,
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
}
TOLD: Final = ("read", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Program:
    """Spark's own programs, and where they write."""

    home: Path
    folder: Path

    @contextmanager
    def running(self, name: str, *arguments: str) -> Iterator[None]:
        """A program of Spark in a process of its own while the block runs."""
        script = str(self.home / "bin" / "spark-class")
        environment = os.environ | {"SPARK_HOME": str(self.home), "PYSPARK_PYTHON": sys.executable}
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 -- Spark's own program with arguments of this file
                [script, *arguments], stdout=log, stderr=log, env=environment
            )
            try:
                yield
            finally:
                process.terminate()
                process.wait(PATIENCE)


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a standalone master with two workers of one core each, all on this machine."""
    if shutil.which("java") is None:
        pytest.skip("there is no java on the PATH; Spark needs Java 17")
    found = importlib.util.find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    program = Program(Path(found.origin).parent, tmp_path_factory.mktemp("cluster"))
    port, page = free_port(), free_port()
    address = f"spark://{LOOPBACK}:{port}"
    listening = ("--host", LOOPBACK, "--port", str(port), "--webui-port", str(page))
    with ExitStack() as cluster:
        cluster.enter_context(program.running("master", "org.apache.spark.deploy.master.Master", *listening))
        for name in ("one", "two"):
            given = ("--host", LOOPBACK, "--cores", "1", "--memory", "1g", "--webui-port", str(free_port()))
            work = ("--work-dir", str(program.folder / name), address)
            cluster.enter_context(program.running(name, "org.apache.spark.deploy.worker.Worker", *given, *work))
        wait_for_workers(f"http://{LOOPBACK}:{page}/json/", 2)
        yield address


def free_port() -> int:
    """A port that nobody listens on now."""
    with closing(socket.socket()) as one:
        one.bind((LOOPBACK, 0))
        return int(one.getsockname()[1])


def wait_for_workers(page: str, workers: int) -> None:
    """Return when the master's page says that so many workers are alive."""
    end = time.monotonic() + PATIENCE
    while alive(page) < workers:
        assert time.monotonic() < end, "the cluster did not come up"
        time.sleep(0.2)


def alive(page: str) -> int:
    """How many workers the page says are alive; none while nobody answers."""
    try:
        with urllib.request.urlopen(page, timeout=PATIENCE) as answer:  # noqa: S310 -- an address of this file
            return int(json.load(answer)["aliveworkers"])
    except OSError:
        return 0


def world(name: str, seed: int, folder: Path) -> Path:
    """A simulated world, its exchanges in files of several row groups, so that both workers get some of each."""
    assert (
        exit_status(["simulate", name, "--exchanges", str(EXCHANGES), "--seed", str(seed), "--out", str(folder)]) == 0
    )
    whole = pq.read_table(folder / "exchanges")
    shutil.rmtree(folder / "exchanges")
    (folder / "exchanges").mkdir()
    rows = len(whole) // FILES
    for number in range(FILES):
        part = whole.slice(number * rows, None if number + 1 == FILES else rows)
        pq.write_table(part, folder / "exchanges" / f"part {number}.parquet", row_group_size=rows // 2)
    return folder


def scanned(given: Path, out: Path, *options: str) -> dict[str, Any]:
    """What a scan writes: documents by name, tables with their rows by id."""
    tables = ["--accounts", str(given / "accounts.parquet"), "--releases", str(given / "releases.parquet")]
    assert exit_status(["scan", str(given / "exchanges"), *tables, "--out", str(out), *options]) == 0
    told: dict[str, Any] = {name: json.loads((out / name).read_text()) for name in ALIKE}
    run = json.loads((out / "run.json").read_text())
    return told | {
        "run": {name: run[name] for name in TOLD},
        "accounts": pq.read_table(out / "accounts.parquet"),
        "exchanges": by_id(pq.read_table(out / "exchanges.parquet")),
    }


def by_id(exchanges: pa.Table) -> pa.Table:
    """Rows in the order of their ids."""
    return exchanges.sort_by("exchange_id").combine_chunks()


def test_a_standalone_cluster_gives_the_same_campaigns(
    master: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = ["--engine", "spark", "--master", master, *(f"--conf={name}={value}" for name, value in SETTINGS.items())]
    # One session for all: a scan that finds one uses it, and executors are started once.
    with sessions.session_for(ClusterOptions(master, SETTINGS)) as session:
        for name, seed, held in WORLDS:
            given, hold = world(name, seed, tmp_path / name), ["--hold", str(held)]
            here = scanned(given, tmp_path / f"{name}-here", *hold, "--work", str(tmp_path / f"{name}-work"))
            there = scanned(given, tmp_path / f"{name}-there", *hold, *spark)

            assert here["campaigns.json"], name
            assert there == here, name
        assert session.sparkContext.master == master
        assert not session.catalog.listTables()
