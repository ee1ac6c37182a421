"""Accounts and releases in every form, and telling them from a log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.records.errors import UsageError
from stillwatch.records.tables import ACCOUNTS, RELEASES
from stillwatch.sources.pseudonyms import pseudonym, pseudonymous_ip
from stillwatch.sources.quarantine import Quarantine
from stillwatch.sources.side_tables import read_accounts, read_releases

WriteLines = Callable[..., Path]
Read = Callable[..., tuple[pa.Table, Quarantine]]
Exchange = Callable[..., dict[str, Any]]

KEY = b"k" * 32
ROWS = [
    {"account_id": "a", "created_at": "2009-01-02T03:04:05Z", "plan": "free", "signup_ip": "192.0.2.1"},
    {"account_id": "b", "created_at": "1970-01-01T00:00:00Z"},
    {"plan": "pro"},
    {"account_id": "a", "plan": "team"},
]


def _write(folder: Path, form: str, write_lines: WriteLines) -> Path:
    path = folder / f"accounts.{form}"
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(ROWS, schema=pa.schema([(n, pa.string()) for n in ROWS[0]])), path)
    elif form == "csv":
        lines = [",".join(ROWS[0]), *(",".join(str(row.get(name, "")) for name in ROWS[0]) for row in ROWS)]
        path.write_text("\n".join(lines))
    else:
        write_lines(path, ROWS)
    return path


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_every_form_reads_the_same_and_the_last_row_of_an_id_counts(
    tmp_path: Path, write_lines: WriteLines, form: str
) -> None:
    quarantine = Quarantine()
    accounts = read_accounts(_write(tmp_path, form, write_lines), quarantine=quarantine)
    assert accounts.schema.equals(ACCOUNTS)
    assert accounts.select(["account_id", "created_at", "plan"]).to_pylist() == [
        {"account_id": "b", "created_at": None, "plan": None},
        {"account_id": "a", "created_at": None, "plan": "team"},
    ]
    assert quarantine.by_reason == {"missing account_id": 1, "duplicate account_id": 1}
    assert quarantine.nulled == {"created_at": 1}
    first = next(kept for kept in quarantine.kept if kept.reason.startswith("duplicate"))
    assert (first.row, first.line) == {"parquet": (0, None), "csv": (None, 2), "jsonl": (None, 1)}[form]


def test_an_account_may_be_older_than_language_models(tmp_path: Path, write_lines: WriteLines) -> None:
    accounts = read_accounts(write_lines(tmp_path / "a.jsonl", ROWS[:1]), quarantine=Quarantine())
    assert accounts["created_at"].to_pylist() == [datetime(2009, 1, 2, 3, 4, 5, tzinfo=UTC)]


def test_pseudonyms_equal_those_of_the_log(
    tmp_path: Path, write_lines: WriteLines, read: Read, exchange: Exchange
) -> None:
    accounts = read_accounts(
        write_lines(tmp_path / "a.jsonl", ROWS[:1]), pseudonym_key=KEY, quarantine=Quarantine()
    ).to_pylist()
    log = write_lines(tmp_path / "log.jsonl", [exchange(1, account_id="a", ip="192.0.2.1")])
    exchanges, _ = read(log, pseudonym_key=KEY)
    assert accounts[0]["account_id"] == exchanges["account_id"][0].as_py() == pseudonym("a", "account_id", KEY)
    assert accounts[0]["signup_ip"] == exchanges["ip"][0].as_py() == pseudonymous_ip("192.0.2.1", KEY)


def test_releases(tmp_path: Path, write_lines: WriteLines) -> None:
    rows = [{"model": "m", "released_at": "2026-01-01"}, {"model": "n"}, {"model": "m", "released_at": 1_777_777_777}]
    quarantine = Quarantine()
    releases = read_releases(write_lines(tmp_path / "r.jsonl", rows), quarantine)
    assert releases.schema.equals(RELEASES)
    assert releases.to_pylist() == [{"model": "m", "released_at": datetime.fromtimestamp(1_777_777_777, UTC)}]
    assert quarantine.by_reason == {"duplicate model": 1, "missing released_at": 1}


def test_empty_absent_and_unrelated_files(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "picture").write_bytes(b"\x89PNG\r\n\x1a\n")
    quarantine = Quarantine()
    assert read_accounts(tmp_path / "empty", quarantine=quarantine).num_rows == 0
    assert quarantine.read == 0
    assert read_accounts(tmp_path / "picture", quarantine=quarantine).num_rows == 0
    assert quarantine.rejected >= 1
    with pytest.raises(UsageError, match="does not exist"):
        read_accounts(tmp_path / "gone", quarantine=quarantine)
    with pytest.raises(UsageError, match="is not a file"):
        read_releases(tmp_path, quarantine)


def test_a_worlds_folder_is_read_without_its_tables(
    tmp_path: Path, write_lines: WriteLines, read: Read, exchange: Exchange
) -> None:
    (tmp_path / "exchanges").mkdir()
    write_lines(tmp_path / "exchanges" / "part-0.jsonl", [exchange(1)])
    pq.write_table(pa.table({"account_id": ["a"], "plan": ["free"]}), tmp_path / "accounts.parquet")
    pq.write_table(pa.table({"model": ["m"], "released_at": ["2026-01-01"]}), tmp_path / "releases.parquet")
    pq.write_table(pa.table({"exchange_id": ["x"]}), tmp_path / "truth_exchanges.parquet")
    (tmp_path / "world.json").write_text('{\n "scenario": "record",\n "seed": 1,\n "kinds": {}\n}\n')
    exchanges, quarantine = read(tmp_path)
    assert (exchanges.num_rows, quarantine.rejected) == (1, 0)
    assert sorted(note.partition(",")[0] for _, note in quarantine.skipped) == [
        "a releases table",
        "a simulated world's description",
        "a simulation's truth is never read",
        "an accounts table",
    ]
