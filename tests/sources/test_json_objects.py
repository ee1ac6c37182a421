"""Objects of lines and documents, and reasons for everything else."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.sources.discovery import describe
from stillwatch.sources.interface import InputFile
from stillwatch.sources.json_objects import NotAnObject, parse, records, whole_document
from stillwatch.sources.quarantine import Quarantine


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"[1]", "not a JSON object: an array"),
        (b'"{}"', "not a JSON object: a string"),
        (b"null", "not a JSON object: null"),
        (b"true", "not a JSON object: true or false"),
        (b"1.5", "not a JSON object: a number"),
        (b'{"a": \xff}', "not valid UTF-8: byte 7 of the line"),
    ],
)
def test_reasons(raw: bytes, reason: str) -> None:
    found = parse(raw)
    assert isinstance(found, NotAnObject)
    assert found == reason


def test_nan_is_read_as_arrow_reads_it_and_prose_about_it_is_not() -> None:
    found = parse(b'{"temperature": NaN, "weight": -Infinity}')
    assert isinstance(found, dict)
    assert math.isnan(found["temperature"])
    assert isinstance(parse(b"NaN is not a number"), NotAnObject)
    assert isinstance(parse(b'{"NaN":' + b"[" * 100_000), NotAnObject)


@given(st.binary(max_size=40))
def test_parse_gives_an_object_or_a_reason(raw: bytes) -> None:
    assert isinstance(parse(raw), dict | NotAnObject)


def _records(path: Path, data: bytes) -> tuple[list[tuple[int, str, Any]], Quarantine]:
    path.write_bytes(data)
    quarantine = Quarantine()
    return [(line.number, line.unit, line.value) for line in records(describe(path), quarantine)], quarantine


def test_lines_documents_and_arrays(tmp_path: Path) -> None:
    path = tmp_path / "f"
    assert _records(path, b'{"a":1}\n\n{"a":2}')[0] == [(1, "line", {"a": 1}), (3, "line", {"a": 2})]
    assert _records(path, b'\n [{"a":1},\n {"a":2}]\n')[0] == [(0, "row", {"a": 1}), (1, "row", {"a": 2})]
    assert _records(path, b'{\n "a": 1\n}\n')[0] == [(0, "row", {"a": 1})]
    assert _records(path, b"\xef\xbb\xbf{\n}")[0] == [(0, "row", {})]


def test_what_only_begins_like_a_document_is_read_as_lines(tmp_path: Path) -> None:
    found, quarantine = _records(tmp_path / "f", b'[cut\n{"a":1}\n')
    assert found == [(2, "line", {"a": 1})]
    assert quarantine.kept[0].line == 1


def test_a_document_beyond_the_limit_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(orjson.dumps([{"a": "x" * 90_000}] * 3))
    assert whole_document(describe(path)) is not None
    assert whole_document(InputFile(path, path.stat().st_size, max_line_bytes=100_000)) is None
