"""Accounts of a few large customers are openly theirs; those of many small ones are nobody's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.campaigns.owners import OWNERS, in_few_hands, openly_owned
from stillwatch.evidence.log import Log
from stillwatch.evidence.slices import slices_of


def held(make_log: Callable[..., Log], owners: list[str]) -> float:
    """The share in few hands of a slice whose accounts belong to these organizations, in this order."""
    rows = [{"account_id": f"a{i}", "hours": i + turn} for i in range(len(owners)) for turn in (0, 0.5)]
    accounts = [{"account_id": f"a{i}", "organization_id": owner} for i, owner in enumerate(owners)]
    log = make_log(rows, accounts)
    return float(in_few_hands(log, slices_of(log, np.array([0, len(log)]), np.arange(len(log), dtype=np.int32)))[0])


def test_a_company_with_subsidiaries_holds_its_accounts(make_log: Callable[..., Log]) -> None:
    subsidiaries = [f"o{i % OWNERS}" for i in range(40 * OWNERS)]

    assert held(make_log, subsidiaries) == pytest.approx(1 - 1 / 40)


def test_forty_customers_of_four_accounts_each_are_no_one_customer(make_log: Callable[..., Log]) -> None:
    assert held(make_log, [f"o{i % 40}" for i in range(160)]) == pytest.approx(3 * OWNERS / 160)


def test_strangers_hold_nothing_of_each_other(make_log: Callable[..., Log]) -> None:
    assert held(make_log, [f"o{i}" for i in range(12)]) == 0


@pytest.mark.parametrize(
    ("hours", "organized", "owned"),
    [(8, False, 1 - 16 / 48), (24, False, OWNERS * 2 / 48), (24, True, 1 - 16 / 48)],
    ids=["staff by day", "a pool used around the clock", "organizations whose servers never rest"],
)
def test_who_owns_three_accounts_to_a_card_at_one_place(
    make_log: Callable[..., Log], hours: int, owned: float, *, organized: bool
) -> None:
    rows = [
        {"account_id": f"a{i}", "hours": 24 * day + (i + 5 * day) % hours, "ip": "10.0.0.1"}
        for i in range(48)
        for day in range(30)
    ]
    accounts = [
        {"account_id": f"a{i}", "payment_id": f"card {i // 3}"}
        | ({"organization_id": f"o{i // 3}"} if organized else {})
        for i in range(48)
    ]
    log = make_log(rows, accounts)
    slices = slices_of(log, np.array([0, len(log)]), np.arange(len(log), dtype=np.int32))

    assert openly_owned(log, slices).tolist() == pytest.approx([owned])
