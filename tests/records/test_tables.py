"""The tables are the contract's, column by column."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from stillwatch.records.tables import (
    ACCOUNT_IDENTIFIERS,
    ACCOUNT_RESULTS,
    ACCOUNTS,
    CONTENT,
    EXCHANGE_RESULTS,
    EXCHANGES,
    IDENTIFIERS,
    RELEASES,
    REQUIRED,
    TIMESTAMP,
    TRUTH_ACCOUNTS,
    TRUTH_EXCHANGES,
)

RESULTS = {
    "accounts": (
        ACCOUNT_RESULTS,
        {
            "account_id": pa.string(),
            "campaign_id": pa.string(),
            "score": pa.float64(),
            "exchanges": pa.int64(),
            "campaign_exchanges": pa.int64(),
            "action": pa.string(),
            "reasons": pa.list_(pa.string()),
        },
    ),
    "exchanges": (
        EXCHANGE_RESULTS,
        {"exchange_id": pa.string(), "campaign_id": pa.string(), "capability": pa.string()},
    ),
    "truth of accounts": (
        TRUTH_ACCOUNTS,
        {"account_id": pa.string(), "kind": pa.string(), "campaign_id": pa.string()},
    ),
    "truth of exchanges": (
        TRUTH_EXCHANGES,
        {"exchange_id": pa.string(), "campaign_id": pa.string(), "capability": pa.string()},
    ),
    "releases": (RELEASES, {"model": pa.string(), "released_at": TIMESTAMP}),
}


@pytest.mark.parametrize("name", RESULTS)
def test_results_are_pinned(name: str) -> None:
    schema, expected = RESULTS[name]

    assert {field.name: field.type for field in schema} == expected


def test_only_four_columns_are_required() -> None:
    assert REQUIRED == ("exchange_id", "started_at", "account_id", "model")


def test_what_may_be_hidden_or_dropped_is_in_the_tables() -> None:
    assert {EXCHANGES.field(name).type for name in (*CONTENT, *IDENTIFIERS)} == {pa.string()}
    assert {ACCOUNTS.field(name).type for name in ACCOUNT_IDENTIFIERS} == {pa.string()}
    assert not set(CONTENT) & set(REQUIRED)


def test_the_columns_are_those_of_the_contract(shared: Path) -> None:
    contract = (shared / "contract" / "README.md").read_text(encoding="utf-8")
    table = contract.partition("| column | type | meaning |")[2].partition("\n\n")[0]
    exchanges = [name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    accounts = re.findall(r"`(\w+)`", contract.partition("**accounts**")[2].partition("\n\n")[0].partition(": ")[2])

    assert sorted(exchanges) == sorted(EXCHANGES.names)
    assert [name for name in accounts if not name.startswith("-")] == ACCOUNTS.names
