"""A page of Java becomes one line that says what to do."""

from __future__ import annotations

import pytest

from stillwatch.records.errors import InputError, StillwatchError, UsageError

failures = pytest.importorskip("stillwatch.engines.spark_failures", reason="pyspark is not installed")
errors = pytest.importorskip("pyspark.errors", reason="pyspark is not installed")


@pytest.mark.parametrize(
    ("failure", "kind", "said", "advice"),
    [
        (
            "x\n: ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found\n\tat a",
            UsageError,
            "S3AFileSystem not found",
            "spark.jars.packages",
        ),
        ('No FileSystem for scheme "gs"\n\tat x', UsageError, 'scheme "gs"', "spark.jars.packages"),
        (
            "Traceback (most recent call last):\nModuleNotFoundError: No module named 'stillwatch'\n",
            UsageError,
            "No module named 'stillwatch'",
            "PYSPARK_PYTHON",
        ),
        ("[PYTHON_VERSION_MISMATCH] Python in worker has 3.9, driver 3.11", UsageError, "3.9", "PYSPARK_PYTHON"),
        ("[PATH_NOT_FOUND] Path does not exist: file:/nix.", UsageError, "file:/nix", "this very path"),
        ("File file:/logs/a.parquet does not exist", InputError, "a.parquet", "this very path"),
        ("[FAILED_READ_FILE.NO_HINT] Encountered error while reading x", InputError, "while reading x", "as Parquet"),
        ("java.io.IOException: No space left on device", StillwatchError, "No space", "spark.local.dir"),
        ("something\n\tat a.b\nelse", StillwatchError, "something else", ""),
    ],
)
def test_a_failure_is_told_with_what_to_do(failure: str, kind: type[StillwatchError], said: str, advice: str) -> None:
    error = failures.said(failure)

    assert type(error) is kind
    assert str(error).startswith("Spark: ")
    assert said in str(error)
    assert advice in str(error)
    assert "\n" not in str(error)


def test_only_sparks_own_failures_are_told_so() -> None:
    with pytest.raises(UsageError, match="PYSPARK_PYTHON"), failures.told():
        raise errors.PySparkException("No module named 'stillwatch'")
    with pytest.raises(ValueError, match="mine"), failures.told():
        raise ValueError("mine")
