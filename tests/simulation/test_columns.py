"""Stacking of tables and weighted draws."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.simulation.columns import chance, evenly, group_sizes, pareto, pick, rows_of, split, stack
from stillwatch.simulation.lists import Stretch


@given(st.integers(0, 5000), st.integers(1, 300))
def test_a_split_loses_nothing_and_leaves_nobody_out(total: int, count: int) -> None:
    parts = split(np.random.default_rng(1), total, np.ones(count))

    assert parts.sum() == total
    assert parts.min() >= (1 if total > count else 0)


@given(st.integers(1, 2000))
def test_groups_add_up_and_are_never_too_large(members: int) -> None:
    sizes = group_sizes(np.random.default_rng(1), members, 5, 20)

    assert sizes.sum() == members
    assert sizes.max() <= 20


def test_draws_follow_their_weights() -> None:
    drawn = pick(np.random.default_rng(1), {"b": 3.0, "c": 1.0}, ("a", "b", "c"), 40_000)

    assert np.allclose(np.bincount(drawn, minlength=3) / 40_000, [0, 0.75, 0.25], atol=0.01)


def test_chance_is_the_share() -> None:
    assert abs(chance(np.random.default_rng(1), 0.2, 50_000).mean() - 0.2) < 0.01


def test_pareto_has_its_tail() -> None:
    drawn = pareto(np.random.default_rng(1), 1.0, 100_000)

    assert abs((drawn > 10).mean() - 0.1) < 0.01
    assert drawn.max() <= 1e5


def test_stacking_keeps_rows_in_order() -> None:
    first, second = Stretch(np.array([1]), np.array([2])), Stretch(np.array([3, 4]), np.array([5, 6]))

    assert stack([first, second]).at.tolist() == [1, 3, 4]
    assert stack([first, second]).n.tolist() == [2, 5, 6]


@given(st.integers(0, 200), st.floats(0, 1))
def test_an_even_share_is_that_share(count: int, share: float) -> None:
    assert abs(int(evenly(count, share).sum()) - count * share) < 1


def test_an_even_share_is_spread() -> None:
    assert evenly(4, 0.5).tolist() == [False, True, False, True]
    assert evenly(3, 1.0).all()


def test_rows_are_picked_from_every_column() -> None:
    picked = rows_of(Stretch(np.array([1, 2, 3]), np.array([4, 5, 6])), np.array([2, 0]))

    assert (picked.at.tolist(), picked.n.tolist()) == ([3, 1], [6, 4])
