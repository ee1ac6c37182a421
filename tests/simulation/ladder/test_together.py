"""Combinations of three rungs are drawn with a seed, each at most once, at full strength."""

from __future__ import annotations

from stillwatch.simulation import COMBINATIONS, climbed_together, load_scenario
from stillwatch.simulation.ladder.registry import SINGLE, climb


def names(count: int, seed: int) -> list[tuple[str, ...]]:
    """The rungs of each combination drawn."""
    return [tuple(step.rung.name for step in steps) for steps in climbed_together(count, seed)]


def test_all_of_them_are_three_different_rungs_each() -> None:
    every = names(10_000, 1)

    assert len(every) == len({frozenset(three) for three in every}) == COMBINATIONS
    assert {len(set(three)) for three in every} == {3}
    assert {name for three in every for name in three} == {rung.name for rung in SINGLE}


def test_a_sample_is_the_seeds_and_part_of_all() -> None:
    assert names(20, 5) == names(20, 5)
    assert names(20, 5) != names(20, 6)
    assert len(set(names(20, 5))) == 20
    assert names(0, 5) == []


def test_each_can_be_climbed() -> None:
    base = load_scenario("ladder")

    for steps in climbed_together(COMBINATIONS, 0):
        assert {step.strength for step in steps} == {1.0}
        assert all(0 < plan.share / (1 - plan.relay) < 1 for plan in climb(base, steps).campaigns)
