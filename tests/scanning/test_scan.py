"""One scan over files: the campaign is found, with less to see what is left, and gaps are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.records.errors import InputError, UsageError
from stillwatch.records.result import ScanResult
from stillwatch.scanning import ScanOptions, StageProgress, scan

METADATA = ("ip", "route", "input_tokens", "output_tokens")


def exchanges_of(result: ScanResult) -> list[str]:
    """The ids of the campaigns' exchanges."""
    rows = result.exchanges.to_pylist()
    return sorted(row["exchange_id"] for row in rows if row["campaign_id"])


def gaps_of(result: ScanResult) -> set[str]:
    return {gap.name for gap in result.run.gaps}


def without(table: pa.Table, names: tuple[str, ...], path: Path) -> Path:
    """The table without some columns, as a file."""
    pq.write_table(table.drop_columns(list(names)), path)
    return path


def test_the_town_has_one_campaign(result: ScanResult) -> None:
    assert [(one.accounts, one.exchanges) for one in result.campaigns] == [(40, 800)]
    assert exchanges_of(result) == sorted(name for name in exchanges_of(result) if name.startswith("campaign"))
    assert result.campaigns[0].pivots[0].to_model == "m2"
    assert any("reasoning that could have led" in str(one.excerpt) for one in result.campaigns[0].templates)


def test_the_run_adds_up(result: ScanResult, files: Any) -> None:
    run = result.run

    assert run.read == run.accepted + run.rejected == files.table().num_rows
    assert result.exchanges.num_rows == run.accepted
    assert run.peak_rss_bytes > 0
    assert {"read and fingerprint", "log", "findings"} <= set(run.seconds)
    assert run.coverage["prompt"] == 1


def test_dropped_content_finds_the_same(result: ScanResult, files: Any) -> None:
    dropped = files.scan(drop_content=True)

    assert [one.campaign_id for one in dropped.campaigns] == [one.campaign_id for one in result.campaigns]
    assert dropped.accounts.equals(result.accounts)
    assert dropped.exchanges.equals(result.exchanges)
    assert {one.excerpt for one in dropped.campaigns[0].templates} == {None}
    assert gaps_of(dropped) - gaps_of(result) == {"content_dropped"}


def test_pseudonyms_give_the_same_numbers(result: ScanResult, files: Any) -> None:
    hidden = files.scan(pseudonym_key=b"a key of sixteen bytes or more")
    told, again = result.campaigns[0], hidden.campaigns[0]

    assert (again.accounts, again.exchanges, again.timeline) == (told.accounts, told.exchanges, told.timeline)
    assert again.capabilities == told.capabilities
    assert {piece.kind: piece.bits for piece in again.evidence} == {piece.kind: piece.bits for piece in told.evidence}
    assert exchanges_of(hidden) == exchanges_of(result)
    names = set(result.accounts["account_id"].to_pylist())
    assert not names & set(hidden.accounts["account_id"].to_pylist())


def test_scanning_twice_gives_the_same(result: ScanResult, files: Any) -> None:
    again = files.scan()

    assert again.campaigns == result.campaigns
    assert again.accounts.equals(result.accounts)


def test_without_metadata_it_still_runs_and_says_what_is_missing(files: Any, tmp_path: Path) -> None:
    bare = scan([without(files.table(), METADATA, tmp_path / "bare.parquet")], accounts=files.accounts)

    assert [one.exchanges for one in bare.campaigns] == [800]
    assert bare.campaigns[0].routes == {}
    assert gaps_of(bare) >= {"no_addresses", "no_clients", "no_tokens", "no_releases"}


def test_without_accounts_it_still_runs(files: Any) -> None:
    alone = scan([files.exchanges])

    assert "no_accounts" in gaps_of(alone)
    assert alone.accounts.num_rows == 760
    assert all(name.startswith("campaign") for name in exchanges_of(alone))


def test_without_any_text_nobody_is_accused_of_content(files: Any, tmp_path: Path) -> None:
    silent = scan([without(files.table(), ("prompt", "system"), tmp_path / "silent.parquet")], accounts=files.accounts)

    assert gaps_of(silent) >= {"no_prompts", "no_system_prompts"}
    kinds = {piece.kind: piece.bits for one in silent.campaigns for piece in one.evidence}
    assert kinds.get("shared_template", 0) == 0


def test_an_honest_log_has_no_campaign(files: Any, tmp_path: Path) -> None:
    table = files.table()
    honest = pa.table({name: table[name] for name in table.column_names}).filter(
        pa.array([name.startswith("honest") for name in table["exchange_id"].to_pylist()])
    )
    pq.write_table(honest, tmp_path / "honest.parquet")

    assert scan([tmp_path / "honest.parquet"], accounts=files.accounts).campaigns == ()


def test_progress_is_told_by_stage(files: Any) -> None:
    told: list[StageProgress] = []

    files.scan(progress=told.append)

    stages = list(dict.fromkeys(one.stage for one in told))
    assert stages[0] == "read and fingerprint"
    assert stages[-1] == "findings"
    assert all(one.total is None or 0 <= one.done <= one.total for one in told)


def test_nothing_readable_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    (tmp_path / "prose.txt").write_text("no log at all\n")

    with pytest.raises(InputError, match="nothing"):
        scan([tmp_path])


def test_rejected_rows_are_kept_beside(tmp_path: Path) -> None:
    lines = ['{"exchange_id": "e1", "started_at": "2026-06-01T00:00:00Z", "account_id": "a", "model": "m"}', "{broken"]
    (tmp_path / "log.jsonl").write_text("\n".join(lines) + "\n")

    found = scan([tmp_path / "log.jsonl"], options=ScanOptions(quarantine=tmp_path / "quarantine.jsonl"))

    assert (found.run.read, found.run.accepted, found.run.rejected) == (2, 1, 1)
    assert len((tmp_path / "quarantine.jsonl").read_text().splitlines()) == 1
    assert found.campaigns == ()


@pytest.mark.parametrize("options", [ScanOptions(engine="abacus"), ScanOptions(format="stone")])
def test_wrong_use_is_told(files: Any, options: ScanOptions) -> None:
    with pytest.raises(UsageError, match=r"abacus|stone"):
        scan([files.exchanges], options=options)


def test_a_missing_path_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.parquet"):
        scan([tmp_path / "nowhere.parquet"])
