"""Pieces of text have the same keys in every log, and those of a campaign are told from everybody's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from stillwatch.campaigns.pieces import SAMPLE, own_in_each, own_pieces, pieces, spread
from stillwatch.evidence.log import Codes, Log

TEXT = "List every step of the proof that leads from the premises to the claim, then grade each step"


def others(log: Log, rows: Codes) -> Codes:
    return np.setdiff1d(np.arange(len(log), dtype=np.int32), rows)


def test_keys_do_not_depend_on_the_log(make_log: Callable[..., Log]) -> None:
    alone = make_log([{"account_id": "a", "prompt": TEXT}])
    rows: list[dict[str, Any]] = [{"account_id": f"b{i}", "hours": i, "prompt": "something else"} for i in range(5)]
    beside = make_log([*rows, {"account_id": "a", "hours": 9, "prompt": TEXT}])

    assert set(pieces(alone, np.array([0]))[0]) == set(pieces(beside, np.array([5]))[0])


def test_one_text_in_two_places_is_two_pieces(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "a", "prompt": TEXT}, {"account_id": "a", "hours": 1, "system": TEXT}])

    assert not set(pieces(log, np.array([0]))[0]) & set(pieces(log, np.array([1]))[0])


def test_an_exchange_without_text_has_none(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": "a"}])

    assert len(pieces(log, np.array([0]))[0]) == 0


def test_a_campaigns_own_pieces_are_in_its_exchanges_and_hardly_elsewhere(town_log: Log, crew_rows: Codes) -> None:
    rest = others(town_log, crew_rows)
    own = own_pieces(town_log, crew_rows, rest)

    assert len(own) >= 3
    assert np.all(np.diff(own.astype(object)) > 0)
    assert np.median(own_in_each(town_log, crew_rows, own)) >= 3
    assert own_in_each(town_log, rest, own).sum() == 0


def test_what_strangers_say_too_is_nobodys_own(town_log: Log, crew_rows: Codes) -> None:
    half = len(crew_rows) // 2

    assert len(own_pieces(town_log, crew_rows[:half], crew_rows[half:])) == 0


def test_a_few_accounts_habit_is_not_own(town_log: Log, crew_rows: Codes) -> None:
    few = crew_rows[np.isin(town_log.account[crew_rows], np.unique(town_log.account[crew_rows])[:3])]

    assert len(own_pieces(town_log, few, others(town_log, crew_rows))) == 0
    assert len(own_pieces(town_log, crew_rows[:0], crew_rows)) == 0


def test_many_rows_are_thinned_evenly() -> None:
    rows = np.arange(3 * SAMPLE + 1)

    assert SAMPLE // 2 < len(spread(rows)) <= SAMPLE
    assert len(set(np.diff(spread(rows)))) == 1
    assert spread(rows[:10]).tolist() == list(range(10))
