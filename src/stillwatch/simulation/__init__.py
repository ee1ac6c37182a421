"""Worlds with a known truth: benign populations and their twins, campaigns, and how those may evade."""

from __future__ import annotations

from stillwatch.simulation.ladder.pricing import cost_text, own_share
from stillwatch.simulation.ladder.registry import RUNGS, parse_steps
from stillwatch.simulation.ladder.rung import Rung, Step
from stillwatch.simulation.ladder.together import COMBINATIONS, climbed_together
from stillwatch.simulation.output import WorldSummary
from stillwatch.simulation.reading import load_scenario, scenario_names
from stillwatch.simulation.scenario import Scenario
from stillwatch.simulation.source_names import source_names
from stillwatch.simulation.world import simulate

__all__ = [
    "COMBINATIONS",
    "RUNGS",
    "Rung",
    "Scenario",
    "Step",
    "WorldSummary",
    "climbed_together",
    "cost_text",
    "load_scenario",
    "own_share",
    "parse_steps",
    "scenario_names",
    "simulate",
    "source_names",
]
