"""Rungs that hide what is asked: paraphrases, no fixed text, other languages, decoys, repeated payloads."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stillwatch.simulation.ladder.blend import between, mixed, whole_between
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.vocabulary import LANGUAGES

_MOST_VARIANTS: Final = 24
_MOST_DECOYS: Final = 0.5
_MOST_REPEATED: Final = 0.5


def paraphrased(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Up to 24 variants of each template in other words."""
    return replace(plan, wording=whole_between(plan.wording, max(plan.wording, _MOST_VARIANTS), strength))


def translated(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Templates and payloads in every language that the simulator has, alike."""
    return replace(plan, languages=mixed(plan.languages, dict.fromkeys(LANGUAGES, 1.0), strength))


def stripped(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """No fixed text: a request is its payload alone."""
    return replace(plan, stripped=between(plan.stripped, 1.0, strength))


def repeated(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Up to half of the templates send the items of a small pool again and again, as an evaluation does."""
    return replace(plan, repeated=between(plan.repeated, max(plan.repeated, _MOST_REPEATED), strength))


def decoys(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Up to half of the traffic asks for everyday help that the operator has no use for.

    Plainly worded, as such requests are; they are the campaign's own exchanges and counted as such.
    """
    techniques = plan.techniques if strength == 0 else {"plain_task": 1.0} | plan.techniques
    capabilities = mixed(plan.capabilities, {"general": 1.0}, strength * _MOST_DECOYS)
    return replace(plan, capabilities=capabilities, techniques=techniques)
