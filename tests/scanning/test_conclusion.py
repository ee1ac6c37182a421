"""What is known beside the log is read with its faults, and only as many campaigns are told as keep the rate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stillwatch.campaigns.operations import Found
from stillwatch.evidence.log import Log
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.conclusion import read_side_tables, told
from stillwatch.scanning.scan import operations_of


def test_tables_that_are_not_given_are_nothing() -> None:
    beside = read_side_tables(None, None, None)

    assert (beside.accounts, beside.releases, beside.earlier, beside.faults) == (None, (), (), "")


def test_rows_that_cannot_be_used_are_told(files: Any, tmp_path: Path) -> None:
    path = tmp_path / "accounts.jsonl"
    path.write_text('{"account_id": "a", "plan": "free"}\n{"plan": "free"}\n')
    beside = read_side_tables(path, files.releases, None)

    assert beside.accounts is not None
    assert beside.accounts["account_id"].to_pylist() == ["a"]
    assert "1 rejected" in beside.faults
    assert [one.model for one in beside.releases] == ["m2"]


def test_pseudonyms_are_those_of_the_log(files: Any) -> None:
    plain, hidden = (read_side_tables(files.accounts, None, key).accounts for key in (None, b"k" * 16))

    assert plain is not None
    assert hidden is not None
    assert plain.num_rows == hidden.num_rows
    assert not set(plain["account_id"].to_pylist()) & set(hidden["account_id"].to_pylist())


def test_what_would_push_the_list_above_the_rate_is_set_aside(town_log: Log) -> None:
    found = operations_of(town_log, StageClock(), 1)

    assert told(found).operations == found.operations
    doubted = tuple(one.__class__(**{**_fields(one), "confidence": 0.5}) for one in found.operations)
    kept = told(Found(doubted, ()))
    assert kept.operations == ()
    assert [one.reason for one in kept.undecided] == ["false_discovery"] * len(doubted)


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}
