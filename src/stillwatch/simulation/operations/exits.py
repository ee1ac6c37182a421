"""Where a campaign connects from: addresses, clients and routes, its own or those of a proxy network that it shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stillwatch.simulation.columns import Ints, pick
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.flow import by_way_of, two_of
from stillwatch.simulation.lists import Stretch
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.tables import Streams
from stillwatch.simulation.vocabulary import FAMILIES, NETWORKS, ROUTES

_OWN_CLIENT: Final = 0.5
_STRANGERS_EXIT: Final = 0.3
_MOST_ADDRESSES: Final = 40


@dataclass(frozen=True, slots=True)
class Exits:
    """What a proxy network has: a pool of addresses and the client stacks of its programs."""

    pool: Ints
    stacks: Ints


def infrastructure(
    draft: Draft, plan: CampaignPlan, traffic: Streams, shared: Exits | None = None
) -> tuple[Streams, Exits]:
    """The traffic with addresses, clients and routes of the campaign, and what they were drawn from.

    Args:
        draft: The world so far.
        plan: The campaign.
        traffic: Its streams, one per account.
        shared: Another campaign's exits, to use instead of own ones.
    """
    rng, count = draft.rng, len(traffic.account)
    address, pool = _pooled_addresses(draft, plan, count, shared)
    stacks = shared.stacks if shared else draft.clients.draw(rng, pick(rng, plan.families, FAMILIES, plan.clients))
    n = 1 + rng.poisson(0.6, count).astype("int64")
    usual = draft.clients.draw(rng, pick(rng, plan.families, FAMILIES, int(n.sum())))
    ours = rng.random(len(usual)) < _OWN_CLIENT
    usual[ours] = rng.choice(stacks, len(usual))[ours]
    client = draft.choices.own(usual, n)
    route = two_of(draft, pick(rng, plan.routes, ROUTES, count), pick(rng, plan.routes, ROUTES, count))
    moved = by_way_of(traffic, address, client, route)
    return moved, Exits(pool, stacks)


def same_exits(traffic: Streams, other: Streams) -> Streams:
    """The traffic by way of the addresses, clients and routes of ``other``, row by row."""
    return by_way_of(
        traffic,
        Stretch(other.address_at, other.address_n),
        Stretch(other.client_at, other.client_n),
        Stretch(other.route_at, other.route_n),
    )


def _pooled_addresses(draft: Draft, plan: CampaignPlan, count: int, shared: Exits | None) -> tuple[Stretch, Ints]:
    """A stretch of the pool for each account, and the pool."""
    rng = draft.rng
    n = (1 + rng.poisson(max(plan.addresses - 1, 0), count)).clip(max=_MOST_ADDRESSES).astype("int64")
    pool = shared.pool if shared else _pool(draft, plan, int(n.sum()))
    return draft.choices.own(rng.choice(pool, int(n.sum())), n), pool


def _pool(draft: Draft, plan: CampaignPlan, uses: int) -> Ints:
    """Addresses of an operator; some residential exits are lines of strangers who are customers too."""
    rng, before = draft.rng, draft.addresses.size
    size = max(1, round(uses / max(plan.per_address, 1.0)))
    pool = draft.addresses.allot(pick(rng, plan.networks, NETWORKS, size))
    borrowed = rng.random(size) < _STRANGERS_EXIT * plan.networks.get("home", 0.0) / sum(plan.networks.values())
    pool[borrowed] = rng.integers(0, before, int(borrowed.sum()))
    return pool
