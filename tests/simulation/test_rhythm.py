"""Arrival times follow their rhythm and stay in their window."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.simulation.rhythm import DAY, SHAPES, STEP, ZONES, RhythmBook, on_off, place, shape_grid, standard


@pytest.mark.parametrize(("shape", "low", "high"), [("office", 8, 19), ("nightly", 1, 5), ("evening", 17, 24)])
def test_most_activity_falls_in_local_hours(shape: str, low: int, high: int) -> None:
    grid = shape_grid(shape, 0, 5)
    hour = np.arange(len(grid)) * STEP / 3600 % 24

    assert grid[(hour >= low) & (hour < high)].sum() > 0.6 * grid.sum()


def test_offices_rest_at_the_weekend() -> None:
    week = shape_grid("office", 0, 7).reshape(7, -1).sum(axis=1)

    assert week[5:].max() < 0.3 * week[:5].min()


def test_always_on_never_falls_far() -> None:
    grid = shape_grid("always", 3, 3)

    assert grid.min() > 0.5 * grid.max()


def test_times_lie_between_start_and_end_and_grow_with_the_share() -> None:
    book = RhythmBook(10)
    rhythm = standard(np.array([0, 1, 2, 3]), np.array([0, 3, 5, 11])).repeat(50)
    share = np.tile(np.linspace(0, 1, 50), 4)
    times = place(book, rhythm, np.full(200, 2 * DAY), np.full(200, 4 * DAY), share)

    assert times.min() >= 2 * DAY
    assert times.max() <= 4 * DAY
    assert (np.diff(times.reshape(4, 50)) >= 0).all()


def test_a_group_adds_its_own_rhythm() -> None:
    book = RhythmBook(2)
    code = book.add(np.concatenate([np.ones(96), np.zeros(96)]))
    end = np.array([DAY, 2 * DAY])

    assert code == len(SHAPES) * len(ZONES)
    assert book.seconds == 2 * DAY
    first, both = book.mass(code, np.zeros(2), end)
    assert first / both > 0.99


def test_a_job_works_and_rests() -> None:
    grid = on_off(np.random.default_rng(1), 20, on_hours=8, off_hours=8)

    assert 0.3 < (grid > 0.1).mean() < 0.75
