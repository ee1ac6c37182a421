"""Rungs that hide in when, how much and by which way is sent: hours, pacing, honest traffic, routes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stillwatch.simulation.ladder.blend import mixed, whole_between
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.vocabulary import ROUTES

BUSY: Final = {"always": 0.95, "shifts": 0.6, "office": 0.22}
"""Share of a week at the full rate: 40 hours of 42, 9 of 15, and the mean of the office curve."""

_MOST_MIXED: Final = 0.95
_MOST_ACCOUNTS: Final = 5.0
_OFFICE_FROM: Final = 0.5


def human_hours(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Shifts, and from a strength of 0.5 on office hours.

    An account's rate at work stays what it was, since limits are on rates; hours not worked are throughput lost.
    """
    wanted = "always" if strength == 0 else "shifts" if strength < _OFFICE_FROM else "office"
    if BUSY[wanted] >= BUSY[plan.schedule]:
        return plan
    return replace(plan, schedule=wanted, share=plan.share * BUSY[wanted] / BUSY[plan.schedule])


def under_limit(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """The same traffic over up to five times the accounts, so that each stays far below its limits."""
    return replace(plan, accounts=whole_between(plan.accounts, round(_MOST_ACCOUNTS * plan.accounts), strength))


def mixing(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """``strength`` of what the accounts send is strangers' honest traffic, at most 95 %.

    What the accounts send in all stays the same, since limits are on accounts: the campaign's own part makes room.
    """
    relay = min(1.0 - (1.0 - plan.relay) * (1.0 - strength), _MOST_MIXED) if strength else plan.relay
    relay = max(relay, plan.relay)
    return replace(plan, relay=relay, share=plan.share * (1.0 - relay) / (1.0 - plan.relay))


def many_routes(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Every route that a provider has, alike."""
    return replace(plan, routes=mixed(plan.routes, dict.fromkeys(ROUTES, 1.0), strength))
