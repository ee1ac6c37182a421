"""Of every account the same exchanges are held, in whatever order and batches they come."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.evidence.reservoir import Reservoir, per_account


def held(account: np.ndarray, draw: np.ndarray, most: int, step: int) -> set[int]:
    """The draws that a reservoir holds after the exchanges came ``step`` at a time."""
    reservoir = Reservoir(most)
    accounts = int(account.max()) + 1
    for at in range(0, len(account), step):
        who, number = account[at : at + step], draw[at : at + step]
        worth = reservoir.offer(who, number, accounts)
        chosen = np.ones(len(who), dtype=np.bool_) if worth is None else worth
        reservoir.hold(pa.record_batch({"draw": number[chosen]}), who[chosen], number[chosen])
    reservoir.settle()
    return {value for batch, _ in reservoir.held() for value in batch["draw"].to_pylist()}


@settings(max_examples=40)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=400), st.integers(10, 200), st.integers(0, 1000))
def test_the_choice_is_the_lowest_draws_of_each_account(who: list[int], most: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    account = np.array(who, dtype=np.int32)
    draw = rng.permutation(10 * len(account))[: len(account)].astype(np.uint64)
    limit = per_account(np.bincount(account), most) if len(account) > most else len(account)
    expected = {int(value) for one in set(who) for value in np.sort(draw[account == one])[:limit]}

    order = rng.permutation(len(account))
    assert held(account, draw, most, 7) == expected
    assert held(account[order], draw[order], most, 31) == expected


@settings(max_examples=40)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=400), st.integers(10, 200), st.floats(0.01, 1.0))
def test_a_guess_of_what_is_to_come_leaves_the_lowest_draws_of_each_account(
    who: list[int], most: int, part: float
) -> None:
    account = np.array(who, dtype=np.int32)
    draw = np.random.default_rng(len(who)).permutation(10 * len(account))[: len(account)].astype(np.uint64)
    reservoir = Reservoir(most)
    for at in range(0, len(account), 7):
        worth = reservoir.offer(account[at : at + 7], draw[at : at + 7], 10)
        chosen = np.ones(len(account[at : at + 7]), dtype=np.bool_) if worth is None else worth
        number = draw[at : at + 7][chosen]
        reservoir.hold(pa.record_batch({"draw": number}), account[at : at + 7][chosen], number, part)
    reservoir.settle()

    limit = len(account) if reservoir.limit is None else reservoir.limit
    found = {value for batch, _ in reservoir.held() for value in batch["draw"].to_pylist()}
    assert found == {int(value) for one in set(who) for value in np.sort(draw[account == one])[:limit]}
    assert limit <= per_account(np.bincount(account), most) or len(account) <= most


def test_a_right_guess_changes_nothing_and_holds_less_on_the_way() -> None:
    random = np.random.default_rng(3)
    account = random.permutation(np.concatenate([np.repeat(np.arange(20), 500), np.repeat(np.arange(20, 220), 5)]))
    draw = random.permutation(len(account)).astype(np.uint64)
    account = account.astype(np.int32)
    worth = {False: 0, True: 0}
    found = {}
    for guessing in (False, True):
        reservoir = Reservoir(1200)
        for at in range(0, len(account), 100):
            who, number = account[at : at + 100], draw[at : at + 100]
            marked = reservoir.offer(who, number, 220)
            kept = np.ones(len(who), dtype=np.bool_) if marked is None else marked
            part = (at + 100) / len(account) if guessing else 1.0
            reservoir.hold(pa.record_batch({"draw": number[kept]}), who[kept], number[kept], part)
            worth[guessing] += int(kept.sum())
        reservoir.settle()
        found[guessing] = {value for batch, _ in reservoir.held() for value in batch["draw"].to_pylist()}

    assert found[True] == found[False]
    assert worth[True] < 0.9 * worth[False]


@pytest.mark.parametrize(
    ("counts", "most", "expected"),
    [([10, 10, 10], 100, 10), ([10, 10, 10], 30, 10), ([10, 10, 10], 29, 9), ([50, 1, 1], 12, 10), ([5, 5], 1, 1)],
)
def test_as_many_of_an_account_as_there_is_room_for(counts: list[int], most: int, expected: int) -> None:
    assert per_account(np.array(counts), most) == expected


def test_what_fits_is_held_whole() -> None:
    account = np.repeat(np.arange(5, dtype=np.int32), 20)
    draw = np.arange(100, dtype=np.uint64)

    assert held(account, draw, 100, 9) == set(range(100))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=400), st.integers(10, 200), st.integers(0, 3))
def test_one_that_met_the_same_exchanges_before_tells_what_may_be_held(who: list[int], most: int, spare: int) -> None:
    account = np.array(who, dtype=np.int32)
    draw = np.random.default_rng(len(who)).permutation(10 * len(account))[: len(account)].astype(np.uint64)
    before, after = Reservoir(most, spare), Reservoir(most)
    before.offer(account, draw, 10)
    before.hold(pa.record_batch({"draw": draw}), account, draw)
    before.settle()

    worth = after.offer(account, draw, 10, before.ceiling[account])
    assert worth is not None
    after.hold(pa.record_batch({"draw": draw[worth]}), account[worth], draw[worth])
    after.settle()

    assert {value for batch, _ in after.held() for value in batch["draw"].to_pylist()} == held(account, draw, most, 7)
    for one in set(who) if after.limit is not None else ():
        assert (draw[account == one] <= after.ceiling[one]).sum() == min((account == one).sum(), after.limit)
