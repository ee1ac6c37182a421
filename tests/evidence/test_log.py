"""Columns of numbers, with the accounts behind them."""

from collections.abc import Callable
from datetime import UTC, datetime

from stillwatch.evidence.log import HOUR, UNKNOWN_TIME, Log


def test_accounts_of_one_organization_are_one_customer(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": name} for name in ("a", "b", "c", "d")]
    log = make_log(rows, [{"account_id": "a", "organization_id": "o"}, {"account_id": "c", "organization_id": "o"}])
    customer = dict(zip(log.registry.names.to_pylist(), log.registry.customer.tolist(), strict=True))
    assert customer["a"] == customer["c"]
    assert len({customer[name] for name in "abd"}) == 3


def test_unknown_accounts_and_no_accounts_table_leave_everything_unknown(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": "a"}, {"account_id": "b"}]
    for accounts in (None, [{"account_id": "other", "created_at": datetime(2025, 1, 1, tzinfo=UTC)}]):
        registry = make_log(rows, accounts).registry
        assert registry.created.tolist() == [UNKNOWN_TIME] * 2
        assert registry.payment.tolist() == [0, 0]


def test_a_few_wrong_dates_do_not_move_where_a_log_begins_and_ends(make_log: Callable[..., Log]) -> None:
    rows = [{"account_id": "a", "hours": i / 1000} for i in range(20_000)]
    years = 24 * 365 * 5

    log = make_log([*rows, {"account_id": "a", "hours": -years}, {"account_id": "a", "hours": years}])

    assert log.window[1] - log.window[0] == 2 * years * HOUR
    assert log.lasted[1] - log.lasted[0] < 21 * HOUR
    assert make_log(rows[:10]).lasted == make_log(rows[:10]).window
