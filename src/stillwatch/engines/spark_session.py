"""A session with a Spark cluster, from what a user says of it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from stillwatch.engines.cluster import ClusterOptions
from stillwatch.records.errors import UsageError

OURS: Final = {
    "spark.app.name": "stillwatch",
    "spark.driver.maxResultSize": "0",
    "spark.sql.execution.arrow.maxBytesPerBatch": "32m",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.ui.showConsoleProgress": "false",
}
"""What a user's settings may replace: what is held comes to the driver and is larger than Spark's gigabyte; batches
are as large as those of the other engine."""
FIXED: Final = {"spark.sql.session.timeZone": "UTC"}
VIEW: Final = "stillwatch_entries_"
"""How the names of our temporary views begin."""
_MASTER: Final = re.compile(r"(spark|k8s)://.|(yarn|local)$|local\[[0-9*, ]+\]$")
_STANDALONE: Final = "spark://"
_LOCAL: Final = "local"
_PATIENCE: Final = 10.0
_SECRET: Final = re.compile(
    r"secret|password|passphrase|token|access[._-]?key|credential|sas\.|account\.key", re.IGNORECASE
)
"""After Spark's own ``spark.redaction.regex``, with the names that object stores use beside."""
_WORKERS: Final = "PYSPARK_PYTHON"


@contextmanager
def session_for(options: ClusterOptions) -> Iterator[SparkSession]:
    """The session of this process, or a new one that ends with the block.

    Raises:
        UsageError: there is no Java, the master does not answer, or a setting holds a secret or is unknown to Spark.
    """
    active = SparkSession.getActiveSession()
    if active is not None:
        try:
            yield active
        finally:
            _drop_views(active)
        return
    _check(options)
    session = _opened(options)
    try:
        yield session
    finally:
        session.stop()


def _drop_views(session: SparkSession) -> None:
    for table in session.catalog.listTables(pattern=VIEW + "*"):
        session.catalog.dropTempView(table.name)


@contextmanager
def quiet() -> Iterator[None]:
    """Without PySpark's warning of a new pandas: nothing of it is used, PySpark only asks that it is there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def _opened(options: ClusterOptions) -> SparkSession:
    if options.master.startswith(_LOCAL):
        os.environ.setdefault(_WORKERS, sys.executable)
    builder = SparkSession.builder.master(options.master)
    for name, value in (OURS | dict(options.settings) | FIXED).items():
        builder = builder.config(name, value)
    try:
        with quiet():
            session = builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise UsageError(f"no Spark session with {options.master}: {_first_line(error)}") from error
    session.sparkContext.setLogLevel("FATAL")
    return session


def _check(options: ClusterOptions) -> None:
    if not _MASTER.match(options.master):
        raise UsageError(
            f"--master {options.master} is none that Spark knows: spark://HOST:PORT, yarn, k8s://https://HOST:PORT, "
            "local or local[N]"
        )
    _check_settings(options)
    _check_java()
    if options.master.startswith(_STANDALONE):
        _check_masters(options.master.removeprefix(_STANDALONE).split(","))


def _check_settings(options: ClusterOptions) -> None:
    for name in options.settings:
        if _SECRET.search(name):
            raise UsageError(
                f"--conf {name} looks like a secret, and a command line can be read by others; put it into "
                "spark-defaults.conf in the folder SPARK_CONF_DIR names, or use your cloud's instance role"
            )


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").is_file() if home else shutil.which("java")):
        where = f"JAVA_HOME is {home}, which has no bin/java" if home else "there is no java on the PATH"
        raise UsageError(
            f"Spark needs Java 17 or newer, and {where}; install it (Debian: apt-get install "
            "openjdk-17-jre-headless) or set JAVA_HOME"
        )


def _check_masters(masters: list[str]) -> None:
    """Spark itself would try for a minute and then end without a word for a person."""
    failures = [failure for master in masters if (failure := _unreachable(master)) is not None]
    if len(failures) == len(masters):
        raise UsageError(
            f"no Spark master answers at {', '.join(failures)}; is it running, and is this the address on its page?"
        )


def _unreachable(master: str) -> str | None:
    host, _, port = master.rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f"--master {_STANDALONE}{master} has no port; the form is {_STANDALONE}HOST:PORT")
    try:
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
    except OSError as error:
        return f"{master} ({error.strerror or error})"
    return None


def _first_line(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return next((line for line in lines if line.startswith(": ")), lines[0] if lines else type(error).__name__).strip(
        ": "
    )
