"""A log is the contract's input tables in time order, and knows nothing of a truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from baselines.interface import Log, made_log, read_log


def test_exchanges_are_in_time_order_and_accounts_coded_as_they_appear(log_of: Callable[..., Log]) -> None:
    log = log_of([{"account_id": "late", "at": 60}, {"account_id": "early", "at": 1}, {"account_id": "late", "at": 70}])

    assert log.names.to_pylist() == ["early", "late"]
    assert log.owner.tolist() == [0, 1, 1]
    assert [rows.tolist() for rows in log.rows_of_accounts()] == [[0], [1, 2]]
    assert (log.seconds - log.seconds[0]).tolist() == [0, 59, 69]


def test_columns_that_a_log_lacks_are_null(log_of: Callable[..., Log]) -> None:
    log = log_of([{"account_id": "a", "at": 0}])

    assert log.column("ip") == [None]
    assert log.identity("payment_id") == [None]


def test_accounts_of_one_organization_are_one_customer(people_of: Callable[..., Log]) -> None:
    log = people_of(
        [
            {"account_id": "a", "organization_id": "o"},
            {"account_id": "b", "organization_id": None},
            {"account_id": "c", "organization_id": "o"},
            {"account_id": "d", "organization_id": None},
        ]
    )

    assert log.customer.tolist() == [0, 1, 0, 2]


def test_an_account_that_sent_nothing_or_is_in_no_table_is_no_error(log_of: Callable[..., Log]) -> None:
    log = log_of([{"account_id": "a", "at": 0}], [{"account_id": "silent", "payment_id": "p"}])

    assert log.identity("payment_id") == [None]


def test_a_world_without_its_truth_reads_the_same(small_world: Path, tmp_path: Path) -> None:
    exchanges, accounts = pq.read_table(small_world / "exchanges"), pq.read_table(small_world / "accounts.parquet")
    (tmp_path / "exchanges").mkdir()
    pq.write_table(exchanges, tmp_path / "exchanges" / "part-0.parquet")
    pq.write_table(accounts, tmp_path / "accounts.parquet")

    assert read_log(tmp_path).exchanges.equals(read_log(small_world).exchanges)
    assert read_log(tmp_path).exchanges.equals(made_log(exchanges, accounts).exchanges)
