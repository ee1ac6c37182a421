"""Traffic of accounts by habit: rhythm, addresses, clients, routes, models, keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Floats, Ints, chance, pick
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.habits import Habit
from stillwatch.simulation.lists import Stretch
from stillwatch.simulation.rhythm import DAY, SHAPES, ZONES, standard
from stillwatch.simulation.tables import NONE, Accounts, Streams
from stillwatch.simulation.vocabulary import FAMILIES, NETWORKS, ROUTES

_ON_THE_DAY: Final = 0.08
_ADOPTERS: Final = 0.5
_ADOPTION_DAYS: Final = 8.0
_MAX_ADDRESSES: Final = 40


def flow(draft: Draft, habit: Habit, codes: Ints, accounts: Accounts, volume: Ints, tasks: Stretch) -> Streams:
    """One stream per account, as strangers of this habit would send it (not yet added to the draft)."""
    rng, count = draft.rng, len(codes)
    start = np.clip(accounts.created, 0.0, draft.seconds - DAY / 4)
    address = addresses(draft, habit, accounts, volume)
    client = client_stacks(draft, habit, count)
    models = base_models(draft, count)
    routes = two_of(draft, pick(rng, habit.routes, ROUTES, count), pick(rng, habit.routes, ROUTES, count))
    adopt_at, adopt_share, adopt_model = adoption(draft, count)
    return Streams(
        account=codes,
        campaign=np.full(count, NONE, dtype=np.int64),
        volume=volume,
        rhythm=standard(pick(rng, habit.rhythms, SHAPES, count), rng.integers(0, len(ZONES), count)),
        start=start,
        end=np.maximum(np.where(np.isnan(accounts.closed), draft.seconds, accounts.closed), start + 1.0),
        clump=habit.clump * rng.uniform(0.4, 2.0, count),
        turns=1 + (habit.turns - 1) * rng.gamma(2.0, 0.5, count),
        gap=habit.gap * rng.lognormal(0, 0.5, count),
        task_at=tasks.at,
        task_n=tasks.n,
        model_at=models.at,
        model_n=models.n,
        route_at=routes.at,
        route_n=routes.n,
        address_at=address.at,
        address_n=address.n,
        client_at=client.at,
        client_n=client.n,
        keys=1 + rng.poisson(0.4 + np.log10(1 + volume) * 0.4),
        users=np.where(chance(rng, 0.12, count), 1 + rng.integers(0, 2 + volume // 4), 0),
        adopt_at=adopt_at,
        adopt_share=adopt_share,
        adopt_model=adopt_model,
        errors=rng.beta(1.2, 40, count),
    )


def addresses(draft: Draft, habit: Habit, accounts: Accounts, volume: Ints) -> Stretch:
    """Addresses per stream, more for those who send more; the first is often where the account signed up."""
    rng, count = draft.rng, len(volume)
    n = 1 + rng.poisson(np.minimum(habit.addresses - 1 + np.log2(1 + volume) * 0.25, volume - 1).clip(0))
    n = np.minimum(n, _MAX_ADDRESSES)
    main = pick(rng, habit.networks, NETWORKS, count)
    owner = np.repeat(np.arange(count), n)
    network = np.where(chance(rng, 0.7, len(owner)), main[owner], pick(rng, habit.networks, NETWORKS, len(owner)))
    places = draft.addresses.allot(network)
    first = np.concatenate([[0], np.cumsum(n)[:-1]]).astype(np.int64)
    same = (chance(rng, 0.5, count)) & (accounts.signup_address >= 0)
    places[first[same]] = accounts.signup_address[same]
    return draft.choices.own(places, n)


def client_stacks(draft: Draft, habit: Habit, count: int) -> Stretch:
    """One to three stacks per stream, mostly of one family."""
    rng = draft.rng
    n = 1 + (chance(rng, 0.35, count)) + (chance(rng, 0.1, count))
    family = pick(rng, habit.families, FAMILIES, count)[np.repeat(np.arange(count), n)]
    return draft.choices.own(draft.clients.draw(rng, family), n.astype(np.int64))


def base_models(draft: Draft, count: int) -> Stretch:
    """One or two models that were out before the window, newer ones more popular."""
    old = [place for place, release in enumerate(draft.scenario.releases) if release.day <= 0]
    n = 1 + (chance(draft.rng, 0.4, count)).astype(np.int64)
    newest_first = np.array(old[::-1], dtype=np.int64)
    return draft.choices.own(newest_first[(draft.rng.random(int(n.sum())) ** 1.6 * len(old)).astype(np.int64)], n)


def two_of(draft: Draft, main: Ints, other: Ints) -> Stretch:
    """Mostly ``main``; one stream in eight also uses ``other``."""
    mixed = chance(draft.rng, 0.12, len(main))
    values = np.stack([main, main, main, np.where(mixed, other, main)], axis=1).ravel()
    return draft.choices.own(values, np.full(len(main), 4, dtype=np.int64))


def adoption(draft: Draft, count: int) -> tuple[Floats, Floats, Ints]:
    """When, how far and to which model of the window each stream moves; infinity for never."""
    rng = draft.rng
    fresh = [(place, release.day) for place, release in enumerate(draft.scenario.releases) if release.day > 0]
    if not fresh:
        return np.full(count, np.inf), np.zeros(count), np.zeros(count, dtype=np.int64)
    which = rng.integers(0, len(fresh), count)
    model = np.array([place for place, _ in fresh])[which]
    day = np.array([day for _, day in fresh])[which]
    at = day * DAY + rng.exponential(_ADOPTION_DAYS * DAY, count) * chance(rng, 1 - _ON_THE_DAY, count)
    return np.where(chance(rng, _ADOPTERS, count), at, np.inf), rng.beta(2, 1, count), model.astype(np.int64)


def by_way_of(traffic: Streams, address: Stretch, client: Stretch, route: Stretch) -> Streams:
    """The traffic with other addresses, client stacks and routes, a stretch of choices per row."""
    return replace(
        traffic,
        address_at=address.at,
        address_n=address.n,
        client_at=client.at,
        client_n=client.n,
        route_at=route.at,
        route_n=route.n,
    )
