"""The threshold that finds most within a budget, against trying all of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baselines.operating_point import Accused, allowance, best_group, best_within, counted

GUILTY = np.array([True, True, False, True, False])


@pytest.mark.parametrize(("budget", "found"), [(0, Accused(2, 0)), (1, Accused(3, 1)), (2, Accused(3, 2))])
def test_more_innocents_find_more(budget: int, found: Accused) -> None:
    assert best_within(np.array([5.0, 4, 3, 2, 1]), GUILTY, budget) == found


def test_accounts_of_one_score_are_accused_together() -> None:
    assert best_within(np.array([5.0, 3, 3, 3, 1]), GUILTY, 0) == Accused(1, 0)
    assert best_within(np.array([5.0, 3, 3, 3, 1]), GUILTY, 1) == Accused(3, 1)


def test_an_innocent_at_the_top_leaves_nothing() -> None:
    assert best_within(np.array([1.0, 1, 9, 1, 1]), GUILTY, 0) == Accused(0, 0)
    assert best_within(np.zeros(0), np.zeros(0, dtype=np.bool_), 0) == Accused(0, 0)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=20), st.integers(0, 4))
def test_no_threshold_does_better(accounts: list[tuple[int, bool]], budget: int) -> None:
    score, guilty = np.array([a for a, _ in accounts], dtype=float), np.array([b for _, b in accounts])
    tried = [counted(score >= threshold, guilty) for threshold in {*score.tolist(), 9.0}]
    best = max(each.guilty for each in tried if each.innocents <= budget)

    assert best_within(score, guilty, budget).guilty == best


def test_the_allowance_is_rounded_down_and_never_below_our_own() -> None:
    assert allowance(1, 9_999, 0) == 0
    assert allowance(1, 20_000, 0) == 2
    assert allowance(1, 20_000, 7) == 7


def test_the_best_group_is_the_one_with_most_of_the_campaign() -> None:
    assert best_group(np.array([0, 1, 1, 1, 0]), GUILTY) == (2, 3)
    assert best_group(np.full(5, -1), GUILTY) == (0, 0)
    assert best_group(np.array([-1, -1, 3, -1, 3]), GUILTY) == (0, 0)
