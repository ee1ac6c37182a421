"""A small world whose truth is known and a result about it, written as the contract's files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.records.tables import ACCOUNT_RESULTS, EXCHANGE_RESULTS, TRUTH_ACCOUNTS, TRUTH_EXCHANGES

Row = tuple[str, str | None, str | None]


@pytest.fixture
def write_world(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of truths; accounts are (id, kind, campaign), exchanges (id, campaign, capability)."""

    def write(accounts: Sequence[Row], exchanges: Sequence[Row]) -> Path:
        world = tmp_path / "world"
        world.mkdir()
        pq.write_table(_table(accounts, TRUTH_ACCOUNTS), world / "truth_accounts.parquet")
        pq.write_table(_table(exchanges, TRUTH_EXCHANGES), world / "truth_exchanges.parquet")
        return world

    return write


@pytest.fixture
def write_result(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of results; accounts are (id, campaign, action), exchanges (id, campaign, capability)."""

    def write(accounts: Sequence[Row], exchanges: Sequence[Row]) -> Path:
        result = tmp_path / "result"
        result.mkdir()
        rows: list[Sequence[object]] = [
            (account, campaign, 0.5, 1, 1, action, []) for account, campaign, action in accounts
        ]
        pq.write_table(_table(rows, ACCOUNT_RESULTS), result / "accounts.parquet")
        pq.write_table(_table(exchanges, EXCHANGE_RESULTS), result / "exchanges.parquet")
        names = sorted({campaign for _, campaign, _ in [*accounts, *exchanges] if campaign is not None})
        (result / "campaigns.json").write_text(json.dumps([_campaign(name) for name in names]))
        run = {"read": len(exchanges), "accepted": len(exchanges), "rejected": 0}
        (result / "run.json").write_text(json.dumps(run))
        (result / "quarantine.jsonl").write_text("")
        (result / "report.html").write_text("")
        return result

    return write


def _table(rows: Sequence[Sequence[object]], schema: pa.Schema) -> pa.Table:
    columns = [[row[place] for row in rows] for place in range(len(schema))]
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema)


def _campaign(name: str) -> dict[str, object]:
    evidence = [{"kind": "synchrony", "bits": 1.0, "text": "made up"}]
    zeros = dict.fromkeys(("accounts", "exchanges", "input_tokens", "output_tokens"), 0)
    empty: dict[str, object] = {"capabilities": {}, "models": {}, "routes": {}, "pivots": [], "evidence": evidence}
    return {"campaign_id": name, "confidence": 0.9, "first_seen": None, "last_seen": None, **zeros, **empty}
