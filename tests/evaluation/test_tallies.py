"""Tallies count pairs of truth and result, and refuse folders that do not belong together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stillwatch.evaluation.tallies import AccountTally, ExchangeTally, tally
from stillwatch.records.errors import UsageError


def test_counts_pairs_of_true_and_found_campaign(
    write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    world = write_world(
        [("a", "campaign", "T")], [("1", "T", "coding"), ("2", "T", "coding"), ("3", None, None), ("4", None, None)]
    )
    result = write_result(
        [("a", "F", "suspend")], [("1", "F", "coding"), ("2", "F", "reasoning"), ("3", "F", None), ("4", None, None)]
    )

    tallies = tally(result, world)

    assert set(tallies.exchanges) == {
        ExchangeTally("T", "F", 2, 1),
        ExchangeTally(None, "F", 1, 1),
        ExchangeTally(None, None, 1, 1),
    }


def test_accounts_the_truth_does_not_name_are_of_unknown_kind(
    write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    world = write_world([("a", "classroom", None)], [("1", None, None)])
    result = write_result([("a", None, "observe"), ("b", "F", "restrict")], [("1", None, None)])

    assert set(tally(result, world).accounts) == {
        AccountTally("classroom", flagged=False, restricted=False, accounts=1),
        AccountTally("unknown", flagged=True, restricted=True, accounts=1),
    }


def test_a_missing_table_is_named(write_world: Callable[..., Path], tmp_path: Path) -> None:
    world = write_world([], [])

    with pytest.raises(UsageError, match=r"nowhere/exchanges\.parquet is not there"):
        tally(tmp_path / "nowhere", world)


def test_a_result_of_another_world_is_refused(
    write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    world = write_world([("a", "classroom", None)], [("1", None, None)])
    result = write_result([("a", None, "observe")], [("2", None, None)])

    with pytest.raises(UsageError, match="no exchange of"):
        tally(result, world)


def test_a_result_of_other_names_is_refused(
    write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    world = write_world([("a", "campaign", "T")], [("1", "T", "coding")])
    result = write_result([("0f3c", "F", "suspend")], [("1", "F", "coding")])

    with pytest.raises(UsageError, match="pseudonymized"):
        tally(result, world)
