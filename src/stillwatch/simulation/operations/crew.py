"""A campaign's accounts: sign-up waves, aged accounts, shared cards and devices."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Floats, Ints, evenly
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.habits import API
from stillwatch.simulation.operations.lives import Lives
from stillwatch.simulation.people import HIDEABLE, REASONS, strangers
from stillwatch.simulation.rhythm import DAY
from stillwatch.simulation.scenario import CampaignPlan, Signups
from stillwatch.simulation.tables import NONE, Accounts

_UNCARDED = 0.12
LINKING: Final = sum(
    1 << place
    for place, name in enumerate(HIDEABLE)
    if name in {"ip", "tls_fingerprint", "user_agent", "api_key_id", "end_user_id", "conversation_id"}
)
"""Bits of the columns that an operator can keep out of its requests, or a relay out of what it passes on."""


def recruit(draft: Draft, plan: CampaignPlan, kind: int, campaign: int, lives: Lives) -> Accounts:
    """The accounts with everything that strangers have, then what this campaign shares."""
    rng, count = draft.rng, len(lives.start)
    habit = replace(
        API, plans=plan.plans, networks=plan.networks, domains={"free": 6, "own": 2.5, "temporary": 0.5, "edu": 0.2}
    )
    people = strangers(draft, habit, kind, count)
    aged = rng.random(count) < plan.signups.aged
    created = np.where(aged, np.minimum(people.created, lives.start - DAY), sign_up(draft, plan, lives))
    reasons = np.array([REASONS.index(name) for name in ("abuse", "abuse", "spam", "chargeback", "duplicate")])
    return replace(
        people,
        campaign=np.full(count, campaign, dtype=np.int64),
        created=np.minimum(created, lives.start - 60),
        payment=np.where(rng.random(count) < _UNCARDED, people.payment, _shared(draft, count, plan.signups.per_card)),
        device=np.where(people.device == NONE, NONE, _shared(draft, count, plan.signups.per_device)),
        closed=np.where(lives.banned, lives.end, np.nan),
        reason=np.where(lives.banned, rng.choice(reasons, count), NONE),
        hidden=people.hidden | np.where(evenly(count, plan.hidden), LINKING, 0),
        forged=evenly(count, plan.forged),
    )


def sign_up(draft: Draft, plan: CampaignPlan, lives: Lives) -> Floats:
    """Wave sign-ups for the first crew and the standby; fresh ones shortly before their start."""
    rng, count = draft.rng, len(lives.start)
    waves = _waves(rng, plan.signups)
    planned = rng.choice(waves, count) + rng.uniform(0, plan.signups.wave_hours * 3600, count)
    fresh = (lives.replaces >= 0) & (rng.random(count) > plan.bans.standby)
    return np.where(fresh, lives.start - rng.exponential(5 * 3600, count), planned)


def _waves(rng: np.random.Generator, signups: Signups) -> Floats:
    return -signups.days_before * DAY * rng.uniform(0.1, 1.0, max(1, signups.waves))


def _shared(draft: Draft, count: int, per: float) -> Ints:
    """Codes that ``per`` accounts share on average, unevenly."""
    if per <= 1:
        return draft.codes(count)
    pool = draft.codes(max(1, round(count / per)))
    return pool[(draft.rng.random(count) ** 1.3 * len(pool)).astype(np.int64)]
