"""Every kind of broken file: never a crash, never a vanished row, always a reason."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.sources.discovery import describe
from stillwatch.sources.interface import InputFile
from stillwatch.sources.lines import Block, Fault, blocks
from stillwatch.sources.quarantine import Quarantine

Read = Callable[..., tuple[pa.Table, Quarantine]]
Exchange = Callable[..., dict[str, Any]]
WriteLines = Callable[..., Path]


def _reasons(quarantine: Quarantine) -> list[tuple[int | None, str]]:
    return [(kept.line, kept.reason) for kept in quarantine.kept]


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_a_truncated_compressed_file_keeps_what_came_before(
    tmp_path: Path, read: Read, exchange: Exchange, compression: str
) -> None:
    noise = np.random.default_rng(1).integers(0, 256, 400, dtype=np.uint8).tobytes().hex()
    lines = [orjson.dumps(exchange(number, prompt=noise[number % 7 :])) for number in range(20_000)]
    whole = b"\n".join(lines) + b"\n"
    packed = gzip.compress(whole) if compression == "gzip" else pa.Codec("zstd").compress(whole, asbytes=True)
    path = tmp_path / "cut"
    path.write_bytes(packed[: len(packed) // 2])
    exchanges, quarantine = read(path)
    assert 0 < exchanges.num_rows < 20_000
    assert exchanges["exchange_id"].to_pylist() == [f"exchange-{number}" for number in range(exchanges.num_rows)]
    (rejection,) = quarantine.kept
    assert rejection.line == exchanges.num_rows + 1
    assert rejection.reason.startswith("unreadable from here to the end of the file")


def test_a_half_written_parquet_is_one_rejection(tmp_path: Path, read: Read, exchange: Exchange) -> None:
    path = tmp_path / "half.parquet"
    pq.write_table(pa.Table.from_pylist([exchange(number) for number in range(1000)]), path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    exchanges, quarantine = read(path)
    assert exchanges.num_rows == 0
    assert (quarantine.read, quarantine.kept[0].reason.partition(":")[0]) == (1, "unreadable Parquet")


def test_a_parquet_damaged_inside_keeps_the_row_groups_before(tmp_path: Path, read: Read, exchange: Exchange) -> None:
    path = tmp_path / "damaged.parquet"
    rows = [exchange(number, prompt=f"{number} " * 200) for number in range(3000)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=500, compression="zstd", use_dictionary=False)
    metadata = pq.ParquetFile(path).metadata
    start = metadata.row_group(4).column(4).data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + 200] = b"\xff" * 200
    path.write_bytes(bytes(data))
    exchanges, quarantine = read(path)
    assert quarantine.rejected == 1
    assert quarantine.kept[0].reason.startswith("unreadable Parquet")
    assert exchanges.num_rows < 3000


def test_wrong_text_on_a_line_costs_that_line(tmp_path: Path, read: Read, exchange: Exchange) -> None:
    lines = [orjson.dumps(exchange(number)) for number in range(6)]
    lines[1] = b"\xff\xfe" + lines[1]
    lines[2] = lines[2].replace(b"prompt 2", b"prompt \xc3\x28")
    lines[3] = b"2026-01-01 ERROR worker died"
    lines[4] = b'{"exchange_id": "cut'
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"\n".join(lines))
    exchanges, quarantine = read(path)
    assert exchanges["exchange_id"].to_pylist() == ["exchange-0", "exchange-5"]
    assert [(line, reason.partition(":")[0]) for line, reason in _reasons(quarantine)] == [
        (2, "not valid UTF-8"),
        (3, "not valid UTF-8"),
        (4, "not valid JSON"),
        (5, "not valid JSON"),
    ]


def test_invalid_utf8_in_a_column_nobody_reads_is_found_too(tmp_path: Path, read: Read, exchange: Exchange) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(orjson.dumps(exchange(1))[:-1] + b',"other":"\xff"}\n' + orjson.dumps(exchange(2)))
    exchanges, quarantine = read(path)
    assert exchanges["exchange_id"].to_pylist() == ["exchange-2"]
    assert quarantine.kept[0].line == 1


def test_wrong_types_reject_only_where_the_column_is_required(
    tmp_path: Path, read: Read, exchange: Exchange, write_lines: WriteLines
) -> None:
    rows = [
        exchange(1, input_tokens="many", temperature={}, tools=5, prompt=True, weight="heavy"),
        exchange(2, input_tokens="17", output_tokens=3.0, max_tokens=2.5, images=2**40, account_id=99),
        exchange(3, account_id=["a"], started_at="yesterday"),
        exchange(4, model=None),
        exchange(5, account_id=""),
    ]
    exchanges, quarantine = read(write_lines(tmp_path / "log.jsonl", rows))
    first, second = exchanges.to_pylist()
    assert [first[name] for name in ("input_tokens", "temperature", "tools", "prompt", "weight")] == [None] * 5
    assert [second[name] for name in ("input_tokens", "output_tokens", "max_tokens", "images", "account_id")] == [
        *(17, 3, None, None, "99")
    ]
    assert quarantine.nulled == dict.fromkeys(
        ("input_tokens", "temperature", "tools", "prompt", "weight", "max_tokens", "images"), 1
    )
    assert sorted(_reasons(quarantine)) == [
        (3, "unreadable started_at, account_id"),
        (4, "missing model"),
        (5, "missing account_id"),
    ]


def test_values_that_cannot_be_true_are_nulled(
    tmp_path: Path, read: Read, exchange: Exchange, write_lines: WriteLines
) -> None:
    row = exchange(1, input_tokens=-5, turns=-1, temperature=-0.5, weight=0, ip="", prompt="")
    exchanges, quarantine = read(write_lines(tmp_path / "log.jsonl", [row]))
    (kept,) = exchanges.to_pylist()
    assert [kept[name] for name in ("input_tokens", "turns", "temperature", "weight", "ip", "prompt")] == [
        *(None, None, None, None, None, "")
    ]
    assert quarantine.nulled == {"input_tokens": 1, "turns": 1, "temperature": 1, "weight": 1}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1970-01-20T12:00:00Z", "1970-01-20"),
        ("2190-01-01T00:00:00Z", "2190-01-01"),
        (1_777_777, "1970-01-21"),
        ("0001-01-01T00:00:00+14:00", "-6213"),
    ],
)
def test_times_of_another_age_are_rejected_with_a_hint(
    tmp_path: Path, read: Read, exchange: Exchange, write_lines: WriteLines, written: object, shown: str
) -> None:
    rows = [exchange(1, started_at=written), exchange(2)]
    exchanges, quarantine = read(write_lines(tmp_path / "log.jsonl", rows))
    assert exchanges.num_rows == 1
    (rejection,) = quarantine.kept
    assert rejection.reason.startswith("started_at is outside 2015")
    assert shown in rejection.reason
    assert rejection.reason.endswith("check the unit")


def test_a_long_line_is_measured_and_skipped(tmp_path: Path, exchange: Exchange, write_lines: WriteLines) -> None:
    rows = [exchange(1), exchange(2, prompt="x" * 5000), exchange(3)]
    path = write_lines(tmp_path / "log.jsonl", rows)
    file = InputFile(path, path.stat().st_size, max_line_bytes=1000)
    found = list(blocks(file))
    assert [piece.line for piece in found if isinstance(piece, Fault)] == [2]
    assert [piece.first_line for piece in found if isinstance(piece, Block)][0::2] != []
    assert b"".join(piece.data for piece in found if isinstance(piece, Block)) == b"".join(
        orjson.dumps(rows[number]) + b"\n" for number in (0, 2)
    )


def test_a_line_of_seventy_megabytes(tmp_path: Path, read: Read, exchange: Exchange) -> None:
    path = tmp_path / "log.jsonl"
    long = orjson.dumps(exchange(2, prompt="x" * 70_000_000))
    with path.open("wb") as file:
        file.writelines([orjson.dumps(exchange(1)), b"\n", long, b"\n", orjson.dumps(exchange(3))])
    exchanges, quarantine = read(path)
    assert exchanges["exchange_id"].to_pylist() == ["exchange-1", "exchange-3"]
    assert _reasons(quarantine) == [(2, f"line too long: {len(long)} bytes exceeds {64 * 1024 * 1024}")]


def test_what_is_no_log(tmp_path: Path, read: Read) -> None:
    (tmp_path / "empty").mkdir()
    _, quarantine = read(tmp_path / "empty")
    assert (quarantine.read, quarantine.summary()) == (
        0,
        f"no rows were found ({tmp_path / 'empty'}: a folder without files)",
    )
    (tmp_path / "nothing.jsonl").write_bytes(b"")
    (tmp_path / "readme.md").write_text("# A page\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    _, quarantine = read(tmp_path)
    assert (quarantine.read, quarantine.accepted) == (2, 0)
    assert quarantine.by_reason == {"not a log in any known format": 2}
    assert [note for _, note in quarantine.skipped] == ["an empty file"]


def test_a_file_that_may_not_be_opened(
    tmp_path: Path, read: Read, exchange: Exchange, write_lines: WriteLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_lines(tmp_path / "log.jsonl", [exchange(1)])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # the superuser, who may run the tests, can open everything
    _, quarantine = read(path)
    assert [kept.reason for kept in quarantine.kept] == ["unreadable file: Permission denied"]


def test_describe_tells_compression_by_content(tmp_path: Path) -> None:
    path = tmp_path / "plain-name"
    path.write_bytes(gzip.compress(b"{}"))
    assert describe(path).compression == "gzip"
