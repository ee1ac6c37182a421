"""Blocks of whole lines, against Python's own splitting."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.sources.interface import Compression, InputFile
from stillwatch.sources.lines import Block, Fault, blocks, opened

LIMIT = 24


@settings(max_examples=200, deadline=None)
@given(
    lines=st.lists(st.binary(max_size=60).map(lambda line: line.replace(b"\n", b" ")), max_size=12),
    block=st.integers(1, 40),
    ends=st.booleans(),
)
def test_blocks_hold_every_line_that_is_short_enough_at_its_number(lines: list[bytes], block: int, ends: bool) -> None:  # noqa: FBT001 - hypothesis gives it by name
    data = b"\n".join(lines) + (b"\n" if ends else b"")
    data = data.removeprefix(b"\xef\xbb\xbf")
    expected = {number: line for number, line in enumerate(data.split(b"\n"), start=1) if line}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "f")
        path.write_bytes(data)
        found = list(blocks(InputFile(path, len(data), max_line_bytes=LIMIT), block))
    kept = {
        number: line
        for part in found
        if isinstance(part, Block)
        for number, line in enumerate(part.data.split(b"\n"), start=part.first_line)
        if line
    }
    long = {part.line for part in found if isinstance(part, Fault)}
    assert kept == {number: line for number, line in expected.items() if len(line) <= LIMIT}
    assert long == {number for number, line in expected.items() if len(line) > LIMIT}


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_several_members_are_one_stream(tmp_path: Path, compression: Compression) -> None:
    pieces = [b"one\ntw", b"o\nthree\n"]
    packed = [
        gzip.compress(piece) if compression == "gzip" else pa.Codec("zstd").compress(piece, asbytes=True)
        for piece in pieces
    ]
    path = tmp_path / "f"
    path.write_bytes(b"".join(packed))
    file = InputFile(path, path.stat().st_size, compression)
    found = list(blocks(file))
    assert b"".join(part.data for part in found if isinstance(part, Block)) == b"".join(pieces)
    with opened(file) as (stream, raw):
        assert stream.read(3) == b"one"
        assert raw.tell() > 0


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"\xef\xbb\xbfa\nb")
    found = [part.data for part in blocks(InputFile(path, 6)) if isinstance(part, Block)]
    assert b"".join(found) == b"a\nb"


def test_a_file_that_goes_away_is_a_fault(tmp_path: Path) -> None:
    (fault,) = blocks(InputFile(tmp_path / "gone", 1))
    assert isinstance(fault, Fault)
    assert fault.reason.startswith("unreadable from here to the end of the file")
