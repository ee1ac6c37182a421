"""Blends are exact at both ends and keep only names that weigh something."""

from __future__ import annotations

from stillwatch.simulation.ladder.blend import between, mixed, whole_between


def test_numbers_are_exact_at_both_ends() -> None:
    assert (between(3.0, 1.0, 0.0), between(3.0, 1.0, 0.5), between(3.0, 1.0, 1.0)) == (3.0, 2.0, 1.0)
    assert (whole_between(60, 300, 0.0), whole_between(60, 300, 0.1), whole_between(60, 300, 1.0)) == (60, 84, 300)


def test_weights_move_from_one_to_the_other() -> None:
    now, full = {"home": 3.0, "cloud": 1.0}, {"home": 1.0}

    assert mixed(now, full, 0.0) == now
    assert mixed(now, full, 0.5) == {"home": 0.875, "cloud": 0.125}
    assert mixed(now, full, 1.0) == {"home": 1.0}
