"""Ids and accounts are called where a log can be read by columns, as its reading will know them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.sources.interface import ReadOptions
from stillwatch.sources.pseudonyms import pseudonym
from stillwatch.sources.roll_call import CALLED, roll_call

ROWS = {"exchange_id": ["a", "b", None, "d"], "account_id": ["x", "y", "x", None], "prompt": ["p", "q", "r", "s"]}


def called(folder: Path, options: ReadOptions) -> list[dict[str, str]]:
    roll = roll_call([folder], options)
    assert roll is not None
    return [row for batch in roll.batches() for row in batch.to_pylist()]


def test_rows_with_id_and_account_are_called(tmp_path: Path) -> None:
    pq.write_table(pa.table(ROWS), tmp_path / "log.parquet")
    roll = roll_call([tmp_path], ReadOptions())

    assert roll is not None
    assert roll.rows == 4
    assert all(batch.schema.names == CALLED.names for batch in roll.batches())
    assert [row["exchange_id"] for row in called(tmp_path, ReadOptions())] == ["a", "b"]


def test_accounts_are_called_by_their_pseudonyms(tmp_path: Path) -> None:
    pq.write_table(pa.table(ROWS), tmp_path / "log.parquet")

    first = called(tmp_path, ReadOptions(pseudonym_key=b"key"))[0]

    assert first == {"exchange_id": "a", "account_id": pseudonym("x", "account_id", b"key")}


def test_a_side_table_is_not_called(tmp_path: Path) -> None:
    pq.write_table(pa.table(ROWS), tmp_path / "log.parquet")
    pq.write_table(pa.table({"account_id": ["x"], "payment_id": ["c"]}), tmp_path / "accounts.parquet")
    roll = roll_call([tmp_path], ReadOptions())

    assert roll is not None
    assert [file.path.name for file in roll.files] == ["log.parquet"]


def test_a_damaged_file_has_no_rows(tmp_path: Path) -> None:
    pq.write_table(pa.table(ROWS), tmp_path / "log.parquet")
    whole = (tmp_path / "log.parquet").read_bytes()
    (tmp_path / "torn.parquet").write_bytes(whole[: len(whole) // 2])
    roll = roll_call([tmp_path], ReadOptions())

    assert roll is not None
    assert roll.rows == 4
    assert len(called(tmp_path, ReadOptions())) == 2


def test_lines_cannot_be_called(tmp_path: Path) -> None:
    pq.write_table(pa.table(ROWS), tmp_path / "log.parquet")
    (tmp_path / "more.jsonl").write_text('{"exchange_id": "e", "account_id": "x", "model": "m", "prompt": "p"}\n')

    assert roll_call([tmp_path], ReadOptions()) is None
