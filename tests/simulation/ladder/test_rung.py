"""A step is labelled as the command line reads it."""

from __future__ import annotations

from stillwatch.simulation.ladder.rung import Rung, Step


def test_a_label_is_name_and_strength() -> None:
    rung = Rung("mixing", "Honest traffic.", lambda plan, _: plan)

    assert Step(rung, 0.3).label == "mixing=0.3"
    assert Step(rung, 1.0).label == "mixing=1"
