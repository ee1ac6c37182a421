"""Worlds with a known truth: benign populations and their twins, campaigns, and how those may evade."""

from __future__ import annotations

from stillwatch.simulation.ladder.pricing import cost_text
from stillwatch.simulation.ladder.registry import RUNGS, parse_steps
from stillwatch.simulation.ladder.rung import Step
from stillwatch.simulation.output import WorldSummary
from stillwatch.simulation.reading import load_scenario, scenario_names
from stillwatch.simulation.scenario import Scenario
from stillwatch.simulation.world import simulate

__all__ = [
    "RUNGS",
    "Scenario",
    "Step",
    "WorldSummary",
    "cost_text",
    "load_scenario",
    "parse_steps",
    "scenario_names",
    "simulate",
]
