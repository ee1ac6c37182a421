"""Accounts of a few large customers are openly theirs; those of many small ones are nobody's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stillwatch.campaigns.owners import OWNERS, in_few_hands
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
