"""Accounts that take up the campaign's wording after its accounts were closed join it; near misses do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.successors import conduct_of, with_successors
from stillwatch.evidence.log import Log

START = datetime(2026, 6, 1, tzinfo=UTC)
BAN = 9 * 24 + 0.5
"""Hours after the town's start; most of its campaign's exchanges are earlier."""
Row = dict[str, Any]


@pytest.fixture(scope="module")
def banned(town: Any, make_log: Callable[..., Log]) -> Callable[..., tuple[Log, Operation]]:
    """A function from extra rows to a log in which the crew is closed at ``BAN``, and the operation until then."""

    def make(extra: Sequence[Row] = (), *, closed: bool = True) -> tuple[Log, Operation]:
        rows = [row for row in town.exchanges if row["hours"] < BAN or row["exchange_id"].startswith("honest")]
        when = START + timedelta(hours=BAN) if closed else None
        people = [one | ({"closed_at": when} if one["account_id"].startswith("c") else {}) for one in town.accounts]
        log = make_log([*rows, *extra], people)
        return log, operation_of(log)

    return make


def operation_of(log: Log) -> Operation:
    """The crew's exchanges of the campaign."""
    ids, names = log.traits.column("exchange_id").to_pylist(), log.registry.names.to_pylist()
    ours = [row.startswith("campaign") and names[log.account[i]].startswith("c") for i, row in enumerate(ids)]
    rows = np.flatnonzero(ours).astype(np.int32)
    return Operation(np.unique(log.account[rows]), rows, 12.0, 0.005, 0.99, (), (), ())


def standby(town: Any, count: int = 12, *, hours: float = BAN + 0.2, each: int = 1) -> list[Row]:
    """Exchanges of the campaign from accounts that were not seen before."""
    like = [row for row in town.exchanges if row["exchange_id"].startswith("campaign")]
    return [
        like[i * each + k] | {"exchange_id": f"campaign-s{i}-{k}", "account_id": f"s{i}", "hours": hours + i / 30}
        for i in range(count)
        for k in range(each)
    ]


def joined(log: Log, operation: Operation) -> set[str]:
    """Names of the accounts that joined."""
    (grown,) = with_successors(log, [operation])
    names = log.registry.names.to_pylist()
    assert np.unique(log.account[grown.rows]).tolist() == grown.accounts.tolist()
    return {names[code] for code in np.setdiff1d(grown.accounts, operation.accounts)}


def test_standby_accounts_join_with_one_exchange_each(town: Any, banned: Callable[..., Any]) -> None:
    assert joined(*banned(standby(town))) == {f"s{i}" for i in range(12)}


def test_without_closures_nobody_is_a_successor(town: Any, banned: Callable[..., Any]) -> None:
    assert joined(*banned(standby(town), closed=False)) == set()


def test_honest_newcomers_after_the_wave_do_not_join(town: Any, banned: Callable[..., Any]) -> None:
    honest = [row for row in town.exchanges if row["exchange_id"].startswith("honest")]
    fresh = [
        row | {"exchange_id": f"honest-n{i}", "account_id": f"n{i % 90}", "hours": BAN + 1 + i / 10}
        for i, row in enumerate(honest[:900])
    ]

    assert joined(*banned(fresh)) == set()


def test_one_who_mixes_the_wording_with_other_work_does_not_join(town: Any, banned: Callable[..., Any]) -> None:
    honest = [row for row in town.exchanges if row["exchange_id"].startswith("honest")]
    beside = [
        row | {"exchange_id": f"honest-m{i}", "account_id": f"s{i % 12}", "hours": BAN + 2}
        for i, row in enumerate(honest[:12])
    ]

    assert joined(*banned([*standby(town), *beside])) == set()


def test_one_who_was_there_before_the_wave_does_not_join(town: Any, banned: Callable[..., Any]) -> None:
    early = [{"exchange_id": f"honest-e{i}", "account_id": f"s{i}", "hours": 30, "prompt": "hello"} for i in range(12)]

    assert joined(*banned([*standby(town, each=5), *early])) == set()


def test_one_who_comes_days_later_does_not_join(town: Any, banned: Callable[..., Any]) -> None:
    assert joined(*banned(standby(town, hours=BAN + 30))) == set()


def test_words_that_others_use_too_make_nobody_a_successor(town: Any, banned: Callable[..., Any]) -> None:
    public = [
        row | {"exchange_id": f"honest-p{i}", "account_id": f"h{i}", "hours": 20 + i / 9}
        for i, row in enumerate(standby(town, 300))
    ]

    assert joined(*banned([*standby(town), *public])) == set()


def test_nobody_joins_two(town: Any, banned: Callable[..., Any]) -> None:
    log, operation = banned(standby(town))
    twins = with_successors(log, [operation, replace(operation, bits=3.0)])

    assert sum(len(one.accounts) > len(operation.accounts) for one in twins) == 1


def test_the_conduct_is_of_the_operations_own_exchanges(banned: Callable[..., Any]) -> None:
    log, operation = banned()
    conduct = conduct_of(log, operation)

    assert len(conduct.time) == len(operation.rows)
    assert np.all(np.diff(conduct.time) >= 0)
    assert operation.accounts[conduct.account].tolist() == log.account[operation.rows].tolist()
    assert np.unique(conduct.closed).tolist() == [int((START + timedelta(hours=BAN)).timestamp()) * 1_000_000]
