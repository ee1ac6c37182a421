"""Accounts as comma-separated values, sound and broken."""

from __future__ import annotations

from pathlib import Path

from stillwatch.records.tables import ACCOUNTS
from stillwatch.sources.csv_tables import read_csv
from stillwatch.sources.discovery import describe
from stillwatch.sources.interface import Rows
from stillwatch.sources.quarantine import Quarantine


def _read(path: Path, text: bytes) -> tuple[list[Rows], Quarantine]:
    path.write_bytes(text)
    quarantine = Quarantine()
    return list(read_csv(describe(path), ACCOUNTS, quarantine)), quarantine


def test_quoted_fields_empty_fields_and_unknown_columns(tmp_path: Path) -> None:
    text = b'account_id,plan,colour,country\r\na,"pro",red,\r\n"b\nc",,blue,NL\r\n'
    (rows,), quarantine = _read(tmp_path / "a.csv", text)
    assert rows.batch.select(["account_id", "plan", "country"]).to_pylist() == [
        {"account_id": "a", "plan": "pro", "country": None},
        {"account_id": "b\nc", "plan": None, "country": "NL"},
    ]
    assert rows.positions.tolist() == [2, 4]
    assert quarantine.rejected == 0


def test_a_line_with_too_many_fields_or_wrong_bytes_costs_itself(tmp_path: Path) -> None:
    text = b"account_id,plan\na,pro\nb,pro,extra\n\xff,pro\nc,team\n"
    (rows,), quarantine = _read(tmp_path / "a.csv", text)
    assert rows.batch["account_id"].to_pylist() == ["a", "c"]
    assert [(kept.line, kept.reason) for kept in quarantine.kept] == [
        (3, "too many fields: 3, the header names 2"),
        (4, "not valid UTF-8"),
    ]


def test_a_header_of_nothing_known_is_one_rejection(tmp_path: Path) -> None:
    rows, quarantine = _read(tmp_path / "a.csv", b"x,y\n1,2\n3,4\n")
    assert rows == []
    assert (quarantine.read, quarantine.kept[0].line) == (1, 1)


def test_a_field_beyond_the_readers_limit_ends_the_file_with_a_reason(tmp_path: Path) -> None:
    rows, quarantine = _read(tmp_path / "a.csv", b"account_id\na\n" + b"x" * 200_000 + b"\n")
    assert rows == []
    assert quarantine.kept[0].reason.startswith("unreadable CSV")
