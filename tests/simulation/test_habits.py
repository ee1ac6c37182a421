"""Habits name only what exists."""

from __future__ import annotations

import pytest

from stillwatch.simulation.habits import API, CONSOLE, DEVELOPER, Habit
from stillwatch.simulation.payloads import RULES
from stillwatch.simulation.people import DOMAIN_FAMILIES
from stillwatch.simulation.rhythm import SHAPES
from stillwatch.simulation.vocabulary import FAMILIES, NETWORKS, PLANS, ROUTES


@pytest.mark.parametrize("habit", [CONSOLE, API, DEVELOPER])
def test_a_habit_names_only_what_exists(habit: Habit) -> None:
    for weights, allowed in (
        (habit.payloads, RULES),
        (habit.rhythms, SHAPES),
        (habit.networks, NETWORKS),
        (habit.families, FAMILIES),
        (habit.routes, ROUTES),
        (habit.plans, PLANS),
        (habit.domains, DOMAIN_FAMILIES),
    ):
        assert set(weights) <= set(allowed)
        assert sum(weights.values()) > 0
