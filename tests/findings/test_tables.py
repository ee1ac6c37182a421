"""A row per account and per exchange, in the contract's schemas."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log
from stillwatch.findings.excerpts import Excerpts
from stillwatch.findings.pooling import sought
from stillwatch.findings.summary import summarize
from stillwatch.findings.tables import MOST_REASONS, account_results, exchange_results
from stillwatch.records.campaign import Campaign
from stillwatch.records.tables import ACCOUNT_RESULTS, EXCHANGE_RESULTS
from stillwatch.records.vocabulary import ACTIONS, CAPABILITIES


@pytest.fixture(scope="module")
def campaign(town_log: Log, operation: Operation) -> Campaign:
    """The town's campaign."""
    return summarize(town_log, operation, sought(town_log, operation.rows), (), Excerpts(None))


@pytest.fixture(scope="module")
def accounts(town_log: Log, operation: Operation, campaign: Campaign) -> pa.Table:
    """The rows of accounts."""
    return account_results(town_log, [operation], [campaign])


@pytest.fixture(scope="module")
def exchanges(town_log: Log, operation: Operation, campaign: Campaign) -> pa.Table:
    """The rows of exchanges."""
    return exchange_results(town_log, [operation], [sought(town_log, operation.rows)], [campaign])


def test_schemas_are_the_contracts(accounts: pa.Table, exchanges: pa.Table, town_log: Log) -> None:
    assert accounts.schema.equals(ACCOUNT_RESULTS)
    assert exchanges.schema.equals(EXCHANGE_RESULTS)
    assert (accounts.num_rows, exchanges.num_rows) == (len(town_log.registry), len(town_log))


def test_an_account_of_two_campaigns_is_the_ones_that_sends_most_from_it(
    town_log: Log, operation: Operation, campaign: Campaign
) -> None:
    rank = np.zeros(len(town_log), dtype=np.int64)
    for account in operation.accounts:
        rows = operation.rows[town_log.account[operation.rows] == account]
        rank[rows] = np.arange(len(rows))
    odd = town_log.account[operation.rows] % 2 == 1
    first = (rank[operation.rows] < 5) ^ odd
    parts = [replace(operation, rows=operation.rows[first]), replace(operation, rows=operation.rows[~first])]
    parts = [replace(one, accounts=np.unique(town_log.account[one.rows]), membership=None) for one in parts]
    names = [replace(campaign, campaign_id=name) for name in ("C-few", "C-most")]

    told = account_results(town_log, parts, names)

    owner = dict(zip(told["account_id"].to_pylist(), told["campaign_id"].to_pylist(), strict=True))
    for account in operation.accounts:
        mine = town_log.account[operation.rows] == account
        sent = [int((mine & first).sum()), int((mine & ~first).sum())]
        expected = names[0] if sent[0] >= sent[1] else names[1]
        assert owner[town_log.registry.names[int(account)].as_py()] == expected.campaign_id
    assert set(owner.values()) == {None, "C-few", "C-most"}


def test_the_campaigns_rows_are_marked_and_no_other(exchanges: pa.Table, campaign: Campaign) -> None:
    for row in exchanges.to_pylist():
        expected = campaign.campaign_id if row["exchange_id"].startswith("campaign") else None
        assert row["campaign_id"] == expected


def test_the_campaigns_rows_have_the_pooled_capability_and_all_others_their_own(
    town_log: Log, operation: Operation, campaign: Campaign
) -> None:
    pooled = np.full(len(operation.rows), CAPABILITIES.index("grading"), dtype=np.int8)

    told = exchange_results(town_log, [operation], [pooled], [campaign])["capability"].to_pylist()

    assert {told[row] for row in operation.rows} == {"grading"}
    own = [CAPABILITIES[code] if code >= 0 else None for code in town_log.capability]
    mine = set(operation.rows.tolist())
    assert all(told[row] == own[row] for row in range(len(town_log)) if row not in mine)


def test_both_tables_tell_the_same_counts(accounts: pa.Table, exchanges: pa.Table, town_log: Log) -> None:
    names = town_log.registry.names.take(pa.array(town_log.account)).to_pylist()
    marked = [name for name, mine in zip(names, exchanges["campaign_id"].to_pylist(), strict=True) if mine]
    seen, taken = Counter(names), Counter(marked)

    for row in accounts.to_pylist():
        assert (row["exchanges"], row["campaign_exchanges"]) == (seen[row["account_id"]], taken[row["account_id"]])


def test_honest_accounts_are_only_observed(accounts: pa.Table) -> None:
    honest = accounts.filter(pc.is_null(accounts["campaign_id"])).to_pylist()

    assert len(honest) == 720
    assert {(row["action"], row["score"], len(row["reasons"])) for row in honest} == {("observe", 0.0, 0)}


def test_mixed_accounts_get_a_softer_step_than_dedicated_ones(accounts: pa.Table, campaign: Campaign) -> None:
    mine = {row["account_id"]: row for row in accounts.to_pylist() if row["campaign_id"]}
    mixed, dedicated = mine["c3"], mine["c30"]

    assert dedicated["action"] == "suspend"
    assert ACTIONS.index(mixed["action"]) <= ACTIONS.index("throttle")
    assert 0.9 < mixed["score"] <= campaign.confidence
    assert 0.9 < dedicated["score"] <= campaign.confidence
    assert mixed["campaign_exchanges"] < mixed["exchanges"]
    assert 0 < len(mixed["reasons"]) <= MOST_REASONS
    assert "few groups are operations" not in mixed["reasons"]


def test_without_campaigns_every_row_is_there_all_the_same(town_log: Log) -> None:
    accounts, exchanges = account_results(town_log, [], []), exchange_results(town_log, [], [], [])

    assert accounts["campaign_id"].null_count == accounts.num_rows == len(town_log.registry)
    assert exchanges["campaign_id"].null_count == exchanges.num_rows == len(town_log)


def test_an_account_of_two_campaigns_belongs_to_the_larger(
    town_log: Log, operation: Operation, campaign: Campaign
) -> None:
    smaller = Operation(operation.accounts[:10], operation.rows[:50], 9.0, 0.005, 0.9, (), (), ())

    accounts = account_results(town_log, [operation, smaller], [campaign, campaign_named(campaign, "C-small")])

    assert set(accounts["campaign_id"].to_pylist()) == {None, campaign.campaign_id}


def campaign_named(campaign: Campaign, name: str) -> Campaign:
    """The same campaign under another name."""
    fields = {field: getattr(campaign, field) for field in Campaign.__dataclass_fields__}
    return Campaign(**fields | {"campaign_id": name})


def test_an_account_that_operators_share_goes_to_the_one_that_sends_most_from_it(
    town_log: Log, operation: Operation, campaign: Campaign
) -> None:
    few = operation.rows[town_log.account[operation.rows] == operation.accounts[0]][:1]
    rest = np.setdiff1d(operation.rows, few)
    larger = replace(operation, rows=rest)
    guest = replace(operation, accounts=operation.accounts[:1], rows=few, membership=None, confidence=0.5)
    names = [replace(campaign, campaign_id=name) for name in ("larger", "guest")]

    table = account_results(town_log, [larger, guest], names)
    swapped = account_results(town_log, [guest, larger], names[::-1])

    for one in (table, swapped):
        told = dict(zip(one["account_id"].to_pylist(), one["campaign_id"].to_pylist(), strict=True))
        assert {told[town_log.registry.names[int(code)].as_py()] for code in operation.accounts} == {"larger"}
    assert table["score"].to_pylist() == swapped["score"].to_pylist()
