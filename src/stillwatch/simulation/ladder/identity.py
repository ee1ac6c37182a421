"""Rungs that hide whose accounts they are: addresses, payment, sign-ups, bought accounts, absent or false metadata."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stillwatch.simulation.ladder.blend import between, mixed, whole_between
from stillwatch.simulation.scenario import CampaignPlan

_WARM_UP_DAYS: Final = 300.0
_LONG_WAVE_HOURS: Final = 72.0


def own_address(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """One residential address for each account."""
    return replace(
        plan,
        per_address=between(plan.per_address, 1.0, strength),
        addresses=between(plan.addresses, 1.0, strength),
        networks=mixed(plan.networks, {"home": 1.0}, strength),
    )


def own_payment(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """A card and a sign-up device for each account."""
    signups = replace(
        plan.signups,
        per_card=between(plan.signups.per_card, 1.0, strength),
        per_device=between(plan.signups.per_device, 1.0, strength),
    )
    return replace(plan, signups=signups)


def slow_signups(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Sign-ups that come one by one over most of a year and wait until they are used."""
    now = plan.signups
    signups = replace(
        now,
        waves=whole_between(now.waves, max(now.waves, plan.accounts), strength),
        days_before=between(now.days_before, max(now.days_before, _WARM_UP_DAYS), strength),
        wave_hours=between(now.wave_hours, max(now.wave_hours, _LONG_WAVE_HOURS), strength),
    )
    return replace(plan, signups=signups)


def recycled(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Accounts that somebody else opened: bought or taken over."""
    return replace(plan, signups=replace(plan.signups, aged=between(plan.signups.aged, 1.0, strength)))


def no_metadata(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Requests through a relay that passes on no address, client, key, user or conversation."""
    return replace(plan, hidden=between(plan.hidden, 1.0, strength))


def false_metadata(plan: CampaignPlan, strength: float) -> CampaignPlan:
    """Each request with another household's address and the user agent and TLS fingerprint of a common client."""
    return replace(plan, forged=between(plan.forged, 1.0, strength))
