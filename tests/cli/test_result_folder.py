"""What a scan wrote is read back whole, and what is no result is refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stillwatch.cli.result_folder import read_result
from stillwatch.records.errors import UsageError
from stillwatch.records.result import ScanResult


def test_campaigns_accounts_and_run_survive_the_way_through_files(result: ScanResult, result_folder: Path) -> None:
    read = read_result(result_folder)

    assert read.campaigns == result.campaigns
    assert read.accounts.equals(result.accounts)
    assert read.run == result.run
    assert read.unresolved == result.unresolved


def test_an_older_result_without_the_additions_to_the_contract_is_read(result_folder: Path) -> None:
    entries = json.loads((result_folder / "campaigns.json").read_text())
    for name in ("techniques", "state", "history", "formerly"):
        del entries[0][name]
    (result_folder / "campaigns.json").write_text(json.dumps(entries))

    (result_folder / "unresolved.json").unlink()

    assert read_result(result_folder).unresolved == ()
    (read,) = read_result(result_folder).campaigns
    assert (read.techniques, read.state, read.history, read.formerly) == ({}, None, (), ())


@pytest.mark.parametrize("name", ["campaigns.json", "accounts.parquet", "run.json"])
def test_a_missing_file_is_named(result_folder: Path, name: str) -> None:
    (result_folder / name).unlink()

    with pytest.raises(UsageError, match=name):
        read_result(result_folder)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"campaign_id": "c1"}]', "[[]]"])
def test_broken_campaigns_are_refused(result_folder: Path, text: str) -> None:
    (result_folder / "campaigns.json").write_text(text)
    if text == "{}":
        assert read_result(result_folder).campaigns == ()
        return

    with pytest.raises(UsageError, match="holds no whole result"):
        read_result(result_folder)


def test_broken_accounts_are_refused(result_folder: Path) -> None:
    (result_folder / "accounts.parquet").write_bytes(b"PAR1 but no more")

    with pytest.raises(UsageError, match="holds no whole result"):
        read_result(result_folder)
