"""Enrols one simulated campaign: its accounts or another's, its own traffic, and what a relay mixes in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Floats, split
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.flow import flow
from stillwatch.simulation.habits import API
from stillwatch.simulation.operations.crew import recruit
from stillwatch.simulation.operations.exits import infrastructure, same_exits
from stillwatch.simulation.operations.lives import Lives, plan_lives
from stillwatch.simulation.operations.relay import Roster, guests_of, relayed
from stillwatch.simulation.operations.rewriting import jobs, rewritten
from stillwatch.simulation.rhythm import DAY, ZONES, on_off, shape_grid
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.tables import Streams

_SPARE_LOAD: Final = 0.015
_SPARE_SPREAD: Final = 1.3


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A campaign about to be enrolled: its plan, its code, and how large it is in this world."""

    plan: CampaignPlan
    campaign: int
    kind: int
    accounts: int
    exchanges: int


def enrol_campaign(draft: Draft, this: Enrolment, host: Roster | None = None) -> Roster:
    """Add the campaign's accounts and streams to the draft.

    Args:
        draft: The world so far.
        this: The campaign.
        host: The campaign whose accounts or exits it uses, as its plan says.

    Returns:
        The campaign, for others that use its accounts or exits.
    """
    plan, rng = this.plan, draft.rng
    guests = guests_of(draft, plan, host, this.accounts) if host and plan.accounts_of else None
    lives = guests.lives if guests else _lives(draft, this)
    people = guests.people if guests else recruit(draft, plan, this.kind, this.campaign, lives)
    codes = guests.codes if guests else draft.admit(people)
    count = len(codes)
    rhythm = draft.rhythms.add(schedule_grid(draft, plan))
    load = loads(draft, plan, lives, rhythm)
    volume = split(rng, this.exchanges, load)
    traffic = flow(draft, API, codes, people, volume, jobs(draft, plan, count))
    if guests:
        traffic, exits = same_exits(traffic, guests.traffic), guests.exits
    else:
        traffic, exits = infrastructure(draft, plan, traffic, host.exits if host else None)
    traffic = replace(
        traffic,
        campaign=np.full(count, this.campaign, dtype=np.int64),
        rhythm=np.full(count, rhythm),
        start=lives.start,
        end=lives.end,
        turns=1 + (plan.turns - 1) * rng.gamma(4.0, 0.25, count),
        clump=np.full(count, 0.8),
        users=np.zeros(count, dtype=np.int64),
    )
    draft.streams += rewritten(draft, plan, pivoted(draft, plan, traffic))
    if plan.relay > 0:
        draft.streams.append(relayed(draft, plan, people, traffic, this.exchanges))
    return Roster(codes, people, lives, traffic, exits)


def _lives(draft: Draft, this: Enrolment) -> Lives:
    plan = this.plan
    return plan_lives(draft.rng, plan.bans, this.accounts, plan.start * draft.seconds, plan.end * draft.seconds)


def schedule_grid(draft: Draft, plan: CampaignPlan) -> Floats:
    """The rhythm all accounts of the campaign share."""
    days = draft.scenario.days
    if plan.schedule == "office":
        return shape_grid("office", int(draft.rng.choice(ZONES)), days)
    if plan.schedule == "shifts":
        return on_off(draft.rng, days, on_hours=9.0, off_hours=6.0)
    return on_off(draft.rng, days, on_hours=40.0, off_hours=2.0, level=0.1)


def loads(draft: Draft, plan: CampaignPlan, lives: Lives, rhythm: int) -> Floats:
    """Expected exchanges per account, up to a factor: activity while it lived, uneven by plan, little on spares."""
    spread = draft.rng.lognormal(0, max(plan.evenness, 1e-3), len(lives.start))
    count = len(lives.start)
    spare = draft.rng.permutation(count) < round(count * plan.spares)
    idle = _SPARE_LOAD * draft.rng.lognormal(0, _SPARE_SPREAD, len(lives.start))
    return draft.rhythms.mass(rhythm, lives.start, lives.end) * spread * np.where(spare, idle, 1.0) + 1e-9


def pivoted(draft: Draft, plan: CampaignPlan, traffic: Streams) -> Streams:
    """Move the planned share of conversations to the other model, each account at its moment in the hours given."""
    count = len(traffic.account)
    if plan.pivot is None:
        return replace(traffic, adopt_at=np.full(count, np.inf))
    place = [release.model for release in draft.scenario.releases].index(plan.pivot.model)
    day = draft.scenario.releases[place].day
    lag = draft.rng.uniform(0, plan.pivot.hours * 3600, count)
    return replace(
        traffic,
        adopt_at=(day + plan.pivot.after) * DAY + lag,
        adopt_share=np.full(count, plan.pivot.share),
        adopt_model=np.full(count, place, dtype=np.int64),
    )
