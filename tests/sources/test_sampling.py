"""The beginning of a file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.sources.discovery import describe
from stillwatch.sources.interface import InputFile
from stillwatch.sources.sampling import sample


def test_objects_and_their_keys_past_lines_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b'\xef\xbb\xbf# log\n{"a":1}\n[]\n{"b":2}\n')
    found = sample(describe(path))
    assert found.objects == ({"a": 1}, {"b": 2})
    assert found.columns == {"a", "b"}


def test_at_most_twenty_objects_of_at_most_a_mebibyte(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b'{"a":1}\n' * 1_000_000)
    found = sample(describe(path))
    assert (len(found.objects), len(found.head)) == (20, 1024 * 1024)


def test_documents_parquet_and_damage(tmp_path: Path) -> None:
    (tmp_path / "document").write_bytes(b'[\n{"a":1},\n2]')
    assert sample(describe(tmp_path / "document")).objects == ({"a": 1},)
    pq.write_table(pa.table({"x": [1]}), tmp_path / "parquet")
    assert sample(describe(tmp_path / "parquet")).columns == {"x"}
    (tmp_path / "cut").write_bytes(gzip.compress(b'{"a":1}\n' * 50_000)[:-20])
    assert sample(describe(tmp_path / "cut")).objects[0] == {"a": 1}
    assert sample(InputFile(tmp_path / "gone", 0)).head == b""
