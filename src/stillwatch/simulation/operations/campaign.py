"""Enrols one simulated campaign: accounts, its own traffic, and the honest traffic a relay mixes in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Floats, Ints, pick, split
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.flow import flow, two_of
from stillwatch.simulation.habits import API
from stillwatch.simulation.lists import Stretch
from stillwatch.simulation.operations.crew import recruit
from stillwatch.simulation.operations.lives import Lives, plan_lives
from stillwatch.simulation.operations.wording import campaign_tasks
from stillwatch.simulation.populations.gateways import honest_mix
from stillwatch.simulation.rhythm import DAY, ZONES, on_off, shape_grid
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.tables import NONE, Accounts, Streams
from stillwatch.simulation.vocabulary import FAMILIES, NETWORKS, ROUTES

_SPARE_LOAD: Final = 0.015
_SPARE_SPREAD: Final = 1.3
_OWN_CLIENT: Final = 0.5
_STRANGERS_EXIT: Final = 0.3
_RELAYED_TASKS: Final = 400


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A campaign about to be enrolled: its plan, its code, and how large it is in this world."""

    plan: CampaignPlan
    campaign: int
    kind: int
    accounts: int
    exchanges: int


def enrol_campaign(draft: Draft, this: Enrolment) -> None:
    """Add the campaign's accounts and streams to the draft."""
    plan, rng = this.plan, draft.rng
    lives = plan_lives(rng, plan.bans, this.accounts, plan.start * draft.seconds, plan.end * draft.seconds)
    people = recruit(draft, plan, this.kind, this.campaign, lives)
    codes = draft.admit(people)
    rhythm = draft.rhythms.add(schedule_grid(draft, plan))
    load = loads(draft, plan, lives, rhythm)
    volume = split(rng, this.exchanges, load)
    tasks = jobs(draft, plan, campaign_tasks(draft, plan), this.accounts)
    traffic = flow(draft, API, codes, people, volume, tasks)
    traffic = replace(
        infrastructure(draft, plan, traffic),
        campaign=np.full(this.accounts, this.campaign, dtype=np.int64),
        rhythm=np.full(this.accounts, rhythm),
        start=lives.start,
        end=lives.end,
        turns=1 + (plan.turns - 1) * rng.gamma(4.0, 0.25, this.accounts),
        clump=np.full(this.accounts, 0.8),
        users=np.zeros(this.accounts, dtype=np.int64),
    )
    draft.streams.append(pivoted(draft, plan, traffic))
    if plan.relay > 0:
        draft.streams.append(relayed(draft, plan, people, traffic, this.exchanges))


def jobs(draft: Draft, plan: CampaignPlan, tasks: Ints, count: int) -> Stretch:
    """Which of the campaign's tasks each account works on: a few, drawn by weight."""
    n = 1 + draft.rng.poisson(plan.breadth - 1, count).astype(np.int64)
    return draft.choices.own(draft.rng.choice(tasks, int(n.sum())), n)


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


def infrastructure(draft: Draft, plan: CampaignPlan, traffic: Streams) -> Streams:
    """Addresses, clients and routes of the campaign."""
    rng, count = draft.rng, len(traffic.account)
    address = _pooled_addresses(draft, plan, count)
    stacks = draft.clients.draw(rng, pick(rng, plan.families, FAMILIES, plan.clients))
    n = 1 + rng.poisson(0.6, count).astype(np.int64)
    usual = draft.clients.draw(rng, pick(rng, plan.families, FAMILIES, int(n.sum())))
    ours = rng.random(len(usual)) < _OWN_CLIENT
    client = draft.choices.own(np.where(ours, rng.choice(stacks, len(usual)), usual), n)
    route = two_of(draft, pick(rng, plan.routes, ROUTES, count), pick(rng, plan.routes, ROUTES, count))
    return replace(
        traffic,
        address_at=address.at,
        address_n=address.n,
        client_at=client.at,
        client_n=client.n,
        route_at=route.at,
        route_n=route.n,
    )


def _pooled_addresses(draft: Draft, plan: CampaignPlan, count: int) -> Stretch:
    """A pool that accounts draw from; some residential exits are lines of strangers who are customers too."""
    rng = draft.rng
    n = np.minimum(1 + rng.poisson(max(plan.addresses - 1, 0), count), 40).astype(np.int64)
    before = draft.addresses.size
    size = max(1, round(int(n.sum()) / max(plan.per_address, 1.0)))
    pool = draft.addresses.allot(pick(rng, plan.networks, NETWORKS, size))
    borrowed = rng.random(size) < _STRANGERS_EXIT * plan.networks.get("home", 0.0) / sum(plan.networks.values())
    pool[borrowed] = rng.integers(0, before, int(borrowed.sum()))
    return draft.choices.own(rng.choice(pool, int(n.sum())), n)


def pivoted(draft: Draft, plan: CampaignPlan, traffic: Streams) -> Streams:
    """Move the planned share of conversations to the new model, each account at its moment within the hours given."""
    count = len(traffic.account)
    if plan.pivot is None:
        return replace(traffic, adopt_at=np.full(count, np.inf))
    place = [release.model for release in draft.scenario.releases].index(plan.pivot.model)
    day = draft.scenario.releases[place].day
    lag = draft.rng.uniform(0, plan.pivot.hours * 3600, count)
    return replace(
        traffic,
        adopt_at=day * DAY + lag,
        adopt_share=np.full(count, plan.pivot.share),
        adopt_model=np.full(count, place, dtype=np.int64),
    )


def relayed(draft: Draft, plan: CampaignPlan, people: Accounts, traffic: Streams, exchanges: int) -> Streams:
    """Honest exchanges of the relay's customers on the same accounts, addresses and clients."""
    count = len(traffic.account)
    honest = honest_exchanges(plan, exchanges)
    volume = draft.rng.multinomial(honest, traffic.volume / traffic.volume.sum()).astype(np.int64)
    mixed: Ints = honest_mix(draft, _RELAYED_TASKS)
    other = flow(draft, API, traffic.account, people, volume, draft.choices.shared(mixed, count))
    return replace(
        other,
        campaign=np.full(count, NONE, dtype=np.int64),
        start=traffic.start,
        end=traffic.end,
        address_at=traffic.address_at,
        address_n=traffic.address_n,
        client_at=traffic.client_at,
        client_n=traffic.client_n,
        route_at=traffic.route_at,
        route_n=traffic.route_n,
    )


def honest_exchanges(plan: CampaignPlan, exchanges: int) -> int:
    """How many honest exchanges go with ``exchanges`` of the campaign's own."""
    return round(exchanges * plan.relay / (1.0 - plan.relay))
