"""Accounts are chosen by score and counted by action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stillwatch.report.accounts import account, actions_by_campaign, campaign_accounts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from stillwatch.records.result import ScanResult


def test_the_highest_scores_come_first(three: ScanResult) -> None:
    rows = campaign_accounts(three.accounts, "c-20be", 1000)
    assert len(rows) == 1000
    assert {row.campaign_id for row in rows} == {"c-20be"}
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)


def test_actions_are_counted_by_campaign_weakest_first(three: ScanResult) -> None:
    counts = actions_by_campaign(three.accounts)
    assert counts[None] == {"observe": 25}
    assert sum(counts["c-7f31"].values()) == 1300
    assert list(counts["c-7f31"]) == ["observe", "verify", "throttle", "restrict", "suspend"]


def test_one_account(three: ScanResult) -> None:
    row = account(three.accounts, "c-7f31-00000000")
    assert row is not None
    assert row.honest == row.exchanges - row.campaign_exchanges == 40
    assert account(three.accounts, "nobody") is None
    assert account(three.accounts, "\ud800") is None


def test_missing_values_are_shown_as_nothing(make_accounts: Callable[..., pa.Table]) -> None:
    table = make_accounts([("a", None, None, None, None, None, None)])
    row = account(table, "a")
    assert row is not None
    assert (row.score, row.exchanges, row.action, row.reasons) == (0.0, 0, "none", ())
    assert actions_by_campaign(table) == {None: {"none": 1}}
