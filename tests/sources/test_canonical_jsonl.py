"""The fast and the careful way through JSON Lines agree, row by row and line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources import canonical_jsonl
from stillwatch.sources.canonical_jsonl import CanonicalJsonl, read_jsonl
from stillwatch.sources.discovery import describe
from stillwatch.sources.interface import Rows, Sample
from stillwatch.sources.json_objects import Line, lines_of
from stillwatch.sources.lines import Block
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.sampling import sample

Exchange = Callable[..., dict[str, Any]]
WriteLines = Callable[..., Path]
Read = Callable[..., tuple[pa.Table, Quarantine]]


def _rows(path: Path) -> list[Rows]:
    return list(read_jsonl(describe(path), EXCHANGES, Quarantine()))


def _flat(rows: list[Rows]) -> list[tuple[int, dict[str, Any]]]:
    return [
        (number, row)
        for part in rows
        for number, row in zip(part.positions.tolist(), part.batch.to_pylist(), strict=True)
    ]


VALUES = {
    "prompt": st.text(st.characters(codec="utf-8"), max_size=20),
    "tools": st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=3),
    "input_tokens": st.integers(-(2**63), 2**63 - 1),
    "images": st.integers(-(2**31), 2**31 - 1),
    "temperature": st.floats(-1e300, 1e300),
    "unknown": st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), st.none() | st.integers(0, 9)),
}
ROW = st.fixed_dictionaries({}, optional={name: st.none() | value for name, value in VALUES.items()})


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=6))
def test_both_ways_read_the_same(
    tmp_path_factory: pytest.TempPathFactory, write_lines: WriteLines, rows: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("both")
    fast = _flat(_rows(write_lines(folder / "fast.jsonl", rows)))
    careful = _flat(_rows(write_lines(folder / "careful.jsonl", [*rows, b"not json"])))
    assert fast == careful


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n"])
def test_good_blocks_take_the_fast_way(
    tmp_path: Path, exchange: Exchange, monkeypatch: pytest.MonkeyPatch, ending: bytes, last: bytes
) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(ending.join(orjson.dumps(exchange(number)) for number in range(5)) + last)
    monkeypatch.setattr(canonical_jsonl, "lines_of", None)
    assert [number for number, _ in _flat(_rows(path))] == [1, 2, 3, 4, 5]


def test_epoch_times_take_the_fast_way_from_the_second_block_on(
    tmp_path: Path, exchange: Exchange, write_lines: WriteLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    careful = []

    def counted(block: Block, source: str, quarantine: Quarantine) -> Iterator[Line]:
        careful.append(block.first_line)
        return lines_of(block, source, quarantine)

    monkeypatch.setattr(canonical_jsonl, "lines_of", counted)
    rows = [exchange(number, started_at=1_777_777_777 + number, prompt="x" * 400_000) for number in range(60)]
    read = _rows(write_lines(tmp_path / "log.jsonl", rows))
    assert careful == [1]
    assert len(read) > 2
    seconds = [int(row["started_at"].timestamp()) for _, row in _flat(read)]
    assert seconds == [1_777_777_777 + number for number in range(60)]


@pytest.mark.parametrize("first", [b"null", b"", b"  ", b'{"a":1} null', b'{"a":1}{"a":2}'])
def test_lines_that_arrows_reader_mistakes_cost_only_themselves(
    tmp_path: Path, read: Read, exchange: Exchange, write_lines: WriteLines, first: bytes
) -> None:
    exchanges, quarantine = read(write_lines(tmp_path / "log.jsonl", [first, exchange(1)]), format="canonical_jsonl")
    assert exchanges["exchange_id"].to_pylist() == ["exchange-1"]
    assert [kept.line for kept in quarantine.kept] == [1] * bool(first.strip())


def test_content_blocks_are_joined_and_tools_named(
    tmp_path: Path, read: Read, exchange: Exchange, write_lines: WriteLines
) -> None:
    blocks = [{"type": "text", "text": "one"}, {"type": "image"}, {"type": "text", "text": "two"}]
    row = exchange(1, prompt=blocks, system={"text": "sys"}, tools=[{"function": {"name": "f"}}, "g"])
    exchanges, _ = read(write_lines(tmp_path / "log.jsonl", [row]))
    assert exchanges.select(["prompt", "system", "tools"]).to_pylist() == [
        {"prompt": "one\ntwo", "system": "sys", "tools": ["f", "g"]}
    ]


def test_an_array_of_rows_is_a_file_too(tmp_path: Path, read: Read, exchange: Exchange) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(orjson.dumps([exchange(1), 7, exchange(2)], option=orjson.OPT_INDENT_2))
    exchanges, quarantine = read(path)
    assert exchanges.num_rows == 2
    assert [(kept.row, kept.reason) for kept in quarantine.kept] == [(1, "not a JSON object: a number")]


def test_a_batch_is_never_longer_than_allowed(tmp_path: Path, write_lines: WriteLines) -> None:
    rows = _rows(write_lines(tmp_path / "log.jsonl", [b"{}"] * 150_000))
    assert [part.batch.num_rows for part in rows] == [65_536, 65_536, 18_928]


def test_recognition(tmp_path: Path, exchange: Exchange, write_lines: WriteLines) -> None:
    source = CanonicalJsonl()
    path = write_lines(tmp_path / "log", [b"a comment", exchange(1)])
    assert source.recognises(sample(describe(path)))
    assert not source.recognises(Sample(path, b"", ({"prompt": "x"},), frozenset({"prompt"})))
    nested = {"exchange_id": "x", "request": {"messages": []}}
    assert not source.recognises(Sample(path, b"", (nested,), frozenset(nested)))
