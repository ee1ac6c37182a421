"""Stretches of choices stay with their rows."""

from __future__ import annotations

import numpy as np

from stillwatch.simulation.lists import Choices, draw, weighted


def test_rows_draw_from_their_own_stretch() -> None:
    choices = Choices()
    first = choices.own(np.array([10, 11, 20]), np.array([2, 1]))
    second = choices.shared(np.array([30, 31]), 3)
    flat = choices.finish()

    assert draw(flat, first.at, first.n, np.array([0.99, 0.99])).tolist() == [11, 20]
    assert draw(flat, second.at, second.n, np.array([0.0, 0.6, 1.0])).tolist() == [30, 31, 31]


def test_an_even_draw_of_weighted_values_follows_the_weights() -> None:
    values = weighted(np.array([1, 2]), np.array([3.0, 1.0]), length=400)

    assert (values == 1).mean() == 0.75


def test_the_lightest_value_stays_in() -> None:
    assert set(weighted(np.array([1, 2]), np.array([1e6, 1.0])).tolist()) == {1, 2}


def test_no_choices_make_an_empty_array() -> None:
    assert len(Choices().finish()) == 0
