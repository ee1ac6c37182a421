"""What Spark reports as a page of Java is told in one line: what, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from stillwatch.records.errors import InputError, StillwatchError, UsageError

_JARS: Final = (
    "Spark has no jar for this address: bring one with --conf spark.jars.packages=GROUP:NAME:VERSION (for s3a:// "
    "org.apache.hadoop:hadoop-aws, for abfss:// org.apache.hadoop:hadoop-azure, in the version of the cluster's Hadoop)"
)
_ENVIRONMENT: Final = (
    "the cluster's workers need the same Python and the same stillwatch as this machine: name their Python with "
    "PYSPARK_PYTHON, or send an environment with --conf spark.archives"
)
KNOWN: Final[tuple[tuple[re.Pattern[str], type[StillwatchError], str], ...]] = (
    (
        re.compile(r"No FileSystem for scheme[^\n]*|ClassNotFoundException: Class org\.apache\.hadoop\.fs[^\n]*"),
        UsageError,
        _JARS,
    ),
    (re.compile(r"No module named '[\w.]+'"), UsageError, _ENVIRONMENT),
    (re.compile(r"\[PYTHON_VERSION_MISMATCH\][^\n]*"), UsageError, _ENVIRONMENT),
    (re.compile(r"Cannot run program [^\n]*"), UsageError, _ENVIRONMENT),
    (
        re.compile(r"\[PATH_NOT_FOUND\][^\n]*"),
        UsageError,
        "the machines of the cluster have to see every input under this very path",
    ),
    (
        re.compile(r"(?:File|file:)[^\n]*does not exist[^\n]*"),
        InputError,
        "the machines of the cluster have to see every input under this very path",
    ),
    (
        re.compile(r"\[(?:FAILED_READ_FILE|CANNOT_MERGE_SCHEMAS|UNABLE_TO_INFER_SCHEMA|CANNOT_READ_FILE)[^\n]*"),
        InputError,
        "Spark cannot read this as Parquet; the other engine reads what can be read of damaged files",
    ),
    (
        re.compile(r"No space left on device"),
        StillwatchError,
        "a machine of the cluster has no room left in spark.local.dir; it takes about 300 bytes for each exchange",
    ),
)
"""What is looked for in a failure, in this order, and what to say after it."""


@contextmanager
def told() -> Iterator[None]:
    """Turn the failures of Spark within the block into one line.

    Raises:
        UsageError: the cluster lacks something that the user has to bring.
        InputError: an input cannot be read.
        StillwatchError: anything else that Spark could not do.
    """
    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise said(str(error)) from error


def said(failure: str) -> StillwatchError:
    """The error for a failure's text."""
    for pattern, kind, advice in KNOWN:
        if (found := pattern.search(failure)) is not None:
            return kind(f"Spark: {found.group(0).strip()[:300]}; {advice}")
    lines = [line.strip() for line in failure.splitlines() if line.strip() and not line.startswith("\tat ")]
    return StillwatchError(f"Spark: {' '.join(lines)[:600]}")
