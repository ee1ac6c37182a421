"""Paths go to Spark and come back as what they were."""

from __future__ import annotations

import pytest

from stillwatch.engines.spark_files import addressed, comparable, decoded


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/logs/june", "file:///logs/june"),
        ("/logs/[x]{1}*?", "file:///logs/\\[x\\]\\{1\\}\\*\\?"),
        ("s3a://logs/2026-06-*", "s3a://logs/2026-06-*"),
        ("hdfs://host:8020/logs", "hdfs://host:8020/logs"),
    ],
)
def test_a_local_name_is_no_pattern_and_an_address_stays(path: str, told: str) -> None:
    assert addressed(path) == told


def test_spark_writes_the_address_of_a_file_in_two_ways() -> None:
    assert comparable("file:///a%20b/c.parquet") == comparable("file:/a%20b/c.parquet")
    assert comparable("s3a://b/c.parquet") == "s3a://b/c.parquet"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("file:///logs/sp%20t%2520%20%5Bx%5D/\u00fc%201.parquet", "/logs/sp t%20 [x]/\u00fc 1.parquet"),
        ("s3a://bucket/a%20b.parquet", "s3a://bucket/a b.parquet"),
    ],
)
def test_an_encoded_address_is_told_as_a_person_wrote_it(url: str, path: str) -> None:
    assert decoded(url) == path
