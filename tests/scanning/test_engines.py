"""Engines have names, and what one needs is told when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from stillwatch.engines.cluster import ClusterOptions
from stillwatch.records.errors import UsageError
from stillwatch.scanning import ScanOptions
from stillwatch.scanning.engines import CLUSTERS, ENGINES, cluster_of

SOMEWHERE = ClusterOptions("yarn")


def test_the_engines_are_pinned() -> None:
    assert ENGINES == ("duckdb", "spark")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (ScanOptions(engine="sqlite"), "the engines are duckdb and spark"),
        (ScanOptions(engine="spark"), "add --master"),
        (ScanOptions(cluster=SOMEWHERE), "takes no --master"),
    ],
)
def test_what_does_not_go_together_is_refused(options: ScanOptions, message: str) -> None:
    with pytest.raises(UsageError, match=message), cluster_of(options):
        pass


def test_this_machine_is_no_cluster() -> None:
    with cluster_of(ScanOptions()) as cluster:
        assert cluster is None


def test_what_is_not_installed_is_named_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLUSTERS, "spark", "a_package_that_nobody_has")

    with (
        pytest.raises(UsageError, match=r"needs a_package_that_nobody_has: pip install 'stillwatch\[spark\]'"),
        cluster_of(ScanOptions(engine="spark", cluster=SOMEWHERE)),
    ):
        pass


def test_a_broken_engine_is_no_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLUSTERS, "spark", "stillwatch.engines.that_is_not_there")

    with (
        pytest.raises(ModuleNotFoundError),
        cluster_of(ScanOptions(engine="spark", cluster=SOMEWHERE)),
    ):
        pass


def test_a_scan_here_loads_no_spark() -> None:
    code = "import sys, stillwatch.cli.main; print('pyspark' in sys.modules, 'py4j' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 -- fixed code

    assert done.stdout.split() == ["False", "False"]
