"""What a rung of the evasion ladder is, and a rung climbed to a strength."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stillwatch.simulation.scenario import CampaignPlan

Change = Callable[[CampaignPlan, float], CampaignPlan]
"""The plan of an operator that evades with a strength from 0 (not at all) to 1."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to evade: ``about`` is one sentence, ``strengths`` are those that the ladder measures by default."""

    name: str
    about: str
    change: Change
    strengths: tuple[float, ...] = (1.0,)


@dataclass(frozen=True, slots=True)
class Step:
    """A rung and how far it is climbed, from 0 to 1."""

    rung: Rung
    strength: float

    @property
    def label(self) -> str:
        """``NAME=STRENGTH``, as the command line reads it."""
        return f"{self.rung.name}={self.strength:g}"
