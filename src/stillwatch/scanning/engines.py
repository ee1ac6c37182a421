"""The engines by name; one that needs more than the base installation is loaded when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final

from stillwatch.engines.cluster import Cluster, ClusterOptions
from stillwatch.records.errors import UsageError
from stillwatch.scanning.options import ScanOptions

HERE: Final = "duckdb"
CLUSTERS: Final = {"spark": "stillwatch.engines.spark"}
"""The module of each engine that runs on a cluster: it has ``connected``, which takes ``ClusterOptions``."""
ENGINES: Final = (HERE, *CLUSTERS)


def check(engine: str, cluster: ClusterOptions | None) -> None:
    """Whether an engine and a cluster go together, told before anything is begun.

    Raises:
        UsageError: no such engine; a cluster that it lacks, or that it does not take.
    """
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}; the engines are {' and '.join(ENGINES)}")
    if engine == HERE and cluster is not None:
        raise UsageError(f"the engine {HERE} runs on this machine and takes no --master; add --engine spark")
    if engine != HERE and cluster is None:
        raise UsageError(
            f"the engine {engine} needs a cluster: add --master with spark://HOST:PORT, yarn, k8s://https://HOST:PORT "
            "or local[N]"
        )


@contextmanager
def cluster_of(options: ScanOptions) -> Iterator[Cluster | None]:
    """The cluster that a scan is to run on; None where it runs on this machine.

    Raises:
        UsageError: as ``check``; the engine's packages are not installed, or its master is not reached.
    """
    check(options.engine, options.cluster)
    if options.cluster is None:
        yield None
        return
    with _module(options.engine).connected(options.cluster) as cluster:
        yield cluster


def _module(engine: str) -> ModuleType:
    """The engine's module; what it imports is no part of the base installation, so it cannot be named above."""
    try:
        return importlib.import_module(CLUSTERS[engine])
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("stillwatch"):
            raise
        raise UsageError(f"the engine {engine} needs {error.name}: pip install 'stillwatch[{engine}]'") from error
