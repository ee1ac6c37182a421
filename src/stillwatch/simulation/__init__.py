"""Worlds with a known truth: benign populations and their twins, campaigns."""

from __future__ import annotations

from stillwatch.simulation.output import WorldSummary
from stillwatch.simulation.reading import load_scenario, scenario_names
from stillwatch.simulation.scenario import Scenario
from stillwatch.simulation.world import simulate

__all__ = ["Scenario", "WorldSummary", "load_scenario", "scenario_names", "simulate"]
